//! Pages as machines read them: the Nu HTML checker, one main heading, descriptions in JSON-LD, feed
//! and sitemap.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::{
    access::Ours,
    browser::{self, Browser},
};

const BASE: &str = "https://example.jp/nagisa/r5";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("html::every_page_is_valid", valid),
        Trial::test("html::pages_say_what_they_are", linked),
        Trial::test("html::feed_and_sitemap_can_be_read", feeds),
    ]
}

/// A site built for a known address.
fn built(site: &str) -> Result<tempfile::TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let output = crate::program("build")
        .args(["--base-url", BASE, "--root"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(site))
        .arg("--out")
        .arg(folder.path())
        .output()?;
    assert!(output.status.success());
    Ok(folder)
}

fn pages(folder: &Path, ending: &str, pages: &mut Vec<PathBuf>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            self::pages(&path, ending, pages)?;
        } else if path.to_string_lossy().ends_with(ending) {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(())
}

/// All pages and drawings of our own site, and of others built for an address.
fn valid() -> Result<(), Failed> {
    let jar = "target/tools/node_modules/vnu-jar/build/dist/vnu.jar";
    let jar = Path::new(env!("CARGO_MANIFEST_DIR")).join(jar);
    Ours::built()?;
    let others = [
        "tests/sites/harbour",
        "tests/sites/own",
        "tests/sites/small",
    ];
    let others = others
        .into_iter()
        .map(built)
        .collect::<Result<Vec<_>, _>>()?;
    let mut files = Vec::new();
    let folders = others.iter().map(|folder| folder.path());
    for folder in folders.chain([Ours::folder()]) {
        pages(folder, ".html", &mut files)?;
        pages(folder, ".svg", &mut files)?;
    }
    let output = Command::new("java")
        .args(["-Xmx600m", "-jar"])
        .arg(&jar)
        .args(["--also-check-svg", "--format", "json"])
        .args(&files)
        .output()
        .map_err(|error| format!("java does not start ({error}): `tests/run` installs it"))?;
    let said: Value = serde_json::from_slice(&output.stderr)
        .map_err(|error| format!("{} ({error}): `tests/run` installs it", jar.display()))?;
    let messages = said["messages"].as_array().ok_or("no messages")?;
    let wrong: Vec<String> = messages
        .iter()
        .map(|m| format!("{}:{}: {}", m["url"], m["lastLine"], m["message"]))
        .collect();
    let several = files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "html"));
    for file in several {
        let page = fs::read_to_string(file)?;
        assert_eq!(page.matches("<h1").count(), 1, "{}", file.display());
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

fn described(page: &str) -> Result<Option<Value>, Failed> {
    let text = page.split("<script type=\"application/ld+json\">").nth(1);
    let text = text.and_then(|rest| rest.split("</script>").next());
    Ok(text.map(serde_json::from_str).transpose()?)
}

fn linked() -> Result<(), Failed> {
    let folder = built("tests/sites/harbour")?;
    let mut files = Vec::new();
    pages(folder.path(), ".html", &mut files)?;
    let mut kinds: BTreeMap<String, Value> = BTreeMap::new();
    for file in files {
        let page = fs::read_to_string(&file)?;
        let route = file
            .strip_prefix(folder.path())?
            .to_string_lossy()
            .into_owned();
        let Some(about) = described(&page)? else {
            // Pages that no text is behind.
            assert!(
                ["404.html", "search/index.html"].contains(&&*route),
                "{route}"
            );
            continue;
        };
        let address = format!("{BASE}/{}", route.trim_end_matches("index.html"));
        let address = yearbook::route::encode(&address).replace("%3A", ":");
        assert_eq!(about["url"], address.as_str(), "{route}");
        for says in [
            format!("<link rel=\"canonical\" href=\"{address}\">"),
            format!("<meta property=\"og:url\" content=\"{address}\">"),
            "<meta property=\"og:title\" content=\"".to_owned(),
            "<meta property=\"og:locale\" content=\"ja_JP\">".to_owned(),
        ] {
            assert!(page.contains(&says), "{route}: {says}");
        }
        let kind = about["@type"].as_str().unwrap_or_default().to_owned();
        if route == "report/intro/index.html" {
            assert_eq!(about["isPartOf"]["name"], "医療と仕事の年報");
        }
        if route == "councils/table/index.html" {
            let event = &about["mainEntity"]["event"][0];
            assert_eq!(event["@type"], "Event", "{about}");
            assert_eq!(event["startDate"], "2023-06-14", "{about}");
        }
        kinds.entry(kind).or_insert(about);
    }
    let names: Vec<&str> = kinds.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Article",
            "CollectionPage",
            "Course",
            "DefinedTermSet",
            "Report",
            "WebSite"
        ]
    );
    let report = &kinds["Report"];
    assert_eq!(report["datePublished"], "2024-06-28");
    assert_eq!(
        report["encoding"]["contentUrl"],
        format!("{BASE}/report.pdf")
    );
    assert_eq!(report["publisher"]["name"], "なぎさ県 就労支援室（架空）");
    let course = &kinds["Course"];
    assert!(
        course["hasCourseInstance"][0]["startDate"].is_string(),
        "{course}"
    );
    Ok(())
}

/// Read by the XML reader of a browser.
fn feeds() -> Result<(), Failed> {
    let folder = built("tests/sites/harbour")?;
    let base = browser::serve(folder.path(), "/")?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}index.html"))?;
    let mut read = |file: &str, value: &str| {
        page.evaluate(&format!(
            "fetch('{file}').then((answer) => answer.text()).then((text) => {{
               const tree = new DOMParser().parseFromString(text, 'application/xml');
               const texts = (name) => [...tree.getElementsByTagName(name)].map((node) => node.textContent);
               return tree.querySelector('parsererror')?.textContent ?? ({value}); }})"
        ))
    };
    let mut pages = Vec::new();
    self::pages(folder.path(), "index.html", &mut pages)?;
    let locations = read("sitemap.xml", "texts('loc')")?;
    let locations = locations.as_array().ok_or_else(|| locations.to_string())?;
    // The search is no page to be found.
    assert_eq!(locations.len(), pages.len() - 1);
    for location in locations {
        let location = location.as_str().unwrap_or_default();
        assert!(location.starts_with(BASE), "{location}");
        let page = fs::read_to_string(
            folder
                .path()
                .join(location.trim_start_matches(BASE).trim_start_matches('/'))
                .join("index.html"),
        );
        assert!(
            page.is_ok_and(|page| page.contains(&format!("\"canonical\" href=\"{location}\""))),
            "{location}"
        );
    }
    let feed = read(
        "feed.xml",
        "[tree.documentElement.namespaceURI, tree.documentElement.localName, texts('id').length === new Set(texts('id')).size,
          texts('updated').every((day) => !Number.isNaN(Date.parse(day))), texts('entry').length].join()",
    )?;
    assert_eq!(feed, "http://www.w3.org/2005/Atom,feed,true,true,1");
    Ok(())
}
