//! Widths of columns: they come from what stands in the columns, so that nothing overflows.

use crate::{
    document::{Align, BlockKind, Cell, Column, Inline, Link, Row, RowRole, Table, Target, plain},
    model::Printing,
    render::print::{
        anchors::Anchors,
        digits::Digits,
        lines::{longest_word, width},
    },
};

/// The length of a line in points, upright and on its side; columns are shares of the line, so a
/// theme with margins of its own may differ.
#[derive(Debug, Clone, Copy)]
pub struct Lines {
    pub upright: f64,
    sideways: f64,
    /// The height of a page on its side.
    depth: f64,
    /// The height of an upright page.
    height: f64,
}

impl Lines {
    pub fn of(printing: &Printing) -> Self {
        let point = |mm: f64| (mm * 72.0 / 25.4).floor();
        let (width, height) = printing.area();
        let (short, long) = printing.paper.size();
        Self {
            upright: point(width),
            sideways: point(width + long - short),
            depth: point(height + short - long),
            height: point(height),
        }
    }
}

/// Sizes of type that are tried, from the largest.
pub const SIZES: [f64; 3] = [9.0, 8.25, 7.5];
/// What stands left and right of the words of a cell, in em.
const PADDING: f64 = 1.1;

/// How a table is set.
#[derive(Debug, PartialEq)]
pub struct Layout {
    /// Shares of the line.
    pub shares: Vec<f64>,
    pub size: f64,
    pub sideways: bool,
    /// Whether it may take more than half a page, and so breaks over pages.
    pub tall: bool,
}

/// The widths a column can have, in em.
#[derive(Debug, Clone, Copy)]
struct Extent {
    least: f64,
    natural: f64,
}

/// The largest type, upright if it can be, in which every column has its least width.
pub fn layout(table: &Table, anchors: &Anchors, page: Lines, may_turn: bool) -> Layout {
    let digits = Digits::of(table);
    let columns = table.columns.iter().enumerate();
    let extents: Vec<Extent> = columns
        .map(|(index, column)| extent(column, index, table, anchors, &digits))
        .collect();
    let least: f64 = extents.iter().map(|e| e.least).sum();
    let fits = |line: f64, size: &f64| least * size <= line;
    let upright = SIZES.into_iter().find(|size| fits(page.upright, size));
    let sideways = SIZES.into_iter().find(|size| fits(page.sideways, size));
    let (size, line, sideways) = match (upright, sideways) {
        (Some(size), _) => (size, page.upright, false),
        (None, Some(size)) if may_turn => (size, page.sideways, true),
        _ if may_turn => (SIZES[2], page.sideways, true),
        _ => (SIZES[2], page.upright, false),
    };
    let shares = shares(&extents, line / size);
    let height = height(table, &shares, line / size, anchors) * size;
    Layout {
        shares,
        size,
        sideways,
        tall: height
            > if sideways {
                page.depth * 0.447
            } else {
                page.height * 0.461
            },
    }
}

/// About how high a table is, in em.
fn height(table: &Table, shares: &[f64], line: f64, anchors: &Anchors) -> f64 {
    let lines = |cell: &Cell, share: f64| {
        let room = (share * line - PADDING).max(1.0);
        let all = lines_of(cell, anchors);
        all.iter()
            .map(|text| (width(text) / room).ceil().max(1.0))
            .sum::<f64>()
    };
    let row = |row: &Row| {
        let cells = row.cells.iter().zip(shares);
        let most = cells
            .map(|(cell, share)| lines(cell, *share))
            .fold(1.0, f64::max);
        most * 1.7 + PADDING
    };
    table.rows.iter().map(row).sum()
}

fn extent(
    column: &Column,
    index: usize,
    table: &Table,
    anchors: &Anchors,
    digits: &Digits,
) -> Extent {
    let head = plain(&column.head);
    let mut natural = width(&head);
    // A head takes two lines rather than three.
    let half = (natural / 2.0).ceil().min(5.0);
    let mut least = longest_word(&head).max(half).max(2.0);
    let cells = table
        .rows
        .iter()
        .filter(|row| row.role != RowRole::Group)
        .filter_map(|row| row.cells.get(index));
    for cell in cells {
        let (short, broken) = if cell.header { (7.0, 6.0) } else { (4.0, 4.0) };
        for text in lines_of(cell, anchors) {
            let wide = width(&text) + digits.room(index, cell).unwrap_or(0.0);
            // Figures stay whole, and so do short names.
            let whole = column.align == Align::End || wide <= short;
            least = least.max(if whole {
                wide.min(12.0)
            } else {
                longest_word(&text).max(broken)
            });
            natural = natural.max(wide);
        }
    }
    Extent {
        least: least + PADDING,
        natural: natural.max(least) + PADDING,
    }
}

/// The lines of a cell as they stand when nothing has to be broken.
fn lines_of(cell: &Cell, anchors: &Anchors) -> Vec<String> {
    let mut all = Vec::new();
    for block in &cell.blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => all.extend(
                inlines
                    .split(|inline| matches!(inline, Inline::Break))
                    .map(|line| printed(line, anchors)),
            ),
            BlockKind::List(list) => all.extend(
                list.items
                    .iter()
                    .flat_map(|item| &item.blocks)
                    .filter_map(|block| match &block.kind {
                        BlockKind::Paragraph(inlines) => Some(format!("・・{}", plain(inlines))),
                        _ => None,
                    }),
            ),
            _ => all.push("　".repeat(16)),
        }
    }
    all
}

/// The words of a line with the page numbers that print puts behind links.
fn printed(line: &[Inline], anchors: &Anchors) -> String {
    let mut words = plain(line);
    for inline in line {
        if let Inline::Link(Link {
            target: Target::Page { route, anchor },
            ..
        }) = inline
            && anchors.find(route, anchor.as_deref()).is_some()
        {
            words.push_str("（000ページ）");
        }
    }
    words
}

/// Shares of a line of `line` em: columns are as wide as their words when all have room, otherwise
/// the long ones give way down to one width, never below what a column needs.
fn shares(extents: &[Extent], line: f64) -> Vec<f64> {
    let natural: f64 = extents.iter().map(|e| e.natural).sum();
    let least: f64 = extents.iter().map(|e| e.least).sum();
    let widths: Vec<f64> = if natural <= line {
        // A table that nearly fills the line fills it; a narrow one gets some air only.
        let stretch = (line / natural).min(if natural > line * 0.55 { 2.0 } else { 1.35 });
        extents.iter().map(|e| e.natural * stretch).collect()
    } else if least >= line {
        extents.iter().map(|e| e.least * line / least).collect()
    } else {
        let level = level(extents, line);
        extents
            .iter()
            .map(|e| e.natural.min(level).max(e.least))
            .collect()
    };
    let sum: f64 = widths.iter().sum();
    let whole = (sum / line).min(1.0);
    widths.iter().map(|w| w / sum * whole).collect()
}

/// The width at which long columns are cut so that all together fill the line.
fn level(extents: &[Extent], line: f64) -> f64 {
    let (mut low, mut high) = (0.0, line);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        let sum: f64 = extents
            .iter()
            .map(|e| e.natural.min(middle).max(e.least))
            .sum();
        if sum > line {
            high = middle;
        } else {
            low = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(least: f64, natural: f64) -> Extent {
        Extent { least, natural }
    }

    #[test]
    fn long_columns_give_way_and_short_ones_keep_their_width() {
        let shares = shares(
            &[extent(4.0, 5.0), extent(4.0, 90.0), extent(4.0, 60.0)],
            50.0,
        );
        assert!((shares[0] - 0.1).abs() < 1e-6, "{shares:?}");
        assert!((shares[1] - 0.45).abs() < 1e-6, "{shares:?}");
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_narrow_table_does_not_spread_over_the_line() {
        let shares = shares(&[extent(4.0, 5.0), extent(4.0, 5.0)], 50.0);
        assert!(
            (shares.iter().sum::<f64>() - 0.27).abs() < 1e-6,
            "{shares:?}"
        );
    }

    #[test]
    fn a_table_of_many_columns_is_turned() {
        let column = Column {
            head: crate::document::text("令和6年度"),
            align: Align::End,
        };
        let mut table = Table {
            columns: vec![column; 6],
            ..Table::default()
        };
        let anchors = Anchors::default();
        let page = Lines::of(&Printing::default());
        assert!(!layout(&table, &anchors, page, true).sideways);
        table.columns = vec![table.columns[0].clone(); 30];
        assert!(layout(&table, &anchors, page, true).sideways);
        assert!(!layout(&table, &anchors, page, false).sideways);
    }
}
