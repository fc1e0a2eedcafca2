//! Everything that can be wrong with a site, as one type: what, where, and what to do.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::source::Span;

mod explain;
pub mod japanese;
mod render;

pub use explain::{Explanation, explain, explanations};
pub use render::{Format, render};

/// The language that findings are told in. They are made in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Japanese,
}

impl Language {
    /// `ja` or `en`, as pages name it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// A text of the program in this language; English where the catalogue has no other.
    pub fn say(self, english: String) -> String {
        match self {
            Self::English => english,
            Self::Japanese => japanese::translate(&english).unwrap_or(english),
        }
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// The site can be published, but the author should look.
    Warning,
    /// Nothing has to be done: the author said why it is right, or should know what was done.
    Note,
}

/// A place and what stands there.
#[derive(Debug, Clone)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One problem.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Kebab-case by stage, never changed once published: `reference/unknown`.
    pub code: &'static str,
    /// What is wrong, in the author's words.
    pub message: String,
    /// Where, when the problem has a text; a file that cannot be read has only a path.
    pub label: Option<Label>,
    /// The path of a file that has no readable text.
    pub path: Option<String>,
    pub related: Vec<Label>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            label: None,
            path: None,
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// The place of the problem and what stands there.
    #[must_use]
    pub fn at(mut self, span: &Span, text: impl Into<String>) -> Self {
        self.label = Some(Label {
            span: span.clone(),
            text: text.into(),
        });
        self
    }

    /// The file of a problem that has no text to point into.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Another place that matters.
    #[must_use]
    pub fn related(mut self, span: &Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span: span.clone(),
            text: text.into(),
        });
        self
    }

    /// Found right by the author, who says why.
    #[must_use]
    pub fn waived(mut self, reason: Option<&str>) -> Self {
        if let Some(reason) = reason {
            self.severity = Severity::Note;
            self.hints = vec![format!("waived: {reason}")];
        }
        self
    }

    /// Nothing is wrong: the author should know.
    #[must_use]
    pub fn noted(mut self, hint: impl Into<String>) -> Self {
        self.severity = Severity::Note;
        self.hint(hint)
    }

    /// Whether both say the same of the same place.
    fn is_same(&self, other: &Self) -> bool {
        let place = |of: &Self| {
            let label = of.label.as_ref();
            label.map(|label| {
                (
                    label.span.source.path().to_owned(),
                    label.span.range.clone(),
                )
            })
        };
        self.code == other.code && self.message == other.message && place(self) == place(other)
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// What a stage found, in the order of finding; shown in the order of files.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend_some(&mut self, more: Option<Diagnostic>) {
        self.0.extend(more);
    }

    pub fn extend(&mut self, more: Diagnostics) {
        self.0.extend(more.0);
    }

    /// Adds what was not found before in the same place.
    pub fn extend_new(&mut self, more: Diagnostics) {
        for diagnostic in more.0 {
            if !self.0.iter().any(|known| known.is_same(&diagnostic)) {
                self.0.push(diagnostic);
            }
        }
    }

    /// Leaves out what stands in some files.
    pub fn leave_out(&mut self, files: &BTreeSet<&str>) {
        self.0.retain(|diagnostic| {
            let label = diagnostic.label.as_ref();
            label.is_none_or(|label| !files.contains(label.span.source.path()))
        });
    }

    /// Gives findings another severity; what is waived stays a note.
    pub fn regrade(&mut self, severity: impl Fn(&Diagnostic) -> Option<Severity>) {
        for diagnostic in self.0.iter_mut().filter(|d| d.severity != Severity::Note) {
            diagnostic.severity = severity(diagnostic).unwrap_or(diagnostic.severity);
        }
    }

    /// Points every problem to one place: for texts that no file has.
    #[must_use]
    pub fn moved_to(mut self, span: &Span) -> Self {
        for diagnostic in &mut self.0 {
            diagnostic.related.clear();
            diagnostic.label = Some(Label {
                span: span.clone(),
                text: "on the page of this record".to_owned(),
            });
        }
        self
    }

    /// Leaves out what needs nothing to be done; `check` shows it, a build does not.
    pub fn drop_notes(&mut self) {
        self.0
            .retain(|diagnostic| diagnostic.severity != Severity::Note);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// The problems by file, line and column, so that the same site always gives the same list.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.0.iter().collect();
        all.sort_by_cached_key(|d| {
            let (path, start) = match (&d.label, &d.path) {
                (Some(label), _) => (label.span.source.path(), label.span.range.start),
                (None, path) => (path.as_deref().unwrap_or(""), 0),
            };
            (path.to_owned(), start, d.code, d.message.clone())
        });
        all
    }
}

/// The nearest of some names, for "did you mean".
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, name)| *distance <= name.chars().count().max(3) / 3)
        .min()
        .map(|(_, name)| name)
}

/// A message of a library as one of ours: lower case, names in backticks, no full stop.
pub(crate) fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('\'', "`");
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => message,
    }
}
