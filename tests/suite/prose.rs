//! The prose of our own site: no figure in it is typed by hand.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use regex::Regex;
use serde_json::Value;
use yearbook::{
    document::{Block, BlockKind, Inline},
    load::load,
    model::Narrative,
};

/// Digits that are no figures, and why. They name a time, a place in a source, or a work.
const NAMES: [(&str, &str); 8] = [
    (
        "a licence, a standard or a tool",
        r"Apache License 2\.0|WCAG 2\.2|JIS X 8341-3:2016|axe-core [0-9.]+",
    ),
    ("a criterion of a standard", r"^[1-4]\.[0-9]\.[0-9]+$"),
    ("the width of a window", r"幅[0-9、]+ピクセル"),
    ("the name of a document", r"連携プログラム2024|千葉 2019"),
    (
        "a fiscal year or a day",
        r"(令和|平成|昭和)[0-9元]+年(度|[0-9]+月([0-9]+日)?)?",
    ),
    ("a row of the source", r"[0-9]+-[0-9]+"),
    ("a part of the source", r"行動[0-9]+"),
    ("a part of an act", r"第[0-9]+[条項号]"),
];

/// Numbers in kanji before what the data counts. One of a thing is a way to speak.
const SPELT: &str =
    "[二三四五六七八九十百千〇]+(の?圏域|名|回|件|か所|社|校|事業所|事業|の?機関|の?視点|の?行動)";

/// What is quoted from a source as it stands there.
const QUOTED: [&str; 1] = ["年四回"];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("prose::no_number_is_typed", none_typed),
        Trial::test("prose::no_figure_of_the_data_is_typed", none_of_the_data),
        Trial::test("prose::names_are_needed", all_needed),
    ]
}

/// The words of a narrative as its author typed them, without what expressions give.
fn narratives() -> Vec<(String, Vec<String>)> {
    let (site, _) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let site = site.expect("our own site can be read");
    let reports = site.narratives.iter().map(|n| (n.path.clone(), said(n)));
    reports.collect()
}

fn said(narrative: &Narrative) -> Vec<String> {
    let front = &narrative.front;
    let title = front.title.iter().map(|title| title.value.clone());
    let mut texts: Vec<String> = title.chain(front.summary.clone()).collect();
    let notes = narrative
        .document
        .notes
        .iter()
        .flat_map(|note| &note.blocks);
    for block in narrative.document.blocks.iter().chain(notes) {
        blocks(block, &mut texts);
    }
    texts
}

fn blocks(block: &Block, texts: &mut Vec<String>) {
    let mut all = |inner: &[Block]| inner.iter().for_each(|block| blocks(block, texts));
    match &block.kind {
        BlockKind::Quote(inner) => all(inner),
        BlockKind::List(list) => list.items.iter().for_each(|item| all(&item.blocks)),
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.for_each(|cell| all(&cell.blocks));
        }
        BlockKind::Facts(facts) => facts.iter().for_each(|fact| all(&fact.blocks)),
        BlockKind::Heading(heading) => texts.push(typed(&heading.content)),
        BlockKind::Paragraph(content) => texts.push(typed(content)),
        BlockKind::View(view) => {
            let said = ["caption: ", "title: ", "description: ", "source: "];
            let lines = view.parameters.lines();
            let words = lines.filter_map(|line| said.iter().find_map(|s| line.strip_prefix(s)));
            texts.extend(words.map(str::to_owned));
        }
        _ => {}
    }
}

fn typed(content: &[Inline]) -> String {
    let words = content.iter().map(|inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Ruby { base, .. } => base.clone(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => typed(inner),
        Inline::Link(link) => typed(&link.content),
        _ => "\u{FFFC}".to_owned(),
    });
    words.collect()
}

fn none_typed() -> Result<(), Failed> {
    let names = NAMES.map(|(_, pattern)| Regex::new(pattern).expect("a pattern"));
    let number = Regex::new(&format!(r"\d+|{SPELT}")).expect("a pattern");
    let mut wrong = Vec::new();
    for (path, texts) in narratives() {
        // Cases tell of single persons in the words of a story: 二週間, 三年.
        let story = path.starts_with("cases/");
        for text in texts {
            let mut rest = text.clone();
            for name in &names {
                rest = name.replace_all(&rest, "").into_owned();
            }
            for quoted in QUOTED {
                rest = rest.replace(quoted, "");
            }
            let found = number.find_iter(&rest).map(|found| found.as_str());
            let found = found.filter(|word| !story || word.starts_with(char::is_numeric));
            wrong.extend(found.map(|word| format!("{path}: {word} in {text}")));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("ask the data for them:\n{}", wrong.join("\n")).into()),
    }
}

/// No finding about typed figures, not even a waived one.
fn none_of_the_data() -> Result<(), Failed> {
    let output = crate::program("check")
        .args(["--root", env!("CARGO_MANIFEST_DIR")])
        .args(["--format", "json"])
        .output()?;
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let typed = ["prose/typed-figure", "prose/contradicts"];
    let about = |p: &&Value| p["code"].as_str().is_some_and(|code| typed.contains(&code));
    let found: Vec<&Value> = problems.iter().filter(about).collect();
    match found.is_empty() {
        true => Ok(()),
        false => Err(format!("{found:#?}").into()),
    }
}

/// An exception that nothing needs any more is taken out.
fn all_needed() -> Result<(), Failed> {
    let texts: Vec<String> = narratives()
        .into_iter()
        .flat_map(|(_, texts)| texts)
        .collect();
    for (why, pattern) in NAMES {
        let pattern = Regex::new(pattern)?;
        if !texts.iter().any(|text| pattern.is_match(text)) {
            return Err(format!("no text needs the exception for {why}").into());
        }
    }
    match QUOTED
        .iter()
        .find(|q| !texts.iter().any(|t| t.contains(**q)))
    {
        Some(unused) => Err(format!("nothing quotes {unused}").into()),
        None => Ok(()),
    }
}
