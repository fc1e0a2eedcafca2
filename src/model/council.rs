//! Councils (連絡会): series of meetings with their plans and counts.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    model::{Amount, Date, FiscalYear, Id, Missing, Of, Plan, State, Waivers},
    source::Spanned,
};

/// A series of meetings of one kind in one program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Council {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    pub program: Spanned<Id>,
    pub summary: String,
    /// The unit of its counts: 回.
    pub unit: String,
    pub of: Of,
    /// Who takes part: kinds of organization, in words.
    #[serde(default)]
    pub affiliations: Vec<String>,
    /// What is done there.
    #[serde(default)]
    pub activities: Vec<String>,
    /// Plans under a name: `meetings`, `persons`.
    #[serde(default)]
    pub plans: IndexMap<String, Vec<Plan>>,
    /// Counts by area and year, where single meetings are not recorded.
    #[serde(default)]
    pub counts: Vec<AreaCount>,
    /// Totals as a document states them: each equals the sum of its rows.
    #[serde(default)]
    pub totals: Vec<Total>,
    /// Areas that have no row in a year, and why.
    #[serde(default)]
    pub absent: Vec<Absent>,
    #[serde(default)]
    pub order: i64,
    pub note: Option<String>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// How often in one area and year, in one state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AreaCount {
    pub area: Spanned<Id>,
    pub year: Spanned<FiscalYear>,
    pub count: Spanned<Amount>,
    pub state: Option<Spanned<State>>,
    pub note: Option<String>,
}

/// Areas of which a table says nothing in a year: nothing is neither zero nor forgotten.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Absent {
    pub areas: Vec<Spanned<Id>>,
    pub year: Spanned<FiscalYear>,
    pub reason: Missing,
    pub note: Option<String>,
}

/// A total of counts, meetings or runs in a year. Without `state` it is the total of all states and must say so in print.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Total {
    pub year: Spanned<FiscalYear>,
    pub value: Spanned<Amount>,
    pub state: Option<State>,
    pub source: Option<String>,
}
