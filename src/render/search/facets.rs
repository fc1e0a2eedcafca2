//! What pages are chosen by besides words: kind, publication, and the facets of cases.

use crate::{
    compose::{Facet, Page, Pages, facets},
    model::Site,
};

/// The facets of a site with all their values.
pub(super) fn all(site: &Site, pages: &Pages, kinds: &[(String, String)]) -> Vec<Facet> {
    let named = |name, key: &str, values| Facet {
        name,
        label: site.theme.word(key).to_owned(),
        values,
    };
    let mut seen: Vec<(String, String)> = Vec::new();
    for kind in kinds {
        if !seen.contains(kind) {
            seen.push(kind.clone());
        }
    }
    let books = pages.books.iter();
    let books = books.map(|book| (book.id.to_string(), book.short.clone()));
    let mut all = vec![
        named("kind", "search.facet.kind", seen),
        named("publication", "search.facet.publication", books.collect()),
    ];
    all.extend(facets(site));
    all
}

/// The values of a page.
pub(super) fn of(page: &Page, kind: &str, pages: &Pages) -> Vec<(&'static str, String)> {
    let mut values = vec![("kind", kind.to_owned())];
    let book = page.book.map(|book| pages.books[book].id.to_string());
    values.extend(book.map(|book| ("publication", book)));
    values.extend(page.facets.iter().cloned());
    values
}
