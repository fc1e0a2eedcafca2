//! Vocabularies: closed lists of values, each with its labels and readings.

use serde::Deserialize;

use crate::{
    model::{Date, Id, Waivers},
    source::Spanned,
};

/// A closed list: a value that is not in it is an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vocabulary {
    pub id: Spanned<Id>,
    pub title: String,
    pub values: Vec<VocabularyValue>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// A value of the list, in the order that readers see.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VocabularyValue {
    pub value: Spanned<String>,
    pub label: Label,
    pub reading: Option<String>,
    #[serde(default)]
    pub synonyms: Vec<String>,
    pub definition: Option<String>,
}

/// A word in the languages of the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Label {
    pub ja: String,
    pub en: Option<String>,
}

impl Vocabulary {
    pub fn value(&self, value: &str) -> Option<&VocabularyValue> {
        self.values.iter().find(|v| v.value.value == value)
    }
}
