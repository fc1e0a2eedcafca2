//! The index as small scripts that a browser loads as it needs them, from a server or from a folder.
//!
//! - `m.js`: what every query needs: the table of characters, the first term of each shard of terms,
//!   the lengths of all fields, the glossary.
//! - `f.js`: for each facet its values with the pages that have them; `o.js`: the order of all titles.
//! - `d<k>.js`: one page, its title, address, kind, text and the places in it that have addresses; `h<k>.js`: title,
//!   address and kind of [`HEADS`] pages, for hits whose texts nobody reads yet.
//! - `t<k>.js`: terms with the pages they are on; `p<k>.js`: [`PLACES`] places of terms in texts.
//!
//! Numbers are single characters, so that UTF-8 makes small ones short and a shard stays a string.
//! Each shard carries a sum of its characters: one that was cut off or changed is told from a whole one.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tantivy::{
    DocSet, TERMINATED,
    postings::{Postings, TermInfo},
    schema::IndexRecordOption,
};

use super::{
    Entry, analysis,
    index::{BOOSTS, PageIndex},
    query::Spellings,
};
use crate::compose::Facet;

/// A shard of terms is closed when it has about so many bytes.
const TERMS: usize = 8_000;
const PLACES: usize = 4_096;
const HEADS: usize = 128;
/// Numbers from here on take two characters.
const LONG: u32 = 60_000;

/// The shards by name.
pub(super) type Shards = BTreeMap<String, String>;

pub(super) fn shards(
    index: &PageIndex,
    entries: &[Entry],
    facets: &[Facet],
    spellings: &Spellings,
) -> tantivy::Result<Shards> {
    let mut shards = Shards::new();
    let mut add = |name: String, parts: &[&str]| {
        let script = script(&name, parts);
        shards.insert(name, script);
    };
    for (number, page) in entries.iter().enumerate() {
        let places = match page.places.as_slice() {
            [] => String::new(),
            places => json!(places).to_string(),
        };
        let route = page.route.as_str();
        let parts = [&page.title, route, &page.kind, &page.body, &places];
        add(format!("d{number}"), &parts);
    }
    for (number, heads) in entries.chunks(HEADS).enumerate() {
        let heads = heads.iter();
        let heads = heads.map(|e| json!([e.title, e.route.as_str(), e.kind]));
        let heads: Value = heads.collect();
        add(format!("h{number}"), &[&heads.to_string()]);
    }
    let mut export = Export::default();
    export.terms(index)?;
    for (number, places) in export.places.chunks(PLACES).enumerate() {
        add(format!("p{number}"), &[&numbers(places)]);
    }
    for (number, shard) in export.shards.iter().enumerate() {
        let words = shard.terms.join(" ");
        add(format!("t{number}"), &[&words, &numbers(&shard.numbers)]);
    }
    let firsts = export.shards.iter().map(|shard| shard.terms[0].as_str());
    let firsts: Vec<&str> = firsts.collect();
    let [known, words, names] = spellings.synonyms.as_json();
    let manifest = json!({
        "pages": entries.len(),
        "heads": HEADS,
        "places": PLACES,
        "classes": analysis::table(),
        "boosts": BOOSTS,
        "lengths": lengths(index)?,
        "norms": norms(index, entries.len())?,
        "terms": firsts.join(" "),
        "spellings": known,
        "words": words,
        "names": names,
        "variants": spellings.variants.as_json(),
    });
    add("m".to_owned(), &[&manifest.to_string()]);
    add("f".to_owned(), &[&choices(entries, facets).to_string()]);
    add("o".to_owned(), &[&numbers(&order(entries))]);
    Ok(shards)
}

/// A script that hands over its parts, with a sum of them.
fn script(name: &str, parts: &[&str]) -> String {
    let units = parts.iter().flat_map(|part| part.encode_utf16());
    let sum = units.fold(0_i32, |sum, unit| {
        sum.wrapping_mul(31).wrapping_add(i32::from(unit))
    });
    let parts: Vec<String> = parts.iter().map(|part| json!(part).to_string()).collect();
    let parts = parts.join(",");
    format!("yearbookSearch.shard(\"{name}\",{sum},{parts});\n")
}

/// Facets that pages have, with the steps from page to page for each value.
fn choices(entries: &[Entry], facets: &[Facet]) -> Value {
    let mut pages: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for (number, entry) in (0..).zip(entries) {
        for (facet, value) in &entry.facets {
            pages.entry((facet, value)).or_default().push(number);
        }
    }
    let facets = facets.iter().filter_map(|facet| {
        let values = facet.values.iter().filter_map(|(value, label)| {
            let pages = pages.get(&(facet.name, value.as_str()))?;
            Some(json!([value, label, numbers(&steps(pages))]))
        });
        let values: Vec<Value> = values.collect();
        (values.len() > 1).then(|| json!([facet.name, facet.label, values]))
    });
    facets.collect()
}

/// The pages in the order of their titles.
fn order(entries: &[Entry]) -> Vec<u32> {
    let count = u32::try_from(entries.len()).expect("a site has under 4 billion pages");
    let mut order: Vec<u32> = (0..count).collect();
    order.sort_by_key(|number| &entries[*number as usize].reading);
    order
}

fn steps(pages: &[u32]) -> Vec<u32> {
    let before = std::iter::once(0).chain(pages.iter().copied());
    pages
        .iter()
        .zip(before)
        .map(|(page, before)| page - before)
        .collect()
}

#[derive(Default)]
struct Export {
    shards: Vec<TermShard>,
    /// The places of all terms, one after another; each term knows where its own begin.
    places: Vec<u32>,
}

#[derive(Default)]
struct TermShard {
    terms: Vec<String>,
    numbers: Vec<u32>,
    bytes: usize,
}

impl Export {
    fn terms(&mut self, index: &PageIndex) -> tantivy::Result<()> {
        let mut shard = TermShard::default();
        for (term, infos) in all_terms(index)? {
            let term = String::from_utf16_lossy(&term);
            let mut numbers = Vec::new();
            for (field, info) in infos.iter().enumerate() {
                match info {
                    Some(info) => self.postings(index, field, info, &mut numbers)?,
                    None => numbers.push(0),
                }
            }
            shard.bytes += term.len() + 1 + numbers.iter().map(|n| width(*n)).sum::<usize>();
            shard.terms.push(term);
            shard.numbers.append(&mut numbers);
            if shard.bytes >= TERMS {
                self.shards.push(std::mem::take(&mut shard));
            }
        }
        if !shard.terms.is_empty() {
            self.shards.push(shard);
        }
        Ok(())
    }

    /// How many pages have the term, where its places begin, the steps from page to page, and how
    /// often each page has it.
    fn postings(
        &mut self,
        index: &PageIndex,
        field: usize,
        info: &TermInfo,
        numbers: &mut Vec<u32>,
    ) -> tantivy::Result<()> {
        let segment = &index.searcher.segment_readers()[0];
        let inverted = segment.inverted_index(index.fields[field])?;
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = inverted.read_postings_from_terminfo(info, option)?;
        numbers.push(info.doc_freq);
        numbers
            .push(u32::try_from(self.places.len()).expect("an index has under 4 billion places"));
        let mut often = Vec::new();
        let mut places = Vec::new();
        let mut before = 0;
        while postings.doc() != TERMINATED {
            numbers.push(postings.doc() - before);
            before = postings.doc();
            often.push(postings.term_freq());
            postings.positions(&mut places);
            let mut last = 0;
            for place in &places {
                self.places.push(place - last);
                last = *place;
            }
            postings.advance();
        }
        numbers.append(&mut often);
        Ok(())
    }
}

/// All terms in the order in which browsers compare strings, with what each field knows of them.
fn all_terms(index: &PageIndex) -> tantivy::Result<BTreeMap<Vec<u16>, [Option<TermInfo>; 3]>> {
    let mut terms: BTreeMap<Vec<u16>, [Option<TermInfo>; 3]> = BTreeMap::new();
    let segment = &index.searcher.segment_readers()[0];
    for (number, field) in index.fields.into_iter().enumerate() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let term = String::from_utf8_lossy(stream.key());
            let infos = terms.entry(term.encode_utf16().collect()).or_default();
            infos[number] = Some(stream.value().clone());
        }
    }
    Ok(terms)
}

/// The number of terms in all titles, headings and bodies.
fn lengths(index: &PageIndex) -> tantivy::Result<Vec<u64>> {
    let segment = &index.searcher.segment_readers()[0];
    let fields = index.fields.iter();
    fields
        .map(|field| Ok(segment.inverted_index(*field)?.total_num_tokens()))
        .collect()
}

/// The lengths of the fields of each page, as coarse as tantivy keeps them.
fn norms(index: &PageIndex, pages: usize) -> tantivy::Result<Vec<String>> {
    let segment = &index.searcher.segment_readers()[0];
    let fields = index.fields.iter();
    fields
        .map(|field| {
            let norms = segment.get_fieldnorms_reader(*field)?;
            let pages = 0..u32::try_from(pages).expect("a site has under 4 billion pages");
            let ids: Vec<u32> = pages
                .map(|page| u32::from(norms.fieldnorm_id(page)))
                .collect();
            Ok(numbers(&ids))
        })
        .collect()
}

/// Numbers as characters, without quote, backslash and surrogates.
fn numbers(values: &[u32]) -> String {
    let mut text = String::with_capacity(values.len());
    for &value in values {
        if value < LONG {
            text.push(character(value));
        } else {
            text.push(character(LONG + (value >> 15)));
            text.push(character(value & 0x7FFF));
        }
    }
    text
}

fn character(value: u32) -> char {
    let mut code = value + 0x23;
    if code >= 0x5C {
        code += 1;
    }
    if code >= 0xD800 {
        code += 0x800;
    }
    char::from_u32(code).expect("values under 62,000 are characters")
}

/// The bytes of a number in UTF-8.
fn width(value: u32) -> usize {
    match value {
        0..92 => 1,
        92..1_900 => 2,
        _ => 3,
    }
}
