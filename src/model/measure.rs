//! Measures (事業): rows of a collaboration program, with indicators over the years.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    model::{Amount, Date, FiscalYear, Id, Number, Of, Plan, Waivers},
    source::Spanned,
};

/// A measure, or a pointer to one that is printed again (再掲).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measure {
    pub id: Spanned<Id>,
    /// `"9-1"`, or `●` for a measure that has ended.
    pub printed_no: Spanned<String>,
    pub name: String,
    pub reading: Option<String>,
    /// A 再掲: nothing but number and name is its own.
    pub reprint_of: Option<Spanned<Id>>,
    #[serde(default)]
    pub status: Status,
    /// The first fiscal year in which it ran.
    pub from: Option<Spanned<FiscalYear>>,
    /// The last fiscal year in which it ran.
    pub to: Option<Spanned<FiscalYear>>,
    /// Organizations that are answerable (所管).
    #[serde(default)]
    pub owners: Vec<Spanned<Id>>,
    /// Organizations that carry it out (実施主体).
    #[serde(default)]
    pub implementers: Vec<Spanned<Id>>,
    pub program: Option<Spanned<Id>>,
    /// What it does; a reprint has none.
    pub summary: Option<String>,
    #[serde(default)]
    pub unit_costs: Vec<UnitCost>,
    #[serde(default)]
    pub plans: IndexMap<String, Vec<Plan>>,
    #[serde(default)]
    pub indicators: Vec<Indicator>,
    /// The target in words, where it has no figure.
    pub target: Option<String>,
    #[serde(default)]
    pub moved_to: Vec<Move>,
    #[serde(default)]
    pub moved_from: Vec<Move>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    #[default]
    Active,
    Ended,
    Planned,
}

/// What one site or person costs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnitCost {
    pub label: String,
    pub value: Spanned<Amount>,
    pub unit: String,
}

/// A part that went to, or came from, another measure in a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Move {
    pub item: String,
    pub measure: Spanned<Id>,
    pub year: Spanned<FiscalYear>,
}

/// A figure that is reported every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    pub id: Spanned<Id>,
    pub label: String,
    pub unit: String,
    pub of: Of,
    /// The numbers under which it was printed, where they changed from year to year.
    #[serde(default)]
    pub printed_nos: IndexMap<Spanned<FiscalYear>, String>,
    /// The figures are places offered, not persons reached.
    #[serde(default)]
    pub capacity: bool,
    /// What else the site knows of the same thing: `trainings/seminar`, `councils/network`.
    pub counts: Option<Spanned<String>>,
    #[serde(default)]
    pub results: IndexMap<Spanned<FiscalYear>, Spanned<Amount>>,
    #[serde(default)]
    pub targets: IndexMap<Spanned<FiscalYear>, Spanned<Amount>>,
    /// Of a rate: the indicators of the measure that it is computed from.
    pub numerator: Option<Spanned<Id>>,
    pub denominator: Option<Spanned<Id>>,
    /// From this year on the figure counts something else, or in another unit.
    pub series_break: Option<SeriesBreak>,
    /// What the figures are split by: 本所・支所, 学校.
    pub parts_by: Option<String>,
    /// Parts add up to the whole, except for rates.
    #[serde(default)]
    pub parts: Vec<Part>,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeriesBreak {
    pub year: Spanned<FiscalYear>,
    pub unit: String,
    pub of: Of,
    pub note: Option<String>,
}

/// One part of an indicator.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    pub label: String,
    /// 就業技術科, 職能開発科: what the part belongs to.
    pub group: Option<String>,
    #[serde(default)]
    pub results: IndexMap<Spanned<FiscalYear>, Spanned<Amount>>,
    #[serde(default)]
    pub targets: IndexMap<Spanned<FiscalYear>, Spanned<Amount>>,
}

impl Indicator {
    /// The unit in a year, after a break in the series the new one.
    pub fn unit_in(&self, year: FiscalYear) -> &str {
        match &self.series_break {
            Some(after) if year >= *after.year => &after.unit,
            _ => &self.unit,
        }
    }

    /// What is counted in a year, after a break in the series the new thing.
    pub fn of_in(&self, year: FiscalYear) -> Of {
        match &self.series_break {
            Some(after) if year >= *after.year => after.of,
            _ => self.of,
        }
    }

    /// The sum of the parts in a year; `None` when one of them has no number.
    pub fn sum_of_parts(&self, amounts: impl Fn(&Part) -> Option<Number>) -> Option<Number> {
        self.parts.iter().map(amounts).sum()
    }
}
