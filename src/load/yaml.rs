//! YAML with places: the one file that knows serde-saphyr.

use std::{cell::RefCell, fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, SeqAccess, Visitor},
};
use serde_saphyr::{Error, Location, Options};

use super::{limits, mistakes};
use crate::{
    diagnostic::{Diagnostic, nearest},
    model::{OwnRecord, Shape},
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
    match is_list(source)? {
        true => from_text(source, whole),
        false => from_text(source, whole).map(|record| vec![record]),
    }
}

/// The same for records whose shape a site decides.
pub(super) fn records_of(
    source: &Source,
    shape: &Shape,
) -> Result<Vec<OwnRecord>, Box<Diagnostic>> {
    let list = is_list(source)?;
    let _reading = Reading::of(source, 0);
    serde_saphyr::with_deserializer_from_str_with_options(source.text(), options(), |yaml| {
        match list {
            true => Each(shape).deserialize(yaml),
            false => shape.deserialize(yaml).map(|record| vec![record]),
        }
    })
    .map_err(|error| Box::new(problem(source, 0, &error)))
}

/// A list of records of one shape.
struct Each<'a>(&'a Shape<'a>);

impl<'de> DeserializeSeed<'de> for Each<'_> {
    type Value = Vec<OwnRecord>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = Vec<OwnRecord>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut records = Vec::new();
        while let Some(record) = list.next_element_seed(self.0)? {
            records.push(record);
        }
        Ok(records)
    }
}

/// Whether a file holds a list; a file without a record is a mistake.
fn is_list(source: &Source) -> Result<bool, Box<Diagnostic>> {
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
        Some(line) => Ok(line == "-" || line.starts_with("- ") || line.starts_with('[')),
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
        _ => {
            let place = offset(&source.text()[start..], location);
            return start + place..start + place;
        }
    };
    let to_usize = |n: u64| usize::try_from(n).unwrap_or(length);
    let from = (start + to_usize(from)).min(length);
    let to = (from + to_usize(size)).min(length);
    let text = source.text().get(from..to).unwrap_or("");
    // A block ends where the next begins: what is shown stops at the end of its first line.
    let line = text.lines().next().unwrap_or("").trim_end();
    from..from + line.len()
}

/// The byte of a line and column: errors of syntax give no more.
fn offset(text: &str, location: Location) -> usize {
    let line = usize::try_from(location.line()).unwrap_or(1).max(1);
    let column = usize::try_from(location.column()).unwrap_or(1).max(1);
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let within = text[start..].lines().next().unwrap_or("");
    start
        + within
            .char_indices()
            .nth(column - 1)
            .map_or(within.len(), |(byte, _)| byte)
}

/// What is wrong, in the author's words.
fn problem(source: &Source, start: usize, error: &Error) -> Diagnostic {
    let error = without_wrapping(error);
    let at = error
        .location()
        .map_or(start..start, |location| range(source, start, location));
    let (diagnostic, label) = worded(error);
    let tab = match diagnostic.message.contains("a tab") {
        true => mistakes::tab(source.text(), at.start),
        false => None,
    };
    let span = source.span(tab.unwrap_or_else(|| widened(source, at)));
    let diagnostic = diagnostic.at(&span, label);
    // What is missing stands nowhere: its place says nothing of how the line was typed.
    match mistakes::mistyped(&span).filter(|_| diagnostic.code != "yaml/missing-field") {
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

/// What is wrong in our words, and what stands at the place.
type Worded = (Diagnostic, String);

fn say(
    code: &'static str,
    message: impl Into<String>,
    label: &str,
    hint: impl Into<String>,
) -> Worded {
    (
        Diagnostic::error(code, message).hint(hint),
        label.to_owned(),
    )
}

fn worded(error: &Error) -> Worded {
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } => say(
            "yaml/unknown-field",
            format!("unknown field `{field}`"),
            "not known here",
            suggestion(field, expected, "the fields here are"),
        ),
        Error::SerdeMissingField { field, .. } => say(
            "yaml/missing-field",
            format!("the field `{field}` is missing"),
            "in this record",
            format!("add `{field}: …`"),
        ),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => say(
            "yaml/unknown-value",
            format!("unknown value `{variant}`"),
            "not one of the values",
            suggestion(variant, expected, "the values are"),
        ),
        Error::DuplicateMappingKey { key, .. } => {
            let key = key
                .as_ref()
                .map_or_else(|| "a key".to_owned(), |key| format!("the key `{key}`"));
            say(
                "yaml/duplicate-key",
                format!("{key} stands here twice"),
                "again",
                "keep one of the two",
            )
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
        } => wrong_type(expected, Some(unexpected)),
        Error::Unexpected { expected, .. } => wrong_type(expected, None),
        Error::InvalidScalar { ty, .. } => wrong_type(ty, None),
        Error::InvalidBooleanStrict { .. } => wrong_type("bool", None),
        Error::NullIntoString { .. } => wrong_type("string", Some("nothing")),
        Error::Message { msg, .. } => custom(msg),
        other => limit(other).unwrap_or_else(|| syntax(&other.to_string())),
    }
}

fn wrong_type(expected: &str, found: Option<&str>) -> Worded {
    let expected = plain_type(expected);
    let message = match found {
        Some(found) => format!("expected {expected}, found {found}"),
        None => format!("expected {expected}"),
    };
    let hint = match expected {
        "a whole number" => "write digits only, as `12`; units stand in a field of their own",
        "a number" => "write digits, as `12` or `89.5`; units stand in a field of their own",
        "text" => "write a text; one of digits stands in quotes; or leave the key out",
        "a list" => "write one `- …` on each line, or `[…, …]`",
        "fields with values" => "write `key: value` on each line, or `{key: value}`",
        _ => "see how other records of this type are written",
    };
    say("yaml/wrong-type", message, "of another kind", hint)
}

/// Files that would cost more than any file of a report is worth.
fn limit(error: &Error) -> Option<Worded> {
    match error {
        Error::Budget { .. } => Some(say(
            "yaml/too-deep",
            "the YAML is too deep or too large",
            "the limit is reached here",
            format!(
                "at most {} levels and {} values in a file",
                limits::DEPTH,
                limits::VALUES
            ),
        )),
        Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => Some(say(
            "yaml/alias",
            "the aliases of this file repeat too much",
            "repeated here",
            "write the values out instead of `*alias`",
        )),
        _ => None,
    }
}

fn syntax(text: &str) -> Worded {
    let text = text.split(" at line").next().unwrap_or(text);
    let (message, hint) = mistakes::meaning(text);
    say("yaml/syntax", message, "here", hint)
}

/// Messages of our own types arrive as they are, `what is wrong: what to do`; those of the parser
/// are about syntax.
fn custom(message: &str) -> Worded {
    let text = message.split(" at line").next().unwrap_or(message);
    if !text.starts_with('`') {
        return syntax(text);
    }
    let (message, hint) = text
        .split_once(": ")
        .unwrap_or((text, "see how other records write it"));
    say("yaml/wrong-value", message, "this value", hint)
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

/// An empty place is shown as the character there, so that the mark can be seen; at the end of the
/// text it is the last one that stands there.
fn widened(source: &Source, at: Range<usize>) -> Range<usize> {
    if !at.is_empty() {
        return at;
    }
    let text = source.text();
    let length = |c: char| c.len_utf8();
    match text[at.start..].trim_end().chars().next() {
        Some('\n' | '\r') => at,
        Some(next) => at.start..at.start + length(next),
        None => {
            let end = text.trim_end();
            let last = end.chars().next_back().map_or(0, length);
            end.len() - last..end.len()
        }
    }
}
