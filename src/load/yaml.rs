//! YAML with places: the one file that knows serde-saphyr.

use std::{cell::RefCell, ops::Range};

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_saphyr::{Error, Location, Options};

use super::limits;
use crate::{
    diagnostic::{Diagnostic, nearest},
    source::{Source, Spanned},
};

thread_local! {
    /// The text that this thread is reading, and the byte where its YAML begins: serde gives no
    /// other way to tell a value in the middle of a record which file it stands in.
    static READING: RefCell<Option<(Source, usize)>> = const { RefCell::new(None) };
}

/// Forgets the text again, also when reading panics.
struct Reading;

impl Reading {
    fn of(source: &Source, start: usize) -> Self {
        READING.set(Some((source.clone(), start)));
        Self
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        READING.set(None);
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let located = serde_saphyr::Spanned::<T>::deserialize(deserializer)?;
        let reading = READING.with_borrow(Clone::clone);
        Ok(match reading {
            Some((source, start)) => {
                let span = source.span(range(&source, start, located.referenced));
                Spanned {
                    value: located.value,
                    span,
                }
            }
            None => Spanned::nowhere(located.value),
        })
    }
}

/// One value from the YAML in a part of a text: front matter, the parameters of a view, a whole file.
pub(crate) fn from_text<T: DeserializeOwned>(
    source: &Source,
    part: Range<usize>,
) -> Result<T, Box<Diagnostic>> {
    let text = &source.text()[part.clone()];
    let _reading = Reading::of(source, part.start);
    serde_saphyr::from_str_with_options(text, options())
        .map_err(|error| Box::new(problem(source, part.start, &error)))
}

/// The records of a file: one record, or a list of them.
pub(super) fn records<T: DeserializeOwned>(source: &Source) -> Result<Vec<T>, Box<Diagnostic>> {
    let whole = 0..source.text().len();
    let first = source
        .text()
        .lines()
        .map(str::trim_end)
        .find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    match first {
        None => Err(Box::new(
            Diagnostic::error("yaml/empty", "the file holds no record")
                .at(&source.span(0..0), "empty")
                .hint("write a record, or delete the file"),
        )),
        Some(line) if line == "-" || line.starts_with("- ") || line.starts_with('[') => {
            from_text(source, whole)
        }
        Some(_) => from_text(source, whole).map(|record| vec![record]),
    }
}

fn options() -> Options {
    let mut options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
    };
    if let Some(budget) = &mut options.budget {
        budget.max_events = limits::VALUES;
        budget.max_nodes = limits::VALUES;
        budget.max_depth = limits::DEPTH;
        budget.max_aliases = 1_000;
    }
    options.alias_limits.max_total_replayed_events = 100_000;
    options
}

fn range(source: &Source, start: usize, location: Location) -> Range<usize> {
    let span = location.span();
    let length = source.text().len();
    let (from, size) = match (span.byte_offset(), span.byte_len()) {
        (Some(from), Some(size)) => (from, size),
        _ => return start..start,
    };
    let to_usize = |n: u64| usize::try_from(n).unwrap_or(length);
    let from = (start + to_usize(from)).min(length);
    let to = (from + to_usize(size)).min(length);
    let text = source.text().get(from..to).unwrap_or("");
    // A block ends where the next begins: what is shown stops at the end of its first line.
    let line = text.lines().next().unwrap_or("").trim_end();
    from..from + line.len()
}

/// What is wrong, in the author's words.
fn problem(source: &Source, start: usize, error: &Error) -> Diagnostic {
    let error = without_wrapping(error);
    let at = error
        .location()
        .map_or(start..start, |location| range(source, start, location));
    let (diagnostic, label) = worded(error);
    let span = source.span(widened(source, at));
    let diagnostic = diagnostic.at(&span, label);
    match mistyped(&span) {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

fn without_wrapping(error: &Error) -> &Error {
    match error {
        Error::WithSnippet { error, .. } => without_wrapping(error),
        Error::AliasError { error, .. } => without_wrapping(error),
        error => error,
    }
}

fn worded(error: &Error) -> (Diagnostic, String) {
    let say =
        |code, message: String, label: &str| (Diagnostic::error(code, message), label.to_owned());
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } => {
            let (d, label) = say(
                "yaml/unknown-field",
                format!("unknown field `{field}`"),
                "not known here",
            );
            (
                d.hint(suggestion(field, expected, "the fields here are")),
                label,
            )
        }
        Error::SerdeMissingField { field, .. } => {
            let message = format!("the field `{field}` is missing");
            let (d, label) = say("yaml/missing-field", message, "in this record");
            (d.hint(format!("add `{field}: …`")), label)
        }
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => {
            let (d, label) = say(
                "yaml/unknown-value",
                format!("unknown value `{variant}`"),
                "not one of the values",
            );
            (
                d.hint(suggestion(variant, expected, "the values are")),
                label,
            )
        }
        Error::DuplicateMappingKey { key, .. } => {
            let message = match key {
                Some(key) => format!("the key `{key}` stands here twice"),
                None => "a key stands here twice".to_owned(),
            };
            let (d, label) = say("yaml/duplicate-key", message, "again");
            (d.hint("keep one of the two"), label)
        }
        Error::SerdeInvalidType {
            unexpected,
            expected,
            ..
        }
        | Error::SerdeInvalidValue {
            unexpected,
            expected,
            ..
        } => {
            let message = format!("expected {}, found {unexpected}", plain_type(expected));
            say("yaml/wrong-type", message, "of another kind")
        }
        Error::Unexpected { expected, .. } => {
            let message = format!("expected {}", plain_type(expected));
            say("yaml/wrong-type", message, "of another kind")
        }
        Error::InvalidScalar { ty, .. } => {
            let message = format!("expected {}", plain_type(ty));
            say("yaml/wrong-type", message, "of another kind")
        }
        Error::InvalidBooleanStrict { .. } => {
            let message = "expected `true` or `false`".to_owned();
            say("yaml/wrong-type", message, "neither of them")
        }
        Error::NullIntoString { .. } => {
            let (d, label) = say(
                "yaml/wrong-type",
                "expected text, found nothing".to_owned(),
                "empty",
            );
            (d.hint("write a text, or leave the key out"), label)
        }
        Error::Budget { .. } => {
            let message = "the YAML is too deep or too large".to_owned();
            let (d, label) = say("yaml/too-deep", message, "the limit is reached here");
            let hint = format!(
                "at most {} levels and {} values in a file",
                limits::DEPTH,
                limits::VALUES
            );
            (d.hint(hint), label)
        }
        Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            let message = "the aliases of this file repeat too much".to_owned();
            let (d, label) = say("yaml/alias", message, "repeated here");
            (d.hint("write the values out instead of `*alias`"), label)
        }
        Error::Message { msg, .. } => custom(msg),
        other => {
            let text = other.to_string();
            let text = text.split(" at line").next().unwrap_or(&text);
            let (d, label) = say(
                "yaml/syntax",
                format!("this is not valid YAML: {text}"),
                "here",
            );
            (
                d.hint("see that indents are spaces and text with `: ` or `#` is in quotes"),
                label,
            )
        }
    }
}

/// Messages of our own types arrive as they are; those of the parser are about syntax.
fn custom(message: &str) -> (Diagnostic, String) {
    let text = message.split(" at line").next().unwrap_or(message);
    if text.starts_with('`') {
        return (
            Diagnostic::error("yaml/wrong-value", text),
            "this value".to_owned(),
        );
    }
    let d = Diagnostic::error("yaml/syntax", format!("this is not valid YAML: {text}"));
    let hint = "see that indents are spaces and text with `: ` or `#` is in quotes";
    (d.hint(hint), "here".to_owned())
}

fn suggestion(word: &str, known: &[&'static str], list: &str) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{list} {}", known.join(", ")),
    }
}

fn plain_type(name: &str) -> &str {
    match name {
        "u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64" | "integer" => "a whole number",
        "f32" | "f64" | "float" => "a number",
        "bool" | "boolean" => "`true` or `false`",
        "string" | "a string" | "string scalar" => "text",
        "sequence" | "a sequence" | "sequence start" => "a list",
        "mapping" | "a map" | "mapping start" => "fields with values",
        other if other.starts_with("struct ") => "fields with values",
        other => other,
    }
}

/// An empty place is shown as the character there, so that the mark can be seen.
fn widened(source: &Source, at: Range<usize>) -> Range<usize> {
    if !at.is_empty() {
        return at;
    }
    let next = source.text()[at.start..]
        .chars()
        .next()
        .filter(|c| *c != '\n');
    at.start..at.start + next.map_or(0, char::len_utf8)
}

/// Characters that Japanese keyboards give in place of those of YAML.
fn mistyped(span: &crate::source::Span) -> Option<&'static str> {
    let text = span.source.text();
    let start = text[..span.range.start].rfind('\n').map_or(0, |n| n + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\t') {
        return Some("the line begins with a tab: indent with spaces");
    }
    if indent.contains('\u{3000}') {
        return Some("the line begins with a full-width space: indent with half-width spaces");
    }
    if line.contains('：') && !line.contains(": ") {
        return Some("the colon `：` is full-width: write `: `, half-width with a space after it");
    }
    if line.contains(['“', '”', '＂']) {
        return Some("the quotation marks are typographic: write `\"`");
    }
    None
}
