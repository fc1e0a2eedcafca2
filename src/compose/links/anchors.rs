//! The places on a page that links can name: headings, tables, figures.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, Document, plain},
};

/// A place on a page.
pub(super) struct Anchor {
    /// The words of the heading or the caption.
    pub words: String,
    /// A table, or a figure; a heading is neither.
    pub table: Option<bool>,
}

/// The places of one page by their ids.
#[derive(Default)]
pub(super) struct Anchors(BTreeMap<String, Anchor>);

impl Anchors {
    pub fn of(document: &Document) -> Self {
        let mut anchors = Self::default();
        anchors.collect(&document.blocks);
        anchors
    }

    pub fn get(&self, id: &str) -> Option<&Anchor> {
        self.0.get(id)
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The ids of tables, or of figures.
    pub fn numbered(&self, table: bool) -> impl Iterator<Item = &str> {
        let of_kind = move |(_, anchor): &(&String, &Anchor)| anchor.table == Some(table);
        self.0.iter().filter(of_kind).map(|(id, _)| id.as_str())
    }

    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.add(&heading.id, plain(&heading.content), None),
                BlockKind::Table(table) => self.add(&table.id, plain(&table.caption), Some(true)),
                BlockKind::Chart(chart) => self.add(&chart.id, chart.title.clone(), Some(false)),
                BlockKind::Hierarchy(tree) => {
                    self.add(&tree.id, plain(&tree.table.caption), None);
                }
                BlockKind::Figure(figure) => {
                    self.add(&figure.id, plain(&figure.caption), Some(false));
                }
                BlockKind::Quote(blocks) => self.collect(blocks),
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.collect(&item.blocks);
                    }
                }
                BlockKind::Clauses(clauses) => {
                    for clause in clauses {
                        self.add(&clause.id, clause.num.clone(), None);
                        self.collect(&clause.blocks);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, id: &str, words: String, table: Option<bool>) {
        if !id.is_empty() {
            self.0.insert(id.to_owned(), Anchor { words, table });
        }
    }
}

/// Gives charts without a name one, and reports names that stand twice on the page.
pub(super) fn name(document: &mut Document, problems: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    let mut charts = 0;
    for block in &mut document.blocks {
        let id = match &mut block.kind {
            BlockKind::Chart(chart) => {
                charts += 1;
                if chart.id.is_empty() {
                    chart.id = format!("chart-{charts}");
                }
                &chart.id
            }
            BlockKind::Heading(heading) => &heading.id,
            BlockKind::Table(table) => &table.id,
            BlockKind::Hierarchy(tree) => &tree.id,
            BlockKind::Figure(figure) => &figure.id,
            _ => continue,
        };
        if id.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(id.clone(), block.span.clone()) {
            problems.push(
                Diagnostic::error(
                    "page/same-id",
                    format!("`{id}` names two things on this page"),
                )
                .at(&block.span, "the second")
                .related(&first, "the first")
                .hint("give one of them another `id`"),
            );
        }
    }
}
