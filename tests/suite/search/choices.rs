//! What is chosen besides words: facets with their counts, words that must not be there, the order,
//! and the spellings that are tried when a word finds nothing.

use std::fs;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;
use yearbook::{
    compose::Pages,
    model::Site,
    render::search::{Order, Request},
};

use super::{agree, index, make};
use crate::browser::{self, Browser};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("search::facets_choose_in_the_terminal", in_tantivy),
        Trial::test("search::the_client_chooses_the_same", in_node),
        Trial::test("search::a_browser_keeps_what_is_chosen", in_browser),
        Trial::test("search::nothing_found_leads_on", near),
    ]
}

const VOCABULARIES: &str = "
- id: contact
  title: 場面
  values:
    - {value: start, label: {ja: 入社のころ}, reading: にゅうしゃのころ, synonyms: [就職直後]}
    - {value: leave, label: {ja: 休職}, reading: きゅうしょく}
- id: industry
  title: 困りごと
  values:
    - {value: sleep, label: {ja: 睡眠}, reading: すいみん}
    - {value: ache, label: {ja: 頭痛}, reading: ずつう}
";

const CASES: [(&str, &str, &str, &str); 4] = [
    ("a", "朝の電話", "start", "sleep"),
    ("b", "昼の電話", "start", "ache"),
    ("c", "夜の手紙", "leave", "sleep"),
    ("d", "リワークの手紙", "leave", "ache"),
];

pub struct Built {
    site: Site,
    pages: Pages,
    pub folder: TempDir,
}

/// A small site with four cases.
pub fn built() -> Result<Built, Failed> {
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
    write("data/vocabularies/all.yaml", VOCABULARIES)?;
    for (id, title, contact, industry) in CASES {
        let case = format!(
            "id: {id}\ntitle: {title}\nnature: simulated\noutcome: lesson\nyear: 2024\n\
             summary: {title}です。引継ぎをしました。\ncontacts: [{contact}]\nwork: {{industry: {industry}}}\n"
        );
        write(&format!("data/cases/{id}.yaml"), &case)?;
    }
    let (site, pages) = make(folder.path())?;
    Ok(Built {
        site,
        pages,
        folder,
    })
}

type Choices = &'static [(&'static str, &'static str)];

/// Words and choices, and the cases that they find, in order.
const FOUND: [(&str, Choices, &str); 11] = [
    ("電話", &[], "ab"),
    ("手紙 -夜", &[], "d"),
    ("-電話 -\"リワークの手紙\"", &[], "c"),
    ("", &[("contact", "start")], "ab"),
    ("電話", &[("contact", "leave")], ""),
    ("", &[("contact", "start"), ("industry", "sleep")], "a"),
    ("", &[("contact", "start"), ("contact", "leave")], "abcd"),
    ("就職直後", &[], "ab"),
    // Nothing has these words as they stand.
    ("引き継ぎ", &[], "abcd"),
    ("りわーく", &[], "d"),
    ("\"りわーく\"", &[], ""),
];

fn chosen(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut chosen = vec![("kind".to_owned(), "case".to_owned())];
    chosen.extend(
        choices
            .iter()
            .map(|(f, v)| ((*f).to_owned(), (*v).to_owned())),
    );
    chosen
}

/// The ids of cases by their addresses.
fn ids<'a>(routes: impl Iterator<Item = &'a str>) -> String {
    let ids = routes.filter_map(|route| route.strip_prefix("cases/")?.strip_suffix("/index.html"));
    ids.collect()
}

fn in_tantivy() -> Result<(), Failed> {
    let built = built()?;
    let index = index(&built.site, &built.pages)?;
    for (text, choices, expected) in FOUND {
        let request = Request {
            text: text.to_owned(),
            facets: chosen(choices),
            order: Order::Title,
        };
        let found = index.find(&request).map_err(|problem| problem.message)?;
        let mut found: Vec<char> = ids(found.hits.iter().map(|hit| hit.route.as_str()))
            .chars()
            .collect();
        found.sort_unstable();
        assert_eq!(
            found.iter().collect::<String>(),
            expected,
            "{text} {choices:?}"
        );
    }
    Ok(())
}

fn in_node() -> Result<(), Failed> {
    let built = built()?;
    let folder = built.folder.path().join("public");
    for order in [Order::Rank, Order::Title] {
        let requests = FOUND.iter().map(|(text, choices, _)| Request {
            text: (*text).to_owned(),
            facets: chosen(choices),
            order,
        });
        let requests: Vec<Request> = requests.collect();
        agree(&built.site, &built.pages, &requests, &folder)?;
    }
    Ok(())
}

/// Waits for the list to be complete, and tells what the page shows.
const STATE: &str = "
async (n) => {
  const list = document.querySelector('[data-search-results]');
  const links = () => [...list.querySelectorAll(':scope > li > a')];
  for (let i = 0; i < 2000 && !(links().length === n && list.dataset.searchCount === String(n)); i += 1) {
    await new Promise((next) => setTimeout(next, 5));
  }
  const counts = [...document.querySelectorAll('[data-search-facets] li:not([hidden]) label')]
    .map((label) => label.textContent.trim().replace(/\\s+/g, ' ')).join(', ');
  return [links().map((a) => a.textContent).sort().join(' '), decodeURIComponent(location.search), counts];
}";

fn in_browser() -> Result<(), Failed> {
    let built = built()?;
    let base = browser::serve(&built.folder.path().join("public"), "/x/")?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}search/index.html?q=電話&kind=case"))?;
    let state = page.evaluate(&format!("({STATE})(2)"))?;
    assert_eq!(state[0], "昼の電話 朝の電話");
    let counts = state[2].as_str().ok_or("no counts")?;
    assert!(counts.contains("入社のころ 2, 睡眠 1, 頭痛 1"), "{counts}");
    // A choice is an entry of the history; its own facet still tells what else there is.
    let choose = "document.querySelector('[data-search-facets] input[value=sleep]').click()";
    page.evaluate(choose)?;
    let state = page.evaluate(&format!("({STATE})(1)"))?;
    assert_eq!(state[0], "朝の電話");
    assert_eq!(state[1], "?q=電話&kind=case&industry=sleep");
    let counts = state[2].as_str().ok_or("no counts")?;
    assert!(counts.contains("入社のころ 1, 睡眠 1, 頭痛 1"), "{counts}");
    page.evaluate("history.back()")?;
    let state = page.evaluate(&format!("({STATE})(2)"))?;
    assert_eq!(state[1], "?q=電話&kind=case");
    page.evaluate("document.querySelector('[data-search-clear]').click()")?;
    let state = page.evaluate(&format!(
        "new Promise((n) => setTimeout(n, 100)).then(() => ({STATE})(\
         Number(document.querySelector('[data-search-results]').dataset.searchCount)))"
    ))?;
    assert_eq!(state[1], "?q=電話");
    let status = page.evaluate("document.querySelector('[data-search-status]').textContent")?;
    assert!(
        status.as_str().is_some_and(|s| s.contains("「電話」")),
        "{status}"
    );
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}

fn near() -> Result<(), Failed> {
    let built = built()?;
    let base = format!("file://{}/", built.folder.path().join("public").display());
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}search/index.html?q=休職者 手紙"))?;
    let list = "document.querySelector('[data-search-near] ul')?.innerText";
    let near = page.await_value(list)?;
    let near = near.as_str().ok_or("no list")?;
    assert!(near.contains("休職 (2)"), "{near}");
    assert!(near.contains("手紙 ("), "{near}");
    let addresses = "[...document.querySelectorAll('[data-search-near] a')]
        .map((link) => decodeURIComponent(link.search)).join(' ')";
    assert_eq!(page.evaluate(addresses)?, "?q=休職 ?contact=leave ?q=手紙");
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}
