//! Where each character of a text stands in its file: patterns are tried on the text after NFKC, and
//! authors are shown what they typed.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::source::Span;

/// A text after NFKC: widths and compositions are gone, and each byte knows the words it came from.
pub(super) struct Normal {
    pub form: String,
    /// Where a piece begins in the form, and where it stands in the words.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Normal {
    pub fn of(words: &str) -> Self {
        let mut normal = Self {
            form: String::with_capacity(words.len()),
            pieces: Vec::new(),
        };
        let mut from = 0;
        while from < words.len() {
            let to = from + piece(&words[from..]);
            normal.pieces.push((normal.form.len(), from..to));
            normal.form.extend(words[from..to].nfkc());
            from = to;
        }
        normal
    }

    /// Where a stretch of the form stands in the words.
    fn words(&self, form: &Range<usize>) -> Range<usize> {
        let first = self.pieces.partition_point(|(at, _)| *at <= form.start);
        let last = self.pieces.partition_point(|(at, _)| *at < form.end);
        let place = |index: usize| {
            self.pieces
                .get(index.saturating_sub(1))
                .map(|(_, place)| place)
        };
        match (place(first), place(last)) {
            (Some(first), Some(last)) => first.start..last.end.max(first.start),
            _ => 0..0,
        }
    }
}

/// The bytes of a character with the marks that belong to it: ｶﾞ is one.
fn piece(words: &str) -> usize {
    let mut chars = words.char_indices();
    chars.next();
    let end = chars.find(|(_, c)| !matches!(c, '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}'));
    end.map_or(words.len(), |(at, _)| at)
}

/// The places in its file of the characters of a text that begins at a span. Marks of Markdown and
/// YAML between them are passed over.
pub(super) struct Aligned<'a> {
    normal: &'a Normal,
    span: &'a Span,
    /// For each character of the words: where it stands there, and where in the file.
    places: Vec<(usize, usize)>,
}

impl<'a> Aligned<'a> {
    pub fn of(words: &str, normal: &'a Normal, span: &'a Span) -> Self {
        let text = span.source.text();
        let start = span.range.start;
        let length = span.range.len().max(words.len() * 2 + 200);
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let written = text.get(start..end).unwrap_or_default();
        let mut places = Vec::new();
        let mut at = 0;
        for (index, c) in words.char_indices() {
            if !is_mark(c) {
                at += distance(&words[index..], &written[at..], c);
            }
            places.push((index, start + at));
            if written[at..].starts_with(c) {
                at += c.len_utf8();
            }
        }
        Self {
            normal,
            span,
            places,
        }
    }

    /// The place of a stretch of the normalized text; the whole text when it stands otherwise there.
    pub fn span(&self, form: &Range<usize>) -> Span {
        let words = self.normal.words(form);
        let inside = |(index, _): &&(usize, usize)| words.contains(index);
        let mut inside = self.places.iter().filter(inside);
        let Some(&(_, from)) = inside.next() else {
            return self.span.clone();
        };
        let last = inside.next_back().map_or(from, |&(_, at)| at);
        let text = self.span.source.text();
        let end = text[last..]
            .chars()
            .next()
            .map_or(last, |c| last + c.len_utf8());
        self.span.source.span(from..end)
    }
}

/// How far the next character of some words is: the marks of Markdown may stand before it.
fn distance(words: &str, written: &str, c: char) -> usize {
    if written.starts_with(c) {
        return 0;
    }
    let ahead = words.find(is_mark).unwrap_or(words.len());
    let mut ends = words[..ahead]
        .char_indices()
        .map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.by_ref().take(4).collect();
    let found = ends
        .iter()
        .rev()
        .find_map(|end| written.find(&words[..*end]));
    found.unwrap_or(0)
}

/// Spaces and places of values: what stands for them in the file is something else.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || c == '\u{FFFC}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// What stands in the file where `found` stands in the normalized words for the last time.
    fn shown(file: &str, words: &str, found: &str) -> String {
        let source = Source::new("a.md", file);
        let span = source.span(0..file.len());
        let normal = Normal::of(words);
        let at = normal.form.rfind(found).expect("it is there");
        let aligned = Aligned::of(words, &normal, &span);
        let place = aligned.span(&(at..at + found.len()));
        format!("{} {}", place.start().column, place.text())
    }

    #[test]
    fn places_are_those_of_the_file() {
        assert_eq!(
            shown("電話は０３－１２３４", "電話は０３－１２３４", "03-1234"),
            "4 ０３－１２３４"
        );
        assert_eq!(shown("ｶﾞ行と３４歳", "ｶﾞ行と３４歳", "34歳"), "5 ３４歳");
        assert_eq!(
            shown("**田中さん**と田中さん", "田中さんと田中さん", "田中さん"),
            "10 田中さん"
        );
        assert_eq!(
            shown("{圏域|けんいき}の*田中*さん", "圏域の田中さん", "田中さん"),
            "12 田中*さん"
        );
        assert_eq!(
            shown("a {{ x }} 34歳\n34歳", "a \u{FFFC} 34歳 34歳", "34歳"),
            "1 34歳"
        );
    }
}
