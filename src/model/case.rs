//! Case examples (事例): what happened, who moved, what was learned; never who it was.

use serde::Deserialize;

use crate::{
    model::{Date, FiscalYear, Id, Waivers},
    source::Spanned,
};

/// A case example; its story is a narrative in `content/`. All facet values come from vocabularies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    pub id: Spanned<Id>,
    pub title: String,
    pub nature: Nature,
    pub outcome: Outcome,
    pub year: Spanned<FiscalYear>,
    /// In at most sixty characters (ひとことで).
    pub summary: String,
    #[serde(default)]
    pub person: Person,
    #[serde(default)]
    pub work: Work,
    #[serde(default)]
    pub moments: Vec<Spanned<String>>,
    #[serde(default)]
    pub difficulties: Vec<Spanned<String>>,
    #[serde(default)]
    pub accommodations: Vec<Spanned<String>>,
    /// Kinds of organization that worked together.
    #[serde(default)]
    pub actors: Vec<Spanned<String>>,
    /// How they worked together (つなぎ方).
    #[serde(default)]
    pub contacts: Vec<Spanned<String>>,
    #[serde(default)]
    pub themes: Vec<Spanned<String>>,
    #[serde(default)]
    pub measures: Vec<Spanned<Id>>,
    #[serde(default)]
    pub timeline: Vec<Step>,
    /// How long the work has lasted: a value of the vocabulary `retention`.
    pub retention: Option<Spanned<String>>,
    pub changed: Option<String>,
    #[serde(default)]
    pub learned: Vec<String>,
    #[serde(default)]
    pub similar: Vec<Spanned<Id>>,
    pub consent: Option<Consent>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    Real,
    Composite,
    Simulated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    GoodPractice,
    Lesson,
    Ongoing,
}

/// What is said of the person: coarse groups only, each a vocabulary value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Person {
    pub age_band: Option<Spanned<String>>,
    pub diagnosis_group: Option<Spanned<String>>,
}

/// What is said of the work: coarse groups only, each but `job` a vocabulary value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Work {
    pub industry: Option<Spanned<String>>,
    pub size_band: Option<Spanned<String>>,
    pub job: Option<String>,
    pub hours_band: Option<Spanned<String>>,
    pub disclosure: Option<Spanned<String>>,
}

/// A step of the story: when, counted from a moment and never a date, and what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    pub at: String,
    pub who: Option<String>,
    pub what: String,
}

/// What the person agreed to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consent {
    pub state: Spanned<ConsentState>,
    /// `web`, `print`, `training`
    #[serde(default)]
    pub scope: Vec<String>,
    pub granted_on: Option<Date>,
    pub expires: Option<Spanned<Date>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    Granted,
    Refused,
    Withdrawn,
}
