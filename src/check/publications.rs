//! Publications name what exists, and texts of records belong to a record.

use std::collections::BTreeMap;

use super::references::unknown;
use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Chapter, Collection, Site},
    source::Spanned,
};

/// Folders of the output that are not for publications.
const RESERVED: [&str; 4] = ["search", "theme", "data", "static"];

/// Collections that make a chapter.
const LISTED: [Collection; 8] = [
    Collection::Programs,
    Collection::Areas,
    Collection::Organizations,
    Collection::Councils,
    Collection::Trainings,
    Collection::Measures,
    Collection::Cases,
    Collection::Glossary,
];

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    if !(1..=12).contains(&*site.config.fiscal_year_starts) {
        problems.push(
            Diagnostic::error("config/month", "fiscal years start in a month from 1 to 12")
                .at(&site.config.fiscal_year_starts.span, "no month")
                .hint("April is 4"),
        );
    }
    ids(site, problems);
    for publication in &site.config.publications {
        for chapter in &publication.chapters {
            one_of_three(chapter, &publication.id.span, problems);
            targets(site, chapter, problems);
        }
    }
    for narrative in &site.narratives {
        if let Some(record) = &narrative.front.record {
            body(site, record, problems);
        }
    }
}

fn ids(site: &Site, problems: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for publication in &site.config.publications {
        let id = &publication.id;
        let taken = Collection::ALL.iter().any(|c| c.folder() == id.as_str());
        if RESERVED.contains(&id.as_str()) || taken {
            problems.push(
                Diagnostic::error(
                    "publication/reserved-id",
                    format!("`{}` is a folder of the site", id.value),
                )
                .at(&id.span, "this id")
                .hint("choose another id, as `report-2024`"),
            );
        }
        if let Some(first) = seen.insert(id.as_str(), &id.span) {
            problems.push(
                Diagnostic::error(
                    "record/duplicate-id",
                    format!("the id `{}` is taken", id.value),
                )
                .at(&id.span, "used again here")
                .related(first, "first used here")
                .hint("give this publication an id of its own"),
            );
        }
    }
}

fn one_of_three(chapter: &Chapter, publication: &crate::source::Span, problems: &mut Diagnostics) {
    let named = [&chapter.page, &chapter.section, &chapter.collection];
    let named: Vec<_> = named.into_iter().flatten().collect();
    if named.len() == 1 {
        return;
    }
    let place = named.first().map_or(publication, |first| &first.span);
    problems.push(
        Diagnostic::error("publication/chapter", "a chapter names exactly one thing")
            .at(place, format!("{} are named", named.len()))
            .hint("write one of `page`, `section` and `collection`"),
    );
}

fn targets(site: &Site, chapter: &Chapter, problems: &mut Diagnostics) {
    let paths = || {
        site.narratives
            .iter()
            .map(|narrative| narrative.path.as_str())
    };
    if let Some(page) = &chapter.page
        && !paths().any(|path| path == page.as_str())
    {
        let message = format!("there is no `content/{}`", page.value);
        problems.push(unknown(message, &page.span, nearest(page, paths())));
    }
    if let Some(section) = &chapter.section {
        let folder = format!("{}/", section.trim_matches('/'));
        if !paths().any(|path| path.starts_with(&folder)) {
            let message = format!("there is no page in `content/{folder}`");
            let folders = paths()
                .filter_map(|path| path.rsplit_once('/'))
                .map(|(folder, _)| folder);
            problems.push(unknown(message, &section.span, nearest(section, folders)));
        }
    }
    if let Some(collection) = &chapter.collection {
        let own = site.config.own().map(|(collection, _)| collection);
        let names: Vec<&str> = LISTED
            .into_iter()
            .chain(own)
            .map(Collection::folder)
            .collect();
        if !names.contains(&collection.as_str()) {
            let message = format!(
                "`{}` is no collection that makes a chapter",
                collection.value
            );
            let problem = unknown(
                message,
                &collection.span,
                nearest(collection, names.iter().copied()),
            );
            problems.push(problem.hint(format!("the collections are {}", names.join(", "))));
        }
    }
    if let Some(program) = &chapter.program
        && site.programs.get(program).is_none()
    {
        let message = format!("no program is called `{}`", program.value);
        problems.push(unknown(
            message,
            &program.span,
            nearest(program, site.programs.ids()),
        ));
    }
}

/// `record: case:c-0001` names a case. A name of no kind is reported where pages are made.
fn body(site: &Site, record: &Spanned<String>, problems: &mut Diagnostics) {
    let Some((kind, id)) = record.split_once(':') else {
        return;
    };
    let Some(collection) = site.collections().find(|c| c.kind() == kind) else {
        return;
    };
    let ids = site.ids(collection);
    if !ids.contains(&id) {
        let message = format!("no {kind} is called `{id}`");
        problems.push(unknown(message, &record.span, nearest(id, ids)));
    }
}
