//! The page of a program: what it rests on, its parts, and everything that belongs to it.

use super::{blank, lead, lists};
use crate::{
    compose::{Page, writing::Writing},
    document::text,
    model::{Collection, Program, Record, Site},
};

pub(super) fn page(site: &Site, program: &Program) -> Page {
    let mut page = Writing::new(site, program.span());
    let (summary, rest) = lead(&program.summary);
    page.paragraphs(&rest);
    page.link_fact(
        "program.owner",
        Collection::Organizations,
        Some(&program.owner),
    );
    let years = match (program.from, program.to) {
        (Some(from), Some(to)) if from == to => Some(page.year(from)),
        (Some(from), Some(to)) => Some(format!("{}〜{}", page.year(from), page.year(to))),
        (Some(from), None) => Some(format!("{}〜", page.year(from))),
        (None, _) => None,
    };
    page.text_fact("program.years", years.as_deref());
    page.text_fact("program.legal-basis", program.legal_basis.as_deref());
    page.note_and_source(None, program.source.as_deref());
    if !program.components.is_empty() {
        page.heading("program.components");
        for component in &program.components {
            page.labelled_fact(text(&component.name), text(&component.summary));
        }
    }
    let of_program = |id: Option<&str>| id == Some(program.id.as_str());
    let councils = lists::councils(site).into_iter();
    let councils = councils
        .filter(|c| of_program(Some(&c.program)))
        .map(|c| c.id.as_str());
    links(
        &mut page,
        "program.councils",
        Collection::Councils,
        councils,
    );
    let trainings = lists::trainings(site, Some(&program.id)).into_iter();
    links(
        &mut page,
        "program.trainings",
        Collection::Trainings,
        trainings.map(|t| t.id.as_str()),
    );
    let areas = lists::areas(site, Some(&program.id)).into_iter();
    links(
        &mut page,
        "program.areas",
        Collection::Areas,
        areas.map(|a| a.id.as_str()),
    );
    let measures = site.measures.iter();
    let measures = measures.filter(|m| of_program(m.program.as_deref().map(|id| id.as_str())));
    links(
        &mut page,
        "program.measures",
        Collection::Measures,
        measures.map(|m| m.id.as_str()),
    );
    Page {
        summary,
        ..blank(program, program.reading.as_deref(), page.finish())
    }
}

fn links<'a>(
    page: &mut Writing<'_>,
    key: &'static str,
    collection: Collection,
    ids: impl Iterator<Item = &'a str>,
) {
    let items: Vec<_> = ids.map(|id| vec![page.link(collection, id)]).collect();
    if !items.is_empty() {
        page.heading(key);
        page.list(items);
    }
}
