//! Markdown files with their front matter, and the files that are copied.

use std::{collections::BTreeMap, ops::Range};

use rayon::prelude::*;

use super::{files::Files, pictures, yaml};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    markdown,
    model::{Asset, Narrative},
    route::Route,
    source::{Source, Spanned},
};

/// All narratives in the order of their paths, and the assets: other files of `content/` beside their
/// page, and `static/` as it is.
pub(super) fn narratives(
    files: &Files,
    problems: &mut Diagnostics,
) -> (Vec<Narrative>, BTreeMap<Route, Asset>) {
    let mut texts = Vec::new();
    let mut assets = BTreeMap::new();
    for file in files.under_folder("content") {
        let inner = file.inner("content");
        if inner.ends_with(".md") {
            texts.extend(
                files
                    .text(file, problems)
                    .map(|text| (inner.to_owned(), text)),
            );
        } else if let Some(bytes) = files.bytes(file, problems) {
            let asset = asset(&file.path, bytes, problems);
            assets.insert(Route::new(inner), asset);
        }
    }
    for file in files.under_folder("static") {
        if let Some(bytes) = files.bytes(file, problems) {
            let asset = asset(&file.path, bytes, problems);
            assets.insert(Route::new(file.inner("static")), asset);
        }
    }
    let parsed: Vec<_> = texts
        .into_par_iter()
        .map(|(path, source)| narrative(path, source))
        .collect();
    let mut narratives = Vec::new();
    for (narrative, found) in parsed {
        problems.extend(found);
        narratives.extend(narrative);
    }
    share(&mut narratives);
    (narratives, assets)
}

/// A text in plain words belongs to the record of the text that it says in plain words, and is a draft
/// with it.
fn share(narratives: &mut [Narrative]) {
    let full: BTreeMap<String, (Option<Spanned<String>>, bool)> = narratives
        .iter()
        .filter(|text| text.full().is_none())
        .map(|text| {
            (
                text.path.clone(),
                (text.front.record.clone(), text.front.draft),
            )
        })
        .collect();
    for text in narratives {
        if let Some((record, draft)) = text.full().and_then(|path| full.get(&path)) {
            text.front.draft |= draft;
            if text.front.record.is_none() {
                text.front.record = record.clone();
            }
        }
    }
}

/// A file to be copied; of pictures what readers see, and no more.
fn asset(path: &str, bytes: Vec<u8>, problems: &mut Diagnostics) -> Asset {
    let bytes = pictures::bare(path, bytes).unwrap_or_else(|(bytes, problem)| {
        problems.push(*problem);
        bytes
    });
    Asset {
        path: path.to_owned(),
        bytes: bytes.into(),
    }
}

fn narrative(path: String, source: Source) -> (Option<Narrative>, Diagnostics) {
    let mut problems = Diagnostics::default();
    let (front, start) = match front_matter(&source) {
        Ok(parts) => parts,
        Err(problem) => {
            problems.push(*problem);
            return (None, problems);
        }
    };
    let front = match yaml::from_text(&source, front) {
        Ok(front) => Some(front),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    };
    // The text is read even when its front matter is broken: all problems of a file at once.
    let (document, found) = markdown::parse(&source, start);
    problems.extend(found);
    let narrative = front.map(|front| Narrative {
        path,
        source,
        front,
        document,
    });
    (narrative, problems)
}

/// The YAML between the two `---` lines, and where the text begins.
fn front_matter(source: &Source) -> Result<(Range<usize>, usize), Box<Diagnostic>> {
    let text = source.text();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        return Err(Box::new(
            Diagnostic::error("front-matter/missing", "the file has no front matter")
                .at(
                    &source.span(0..first.trim_end().len()),
                    "expected `---` here",
                )
                .hint("begin the file with `---`, `title: …` and `---`, each in a line of its own"),
        ));
    }
    let start = first.len();
    let mut end = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok((start..end, end + line.len()));
        }
        end += line.len();
    }
    Err(Box::new(
        Diagnostic::error("front-matter/unclosed", "the front matter does not end")
            .at(&source.span(0..3), "begun here")
            .hint("close it with a line `---`"),
    ))
}
