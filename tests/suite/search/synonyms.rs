//! A word of the glossary finds what the glossary calls the same, and quotes switch that off.

use std::{collections::BTreeSet, fs};

use libtest_mimic::{Failed, Trial};
use serde_json::json;
use tempfile::TempDir;
use yearbook::{compose::Pages, model::Site, render::search::Request};

use super::{agree, asked, index, make, said};
use crate::browser::{self, Browser};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("search::a_spelling_finds_all_spellings", in_tantivy),
        Trial::test("search::the_client_knows_the_same_spellings", in_node),
        Trial::test("search::a_browser_tells_what_else_it_searched", shown),
        Trial::test("search::typing_searches_and_back_goes_back", typing),
    ]
}

const GLOSSARY: &str = "
- id: support-centre
  term: 障害者就業・生活支援センター
  reading: しえんせんたー
  abbreviations: [ナカポツ]
  synonyms: [就業・生活支援センター]
  meaning: 相談の窓口です。
- id: vocational-centre
  term: 地域障害者職業センター
  reading: しょくぎょうせんたー
  abbreviations: [職業センター, JVC]
  meaning: 評価の機関です。
";

const TEXTS: [(&str, &str); 6] = [
    ("term", "障害者就業・生活支援センターに会います。"),
    ("short", "ナカポツに電話します。"),
    ("middle", "就業生活支援センターの面談です。"),
    ("reading", "しえんせんたーと読みます。"),
    ("other", "地域障害者職業センターの評価です。"),
    ("latin", "JVC の評価に電話します。"),
];

/// What each query finds, the page of the glossary left out.
const FOUND: [(&str, &[&str]); 11] = [
    ("ナカポツ", &["term", "short", "middle"]),
    ("ﾅｶﾎﾟﾂ", &["term", "short", "middle"]),
    ("\"ナカポツ\"", &["short"]),
    ("障害者就業生活支援センター", &["term", "short", "middle"]),
    ("\"障害者就業生活支援センター\"", &["term"]),
    ("しえんせんたー", &["term", "short", "middle", "reading"]),
    ("ナカポツ 電話", &["short"]),
    ("ナカポツに", &["short"]),
    ("職業センター", &["other", "latin"]),
    ("jvc", &["other", "latin"]),
    ("支援センター", &["term", "middle"]),
];

struct Built {
    site: Site,
    pages: Pages,
    folder: TempDir,
}

impl Built {
    fn base(&self) -> Result<String, Failed> {
        browser::serve(&self.folder.path().join("public"), "/a/")
    }
}

fn built() -> Result<Built, Failed> {
    let folder = tempfile::tempdir()?;
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, text)
    };
    write(
        "yearbook.yaml",
        "title: S\ndescription: D.\npublisher: {name: N}\n",
    )?;
    write("content/index.md", "---\ntitle: Home\n---\n\nHome.\n")?;
    write("data/glossary/glossary.yaml", GLOSSARY)?;
    for (name, text) in TEXTS {
        let page = format!("---\ntitle: {name}\n---\n\n{text}\n");
        write(&format!("content/texts/{name}.md"), &page)?;
    }
    let (site, pages) = make(folder.path())?;
    Ok(Built {
        site,
        pages,
        folder,
    })
}

fn names<'a>(routes: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let names = routes.filter_map(|route| {
        let name = route.split_once("texts/")?.1.strip_suffix("/index.html")?;
        Some(name.to_owned())
    });
    names.collect()
}

fn in_tantivy() -> Result<(), Failed> {
    let built = built()?;
    let index = index(&built.site, &built.pages)?;
    for (query, expected) in FOUND {
        let hits = asked(&index, query)?;
        let expected: BTreeSet<String> = expected.iter().map(|&name| name.into()).collect();
        let found = names(hits.iter().map(|hit| hit.route.as_str()));
        assert_eq!(found, expected, "{query}");
    }
    let hits = asked(&index, "ナカポツ")?;
    let middle = hits.iter().find(|hit| hit.title == "middle");
    let excerpt = &middle.ok_or("no such page")?.excerpt;
    assert!(excerpt.contains("就業生活支援センター"), "{excerpt}");
    Ok(())
}

fn in_node() -> Result<(), Failed> {
    let built = built()?;
    let requests: Vec<Request> = FOUND.iter().map(|(query, _)| said(query)).collect();
    let folder = built.folder.path().join("public");
    agree(&built.site, &built.pages, &requests, &folder)?;
    Ok(())
}

/// Waits until a condition in a page holds, and gives what is asked for then.
fn when(condition: &str, then: &str) -> String {
    format!(
        "(async () => {{
          const also = document.querySelector('[data-search-also]');
          const box = document.querySelector('main input[name=q]');
          const marks = () => [...document.querySelectorAll('li mark')].map((m) => m.textContent);
          const names = () => [...document.querySelectorAll('[data-search-results] > li > a')]
            .map((a) => a.textContent).filter((name) => /^[a-z]+$/.test(name)).sort().join(' ');
          for (let i = 0; i < 6000 && !({condition}); i += 1) {{
            await new Promise((next) => setTimeout(next, 5));
          }}
          return {then};
        }})()"
    )
}

fn shown() -> Result<(), Failed> {
    let built = built()?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{}search/index.html?q=ナカポツ", built.base()?))?;
    let said = page.evaluate(&when(
        "names() && marks().length > 3",
        "[names(), also.hidden, also.querySelector('span').textContent]",
    ))?;
    let others = "障害者就業・生活支援センター、就業・生活支援センター";
    assert_eq!(said, json!(["middle short term", false, others]));
    // Excerpts come one by one.
    let marked = "marks().includes('就業生活支援センター')";
    assert_eq!(page.evaluate(&when(marked, marked))?, json!(true));
    // The way to what was typed and nothing else.
    let exact = page.evaluate("document.querySelector('[data-search-also] a').href")?;
    page.close()?;
    let mut page = browser.open(exact.as_str().ok_or("no address")?)?;
    let said = page.evaluate(&when("names() === 'short'", "[names(), also.hidden]"))?;
    assert_eq!(said, json!(["short", true]));
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}

fn typing() -> Result<(), Failed> {
    let built = built()?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{}search/index.html?q=評価", built.base()?))?;
    let said = page.evaluate(&when("names() === 'latin other'", "names()"))?;
    assert_eq!(said, "latin other");
    // A new search is an entry of the history of its own, and the last word may be half typed.
    page.evaluate(&when(
        "(box.value = '面談', true)",
        "box.form.requestSubmit()",
    ))?;
    let said = page.evaluate(&when("names() === 'middle'", "names()"))?;
    assert_eq!(said, "middle");
    page.evaluate(&when(
        "(box.value = 'jv', true)",
        "box.dispatchEvent(new Event('input')) && undefined",
    ))?;
    let said = page.evaluate(&when(
        "names() === 'latin'",
        "[names(), new URLSearchParams(location.search).get('q')]",
    ))?;
    assert_eq!(said, json!(["latin", "jv"]));
    page.evaluate("history.back()")?;
    let said = page.evaluate(&when(
        "names() === 'latin other'",
        "[names(), box.value, document.querySelector('[data-search-results]').dataset.searchCount]",
    ))?;
    assert_eq!(said[0], "latin other");
    assert_eq!(said[1], "評価");
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}
