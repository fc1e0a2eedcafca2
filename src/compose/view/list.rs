//! Lists: one row for each record, with the facts that the author names.

use super::{Asked, Desk, Result, lay, written};
use crate::{
    compose::{
        figures::{Detail, Dimension, Entry, Figure},
        writing::link,
    },
    diagnostic::{Diagnostic, nearest},
    document::{Align, Cell, Column, Inline, Row, RowRole, Table, text},
    model::{SmallMode, Value},
    source::Spanned,
};

/// What a column shows.
#[derive(Debug, Clone, Copy)]
enum Shows {
    Dimension(Dimension),
    Detail(Detail),
}

/// The records of a question, without caption, id and source.
pub(super) fn table(desk: &Desk, asked: &Asked, list: &[Spanned<String>]) -> Result<Table> {
    if asked.of.contains('/') {
        let message = format!("`{}` is not a collection of records", asked.of.value);
        return Err(Box::new(
            Diagnostic::error("view/not-records", message)
                .at(&asked.of.span, "asked here")
                .hint("a list is made of meetings, runs or other records; arrange figures with `rows` and `columns`"),
        ));
    }
    let selection = desk
        .figures
        .select(&asked.question(desk)?, &[])
        .map_err(|trouble| asked.trouble(trouble))?;
    let mut records = selection.figures;
    let mut columns = Vec::new();
    for name in list {
        columns.push(column(desk, asked, name, &records)?);
    }
    if let Some(Shows::Dimension(first)) = columns.first() {
        records.sort_by_key(|record| record.member(*first).map_or(i64::MAX, |m| m.rank));
    }
    let entries: Vec<Vec<Option<Entry>>> = records
        .iter()
        .map(|record| columns.iter().map(|c| c.entry(desk, record)).collect())
        .collect();
    let rows: Result<Vec<Row>> = entries.iter().map(|entries| row(desk, entries)).collect();
    Ok(Table {
        columns: columns
            .iter()
            .enumerate()
            .map(|(index, shows)| Column {
                head: text(shows.head(desk)),
                align: align(&entries, index),
            })
            .collect(),
        rows: rows?,
        remarks: remarks(desk, &columns, &entries),
        ..Table::default()
    })
}

fn column(
    desk: &Desk,
    asked: &Asked,
    name: &Spanned<String>,
    records: &[&Figure],
) -> Result<Shows> {
    let details = records.iter().flat_map(|record| &record.details);
    let own = details.map(|(d, _)| *d).find(|d| d.is_called(&name.value));
    let shows = match own {
        Some(detail) => Some(Shows::Detail(detail)),
        None => desk
            .figures
            .dimension(asked.of, &name.value)
            .map(Shows::Dimension),
    };
    let has = |shows: &Shows| {
        records.iter().any(|record| match shows {
            Shows::Dimension(dimension) => record.member(*dimension).is_some(),
            Shows::Detail(detail) => record.detail(*detail).is_some(),
        })
    };
    if let Some(shows) = shows.filter(has) {
        return Ok(shows);
    }
    let known = names(records);
    let message = format!("no record here has `{}`", name.value);
    let diagnostic = Diagnostic::error("view/unknown-column", message).at(&name.span, "asked here");
    Err(Box::new(
        match nearest(&name.value, known.iter().copied()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint(format!("records here have {}", known.join(", "))),
        },
    ))
}

/// All that the records have.
fn names(records: &[&Figure]) -> Vec<&'static str> {
    let mut names: Vec<&str> = records
        .iter()
        .flat_map(|r| {
            let members = r.members.iter().map(|m| m.dimension.as_str());
            members.chain(r.details.iter().map(|(detail, _)| detail.as_str()))
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl Shows {
    fn head(self, desk: &Desk) -> String {
        match self {
            Self::Dimension(dimension) => desk.word(dimension.word()),
            Self::Detail(
                detail
                @ (Detail::Capacity | Detail::Applied | Detail::Attended | Detail::Completed),
            ) => {
                let unit = desk.word("figure.unit.persons");
                with_unit(desk, &desk.word(detail.word()), &unit)
            }
            Self::Detail(detail) => {
                let label = desk.word(detail.word());
                let unit = desk
                    .site
                    .theme
                    .words
                    .get(&format!("{}.unit", detail.word()));
                unit.map_or(label.clone(), |unit| with_unit(desk, &label, unit))
            }
        }
    }

    /// Whether it counts persons who came: those are rounded where a site rounds.
    fn persons(self) -> bool {
        use Detail::{Applied, Attended, Completed};
        matches!(self, Self::Detail(Applied | Attended | Completed))
    }

    fn entry(self, desk: &Desk, record: &Figure) -> Option<Entry> {
        match self {
            Self::Detail(detail) => record.detail(detail).cloned(),
            Self::Dimension(dimension) => {
                let labels: Vec<&str> = record
                    .members(dimension)
                    .map(|m| m.label.as_str())
                    .collect();
                let joined = labels.join(&desk.word("figure.separator"));
                (!labels.is_empty()).then_some(Entry::Text(joined))
            }
        }
    }
}

fn with_unit(desk: &Desk, label: &str, unit: &str) -> String {
    desk.filled("figure.with-unit", &[("label", label), ("unit", unit)])
}

fn row(desk: &Desk, entries: &[Option<Entry>]) -> Result<Row> {
    let cell = |(index, entry): (usize, &Option<Entry>)| {
        let content = match entry {
            Some(Entry::Text(words)) => text(words),
            Some(Entry::Value(value)) => shown(desk, Some(value)),
            Some(Entry::Record(collection, id)) => vec![link(desk.site, *collection, id)],
            Some(Entry::Written(words)) => {
                return Ok(Cell {
                    header: index == 0,
                    blocks: written::cell(desk, words)?,
                });
            }
            None => shown(desk, None),
        };
        Ok(Cell {
            header: index == 0,
            blocks: desk.paragraph(content),
        })
    };
    let cells: Result<Vec<Cell>> = entries.iter().enumerate().map(cell).collect();
    Ok(Row {
        role: RowRole::Body,
        cells: cells?,
    })
}

fn shown(desk: &Desk, value: Option<&Value>) -> Vec<Inline> {
    text(lay::value(desk, value))
}

/// Numbers stand to the right.
fn align(entries: &[Vec<Option<Entry>>], index: usize) -> Align {
    let values = entries.iter().filter_map(|row| row[index].as_ref());
    let mut any = false;
    for entry in values {
        match entry {
            Entry::Text(_) | Entry::Record(..) | Entry::Written(_) => return Align::Start,
            Entry::Value(_) => any = true,
        }
    }
    if any { Align::End } else { Align::Start }
}

fn remarks(desk: &Desk, columns: &[Shows], entries: &[Vec<Option<Entry>>]) -> Vec<Vec<Inline>> {
    let values = entries.iter().flatten().filter_map(|entry| match entry {
        Some(Entry::Text(_) | Entry::Record(..) | Entry::Written(_)) => None,
        Some(Entry::Value(value)) => Some(Some(value)),
        None => Some(None),
    });
    let rounds = desk.site.config.small_numbers.mode == SmallMode::Round5;
    let mut remarks = Vec::new();
    if rounds && columns.iter().any(|shows| shows.persons()) {
        remarks.push(desk.word("figure.remark.round5"));
    }
    remarks.extend(lay::missing(desk, values));
    remarks.into_iter().map(text).collect()
}
