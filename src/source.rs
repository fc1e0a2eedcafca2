//! The texts a site is made of, and places in them: everything that can be wrong points back here.

use std::{
    fmt,
    hash::{Hash, Hasher},
    ops::Range,
    sync::Arc,
};

/// A text file of the site, shared by everything that points into it.
#[derive(Clone)]
pub struct Source(Arc<Text>);

struct Text {
    path: String,
    text: String,
    /// The text that this one stands in, when it is a value of it.
    within: Option<Within>,
}

/// Where the lines of a value begin in the value and in the text that it stands in.
struct Within {
    place: Span,
    lines: Vec<(usize, usize)>,
}

impl Source {
    /// A text under its path, relative to the root of the site and with forward slashes.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Text {
            path: path.into(),
            text: text.into(),
            within: None,
        }))
    }

    /// A text that is a value in another: its spans are places of the other. In YAML its lines stand
    /// there with indents; one that is written otherwise has the place of the whole value.
    pub fn inside(value: &Spanned<String>) -> Self {
        let outer = value.span.source.text();
        let mut lines = Vec::new();
        let (mut here, mut there) = (0, value.span.range.start);
        for line in value.value.split_inclusive('\n') {
            let words = line.trim_end();
            let gap = outer[there..].find(words).unwrap_or(outer.len() - there);
            if !outer[there..there + gap]
                .trim_matches(['"', '\''])
                .trim()
                .is_empty()
            {
                break;
            }
            there += gap;
            lines.push((here, there));
            here += line.len();
            there += words.len();
        }
        Self(Arc::new(Text {
            path: value.span.source.path().to_owned(),
            text: value.value.clone(),
            within: Some(Within {
                // What follows the last known line has only the place of the value.
                lines: match here == value.value.len() {
                    true => lines,
                    false => Vec::new(),
                },
                place: value.span.clone(),
            }),
        }))
    }

    /// The path that messages show.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether both are the same text of the same file.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The place from byte `range.start` to `range.end`.
    pub fn span(&self, range: Range<usize>) -> Span {
        match &self.0.within {
            Some(within) => within.span(range),
            None => Span {
                source: self.clone(),
                range,
            },
        }
    }

    /// The one-based line and column of a byte; columns count characters.
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text().len());
        while !self.text().is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &self.text()[..byte];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.matches('\n').count() + 1,
            column: before[start..].chars().count() + 1,
        }
    }
}

impl Within {
    fn span(&self, range: Range<usize>) -> Span {
        let length = self.place.source.text().len();
        let there = |byte: usize| {
            let line = self.lines.iter().rev().find(|(here, _)| *here <= byte);
            line.map(|(here, there)| (there + byte - here).min(length))
        };
        match (there(range.start), there(range.end)) {
            (Some(start), Some(end)) => self.place.source.span(start..end.max(start)),
            _ => self.place.clone(),
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.path())
    }
}

/// A line and a column as people count them, from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// A stretch of a source text, in bytes.
#[derive(Clone)]
pub struct Span {
    pub source: Source,
    pub range: Range<usize>,
}

impl Span {
    /// Where the stretch begins.
    pub fn start(&self) -> Position {
        self.source.position(self.range.start)
    }

    /// The characters that stand here.
    pub fn text(&self) -> &str {
        self.source.text().get(self.range.clone()).unwrap_or("")
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.start();
        write!(f, "{}:{line}:{column}", self.source.path())
    }
}

/// A value and the place in a file that it was read from.
#[derive(Debug, Clone)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value that no file gives: a default.
    pub fn nowhere(value: T) -> Self {
        Self {
            value,
            span: Source::new("", "").span(0..0),
        }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

// Two values are the same wherever they stand: a year is found in a map by its value.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `word` of the value of a field is, in a text with that field at `|`.
    fn place(file: &str, value: &str, word: &str) -> String {
        let at = file.find('@').expect("the value begins at `@`");
        let source = Source::new("a.yaml", file.replace('@', ""));
        let span = source.span(at..source.text().len());
        let value = Spanned {
            value: value.to_owned(),
            span,
        };
        let from = value.value.find(word).expect("the word is there");
        let inner = Source::inside(&value).span(from..from + word.len());
        format!("{inner:?} {}", inner.text())
    }

    #[test]
    fn a_value_has_the_places_of_its_file() {
        let block = "- a: |\n    @一つ\n\n    二つと三つ\n  b: 1\n";
        assert_eq!(
            place(block, "一つ\n\n二つと三つ\n", "三つ"),
            "a.yaml:4:8 三つ"
        );
        assert_eq!(
            place("a: @一つ、二つ\n", "一つ、二つ", "二つ"),
            "a.yaml:1:7 二つ"
        );
        assert_eq!(place("a: @\"一つ\"\n", "一つ", "つ"), "a.yaml:1:6 つ");
        let folded = "a: >\n  @一つ\n  二つ\n";
        assert_eq!(
            place(folded, "一つ 二つ\n", "二つ"),
            "a.yaml:2:3 一つ\n  二つ\n"
        );
    }
}
