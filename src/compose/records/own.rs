//! The page of a record of a collection that the site adds: its fields, in the order of the settings.

use std::collections::BTreeMap;

use super::{append, blank, lead};
use crate::{
    compose::{
        Page,
        rewrite::{Rewrite, rewrite},
        routes,
        writing::{Writing, label},
    },
    document::{Block, BlockKind, Document, Inline, text},
    model::{Amount, Field, FieldName, OwnRecord, Record, Site, State},
    route::Route,
};

pub(super) fn page(site: &Site, record: &OwnRecord) -> Page {
    let mut page = Writing::new(site, record.span());
    let (summary, rest) = lead(record.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    for (name, field) in &record.fields {
        let said = fact(&page, *name, field);
        if !said.is_empty() {
            page.labelled_fact(text(site.theme.word(&name.label())), said);
        }
    }
    page.note_and_source(record.note.as_deref(), record.source.as_deref());
    let mut document = page.finish();
    for (name, field) in &record.fields {
        if let Field::Markdown(_, words) = field {
            append(&mut document, below_heading(site, record, *name, words));
        }
    }
    let reading = record.reading.as_deref();
    Page {
        summary,
        ..blank(record, reading, document)
    }
}

/// A field in a line; texts with paragraphs stand below.
fn fact(page: &Writing<'_>, name: FieldName, field: &Field) -> Vec<Inline> {
    let site = page.site;
    match field {
        Field::Text(words) => text(words),
        Field::Markdown(..) => Vec::new(),
        Field::Amount { amount, unit, .. } => text(figure(page, amount, unit)),
        Field::Date(date) => text(site.config.year_style.show_date(**date)),
        Field::Year(year) => text(page.year(**year)),
        Field::Choices(values) => {
            let vocabulary = name.vocabulary.map_or("", |word| word.as_str());
            let labels = values.iter().map(|value| label(site, vocabulary, value));
            page.joined(labels.map(Inline::Text).collect())
        }
        Field::References(collection, ids) => {
            // Cases that may not be shown are no records here.
            let known = ids.iter().filter(|id| site.name(*collection, id).is_some());
            let links = known.map(|id| page.link(*collection, id));
            page.joined(links.collect())
        }
    }
}

/// 12回（予定）; where something is said of it, with that.
fn figure(page: &Writing<'_>, amount: &Amount, unit: &str) -> String {
    let mut said = page.value(&amount.value, unit);
    let state = amount.state.filter(|state| *state != State::Held);
    let state = state.map(|state| {
        let key = format!("state.{}", state.as_str());
        page.site.theme.word(&key).to_owned()
    });
    for remark in state.iter().chain(&amount.note) {
        let words = page.word("figure.with-unit");
        said = words.replace("{label}", &said).replace("{unit}", remark);
    }
    said
}

/// A text under the label of its field; its own headings are a level lower.
fn below_heading(site: &Site, record: &OwnRecord, name: FieldName, words: &Document) -> Document {
    let mut page = Writing::new(site, record.span());
    let label = text(site.theme.word(&name.label()));
    page.named_heading(2, name.name.as_str(), label);
    let mut document = page.finish();
    let mut words = words.clone();
    rewrite(&mut words, &mut Lower);
    append(&mut document, words);
    document
}

/// The records of own collections that refer to records, by the pages of these.
pub(super) fn referring(site: &Site) -> BTreeMap<Route, Vec<&OwnRecord>> {
    let mut referring: BTreeMap<Route, Vec<&OwnRecord>> = BTreeMap::new();
    for record in site.own_records() {
        for field in record.fields.values() {
            let Field::References(collection, ids) = field else {
                continue;
            };
            let places = ids.iter().filter_map(|id| routes::record(*collection, id));
            for (route, _) in places.filter(|(_, anchor)| anchor.is_none()) {
                let here = referring.entry(route).or_default();
                if here.last().is_none_or(|last| last.id != record.id) {
                    here.push(record);
                }
            }
        }
    }
    referring
}

/// Records that refer to a page, at its end: collection by collection.
pub(super) fn references(site: &Site, page: &Page, referring: &[&OwnRecord]) -> Document {
    let mut writing = Writing::new(site, &page.span);
    for (collection, own) in site.config.own() {
        let records = referring.iter().filter(|r| r.collection == collection);
        let links = records.map(|r| vec![writing.link(collection, r.id.as_str())]);
        let links: Vec<_> = links.collect();
        if !links.is_empty() {
            writing.named_heading(2, collection.folder(), text(&own.title));
            writing.list(links);
        }
    }
    writing.finish()
}

struct Lower;

impl Rewrite for Lower {
    fn block(&mut self, mut block: Block) -> Option<Block> {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = (heading.level + 1).min(6);
        }
        Some(block)
    }

    fn inline(&mut self, inline: Inline) -> Option<Inline> {
        Some(inline)
    }
}
