//! Narratives: Markdown files with their front matter.

use serde::Deserialize;

use crate::{
    document::Document,
    model::{Date, Waivers},
    source::{Source, Spanned},
};

/// A Markdown file of `content/`.
#[derive(Debug)]
pub struct Narrative {
    /// Relative to `content/`: `report/foreword.md`.
    pub path: String,
    pub source: Source,
    pub front: FrontMatter,
    pub document: Document,
}

impl Narrative {
    /// The path of the text that this one says in plain words: of `a/b.plain.md` it is `a/b.md`.
    pub fn full(&self) -> Option<String> {
        let name = self.path.strip_suffix(PLAIN)?;
        Some(format!("{name}.md"))
    }
}

/// How the names of texts in plain words (やさしい日本語) end.
pub const PLAIN: &str = ".plain.md";

/// The YAML above the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontMatter {
    /// The only title of the page: the text itself begins at level 2. The body of a record has none.
    pub title: Option<Spanned<String>>,
    pub summary: Option<String>,
    /// The place among its neighbours; then by path.
    #[serde(default)]
    pub order: i64,
    /// Left out of builds without `--drafts`.
    #[serde(default)]
    pub draft: bool,
    /// The text is the body of a record: `case:c-0001`.
    pub record: Option<Spanned<String>>,
    /// Page of the web only, or of print only, when the other is `false`.
    #[serde(default = "yes")]
    pub web: bool,
    #[serde(default = "yes")]
    pub print: bool,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

fn yes() -> bool {
    true
}
