//! Ordinances as readers see them: one text on the web, in print and in the text edition.

use std::{fs, path::Path, process::Command};

use libtest_mimic::{Failed, Trial};
use yearbook::model::RegulationKind;

use crate::web::words;

const CONFIG: &str = "title: 年報
description: 試し
publisher: {name: 事務局, contact: なし, licence: なし}
publications:
  - id: rules
    title: きまり
    year: 2024
    edition: 1
    issued: 2025-03-28
    chapters:
      - page: rules/about.md
      - {collection: regulations, title: きまりの本文}
";

const RULES: &str = "id: rules
kind: 要領
title: 見本の連絡会実施要領
number: ６ 見 本 第 １ ２ 号
decided: 令和6年3月29日
amendments: [{decided: 2025-03-01, effective: 2025-04-01, note: 一部改正}]
style: articles
supplements:
  - {text: この要領は、令和6年4月1日から施行する。, effective: 2024-04-01}
  - {text: この要領は、令和7年4月1日から施行する。, effective: 2025-04-01}
acts: [{id: koyo, name: 見本雇用法, number: 昭和35年法律第999号}]
forms: [{number: 第1号様式, title: 申込書, missing: まだありません}]
body:
  - {num: 第1条, caption: 目的, text: 雇用法第2条により開く。, refs: {雇用法第2条: \"act:koyo\"}}
  - num: 第2条
    caption: 申し込み
    text: 次の人は申込書（第1号様式）を出す。
    children:
      - num: (1)
        text: 会社の人
        children: [{num: ア, text: 人事}, {num: イ, text: 上司}]
    paragraphs:
      - {num: \"2\", text: 前項の申込みは第1条による。, refs: {前項: \"#2-1\", 第1条: \"#1\"}}
";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("regulations::one_text_on_all_faces", faces),
        Trial::test("regulations::every_kind_has_its_word", kinds),
    ]
}

fn built() -> Result<tempfile::TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let site = folder.path();
    fs::create_dir_all(site.join("data/regulations"))?;
    fs::create_dir_all(site.join("content/rules"))?;
    fs::write(site.join("yearbook.yaml"), CONFIG)?;
    fs::write(site.join("data/regulations/rules.yaml"), RULES)?;
    fs::write(
        site.join("content/rules/about.md"),
        "---\ntitle: はじめに\n---\n\n[[regulation:rules#2-1-1-イ]]を読みます。\n",
    )?;
    let output = crate::program("build").arg("--root").arg(site).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    Ok(folder)
}

fn read(folder: &Path, path: &str) -> Result<String, Failed> {
    Ok(fs::read_to_string(folder.join("public").join(path))?)
}

fn all(text: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(text.contains(words), "no {words} in {text}");
    }
}

fn faces() -> Result<(), Failed> {
    let folder = built()?;
    let page = read(folder.path(), "regulations/rules/index.html")?;
    all(
        &page,
        &[
            "<dd>６見本第１２号</dd>",
            "<dd>令和7年3月1日 一部改正（令和7年4月1日から）</dd>",
            "<h2 id=\"2\">第2条（申し込み）</h2>",
            "<li id=\"2-1-1-イ\"><span class=\"num\">イ</span> <p>上司</p>",
            "<a href=\"#2-1\">前項</a>の申込みは<a href=\"#1\">第1条</a>による。",
            "<li id=\"supplement-2\">",
            "昭和35年法律第999号",
            "まだありません",
        ],
    );
    let about = read(folder.path(), "rules/about/index.html")?;
    all(
        &about,
        &["regulations/rules/index.html#2-1-1-%E3%82%A4\">見本の連絡会実施要領第2条(1)イ</a>"],
    );
    all(
        &read(folder.path(), "rules.txt")?,
        &[
            "第2条（申し込み）",
            "    イ 上司",
            "2 前項の申込みは第1条による。",
        ],
    );
    let print = Command::new("pdftotext")
        .arg(folder.path().join("public/rules.pdf"))
        .arg("-")
        .output();
    // A machine without pdftotext still has the tests of print.
    if let Ok(print) = print {
        let print: String = String::from_utf8_lossy(&print.stdout)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        all(
            &print,
            &["第2条（申し込み）", "上司", "前項の申込みは第1条による。"],
        );
    }
    Ok(())
}

fn kinds() -> Result<(), Failed> {
    for language in ["ja", "en"] {
        let words = words(language);
        for kind in RegulationKind::ALL {
            assert!(words.contains_key(kind.word()), "{language}: {kind:?}");
        }
    }
    Ok(())
}
