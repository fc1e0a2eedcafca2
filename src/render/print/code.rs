//! Typst code in which the words of authors stand only in string literals, with the place in the
//! author's file for every line.

use std::{fmt::Write, ops::Range};

use crate::source::Span;

/// A generated file.
#[derive(Debug)]
pub struct Code {
    text: String,
    /// Where each line of the code comes from.
    lines: Vec<Option<Span>>,
}

impl Default for Code {
    fn default() -> Self {
        Self {
            text: String::new(),
            lines: vec![None],
        }
    }
}

impl Code {
    /// A file that names the functions of the theme `md`.
    pub fn importing(theme: &str) -> Self {
        let mut code = Self::default();
        code.push("#import ");
        code.string(theme);
        code.push(" as md");
        code.line(None);
        code
    }

    /// Begins a line; what follows comes from `span`, or from where the line before came from.
    pub fn line(&mut self, span: Option<&Span>) {
        let before = self.lines.last().cloned().flatten();
        self.text.push('\n');
        self.lines.push(span.cloned().or(before));
    }

    /// Code of ours, on the same line.
    pub fn push(&mut self, code: &str) {
        debug_assert!(!code.contains('\n'), "lines are counted");
        self.text.push_str(code);
    }

    /// A number.
    pub fn number(&mut self, number: impl std::fmt::Display) {
        write!(self.text, "{number}").expect("a string takes all");
    }

    /// Text of an author as a string literal, on one line.
    pub fn string(&mut self, text: &str) {
        self.literal(text, " ");
    }

    /// A listing as a string literal: line breaks are kept.
    pub fn verbatim(&mut self, text: &str) {
        self.literal(&text.replace('\t', "    "), "\\n");
    }

    fn literal(&mut self, text: &str, newline: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str(newline),
                '\t' => self.text.push(' '),
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {}
                c => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// `name: "text", `
    pub fn named(&mut self, name: &str, text: &str) {
        self.push(name);
        self.push(": ");
        self.string(text);
        self.push(", ");
    }

    /// The whole file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the code at some bytes comes from.
    pub fn origin(&self, bytes: &Range<usize>) -> Option<&Span> {
        let before = self.text.get(..bytes.start)?;
        self.lines.get(before.matches('\n').count())?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::world::only_calls, source::Source};

    #[test]
    fn text_of_authors_never_becomes_code() {
        let mut code = Code::importing("theme.typ");
        code.push("#md.p(");
        code.string("#panic(\"x\") $x$ @ref */ ]) } \\u{41} \"); #panic()\u{2028}\n#panic()");
        code.push(")");
        only_calls(code.text()).unwrap();
        assert!(only_calls("#md.p([*bold*])").is_err());
        assert!(only_calls("#md.p(\"x\"); #panic()").is_err());
        assert!(only_calls("#{ 1 + 1 }").is_err());
    }

    #[test]
    fn every_line_knows_where_it_comes_from() {
        let source = Source::new("content/a.md", "一\n二\n");
        let mut code = Code::default();
        code.line(Some(&source.span(4..7)));
        let at = code.text().len();
        code.push("#md.p()");
        let origin = code.origin(&(at..at + 3)).unwrap();
        assert_eq!(origin.start().line, 2);
        assert!(code.origin(&(0..0)).is_none());
    }
}
