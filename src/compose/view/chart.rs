//! The view `chart`: figures as bars or lines, with the table of the same figures.

use serde::Deserialize;

use super::{
    Asked, Desk, Result,
    cross::{self, Axes},
    grid::Grid,
    lay,
    parameters::{self, Where},
};
use crate::{
    diagnostic::Diagnostic,
    document::{Chart, ChartKind, Series, Table, text},
    model::{Number, Value},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    kind: Kind,
    of: Spanned<String>,
    #[serde(default)]
    r#where: Where,
    rows: Spanned<String>,
    columns: Option<Spanned<String>>,
    title: String,
    /// What the chart shows, for those who do not see it.
    description: String,
    source: Option<String>,
    #[serde(default)]
    id: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Bar,
    Stacked,
    Line,
    /// A small field for each row, with the columns as its bars.
    SmallMultiples,
}

pub(super) fn chart(desk: &Desk) -> Result<Chart> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let asked = Asked {
        of: &parameters.of,
        filters: &parameters.r#where,
    };
    let axes = Axes {
        rows: &parameters.rows,
        columns: parameters.columns.as_ref(),
        total: None,
    };
    let grid = cross::grid(desk, &asked, &axes)?;
    let unit = unit(&grid, &parameters.of)?;
    Ok(Chart {
        id: parameters.id,
        kind: match parameters.kind {
            Kind::Bar => ChartKind::Bar,
            Kind::Stacked => ChartKind::Stacked,
            Kind::Line => ChartKind::Line,
            Kind::SmallMultiples => ChartKind::SmallMultiples,
        },
        description: parameters.description,
        unit,
        categories: match parameters.kind {
            Kind::SmallMultiples => grid.columns.clone(),
            _ => grid.rows.iter().map(|row| row.label.clone()).collect(),
        },
        tiles: Vec::new(),
        series: match parameters.kind {
            Kind::SmallMultiples => fields(&grid, &parameters.of)?,
            _ => series(&grid, &parameters.of)?,
        },
        table: Table {
            caption: text(&parameters.title),
            source: desk.optional(parameters.source.as_ref()),
            ..lay::table(desk, &grid)
        },
        title: parameters.title,
    })
}

/// The one unit of all values: others do not stand on one scale.
pub(super) fn unit(grid: &Grid, of: &Spanned<String>) -> Result<Option<String>> {
    let drawn = |value: &Option<Value>| matches!(value, Some(Value::Number(_)));
    match grid.unit() {
        Some("") => Ok(None),
        Some(unit) => Ok(Some(unit.to_owned())),
        None if grid.cells().any(|cell| drawn(&cell.value)) => Err(Box::new(
            Diagnostic::error("chart/mixed-units", "the figures have different units")
                .at(&of.span, "drawn here")
                .hint("choose figures of one unit, or show them in a table"),
        )),
        None => Err(Box::new(
            Diagnostic::error("chart/empty", "none of the figures has a number")
                .at(&of.span, "drawn here")
                .hint("show them in a table, which says why they are missing"),
        )),
    }
}

pub(super) fn series(grid: &Grid, of: &Spanned<String>) -> Result<Vec<Series>> {
    let mut series = Vec::new();
    for (index, label) in grid.columns.iter().enumerate() {
        let mut values = Vec::new();
        for row in &grid.rows {
            values.push(number(row.cells[index].value.as_ref(), of)?);
        }
        series.push(Series {
            label: label.clone(),
            values,
        });
    }
    Ok(series)
}

/// A series for each row.
fn fields(grid: &Grid, of: &Spanned<String>) -> Result<Vec<Series>> {
    let mut fields = Vec::new();
    for row in &grid.rows {
        let mut values = Vec::new();
        for cell in &row.cells {
            values.push(number(cell.value.as_ref(), of)?);
        }
        fields.push(Series {
            label: row.label.clone(),
            values,
        });
    }
    Ok(fields)
}

fn number(value: Option<&Value>, of: &Spanned<String>) -> Result<Option<Number>> {
    match value {
        Some(Value::Number(number)) => Ok(Some(*number)),
        Some(Value::Missing(_)) | None => Ok(None),
        Some(Value::Sessions(sessions)) => {
            let message = format!("`{sessions}` is no number and cannot be drawn");
            Err(Box::new(
                Diagnostic::error("chart/sessions", message)
                    .at(&of.span, "drawn here")
                    .hint("show these figures in a table"),
            ))
        }
    }
}
