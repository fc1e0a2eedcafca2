//! Texts of records in the cells of a list: paragraphs, lists, quotes and listings.

use super::{Desk, Result};
use crate::{
    diagnostic::Diagnostic,
    document::{Block, BlockKind, Document, Inline},
};

/// A text as a cell holds it: its headings are strong words, since the cell opens no section.
pub(super) fn cell(desk: &Desk, words: &Document) -> Result<Vec<Block>> {
    if let Some(note) = words.notes.first() {
        return Err(unfit(desk, "a footnote", note.blocks.first()));
    }
    let blocks = words.blocks.iter().map(|block| {
        let kind = match &block.kind {
            BlockKind::Heading(heading) => {
                BlockKind::Paragraph(vec![Inline::Strong(heading.content.clone())])
            }
            kind @ (BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Quote(_)
            | BlockKind::Code(_)) => kind.clone(),
            BlockKind::Figure(_) => return Err(unfit(desk, "a picture", Some(block))),
            BlockKind::View(_) => return Err(unfit(desk, "a view", Some(block))),
            _ => return Err(unfit(desk, "a table or a rule", Some(block))),
        };
        Ok(Block {
            kind,
            span: block.span.clone(),
        })
    });
    blocks.collect()
}

/// What a cell cannot show would be lost in print.
fn unfit(desk: &Desk, what: &str, block: Option<&Block>) -> Box<Diagnostic> {
    let message = format!("a text has {what}, which a cell cannot show");
    let mut problem = Diagnostic::error("view/shape", message)
        .at(&desk.view.span, "asked here")
        .hint("leave the field out of `list`, or write its text with paragraphs and lists");
    if let Some(block) = block {
        problem = problem.related(&block.span, "here");
    }
    Box::new(problem)
}
