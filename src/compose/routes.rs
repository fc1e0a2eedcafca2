//! The addresses of pages: a narrative stands under its path, a record under its collection and id.

use crate::{
    model::{Collection, Id, PLAIN, Record, Site},
    route::Route,
};

/// `report/foreword.md` gives `report/foreword/index.html`, `report/_index.md` the page of the folder,
/// and `report/foreword.plain.md` the page below that of `report/foreword.md`.
pub(super) fn narrative(path: &str) -> Route {
    if let Some(full) = path.strip_suffix(PLAIN) {
        return plain(&narrative(full));
    }
    let name = path.strip_suffix(".md").unwrap_or(path);
    let folder = match name.rsplit_once('/') {
        Some((folder, "_index" | "index")) => folder,
        None if matches!(name, "_index" | "index") => "",
        _ => name,
    };
    Route::page(folder)
}

/// What a page says in plain words stands below it.
pub(super) fn plain(page: &Route) -> Route {
    let folder = page.as_str().trim_end_matches("index.html");
    Route::page(&format!("{folder}plain"))
}

/// The list of a collection.
pub(super) fn list(collection: Collection) -> Route {
    Route::page(collection.folder())
}

/// The page of a record, and its place there; records without a page of their own have none.
pub(super) fn record(collection: Collection, id: &str) -> Option<(Route, Option<String>)> {
    match collection {
        Collection::Glossary => Some((list(collection), Some(id.to_owned()))),
        Collection::Meetings | Collection::Trees | Collection::Vocabularies => None,
        _ => Some((Route::page(&format!("{}/{id}", collection.folder())), None)),
    }
}

pub(super) fn of<T: Record>(record: &T) -> Route {
    Route::page(&format!(
        "{}/{}",
        record.collection().folder(),
        record.id().value
    ))
}

/// Where cases were that may not be shown any more.
pub(super) fn recalled(site: &Site) -> Vec<Route> {
    let cases = site.faces.recalled.iter();
    cases
        .filter_map(|id| record(Collection::Cases, id))
        .map(|(route, _)| route)
        .collect()
}

/// The opening page of a publication.
pub(super) fn publication(id: &Id) -> Route {
    Route::page(id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narratives_stand_under_their_paths() {
        for (path, route) in [
            ("index.md", "index.html"),
            ("guide/about.md", "guide/about/index.html"),
            ("guide/_index.md", "guide/index.html"),
            ("indexes.md", "indexes/index.html"),
            ("guide/about.plain.md", "guide/about/plain/index.html"),
            ("index.plain.md", "plain/index.html"),
        ] {
            assert_eq!(narrative(path).as_str(), route);
        }
    }
}
