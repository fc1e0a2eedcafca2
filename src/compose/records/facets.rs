//! Ways to cases without a script: a page for each value of a facet, and one page that lists them all.

use super::{lists::case_card, title};
use crate::{
    compose::{
        Page, PageKind,
        writing::{Writing, label},
    },
    document::{Inline, Link, Target},
    model::{Case, Collection, Record, Site},
    route::Route,
    source::Spanned,
};

/// What pages can be chosen by, with all its values in their order.
#[derive(Debug)]
pub struct Facet {
    /// The vocabulary: `moment`.
    pub name: &'static str,
    pub label: String,
    /// Value and label: `first-year`, 入社から1年まで.
    pub values: Vec<(String, String)>,
}

/// The facets of cases. Pages say in `Page::facets` which values they have.
pub fn facets(site: &Site) -> Vec<Facet> {
    let facet = |(key, name, _): Way| {
        let vocabulary = site.vocabularies.get(name)?;
        let values = vocabulary.values.iter().map(|known| {
            let value = known.value.value.clone();
            let label = label(site, name, &value);
            (value, label)
        });
        Some(Facet {
            name,
            label: site.theme.word(key).to_owned(),
            values: values.collect(),
        })
    };
    FACETS.into_iter().filter_map(facet).collect()
}

/// The values that a case has of all facets.
pub(super) fn of(case: &Case) -> Vec<(&'static str, String)> {
    let values = |(_, name, values): Way| {
        let values = values(case).into_iter();
        values.map(move |value| (name, value.value.clone()))
    };
    FACETS.into_iter().flat_map(values).collect()
}

/// A way to cases: the theme's word for it, its vocabulary, and the values that a case has.
type Way = (
    &'static str,
    &'static str,
    fn(&Case) -> Vec<&Spanned<String>>,
);

const FACETS: [Way; 8] = [
    ("case.moments", "moment", |case| {
        case.moments.iter().collect()
    }),
    ("case.difficulties", "difficulty", |case| {
        case.difficulties.iter().collect()
    }),
    ("case.accommodations", "accommodation", |case| {
        case.accommodations.iter().collect()
    }),
    ("case.actors", "organization-kind", |case| {
        case.actors.iter().collect()
    }),
    ("case.contacts", "contact", |case| {
        case.contacts.iter().collect()
    }),
    ("case.themes", "theme", |case| case.themes.iter().collect()),
    ("case.industry", "industry", |case| {
        case.work.industry.iter().collect()
    }),
    ("case.retention", "retention", |case| {
        case.retention.iter().collect()
    }),
];

/// The page that lists all values.
pub(in crate::compose) fn index() -> Route {
    Route::page("cases/by")
}

/// The page of a value; only facets have one.
pub(in crate::compose) fn value(vocabulary: &str, value: &str) -> Option<Route> {
    let known = FACETS.iter().any(|(_, facet, _)| *facet == vocabulary);
    known.then(|| Route::page(&format!("cases/by/{vocabulary}/{value}")))
}

/// The index and the pages of all values that a case has, for the web only.
pub(in crate::compose) fn pages(site: &Site) -> Vec<Page> {
    let Some(first) = site.cases.iter().next() else {
        return Vec::new();
    };
    let mut all = Writing::new(site, first.span());
    let mut pages = Vec::new();
    for facet @ (key, vocabulary, _) in FACETS {
        let used = used(site, facet);
        if used.is_empty() {
            continue;
        }
        all.heading(key);
        let mut items = Vec::new();
        for (value, cases) in used {
            let page = page(site, key, vocabulary, value, &cases);
            let count = site
                .theme
                .word("facet.count")
                .replace("{n}", &cases.len().to_string());
            let name = Inline::Text(label(site, vocabulary, value));
            items.push(vec![link(&page.route, name), Inline::Text(count)]);
            pages.push(page);
        }
        all.list(items);
    }
    if !pages.is_empty() {
        let words = site.theme.word("facet.index");
        let kind = PageKind::List(Collection::Cases);
        pages.push(Page {
            summary: site.theme.word("facet.summary").to_owned(),
            document: all.finish(),
            print: false,
            ..Page::blank(index(), kind, words, first.span())
        });
    }
    pages
}

/// The values of a facet that some case has, in the order of the vocabulary, with their cases.
fn used(site: &Site, (_, vocabulary, of): Way) -> Vec<(&str, Vec<&Case>)> {
    let vocabulary = site.vocabularies.get(vocabulary);
    let values = vocabulary
        .into_iter()
        .flat_map(|vocabulary| &vocabulary.values);
    values
        .map(|value| {
            let has = |case: &&Case| of(case).iter().any(|own| own.value == value.value.value);
            (
                value.value.as_str(),
                site.cases.iter().filter(has).collect(),
            )
        })
        .filter(|(_, cases): &(&str, Vec<&Case>)| !cases.is_empty())
        .collect()
}

fn page(site: &Site, key: &'static str, vocabulary: &str, value: &str, cases: &[&Case]) -> Page {
    let mut page = Writing::new(site, cases[0].span());
    page.cards(cases.iter().map(|case| case_card(site, case)).collect());
    let back = Inline::Text(site.theme.word("facet.index").to_owned());
    page.push(crate::document::BlockKind::Paragraph(vec![link(
        &index(),
        back,
    )]));
    let words = site.theme.word("facet.title");
    let words = words.replace("{facet}", site.theme.word(key));
    let words = words.replace("{label}", &label(site, vocabulary, value));
    let summary = site
        .theme
        .word("facet.count-of")
        .replace("{n}", &cases.len().to_string());
    let route = Route::page(&format!("cases/by/{vocabulary}/{value}"));
    Page {
        summary: format!("{}{summary}", title(site, Collection::Cases)),
        document: page.finish(),
        print: false,
        ..Page::blank(
            route,
            PageKind::List(Collection::Cases),
            &words,
            cases[0].span(),
        )
    }
}

fn link(route: &Route, name: Inline) -> Inline {
    Inline::Link(Link {
        target: Target::Page {
            route: route.clone(),
            anchor: None,
        },
        content: vec![name],
        span: crate::source::Source::new("", "").span(0..0),
    })
}

/// Whether any case has a value of a facet, so that there are pages of them.
pub(super) fn any(site: &Site) -> bool {
    FACETS.into_iter().any(|way| !used(site, way).is_empty())
}

/// The way to all facets, for the list of cases.
pub(super) fn way(site: &Site) -> Vec<Inline> {
    let words = site.theme.word("facet.index").to_owned();
    vec![link(&index(), Inline::Text(words))]
}

/// A value as a link to its page, or as its label when it is no facet.
pub(in crate::compose) fn value_link(site: &Site, vocabulary: &str, id: &str) -> Inline {
    let name = Inline::Text(label(site, vocabulary, id));
    let known = site
        .vocabularies
        .get(vocabulary)
        .is_some_and(|v| v.value(id).is_some());
    match value(vocabulary, id).filter(|_| known) {
        Some(route) => link(&route, name),
        None => name,
    }
}
