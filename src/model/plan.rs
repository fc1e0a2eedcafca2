//! Planned values and the years they hold for.

use serde::Deserialize;

use crate::{
    model::{FiscalYear, Number, Value},
    source::Spanned,
};

/// What a plan is counted per.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    Area,
    Program,
    Run,
    Meeting,
}

/// A planned value, valid from one fiscal year to another; the one valid in a year is the one compared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Plan {
    pub from: Spanned<FiscalYear>,
    /// Open when missing.
    pub to: Option<FiscalYear>,
    pub value: Spanned<Value>,
    pub unit: String,
    pub per: Per,
    pub note: Option<String>,
    pub source: Option<String>,
}

impl Plan {
    pub fn holds_in(&self, year: FiscalYear) -> bool {
        *self.from <= year && self.to.is_none_or(|to| year <= to)
    }

    /// What the plan comes to in a year, when its program has so many areas; a plan for each run or
    /// meeting does not say how many there are.
    pub fn in_a_year(&self, areas: usize) -> Option<Number> {
        let times = match self.per {
            Per::Area => areas,
            Per::Program => 1,
            Per::Run | Per::Meeting => return None,
        };
        let number = self.number()?;
        Some(std::iter::repeat_n(number, times).sum())
    }

    pub fn number(&self) -> Option<Number> {
        match *self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}
