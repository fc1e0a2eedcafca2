//! Trainings (研修): their subjects, and the runs in which they were given.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    model::{Absent, Amount, Date, FiscalYear, Id, Plan, State, Total, Waivers},
    source::Spanned,
};

/// A training with its curriculum and its runs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Training {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    pub program: Option<Spanned<Id>>,
    pub measure: Option<Spanned<Id>>,
    /// The organization that gives it.
    pub host: Option<Spanned<Id>>,
    pub summary: String,
    #[serde(default)]
    pub audience: Vec<String>,
    #[serde(default)]
    pub plans: IndexMap<String, Vec<Plan>>,
    #[serde(default)]
    pub subjects: Vec<Subject>,
    #[serde(default)]
    pub runs: Vec<Run>,
    /// Totals of runs as a document states them.
    #[serde(default)]
    pub totals: Vec<Total>,
    /// Areas without a run in a year, and why.
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

/// A subject (科目) of the curriculum.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Subject {
    pub id: Spanned<Id>,
    pub num: u32,
    pub title: String,
    /// What is taught, in a line.
    pub content: Option<String>,
    pub module: Option<String>,
    pub minutes: Option<u32>,
    /// Cases to read for it, in this order.
    #[serde(default)]
    pub cases: Vec<Spanned<Id>>,
}

/// One time that the training, or one session of a seminar, was or will be given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Run {
    pub id: Spanned<Id>,
    pub year: Spanned<FiscalYear>,
    pub num: Option<u32>,
    pub area: Option<Spanned<Id>>,
    pub title: Option<String>,
    pub content: Option<String>,
    pub state: Option<Spanned<State>>,
    #[serde(default)]
    pub days: Vec<Day>,
    /// 講義, 演習
    #[serde(default)]
    pub form: Vec<String>,
    /// Ids of subjects of this training.
    #[serde(default)]
    pub subjects: Vec<Spanned<Id>>,
    pub capacity: Option<Spanned<Amount>>,
    pub applied: Option<Spanned<Amount>>,
    pub attended: Option<Spanned<Amount>>,
    pub completed: Option<Spanned<Amount>>,
    pub note: Option<String>,
}

/// A day of a run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Day {
    pub date: Spanned<Date>,
    pub weekday: Option<Spanned<String>>,
    /// `"10:00"`
    pub start: Option<String>,
    pub end: Option<String>,
}
