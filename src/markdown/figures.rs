//! Pictures, and the captions of pictures and tables.

use super::blocks::Builder;
use crate::{
    diagnostic::Diagnostic,
    document::{Block, BlockKind, Inline},
    route::Route,
    source::Span,
};

impl Builder<'_> {
    /// The file of a picture in the output. It needs words for those who do not see it, and must be
    /// a file of the site: a page shows nothing from other hosts.
    pub(super) fn picture(&mut self, address: &str, alt: &str, span: &Span) -> Option<Route> {
        if address.contains(':') || address.starts_with("//") {
            self.problems.push(
                Diagnostic::error("markdown/external-image", "a picture of another site")
                    .at(span, "loaded from elsewhere")
                    .hint("put the file beside the text and name it here"),
            );
            return None;
        }
        if alt.trim().is_empty() {
            self.problems.push(
                Diagnostic::error("markdown/no-alt", "the picture has no text alternative")
                    .at(span, "nothing between `[` and `]`")
                    .hint("say in the brackets what the picture shows: `![…](file)`"),
            );
        }
        Some(Route::beside(self.source.path(), address))
    }
}

/// `caption {#id}` in its two parts.
pub(super) fn caption_and_id(text: &str) -> (String, String) {
    let text = text.trim();
    match text
        .strip_suffix('}')
        .and_then(|text| text.rsplit_once("{#"))
    {
        Some((caption, id)) => (caption.trim().to_owned(), id.trim().to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

/// The caption of a table: a paragraph `表：… {#id}` directly above it, which is then no paragraph any more.
pub(super) fn take_caption(blocks: &mut Vec<Block>) -> (Vec<Inline>, String) {
    let Some(Block {
        kind: BlockKind::Paragraph(inlines),
        ..
    }) = blocks.last_mut()
    else {
        return Default::default();
    };
    let Some(Inline::Text(first)) = inlines.first_mut() else {
        return Default::default();
    };
    let words = ["表：", "表:", "Table:"];
    let Some(rest) = words.iter().find_map(|word| first.strip_prefix(word)) else {
        return Default::default();
    };
    *first = rest.trim_start().to_owned();
    let mut caption = std::mem::take(inlines);
    blocks.pop();
    let mut id = String::new();
    if let Some(Inline::Text(last)) = caption.last_mut() {
        let (text, found) = caption_and_id(last);
        *last = text;
        id = found;
    }
    (caption, id)
}
