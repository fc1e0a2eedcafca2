//! The search page in each of its states: accessible by the rules of axe, usable by keyboard alone.

use std::{fs, path::Path};

use libtest_mimic::{Failed, Trial};
use serde_json::json;

use super::choices;
use crate::browser::{self, Browser};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("search::axe_finds_nothing_in_any_state", accessible),
        Trial::test("search::a_keyboard_is_enough", keyboard),
    ]
}

/// Addresses of the search page, with what tells that the state is there.
const STATES: [(&str, &str); 5] = [
    ("", "すべてのページ"),
    ("?q=電話", "件のページ"),
    ("?q=就職直後&kind=case&contact=start", "同じ意味"),
    ("?q=りわーく&sort=title", "ほかの書き方"),
    ("?q=休職者 手紙", "近いもの"),
];

fn accessible() -> Result<(), Failed> {
    let axe =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(axe)
        .map_err(|error| format!("axe-core is not there ({error}): `tests/run` installs it"))?;
    let built = choices::built()?;
    let base = browser::serve(&built.folder.path().join("public"), "/x/")?;
    let mut browser = Browser::launch()?;
    let mut wrong = Vec::new();
    for (query, words) in STATES {
        for width in [1280, 390] {
            let mut page = browser.open(&format!("{base}search/index.html{query}"))?;
            page.resize(width)?;
            let said = format!("document.querySelector('main').innerText.includes('{words}')");
            assert_eq!(page.await_value(&said)?, json!(true), "{query}");
            page.evaluate(
                "document.querySelectorAll('details').forEach((all) => { all.open = true; })",
            )?;
            page.evaluate(&format!("{axe}; undefined"))?;
            let found = page.evaluate(
                "axe.run().then(({ violations, passes }) => [passes.length, violations.map(
                   ({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')).join('; ')])",
            )?;
            assert!(
                found[0].as_u64() > Some(10),
                "axe looked at the page: {found}"
            );
            if found[1] != "" {
                wrong.push(format!("{query} at {width}: {}", found[1]));
            }
            page.close()?;
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

/// From the box by Tab to a choice, by the space bar to fewer hits, by Enter to the first of them.
fn keyboard() -> Result<(), Failed> {
    let built = choices::built()?;
    let base = browser::serve(&built.folder.path().join("public"), "/x/")?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}search/index.html"))?;
    page.evaluate("document.querySelector('main input[name=q]').focus()")?;
    page.insert("電話")?;
    page.key("Enter")?;
    let count = "document.querySelector('[data-search-results]').dataset.searchCount";
    page.await_value(&format!("Number({count}) > 1"))?;
    let focused = "[document.activeElement.name, document.activeElement.value]";
    for _ in 0..60 {
        if page.evaluate(focused)? == json!(["industry", "sleep"]) {
            break;
        }
        page.evaluate(
            "document.querySelectorAll('details').forEach((all) => { all.open = true; })",
        )?;
        page.key("Tab")?;
    }
    assert_eq!(page.evaluate(focused)?, json!(["industry", "sleep"]));
    page.key(" ")?;
    assert_eq!(page.await_value(&format!("{count} === '1'"))?, json!(true));
    // The choice keeps the focus, and what was found is announced.
    assert_eq!(page.evaluate(focused)?, json!(["industry", "sleep"]));
    let status = page.evaluate("document.querySelector('[role=status]').textContent")?;
    assert!(
        status.as_str().is_some_and(|said| said.contains("1件")),
        "{status}"
    );
    for _ in 0..60 {
        if page.evaluate("document.activeElement.textContent")? == "朝の電話" {
            break;
        }
        page.key("Tab")?;
    }
    page.key("Enter")?;
    page.arrive("/cases/a/index.html")?;
    Ok(())
}
