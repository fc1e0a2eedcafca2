//! Expressions that have no value: what Tera or one of our functions said, in the words of authors.

use std::{collections::BTreeSet, ops::Range};

use tera::{Error, ErrorKind};

use super::{
    BEFORE, FUNCTIONS, TERAS, TROUBLE, filters,
    place::{self, Place},
};
use crate::diagnostic::{Diagnostic, nearest, sentence};

/// Why an expression has no value, at its place.
pub(super) fn problem(place: &Place, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let range = place::inside(report.span().range.clone(), BEFORE.len());
            syntax(place, range, report.message())
        }
        ErrorKind::RenderingError(report) => {
            let range = place::inside(report.span().range.clone(), BEFORE.len());
            match TROUBLE.take() {
                Some(trouble) => place.trouble(range, trouble),
                None => failed(place, range, report.message()),
            }
        }
        other => unknown(place, &other.to_string()),
    }
}

fn syntax(place: &Place, range: Range<usize>, message: &str) -> Diagnostic {
    const CODE: &str = "expression/syntax";
    if place.is_empty() {
        return place
            .whole(CODE, "the expression is empty".to_owned())
            .hint("write `count(of=\"meetings\", state=\"held\")`, for example");
    }
    if let Some((at, c)) = place.full_width() {
        let message = format!("`{c}` is full-width and means nothing here");
        return place
            .at(at..at + c.len_utf8(), CODE, message, "not understood")
            .hint("write it half-width; only text in quotes may be full-width");
    }
    if message.starts_with("Found `}}`") || message.contains("end of input") {
        let message = "the expression ends too early".to_owned();
        return place
            .at(range, CODE, message, "more is expected after this")
            .hint("close every `(` and every quotation mark");
    }
    place
        .at(range, CODE, sentence(message), "not understood")
        .hint("write `count(of=\"meetings\", state=\"held\")`, for example")
}

/// What Tera could not compute: mostly arithmetic with a word.
fn failed(place: &Place, range: Range<usize>, message: &str) -> Diagnostic {
    let name = place.code(&range).to_owned();
    if message.contains("undefined") || message.contains("is not defined") {
        if ["this", "previous"].contains(&name.as_str()) {
            let message =
                "this page belongs to no edition, so it has no year of its own".to_owned();
            return place
                .at(range, "year/no-edition", message, "the year of the edition")
                .hint("write the year, or put the page into a chapter of a publication");
        }
        let message = format!("nothing is called `{name}` here");
        return place
            .at(range, "expression/unknown", message, "not known")
            .hint(format!(
                "the functions are {}",
                FUNCTIONS.map(|f| format!("`{f}(…)`")).join(", ")
            ));
    }
    let diagnostic = place.at(range, "expression/failed", sentence(message), "fails here");
    if message.contains("Math operations") || message.contains("operands to be numbers") {
        diagnostic.hint(
            "a missing value is a word, and sessions are no number: neither can be computed with",
        )
    } else {
        diagnostic
    }
}

/// A function, filter or test that does not exist: Tera reports it as text,
/// ``error: Unknown filter `x` `` and in the next line `--> name:line:column`.
fn unknown(place: &Place, report: &str) -> Diagnostic {
    let mut words = report.split('`');
    let kind = words.next().unwrap_or_default();
    let name = words.next().unwrap_or_default();
    let names: BTreeSet<&str> = match kind {
        k if k.ends_with("function ") => FUNCTIONS.into_iter().collect(),
        k if k.ends_with("filter ") => TERAS.into_iter().chain(filters::NAMES).collect(),
        _ => BTreeSet::new(),
    };
    if !kind.contains("Unknown") {
        return place.whole("expression/failed", sentence(report));
    }
    let what = kind.trim().rsplit(' ').next().unwrap_or("name");
    let range = place::reported(report, place, BEFORE.len(), name);
    let message = format!("there is no {what} called `{name}`");
    let diagnostic = place.at(range, "expression/unknown", message, "not known");
    match nearest(name, names.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None if names.is_empty() => diagnostic,
        None => {
            let names: Vec<&str> = names.into_iter().collect();
            diagnostic.hint(format!("there is {}", names.join(", ")))
        }
    }
}
