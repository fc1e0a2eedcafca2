//! Everything that can be counted, added up or shown, as one flat list of figures with dimensions:
//! expressions, tables, charts and cards are all questions to this list.

use std::{collections::BTreeMap, sync::Arc};

use indexmap::IndexMap;

use crate::{
    document::Document,
    model::{Collection, FiscalYear, Id, Number, Of, Plan, Site, Value},
};

mod answer;
mod compare;
mod dimension;
mod gather;
mod labels;
mod select;

pub use compare::{Change, Percent};
pub use dimension::{Detail, Dimension, Member};
pub(in crate::compose) use labels::Labels;
pub use select::{About, Filter, Form, Question, Selection, Trouble};

/// All figures of a site; cheap to clone.
#[derive(Debug, Clone)]
pub struct Figures(Arc<All>);

#[derive(Debug, Default)]
struct All {
    figures: Vec<Figure>,
    /// Where the figures of a series stand, so that a question does not look at all of them.
    places: BTreeMap<String, Vec<usize>>,
    /// By what `of` names.
    series: IndexMap<String, Series>,
    plans: Vec<PlanFigure>,
    /// Records that have no figures of their own, with what to ask instead.
    bare: BTreeMap<String, String>,
    /// The values of vocabularies.
    closed: BTreeMap<Dimension, Vec<String>>,
}

/// One figure: a record that counts as one, or an amount that the data states.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What `of` names: `meetings`, `councils/x`, `measures/x/y`, `trainings/x`.
    pub series: String,
    pub members: Vec<Member>,
    pub value: Value,
    /// What was counted, where the value is only a rounding of it: for totals, and never shown.
    exact: Option<Number>,
    pub unit: String,
    pub of: Of,
    pub note: Option<String>,
    /// Only of records.
    pub details: Vec<(Detail, Entry)>,
}

/// What stands in a cell of a list.
#[derive(Debug, Clone)]
pub enum Entry {
    Text(String),
    Value(Value),
    /// A record, by its name.
    Record(Collection, Id),
    /// A text with paragraphs and lists, as it was written.
    Written(Document),
}

/// What is said of all figures under one name.
#[derive(Debug, Clone, Default)]
pub struct Series {
    pub label: String,
    /// What its parts are: 学校.
    pub parts_by: Option<String>,
    pub notes: Vec<String>,
    /// Its answers stand beside each other: somebody may have given several.
    pub overlaps: bool,
}

#[derive(Debug)]
struct PlanFigure {
    of: String,
    name: String,
    plan: Plan,
}

impl Figures {
    /// All that a checked site says in figures.
    pub fn of(site: &Site) -> Self {
        Self(Arc::new(gather::all(site)))
    }

    /// All amounts that are stated, in the order of the data; records are no amounts.
    pub fn amounts(&self) -> impl Iterator<Item = &Figure> {
        self.0.figures.iter().filter(|figure| !figure.is_record())
    }

    /// What is said of all figures of a name.
    pub fn series(&self, name: &str) -> Option<&Series> {
        self.0.series.get(name)
    }

    /// Whether a question means figures of some kind.
    pub fn has(&self, question: &Question, is: fn(&Figure) -> bool) -> bool {
        let selection = self.select(question, &[]);
        selection.is_ok_and(|selection| selection.figures.into_iter().any(is))
    }

    /// What the figures under a name call a dimension so; names in expressions have no hyphen.
    pub fn dimension(&self, of: &str, name: &str) -> Option<Dimension> {
        let under = |figure: &&Figure| {
            figure
                .series
                .strip_prefix(of)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let figures = self.0.figures.iter().filter(under);
        let mut dimensions = figures
            .flat_map(|figure| &figure.members)
            .map(|m| m.dimension);
        dimensions
            .find(|dimension| dimension.is_called(name))
            .or_else(|| Dimension::parse(name))
    }
}

impl Figure {
    /// Its value of a dimension; a case has several difficulties, of which this is the first.
    pub fn member(&self, dimension: Dimension) -> Option<&Member> {
        self.members.iter().find(|m| m.dimension == dimension)
    }

    /// Its values of a dimension.
    pub fn members(&self, dimension: Dimension) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(move |m| m.dimension == dimension)
    }

    pub fn has(&self, dimension: Dimension, value: &str) -> bool {
        self.members(dimension).any(|m| m.value == value)
    }

    pub fn detail(&self, detail: Detail) -> Option<&Entry> {
        let (_, entry) = self.details.iter().find(|(d, _)| *d == detail)?;
        Some(entry)
    }

    /// Records are counted, amounts are added up.
    pub fn is_record(&self) -> bool {
        !self.series.contains('/')
    }

    /// Whether its value is only a rounding of what was counted.
    pub fn is_rounded(&self) -> bool {
        self.exact.is_some()
    }

    /// Whether it counts persons: places that are offered and targets are none yet.
    pub fn is_of_persons(&self) -> bool {
        let none = self.has(Dimension::Field, "capacity") || self.has(Dimension::Kind, "target");
        self.of == Of::Persons && !none
    }

    pub fn number(&self) -> Option<Number> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Sessions(_) | Value::Missing(_) => None,
        }
    }
}

impl PlanFigure {
    fn holds_in(&self, year: FiscalYear) -> bool {
        self.plan.holds_in(year)
    }
}
