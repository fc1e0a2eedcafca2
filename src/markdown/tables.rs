//! Tables as authors draw them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::blocks::Builder;
use crate::{
    diagnostic::Diagnostic,
    document::{Align, Block, BlockKind, Cell, Column, Inline, Row, RowRole, Table},
    source::Span,
};

impl Builder<'_> {
    /// A table, with the caption that stood above it.
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        (caption, id): (Vec<Inline>, String),
        end: TagEnd,
    ) -> BlockKind {
        let mut table = Table {
            id,
            caption,
            ..Table::default()
        };
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    let heads = self.cells(TagEnd::TableHead);
                    for (head, span) in &heads {
                        self.no_notes(head, span);
                    }
                    let aligns = alignments.iter().map(align);
                    table.columns = heads
                        .into_iter()
                        .zip(aligns)
                        .map(|((head, _), align)| Column { head, align })
                        .collect();
                }
                Event::Start(Tag::TableRow) => {
                    self.count_cells(&range, alignments.len());
                    table.rows.push(Row {
                        role: RowRole::Body,
                        cells: cells(self.cells(TagEnd::TableRow)),
                    });
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        BlockKind::Table(table)
    }

    fn cells(&mut self, end: TagEnd) -> Vec<(Vec<Inline>, Span)> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let span = self.span(&range);
                    cells.push((self.inlines(Some(TagEnd::TableCell)), span));
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        cells
    }

    /// CommonMark drops the cells that a row has too many; the author should know.
    fn count_cells(&mut self, row: &Range<usize>, columns: usize) {
        let line = self.prepared.text[row.clone()].trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        let bars = line.replace("\\|", "");
        let cells = bars.strip_suffix('|').unwrap_or(&bars).split('|').count();
        if cells > columns {
            let span = self.span(row);
            self.problems.push(
                Diagnostic::error(
                    "markdown/too-many-cells",
                    format!("this row has {cells} cells, the table has {columns} columns"),
                )
                .at(&span, "the last cells would be lost")
                .hint("add columns to the head, or write `\\|` for a bar inside a cell"),
            );
        }
    }
}

fn cells(contents: Vec<(Vec<Inline>, Span)>) -> Vec<Cell> {
    let cell = |(inlines, span): (Vec<Inline>, Span)| Cell {
        header: false,
        blocks: if inlines.is_empty() {
            Vec::new()
        } else {
            vec![Block {
                kind: BlockKind::Paragraph(inlines),
                span,
            }]
        },
    };
    contents.into_iter().map(cell).collect()
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}
