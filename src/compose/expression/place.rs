//! Places in the code of an expression, and the same places in the Markdown file.

use std::ops::Range;

use crate::{
    compose::figures::{About, Trouble},
    diagnostic::{Diagnostic, Severity},
    source::Span,
};

/// An expression and where its code stands in the file.
pub(super) struct Place<'a> {
    code: &'a str,
    span: &'a Span,
    /// The byte of the file where the code begins; `None` when the file has it in another form.
    start: Option<usize>,
}

impl<'a> Place<'a> {
    pub fn new(code: &'a str, span: &'a Span) -> Self {
        let start = span.text().find(code).map(|at| span.range.start + at);
        Self { code, span, start }
    }

    /// A part of the code.
    pub fn code(&self, range: &Range<usize>) -> &'a str {
        self.code.get(range.clone()).unwrap_or(self.code)
    }

    /// A problem of a part of the code.
    pub fn at(
        &self,
        range: Range<usize>,
        code: &'static str,
        message: String,
        label: &str,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(&self.span_of(range), label)
    }

    /// A problem of the whole expression.
    pub fn whole(&self, code: &'static str, message: String) -> Diagnostic {
        self.at(0..self.code.len(), code, message, "asked here")
    }

    fn span_of(&self, range: Range<usize>) -> Span {
        let Some(start) = self.start else {
            return self.span.clone();
        };
        let from = floor(self.code, range.start.min(self.code.len()));
        let to = floor(self.code, range.end.min(self.code.len())).max(from);
        // At the end of the code stands what closes the expression: mark its last character.
        let from = match self.code[..from].chars().next_back() {
            Some(last) if from == to => from - last.len_utf8(),
            _ => from,
        };
        self.span.source.span(start + from..start + to)
    }

    /// Why a question has no answer, at the argument that is wrong.
    pub fn trouble(&self, call: Range<usize>, trouble: Trouble) -> Diagnostic {
        let name = match &trouble.about {
            About::Whole => None,
            About::Of => Some("of"),
            About::Filter(name) => Some(name.as_str()),
        };
        let found = name.and_then(|name| argument(self.code, &call, name));
        let (range, label) = match found {
            Some((name, _)) if trouble.code == "figure/unknown-filter" => (name, "not known here"),
            Some((_, value)) => (value, "asked for here"),
            None => (call, "asked here"),
        };
        let mut diagnostic = self.at(range, trouble.code, trouble.message, label);
        diagnostic.hints = trouble.hints;
        diagnostic
    }

    /// Trouble with a value, of which the whole expression is the cause.
    pub fn of_whole(&self, trouble: Trouble) -> Diagnostic {
        let mut diagnostic = self.whole(trouble.code, trouble.message);
        diagnostic.hints = trouble.hints;
        diagnostic
    }

    /// What is to be said of an expression that has a value.
    pub fn remark(&self, remark: Trouble) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..self.of_whole(remark)
        }
    }

    pub fn is_empty(&self) -> bool {
        self.code.trim().is_empty()
    }

    /// A character that Japanese keyboards give in place of one of the syntax, and its byte.
    pub fn full_width(&self) -> Option<(usize, char)> {
        let mut quoted = None;
        self.code.char_indices().find(|(_, c)| {
            match (quoted, c) {
                (None, '"' | '\'' | '`') => quoted = Some(*c),
                (Some(quote), c) if quote == *c => quoted = None,
                _ => {}
            }
            quoted.is_none() && "（）＝，．“”‘’｜＋－＊／　、｛｝「」".contains(*c)
        })
    }
}

/// A range of the template as one of the code.
pub(super) fn inside(range: Range<usize>, before: usize) -> Range<usize> {
    range.start.saturating_sub(before)..range.end.saturating_sub(before)
}

/// The place that a textual report names: `--> name:line:column`, in characters from one.
pub(super) fn reported(report: &str, place: &Place, before: usize, name: &str) -> Range<usize> {
    let place_of = || {
        let (_, rest) = report.split_once("--> ")?;
        let mut numbers = rest.lines().next()?.rsplit(':');
        let column: usize = numbers.next()?.parse().ok()?;
        let line: usize = numbers.next()?.parse().ok()?;
        let start: usize = place
            .code
            .split_inclusive('\n')
            .take(line - 1)
            .map(str::len)
            .sum();
        let column = if line == 1 {
            column.checked_sub(before)?
        } else {
            column
        };
        let within: usize = place.code[start..]
            .chars()
            .take(column - 1)
            .map(char::len_utf8)
            .sum();
        Some(start + within)
    };
    let start = place_of().unwrap_or(0);
    // A filter is reported with its bar or its arguments: the name alone is wrong.
    let start = place.code[start..]
        .find(name)
        .map_or(start, |at| start + at);
    start..start + name.len()
}

/// The name and the value of an argument of a call.
fn argument(code: &str, call: &Range<usize>, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let text = code.get(call.clone())?;
    let open = text.find('(')? + 1;
    let mut start = open;
    let (mut quoted, mut depth) = (None, 0);
    for (at, c) in text[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match (quoted, c) {
            (Some(quote), c) if c == quote => quoted = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quoted = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ',' | ')') if depth == 0 => {
                if let Some((left, right)) = pair(text, start..at, name) {
                    let here = |r: Range<usize>| call.start + r.start..call.start + r.end;
                    return Some((here(left), here(right)));
                }
                start = at + 1;
            }
            (None, ')' | ']' | '}') => depth -= 1,
            (None, _) => {}
        }
    }
    None
}

fn pair(text: &str, part: Range<usize>, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (left, _) = text[part.clone()].split_once('=')?;
    let equals = part.start + left.len();
    let left = trimmed(text, part.start..equals);
    let plain = |name: &str| name.replace('_', "-");
    (plain(&text[left.clone()]) == plain(name)).then(|| (left, trimmed(text, equals + 1..part.end)))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
