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
}

impl Source {
    /// A text under its path, relative to the root of the site and with forward slashes.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Text {
            path: path.into(),
            text: text.into(),
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
        Span {
            source: self.clone(),
            range,
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
