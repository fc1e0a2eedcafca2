//! The view `map`: one figure for each area, on tiles that lie as the areas do.

use serde::Deserialize;

use super::{
    Asked, Desk, Result, chart,
    cross::{self, Axes},
    lay,
    parameters::{self, Where},
};
use crate::{
    diagnostic::Diagnostic,
    document::{Chart, ChartKind, Table, text},
    model::Area,
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    #[serde(default)]
    r#where: Where,
    title: String,
    /// What the map shows, for those who do not see it.
    description: String,
    source: Option<String>,
    #[serde(default)]
    id: String,
}

pub(super) fn map(desk: &Desk) -> Result<Chart> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let of = &parameters.of;
    let asked = Asked {
        of,
        filters: &parameters.r#where,
    };
    let rows = Spanned {
        value: "area".to_owned(),
        span: of.span.clone(),
    };
    let axes = Axes {
        rows: &rows,
        columns: None,
        total: None,
    };
    let grid = cross::grid(desk, &asked, &axes)?;
    let unit = chart::unit(&grid, of)?;
    let mut tiles = Vec::new();
    for row in &grid.rows {
        tiles.push(tile(desk, &row.label, of)?);
    }
    Ok(Chart {
        id: parameters.id,
        kind: ChartKind::Map,
        description: parameters.description,
        unit,
        categories: grid.rows.iter().map(|row| row.label.clone()).collect(),
        tiles,
        series: chart::series(&grid, of)?,
        table: Table {
            caption: text(&parameters.title),
            source: desk.optional(parameters.source.as_ref()),
            ..lay::table(desk, &grid)
        },
        title: parameters.title,
    })
}

/// Where an area lies.
fn tile(desk: &Desk, label: &str, of: &Spanned<String>) -> Result<(u8, u8)> {
    let named: Option<&Area> = desk.site.areas.iter().find(|area| area.name == label);
    if let Some(tile) = named.and_then(|area| area.tile.as_ref()) {
        return Ok((tile.column, tile.row));
    }
    let message = format!("the area `{label}` has no place on a map");
    let problem = Diagnostic::error("area/no-tile", message)
        .at(&of.span, "shown on a map here")
        .hint("give every area of the map a place: `tile: {column: 1, row: 1}`, from north-west");
    Err(Box::new(match named {
        Some(area) => problem.related(&area.id.span, "this area"),
        None => problem,
    }))
}
