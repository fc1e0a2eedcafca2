//! Whatever stands in the files, the program answers and does not fall over.

use std::fs;

use libtest_mimic::{Failed, Trial};
use proptest::{
    prelude::{ProptestConfig, Strategy, any},
    sample::{Index, select},
    test_runner::{RngSeed, TestRunner},
};
use yearbook::{
    check::check,
    compose::{Drafts, compose},
    load::load,
    markdown::parse,
    source::Source,
};

/// Pieces of which files are made, and of which broken files are made.
const PIECES: [&str; 44] = [
    "- ",
    "id: ",
    "minato",
    "name: ",
    "みなと",
    "reading: ",
    "program: ",
    "bridge",
    "order: ",
    "1",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "：",
    "&a ",
    "*a",
    "|",
    ">",
    "\"",
    "'",
    "#",
    "---",
    "\t",
    "\u{FEFF}",
    "\r\n",
    "**",
    "「",
    "」",
    "`",
    "[[",
    "]]",
    "{{ count(of=\"areas\") }}",
    "{{",
    "}}",
    "[^1]",
    "```view table\n",
    "| a |\n|---|\n",
    "![",
    "🎌",
];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("properties::any_data_file_is_answered", data),
        Trial::test("properties::any_narrative_is_answered", narratives),
        Trial::test("properties::places_of_marks_are_in_the_text", places),
    ]
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(PIECES.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

/// A site with one file of this content; everything up to the pages is made of it.
fn answer(path: &str, content: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().expect("a folder above")).expect("writable");
    fs::write(file, content).expect("writable");
    if path != "yearbook.yaml" {
        let config = "title: 年報\ndescription: 試し\npublisher: {name: 事務局}\n";
        fs::write(folder.path().join("yearbook.yaml"), config).expect("writable");
    }
    let (Some(site), _) = load(folder.path()) else {
        assert_eq!(path, "yearbook.yaml", "the config is good");
        return;
    };
    let (site, _) = check(site);
    let _ = compose(&site, Drafts::Include);
}

fn data() -> Result<(), Failed> {
    runner(150).run(&text(), |text| {
        answer("data/areas/a.yaml", text.as_bytes());
        Ok(())
    })?;
    runner(40).run(&proptest::collection::vec(any::<u8>(), 0..200), |bytes| {
        answer("data/areas/a.yaml", &bytes);
        answer("yearbook.yaml", &bytes);
        Ok(())
    })?;
    for (path, real) in REAL {
        mutated(real, |bytes| answer(path, bytes))?;
    }
    Ok(())
}

/// Files of our own site, each read in its place.
const REAL: [(&str, &[u8]); 7] = [
    (
        "data/measures/a.yaml",
        include_bytes!("../../data/measures/action-09.yaml"),
    ),
    (
        "data/cases/a.yaml",
        include_bytes!("../../data/cases/c-0001-0010.yaml"),
    ),
    (
        "data/councils/a.yaml",
        include_bytes!("../../data/councils/councils.yaml"),
    ),
    (
        "data/trainings/a.yaml",
        include_bytes!("../../data/trainings/theme-seminar.yaml"),
    ),
    (
        "data/trees/a.yaml",
        include_bytes!("../../data/trees/tokyo-2024.yaml"),
    ),
    (
        "content/cases/a.md",
        include_bytes!("../../content/cases/c-0001.md"),
    ),
    ("yearbook.yaml", include_bytes!("../../yearbook.yaml")),
];

/// A file with a byte changed, and with a piece put in or a stretch taken out.
fn mutated(real: &[u8], answer: impl Fn(&[u8])) -> Result<(), Failed> {
    let change = (any::<Index>(), any::<Index>(), select(PIECES.to_vec()));
    runner(12).run(&(any::<u8>(), change), |(byte, (from, to, piece))| {
        let (from, to) = (from.index(real.len()), to.index(real.len()));
        let mut changed = real.to_vec();
        changed[from] = byte;
        answer(&changed);
        let longer = [&real[..from], piece.as_bytes(), &real[from..]].concat();
        answer(&longer);
        let shorter = [&real[..from.min(to)], &real[from.max(to)..]].concat();
        answer(&shorter);
        Ok(())
    })?;
    Ok(())
}

fn narratives() -> Result<(), Failed> {
    runner(150).run(&text(), |text| {
        answer(
            "content/a.md",
            format!("---\ntitle: 題\n---\n{text}").as_bytes(),
        );
        answer(
            "content/a.md",
            format!("---\n{text}\n---\n本文\n").as_bytes(),
        );
        answer("content/a.md", text.as_bytes());
        Ok(())
    })?;
    Ok(())
}

/// Spans lie on characters of the file and not between their bytes.
fn places() -> Result<(), Failed> {
    runner(400).run(&text(), |text| {
        let source = Source::new("content/a.md", text.clone());
        let (document, problems) = parse(&source, 0);
        for problem in problems.sorted() {
            let label = problem
                .label
                .as_ref()
                .expect("problems of texts have places");
            assert!(
                text.get(label.span.range.clone()).is_some(),
                "{:?} in {text:?}",
                label.span.range
            );
        }
        for block in &document.blocks {
            assert!(
                text.get(block.span.range.clone()).is_some(),
                "{:?} in {text:?}",
                block.span.range
            );
        }
        Ok(())
    })?;
    Ok(())
}
