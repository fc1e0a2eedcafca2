//! Ways besides the box: pages of facets for those who have scripts switched off, and hits that lead to
//! an article or a term.

use std::fs;

use libtest_mimic::{Failed, Trial};
use serde_json::json;
use tempfile::TempDir;

use super::{asked, index, make, said};
use crate::browser::{self, Browser};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("search::scripts_off_lead_to_pages_of_facets", scripts_off),
        Trial::test("search::pages_of_facets_are_not_hits", no_listings),
        Trial::test("search::hits_lead_to_articles_and_terms", places),
    ]
}

const VOCABULARIES: &str = "
- id: moment
  title: 場面
  values: [{value: start, label: {ja: 入社のころ}}, {value: leave, label: {ja: 休職}}]
- id: difficulty
  title: 困りごと
  values: [{value: sleep, label: {ja: 睡眠}}, {value: ache, label: {ja: 頭痛}}]
";

/// Two cases have a moment and a difficulty in common.
const CASES: [(&str, &str, &str); 3] = [
    ("a", "start", "sleep"),
    ("b", "start", "sleep"),
    ("c", "leave", "ache"),
];

const REGULATION: &str = "
id: rules
kind: 要領
title: 会の要領
decided: 令和5年3月20日
style: articles
supplements: [{text: この要領は、令和5年4月1日から施行する。, effective: 2023-04-01}]
body:
  - {num: 第1条, caption: 目的, text: 会を開く。}
  - {num: 第2条, caption: 申し込み, text: 青い封筒で申し込む。}
";

const GLOSSARY: &str = "
- {id: ink, term: 墨, reading: すみ, meaning: 紙に書くための黒い水です。}
- {id: brush, term: 筆, reading: ふで, meaning: 穂先に鼬の毛を使います。}
";

fn built() -> Result<(TempDir, yearbook::model::Site, yearbook::compose::Pages), Failed> {
    let folder = tempfile::tempdir()?;
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, text)
    };
    let config = "title: S\ndescription: D.\npublisher: {name: N}\n";
    write("yearbook.yaml", config)?;
    write("content/index.md", "---\ntitle: Home\n---\n\nHome.\n")?;
    write("data/vocabularies/all.yaml", VOCABULARIES)?;
    write("data/regulations/rules.yaml", REGULATION)?;
    write("data/glossary/all.yaml", GLOSSARY)?;
    for (id, moment, difficulty) in CASES {
        let case = format!(
            "id: {id}\ntitle: 事例{id}\nnature: simulated\noutcome: lesson\nyear: 2024\n\
             summary: 朝の電話です。\nmoments: [{moment}]\ndifficulties: [{difficulty}]\n"
        );
        write(&format!("data/cases/{id}.yaml"), &case)?;
    }
    let (site, pages) = make(folder.path())?;
    Ok((folder, site, pages))
}

/// From the box to the pages of facets by links alone.
fn scripts_off() -> Result<(), Failed> {
    let (folder, ..) = built()?;
    let base = browser::serve(&folder.path().join("public"), "/x/")?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}cases/a/index.html"))?;
    page.without_scripts()?;
    let follow = |link: &str| format!("document.querySelector({}).click()", json!(link));
    page.evaluate("document.querySelector('form[role=search] button').click()")?;
    page.arrive("/search/index.html")?;
    page.evaluate(&follow("main a[href$='cases/by/index.html']"))?;
    page.arrive("/cases/by/index.html")?;
    page.evaluate(&follow("main a[href$='moment/start/index.html']"))?;
    page.arrive("/moment/start/index.html")?;
    let text = page.evaluate("document.querySelector('main').innerText")?;
    assert!(
        text.as_str()
            .is_some_and(|text| text.contains("睡眠（2件）")),
        "{text}"
    );
    page.evaluate(&follow("main a[href$='difficulty/sleep/index.html']"))?;
    page.arrive("/cases/by/moment/start/difficulty/sleep/index.html")?;
    let cases = "[...document.querySelectorAll('main a')].map((a) => a.textContent).filter((t) => t.startsWith('事例')).join()";
    assert_eq!(page.evaluate(cases)?, json!("事例a,事例b"));
    // One case has both: its two values are as near.
    let alone = folder
        .path()
        .join("public/cases/by/moment/leave/difficulty/ache");
    assert!(!alone.exists());
    Ok(())
}

fn no_listings() -> Result<(), Failed> {
    let (_folder, site, pages) = built()?;
    let hits = asked(&index(&site, &pages)?, "朝の電話")?;
    let routes: Vec<&str> = hits.iter().map(|hit| hit.route.as_str()).collect();
    assert!(
        routes.iter().all(|route| !route.contains("/by/")),
        "{routes:?}"
    );
    assert!(routes.contains(&"cases/a/index.html"), "{routes:?}");
    Ok(())
}

fn places() -> Result<(), Failed> {
    let (folder, site, pages) = built()?;
    let expected = [("封筒", "2", "第2条"), ("鼬", "brush", "筆")];
    let index = index(&site, &pages)?;
    let base = browser::serve(&folder.path().join("public"), "/x/")?;
    let mut browser = Browser::launch()?;
    for (word, id, label) in expected {
        let found = index.find(&said(word)).map_err(|problem| problem.message)?;
        let hit = found.hits.first().ok_or("nothing found")?;
        let (name, words) = hit.place.as_ref().ok_or("no place")?;
        assert_eq!(name, id);
        assert!(words.contains(label), "{words}");
        let mut page = browser.open(&format!("{base}search/index.html?q={word}"))?;
        let link = "document.querySelector('[data-search-results] .place a')";
        page.await_value(link)?;
        let shown = page.evaluate(&format!("[{link}.hash, {link}.textContent]"))?;
        assert_eq!(shown, json!([format!("#{id}"), words]));
        page.close()?;
    }
    Ok(())
}
