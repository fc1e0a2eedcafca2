//! What a text shows, links and refers to: what must stay, and what must go, with the text.

use std::collections::BTreeSet;

use crate::{
    document::{Block, BlockKind, Document, Inline, Reference, Target},
    model::Narrative,
    route::Route,
};

/// What one text names, whether or not it exists.
#[derive(Default)]
pub(super) struct Shown<'a> {
    pub files: BTreeSet<Route>,
    pub references: Vec<&'a Reference>,
}

impl<'a> Shown<'a> {
    pub fn by(narrative: &'a Narrative) -> Self {
        Self::in_text(&narrative.document)
    }

    pub fn in_text(document: &'a Document) -> Self {
        let mut shown = Self::default();
        shown.blocks(&document.blocks);
        for note in &document.notes {
            shown.blocks(&note.blocks);
        }
        shown
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &'a BlockKind) {
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
                self.files.insert(figure.asset.clone());
                self.inlines(&figure.caption);
            }
            // Nothing of these is written in a narrative, or it names no file.
            BlockKind::Clauses(_)
            | BlockKind::Code(_)
            | BlockKind::Chart(_)
            | BlockKind::Hierarchy(_)
            | BlockKind::Cards(_)
            | BlockKind::Rule
            | BlockKind::View(_) => {}
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image { asset, .. } => {
                    self.files.insert(asset.clone());
                }
                Inline::Reference(reference) => self.references.push(reference),
                Inline::Link(link) => {
                    if let Target::Written(address) = &link.target {
                        let path = address.split('#').next().unwrap_or_default();
                        self.files
                            .insert(Route::beside(link.span.source.path(), path));
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
