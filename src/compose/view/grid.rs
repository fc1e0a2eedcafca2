//! Rows and columns of values: what tables and charts have in common.

use std::collections::BTreeSet;

use crate::model::Value;

/// Values by rows and columns.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The head of the column that names the rows.
    pub corner: String,
    pub columns: Vec<String>,
    pub rows: Vec<GridRow>,
    /// The sums of the columns.
    pub totals: Option<Vec<GridCell>>,
    /// What is said of rows as a whole: label and note.
    pub notes: Vec<(Option<String>, String)>,
}

#[derive(Debug)]
pub(super) struct GridRow {
    pub label: String,
    /// The heading that the row stands under.
    pub group: Option<String>,
    pub cells: Vec<GridCell>,
}

/// A value, or none where the data has no record of it.
#[derive(Debug, Default, Clone)]
pub(super) struct GridCell {
    pub value: Option<Value>,
    pub unit: String,
    pub notes: Vec<String>,
    /// What it was asked with.
    pub origin: String,
    /// It is a rounding of what was counted.
    pub rounded: bool,
    /// It is a difference, which has a sign.
    pub signed: bool,
}

impl Grid {
    pub fn cells(&self) -> impl Iterator<Item = &GridCell> {
        let rows = self.rows.iter().flat_map(|row| &row.cells);
        rows.chain(self.totals.iter().flatten())
    }

    /// The only unit of all values.
    pub fn unit(&self) -> Option<&str> {
        only_unit(self.cells())
    }
}

impl GridRow {
    /// The only unit of the row.
    pub fn unit(&self) -> Option<&str> {
        only_unit(self.cells.iter())
    }
}

/// The unit that all values share; missing values have none.
fn only_unit<'a>(cells: impl Iterator<Item = &'a GridCell>) -> Option<&'a str> {
    let units: BTreeSet<&str> = cells
        .filter(|cell| {
            cell.value
                .as_ref()
                .is_some_and(|value| !matches!(value, Value::Missing(_)))
        })
        .map(|cell| cell.unit.as_str())
        .collect();
    match units.len() {
        1 => units.into_iter().next(),
        _ => None,
    }
}
