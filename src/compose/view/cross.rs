//! Figures arranged by two dimensions: one in rows, one in columns.

use std::collections::BTreeSet;

use super::{
    Asked, Desk, Result,
    grid::{Grid, GridCell, GridRow},
};
use crate::{
    compose::figures::{Dimension, Figure, Member, Selection},
    diagnostic::{Diagnostic, nearest},
    model::{Number, Value},
    source::{Span, Spanned},
};

/// What stands in rows and columns.
pub(super) struct Axes<'a> {
    pub rows: &'a Spanned<String>,
    pub columns: Option<&'a Spanned<String>>,
    /// Where a row of totals is asked for.
    pub total: Option<&'a Span>,
}

/// A place on an axis: a member, or the figures that have none of the dimension.
struct Slot {
    value: Option<String>,
    label: String,
    group: Option<String>,
}

/// The figures of a question in rows and columns.
pub(super) fn grid(desk: &Desk, asked: &Asked, axes: &Axes) -> Result<Grid> {
    let dimension = |written| dimension(desk, asked, written);
    let rows = dimension(axes.rows)?;
    let columns = axes.columns.map(dimension).transpose()?;
    let named: Vec<Dimension> = columns.into_iter().chain([rows]).collect();
    let selection = desk
        .figures
        .select(&asked.question(desk)?, &named)
        .map_err(|trouble| asked.trouble(trouble))?;
    present(&selection, rows, axes.rows)?;
    if let (Some(columns), Some(written)) = (columns, axes.columns) {
        present(&selection, columns, written)?;
    }
    let crossing = Crossing {
        desk,
        asked,
        selection: &selection,
        rows,
        columns,
    };
    let mut grid = crossing.grid()?;
    if let Some(total) = axes.total {
        grid.totals = Some(crossing.totals(total)?);
    }
    Ok(grid)
}

fn dimension(desk: &Desk, asked: &Asked, written: &Spanned<String>) -> Result<Dimension> {
    let known = desk.figures.dimension(asked.of, &written.value);
    known.ok_or_else(|| {
        let names = Dimension::ALL.iter().map(|d| d.as_str());
        let message = format!("figures cannot be arranged by `{}`", written.value);
        let diagnostic = Diagnostic::error("view/unknown-dimension", message)
            .at(&written.span, "not a dimension");
        Box::new(match nearest(&written.value, names) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint("arrange by area, year, state, indicator or part, for example"),
        })
    })
}

/// The figures must have the dimension.
fn present(selection: &Selection, dimension: Dimension, written: &Spanned<String>) -> Result<()> {
    let figures = &selection.figures;
    if figures.iter().any(|f| f.member(dimension).is_some()) {
        return Ok(());
    }
    let known: BTreeSet<&str> = figures
        .iter()
        .flat_map(|f| f.members.iter().map(|m| m.dimension.as_str()))
        .collect();
    let known: Vec<&str> = known.into_iter().collect();
    let message = match figures.is_empty() {
        true => format!("`{}` has nothing with these filters", selection.of),
        false => format!("`{}` has no `{}` here", selection.of, dimension.as_str()),
    };
    let diagnostic =
        Diagnostic::error("view/unknown-dimension", message).at(&written.span, "asked here");
    Err(Box::new(match known.is_empty() {
        true => diagnostic.hint("ask for less, or leave the view out"),
        false => diagnostic.hint(format!("arrange by {}", known.join(", "))),
    }))
}

struct Crossing<'a> {
    desk: &'a Desk<'a>,
    asked: &'a Asked<'a>,
    selection: &'a Selection<'a>,
    rows: Dimension,
    columns: Option<Dimension>,
}

impl Crossing<'_> {
    fn grid(&self) -> Result<Grid> {
        let columns = self.column_slots();
        let mut rows = Vec::new();
        for slot in self.slots(self.rows) {
            let all = self.selection.figures.iter().copied();
            let inside: Vec<&Figure> = all.filter(|f| slot.holds(f, self.rows)).collect();
            let mut cells = Vec::new();
            for column in &columns {
                cells.push(self.cell(Some(&slot), &inside, column)?);
            }
            rows.push(GridRow {
                label: slot.label,
                group: slot.group,
                cells,
            });
        }
        Ok(Grid {
            corner: self.corner(),
            columns: columns.into_iter().map(|slot| slot.label).collect(),
            rows,
            totals: None,
            notes: self.notes(),
        })
    }

    fn totals(&self, total: &Span) -> Result<Vec<GridCell>> {
        let several = |f: &&Figure| f.members(self.rows).count() > 1;
        if self.selection.figures.iter().copied().any(|f| several(&f)) {
            let message = format!("records stand in more than one `{}`", self.rows.as_str());
            return Err(Box::new(
                Diagnostic::error("total/overlap", message)
                    .at(total, "cannot be added up")
                    .hint("leave `total` out"),
            ));
        }
        let cell = |slot| {
            self.cell(None, &self.selection.figures, slot)
                .map_err(|mut problem| {
                    if let Some(label) = &mut problem.label {
                        label.span = total.clone();
                        label.text = "cannot be added up".to_owned();
                    }
                    problem.hints.push("or leave `total` out".to_owned());
                    problem
                })
        };
        self.column_slots().iter().map(cell).collect()
    }

    /// What the figures `inside` a row are together in a column; without a row, the total of the column.
    fn cell(&self, row: Option<&Slot>, inside: &[&Figure], column: &Slot) -> Result<GridCell> {
        let here = |f: &&Figure| self.columns.is_none_or(|d| column.holds(f, d));
        let figures: Vec<&Figure> = inside.iter().copied().filter(here).collect();
        let value = self
            .selection
            .total(&figures)
            .map_err(|trouble| self.asked.trouble(trouble))?;
        let notes = figures.iter().filter_map(|f| f.note.clone());
        let unit = figures.first().or(self.selection.figures.first());
        let names = [row, Some(column)].into_iter().flatten();
        let names: Vec<&str> = names.filter_map(|slot| slot.value.as_deref()).collect();
        Ok(GridCell {
            value: value.or_else(|| self.zero()),
            unit: unit.map(|f| f.unit.clone()).unwrap_or_default(),
            notes: match row {
                Some(_) => notes.collect(),
                None => Vec::new(),
            },
            origin: format!("{} {}", self.selection.of, names.join(" ")),
            rounded: figures.iter().any(|figure| figure.is_rounded()),
            signed: false,
        })
    }

    /// Records that are there in another state, or with another facet, are none of this one.
    fn zero(&self) -> Option<Value> {
        let records = self.selection.figures.iter().any(|f| f.is_record());
        let closed = self.rows.is_closed() || self.columns.is_some_and(Dimension::is_closed);
        (records && closed).then(|| Value::Number(Number::default()))
    }

    fn column_slots(&self) -> Vec<Slot> {
        match self.columns {
            Some(dimension) => self.slots(dimension),
            None => vec![Slot {
                value: None,
                label: self.label(),
                group: None,
            }],
        }
    }

    /// What the values are, where no column says it.
    fn label(&self) -> String {
        let names: BTreeSet<&str> = self
            .selection
            .figures
            .iter()
            .map(|f| f.series.as_str())
            .collect();
        match (names.len(), names.first()) {
            (1, Some(name)) => self
                .desk
                .figures
                .series(name)
                .map(|s| s.label.clone())
                .unwrap_or_default(),
            _ => self
                .field()
                .unwrap_or_else(|| self.desk.word("figure.column.count")),
        }
    }

    /// The one field that all values are of.
    fn field(&self) -> Option<String> {
        let figures = self.selection.figures.iter();
        let fields: BTreeSet<&str> = figures
            .map(|f| f.member(Dimension::Field).map_or("", |m| m.label.as_str()))
            .collect();
        let only = fields.first().filter(|_| fields.len() == 1)?;
        (!only.is_empty()).then(|| (*only).to_owned())
    }

    fn corner(&self) -> String {
        let parts_by = self
            .selection
            .figures
            .first()
            .and_then(|f| self.desk.figures.series(&f.series))
            .and_then(|s| s.parts_by.clone())
            .filter(|_| self.rows == Dimension::Part);
        parts_by
            .or_else(|| self.records())
            .unwrap_or_else(|| self.desk.word(self.rows.word()))
    }

    /// What the rows are when each is a record of a collection that the site adds.
    fn records(&self) -> Option<String> {
        let of = self.selection.of.split('/').next()?;
        let mut own = self.desk.site.config.own();
        let named = own.any(|(collection, _)| collection.folder() == of);
        let series = self.desk.figures.series(of)?;
        (named && self.rows == Dimension::Record).then(|| series.label.clone())
    }

    /// The values of a dimension in their order, and last the figures without one.
    fn slots(&self, dimension: Dimension) -> Vec<Slot> {
        let mut members: Vec<&Member> = Vec::new();
        let mut seen = BTreeSet::new();
        let figures = &self.selection.figures;
        for member in figures.iter().flat_map(|f| f.members(dimension)) {
            if seen.insert(&member.value) {
                members.push(member);
            }
        }
        members.sort_by_key(|member| member.rank);
        let mut slots: Vec<Slot> = members
            .into_iter()
            .map(|member| Slot {
                value: Some(member.value.clone()),
                label: member.label.clone(),
                group: member.group.clone(),
            })
            .collect();
        if figures.iter().any(|f| f.member(dimension).is_none()) {
            let column = self.desk.word(dimension.word());
            slots.push(Slot {
                value: None,
                label: self.desk.filled("figure.without", &[("column", &column)]),
                group: None,
            });
        }
        slots
    }

    /// What the data says of the figures as a whole.
    fn notes(&self) -> Vec<(Option<String>, String)> {
        let names: BTreeSet<&str> = self
            .selection
            .figures
            .iter()
            .map(|f| f.series.as_str())
            .collect();
        let one = names.len() == 1;
        let mut notes = Vec::new();
        for series in names.iter().filter_map(|n| self.desk.figures.series(n)) {
            let label = (!one).then(|| series.label.clone());
            notes.extend(series.notes.iter().map(|n| (label.clone(), n.clone())));
        }
        notes
    }
}

impl Slot {
    fn holds(&self, figure: &Figure, dimension: Dimension) -> bool {
        match &self.value {
            Some(value) => figure.has(dimension, value),
            None => figure.member(dimension).is_none(),
        }
    }
}
