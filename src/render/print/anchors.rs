//! Where links of a book can lead: its pages, headings, tables and figures, each under one label.

use std::collections::BTreeMap;

use crate::{
    compose::Page,
    document::{Block, BlockKind},
    render::print::Part,
    route::Route,
};

/// What stands at a label, for what a link says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Page,
    Table,
    Figure,
}

impl Kind {
    /// The word of the theme's function `xref`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Table => "table",
            Self::Figure => "figure",
        }
    }
}

/// All labels of a book.
#[derive(Debug, Default)]
pub struct Anchors(BTreeMap<String, Kind>);

impl Anchors {
    /// The labels of everything that is printed.
    pub fn of(parts: &[Part<'_>]) -> Self {
        let mut anchors = Self::default();
        for page in parts.iter().flat_map(|part| &part.pages) {
            anchors.add(&page.route, None, Kind::Page);
            anchors.collect(page, &page.document.blocks);
        }
        anchors
    }

    fn collect(&mut self, page: &Page, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.add(&page.route, Some(&heading.id), Kind::Page),
                BlockKind::Table(table) if !table.caption.is_empty() => {
                    self.add(&page.route, Some(&table.id), Kind::Table);
                }
                BlockKind::Chart(chart) => {
                    self.add(&page.route, Some(&chart.id), Kind::Figure);
                }
                BlockKind::Hierarchy(tree) => {
                    self.add(&page.route, Some(&tree.id), Kind::Page);
                }
                BlockKind::Figure(figure) => {
                    self.add(&page.route, Some(&figure.id), Kind::Figure);
                }
                BlockKind::Quote(blocks) => self.collect(page, blocks),
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.collect(page, &item.blocks);
                    }
                }
                BlockKind::Clauses(clauses) => {
                    for clause in clauses {
                        self.add(&page.route, Some(&clause.id), Kind::Page);
                        self.collect(page, &clause.blocks);
                    }
                }
                BlockKind::Facts(facts) => {
                    for fact in facts {
                        self.collect(page, &fact.blocks);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, route: &Route, anchor: Option<&str>, kind: Kind) {
        if anchor != Some("") {
            self.0.entry(label(route, anchor)).or_insert(kind);
        }
    }

    /// The label that a link to a page, or to a place on it, leads to. An anchor that print does
    /// not show leads to its page.
    pub fn find(&self, route: &Route, anchor: Option<&str>) -> Option<(String, Kind)> {
        [label(route, anchor), label(route, None)]
            .into_iter()
            .find_map(|label| {
                let kind = *self.0.get(&label)?;
                Some((label, kind))
            })
    }
}

/// The label of a place, unique in the whole book.
pub fn label(route: &Route, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("{route}#{anchor}"),
        None => route.to_string(),
    }
}
