//! Organizations (機関): who does, hosts, owns and is worked with.

use serde::Deserialize;

use crate::{
    model::{Date, FiscalYear, Id, Status, Waivers},
    source::Spanned,
};

/// An organization under its present name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Organization {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    /// A value of the vocabulary `organization-kind`.
    pub kind: Spanned<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub former_names: Vec<FormerName>,
    pub summary: Option<String>,
    /// The department that it is named for here: 就業技術科.
    pub department: Option<String>,
    /// The fiscal year in which it was set up, or will be.
    pub from: Option<Spanned<FiscalYear>>,
    #[serde(default)]
    pub status: Status,
    /// Invented for the example, and said to be.
    #[serde(default)]
    pub invented: bool,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// A name the organization had until a day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormerName {
    pub name: String,
    pub until: Option<Date>,
}
