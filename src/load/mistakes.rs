//! What people type that is no YAML, in their words: the parser speaks to those who know its grammar.

use std::ops::Range;

use crate::source::Span;

/// What the parser says, what that means, and what to do.
const SAYINGS: [(&str, &str, &str); 17] = [
    (
        "multiple YAML documents",
        "a second document begins here",
        "keep one in a file: take the line `---` or `...` out; several records are a list, each begun with `- `",
    ),
    (
        "tab",
        "a tab stands where a space should",
        "indent with spaces",
    ),
    (
        "trailing content after",
        "text stands after the closing quotation mark",
        "put the whole text in quotes; inside them use the other kind",
    ),
    (
        "escape",
        "`\\` in double quotes begins a special character, and this is none",
        "write single quotes, or `\\\\` for the character itself",
    ),
    (
        "hexadecimal",
        "`\\` in double quotes begins a special character, and this is none",
        "write single quotes, or `\\\\` for the character itself",
    ),
    (
        "quoted scalar",
        "a text in quotes does not end",
        "close the quotation mark that this line or one above opens",
    ),
    (
        "end of stream",
        "a text in quotes does not end",
        "close the quotation mark that this line or one above opens",
    ),
    (
        "mapping values are not allowed",
        "a `:` stands where none is expected",
        "put a text with `: ` in quotes; begin all fields of a record in the same column",
    ),
    (
        "unknown anchor",
        "`*` at the beginning of a value has a meaning in YAML",
        "put the text in quotes",
    ),
    (
        "unexpected character",
        "a value cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "sequence entries are not allowed",
        "`-` stands where no list is expected",
        "begin a list on a line of its own, or put the text in quotes",
    ),
    (
        "did not find expected key",
        "this line does not fit those above",
        "begin all fields of a record in the same column; records of a list begin with `- `",
    ),
    (
        "'-' indicator",
        "this line does not fit those above",
        "begin all fields of a record in the same column; records of a list begin with `- `",
    ),
    (
        "simple key expected",
        "this line has no `: `",
        "write `key: value`, or indent the line if it goes on with the text above",
    ),
    (
        "inside a block",
        "a `[` or `{` above does not end",
        "close it, and put texts with `,`, `[` or `{` in quotes",
    ),
    (
        "bracket",
        "a `[` or `{` does not end, or ends twice",
        "close each, and put texts with `,`, `[` or `{` in quotes",
    ),
    (
        "while parsing a flow",
        "a `[` or `{` does not end",
        "close it, and put texts with `,`, `[` or `{` in quotes",
    ),
];

/// What a text of the parser means, and what to do.
pub(super) fn meaning(said: &str) -> (String, &'static str) {
    let known = SAYINGS.iter().find(|(words, ..)| said.contains(words));
    match known {
        Some((_, meaning, remedy)) => (format!("this is not valid YAML: {meaning}"), remedy),
        None => (
            format!("this is not valid YAML: {said}"),
            "see that indents are spaces and text with `: ` or `#` is in quotes",
        ),
    }
}

/// The tab that is meant when the parser gives up at an earlier value.
pub(super) fn tab(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
    for line in text[start..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(start + tab..start + tab + 1);
        }
        start += line.len();
    }
    None
}

/// Characters that Japanese keyboards give in place of those of YAML.
pub(super) fn mistyped(span: &Span) -> Option<&'static str> {
    let text = span.source.text();
    let start = text[..span.range.start].rfind('\n').map_or(0, |n| n + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start().len()];
    if indent.contains('\u{3000}') {
        return Some("the line begins with a full-width space: indent with half-width spaces");
    }
    if line.contains('：') && !line.contains(": ") {
        return Some("the colon `：` is full-width: write `: `, half-width with a space after it");
    }
    if key_without_space(line.trim_start_matches(['-', ' '])) {
        return Some("write a space after the colon");
    }
    if line.contains(['“', '”', '＂']) {
        return Some("the quotation marks are typographic: write `\"`");
    }
    None
}

/// `id:minato`, and not `10:00` or `https://…`.
fn key_without_space(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let named = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    named && !value.starts_with([' ', '/']) && !value.trim().is_empty()
}
