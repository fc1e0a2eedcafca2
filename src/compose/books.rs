//! Publications: their chapters as pages, and the order of all pages of the site.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    compose::{
        Book, BookChapter, Page, PageKind, Pages,
        records::{self, List},
        routes, years,
    },
    diagnostic::{Diagnostic, Diagnostics},
    model::{Chapter, Collection, Publication, Site},
    route::Route,
    source::Source,
};

/// The collections that have a list, in the order in which a site shows them.
const LISTS: [Collection; 9] = [
    Collection::Cases,
    Collection::Measures,
    Collection::Areas,
    Collection::Councils,
    Collection::Trainings,
    Collection::Surveys,
    Collection::Regulations,
    Collection::Programs,
    Collection::Organizations,
];

/// A publication with the addresses of its pages.
struct Plan<'a> {
    publication: &'a Publication,
    opening: Route,
    chapters: Vec<(&'a Chapter, String, Vec<Route>)>,
}

/// All pages in the order of reading, with their places in the books.
pub(super) fn bind(site: &Site, pages: Vec<Page>, problems: &mut Diagnostics) -> Pages {
    let mut shelf: IndexMap<Route, Page> = IndexMap::new();
    for page in pages {
        insert(&mut shelf, page, problems);
    }
    shelf.entry(Route::page("")).or_insert_with(|| home(site));
    let mut members: BTreeMap<Route, Route> = BTreeMap::new();
    let own = site.config.own().map(|(collection, _)| collection);
    for collection in LISTS.into_iter().chain(own) {
        if let Some((page, records)) = records::list(site, &List::of(collection)) {
            let list = page.route.clone();
            members.extend(records.into_iter().map(|record| (record, list.clone())));
            insert(&mut shelf, page, problems);
        }
    }
    for page in records::facet_pages(site) {
        let above = match page.route == records::facet_index() {
            true => routes::list(Collection::Cases),
            false => records::facet_index(),
        };
        members.insert(page.route.clone(), above);
        insert(&mut shelf, page, problems);
    }
    let mut plans = Vec::new();
    for publication in &site.config.publications {
        let plan = plan(site, publication, &mut shelf, &mut members);
        plans.push(plan);
    }
    unlisted(&plans, &shelf, problems);
    let order = order(&plans, &shelf, &members);
    numbered(site, &plans, order, shelf, &members)
}

fn insert(shelf: &mut IndexMap<Route, Page>, page: Page, problems: &mut Diagnostics) {
    if let Some(first) = shelf.get(&page.route) {
        problems.push(
            Diagnostic::error(
                "page/same-address",
                format!("two pages have the address `{}`", page.route),
            )
            .at(&page.span, "the second")
            .related(&first.span, "the first")
            .hint("rename one of the files"),
        );
        return;
    }
    shelf.insert(page.route.clone(), page);
}

/// A page that no file was written for.
fn bare(route: Route, kind: PageKind, title: &str, summary: &str) -> Page {
    let span = Source::new("yearbook.yaml", "").span(0..0);
    Page {
        summary: summary.to_owned(),
        ..Page::blank(route, kind, title, &span)
    }
}

fn home(site: &Site) -> Page {
    let config = &site.config;
    bare(
        Route::page(""),
        PageKind::Home,
        &config.title,
        &config.description,
    )
}

fn plan<'a>(
    site: &Site,
    publication: &'a Publication,
    shelf: &mut IndexMap<Route, Page>,
    members: &mut BTreeMap<Route, Route>,
) -> Plan<'a> {
    let opening = routes::publication(&publication.id);
    shelf.entry(opening.clone()).or_insert_with(|| {
        let summary = publication.summary.as_deref().unwrap_or_default();
        bare(
            opening.clone(),
            PageKind::Publication,
            &publication.title,
            summary,
        )
    });
    if let Some(page) = shelf.get_mut(&opening) {
        page.document
            .blocks
            .extend(years::beside(site, publication));
    }
    let mut chapters = Vec::new();
    for chapter in &publication.chapters {
        let pages = if let Some(collection) = &chapter.collection {
            let mut collections = site.collections();
            let known = collections.find(|c| c.folder() == collection.value);
            known.and_then(|c| records_chapter(site, chapter, c, shelf, members))
        } else {
            narratives_chapter(chapter, shelf)
        };
        // Chapters that name nothing were reported by `check`; a draft that is left out is no chapter.
        if let Some(pages) = pages {
            let first = &shelf[&pages[0]];
            let title = chapter.title.clone().unwrap_or_else(|| first.title.clone());
            chapters.push((chapter, title, pages));
        }
    }
    Plan {
        publication,
        opening,
        chapters,
    }
}

/// A page, or the page of a folder and those under it.
fn narratives_chapter(chapter: &Chapter, shelf: &IndexMap<Route, Page>) -> Option<Vec<Route>> {
    if let Some(page) = &chapter.page {
        let route = routes::narrative(page);
        return shelf.contains_key(&route).then(|| vec![route]);
    }
    let folder = format!("{}/", chapter.section.as_ref()?.trim_matches('/'));
    let pages: Vec<Route> = shelf
        .iter()
        .filter(|(route, page)| route.as_str().starts_with(&folder) && page.plain_of.is_none())
        .map(|(route, _)| route.clone())
        .collect();
    (!pages.is_empty()).then_some(pages)
}

/// The list of some records, and the records. Records of one program among
/// several have a list of their own.
fn records_chapter(
    site: &Site,
    chapter: &Chapter,
    collection: Collection,
    shelf: &mut IndexMap<Route, Page>,
    members: &mut BTreeMap<Route, Route>,
) -> Option<Vec<Route>> {
    if collection == Collection::Glossary {
        let route = routes::list(collection);
        return shelf.contains_key(&route).then(|| vec![route]);
    }
    let whole = List::of(collection);
    let program = chapter.program.as_ref();
    let part = program.filter(|program| records::excludes(site, collection, program));
    let own = part.map(|program| List {
        program: Some(&program.value),
        route: Route::page(&format!("{}/of-{}", collection.folder(), program.value)),
        title: chapter.title.as_deref(),
        span: program.span.clone(),
        ..List::of(collection)
    });
    let (page, records) = records::list(site, own.as_ref().unwrap_or(&whole))?;
    let mut pages = vec![page.route.clone()];
    if own.is_some() {
        members.extend(
            records
                .iter()
                .map(|record| (record.clone(), page.route.clone())),
        );
        shelf.entry(page.route.clone()).or_insert(page);
    }
    pages.extend(records);
    Some(pages)
}

/// A narrative in the folder of a publication that no chapter names would be missing in print.
fn unlisted(plans: &[Plan<'_>], shelf: &IndexMap<Route, Page>, problems: &mut Diagnostics) {
    for plan in plans {
        let id = &plan.publication.id.value;
        let folder = format!("{id}/");
        let named = |route: &Route| {
            plan.chapters
                .iter()
                .any(|(_, _, pages)| pages.contains(route))
        };
        for (route, page) in shelf {
            let narrative = matches!(page.kind, PageKind::Narrative | PageKind::Section);
            if narrative && page.print && route.as_str().starts_with(&folder) && !named(route) {
                let message =
                    format!("no chapter of `{id}` names this page, so it will not be printed");
                problems.push(
                    Diagnostic::warning("publication/unlisted-page", message)
                        .at(&page.span, "this page")
                        .hint(
                            "add it to `chapters` in `yearbook.yaml`, or say `print: false` here",
                        ),
                );
            }
        }
    }
}

/// Home, then publication by publication, then what belongs to none: texts first, lists with their records after.
fn order(
    plans: &[Plan<'_>],
    shelf: &IndexMap<Route, Page>,
    members: &BTreeMap<Route, Route>,
) -> Vec<Route> {
    let mut order = vec![Route::page("")];
    for plan in plans {
        order.push(plan.opening.clone());
        order.extend(plan.chapters.iter().flat_map(|(_, _, pages)| pages.clone()));
    }
    let text = |page: &Page| matches!(page.kind, PageKind::Narrative | PageKind::Section);
    order.extend(
        shelf
            .iter()
            .filter(|(_, page)| text(page))
            .map(|(route, _)| route.clone()),
    );
    for (route, page) in shelf {
        if matches!(page.kind, PageKind::List(_)) {
            order.push(route.clone());
            let own = members.iter().filter(|(_, list)| *list == route);
            order.extend(own.map(|(record, _)| record.clone()));
        }
    }
    order.extend(shelf.keys().cloned());
    let unique: indexmap::IndexSet<Route> = order.into_iter().collect();
    unique.into_iter().collect()
}

/// The pages under their numbers, with the pages above them and their books.
fn numbered(
    site: &Site,
    plans: &[Plan<'_>],
    order: Vec<Route>,
    mut shelf: IndexMap<Route, Page>,
    members: &BTreeMap<Route, Route>,
) -> Pages {
    let number: BTreeMap<Route, usize> = order.iter().cloned().zip(0..).collect();
    let mut owners: BTreeMap<&Route, usize> = BTreeMap::new();
    for (book, plan) in plans.iter().enumerate() {
        let pages = plan.chapters.iter().flat_map(|(_, _, pages)| pages);
        for route in std::iter::once(&plan.opening).chain(pages) {
            owners.entry(route).or_insert(book);
        }
    }
    let pages = order
        .iter()
        .filter_map(|route| {
            let mut page = shelf.swap_remove(route)?;
            let full = page.plain_of.as_ref().unwrap_or(route);
            page.book = owners
                .get(full)
                .copied()
                .or_else(|| folder_of(plans, route));
            let plan = page.book.map(|book| &plans[book]);
            let mut above = above(full, plan, members);
            above.extend(page.plain_of.clone());
            page.parents = above
                .iter()
                .filter_map(|route| number.get(route).copied())
                .collect();
            Some(page)
        })
        .collect();
    let books = plans.iter().map(|plan| book(site, plan, &number)).collect();
    Pages {
        pages,
        books,
        ..Pages::default()
    }
}

/// The publication in whose folder a page lies.
fn folder_of(plans: &[Plan<'_>], route: &Route) -> Option<usize> {
    let inside = |plan: &Plan<'_>| {
        route
            .as_str()
            .starts_with(&format!("{}/", plan.publication.id.value))
    };
    plans.iter().position(inside)
}

/// The pages above a page, from the home page down; some of the addresses may have no page.
fn above(route: &Route, plan: Option<&Plan<'_>>, members: &BTreeMap<Route, Route>) -> Vec<Route> {
    let mut above = vec![Route::page("")];
    above.extend(plan.map(|plan| plan.opening.clone()));
    if let Some(list) = members.get(route) {
        above.push(list.clone());
    } else {
        let folders: Vec<&str> = route.as_str().split('/').collect();
        for depth in 1..folders.len().saturating_sub(1) {
            above.push(Route::page(&folders[..depth].join("/")));
        }
    }
    let unique: indexmap::IndexSet<Route> = above.into_iter().filter(|r| r != route).collect();
    unique.into_iter().collect()
}

fn book(site: &Site, plan: &Plan<'_>, number: &BTreeMap<Route, usize>) -> Book {
    let publication = plan.publication;
    let style = site.config.year_style;
    let chapters = plan
        .chapters
        .iter()
        .map(|(chapter, title, pages)| BookChapter {
            title: title.clone(),
            part: chapter.part,
            pages: pages
                .iter()
                .filter_map(|route| number.get(route).copied())
                .collect(),
        });
    Book {
        id: publication.id.value.clone(),
        series: publication.series.as_ref().map(|id| id.value.clone()),
        title: publication.title.clone(),
        short: publication
            .short
            .clone()
            .unwrap_or_else(|| publication.title.clone()),
        subtitle: publication.subtitle.clone(),
        summary: publication.summary.clone(),
        year: *publication.year,
        year_label: style.show(*publication.year),
        edition: publication.edition,
        issued_label: style.show_date(*publication.issued),
        issued: *publication.issued,
        page: number[&plan.opening],
        chapters: chapters.collect(),
        registration: publication.registration.clone(),
        printing: publication.print.over(&site.config.print),
        printed: site.prints(&publication.id),
        span: publication.id.span.clone(),
    }
}
