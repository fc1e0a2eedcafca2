//! The files that a text shows or links to: what must stay, and what must go, with the text.

use std::collections::BTreeSet;

use crate::{
    document::{Block, BlockKind, Inline, Target},
    model::Narrative,
    route::Route,
};

/// The routes of the files that a narrative names, whether or not they exist.
pub(super) fn files(narrative: &Narrative) -> BTreeSet<Route> {
    let mut shown = Shown::default();
    shown.blocks(&narrative.document.blocks);
    for note in &narrative.document.notes {
        shown.blocks(&note.blocks);
    }
    shown.0
}

#[derive(Default)]
struct Shown(BTreeSet<Route>);

impl Shown {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::List(list) => {
                for item in &list.items {
                    self.blocks(&item.blocks);
                }
            }
            BlockKind::Facts(facts) => {
                for fact in facts {
                    self.inlines(&fact.label);
                    self.blocks(&fact.blocks);
                }
            }
            BlockKind::Table(table) => {
                for column in &table.columns {
                    self.inlines(&column.head);
                }
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    self.blocks(&cell.blocks);
                }
            }
            BlockKind::Figure(figure) => {
                self.0.insert(figure.asset.clone());
                self.inlines(&figure.caption);
            }
            // Nothing of these is written in a narrative, or it names no file.
            BlockKind::Code(_)
            | BlockKind::Chart(_)
            | BlockKind::Cards(_)
            | BlockKind::Rule
            | BlockKind::View(_) => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image { asset, .. } => {
                    self.0.insert(asset.clone());
                }
                Inline::Link(link) => {
                    if let Target::Written(address) = &link.target {
                        let path = address.split('#').next().unwrap_or_default();
                        self.0.insert(Route::beside(link.span.source.path(), path));
                    }
                    self.inlines(&link.content);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                    self.inlines(inner);
                }
                _ => {}
            }
        }
    }
}
