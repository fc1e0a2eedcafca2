//! Tables and facts: column widths come from what stands in the columns, so that nothing overflows.

use crate::{
    diagnostic::Diagnostic,
    document::{
        Align, Block, BlockKind, Cell, Column, Fact, Inline, Link, Row, RowRole, Table, Target,
        plain,
    },
    render::print::{
        anchors::Anchors,
        chapter::Writer,
        inlines::Links,
        lines::{longest_word, width},
    },
    render::world::MARK,
    source::Span,
};

/// The length of a line in points, upright and on its side, as the default theme has it; columns
/// are shares of the line, so another theme may differ.
const UPRIGHT: f64 = 467.0;
const SIDEWAYS: f64 = 700.0;
/// Sizes of type that are tried, from the largest.
const SIZES: [f64; 3] = [9.0, 8.25, 7.5];
/// What stands left and right of the words of a cell, in em.
const PADDING: f64 = 1.1;

/// How a table is set.
#[derive(Debug, PartialEq)]
struct Layout {
    /// Shares of the line.
    shares: Vec<f64>,
    size: f64,
    sideways: bool,
    /// Whether it may take more than half a page, and so breaks over pages.
    tall: bool,
}

/// The widths a column can have, in em.
#[derive(Debug, Clone, Copy)]
struct Extent {
    least: f64,
    natural: f64,
}

impl Writer<'_> {
    /// A table with what stands above and below it.
    pub fn table(&mut self, table: &Table, span: &Span) {
        if table.columns.is_empty() {
            return self.code.push("none,");
        }
        let headless = table.columns.iter().all(|column| column.head.is_empty());
        if headless && !table.rows.is_empty() {
            self.problems.push(
                Diagnostic::warning("print/table-header", "the table has no column headers")
                    .at(span, "this table")
                    .hint("name every column in the first row: readers of the PDF hear the names"),
            );
        }
        let layout = layout(table, self.anchors, self.depth == 0);
        self.code.push("md.stacked(");
        self.mark(&format!("{} {}", self.number, self.code.text().len()));
        self.code.push("md.data(");
        let caption = !table.caption.is_empty();
        self.anchor(caption.then_some(table.id.as_str()));
        self.optional(&table.caption, Links::Words);
        self.code.push(", ");
        match &table.unit {
            Some(unit) => self.code.string(unit),
            None => self.code.push("none"),
        }
        self.shape(table, &layout);
        self.code.push("(");
        if !headless {
            for column in &table.columns {
                self.value(&column.head, Links::Words);
                self.code.push(", ");
            }
        }
        self.code.push("), (");
        for remark in &table.remarks {
            self.value(remark, Links::Full);
            self.code.push(", ");
        }
        self.code.push("), ");
        self.optional(&table.source, Links::Full);
        self.code
            .push(if layout.tall { ", long: true," } else { "," });
        for row in &table.rows {
            self.row(row, table.columns.len());
        }
        self.code.push("), ");
        self.mark("");
        self.code.push("),");
    }

    /// Says what the words after it belong to.
    fn mark(&mut self, name: &str) {
        self.code.push("md.anchor(");
        self.code.string(&format!("{MARK}{name}"));
        self.code.push("), ");
    }

    fn shape(&mut self, table: &Table, layout: &Layout) {
        self.code.push(", (");
        for share in &layout.shares {
            self.code.number(format_args!("{share:.4}, "));
        }
        self.code.push("), (");
        for column in &table.columns {
            self.code.push(match column.align {
                Align::Start => "\"start\", ",
                Align::Center => "\"center\", ",
                Align::End => "\"end\", ",
            });
        }
        self.code.push("), ");
        self.code.number(layout.size);
        self.code.push(if layout.sideways {
            ", true, "
        } else {
            ", false, "
        });
    }

    fn row(&mut self, row: &Row, columns: usize) {
        let span = row.cells.iter().flat_map(|cell| &cell.blocks).next();
        self.code.line(span.map(|block| &block.span));
        if row.role == RowRole::Group {
            self.code.push("md.group(");
            self.code.number(columns);
            self.code.push(", ");
            match row.cells.first() {
                Some(cell) => self.cell(cell),
                None => self.code.push("\"\""),
            }
            self.code.push("), ");
            return;
        }
        self.code.push(match row.role {
            RowRole::Total => "md.total(",
            _ => "md.row(",
        });
        for index in 0..columns {
            match row.cells.get(index) {
                Some(cell) if cell.header => {
                    self.code.push("md.th(");
                    self.cell(cell);
                    self.code.push(")");
                }
                Some(cell) => self.cell(cell),
                None => self.code.push("\"\""),
            }
            self.code.push(", ");
        }
        self.code.push("), ");
    }

    fn cell(&mut self, cell: &Cell) {
        match cell.blocks.as_slice() {
            [] => self.code.push("\"\""),
            [
                Block {
                    kind: BlockKind::Paragraph(inlines),
                    ..
                },
            ] => self.value(inlines, Links::Full),
            blocks => {
                self.code.push("md.stacked(");
                self.nested(blocks);
                self.code.push(")");
            }
        }
    }

    /// Label and text in pairs.
    pub fn facts(&mut self, facts: &[Fact]) {
        let labels = facts.iter().map(|fact| width(&plain(&fact.label)));
        let label = labels.fold(5.0_f64, f64::max).min(11.0) + 1.6;
        self.code.push("md.facts(");
        self.code
            .number(format_args!("{:.4}, ", label * SIZES[0] / UPRIGHT));
        for fact in facts {
            self.code.line(fact.blocks.first().map(|block| &block.span));
            self.code.push("md.fact(");
            self.value(&fact.label, Links::Words);
            self.code.push(", ");
            self.contents(&fact.blocks);
            self.code.push("), ");
        }
        self.code.push("),");
    }
}

/// The largest type, upright if it can be, in which every column has its least width.
fn layout(table: &Table, anchors: &Anchors, may_turn: bool) -> Layout {
    let columns = table.columns.iter().enumerate();
    let extents: Vec<Extent> = columns
        .map(|(index, column)| extent(column, index, &table.rows, anchors))
        .collect();
    let least: f64 = extents.iter().map(|e| e.least).sum();
    let fits = |line: f64, size: &f64| least * size <= line;
    let upright = SIZES.into_iter().find(|size| fits(UPRIGHT, size));
    let sideways = SIZES.into_iter().find(|size| fits(SIDEWAYS, size));
    let (size, line, sideways) = match (upright, sideways) {
        (Some(size), _) => (size, UPRIGHT, false),
        (None, Some(size)) if may_turn => (size, SIDEWAYS, true),
        _ if may_turn => (SIZES[2], SIDEWAYS, true),
        _ => (SIZES[2], UPRIGHT, false),
    };
    let shares = shares(&extents, line / size);
    let height = height(table, &shares, line / size, anchors) * size;
    Layout {
        shares,
        size,
        sideways,
        tall: height > if sideways { 200.0 } else { 320.0 },
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

fn extent(column: &Column, index: usize, rows: &[Row], anchors: &Anchors) -> Extent {
    let head = plain(&column.head);
    let mut natural = width(&head);
    // A head takes two lines rather than three.
    let half = (natural / 2.0).ceil().min(5.0);
    let mut least = longest_word(&head).max(half).max(2.0);
    let cells = rows
        .iter()
        .filter(|row| row.role != RowRole::Group)
        .filter_map(|row| row.cells.get(index));
    for cell in cells {
        let (short, broken) = if cell.header { (7.0, 6.0) } else { (4.0, 4.0) };
        for text in lines_of(cell, anchors) {
            let wide = width(&text);
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
        assert!(!layout(&table, &anchors, true).sideways);
        table.columns = vec![table.columns[0].clone(); 30];
        assert!(layout(&table, &anchors, true).sideways);
        assert!(!layout(&table, &anchors, false).sideways);
    }
}
