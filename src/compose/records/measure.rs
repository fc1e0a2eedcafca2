//! The page of a measure: where it stands in the tree, who answers for it, and its figures over the years.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{blank, lead};
use crate::{
    compose::{Page, writing::Writing},
    document::{Inline, text},
    model::{
        Amount, Collection, FiscalYear, Indicator, Measure, Move, Node, Part, Record, Site, Status,
    },
    source::Spanned,
};

/// Amounts by year, as parts have them.
type ByYear = IndexMap<Spanned<FiscalYear>, Spanned<Amount>>;

pub(super) fn page(site: &Site, measure: &Measure) -> Page {
    let mut page = Writing::new(site, measure.span());
    // A reprint (再掲) shows what the measure itself says: one source, shown twice.
    let original = measure.reprint_of.as_ref();
    let original = original.and_then(|id| site.measures.get(id));
    let said = original.unwrap_or(measure);
    let (summary, rest) = lead(said.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    place(&mut page, site, measure);
    facts(&mut page, said);
    page.text_fact("record.source", measure.source.as_deref());
    let mark = original.map_or("", |_| page.word("list.reprint"));
    results(&mut page, said, &format!("{}{mark}", said.name));
    for indicator in said.indicators.iter().filter(|i| !i.parts.is_empty()) {
        parts(&mut page, said, indicator);
    }
    if !said.plans.is_empty() {
        page.heading("measure.plans");
        let caption = page.word("measure.plans-of").replace("{name}", &said.name);
        page.plans(caption, &said.plans);
    }
    Page {
        summary,
        tags: tags(site, measure),
        ..blank(measure, measure.reading.as_deref(), page.finish())
    }
}

/// The printed number, and whether the measure has ended or is printed again.
fn tags(site: &Site, measure: &Measure) -> Vec<Vec<Inline>> {
    let mut tags = vec![text(measure.printed_no.as_str())];
    match measure.status {
        Status::Active => {}
        Status::Ended => tags.push(text(site.theme.word("measure.ended"))),
        Status::Planned => tags.push(text(site.theme.word("measure.planned"))),
    }
    if measure.reprint_of.is_some() {
        tags.push(text(site.theme.word("measure.reprint")));
    }
    tags
}

/// Where the row stands.
fn place(page: &mut Writing<'_>, site: &Site, measure: &Measure) {
    page.link_fact(
        "measure.reprint-of",
        Collection::Measures,
        measure.reprint_of.as_ref(),
    );
    for tree in site.trees.iter() {
        if let Some(way) = way(&tree.nodes, &measure.id) {
            for (level, node) in tree.levels.iter().zip(way) {
                let numbered = format!("{}{}", level, node.num.value);
                page.labelled_fact(text(numbered), text(&node.title));
            }
        }
    }
}

/// Who answers for the measure, when it ran and what it costs.
fn facts(page: &mut Writing<'_>, measure: &Measure) {
    for (key, ids) in [
        ("measure.owners", &measure.owners),
        ("measure.implementers", &measure.implementers),
    ] {
        page.links_fact(
            key,
            Collection::Organizations,
            ids.iter().map(|id| id.as_str()),
        );
    }
    page.link_fact(
        "measure.program",
        Collection::Programs,
        measure.program.as_ref(),
    );
    if let Some(from) = &measure.from {
        let years = page.years(**from, measure.to.as_ref().map(|to| **to));
        page.fact("measure.years", text(years));
    } else if let Some(to) = &measure.to {
        let until = page.word("measure.until");
        let until = until.replace("{year}", &page.year(**to));
        page.fact("measure.years", text(until));
    }
    for cost in &measure.unit_costs {
        let value = page.value(&cost.value.value.value, &cost.unit);
        page.labelled_fact(text(&cost.label), text(value));
    }
    page.text_fact("measure.target", measure.target.as_deref());
    moves(page, "measure.moved-from", &measure.moved_from);
    moves(page, "measure.moved-to", &measure.moved_to);
    page.text_fact("record.note", measure.note.as_deref());
}

/// The nodes from the root of a tree down to the one that has the measure.
fn way<'a>(nodes: &'a [Node], id: &str) -> Option<Vec<&'a Node>> {
    nodes.iter().find_map(|node| {
        if node.measures.iter().any(|measure| measure.as_str() == id) {
            return Some(vec![node]);
        }
        let mut way = way(&node.nodes, id)?;
        way.insert(0, node);
        Some(way)
    })
}

fn moves(page: &mut Writing<'_>, key: &'static str, moves: &[Move]) {
    let said = moves.iter().flat_map(|moved| {
        let (before, after) = page
            .word("measure.moved")
            .split_once("{measure}")
            .unwrap_or_default();
        let fill = |words: &str| {
            let words = words.replace("{year}", &page.year(*moved.year));
            Inline::Text(words.replace("{item}", &moved.item))
        };
        [
            fill(before),
            page.link(Collection::Measures, &moved.measure),
            fill(after),
        ]
    });
    let content = said.collect();
    page.fact(key, content);
}

/// The years of some figures.
fn years<'a>(keys: impl Iterator<Item = &'a Spanned<FiscalYear>>) -> String {
    let years: BTreeSet<i32> = keys.map(|year| year.0).collect();
    let years: Vec<String> = years.iter().map(i32::to_string).collect();
    format!("[{}]", years.join(", "))
}

fn results(page: &mut Writing<'_>, measure: &Measure, name: &str) {
    if measure.indicators.is_empty() {
        return;
    }
    page.heading("measure.results");
    let caption = page.word("measure.results-of").replace("{name}", name);
    let results = years(measure.indicators.iter().flat_map(|i| i.results.keys()));
    let targets = years(measure.indicators.iter().flat_map(|i| i.targets.keys()));
    page.view(
        "table",
        format!(
            "of: measures/{}\nyears: {results}\ntargets: {targets}\ncaption: {caption:?}\n",
            measure.id.value
        ),
    );
}

fn parts(page: &mut Writing<'_>, measure: &Measure, indicator: &Indicator) {
    let has = |of: fn(&Part) -> &ByYear| indicator.parts.iter().any(|part| !of(part).is_empty());
    if has(|part| &part.results) {
        parts_of_kind(page, measure, indicator, "result", "measure.parts-of");
    }
    if has(|part| &part.targets) {
        let key = "measure.target-parts-of";
        parts_of_kind(page, measure, indicator, "target", key);
    }
}

fn parts_of_kind<'a>(
    page: &mut Writing<'a>,
    measure: &Measure,
    indicator: &Indicator,
    kind: &str,
    key: &'a str,
) {
    let caption = page
        .word(key)
        .replace("{label}", &indicator.label)
        .replace("{by}", indicator.parts_by.as_deref().unwrap_or_default());
    page.view(
        "table",
        format!(
            "of: measures/{}/{}\nwhere: {{kind: {kind}}}\nrows: part\ncolumns: year\ncaption: {caption:?}\n",
            measure.id.value, indicator.id.value
        ),
    );
}
