//! A table as rows of single values: numbers apart from their units, groups as a column.

use crate::{
    document::{Align, Block, BlockKind, Cell, Document, Row, RowRole, Table, plain},
    model::{Number, Theme},
    render::text,
};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Number(Number),
    Text(String),
}

/// A column with its head, which names the unit where all its numbers have the same.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub unit: Option<String>,
    /// Figures stand in it, or the words for missing ones.
    pub numeric: bool,
}

/// The columns and rows of a table; every row has an entry for every column.
#[derive(Debug)]
pub struct Grid {
    pub fields: Vec<Field>,
    pub rows: Vec<Vec<Entry>>,
}

impl Grid {
    pub fn of(table: &Table, theme: &Theme) -> Self {
        let grouped = table.rows.iter().any(|row| row.role == RowRole::Group);
        let lines = lines(table, grouped);
        let heads = grouped.then(|| theme.word("data.group").to_owned());
        let aligns = grouped.then_some(Align::Start);
        let heads = heads
            .into_iter()
            .chain(table.columns.iter().map(|column| plain(&column.head)));
        let aligns = aligns
            .into_iter()
            .chain(table.columns.iter().map(|column| column.align));
        let mut grid = Self {
            fields: Vec::new(),
            rows: lines.iter().map(|_| Vec::new()).collect(),
        };
        for (index, (head, align)) in heads.zip(aligns).enumerate() {
            let cells: Vec<&str> = lines.iter().map(|line| line[index].as_str()).collect();
            let head = match head.trim() {
                "" => theme
                    .word("data.column")
                    .replace("{n}", &(index + 1).to_string()),
                head => head.to_owned(),
            };
            match align {
                Align::End => grid.figures(&head, &cells, table.unit.as_deref(), theme),
                Align::Start | Align::Center => grid.words(head, &cells),
            }
        }
        grid
    }

    fn words(&mut self, name: String, cells: &[&str]) {
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(Entry::Text((*cell).to_owned()));
        }
        self.fields.push(Field {
            name,
            unit: None,
            numeric: false,
        });
    }

    /// A column of figures. A unit behind all its numbers moves to the head.
    fn figures(&mut self, head: &str, cells: &[&str], unit: Option<&str>, theme: &Theme) {
        let amounts: Vec<Option<(Number, &str)>> = cells.iter().map(|cell| amount(cell)).collect();
        let mut units: Vec<&str> = amounts.iter().flatten().map(|(_, unit)| *unit).collect();
        units.sort_unstable();
        units.dedup();
        let own = match units.as_slice() {
            [one] => *one,
            _ => "",
        };
        for ((row, cell), amount) in self.rows.iter_mut().zip(cells).zip(amounts) {
            row.push(match amount {
                Some((number, unit)) if unit == own => Entry::Number(number),
                Some((number, unit)) => Entry::Text(format!("{number}{unit}")),
                None => Entry::Text((*cell).to_owned()),
            });
        }
        let unit = match own {
            "" => unit,
            own => Some(own),
        };
        self.fields.push(Field {
            name: match unit {
                Some(unit) => theme
                    .word("figure.with-unit")
                    .replace("{label}", head)
                    .replace("{unit}", unit),
                None => head.to_owned(),
            },
            unit: unit.map(str::to_owned),
            numeric: true,
        });
    }
}

/// The words of all rows but the headings of groups, which stand before the rows that they head.
fn lines(table: &Table, grouped: bool) -> Vec<Vec<String>> {
    let mut group = String::new();
    let mut lines = Vec::new();
    for row in &table.rows {
        if row.role == RowRole::Group {
            group = row.cells.iter().map(words).collect();
            continue;
        }
        let first = grouped.then(|| match row.role {
            RowRole::Total => String::new(),
            RowRole::Body | RowRole::Group => group.clone(),
        });
        lines.push(line(row, first, table.columns.len()));
    }
    lines
}

fn line(row: &Row, first: Option<String>, columns: usize) -> Vec<String> {
    let cells = (0..columns).map(|index| row.cells.get(index).map(words).unwrap_or_default());
    first.into_iter().chain(cells).collect()
}

fn words(cell: &Cell) -> String {
    if let [
        Block {
            kind: BlockKind::Paragraph(inlines),
            ..
        },
    ] = cell.blocks.as_slice()
    {
        return plain(inlines).trim().to_owned();
    }
    text::text(&Document {
        blocks: cell.blocks.clone(),
        notes: Vec::new(),
    })
}

/// A number as tables show it, `1,204` or `-3.5`, and the unit behind it; `None` for `70×3` and dates.
fn amount(cell: &str) -> Option<(Number, &str)> {
    // Differences have signs: +12, −3, ±0.
    if let Some(less) = cell.strip_prefix('−') {
        let (number, unit) = amount(less)?;
        return Some((Number::default() - number, unit));
    }
    let cell = cell.trim_start_matches(['+', '±']);
    let end = cell
        .char_indices()
        .find(|&(at, c)| !(c.is_ascii_digit() || ",.".contains(c) || at == 0 && c == '-'))
        .map_or(cell.len(), |(at, _)| at);
    let (digits, unit) = cell.split_at(end);
    if unit.chars().any(char::is_numeric) || !well_grouped(digits) {
        return None;
    }
    Some((Number::parse(digits)?, unit.trim()))
}

/// Commas stand between three digits and three digits, or nowhere.
fn well_grouped(digits: &str) -> bool {
    let whole = digits.trim_start_matches('-');
    let whole = whole.split_once('.').map_or(whole, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().map_or(0, str::len);
    let rest: Vec<usize> = groups.map(str::len).collect();
    rest.is_empty() || (1..=3).contains(&first) && rest.iter().all(|length| *length == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_part_from_their_units() {
        for (cell, number, unit) in [
            ("1,204", "1204", ""),
            ("-3.5 %", "-3.5", "%"),
            ("1,204,000円", "1204000", "円"),
            ("89.50", "89.5", ""),
        ] {
            let (found, behind) = amount(cell).expect(cell);
            assert_eq!((found.to_string().as_str(), behind), (number, unit));
        }
        for words in ["70×3", "未定", "2024-06-11", "", "1,2", "―", "約100"] {
            assert_eq!(amount(words), None, "{words}");
        }
    }
}
