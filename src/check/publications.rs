//! Publications name what exists, and texts of records belong to a record.

use std::collections::BTreeMap;

use super::references::unknown;
use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Chapter, Collection, Site},
    route::Route,
    source::Spanned,
};

/// Folders of the output that are not for publications.
const RESERVED: [&str; 6] = ["search", "theme", "data", "downloads", "static", "years"];

/// Collections that make a chapter.
const LISTED: [Collection; 10] = [
    Collection::Programs,
    Collection::Areas,
    Collection::Organizations,
    Collection::Councils,
    Collection::Trainings,
    Collection::Measures,
    Collection::Cases,
    Collection::Surveys,
    Collection::Regulations,
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
    series(site, problems);
    colophon(site, problems);
    furniture(site, problems);
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

/// What stands at the foot of every page.
fn furniture(site: &Site, problems: &mut Diagnostics) {
    let folder = |path: &str| {
        let name = path.strip_suffix(".md").unwrap_or(path);
        name.strip_suffix("/_index").unwrap_or(name).to_owned()
    };
    let texts = site
        .narratives
        .iter()
        .filter(|text| text.front.record.is_none());
    let mut known: Vec<String> = texts.map(|text| folder(&text.path)).collect();
    known.extend(RESERVED.map(str::to_owned));
    known.extend(site.collections().map(|c| c.folder().to_owned()));
    for path in &site.config.foot {
        if !known.contains(&folder(path.trim_matches('/'))) {
            let message = format!("there is no page `{}`", path.value);
            let near = nearest(path, known.iter().map(String::as_str));
            problems.push(unknown(message, &path.span, near));
        }
    }
    let feedback = site.config.publisher.feedback.as_ref();
    if let Some(address) =
        feedback.filter(|a| !a.starts_with("mailto:") && !a.starts_with("https://"))
    {
        problems.push(
            Diagnostic::error(
                "config/feedback",
                "this is no address that a page can link to",
            )
            .at(&address.span, "where readers write to")
            .hint("write `mailto:office@example.jp`, or the address of a form: `https://…`"),
        );
    }
}

fn ids(site: &Site, problems: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    let publications = site.config.publications.iter().map(|p| &p.id);
    let series = site.config.series.iter().map(|series| &series.id);
    for id in publications.chain(series) {
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

/// Editions belong to a series that there is, and past editions are files that there are.
fn series(site: &Site, problems: &mut Diagnostics) {
    let ids = || site.config.series.iter().map(|series| series.id.as_str());
    let named = site
        .config
        .publications
        .iter()
        .filter_map(|p| p.series.as_ref());
    for id in named.filter(|id| !ids().any(|known| known == id.as_str())) {
        let message = format!("no series is called `{}`", id.value);
        problems.push(unknown(message, &id.span, nearest(id, ids())));
    }
    for edition in site.config.series.iter().flat_map(|series| &series.past) {
        let files = || site.assets.keys().map(Route::as_str);
        if !files().any(|file| file == edition.file.as_str()) {
            let message = format!("there is no `static/{}`", edition.file.value);
            let problem = Diagnostic::error("reference/unknown", message)
                .at(&edition.file.span, "referred to here");
            problems.push(match nearest(&edition.file, files()) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("put the file there, or take the edition out"),
            });
        }
    }
}

/// What a reader looks for in the colophon (奥付).
fn colophon(site: &Site, problems: &mut Diagnostics) {
    let publisher = &site.config.publisher;
    for publication in &site.config.publications {
        let said = [
            ("publisher.contact", publisher.contact.is_some()),
            ("publisher.licence", publisher.licence.is_some()),
            ("edition", publication.edition.is_some()),
        ];
        let missing: Vec<&str> = said
            .iter()
            .filter(|(_, is)| !is)
            .map(|(key, _)| *key)
            .collect();
        if missing.is_empty() {
            continue;
        }
        problems.push(
            Diagnostic::warning(
                "publication/colophon",
                format!("the colophon has no {}", missing.join(", ")),
            )
            .at(&publication.id.span, "of this publication")
            .hint(format!("add `{}` to `yearbook.yaml`", missing.join("`, `"))),
        );
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
