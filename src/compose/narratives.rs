//! The pages of narratives: each Markdown file is a page, or the body of the page of a record.

use crate::{
    compose::{Drafts, Page, PageKind, records::Bodies, routes},
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Collection, Narrative, Site},
    route::Route,
    source::Spanned,
};

/// The pages of all narratives in their order, and the texts that belong to records.
pub(super) fn pages(
    site: &Site,
    drafts: Drafts,
    problems: &mut Diagnostics,
) -> (Vec<Page>, Bodies) {
    let mut pages = Vec::new();
    let mut bodies = Bodies::new();
    for narrative in ordered(&site.narratives) {
        if narrative.front.draft && drafts == Drafts::Leave {
            continue;
        }
        match &narrative.front.record {
            Some(record) => body(site, narrative, record, &mut bodies, problems),
            None => pages.extend(page(site, narrative, problems)),
        }
    }
    (pages, bodies)
}

/// Folder by folder: the page of a folder first, then its pages by `order` and path.
fn ordered(narratives: &[Narrative]) -> Vec<&Narrative> {
    let mut all: Vec<&Narrative> = narratives.iter().collect();
    let folder = |n: &Narrative| {
        n.path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    let opens = |n: &Narrative| routes::narrative(&n.path) == Route::page(&folder(n));
    all.sort_by_cached_key(|n| (folder(n), !opens(n), n.front.order, n.path.clone()));
    all
}

fn page(site: &Site, narrative: &Narrative, problems: &mut Diagnostics) -> Option<Page> {
    let route = routes::narrative(&narrative.path);
    let start = narrative.source.span(0..3);
    let Some(title) = &narrative.front.title else {
        problems.push(
            Diagnostic::error("front-matter/no-title", "the page has no title")
                .at(&start, "this front matter")
                .hint("add `title: …`, or `record: case:…` if it is the body of a record"),
        );
        return None;
    };
    let kind = kind(site, &route, &narrative.path);
    Some(Page {
        summary: narrative.front.summary.clone().unwrap_or_default(),
        document: narrative.document.clone(),
        web: narrative.front.web,
        print: narrative.front.print,
        ..Page::blank(route, kind, title, &title.span)
    })
}

fn kind(site: &Site, route: &Route, path: &str) -> PageKind {
    let opens = |p: &&crate::model::Publication| routes::publication(&p.id) == *route;
    if *route == Route::page("") {
        PageKind::Home
    } else if site.config.publications.iter().any(|p| opens(&p)) {
        PageKind::Publication
    } else if path.ends_with("_index.md") {
        PageKind::Section
    } else {
        PageKind::Narrative
    }
}

/// Keeps a text for the page of its record.
fn body(
    site: &Site,
    narrative: &Narrative,
    record: &Spanned<String>,
    bodies: &mut Bodies,
    problems: &mut Diagnostics,
) {
    let (kind, id) = record.split_once(':').unwrap_or((record, ""));
    let collection = site.collections().find(|c| c.kind() == kind);
    let place = collection.and_then(|c| routes::record(c, id));
    let route = place.and_then(|(route, anchor)| anchor.is_none().then_some(route));
    let Some(route) = route else {
        let kinds = site.collections().map(Collection::kind);
        let mut problem = Diagnostic::error(
            "front-matter/record",
            format!("`{}` names no record that has a page", record.value),
        )
        .at(&record.span, "no `kind:id`")
        .hint("write the kind and the id of the record: `case:c-0001`");
        if let Some(near) = nearest(kind, kinds) {
            problem = problem.hint(format!("did you mean `{near}:{id}`?"));
        }
        problems.push(problem);
        return;
    };
    if bodies.insert(route, narrative.document.clone()).is_some() {
        let message = format!("`{}` has two texts", record.value);
        problems.push(
            Diagnostic::error("record/two-bodies", message)
                .at(&record.span, "the second")
                .hint("put both into one file"),
        );
    }
}
