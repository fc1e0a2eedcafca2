//! What authors wrote in Markdown, as texts: paragraphs, headings, cells.

use super::Text;
use crate::{
    document::{Block, BlockKind, Document, Inline, Table, plain},
    model::Waivers,
    source::Spanned,
};

/// The paragraphs of a document, each under its heading.
pub(super) fn document<'a>(document: &Document, waivers: &'a Waivers, texts: &mut Vec<Text<'a>>) {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    let mut heading = String::new();
    for block in document.blocks.iter().chain(notes) {
        if let BlockKind::Heading(inner) = &block.kind {
            heading.clear();
            typed(&inner.content, &mut heading);
        }
        paragraphs(block, &heading, waivers, texts);
    }
}

fn paragraphs<'a>(block: &Block, heading: &str, waivers: &'a Waivers, texts: &mut Vec<Text<'a>>) {
    let mut all = |blocks: &[Block]| {
        let blocks = blocks.iter();
        blocks.for_each(|block| paragraphs(block, heading, waivers, texts));
    };
    match &block.kind {
        BlockKind::Heading(inner) => texts.push(text(&inner.content, heading, block, waivers)),
        BlockKind::Paragraph(content) => texts.push(text(content, heading, block, waivers)),
        BlockKind::Quote(inner) => all(inner),
        BlockKind::List(list) => list.items.iter().for_each(|item| all(&item.blocks)),
        BlockKind::Facts(facts) => facts.iter().for_each(|fact| all(&fact.blocks)),
        BlockKind::Table(table) => cells(table, heading, block, waivers, texts),
        _ => {}
    }
}

/// The heads of the columns, and the cells under them.
fn cells<'a>(
    table: &Table,
    heading: &str,
    block: &Block,
    waivers: &'a Waivers,
    texts: &mut Vec<Text<'a>>,
) {
    let heads = table.columns.iter().map(|column| &column.head);
    texts.extend(
        heads
            .filter(|head| !head.is_empty())
            .map(|head| text(head, heading, block, waivers)),
    );
    for row in &table.rows {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            let begin = texts.len();
            for block in &cell.blocks {
                paragraphs(block, heading, waivers, texts);
            }
            let above = plain(&column.head);
            texts[begin..]
                .iter_mut()
                .for_each(|text| text.column.clone_from(&above));
        }
    }
}

fn text<'a>(content: &[Inline], heading: &str, block: &Block, waivers: &'a Waivers) -> Text<'a> {
    let mut words = String::new();
    typed(content, &mut words);
    let mut asked = Vec::new();
    marks(content, &mut asked);
    Text {
        asked,
        heading: heading.to_owned(),
        prose: true,
        ..Text::of(&words, &block.span, waivers)
    }
}

/// The words that the author typed; what comes from data or stands in code leaves a mark, so that
/// words beside it do not run together.
pub(super) fn typed(content: &[Inline], words: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Ruby { base, .. } => words.push_str(base),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                typed(inner, words);
            }
            Inline::Link(link) => typed(&link.content, words),
            Inline::Note(_) => {}
            _ => words.push('\u{FFFC}'),
        }
    }
}

/// What stands at each mark of `typed`.
fn marks(content: &[Inline], asked: &mut Vec<Option<Spanned<String>>>) {
    for inline in content {
        match inline {
            Inline::Text(_) | Inline::Ruby { .. } | Inline::Note(_) => {}
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                marks(inner, asked);
            }
            Inline::Link(link) => marks(&link.content, asked),
            Inline::Expression { code, span } => asked.push(Some(Spanned {
                value: code.clone(),
                span: span.clone(),
            })),
            _ => asked.push(None),
        }
    }
}
