//! Headings under which nothing stands, and numbers of headings and captions that skip or stand twice.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{BlockKind, plain},
    model::{Narrative, Site},
    source::Span,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for narrative in &site.narratives {
        let blocks = &narrative.document.blocks;
        numbers(narrative, problems);
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading(heading) = &block.kind else {
                continue;
            };
            let below = match blocks.get(at + 1).map(|next| &next.kind) {
                Some(BlockKind::Heading(next)) => next.level > heading.level,
                // Behind the body of a record its page goes on.
                None => narrative.front.record.is_some(),
                Some(_) => true,
            };
            if !below {
                let message = format!("nothing stands under `{}`", plain(&heading.content));
                let reason = narrative.front.waive.reason("heading/empty");
                problems.push(
                    Diagnostic::warning("heading/empty", message)
                        .at(&block.span, "this heading")
                        .hint("add the text, or take the heading out")
                        .waived(reason),
                );
            }
        }
    }
}

/// Numbers that authors type: each is the one after the number before it, of its level or kind.
fn numbers(narrative: &Narrative, problems: &mut Diagnostics) {
    let mut last: BTreeMap<String, (u32, Span)> = BTreeMap::new();
    for block in &narrative.document.blocks {
        let (words, level) = match &block.kind {
            BlockKind::Heading(heading) => (plain(&heading.content), Some(heading.level)),
            BlockKind::Paragraph(content) => (plain(content), None),
            _ => continue,
        };
        if let Some(level) = level {
            // Below another heading the numbers begin again.
            last.retain(|kind, _| kind.parse().map_or(true, |of: u8| of <= level));
        }
        let words: String = words.nfkc().collect();
        let Some((kind, number)) = numbered(&words, level) else {
            continue;
        };
        if let Some((before, place)) = last.get(&kind)
            && number != before + 1
            && (number != 1 || level.is_none())
        {
            let message = match number == *before {
                true => format!("the number {number} stands twice"),
                false => format!("the number {number} follows {before}"),
            };
            problems.push(
                Diagnostic::warning("heading/order", message)
                    .at(&block.span, "here")
                    .related(place, "the one before")
                    .hint("number them one after another, or leave the numbers to the program")
                    .waived(narrative.front.waive.reason("heading/order")),
            );
        }
        last.insert(kind, (number, block.span.clone()));
    }
}

/// The number at the beginning of a heading (`2 名前`, `3. 会議`) or of a caption (`表2 出来事`), and of
/// what kind it is.
fn numbered(words: &str, level: Option<u8>) -> Option<(String, u32)> {
    let (kind, rest) = match level {
        Some(level) => (level.to_string(), words),
        None => ["表", "図"]
            .into_iter()
            .find_map(|kind| Some((kind.to_owned(), words.strip_prefix(kind)?)))?,
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = rest.split_at(digits);
    let short = number.len() < 3;
    let ends = behind.starts_with([' ', '.', ':', '、']);
    let name = behind.trim_start_matches(['.', ' ', ':', '、']);
    // 「2.5倍」 and 「5 月」 begin no list.
    let apart = behind.starts_with(' ');
    let is_name = !name.is_empty() && (apart || !name.starts_with(|c: char| c.is_ascii_digit()));
    (short && ends && is_name).then(|| Some((kind, number.parse().ok()?)))?
}
