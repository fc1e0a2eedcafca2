//! Indicators by years: results, and beside them targets.

use super::{
    Asked, Desk, Result,
    grid::{Grid, GridCell, GridRow},
};
use crate::{
    compose::figures::{Dimension, Figure, Selection},
    diagnostic::Diagnostic,
    model::{FiscalYear, Value},
    source::Spanned,
};

/// The years whose results and targets are shown.
pub(super) struct Years<'a> {
    pub results: &'a [Spanned<FiscalYear>],
    pub targets: &'a [Spanned<FiscalYear>],
    /// A column tells how the last result differs from that of the year before.
    pub change: bool,
}

/// A column: a year, of results or of targets.
struct Column<'a> {
    year: &'a Spanned<FiscalYear>,
    target: bool,
}

/// The indicators of a question in rows, years in columns.
pub(super) fn grid(desk: &Desk, asked: &Asked, years: &Years) -> Result<Grid> {
    let axes = [Dimension::Indicator, Dimension::Year, Dimension::Kind];
    let selection = desk
        .figures
        .select(&asked.question(desk)?, &axes)
        .map_err(|trouble| asked.trouble(trouble))?;
    let results = years.results.iter().map(|year| Column {
        year,
        target: false,
    });
    let targets = years
        .targets
        .iter()
        .map(|year| Column { year, target: true });
    let columns: Vec<Column> = results.chain(targets).collect();
    for column in &columns {
        column.present(&selection)?;
    }
    let mut grid = Grid {
        corner: desk.word("figure.column.indicator"),
        columns: columns.iter().map(|column| column.label(desk)).collect(),
        ..Grid::default()
    };
    let mut names: Vec<&str> = selection
        .figures
        .iter()
        .map(|f| f.series.as_str())
        .collect();
    names.dedup();
    for name in names {
        row(desk, asked, &selection, &columns, name, &mut grid)?;
    }
    if let ([.., before, after], true) = (years.results, years.change) {
        if before.0 + 1 != after.0 {
            let message = format!("{} does not follow {}", after.value, before.value);
            return Err(Box::new(
                Diagnostic::error("change/year", message)
                    .at(&after.span, "the last of the years")
                    .hint("the last two of `years` follow each other, or leave `change` out"),
            ));
        }
        changes(desk, &mut grid, years.results.len());
    }
    Ok(grid)
}

/// Adds the differences of the last two results; none where one is missing or is counted otherwise.
fn changes(desk: &Desk, grid: &mut Grid, results: usize) {
    grid.columns.insert(results, desk.word("figure.change"));
    for row in &mut grid.rows {
        let (before, after) = (&row.cells[results - 2], &row.cells[results - 1]);
        let numbers = match (&before.value, &after.value) {
            (Some(Value::Number(before)), Some(Value::Number(after))) => Some((*before, *after)),
            _ => None,
        };
        let numbers = numbers.filter(|_| before.unit == after.unit);
        let value = numbers.map(|(before, after)| Value::Number(after - before));
        let cell = GridCell {
            value,
            unit: after.unit.clone(),
            signed: true,
            ..GridCell::default()
        };
        row.cells.insert(results, cell);
    }
}

/// The row of an indicator, unless it has nothing in any of the years.
fn row(
    desk: &Desk,
    asked: &Asked,
    selection: &Selection,
    columns: &[Column],
    name: &str,
    grid: &mut Grid,
) -> Result<()> {
    let mut cells = Vec::new();
    for column in columns {
        let figures: Vec<&Figure> = selection
            .figures
            .iter()
            .copied()
            .filter(|f| f.series == name && column.holds(f))
            .collect();
        let value = selection
            .total(&figures)
            .map_err(|trouble| asked.trouble(trouble))?;
        cells.push(GridCell {
            value,
            unit: figures.first().map(|f| f.unit.clone()).unwrap_or_default(),
            notes: figures.iter().filter_map(|f| f.note.clone()).collect(),
            origin: format!("{name} {}", **column.year),
            rounded: figures.iter().any(|figure| figure.is_rounded()),
            signed: false,
        });
    }
    let Some(series) = desk.figures.series(name) else {
        return Ok(());
    };
    if cells.iter().any(|cell| cell.value.is_some()) {
        let label = Some(series.label.clone());
        let notes = series.notes.iter().map(|n| (label.clone(), n.clone()));
        grid.notes.extend(notes);
        grid.rows.push(GridRow {
            label: series.label.clone(),
            group: None,
            cells,
        });
    }
    Ok(())
}

impl Column<'_> {
    fn label(&self, desk: &Desk) -> String {
        let year = desk.site.config.year_style.show(**self.year);
        match self.target {
            true => desk.filled("figure.target", &[("year", &year)]),
            false => year,
        }
    }

    fn of_kind(&self, figure: &Figure) -> bool {
        figure.has(Dimension::Kind, "target") == self.target
    }

    fn holds(&self, figure: &Figure) -> bool {
        self.of_kind(figure) && figure.has(Dimension::Year, &self.year.to_string())
    }

    /// A year in which nothing has a value is a slip.
    fn present(&self, selection: &Selection) -> Result<()> {
        if selection.figures.iter().any(|f| self.holds(f)) {
            return Ok(());
        }
        let what = if self.target { "targets" } else { "results" };
        let mut years: Vec<&str> = selection
            .figures
            .iter()
            .filter(|f| self.of_kind(f))
            .filter_map(|f| f.member(Dimension::Year))
            .map(|m| m.value.as_str())
            .collect();
        years.sort_unstable();
        years.dedup();
        let message = format!("`{}` has no {what} in {}", selection.of, **self.year);
        let diagnostic =
            Diagnostic::error("view/no-figures", message).at(&self.year.span, "asked here");
        Err(Box::new(match years.is_empty() {
            true => diagnostic.hint(format!("it has no {what} at all")),
            false => diagnostic.hint(format!("it has {what} in {}", years.join(", "))),
        }))
    }
}
