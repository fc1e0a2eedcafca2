//! Tables of words that views lay out themselves: cells of inlines under heads of the theme.

use super::Desk;
use crate::document::{Align, Cell, Column, Inline, Row, RowRole, Table, text};

/// A row: the heading of a group, a line, or the sums.
pub(super) enum Line {
    Group(String),
    Body(Vec<Vec<Inline>>),
    Total(Vec<Vec<Inline>>),
}

/// A table of lines; a column of which no line says anything is left out. The first column that is
/// left names its rows.
pub(super) fn table(desk: &Desk, heads: &[(&str, Align)], lines: Vec<Line>) -> Table {
    let said = |column: usize| {
        lines.iter().any(|line| match line {
            Line::Group(_) => false,
            Line::Body(cells) | Line::Total(cells) => {
                cells.get(column).is_some_and(|cell| !cell.is_empty())
            }
        })
    };
    let kept: Vec<usize> = (0..heads.len()).filter(|column| said(*column)).collect();
    let columns = kept.iter().map(|column| Column {
        head: text(desk.word(heads[*column].0)),
        align: heads[*column].1,
    });
    let columns = columns.collect();
    let rows = lines.into_iter().map(|line| row(desk, line, &kept));
    Table {
        rows: rows.collect(),
        columns,
        ..Table::default()
    }
}

fn row(desk: &Desk, line: Line, kept: &[usize]) -> Row {
    let (role, mut cells) = match line {
        Line::Group(label) => {
            let cells = vec![Cell {
                header: true,
                blocks: desk.paragraph(text(label)),
            }];
            return Row {
                role: RowRole::Group,
                cells,
            };
        }
        Line::Body(cells) => (RowRole::Body, cells),
        Line::Total(cells) => (RowRole::Total, cells),
    };
    let cell = |(place, column): (usize, &usize)| {
        let content = cells
            .get_mut(*column)
            .map(std::mem::take)
            .unwrap_or_default();
        Cell {
            header: place == 0,
            blocks: match content.is_empty() {
                true => Vec::new(),
                false => desk.paragraph(content),
            },
        }
    };
    Row {
        role,
        cells: kept.iter().enumerate().map(cell).collect(),
    }
}
