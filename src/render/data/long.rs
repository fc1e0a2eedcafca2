//! Every figure that the site states, one in a line, with the codes of what it is about.

use super::grid::{Entry, Field, Grid};
use crate::{
    compose::figures::{Dimension, Figure, Figures},
    model::{Of, Site, Value},
};

/// What a line says of a figure besides its value, in the order of the columns.
const CODES: [Dimension; 11] = [
    Dimension::Program,
    Dimension::Measure,
    Dimension::Council,
    Dimension::Training,
    Dimension::Indicator,
    Dimension::Part,
    Dimension::Answer,
    Dimension::Area,
    Dimension::State,
    Dimension::Kind,
    Dimension::Field,
];

/// All amounts as one table; nothing when the site states none.
pub fn figures(site: &Site) -> Option<Grid> {
    let figures = Figures::of(site);
    let rows: Vec<Vec<Entry>> = figures.amounts().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let mut names = vec![
        "series".to_owned(),
        "label".to_owned(),
        "year".to_owned(),
        "era".to_owned(),
    ];
    names.extend(CODES.map(|dimension| dimension.as_str().to_owned()));
    names.extend(["of", "value", "written", "missing", "unit", "note"].map(str::to_owned));
    Some(grid(names, rows, &["value", "year"]))
}

fn row(figure: &Figure) -> Vec<Entry> {
    let words = |words: &str| Entry::Text(words.to_owned());
    let member = |dimension| {
        figure
            .member(dimension)
            .map_or("", |member| member.value.as_str())
    };
    let label = figure
        .member(Dimension::Indicator)
        .map_or("", |member| member.label.as_str());
    let year = figure.member(Dimension::Year);
    let mut row = vec![words(&figure.series), words(label)];
    row.push(
        match year.and_then(|year| crate::model::Number::parse(&year.value)) {
            Some(year) => Entry::Number(year),
            None => words(""),
        },
    );
    let era = year.and_then(|year| crate::model::FiscalYear::parse(&year.value));
    row.push(Entry::Text(era.map(|year| year.era()).unwrap_or_default()));
    row.extend(CODES.map(|dimension| words(member(dimension))));
    row.push(words(of(figure.of)));
    let (value, written, missing) = match &figure.value {
        Value::Number(number) => (Entry::Number(*number), "", ""),
        Value::Sessions(sessions) => (words(""), sessions.as_str(), ""),
        Value::Missing(reason) => (words(""), "", reason.as_str()),
    };
    row.extend([value, words(written), words(missing)]);
    let note = figure.note.as_deref().unwrap_or_default();
    row.extend([words(&figure.unit), words(note)]);
    row
}

fn of(of: Of) -> &'static str {
    match of {
        Of::Persons => "persons",
        Of::Events => "events",
        Of::Organizations => "organizations",
        Of::Cases => "cases",
        Of::Items => "items",
        Of::Days => "days",
        Of::Views => "views",
        Of::Money => "money",
        Of::Rate => "rate",
    }
}

/// A table whose columns are named by codes.
pub(super) fn grid(names: Vec<String>, rows: Vec<Vec<Entry>>, numeric: &[&str]) -> Grid {
    let fields = names.into_iter().map(|name| Field {
        numeric: numeric.contains(&name.as_str()),
        name,
        unit: None,
    });
    Grid {
        fields: fields.collect(),
        rows,
    }
}
