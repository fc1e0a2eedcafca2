//! Our own site as people read it who see, point or type otherwise: the rules of axe-core on every page,
//! the keyboard alone, small windows, large text, no scripts. What the accessibility page of the site
//! says was tried is held to be what is tried here.

use std::{collections::BTreeMap, fs, path::Path, sync::OnceLock, thread};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::browser::{self, Browser, Page};

mod journeys;

type Run = fn() -> Result<(), Failed>;

/// The trials by the names under which the accessibility page tells of them.
pub const TRIALS: [(&str, Run); 9] = [
    ("axe", rules),
    ("reflow", reflow),
    ("keyboard", journeys::keyboard),
    ("skip-link", journeys::skip_link),
    ("table", journeys::table),
    ("term", journeys::term),
    ("menu", journeys::menu),
    ("choices", journeys::choices),
    ("no-script", journeys::no_script),
];

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = TRIALS
        .into_iter()
        .map(|(name, run)| Trial::test(format!("access::{name}"), run))
        .collect();
    trials.push(Trial::test(
        "access::the_statement_says_what_was_tried",
        statement,
    ));
    trials
}

/// Our own site, built once for all trials, and served as a web server does.
pub struct Ours {
    pub base: String,
    pub routes: Vec<String>,
}

const OUT: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/access");

impl Ours {
    pub fn built() -> Result<&'static Self, Failed> {
        static OURS: OnceLock<Result<Ours, String>> = OnceLock::new();
        let ours = OURS.get_or_init(|| Self::build().map_err(|error| format!("{error:?}")));
        ours.as_ref().map_err(|said| said.clone().into())
    }

    /// Where it lies.
    pub fn folder() -> &'static Path {
        Path::new(OUT)
    }

    fn build() -> Result<Self, Failed> {
        let built = crate::program("build")
            .args(["--root", env!("CARGO_MANIFEST_DIR"), "--out", OUT])
            .output()?;
        if !built.status.success() {
            return Err(String::from_utf8_lossy(&built.stderr).into_owned().into());
        }
        let mut routes = Vec::new();
        pages(Path::new(OUT), "", &mut routes)?;
        routes.sort();
        Ok(Self {
            base: browser::serve(Path::new(OUT), "/")?,
            routes,
        })
    }

    /// Of each kind of page the largest and the smallest.
    fn kinds(&self) -> Result<Vec<String>, Failed> {
        let mut kinds: BTreeMap<String, Vec<(usize, &String)>> = BTreeMap::new();
        for route in &self.routes {
            let page = fs::read_to_string(Path::new(OUT).join(route))?;
            let kind = page
                .split("<body class=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let kind = kind.ok_or("a page has a kind")?.to_owned();
            kinds.entry(kind).or_default().push((page.len(), route));
        }
        let mut routes = Vec::new();
        for (_, mut pages) in kinds {
            pages.sort();
            let ends = [pages[0].1, pages[pages.len() - 1].1];
            routes.extend(ends.map(String::clone));
        }
        routes.dedup();
        assert!(routes.len() > 20, "{routes:?}");
        Ok(routes)
    }
}

fn pages(folder: &Path, prefix: &str, routes: &mut Vec<String>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            pages(&entry.path(), &format!("{name}/"), routes)?;
        } else if name.ends_with(".html") {
            routes.push(name);
        }
    }
    Ok(())
}

fn axe() -> Result<String, Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("target/tools/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path)
        .map_err(|error| format!("{} ({error}): `tests/run` installs it", path.display()).into())
}

/// A page, a width of its window, and the scheme of its colours.
type View = (String, u32, &'static str);

const WIDTHS: [u32; 3] = [320, 768, 1280];

/// Every page in a small dark window, and some of each kind at all widths in both schemes.
fn rules() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut views: Vec<View> = ours
        .routes
        .iter()
        .map(|r| (r.clone(), 320, "dark"))
        .collect();
    for route in ours.kinds()? {
        for width in WIDTHS {
            views.extend(["light", "dark"].map(|scheme| (route.clone(), width, scheme)));
        }
    }
    views.sort();
    views.dedup();
    let axe = axe()?;
    let found: Vec<Result<Vec<String>, String>> = thread::scope(|scope| {
        let halves: Vec<_> = views.chunks(views.len().div_ceil(2)).collect();
        let runs: Vec<_> = halves
            .into_iter()
            .map(|views| {
                let (axe, base) = (&axe, &ours.base);
                scope.spawn(move || examine(base, axe, views).map_err(|e| format!("{e:?}")))
            })
            .collect();
        runs.into_iter()
            .map(|run| run.join().expect("no panic"))
            .collect()
    });
    let mut wrong = Vec::new();
    for found in found {
        wrong.extend(found?);
    }
    verdict(wrong)
}

/// Runs the rules, that for the size of targets too, which axe has switched off.
const RUN: &str = "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})
    .then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 160)}`)))";

fn examine(base: &str, axe: &str, views: &[View]) -> Result<Vec<String>, Failed> {
    let mut browser = Browser::launch()?;
    let mut wrong = Vec::new();
    for (route, width, scheme) in views {
        let mut page = browser.open(&format!("{base}{route}"))?;
        page.resize(*width)?;
        page.scheme(scheme)?;
        page.evaluate(axe)?;
        let found = page.evaluate(RUN)?;
        for violation in found.as_array().ok_or("a list of violations")? {
            wrong.push(format!("{route} {width} {scheme}: {violation}"));
        }
        page.close()?;
    }
    Ok(wrong)
}

/// Nothing is wider than the window at 320 px, with text of twice its size, and with the distances
/// between letters and lines that readers may set.
fn reflow() -> Result<(), Failed> {
    const LARGE: &str = "document.documentElement.style.fontSize = '200%'";
    const SPACED: &str = "(() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
        document.adoptedStyleSheets = [sheet]; })()";
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut wrong = Vec::new();
    for route in ours.kinds()? {
        for (width, change) in [(320, "0"), (1280, LARGE), (640, LARGE), (320, SPACED)] {
            let mut page = browser.open(&format!("{}{route}", ours.base))?;
            page.resize(width)?;
            page.evaluate(change)?;
            let found = page.evaluate("document.scrollingElement.scrollWidth")?;
            if found.as_u64() > Some(width.into()) {
                wrong.push(format!("{route} is {found} wide at {width} with {change}"));
            }
            page.close()?;
        }
    }
    verdict(wrong)
}

pub fn verdict(wrong: Vec<String>) -> Result<(), Failed> {
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("{} found\n{}", wrong.len(), wrong.join("\n")).into()),
    }
}

/// A row of the table on the accessibility page: criterion, level, how it was looked at.
struct Row<'a> {
    number: &'a str,
    level: &'a str,
    result: &'a str,
    by: Vec<&'a str>,
}

/// The page claims nothing that is not tried, and forgets no criterion that is.
fn statement() -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("content/guide/accessibility.md"))?;
    let rows: Vec<Row> = text.lines().filter_map(row).collect();
    assert_eq!(rows.len(), 55, "the criteria of WCAG 2.2 at A and AA");
    let mut browser = Browser::launch()?;
    let mut page = browser.open("about:blank")?;
    page.evaluate(&axe()?)?;
    let version = page.evaluate("axe.version")?;
    let version = version.as_str().ok_or("a version")?;
    assert!(
        text.contains(&format!("axe-core {version}")),
        "tried with {version}"
    );
    let tags = tags(&mut page)?;
    let mut wrong = Vec::new();
    for row in &rows {
        let tag = format!("wcag{}", row.number.replace('.', ""));
        let claims = row.by.contains(&"axe");
        if claims && !tags.contains(&tag) {
            wrong.push(format!("axe has no rule for {}", row.number));
        }
        for name in &row.by {
            let known = TRIALS.iter().any(|(trial, _)| trial == name) || *name == "contrast";
            if !known {
                wrong.push(format!("{}: no trial is called {name}", row.number));
            }
        }
        let tried = row.result == "問題は見つからなかった";
        if tried == row.by.is_empty() || !["A", "AA"].contains(&row.level) {
            wrong.push(format!("{}: {} by {:?}", row.number, row.result, row.by));
        }
    }
    for word in ["準拠して", "準拠しま", "適合していま"] {
        if text.contains(word) {
            wrong.push(format!("it claims to conform: {word}"));
        }
    }
    verdict(wrong)
}

/// The success criteria for which axe has rules that run.
fn tags(page: &mut Page) -> Result<Vec<String>, Failed> {
    let tags = page.evaluate(
        "[...new Set(axe.getRules().filter(({tags}) => !tags.includes('experimental')).flatMap(({tags}) => tags))]",
    )?;
    let tags = tags.as_array().ok_or("a list of tags")?;
    Ok(tags
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect())
}

/// `| 1.1.1 | 非テキストコンテンツ | A | 問題は見つからなかった | axe, keyboard |`
fn row(line: &str) -> Option<Row<'_>> {
    let cells: Vec<&str> = line.strip_prefix("| ")?.split('|').map(str::trim).collect();
    let [number, _, level, result, by, ..] = cells.as_slice() else {
        return None;
    };
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let by = by.split(", ").map(|name| name.trim_matches('`'));
    Some(Row {
        number,
        level,
        result,
        by: by.filter(|name| !name.is_empty() && *name != "―").collect(),
    })
}
