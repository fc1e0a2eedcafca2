//! Meetings (会議): single sittings of a council.

use serde::Deserialize;

use crate::{
    model::{Amount, Date, FiscalYear, Id, State, Waivers},
    source::Spanned,
};

/// A meeting of a council.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Meeting {
    pub id: Spanned<Id>,
    pub council: Spanned<Id>,
    /// The area that hosts it; missing for meetings of the whole program.
    pub area: Option<Spanned<Id>>,
    pub year: Spanned<FiscalYear>,
    /// Its number in the area and year.
    pub num: Option<u32>,
    /// The theme; of an undecided meeting, what is known of it.
    pub title: String,
    pub state: Option<Spanned<State>>,
    pub date: Option<Spanned<Date>>,
    pub weekday: Option<Spanned<String>>,
    /// How many took part.
    pub attended: Option<Spanned<Amount>>,
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
