//! The pages of narratives: each Markdown file is a page, or the body of the page of a record.

use crate::{
    compose::{Drafts, Page, PageKind, records::Bodies, routes},
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Collection, Narrative, PLAIN, Site},
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
            _ if narrative.full().is_some() => pages.extend(plain(site, narrative, problems)),
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
        updated: narrative.front.updated,
        web: narrative.front.web,
        print: narrative.front.print,
        ..Page::blank(route, kind, title, &title.span)
    })
}

/// The page of a text in plain words, for the web only, below the page that it belongs to.
fn plain(site: &Site, narrative: &Narrative, problems: &mut Diagnostics) -> Option<Page> {
    let path = narrative.full()?;
    let full = site.narratives.iter().find(|text| text.path == path);
    let of = match &narrative.front.record {
        Some(record) => of_record(site, record),
        None => full.map(|full| routes::narrative(&full.path)),
    };
    let Some(of) = of else {
        let message = format!("there is no `{path}` that this says in plain words");
        let paths = site.narratives.iter().map(|text| text.path.as_str());
        let problem = Diagnostic::error("plain/no-page", message)
            .at(&narrative.source.span(0..3), "this text");
        problems.push(
            match nearest(&path, paths.filter(|p| !p.ends_with(PLAIN))) {
                Some(near) => problem.hint(format!("is it `{near}`?")),
                None => problem.hint("name it after the text: `about.plain.md` beside `about.md`"),
            },
        );
        return None;
    };
    let record = narrative.front.record.as_ref().and_then(|record| {
        let (kind, id) = record.split_once(':')?;
        let collection = site.collections().find(|c| c.kind() == kind)?;
        site.name(collection, id)
    });
    let full = full.and_then(|full| full.front.title.as_ref());
    let title = match &narrative.front.title {
        Some(title) => title.value.clone(),
        None => {
            let full = full.map(|title| title.value.as_str()).or(record);
            let words = site.theme.word("plain.title");
            words.replace("{page}", full.unwrap_or_default())
        }
    };
    let route = routes::plain(&of);
    Some(Page {
        summary: narrative.front.summary.clone().unwrap_or_default(),
        document: narrative.document.clone(),
        updated: narrative.front.updated,
        plain_of: Some(of),
        web: narrative.front.web,
        print: false,
        ..Page::blank(
            route,
            PageKind::Narrative,
            &title,
            &narrative.source.span(0..3),
        )
    })
}

/// The page of the record that `kind:id` names.
fn of_record(site: &Site, record: &str) -> Option<Route> {
    let (kind, id) = record.split_once(':')?;
    let collection = site.collections().find(|c| c.kind() == kind)?;
    match routes::record(collection, id)? {
        (route, None) => Some(route),
        _ => None,
    }
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
    let Some(route) = of_record(site, record) else {
        let (kind, id) = record.split_once(':').unwrap_or((record, ""));
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
