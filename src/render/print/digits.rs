//! Figures under each other, digit under digit: what has fewer decimals stands further left.

use crate::document::{Align, BlockKind, Cell, Table, plain};

/// The most decimals of the figures in each column of figures; none where all have as many.
#[derive(Debug, Default)]
pub struct Digits(Vec<Option<usize>>);

impl Digits {
    pub fn of(table: &Table) -> Self {
        let columns = table.columns.iter().enumerate();
        let most = columns.map(|(index, column)| {
            if column.align != Align::End {
                return None;
            }
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
            let all: Vec<usize> = cells.filter_map(decimals_of).collect();
            let most = *all.iter().max()?;
            all.iter().any(|own| *own < most).then_some(most)
        });
        Self(most.collect())
    }

    /// What stands to the right of a figure, in em: half of one for each digit and for the point.
    pub fn room(&self, column: usize, cell: &Cell) -> Option<f64> {
        let most = (*self.0.get(column)?)?;
        let own = decimals_of(cell)?;
        let missing = u32::try_from(most - own).ok()?;
        let point = if own == 0 { 0.5 } else { 0.0 };
        (missing > 0).then(|| f64::from(missing) * 0.5 + point)
    }
}

fn decimals_of(cell: &Cell) -> Option<usize> {
    match cell.blocks.as_slice() {
        [block] => match &block.kind {
            BlockKind::Paragraph(inlines) => decimals(&plain(inlines)),
            _ => None,
        },
        _ => None,
    }
}

/// How many decimals a figure has; `None` when the words are no figure.
fn decimals(words: &str) -> Option<usize> {
    let bare = words
        .trim()
        .trim_start_matches(['+', '-', '−', '±', '▲', '△']);
    let (whole, decimals) = match bare.split_once('.') {
        Some((whole, decimals)) => (whole, decimals),
        None => (bare, ""),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let figure = !whole.is_empty() && digits(&whole.replace(',', "")) && digits(decimals);
    (figure && !bare.ends_with('.')).then_some(decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_decimals_and_words_have_none() {
        for (words, expected) in [
            ("1,204", Some(0)),
            ("−3.5", Some(1)),
            ("87.25", Some(2)),
            ("3%", None),
            ("－", None),
            ("12.", None),
            ("第3回", None),
        ] {
            assert_eq!(decimals(words), expected, "{words}");
        }
    }
}
