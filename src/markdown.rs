//! Markdown to a `Document`: the files here are the only ones that know pulldown-cmark.
//!
//! The text is prepared first (`marks`): our own marks become single characters that CommonMark
//! leaves alone, so that a table cell may hold `{圏域|けんいき}`. Then `blocks` and `inlines` build
//! the document from the events, with every place mapped back to the file.

use crate::{diagnostic::Diagnostics, document::Document, source::Source};

mod blocks;
mod figures;
mod inlines;
mod marks;
mod outline;
mod tables;

/// The text of `source` from byte `start` on (after the front matter), parsed once for all faces.
/// Expressions, references, views and written links stay as the author wrote them: `compose` fills them in.
pub fn parse(source: &Source, start: usize) -> (Document, Diagnostics) {
    let mut problems = Diagnostics::default();
    let prepared = marks::prepare(source, start, &mut problems);
    let mut document = blocks::document(source, &prepared, &mut problems);
    outline::name_headings(&mut document, &mut problems);
    (document, problems)
}

#[cfg(test)]
mod tests;
