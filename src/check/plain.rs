//! Plain words (やさしい日本語): sentences that are too long for those whom they are written for.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, plain},
    model::{Record, Site, Waivers},
    source::Span,
};

/// The guideline of the Immigration Services Agency and the Agency for Cultural Affairs asks for short
/// sentences; more characters than these are two sentences in one.
const LONGEST: usize = 50;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for text in site.narratives.iter().filter(|text| text.full().is_some()) {
        blocks(&text.document.blocks, &text.front.waive, problems);
    }
    for term in site.glossary.iter() {
        if let Some(words) = &term.plain {
            sentences(words, term.span(), &term.waive, problems);
        }
    }
}

fn blocks(all: &[Block], waive: &Waivers, problems: &mut Diagnostics) {
    for block in all {
        match &block.kind {
            BlockKind::Paragraph(words) => sentences(&plain(words), &block.span, waive, problems),
            BlockKind::Quote(inner) => blocks(inner, waive, problems),
            BlockKind::List(list) => {
                for item in &list.items {
                    blocks(&item.blocks, waive, problems);
                }
            }
            BlockKind::Facts(facts) => {
                for fact in facts {
                    blocks(&fact.blocks, waive, problems);
                }
            }
            _ => {}
        }
    }
}

fn sentences(words: &str, span: &Span, waive: &Waivers, problems: &mut Diagnostics) {
    for sentence in words.split_inclusive(['。', '！', '？']) {
        let sentence = sentence.trim();
        let length = sentence.chars().count();
        if length > LONGEST {
            let begin: String = sentence.chars().take(12).collect();
            let message = format!("the sentence 「{begin}…」 has {length} characters");
            problems.push(
                Diagnostic::warning("plain/long-sentence", message)
                    .at(span, "said in plain words")
                    .hint(format!(
                        "say it in two, of at most {LONGEST} characters each"
                    ))
                    .waived(waive.reason("plain/long-sentence")),
            );
        }
    }
}
