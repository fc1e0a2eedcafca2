//! From a grid of values to a table: units, marks for missing values, remarks.

use indexmap::IndexMap;

use super::{
    Desk,
    grid::{Grid, GridCell, GridRow},
};
use crate::{
    document::{Align, Cell, Column, Inline, Row, RowRole, Table, text},
    model::{Missing, Value},
};

/// The table of a grid, without its caption, id and source.
pub(super) fn table(desk: &Desk, grid: &Grid) -> Table {
    let unit = grid.unit();
    let mut columns = vec![Column {
        head: text(&grid.corner),
        align: Align::Start,
    }];
    columns.extend(grid.columns.iter().map(|label| Column {
        head: text(label),
        align: Align::End,
    }));
    let mut rows = Vec::new();
    let mut group = None;
    for row in &grid.rows {
        if row.group != group {
            group.clone_from(&row.group);
            rows.extend(group.as_ref().map(|label| heading(desk, label)));
        }
        let own_unit = if unit.is_some() { None } else { row.unit() };
        let label = match own_unit {
            Some(unit) => desk.filled("figure.with-unit", &[("label", &row.label), ("unit", unit)]),
            None => row.label.clone(),
        };
        let bare = unit.is_some() || own_unit.is_some();
        rows.push(line(desk, RowRole::Body, &label, &row.cells, bare));
    }
    if let Some(totals) = &grid.totals {
        let label = desk.word("figure.total");
        rows.push(line(desk, RowRole::Total, &label, totals, unit.is_some()));
    }
    Table {
        unit: unit.filter(|u| !u.is_empty()).map(str::to_owned),
        columns,
        rows,
        remarks: remarks(desk, grid),
        ..Table::default()
    }
}

fn heading(desk: &Desk, label: &str) -> Row {
    Row {
        role: RowRole::Group,
        cells: vec![Cell {
            header: true,
            blocks: desk.paragraph(text(label)),
        }],
    }
}

fn line(desk: &Desk, role: RowRole, label: &str, values: &[GridCell], bare: bool) -> Row {
    let mut cells = vec![Cell {
        header: true,
        blocks: desk.paragraph(text(label)),
    }];
    cells.extend(values.iter().map(|value| Cell {
        header: false,
        blocks: desk.paragraph(vec![Inline::Value {
            text: shown(desk, value, bare),
            origin: value.origin.clone(),
        }]),
    }));
    Row { role, cells }
}

/// A value as text; where rows and table share no unit, with its own.
fn shown(desk: &Desk, cell: &GridCell, bare: bool) -> String {
    let text = match cell.value {
        Some(Value::Number(number)) if cell.signed => number.signed(),
        _ => value(desk, cell.value.as_ref()),
    };
    match cell.value {
        Some(Value::Number(_) | Value::Sessions(_)) if !bare => format!("{text}{}", cell.unit),
        _ => text,
    }
}

/// A value as text, missing ones as the word for their reason.
pub(super) fn value(desk: &Desk, value: Option<&Value>) -> String {
    match value {
        Some(Value::Number(number)) => number.grouped(),
        Some(Value::Sessions(sessions)) => sessions.clone(),
        Some(Value::Missing(reason)) => desk.word(format_args!("missing.{}", reason.as_str())),
        None => desk.word("figure.none"),
    }
}

fn remarks(desk: &Desk, grid: &Grid) -> Vec<Vec<Inline>> {
    let mut remarks: Vec<String> = Vec::new();
    for (label, note) in &grid.notes {
        remarks.push(match label {
            Some(label) => labelled(desk, label, note),
            None => note.clone(),
        });
    }
    for row in &grid.rows {
        remarks.extend(noted(desk, grid, row));
    }
    if grid.cells().any(|cell| cell.rounded) {
        remarks.push(desk.word("figure.remark.round5"));
    }
    remarks.extend(missing(desk, grid.cells().map(|cell| cell.value.as_ref())));
    remarks.into_iter().map(text).collect()
}

/// The notes of single values, each once with the columns that it is about.
fn noted(desk: &Desk, grid: &Grid, row: &GridRow) -> Vec<String> {
    let mut notes: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for (cell, column) in row.cells.iter().zip(&grid.columns) {
        for note in &cell.notes {
            notes.entry(note).or_default().push(column);
        }
    }
    let separator = desk.word("figure.separator");
    notes
        .into_iter()
        .map(|(note, columns)| {
            let years = columns.join(&separator);
            let values = [("label", row.label.as_str()), ("years", &years)];
            let label = desk.filled("figure.in-years", &values);
            labelled(desk, &label, note)
        })
        .collect()
}

fn labelled(desk: &Desk, label: &str, note: &str) -> String {
    desk.filled("figure.remark.note", &[("label", label), ("note", note)])
}

/// What the words for missing values mean, for those that occur.
pub(super) fn missing<'a>(
    desk: &Desk,
    values: impl Iterator<Item = Option<&'a Value>>,
) -> Vec<String> {
    let values: Vec<Option<&Value>> = values.collect();
    let mut remarks: Vec<String> = Missing::ALL
        .into_iter()
        .filter(|reason| {
            let same = |v: &Option<&Value>| matches!(v, Some(Value::Missing(m)) if m == reason);
            values.iter().any(same)
        })
        .map(|reason| desk.word(format_args!("missing.remark.{}", reason.as_str())))
        .collect();
    if values.iter().any(Option::is_none) {
        remarks.push(desk.word("figure.remark.none"));
    }
    remarks
}
