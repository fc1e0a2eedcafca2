//! The view `sample`: Markdown as its author writes it, and beside it what readers see.

use super::{Desk, Result};
use crate::{
    diagnostic::Diagnostic,
    document::{Block, BlockKind, Code, Fact, text},
    markdown,
    source::{Source, Span},
};

/// The listing and its result; views, expressions and references in the result are still to be filled.
pub(super) fn sample(desk: &Desk) -> Result<BlockKind> {
    let Span { source, range } = &desk.view.span;
    // The file up to the end of the sample, so that all places stay right.
    let part = Source::new(source.path(), &source.text()[..range.end]);
    let (document, problems) = markdown::parse(&part, range.start);
    if let Some(problem) = problems.sorted().first() {
        return Err(Box::new((*problem).clone()));
    }
    let heading = document
        .blocks
        .iter()
        .find(|block| matches!(block.kind, BlockKind::Heading(_)));
    match (heading, document.notes.first()) {
        (Some(block), _) => return Err(unfit(desk, "a heading", Some(block))),
        (_, Some(note)) => return Err(unfit(desk, "a note", note.blocks.first())),
        _ => {}
    }
    if document.blocks.is_empty() {
        let message = "the sample has nothing to show";
        return Err(Box::new(
            Diagnostic::error("view/empty", message)
                .at(&super::name_of(desk.view), "without a text")
                .hint("write Markdown between the marks of the block"),
        ));
    }
    let listing = BlockKind::Code(Code {
        language: Some("markdown".to_owned()),
        text: desk.view.parameters.clone(),
    });
    let fact = |word: &str, blocks| Fact {
        label: text(desk.word(word)),
        blocks,
    };
    Ok(BlockKind::Facts(vec![
        fact("sample.written", vec![desk.block(listing)]),
        fact("sample.shown", document.blocks),
    ]))
}

/// What belongs to a whole page and not to a part of it.
fn unfit(desk: &Desk, what: &str, block: Option<&Block>) -> Box<Diagnostic> {
    let message = format!("a sample has {what}, which belongs to a page as a whole");
    let span = block.map_or(&desk.view.span, |block| &block.span);
    Box::new(
        Diagnostic::error("view/shape", message)
            .at(span, "here")
            .hint("show it as a listing without a result: a block of `markdown`"),
    )
}
