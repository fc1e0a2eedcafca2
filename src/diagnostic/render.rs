//! Diagnostics as people and programs read them.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Severity};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With excerpt and hints.
    Human,
    /// One line each.
    Short,
    /// One JSON array.
    Json,
    /// The same in one line and with excerpts, for a page that shows them.
    Page,
}

/// All diagnostics in one text, in the order of files.
pub fn render(diagnostics: &Diagnostics, format: Format) -> String {
    let sorted = diagnostics.sorted();
    match format {
        Format::Human => human(&sorted),
        Format::Short => sorted.iter().map(|d| short(d)).collect(),
        Format::Json => json(&sorted),
        Format::Page => page(&sorted),
    }
}

fn human(sorted: &[&Diagnostic]) -> String {
    let mut text: String = sorted.iter().map(|d| excerpt(d)).collect();
    let count = |severity| sorted.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let notes = count(Severity::Note);
    if !sorted.is_empty() {
        let errors = counted(errors, "error");
        let _ = write!(text, "{errors} and {} found", counted(warnings, "warning"));
        let _ = match notes {
            0 => writeln!(text),
            _ => writeln!(text, ", {} noted", counted(notes, "finding")),
        };
    }
    text
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn excerpt(diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    if diagnostic.label.is_none() {
        return without_excerpt(diagnostic);
    }
    let windows: Vec<(AnnotationKind, Window)> = diagnostic
        .label
        .iter()
        .map(|label| (AnnotationKind::Primary, Window::around(label)))
        .chain(
            diagnostic
                .related
                .iter()
                .map(|l| (AnnotationKind::Context, Window::around(l))),
        )
        .collect();
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    for (kind, window) in &windows {
        let annotation = kind.span(window.start..window.end).label(window.label);
        group = group.element(
            Snippet::source(window.text)
                .path(window.path)
                .line_start(window.line)
                .annotation(annotation),
        );
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint));
    }
    format!("{}\n\n", Renderer::plain().render(&[group]))
}

fn without_excerpt(diagnostic: &Diagnostic) -> String {
    let mut text = format!(
        "{}[{}]: {}\n",
        word(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    );
    if let Some(path) = &diagnostic.path {
        let _ = writeln!(text, " --> {path}");
    }
    for hint in &diagnostic.hints {
        let _ = writeln!(text, "  = help: {hint}");
    }
    text.push('\n');
    text
}

/// The lines of a label, cut out of their text: a message about a large file stays small.
struct Window<'a> {
    path: &'a str,
    text: &'a str,
    line: usize,
    start: usize,
    end: usize,
    label: &'a str,
}

impl<'a> Window<'a> {
    fn around(label: &'a Label) -> Self {
        let source = &label.span.source;
        let text = source.text();
        let start = boundary(text, label.span.range.start.min(text.len()));
        let end = boundary(text, label.span.range.end.clamp(start, text.len()));
        let from = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let to = text[end..]
            .find('\n')
            .map_or(text.len(), |newline| end + newline);
        Self {
            path: source.path(),
            text: &text[from..to],
            line: source.position(start).line,
            start: start - from,
            end: end - from,
            label: &label.text,
        }
    }
}

fn boundary(text: &str, mut byte: usize) -> usize {
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn short(diagnostic: &Diagnostic) -> String {
    let place = match (&diagnostic.label, &diagnostic.path) {
        (Some(label), _) => {
            let at = label.span.start();
            format!("{}:{}:{}: ", label.span.source.path(), at.line, at.column)
        }
        (None, Some(path)) => format!("{path}: "),
        (None, None) => String::new(),
    };
    let severity = word(diagnostic.severity);
    format!(
        "{place}{severity}[{}]: {}\n",
        diagnostic.code, diagnostic.message
    )
}

#[derive(Serialize)]
struct Entry<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    hints: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
}

fn page(sorted: &[&Diagnostic]) -> String {
    let entries: Vec<Entry> = sorted
        .iter()
        .map(|d| Entry {
            excerpt: Some(excerpt(d)),
            ..entry(d)
        })
        .collect();
    serde_json::to_string(&entries).expect("diagnostics are plain data")
}

fn json(sorted: &[&Diagnostic]) -> String {
    let entries: Vec<Entry> = sorted.iter().map(|d| entry(d)).collect();
    let text = serde_json::to_string_pretty(&entries).expect("diagnostics are plain data");
    text + "\n"
}

fn entry(diagnostic: &Diagnostic) -> Entry<'_> {
    let label = diagnostic.label.as_ref();
    let at = label.map(|label| label.span.start());
    Entry {
        severity: word(diagnostic.severity),
        code: diagnostic.code,
        message: &diagnostic.message,
        file: label
            .map(|label| label.span.source.path())
            .or(diagnostic.path.as_deref()),
        line: at.map(|at| at.line),
        column: at.map(|at| at.column),
        hints: &diagnostic.hints,
        excerpt: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn found() -> Diagnostics {
        let source = Source::new("data/areas/a.yaml", "id: a\r\nnaem: 城北\n");
        let mut found = Diagnostics::default();
        found.push(
            Diagnostic::error("yaml/unknown-field", "unknown field `naem`")
                .at(&source.span(7..11), "not known here")
                .hint("did you mean `name`?"),
        );
        found
    }

    #[test]
    fn people_see_the_line_and_what_to_do() {
        let text = render(&found(), Format::Human);
        assert!(text.contains("data/areas/a.yaml:2:1"), "{text}");
        assert!(text.contains("2 | naem: 城北"), "{text}");
        assert!(text.contains("^^^^ not known here"), "{text}");
        assert!(text.contains("help: did you mean `name`?"), "{text}");
        assert!(text.ends_with("1 error and 0 warnings found\n"), "{text}");
    }

    #[test]
    fn programs_get_lines_and_json() {
        let line = "data/areas/a.yaml:2:1: error[yaml/unknown-field]: unknown field `naem`\n";
        assert_eq!(render(&found(), Format::Short), line);
        let json: serde_json::Value =
            serde_json::from_str(&render(&found(), Format::Json)).unwrap();
        assert_eq!(json[0]["line"], 2);
        assert_eq!(json[0]["hints"][0], "did you mean `name`?");
        assert_eq!(render(&Diagnostics::default(), Format::Json), "[]\n");
    }
}
