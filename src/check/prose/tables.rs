//! Tables that authors draw: as many items as are counted, organizations under their names.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::{counted, drawn, marks::circled, sums};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{BlockKind, Cell, Table},
    model::{Number, Organization, Record, Site, Waivers},
    source::Span,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let names = Names::of(site);
    drawn::check(site, problems);
    counted::lists(site, problems);
    for narrative in &site.narratives {
        for block in &narrative.document.blocks {
            if let BlockKind::Table(table) = &block.kind {
                let waivers = &narrative.front.waive;
                items(table, waivers, problems);
                sums::check(table, waivers, problems);
                names.check(table, waivers, problems);
            }
        }
    }
}

/// What an author typed into a cell, and where.
pub(super) fn written(cell: &Cell) -> Option<(&Span, String)> {
    let block = cell.blocks.first()?;
    let mut words = String::new();
    for block in &cell.blocks {
        if let BlockKind::Paragraph(content) = &block.kind {
            super::written::typed(content, &mut words);
        }
    }
    Some((&block.span, words.trim().to_owned()))
}

/// A row with one number and one list of marked items has as many items as it says.
fn items(table: &Table, waivers: &Waivers, problems: &mut Diagnostics) {
    for row in &table.rows {
        let cells: Vec<(&Span, String)> = row.cells.iter().filter_map(written).collect();
        let numbers = cells.iter().filter_map(|(span, words)| {
            let number = Number::parse(words)?;
            Some((*span, number))
        });
        let lists: Vec<usize> = cells.iter().map(|(_, words)| marks(words)).collect();
        let lists: Vec<usize> = lists.into_iter().filter(|marks| *marks > 0).collect();
        let numbers: Vec<(&Span, Number)> = numbers.collect();
        let ([(span, number)], [items]) = (numbers.as_slice(), lists.as_slice()) else {
            continue;
        };
        let listed = Number::from_int(i64::try_from(*items).unwrap_or(i64::MAX));
        if *number != listed {
            let message = format!("the row says {number} and lists {items}");
            problems.push(
                Diagnostic::error("count/items", message)
                    .at(span, "said here")
                    .hint("list each of them, or correct the number")
                    .waived(waivers.reason("count/items")),
            );
        }
    }
}

/// How many numbers in circles stand in a cell, when they begin with the first.
fn marks(words: &str) -> usize {
    let marks: BTreeSet<char> = words
        .chars()
        .map(circled)
        .filter(|c| matches!(c, '①'..='⑳'))
        .collect();
    match marks.contains(&'①') {
        true => marks.len(),
        false => 0,
    }
}

/// The names under which organizations are known.
struct Names<'a> {
    known: BTreeSet<String>,
    organizations: Vec<&'a Organization>,
}

impl<'a> Names<'a> {
    fn of(site: &'a Site) -> Self {
        let mut known = BTreeSet::new();
        for organization in site.organizations.iter() {
            let former = organization.former_names.iter().map(|former| &former.name);
            let all = [&organization.name].into_iter();
            let all = all.chain(&organization.aliases).chain(former);
            known.extend(all.map(|name| plain(name)));
        }
        Self {
            known,
            organizations: site.organizations.iter().collect(),
        }
    }

    /// In a column of organizations, a part of one name is that organization under another name.
    fn check(&self, table: &Table, waivers: &Waivers, problems: &mut Diagnostics) {
        for column in 0..table.columns.len() {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            let cells: Vec<(&Span, String)> = cells.filter_map(written).collect();
            if !cells
                .iter()
                .any(|(_, words)| self.known.contains(&plain(words)))
            {
                continue;
            }
            for (span, words) in &cells {
                let Some(whole) = self.part_of(&plain(words)) else {
                    continue;
                };
                let message = format!("`{words}` is a part of `{}`", whole.name);
                problems.push(
                    Diagnostic::warning("organization/short-name", message)
                        .at(span, "called so here")
                        .related(whole.span(), "registered so")
                        .hint(format!(
                            "write the name, or register it: `aliases: [{words}]`"
                        ))
                        .waived(waivers.reason("organization/short-name")),
                );
            }
        }
    }

    fn part_of(&self, words: &str) -> Option<&'a Organization> {
        if words.chars().count() < 2 || self.known.contains(words) {
            return None;
        }
        let whole = |o: &&&Organization| plain(&o.name).contains(words);
        let mut wholes = self.organizations.iter().filter(whole);
        let first = wholes.next()?;
        wholes.next().is_none().then_some(*first)
    }
}

fn plain(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}
