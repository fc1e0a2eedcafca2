//! Terms (用語): the glossary, which also feeds search and the printed index.

use serde::Deserialize;

use crate::{
    model::{Date, Id, Waivers},
    source::Spanned,
};

/// A term with its reading and everything else it is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    pub id: Spanned<Id>,
    pub term: String,
    /// In hiragana; the glossary is ordered by it.
    pub reading: Spanned<String>,
    #[serde(default)]
    pub abbreviations: Vec<String>,
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// What is typed or scanned instead of it, and is never right.
    #[serde(default)]
    pub misspellings: Vec<String>,
    pub english: Option<String>,
    /// What it means.
    pub meaning: String,
    /// The same in plain words (やさしい日本語).
    pub plain: Option<String>,
    #[serde(default)]
    pub related: Vec<Spanned<Id>>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}
