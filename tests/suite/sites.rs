//! Whole sites, built by the program as a user calls it: ours, one of another programme, and the smallest.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, Output},
};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::browser::{self, Browser};

const SITES: [&str; 4] = [
    ".",
    "tests/sites/harbour",
    "tests/sites/own",
    "tests/sites/small",
];

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("sites::harbour_has_the_pages_it_should", harbour_pages),
        Trial::test("sites::harbour_says_its_figures", harbour_figures),
        Trial::test("sites::print_says_what_the_web_says", faces),
        Trial::test(
            "sites::one_figure_changes_its_faces_and_nothing_else",
            one_figure,
        ),
        Trial::test("sites::what_has_no_consent_is_nowhere", consent),
        Trial::test("sites::a_theme_replaces_single_files", theme),
        Trial::test("sites::no_page_is_wider_than_its_window", width),
    ];
    for site in SITES {
        trials.extend([
            Trial::test(format!("sites::{site}_is_clean"), move || clean(site)),
            Trial::test(format!("sites::{site}_has_no_broken_link"), move || {
                links(site)
            }),
            Trial::test(format!("sites::{site}_needs_no_other_host"), move || {
                hosts(site)
            }),
            Trial::test(format!("sites::{site}_is_the_same_again"), move || {
                again(site)
            }),
        ]);
    }
    trials
}

/// The output of a build, and the folder it lies in.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    folder: TempDir,
}

impl Site {
    fn page(&self, route: &str) -> &str {
        let bytes = self
            .files
            .get(route)
            .unwrap_or_else(|| panic!("no page {route}"));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let pages = self.files.keys().filter(|route| route.ends_with(".html"));
        pages.map(|route| (route.as_str(), self.page(route)))
    }
}

fn yearbook(arguments: &[&str]) -> Output {
    crate::program(arguments[0])
        .args(&arguments[1..])
        .output()
        .expect("the program runs")
}

fn build(site: &str) -> Result<Site, Failed> {
    let folder = tempfile::tempdir()?;
    build_into(site, folder.path())?;
    let mut files = BTreeMap::new();
    read(&folder.path().join("out"), "", &mut files)?;
    Ok(Site { files, folder })
}

fn build_into(site: &str, folder: &Path) -> Result<String, Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
    let out = folder.join("out");
    let output = yearbook(&["build", "--root", path(&root), "--out", path(&out)]);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// Shards are named by their content; the tree shows their folder and not their names.
fn harbour_pages() -> Result<(), Failed> {
    let site = build("tests/sites/harbour")?;
    let mut routes: Vec<&str> = site.files.keys().map(String::as_str).collect();
    routes.retain(|route| route.matches('/').count() < 2 || !route.starts_with("search/"));
    let expected = include_str!("../sites/harbour.txt");
    let expected: Vec<&str> = expected.lines().collect();
    if routes != expected {
        return Err(format!("the tree is now\n{}", routes.join("\n")).into());
    }
    Ok(())
}

fn says(page: &str, words: &[&str]) -> Result<(), Failed> {
    for word in words {
        if !page.contains(word) {
            return Err(format!("no `{word}` in\n{page}").into());
        }
    }
    Ok(())
}

fn harbour_figures() -> Result<(), Failed> {
    let site = build("tests/sites/harbour")?;
    says(
        site.page("report/intro/index.html"),
        &[
            "円卓会議は2回",
            "電話相談は1,300件",
            "<strong>「つなぐ」</strong>",
            "会社への訪問</a>",
        ],
    )?;
    says(
        site.page("report/figures/index.html"),
        &["1,050", "2023年度", "1,204"],
    )?;
    says(
        site.page("areas/minato/index.html"),
        &["港北市、灯台町", "初めての顔合わせ", "中止"],
    )?;
    says(
        site.page("cases/first-call/index.html"),
        &["電話があったとき", "朝のこと"],
    )?;
    says(
        site.page("cases/by/moment/call/index.html"),
        &["朝の電話から始まった相談", "電話があったとき"],
    )?;
    says(
        site.page("glossary/index.html"),
        &["id=\"entaku\"", "ラウンドテーブル"],
    )?;
    says(
        site.page("trainings/basics/index.html"),
        &["話の聞き方", "時間（分）", "28"],
    )
}

/// What a case without consent says, and what a record keeps for itself.
const SECRETS: [&str; 4] = ["ひみつ", "公開されてはならない", "no-consent", "内部のメモ"];

fn consent() -> Result<(), Failed> {
    let site = build("tests/sites/harbour")?;
    let mut texts: Vec<(&str, String)> = Vec::new();
    for (route, bytes) in &site.files {
        texts.push((route, String::from_utf8_lossy(bytes).into_owned()));
    }
    texts.push(("the text of report.pdf", printed(&site, "report.pdf")?));
    for (route, text) in texts {
        if let Some(secret) = SECRETS.iter().find(|secret| text.contains(**secret)) {
            return Err(format!("{route} says {secret}").into());
        }
    }
    Ok(())
}

/// The text of a PDF, without the spaces that tools put between characters.
fn printed(site: &Site, name: &str) -> Result<String, Failed> {
    let output = Command::new("pdftotext")
        .arg(site.folder.path().join("out").join(name))
        .arg("-")
        .output()
        .map_err(|error| format!("pdftotext does not start ({error}): `tests/run` installs it"))?;
    let text = String::from_utf8(output.stdout)?;
    Ok(text.chars().filter(|c| !c.is_whitespace()).collect())
}

/// Web, print and the text edition say the same figures.
fn faces() -> Result<(), Failed> {
    let site = build("tests/sites/harbour")?;
    let plain: String = site
        .page("report.txt")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    for text in [printed(&site, "report.pdf")?, plain] {
        faces_say(&text)?;
    }
    says(
        site.page("report.txt"),
        &["訪問 | 2022年度 80 | 2023年度 1,050 | 2024年度（目標） 未定"],
    )
}

/// One count in one file: prose, table, chart, text, print and search follow, and nothing else.
fn one_figure() -> Result<(), Failed> {
    let copy = tempfile::tempdir()?;
    let harbour = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/harbour");
    copy_folder(&harbour, copy.path())?;
    let before = build(path(copy.path()))?;
    let file = copy.path().join("data/councils/all.yaml");
    let changed = fs::read_to_string(&file)?
        .replace("count: 1204", "count: 1205")
        .replace("value: 1300", "value: 1301");
    fs::write(&file, changed)?;
    let after = build(path(copy.path()))?;
    let mut differ: Vec<&str> = after
        .files
        .iter()
        .filter(|(route, bytes)| before.files.get(*route) != Some(bytes))
        .map(|(route, _)| route.as_str())
        .collect();
    // Shards lie in a folder named by their content, and the list of our files names them.
    differ.retain(|route| !route.starts_with("search/") && *route != ".yearbook");
    let expected = [
        "areas/minato/index.html",
        "councils/calls/index.html",
        "data/figures.csv",
        "data/report-figures-calls.csv",
        "data/report-figures-calls.json",
        "report.pdf",
        "report.txt",
        "report/figures/charts/1.svg",
        "report/figures/index.html",
        "report/intro/index.html",
    ];
    assert_eq!(differ, expected);
    says(
        after.page("report/intro/index.html"),
        &["電話相談は1,301件"],
    )
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn faces_say(text: &str) -> Result<(), Failed> {
    says(
        text,
        &[
            "円卓会議は2回",
            "電話相談は1,300件",
            "「つなぐ」",
            "中止した会議は数えません",
            "1,050",
            "圏域ごとの電話相談",
            "朝の電話から始まった相談",
            "ラウンドテーブル",
            "目次",
        ],
    )
}

fn theme() -> Result<(), Failed> {
    let site = build("tests/sites/harbour")?;
    says(
        site.page("404.html"),
        &["この港にその船はありません", "<nav"],
    )
}

/// The only problem of the sites is the case of the harbour that has no consent; what is
/// waived is a note.
fn clean(site: &str) -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
    let output = yearbook(&["check", "--root", path(&root), "--format", "short"]);
    let said = String::from_utf8(output.stderr)?;
    let problems: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains("case/no-consent") && !line.contains(": note["))
        .collect();
    match problems.is_empty() && output.status.success() {
        true => Ok(()),
        false => Err(said.into()),
    }
}

/// The values of an attribute in a page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let parts = page.split(&start).skip(1);
    parts
        .filter_map(|part| part.split_once('"').map(|(value, _)| value))
        .collect()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The file that an address on a page means.
fn target(page: &str, address: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in address.split('/') {
        match part {
            ".." => {
                folders.pop();
            }
            part => folders.push(part),
        }
    }
    folders.join("/")
}

fn links(site: &str) -> Result<(), Failed> {
    let site = build(site)?;
    let ids: BTreeMap<&str, BTreeSet<&str>> = site
        .pages()
        .map(|(route, page)| (route, attributes(page, "id").into_iter().collect()))
        .collect();
    let mut broken = Vec::new();
    for (route, page) in site.pages() {
        for address in attributes(page, "href")
            .into_iter()
            .chain(attributes(page, "src"))
        {
            if address.contains(':') {
                continue;
            }
            let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
            let file = match file.split('?').next() {
                Some("") | None => route.to_owned(),
                Some(file) => target(route, &percent_decoded(file)),
            };
            let anchor = percent_decoded(anchor);
            let known = ids.get(file.as_str());
            let found = anchor.is_empty() || known.is_some_and(|ids| ids.contains(anchor.as_str()));
            if !site.files.contains_key(&file) || !found {
                broken.push(format!("{route}: {address}"));
            }
        }
    }
    match broken.is_empty() {
        true => Ok(()),
        false => Err(broken.join("\n").into()),
    }
}

/// Nothing is loaded from elsewhere, and no script or style stands in a page.
fn hosts(site: &str) -> Result<(), Failed> {
    let site = build(site)?;
    for (route, page) in site.pages() {
        let loaded = attributes(page, "src").into_iter();
        let elsewhere = loaded.filter(|address| address.contains(':')).count();
        let inline = page.matches("<script>").count()
            + page.matches("<style").count()
            + page.matches(" style=\"").count()
            + page.matches(" onclick=").count();
        if elsewhere + inline > 0 {
            return Err(format!("{route} loads or holds what it should not").into());
        }
    }
    Ok(())
}

/// Every page of our site on a telephone and on a desk, under the strictest policy.
fn width() -> Result<(), Failed> {
    let site = build(".")?;
    let base = browser::serve(&site.folder.path().join("out"), "/base/")?;
    let mut browser = Browser::launch()?;
    let mut wide = Vec::new();
    for (route, _) in site.pages() {
        let mut page = browser.open(&format!("{base}{route}"))?;
        for width in [390, 1280] {
            page.resize(width)?;
            let found = page.evaluate("document.scrollingElement.scrollWidth")?;
            if found.as_u64() > Some(width.into()) {
                wide.push(format!("{route} is {found} wide at {width}"));
            }
        }
        assert_eq!(page.complaints(), Vec::<String>::new(), "{route}");
        page.close()?;
    }
    match wide.is_empty() {
        true => Ok(()),
        false => Err(wide.join("\n").into()),
    }
}

/// The same site in the same folder writes nothing, and in another folder the same bytes.
fn again(name: &str) -> Result<(), Failed> {
    let first = build(name)?;
    let said = build_into(name, first.folder.path())?;
    if !said.contains(" 0 files written") {
        return Err(said.into());
    }
    let second = build(name)?;
    let differ: Vec<&String> = first
        .files
        .iter()
        .filter(|(route, bytes)| second.files.get(*route) != Some(bytes))
        .map(|(route, _)| route)
        .collect();
    match differ.is_empty() && first.files.len() == second.files.len() {
        true => Ok(()),
        false => Err(format!("{differ:?} differ").into()),
    }
}
