//! Diagnostics as people and programs read them.

use std::{borrow::Cow, fmt::Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Diagnostics, Label, Language, Severity, japanese};

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
pub fn render(diagnostics: &Diagnostics, format: Format, language: Language) -> String {
    let sorted = diagnostics.sorted().into_iter();
    let told: Vec<Cow<Diagnostic>> = match language {
        Language::English => sorted.map(Cow::Borrowed).collect(),
        Language::Japanese => sorted
            .map(|d| Cow::Owned(japanese::translated(d)))
            .collect(),
    };
    match format {
        Format::Human => human(&told, language),
        Format::Short => told.iter().map(|d| short(d)).collect(),
        Format::Json => json(&told),
        Format::Page => page(&told, language),
    }
}

fn human(told: &[Cow<Diagnostic>], language: Language) -> String {
    let mut text: String = told.iter().map(|d| excerpt(d, language)).collect();
    let count = |severity| told.iter().filter(|d| d.severity == severity).count();
    let errors = counted(count(Severity::Error), ["error", "errors"]);
    let warnings = counted(count(Severity::Warning), ["warning", "warnings"]);
    let notes = count(Severity::Note);
    if !told.is_empty() {
        let sum = match notes {
            0 => format!("{errors} and {warnings} found"),
            _ => format!(
                "{errors} and {warnings} found, {} noted",
                counted(notes, ["finding", "findings"])
            ),
        };
        let _ = writeln!(text, "{}", language.say(sum));
    }
    text
}

fn counted(count: usize, [one, several]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The word for programs, which is the same in all languages.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The word for people.
fn spoken(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::English, severity) => word(severity),
        (Language::Japanese, Severity::Error) => "エラー",
        (Language::Japanese, Severity::Warning) => "警告",
        (Language::Japanese, Severity::Note) => "注意",
    }
}

fn help(language: Language) -> &'static str {
    match language {
        Language::English => "help",
        Language::Japanese => "ヒント",
    }
}

fn excerpt(diagnostic: &Diagnostic, language: Language) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(spoken(diagnostic.severity, language));
    if diagnostic.label.is_none() {
        return without_excerpt(diagnostic, language);
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
        group = group.element(Level::HELP.with_name(help(language)).message(hint));
    }
    format!("{}\n\n", Renderer::plain().render(&[group]))
}

fn without_excerpt(diagnostic: &Diagnostic, language: Language) -> String {
    let mut text = format!(
        "{}[{}]: {}\n",
        spoken(diagnostic.severity, language),
        diagnostic.code,
        diagnostic.message
    );
    if let Some(path) = &diagnostic.path {
        let _ = writeln!(text, " --> {path}");
    }
    for hint in &diagnostic.hints {
        let _ = writeln!(text, "  = {}: {hint}", help(language));
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
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

fn page(told: &[Cow<Diagnostic>], language: Language) -> String {
    let entries: Vec<Entry> = told
        .iter()
        .map(|d| Entry {
            excerpt: Some(excerpt(d, language)),
            language: Some(language.tag()),
            ..entry(d)
        })
        .collect();
    serde_json::to_string(&entries).expect("diagnostics are plain data")
}

fn json(told: &[Cow<Diagnostic>]) -> String {
    let entries: Vec<Entry> = told.iter().map(|d| entry(d)).collect();
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
        language: None,
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
        let text = render(&found(), Format::Human, Language::English);
        assert!(text.contains("data/areas/a.yaml:2:1"), "{text}");
        assert!(text.contains("2 | naem: 城北"), "{text}");
        assert!(text.contains("^^^^ not known here"), "{text}");
        assert!(text.contains("help: did you mean `name`?"), "{text}");
        assert!(text.ends_with("1 error and 0 warnings found\n"), "{text}");
    }

    #[test]
    fn programs_get_lines_and_json() {
        let line = "data/areas/a.yaml:2:1: error[yaml/unknown-field]: unknown field `naem`\n";
        assert_eq!(render(&found(), Format::Short, Language::English), line);
        let json: serde_json::Value =
            serde_json::from_str(&render(&found(), Format::Json, Language::English)).unwrap();
        assert_eq!(json[0]["line"], 2);
        assert_eq!(json[0]["hints"][0], "did you mean `name`?");
        assert_eq!(
            render(&Diagnostics::default(), Format::Json, Language::English),
            "[]\n"
        );
    }

    #[test]
    fn japanese_says_all_but_codes_and_words_for_programs() {
        let text = render(&found(), Format::Human, Language::Japanese);
        for part in [
            "エラー[yaml/unknown-field]: 「naem」という項目はありません",
            "^^^^ ここでは使えません",
            "ヒント: 「name」ではありませんか",
        ] {
            assert!(text.contains(part), "{text}");
        }
        let end = "エラー 1件、警告 0件が見つかりました\n";
        assert!(text.ends_with(end), "{text}");
        let line = render(&found(), Format::Short, Language::Japanese);
        let start = "data/areas/a.yaml:2:1: error[yaml/unknown-field]: 「naem」";
        assert!(line.starts_with(start), "{line}");
        assert_eq!(
            render(&Diagnostics::default(), Format::Human, Language::Japanese),
            ""
        );
    }
}
