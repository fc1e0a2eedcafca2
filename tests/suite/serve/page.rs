//! The open page in a real browser: it follows its files, keeps the reader's place, and says what is
//! wrong.

use libtest_mimic::{Failed, Trial};

use super::{Server, pause};
use crate::browser::{Browser, Page};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("serve::the_open_page_follows_and_keeps_its_place", follows),
        Trial::test("serve::the_open_page_says_what_is_wrong", overlay),
    ]
}

const SECTIONS: usize = 30;

/// A long page with folds: a chart carries its table in one.
fn long(extra: &str) -> String {
    let mut text = format!("---\ntitle: 長い章\n---\n\n{extra}\n\n");
    for number in 1..=SECTIONS {
        text.push_str(&format!("## 節{number}\n\n"));
        text.push_str(
            &(1..60)
                .map(|n| format!("第{n}の文が続きます。"))
                .collect::<String>(),
        );
        text.push_str("\n\n");
        if number % 10 == 0 {
            text.push_str(&format!(
                "```view chart\nkind: bar\nof: councils/calls\nwhere: {{year: 2023}}\nrows: area\ntitle: 圏域ごとの電話相談 その{number}\ndescription: 圏域ごとの件数を示す棒グラフです。\n```\n\n"
            ));
        }
    }
    text
}

fn follows() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    server.write("content/report/figures/long.md", &long(""))?;
    server.news("/report/figures/long/", |news| news.whole && !news.failed)?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!(
        "http://localhost:{}/report/figures/long/",
        server.port
    ))?;
    page.resize(1280)?;
    page.await_value("document.documentElement.dataset.yearbookBuild")?;
    page.evaluate(
        "document.querySelectorAll('details')[1].open = true;
         document.getElementById('節15').scrollIntoView({behavior: 'instant'}); window.here = true",
    )?;
    let top = "Math.round(document.getElementById('節15').getBoundingClientRect().top)";
    let before = page.evaluate(top)?;

    // A page that does not change stays as it is.
    server.write(
        "content/essays/first.md",
        "---\ntitle: 別の文章\n---\n\n本文です。\n",
    )?;
    server.news("/essays/first/", |news| news.build > 1 && news.whole)?;
    assert_eq!(page.evaluate("window.here")?, true);

    // More text above: the reader sees the same heading at the same height.
    server.write(
        "content/report/figures/long.md",
        &long(&"はじめに足した文です。".repeat(200)),
    )?;
    until_anew(&mut page)?;
    assert_eq!(
        page.evaluate("document.body.textContent.includes('はじめに足した文です')")?,
        true
    );
    let after = page.evaluate(top)?;
    let (before, after) = (before.as_i64(), after.as_i64());
    let distance = before
        .zip(after)
        .map(|(before, after)| (before - after).abs());
    assert!(distance.is_some_and(|d| d <= 2), "{before:?} {after:?}");
    assert_eq!(
        page.evaluate("[...document.querySelectorAll('details')].map((d) => d.open).join()")?,
        "false,true,false"
    );
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}

/// Waits for the page that takes the place of this one; on its way a browser answers nothing.
fn until_anew(page: &mut Page) -> Result<(), Failed> {
    let there = "!window.here && document.readyState === 'complete'
        && !!document.documentElement.dataset.yearbookBuild";
    for _ in 0..600 {
        if page.evaluate(there).is_ok_and(|there| there == true) {
            return Ok(());
        }
        pause(50);
    }
    Err("the page is not made anew".into())
}

const ERRORS: &str =
    "document.querySelector('yearbook-problems').shadowRoot.querySelector('.errors')";
const WARNINGS: &str =
    "document.querySelector('yearbook-problems').shadowRoot.querySelector('.warnings')";

fn overlay() -> Result<(), Failed> {
    let server = Server::start("tests/sites/harbour")?;
    server.whole()?;
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("http://127.0.0.1:{}/report/intro/", server.port))?;
    page.resize(1280)?;
    page.await_value("document.documentElement.dataset.yearbookBuild")?;
    page.evaluate("window.here = true")?;
    server.replace("data/areas/all.yaml", "name:", "naem:")?;
    let text = page.await_value(&format!("{ERRORS}?.open && {ERRORS}.textContent"))?;
    let text = text.as_str().unwrap_or_default();
    for says in [
        "エラー",
        "data/areas/all.yaml:",
        "yaml/unknown-field",
        "unknown field `naem`",
        "did you mean `name`?",
    ] {
        assert!(text.contains(says), "{says} in {text}");
    }
    // The page below is whole and the same, and the word of the theme has no say in the box.
    assert_eq!(
        page.evaluate("window.here && document.querySelector('h1').textContent.length > 0")?,
        true
    );
    assert_eq!(
        page.evaluate(&format!("getComputedStyle({ERRORS}).backgroundColor"))?,
        "rgb(255, 255, 255)"
    );
    // The site has a warning, which is folded.
    let folded = page.evaluate(&format!("{WARNINGS}.open + {WARNINGS}.textContent"))?;
    let folded = folded.as_str().unwrap_or_default();
    assert!(folded.starts_with("false警告 1件") && folded.contains("case/no-consent"));
    server.replace("data/areas/all.yaml", "naem:", "name:")?;
    page.await_value(&format!("!{ERRORS} && {WARNINGS}"))?;
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}
