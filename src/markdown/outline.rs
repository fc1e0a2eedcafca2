//! The headings of a text: their levels, and the names that links use.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, Document, Heading, plain},
    source::Span,
};

/// Gives each heading an id, and reports levels that break the order of the contents.
pub(super) fn name_headings(document: &mut Document, problems: &mut Diagnostics) {
    let mut outline = Outline {
        level: 1,
        ids: BTreeSet::new(),
        problems,
    };
    for block in &mut document.blocks {
        outline.block(block);
    }
}

struct Outline<'a> {
    /// The level of the heading before.
    level: u8,
    ids: BTreeSet<String>,
    problems: &'a mut Diagnostics,
}

impl Outline<'_> {
    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Heading(heading) => self.heading(heading, &block.span),
            BlockKind::Quote(blocks) => self.nested(blocks),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    self.nested(&mut item.blocks);
                }
            }
            BlockKind::Facts(facts) => {
                for fact in facts {
                    self.nested(&mut fact.blocks);
                }
            }
            _ => {}
        }
    }

    /// A heading in a quote or a list is no part of the outline: it becomes a strong paragraph.
    fn nested(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let BlockKind::Heading(heading) = &mut block.kind {
                let strong = crate::document::Inline::Strong(std::mem::take(&mut heading.content));
                block.kind = BlockKind::Paragraph(vec![strong]);
            } else {
                self.block(block);
            }
        }
    }

    fn heading(&mut self, heading: &mut Heading, span: &Span) {
        if heading.level == 1 {
            self.problems.push(
                Diagnostic::error(
                    "markdown/heading-level",
                    "the only heading of level 1 is the title in the front matter",
                )
                .at(span, "level 1")
                .hint("begin it with `##`"),
            );
            heading.level = 2;
        } else if heading.level > self.level + 1 {
            let right = "#".repeat(usize::from(self.level) + 1);
            self.problems.push(
                Diagnostic::error("markdown/heading-level", "this heading skips a level")
                    .at(
                        span,
                        format!("level {} after level {}", heading.level, self.level),
                    )
                    .hint(format!("begin it with `{right}`")),
            );
        }
        self.level = heading.level;
        let wanted = if heading.id.is_empty() {
            slug(&plain(&heading.content))
        } else {
            slug(&heading.id)
        };
        heading.id = self.unique(wanted);
    }

    fn unique(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }
}

/// Letters and digits of every script as they are, everything else a hyphen.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' || c == 'ー' || c == '々' {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug.to_owned()
    }
}
