//! Programs (事業): what an ordinance sets up and a report reports on.

use serde::Deserialize;

use crate::{
    model::{Date, FiscalYear, Id, Waivers},
    source::Spanned,
};

/// A program with its parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Program {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    pub short: Option<String>,
    /// The organization that is answerable.
    pub owner: Spanned<Id>,
    pub from: Option<FiscalYear>,
    pub to: Option<FiscalYear>,
    /// The law or ordinance it rests on, in words.
    pub legal_basis: Option<String>,
    pub summary: String,
    #[serde(default)]
    pub components: Vec<Component>,
    #[serde(default)]
    pub order: i64,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// A part of a program: the training, the council, the model project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Component {
    pub name: String,
    pub summary: String,
}
