//! The page of an organization: its names, and what it hosts and answers for.

use super::{blank, lead};
use crate::{
    compose::{
        Page,
        writing::{Writing, label},
    },
    document::{Inline, text},
    model::{Collection, Organization, Record, Site},
};

pub(super) fn page(site: &Site, organization: &Organization) -> Page {
    let mut page = Writing::new(site, organization.span());
    let (summary, rest) = lead(organization.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    page.fact(
        "organization.kind",
        text(label(site, "organization-kind", &organization.kind)),
    );
    let aliases = organization.aliases.iter().flat_map(text).collect();
    let aliases = page.joined(aliases);
    page.fact("organization.aliases", aliases);
    let former = organization.former_names.iter().map(|former| {
        Inline::Text(match former.until {
            Some(until) => page
                .word("organization.until")
                .replace("{name}", &former.name)
                .replace("{date}", &site.config.year_style.show_date(until)),
            None => former.name.clone(),
        })
    });
    let former = page.joined(former.collect());
    page.fact("organization.former-names", former);
    if organization.invented {
        let words = text(page.word("organization.invented"));
        page.fact("record.note", words);
    }
    page.text_fact("record.source", organization.source.as_deref());
    let id = organization.id.as_str();
    let hosted = site.areas.iter();
    let hosted = hosted.filter(|a| a.centre.as_ref().is_some_and(|c| c.as_str() == id));
    links(
        &mut page,
        "organization.areas",
        Collection::Areas,
        hosted.map(|a| a.id.as_str()),
    );
    let owned = site.measures.iter();
    let owned = owned.filter(|m| {
        m.owners
            .iter()
            .chain(&m.implementers)
            .any(|o| o.as_str() == id)
    });
    links(
        &mut page,
        "organization.measures",
        Collection::Measures,
        owned.map(|m| m.id.as_str()),
    );
    let given = site.trainings.iter();
    let given = given.filter(|t| t.host.as_ref().is_some_and(|h| h.as_str() == id));
    links(
        &mut page,
        "organization.trainings",
        Collection::Trainings,
        given.map(|t| t.id.as_str()),
    );
    Page {
        summary,
        ..blank(organization, organization.reading.as_deref(), page.finish())
    }
}

fn links<'a>(
    page: &mut Writing<'_>,
    key: &'static str,
    collection: Collection,
    ids: impl Iterator<Item = &'a str>,
) {
    let links = ids.map(|id| page.link(collection, id)).collect();
    let content = page.joined(links);
    page.fact(key, content);
}
