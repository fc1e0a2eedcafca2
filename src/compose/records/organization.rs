//! The page of an organization: its names, and what it hosts and answers for.

use super::{blank, lead};
use crate::{
    compose::{
        Page,
        writing::{Writing, label},
    },
    document::{Inline, text},
    model::{Collection, Id, Measure, Organization, Record, Site, Status},
};

pub(super) fn page(site: &Site, organization: &Organization) -> Page {
    let mut page = Writing::new(site, organization.span());
    let (summary, rest) = lead(organization.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    let kind = label(site, "organization-kind", &organization.kind);
    page.fact("organization.kind", text(kind));
    page.text_fact(
        "organization.department",
        organization.department.as_deref(),
    );
    if let Some(from) = &organization.from {
        let year = page.year(**from);
        let planned = organization.status == Status::Planned;
        let key = if planned {
            "organization.planned-from"
        } else {
            "organization.from"
        };
        page.fact(key, text(year));
    }
    names(&mut page, organization);
    work(&mut page, &organization.id);
    let invented = page.word("organization.invented");
    let note = organization.invented.then_some(invented);
    page.note_and_source(note, organization.source.as_deref());
    Page {
        summary,
        ..blank(organization, organization.reading.as_deref(), page.finish())
    }
}

/// What else it is and was called.
fn names(page: &mut Writing<'_>, organization: &Organization) {
    let aliases = organization.aliases.iter().flat_map(text).collect();
    let aliases = page.joined(aliases);
    page.fact("organization.aliases", aliases);
    let until = page.word("organization.until");
    let style = page.site.config.year_style;
    let former = organization.former_names.iter().map(|former| {
        Inline::Text(match former.until {
            Some(day) => until
                .replace("{name}", &former.name)
                .replace("{date}", &style.show_date(day)),
            None => former.name.clone(),
        })
    });
    let former = page.joined(former.collect());
    page.fact("organization.former-names", former);
}

/// What it hosts, answers for, carries out and gives.
fn work(page: &mut Writing<'_>, id: &Id) {
    let site = page.site;
    let is = |other: &Id| other == id;
    let hosted = site.areas.iter();
    let hosted = hosted.filter(|area| area.centre.iter().any(|centre| is(centre)));
    let hosted = hosted.map(|area| area.id.as_str());
    page.links_fact("organization.areas", Collection::Areas, hosted);
    let involved = |m: &&Measure| {
        m.owners
            .iter()
            .chain(&m.implementers)
            .any(|other| is(other))
    };
    let measures = site.measures.iter().filter(involved).map(|m| m.id.as_str());
    page.links_fact("organization.measures", Collection::Measures, measures);
    let given = site.trainings.iter();
    let given = given.filter(|training| training.host.iter().any(|host| is(host)));
    let given = given.map(|training| training.id.as_str());
    page.links_fact("organization.trainings", Collection::Trainings, given);
}
