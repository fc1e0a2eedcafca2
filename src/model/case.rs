//! Case examples (事例): what happened, who moved, what was learned; never who it was.

use serde::Deserialize;

use crate::{
    model::{Consent, Date, Deidentification, FiscalYear, Id, Scope, Waivers},
    source::Spanned,
};

/// A case example; its story is a narrative in `content/`. All facet values come from vocabularies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    pub id: Spanned<Id>,
    pub title: Spanned<String>,
    pub nature: Nature,
    pub outcome: Outcome,
    pub year: Spanned<FiscalYear>,
    /// In at most sixty characters (ひとことで).
    pub summary: Spanned<String>,
    /// Where it was; mostly left out, as it tells much.
    pub area: Option<Spanned<Id>>,
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
    /// What was used: `tool:share-sheet`, a record of a collection of the site.
    #[serde(default)]
    pub tools: Vec<Spanned<String>>,
    #[serde(default)]
    pub timeline: Vec<Step>,
    /// How long the work has lasted: a value of the vocabulary `retention`.
    pub retention: Option<Spanned<String>>,
    pub changed: Option<Spanned<String>>,
    #[serde(default)]
    pub learned: Vec<Spanned<String>>,
    /// What did not go well.
    #[serde(default)]
    pub setbacks: Vec<Spanned<String>>,
    pub cost: Option<Cost>,
    #[serde(default)]
    pub similar: Vec<Spanned<Id>>,
    /// What else could tell who it is, beside the fields: never in any output.
    #[serde(default)]
    pub telling: Vec<Telling>,
    pub consent: Option<Consent>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    pub deidentification: Option<Deidentification>,
    /// The publications that have shown it, by their ids: what must be recalled when the consent ends.
    #[serde(default)]
    pub published_in: Vec<Spanned<Id>>,
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

/// What tells more of a person than a field does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Telling {
    /// People nearby remember it, or a newspaper told of it.
    RareEvent,
    /// The person's own words are quoted.
    OwnWords,
}

/// What is said of the person: coarse groups only, each a vocabulary value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Person {
    pub age_band: Option<Spanned<String>>,
    pub sex: Option<Spanned<String>>,
    pub diagnosis_group: Option<Spanned<String>>,
    /// The certificate of the disability (障害者手帳): that there is one, never its number.
    pub techo: Option<Spanned<String>>,
}

/// What is said of the work: coarse groups only, each but `job` a vocabulary value.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Work {
    pub industry: Option<Spanned<String>>,
    pub size_band: Option<Spanned<String>>,
    pub job: Option<Spanned<String>>,
    pub hours_band: Option<Spanned<String>>,
    /// Whether the job was one for persons with disabilities: a value of the vocabulary `frame`.
    pub frame: Option<Spanned<String>>,
    pub disclosure: Option<Spanned<String>>,
}

/// A step of the story: when, counted from a moment and never a date, and what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    pub at: Spanned<String>,
    pub who: Option<Spanned<String>>,
    pub what: Spanned<String>,
}

/// What it cost, and who paid.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cost {
    /// Values of the vocabulary `payer`.
    #[serde(default)]
    pub by: Vec<Spanned<String>>,
    pub note: Option<Spanned<String>>,
}

impl Case {
    /// Whether it may be shown there, as far as its consent says. One that was made up may.
    pub fn may(&self, scope: Scope) -> bool {
        let agreed = |consent: &Consent| consent.scope.iter().any(|known| **known == scope);
        self.nature == Nature::Simulated || self.consent.as_ref().is_some_and(agreed)
    }

    /// All it says in words.
    pub fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        let own = [&self.title, &self.summary].into_iter();
        let job = self.work.job.iter().chain(&self.changed);
        let cost = self.cost.iter().flat_map(|cost| &cost.note);
        let steps = self.timeline.iter();
        let steps =
            steps.flat_map(|step| [&step.at].into_iter().chain(&step.who).chain([&step.what]));
        let lists = self.learned.iter().chain(&self.setbacks);
        own.chain(job).chain(cost).chain(steps).chain(lists)
    }
}
