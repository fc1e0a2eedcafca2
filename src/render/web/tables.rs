//! Tables as the component of the theme sees them: groups of rows, heads with their scope.

use crate::{
    document::{Align, Cell, Look, Row, RowRole, Table, plain},
    render::web::{
        html::Writer,
        view::{CellView, ColumnView, GroupView, RowView, TableView},
    },
};

/// Tables with more columns scroll sideways on small screens, and take the keyboard for it.
const NARROW: usize = 3;

impl Writer<'_> {
    pub fn table(&mut self, table: &Table) -> TableView {
        TableView {
            id: table.id.clone(),
            caption: self.inlines(&table.caption),
            label: plain(&table.caption),
            unit: table.unit.clone(),
            wide: table.columns.len() > NARROW,
            width: table.columns.len(),
            headed: table.columns.iter().any(|column| !column.head.is_empty()),
            columns: table
                .columns
                .iter()
                .map(|column| ColumnView {
                    head: self.inlines(&column.head),
                    align: class(column.align),
                })
                .collect(),
            groups: self.groups(table),
            remarks: table.remarks.iter().map(|r| self.inlines(r)).collect(),
            source: self.inlines(&table.source),
            look: match table.look {
                Look::Plain => None,
                Look::Timeline => Some("timeline"),
            },
        }
    }

    fn groups(&mut self, table: &Table) -> Vec<GroupView> {
        let mut groups = Vec::new();
        let mut group = GroupView::default();
        for row in &table.rows {
            if row.role != RowRole::Group {
                group.rows.push(self.row(table, row));
                continue;
            }
            if group.head.is_some() || !group.rows.is_empty() {
                groups.push(std::mem::take(&mut group));
            }
            let cells: Vec<String> = row.cells.iter().map(|c| self.content(&c.blocks)).collect();
            group.head = Some(cells.concat());
        }
        groups.push(group);
        groups
    }

    fn row(&mut self, table: &Table, row: &Row) -> RowView {
        let cell = |(index, cell): (usize, &Cell)| CellView {
            header: cell.header,
            align: class(table.columns.get(index).map_or(Align::Start, |c| c.align)),
            content: self.content(&cell.blocks),
        };
        RowView {
            total: row.role == RowRole::Total,
            cells: row.cells.iter().enumerate().map(cell).collect(),
        }
    }
}

fn class(align: Align) -> Option<&'static str> {
    match align {
        Align::Start => None,
        Align::Center => Some("center"),
        Align::End => Some("end"),
    }
}
