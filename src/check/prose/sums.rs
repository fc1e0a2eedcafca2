//! Tables that authors draw: totals, shares, rates and differences are what their cells give.

use unicode_normalization::UnicodeNormalization;

use super::tables::written;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Table, plain},
    model::{Number, Waivers},
    source::Span,
};

const TOTAL: [&str; 5] = ["計", "合計", "総計", "全体", "総数"];
const CHANGE: [&str; 4] = ["増減", "差", "差引", "前年度比増減"];
/// Rows that are no part of the total, or part of another row.
const ASIDE: [&str; 5] = ["小計", "うち", "再掲", "内数", "平均"];

/// A number in a cell.
#[derive(Clone, Copy)]
struct Figure<'a> {
    number: Number,
    percent: bool,
    span: &'a Span,
}

/// A column of figures: its head, and the figure of each row.
struct Column<'a> {
    head: String,
    unit: String,
    figures: Vec<Option<Figure<'a>>>,
}

impl Column<'_> {
    fn is_percent(&self) -> bool {
        self.head.contains('%') || self.figures.iter().flatten().any(|figure| figure.percent)
    }
}

/// What a cell gives otherwise, with what gives it.
struct Wrong<'a> {
    figure: Figure<'a>,
    right: String,
    by: By,
}

#[derive(Clone, Copy)]
enum By {
    RowsAbove,
    ItsRow,
}

pub(super) fn check(table: &Table, waivers: &Waivers, problems: &mut Diagnostics) {
    let labels: Vec<String> = table
        .rows
        .iter()
        .map(|row| label(row.cells.first()))
        .collect();
    if labels
        .iter()
        .any(|label| ASIDE.iter().any(|word| label.contains(word)))
    {
        return;
    }
    let columns = columns(table);
    let total = labels
        .iter()
        .position(|label| TOTAL.contains(&label.as_str()));
    let total = total.filter(|at| *at + 1 == labels.len() && *at > 1);
    let mut wrong = Vec::new();
    if let Some(total) = total {
        totals(&columns, total, &mut wrong);
        shares(&columns, total, &mut wrong);
    }
    rates(&columns, &mut wrong);
    across(&columns, &mut wrong);
    for Wrong { figure, right, by } in wrong {
        let said = figure.span.text().trim();
        let message = match by {
            By::RowsAbove => format!("`{said}` is typed, the rows above add up to {right}"),
            By::ItsRow => format!("`{said}` is typed, its row gives {right}"),
        };
        problems.push(
            Diagnostic::warning("prose/table-differs", message)
                .at(figure.span, "in this cell")
                .hint("reckon it again, or let `view table` make the table from data")
                .waived(waivers.reason("prose/table-differs")),
        );
    }
}

fn label(cell: Option<&crate::document::Cell>) -> String {
    let words = cell
        .and_then(written)
        .map(|(_, words)| words)
        .unwrap_or_default();
    words.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The columns behind the first in which each cell is a figure of one unit, or empty.
fn columns(table: &Table) -> Vec<Column<'_>> {
    let mut columns = Vec::new();
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let mut units: Vec<String> = Vec::new();
        let mut figures = Vec::new();
        let mut all = true;
        for row in &table.rows {
            let Some((span, words)) = row.cells.get(at).and_then(written) else {
                figures.push(None);
                continue;
            };
            match figure(&words, span) {
                Some((figure, unit)) => {
                    figures.push(Some(figure));
                    units.push(unit);
                }
                None => all = false,
            }
        }
        units.dedup();
        if all && units.len() == 1 {
            columns.push(Column {
                head: plain(&column.head).nfkc().collect(),
                unit: units.remove(0),
                figures,
            });
        }
    }
    columns
}

/// `1,204件`, `58.0%`, `−143`
fn figure<'a>(words: &str, span: &'a Span) -> Option<(Figure<'a>, String)> {
    let words: String = words.nfkc().collect();
    let words = words.trim().trim_start_matches('+');
    let words = words.replace(['−', '▲', '△'], "-");
    let end = words.find(|c: char| !(c.is_ascii_digit() || "-.,".contains(c)));
    let (digits, unit) = words.split_at(end.unwrap_or(words.len()));
    let number = Number::parse(&digits.replace(',', ""))?;
    let unit = unit.trim();
    let counts = unit.chars().count() <= 4 && !unit.contains(|c: char| c.is_ascii_digit());
    let date = ["年", "月", "日", "時"].contains(&unit) || unit.starts_with(['年', '月']);
    let figure = Figure {
        number,
        percent: ["%", "パーセント"].contains(&unit),
        span,
    };
    (counts && !date).then(|| (figure, unit.to_owned()))
}

/// The last row is the sum of those above it.
fn totals<'a>(columns: &[Column<'a>], total: usize, wrong: &mut Vec<Wrong<'a>>) {
    for column in columns.iter().filter(|column| !column.is_percent()) {
        let is_mean = ["平均", "率", "単価", "あたり"]
            .iter()
            .any(|word| column.head.contains(word));
        let rows: Option<Vec<Figure>> = column.figures[..total].iter().copied().collect();
        let (Some(rows), Some(said), false) = (rows, column.figures[total], is_mean) else {
            continue;
        };
        let sum: Number = rows.iter().map(|figure| figure.number).sum();
        if sum != said.number {
            wrong.push(Wrong {
                figure: said,
                right: sum.grouped(),
                by: By::RowsAbove,
            });
        }
    }
}

/// Where the total is a hundred per cent, each row is its share of the one column of counts.
fn shares<'a>(columns: &[Column<'a>], total: usize, wrong: &mut Vec<Wrong<'a>>) {
    let counts: Vec<&Column> = columns
        .iter()
        .filter(|column| !column.is_percent())
        .collect();
    let whole = |figure: &Figure| figure.number == Number::from_int(100);
    for column in columns.iter().filter(|column| column.is_percent()) {
        let ([counts], true) = (
            counts.as_slice(),
            column.figures[total].as_ref().is_some_and(whole),
        ) else {
            continue;
        };
        let Some(all) = counts.figures[total] else {
            continue;
        };
        for (share, count) in column.figures[..total].iter().zip(&counts.figures) {
            if let (Some(share), Some(count)) = (share, count) {
                wrong.extend(percent(*share, count.number, all.number));
            }
        }
    }
}

fn percent<'a>(said: Figure<'a>, part: Number, whole: Number) -> Option<Wrong<'a>> {
    let places = said.number.places();
    let right = part.percent_of(whole, places)?;
    (right != said.number).then(|| Wrong {
        figure: said,
        right: format!("{}%", right.rounded(places)),
        by: By::ItsRow,
    })
}

/// A column of rates behind two columns of counts in one unit, when most rows agree.
fn rates<'a>(columns: &[Column<'a>], wrong: &mut Vec<Wrong<'a>>) {
    for trio in columns.windows(3) {
        let [whole, part, rate] = trio else { continue };
        if !rate.is_percent() || whole.unit != part.unit || whole.is_percent() {
            continue;
        }
        let rows = whole.figures.iter().zip(&part.figures).zip(&rate.figures);
        let told: Vec<(Figure, Option<Wrong>)> = rows
            .filter_map(|((whole, part), rate)| {
                let (whole, part, rate) = ((*whole)?, (*part)?, (*rate)?);
                Some((rate, percent(rate, part.number, whole.number)))
            })
            .collect();
        let agree = told.iter().filter(|(_, wrong)| wrong.is_none()).count();
        if agree >= 2 && agree * 2 > told.len() {
            wrong.extend(told.into_iter().filter_map(|(_, wrong)| wrong));
        }
    }
}

/// A last column of changes or of sums, when most rows agree.
fn across<'a>(columns: &[Column<'a>], wrong: &mut Vec<Wrong<'a>>) {
    let Some((last, before)) = columns.split_last() else {
        return;
    };
    let change = CHANGE.iter().any(|word| last.head.starts_with(word));
    let sum = TOTAL.contains(&last.head.as_str());
    let alike = before
        .iter()
        .filter(|column| column.unit == last.unit)
        .collect::<Vec<_>>();
    if alike.len() < 2 || !(change || sum) || last.is_percent() {
        return;
    }
    let alike = &alike[if change { alike.len() - 2 } else { 0 }..];
    let mut told: Vec<Option<Wrong>> = Vec::new();
    for (row, said) in last.figures.iter().enumerate() {
        let cells: Option<Vec<Figure>> = alike.iter().map(|column| column.figures[row]).collect();
        let (Some(cells), Some(said)) = (cells, said) else {
            continue;
        };
        let right = match change {
            true => cells[1].number - cells[0].number,
            false => cells.iter().map(|cell| cell.number).sum(),
        };
        told.push((right != said.number).then(|| Wrong {
            figure: *said,
            right: right.grouped(),
            by: By::ItsRow,
        }));
    }
    let agree = told.iter().filter(|wrong| wrong.is_none()).count();
    if agree * 2 > told.len() {
        wrong.extend(told.into_iter().flatten());
    }
}
