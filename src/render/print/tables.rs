//! Tables and facts as calls.

use crate::{
    diagnostic::Diagnostic,
    document::{Align, Block, BlockKind, Cell, Fact, Row, RowRole, Table, plain},
    render::print::{
        chapter::Writer,
        columns::{Layout, SIZES, layout},
        digits::Digits,
        inlines::Links,
        lines::width,
    },
    render::world::MARK,
    source::Span,
};

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
        // Cells stay light: the index leads to the words around a table.
        let terms = self.terms.take();
        let layout = layout(table, self.anchors, self.page_lines, self.depth == 0);
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
        let digits = Digits::of(table);
        for row in &table.rows {
            self.row(row, table.columns.len(), &digits);
        }
        self.code.push("), ");
        self.mark("");
        self.code.push("),");
        self.terms = terms;
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

    fn row(&mut self, row: &Row, columns: usize, digits: &Digits) {
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
                Some(cell) => match digits.room(index, cell) {
                    Some(room) => {
                        self.code.push("md.digits(");
                        self.cell(cell);
                        self.code.number(format_args!(", {room})"));
                    }
                    None => self.cell(cell),
                },
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
        self.code.number(format_args!(
            "{:.4}, ",
            label * SIZES[0] / self.page_lines.upright
        ));
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
