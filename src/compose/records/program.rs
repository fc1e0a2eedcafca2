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
    let years = program.from.map(|from| page.years(from, program.to));
    page.text_fact("program.years", years.as_deref());
    page.text_fact("program.legal-basis", program.legal_basis.as_deref());
    page.note_and_source(None, program.source.as_deref());
    if !program.components.is_empty() {
        page.heading("program.components");
        for component in &program.components {
            page.labelled_fact(text(&component.name), text(&component.summary));
        }
    }
    let belonging = [
        ("program.councils", Collection::Councils),
        ("program.trainings", Collection::Trainings),
        ("program.areas", Collection::Areas),
        ("program.measures", Collection::Measures),
        ("program.regulations", Collection::Regulations),
    ];
    for (key, collection) in belonging {
        page.links_list(
            key,
            collection,
            lists::records(site, collection, Some(&program.id)),
        );
    }
    Page {
        summary,
        ..blank(program, program.reading.as_deref(), page.finish())
    }
}
