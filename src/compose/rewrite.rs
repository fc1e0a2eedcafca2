//! Walking through a document and putting other blocks and inlines in the place of some.

use crate::document::{Block, BlockKind, Document, Inline, List, Table};

/// What takes the place of a block or an inline; `None` leaves nothing there.
pub(super) trait Rewrite {
    fn block(&mut self, block: Block) -> Option<Block> {
        Some(block)
    }

    fn inline(&mut self, inline: Inline) -> Option<Inline>;
}

/// Rewrites everything in a document, outer things before what they hold.
pub(super) fn rewrite(document: &mut Document, with: &mut impl Rewrite) {
    blocks(&mut document.blocks, with);
    for note in &mut document.notes {
        blocks(&mut note.blocks, with);
    }
}

fn blocks(all: &mut Vec<Block>, with: &mut impl Rewrite) {
    let old = std::mem::take(all);
    for block in old {
        if let Some(mut block) = with.block(block) {
            inside(&mut block.kind, with);
            all.push(block);
        }
    }
}

fn inside(kind: &mut BlockKind, with: &mut impl Rewrite) {
    match kind {
        BlockKind::Heading(heading) => inlines(&mut heading.content, with),
        BlockKind::Paragraph(content) => inlines(content, with),
        BlockKind::Quote(inner) => blocks(inner, with),
        BlockKind::List(inner) => list(inner, with),
        BlockKind::Hierarchy(tree) => {
            list(&mut tree.list, with);
            table(&mut tree.table, with);
        }
        BlockKind::Clauses(clauses) => {
            for clause in clauses {
                blocks(&mut clause.blocks, with);
            }
        }
        BlockKind::Facts(facts) => {
            for fact in facts {
                inlines(&mut fact.label, with);
                blocks(&mut fact.blocks, with);
            }
        }
        BlockKind::Table(inner) => table(inner, with),
        BlockKind::Chart(chart) => table(&mut chart.table, with),
        BlockKind::Figure(figure) => inlines(&mut figure.caption, with),
        BlockKind::Cards(cards) => {
            for card in cards {
                inlines(&mut card.title, with);
                inlines(&mut card.text, with);
            }
        }
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::View(_) => {}
    }
}

fn list(list: &mut List, with: &mut impl Rewrite) {
    for item in &mut list.items {
        blocks(&mut item.blocks, with);
    }
}

fn table(table: &mut Table, with: &mut impl Rewrite) {
    inlines(&mut table.caption, with);
    inlines(&mut table.source, with);
    for remark in &mut table.remarks {
        inlines(remark, with);
    }
    for column in &mut table.columns {
        inlines(&mut column.head, with);
    }
    for row in &mut table.rows {
        for cell in &mut row.cells {
            blocks(&mut cell.blocks, with);
        }
    }
}

fn inlines(all: &mut Vec<Inline>, with: &mut impl Rewrite) {
    let old = std::mem::take(all);
    for inline in old {
        if let Some(mut inline) = with.inline(inline) {
            match &mut inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                    inlines(inner, with);
                }
                Inline::Link(link) => inlines(&mut link.content, with),
                _ => {}
            }
            all.push(inline);
        }
    }
}
