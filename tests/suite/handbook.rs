//! The handbook for authors on our own site: every view, function, filter and code is on one of its
//! pages, and each sample shows what it makes.

use std::{collections::BTreeSet, path::Path};

use libtest_mimic::{Failed, Trial};
use yearbook::{
    compose::{Drafts, Page, compose, expression, view},
    diagnostic::explanations,
    document::{Block, BlockKind, Inline, plain},
    load::load,
    model::{Narrative, Site},
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("handbook::nothing_is_left_out", nothing_is_left_out),
        Trial::test("handbook::samples_show_what_they_make", samples_show),
        Trial::test("handbook::slips_in_samples_have_places", slips),
    ]
}

fn site() -> Result<Site, Failed> {
    let (site, _) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    site.ok_or_else(|| "our own site cannot be read".into())
}

/// The handbook's pages as their authors wrote them.
fn texts(site: &Site) -> impl Iterator<Item = &Narrative> {
    let texts = site.narratives.iter();
    texts.filter(|text| text.path.starts_with("handbook/"))
}

/// Its pages as readers get them.
fn pages(site: &Site) -> Result<Vec<Page>, Failed> {
    let (pages, problems) = compose(site, Drafts::Leave);
    if problems.has_errors() {
        return Err(format!("{:#?}", problems.sorted()).into());
    }
    let pages = pages.pages.into_iter();
    Ok(pages
        .filter(|page| page.route.as_str().starts_with("handbook/"))
        .collect())
}

/// What the samples of the handbook say, and the names of all its views.
fn written(site: &Site) -> (String, BTreeSet<String>) {
    let (mut samples, mut names) = (String::new(), BTreeSet::new());
    for block in texts(site).flat_map(|text| &text.document.blocks) {
        if let BlockKind::View(view) = &block.kind {
            names.insert(view.name.clone());
            if view.name == "sample" {
                samples.push_str(&view.parameters);
            }
        }
    }
    (samples, names)
}

fn nothing_is_left_out() -> Result<(), Failed> {
    let site = site()?;
    let (samples, names) = written(&site);
    let mut missing: Vec<String> = Vec::new();
    // The handbook itself is made with these two.
    for name in view::NAMES {
        let shown = samples.contains(&format!("```view {name}\n"));
        if !(shown || ["codes", "sample"].contains(&name) && names.contains(name)) {
            missing.push(format!("the view {name}"));
        }
    }
    for name in expression::FUNCTIONS {
        if !samples.contains(&format!("{{{{ {name}(")) {
            missing.push(format!("the function {name}"));
        }
    }
    for name in expression::FILTERS {
        if !samples.contains(&format!(" | {name}")) {
            missing.push(format!("the filter {name}"));
        }
    }
    let mut told = BTreeSet::new();
    for page in pages(&site)? {
        for block in page.document.blocks {
            if let BlockKind::Table(table) = block.kind {
                let heads = table
                    .rows
                    .into_iter()
                    .filter_map(|row| row.cells.into_iter().next());
                told.extend(heads.map(|cell| words(&cell.blocks)));
            }
        }
    }
    let codes = explanations().filter(|known| !told.contains(known.code));
    missing.extend(codes.map(|known| format!("the code {}", known.code)));
    match missing.as_slice() {
        [] => Ok(()),
        missing => Err(format!("the handbook lacks {}", missing.join(", ")).into()),
    }
}

fn words(blocks: &[Block]) -> String {
    let words = blocks.iter().map(|block| match &block.kind {
        BlockKind::Paragraph(words) => plain(words),
        _ => String::new(),
    });
    words.collect()
}

fn samples_show() -> Result<(), Failed> {
    let site = site()?;
    let mut samples = 0;
    for page in pages(&site)? {
        for block in &page.document.blocks {
            let BlockKind::Facts(facts) = &block.kind else {
                continue;
            };
            let [written, shown] = facts.as_slice() else {
                return Err(format!("a sample has a listing and a result: {facts:#?}").into());
            };
            let [
                Block {
                    kind: BlockKind::Code(code),
                    ..
                },
            ] = written.blocks.as_slice()
            else {
                return Err(format!("no listing: {written:#?}").into());
            };
            let first = shown.blocks.first().ok_or("no result")?;
            if let BlockKind::Paragraph(words) = &first.kind {
                let left = words.iter().any(|inline| {
                    matches!(inline, Inline::Expression { .. } | Inline::Reference(_))
                });
                if left || plain(words).trim() == code.text.trim() {
                    return Err(format!("not filled: {}", code.text).into());
                }
            }
            samples += 1;
        }
    }
    let views = texts(&site).flat_map(|text| &text.document.blocks);
    let asked = views.filter(|b| matches!(&b.kind, BlockKind::View(v) if v.name == "sample"));
    match asked.count() {
        asked if asked == samples && samples > 0 => Ok(()),
        asked => Err(format!("{samples} of {asked} samples are shown").into()),
    }
}

/// What is wrong inside of a sample, and where: line and column of the file.
fn slips() -> Result<(), Failed> {
    let cases = [
        ("{{ count(of=\"meeting\") }}", "figure/unknown", 8),
        ("```view tabel\nof: meetings\n```", "view/unknown", 8),
        ("[[case:nobody]]", "reference/unknown", 8),
        ("## 見出し", "view/shape", 8),
        ("会議[^a]\n\n[^a]: 注", "view/shape", 10),
    ];
    for (sample, code, line) in cases {
        let folder = tempfile::tempdir()?;
        let text =
            format!("---\ntitle: 見本\n---\n\n手引きです。\n\n````view sample\n{sample}\n````\n");
        std::fs::create_dir(folder.path().join("content"))?;
        std::fs::write(folder.path().join("content/index.md"), text)?;
        let config = "title: 見本\ndescription: 見本です。\nlanguage: ja\npublisher: {name: 見本, contact: 窓口, licence: CC BY 4.0}\n";
        std::fs::write(folder.path().join("yearbook.yaml"), config)?;
        let (site, problems) = load(folder.path());
        let site = site.ok_or_else(|| format!("{:?}", problems.sorted()))?;
        let (_, problems) = compose(&site, Drafts::Leave);
        let found: Vec<(&str, usize)> = problems
            .sorted()
            .iter()
            .filter_map(|p| Some((p.code, p.label.as_ref()?.span.start().line)))
            .collect();
        if found != [(code, line)] {
            return Err(format!("{sample}: {found:?} is not {code} in line {line}").into());
        }
    }
    Ok(())
}
