//! The pages of records: what each collection says of one of its records, and the lists of them.

use std::collections::BTreeMap;

use crate::{
    compose::{
        Page, PageKind,
        rewrite::{Rewrite, rewrite},
        routes,
    },
    document::{Document, Inline, one_line},
    model::{Collection, Record, Site},
    route::Route,
};

mod absent;
mod area;
mod case;
mod council;
mod facets;
mod glossary;
mod lists;
mod measure;
mod organization;
mod own;
mod program;
mod reading;
mod regulation;
mod related;
mod survey;
mod training;

pub use facets::{Facet, facets};
pub(super) use facets::{index as facet_index, pages as facet_pages, value_link};
pub(super) use lists::{List, excludes, list};

/// The narratives that are the bodies of records, by the page of the record.
pub(super) type Bodies = BTreeMap<Route, Document>;

/// The pages of all records that have one, in the order in which lists name them.
pub(super) fn pages(site: &Site, bodies: &mut Bodies) -> Vec<Page> {
    let mut pages = Vec::new();
    pages.extend(
        lists::programs(site)
            .into_iter()
            .map(|p| program::page(site, p)),
    );
    pages.extend(
        lists::areas(site, None)
            .into_iter()
            .map(|a| area::page(site, a)),
    );
    pages.extend(
        site.organizations
            .iter()
            .map(|o| organization::page(site, o)),
    );
    pages.extend(
        lists::councils(site)
            .into_iter()
            .map(|c| council::page(site, c)),
    );
    pages.extend(
        lists::trainings(site, None)
            .into_iter()
            .map(|t| training::page(site, t)),
    );
    pages.extend(site.measures.iter().map(|m| measure::page(site, m)));
    pages.extend(site.surveys.iter().map(|s| survey::page(site, s)));
    let likeness = related::Likeness::of(site, bodies);
    pages.extend(
        site.cases
            .iter()
            .map(|c| case::page(site, c, bodies, &likeness)),
    );
    pages.extend(site.regulations.iter().map(|r| regulation::page(site, r)));
    pages.extend(site.own_records().map(|record| own::page(site, record)));
    pages.extend(glossary::page(site));
    let referring = own::referring(site);
    for page in &mut pages {
        if let Some(body) = bodies.remove(&page.route) {
            append(&mut page.document, body);
        }
        if let Some(records) = referring.get(&page.route) {
            let references = own::references(site, page, records);
            append(&mut page.document, references);
        }
    }
    pages
}

/// A page about a record with nothing on it yet.
fn blank<T: Record>(record: &T, reading: Option<&str>, document: Document) -> Page {
    let kind = PageKind::Record(record.collection());
    Page {
        reading: reading.map(str::to_owned),
        updated: record.updated(),
        document,
        ..Page::blank(routes::of(record), kind, record.name(), record.span())
    }
}

/// The columns of which at least one record says something, as a list in YAML.
fn columns(said: &[(&str, bool)]) -> String {
    let said: Vec<&str> = said
        .iter()
        .filter(|(_, said)| *said)
        .map(|(name, _)| *name)
        .collect();
    format!("[{}]", said.join(", "))
}

/// The first paragraph of a text, as the lead of its page; the others belong below.
fn lead(text: &str) -> (String, String) {
    match text.split_once("\n\n") {
        Some((first, rest)) => (one_line(first), rest.trim().to_owned()),
        None => (one_line(text), String::new()),
    }
}

/// Puts a text behind another; its notes come after those that are there.
fn append(document: &mut Document, mut more: Document) {
    rewrite(&mut more, &mut After(document.notes.len()));
    document.blocks.append(&mut more.blocks);
    document.notes.append(&mut more.notes);
}

/// Counts notes on from a number of others.
struct After(usize);

impl Rewrite for After {
    fn inline(&mut self, inline: Inline) -> Option<Inline> {
        Some(match inline {
            Inline::Note(note) => Inline::Note(note + self.0),
            other => other,
        })
    }
}

/// The word for the list of a collection.
pub(super) fn title(site: &Site, collection: Collection) -> String {
    let key = format!("list.{}", collection.folder());
    site.theme.word(&key).to_owned()
}
