//! Characters that no font of the theme can show: all of them are reported at once, before Typst runs.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    render::print::code::Code,
    source::Span,
};

/// Places that are named beside the first.
const MORE: usize = 4;

/// Every character of the code that is not among `covered`, which is sorted.
pub fn check<'a>(codes: impl Iterator<Item = &'a Code>, covered: &[u32]) -> Diagnostics {
    let mut missing: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    for code in codes {
        for (at, c) in code.text().char_indices() {
            if c.is_ascii() || is_invisible(c) || covered.binary_search(&u32::from(c)).is_ok() {
                continue;
            }
            let spans = missing.entry(c).or_default();
            spans.extend(code.origin(&(at..at)).map(|span| character(span, c)));
        }
    }
    let mut problems = Diagnostics::default();
    for (c, spans) in missing {
        problems.push(problem(c, spans));
    }
    problems
}

fn problem(c: char, mut spans: Vec<Span>) -> Diagnostic {
    spans.dedup_by_key(|span| (span.source.path().to_owned(), span.range.start));
    let message = format!(
        "no font can print the character `{c}` (U+{:04X})",
        u32::from(c)
    );
    let mut diagnostic = Diagnostic::error("print/missing-glyph", message)
        .hint("use another character, or put a font that has it into `fonts/` of the theme");
    let mut spans = spans.iter();
    if let Some(first) = spans.next() {
        diagnostic = diagnostic.at(first, "used here");
    }
    spans.take(MORE).fold(diagnostic, |diagnostic, span| {
        diagnostic.related(span, "and here")
    })
}

/// The character itself where the author wrote it, or the block when it came from elsewhere.
fn character(span: &Span, c: char) -> Span {
    match span.text().find(c) {
        Some(at) => {
            let start = span.range.start + at;
            span.source.span(start..start + c.len_utf8())
        }
        None => span.clone(),
    }
}

/// Characters that choose the shape of the one before, or that join or part others.
fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x200B..=0x200F | 0x2060 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF
    )
}
