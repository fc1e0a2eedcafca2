//! The page of a case: its facets, what happened, its story, and what was learned.

use super::{Bodies, append, blank, lists::case_card, reading, related::Likeness};
use crate::{
    compose::{
        Page,
        writing::{Writing, label},
    },
    document::{BlockKind, Card, Inline, text},
    model::{Case, Collection, Nature, Outcome, Record, Site},
    source::Spanned,
};

pub(super) fn page(site: &Site, case: &Case, bodies: &mut Bodies, likeness: &Likeness<'_>) -> Page {
    let mut page = Writing::new(site, case.span());
    let nature = page.word(match case.nature {
        Nature::Real => "case.nature-note.real",
        Nature::Composite => "case.nature-note.composite",
        Nature::Simulated => "case.nature-note.simulated",
    });
    page.push(BlockKind::Quote(vec![crate::document::Block {
        kind: BlockKind::Paragraph(text(nature)),
        span: case.span().clone(),
    }]));
    facets(&mut page, case);
    if !case.timeline.is_empty() {
        page.heading("case.timeline");
        let caption = page
            .word("case.timeline-of")
            .replace("{title}", &case.title);
        page.view(
            "timeline",
            format!("of: cases/{}\ncaption: {caption:?}\n", case.id.value),
        );
    }
    let mut document = page.finish();
    if let Some(body) = bodies.remove(&crate::compose::routes::of(case)) {
        append(&mut document, body);
    }
    let mut page = Writing::new(site, case.span());
    lessons(&mut page, case, likeness);
    append(&mut document, page.finish());
    Page {
        summary: case.summary.value.clone(),
        tags: tags(site, case),
        facets: super::facets::of(case),
        ..blank(case, None, document)
    }
}

fn tags(site: &Site, case: &Case) -> Vec<Vec<Inline>> {
    let word = |key| text(site.theme.word(key));
    let mut tags = vec![
        word(match case.nature {
            Nature::Real => "case.nature.real",
            Nature::Composite => "case.nature.composite",
            Nature::Simulated => "case.nature.simulated",
        }),
        word(match case.outcome {
            Outcome::GoodPractice => "case.outcome.good-practice",
            Outcome::Lesson => "case.outcome.lesson",
            Outcome::Ongoing => "case.outcome.ongoing",
        }),
    ];
    tags.extend(
        case.moments
            .iter()
            .map(|value| text(label(site, "moment", value))),
    );
    tags
}

fn facets(page: &mut Writing<'_>, case: &Case) {
    page.values_fact("case.moments", "moment", &case.moments);
    page.values_fact("case.difficulties", "difficulty", &case.difficulties);
    page.values_fact("case.accommodations", "accommodation", &case.accommodations);
    page.values_fact("case.actors", "organization-kind", &case.actors);
    page.values_fact("case.contacts", "contact", &case.contacts);
    page.values_fact("case.themes", "theme", &case.themes);
    one(
        page,
        "case.age-band",
        "age-band",
        case.person.age_band.as_ref(),
    );
    one(
        page,
        "case.diagnosis-group",
        "diagnosis-group",
        case.person.diagnosis_group.as_ref(),
    );
    one(page, "case.sex", "sex", case.person.sex.as_ref());
    one(page, "case.techo", "techo", case.person.techo.as_ref());
    one(
        page,
        "case.industry",
        "industry",
        case.work.industry.as_ref(),
    );
    one(
        page,
        "case.size-band",
        "size-band",
        case.work.size_band.as_ref(),
    );
    page.text_fact("case.job", case.work.job.as_ref().map(|job| job.as_str()));
    one(
        page,
        "case.hours-band",
        "hours-band",
        case.work.hours_band.as_ref(),
    );
    one(page, "case.frame", "frame", case.work.frame.as_ref());
    one(
        page,
        "case.disclosure",
        "disclosure",
        case.work.disclosure.as_ref(),
    );
    one(page, "case.retention", "retention", case.retention.as_ref());
    cost(page, case);
    let year = page.year(*case.year);
    page.text_fact("case.year", Some(&year));
}

/// Who paid, and how much it was in words.
fn cost(page: &mut Writing<'_>, case: &Case) {
    let Some(cost) = &case.cost else { return };
    let payers = cost.by.iter();
    let payers = payers.map(|value| super::value_link(page.site, "payer", value));
    let mut said: Vec<Inline> = payers.collect();
    said.extend(text_of(cost.note.as_ref()));
    let said = page.joined(said);
    page.fact("case.cost", said);
}

fn text_of(words: Option<&Spanned<String>>) -> Option<Inline> {
    words.map(|words| Inline::Text(words.value.clone()))
}

fn one(
    page: &mut Writing<'_>,
    key: &'static str,
    vocabulary: &str,
    value: Option<&Spanned<String>>,
) {
    page.values_fact(
        key,
        vocabulary,
        value.map(std::slice::from_ref).unwrap_or_default(),
    );
}

/// What changed and was learned, and where to read on.
fn lessons(page: &mut Writing<'_>, case: &Case, likeness: &Likeness<'_>) {
    if let Some(changed) = &case.changed {
        page.heading("case.changed");
        page.paragraphs(changed);
    }
    lines(page, "case.learned", &case.learned);
    lines(page, "case.setbacks", &case.setbacks);
    tools(page, case);
    let measures = case.measures.iter().map(|id| id.as_str());
    page.links_list("case.measures", Collection::Measures, measures);
    reading::asked_by(page, case);
    let similar = case.similar.iter().filter_map(|id| page.site.cases.get(id));
    let cards: Vec<Card> = similar.map(|case| case_card(page.site, case)).collect();
    if !cards.is_empty() {
        page.heading("case.similar");
        page.cards(cards);
    }
    let related = likeness.related(case);
    let cards = related.into_iter().map(|(other, labels)| Card {
        tags: labels,
        ..case_card(page.site, other)
    });
    let cards: Vec<Card> = cards.collect();
    if !cards.is_empty() {
        page.heading("case.related");
        page.cards(cards);
    }
}

/// Short sentences under a heading.
fn lines<'a>(page: &mut Writing<'a>, key: &'a str, lines: &[Spanned<String>]) {
    if !lines.is_empty() {
        page.heading(key);
        page.list(lines.iter().map(|line| text(line.as_str())).collect());
    }
}

/// What was used, by the names of the records.
fn tools(page: &mut Writing<'_>, case: &Case) {
    let site = page.site;
    let records = case.tools.iter().filter_map(|tool| site.record(tool));
    let links: Vec<Vec<Inline>> = records
        .map(|(collection, id)| vec![page.link(collection, id)])
        .collect();
    if !links.is_empty() {
        page.heading("case.used");
        page.list(links);
    }
}
