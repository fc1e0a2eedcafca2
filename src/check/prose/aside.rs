//! What stands beside the sentences of a case: text alternatives, captions, addresses of links, the
//! words of references, listings. Readers meet them too.

use super::{Text, written::typed};
use crate::{
    document::{Block, BlockKind, Document, Inline, Target},
    model::{Narrative, Site, Waivers},
    source::Span,
};

/// The words beside the sentences of all cases.
pub(super) fn of(site: &Site) -> Vec<Text<'_>> {
    let mut all = Vec::new();
    let cases = site.narratives.iter().filter(|text| is_case(text));
    for narrative in cases {
        let mut words = Words {
            block: narrative.source.span(0..3),
            waivers: &narrative.front.waive,
            texts: &mut all,
        };
        words.document(&narrative.document);
        if let Some(summary) = &narrative.front.summary {
            words.add(summary, &narrative.source.span(0..3));
        }
    }
    all
}

/// Whether a text is the body of a case.
pub(super) fn is_case(narrative: &Narrative) -> bool {
    let record = narrative.front.record.as_ref();
    record.is_some_and(|record| record.starts_with("case:"))
}

struct Words<'a, 't> {
    /// The block under way.
    block: Span,
    waivers: &'a Waivers,
    texts: &'t mut Vec<Text<'a>>,
}

impl Words<'_, '_> {
    fn add(&mut self, words: &str, span: &Span) {
        if !words.is_empty() {
            self.texts.push(Text {
                case: true,
                ..Text::of(words, span, self.waivers)
            });
        }
    }

    fn document(&mut self, document: &Document) {
        self.blocks(&document.blocks);
        for note in &document.notes {
            self.blocks(&note.blocks);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.block = block.span.clone();
        match &block.kind {
            BlockKind::Heading(heading) => self.inlines(&heading.content),
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Quote(inner) => self.blocks(inner),
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::Facts(facts) => facts.iter().for_each(|fact| self.blocks(&fact.blocks)),
            BlockKind::Table(table) => {
                let mut caption = String::new();
                typed(&table.caption, &mut caption);
                table
                    .columns
                    .iter()
                    .for_each(|column| typed(&column.head, &mut caption));
                self.add(&caption, &block.span);
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    self.blocks(&cell.blocks);
                }
            }
            BlockKind::Figure(figure) => {
                self.add(&figure.alt, &block.span);
                let mut caption = String::new();
                typed(&figure.caption, &mut caption);
                if caption != figure.alt {
                    self.add(&caption, &block.span);
                }
                self.inlines(&figure.caption);
            }
            BlockKind::Code(code) => self.add(&code.text, &block.span),
            BlockKind::View(view) => self.add(&view.parameters, &view.span),
            _ => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Image { alt, span, .. } => self.add(alt, span),
                Inline::Code(words) => self.add(words, &self.block.clone()),
                Inline::Reference(reference) => {
                    let words = reference.text.as_deref().unwrap_or_default();
                    self.add(words, &reference.span);
                }
                Inline::Link(link) => {
                    if let Target::Written(address) | Target::External(address) = &link.target {
                        self.add(address, &link.span);
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
