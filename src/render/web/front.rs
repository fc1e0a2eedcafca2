//! The home page: this year's report, what is new, the other publications, the ways to cases.

use std::collections::BTreeMap;

use crate::{
    compose::{Facet, Page, PageKind, Pages, facets},
    model::{Collection, Date, Site},
    render::web::{
        address::Start,
        furniture::Furniture,
        navigation::Navigation,
        view::{ChoiceView, ChoicesView, FrontView, NewsView},
    },
    route::Route,
};

/// So many entries tell what is new.
const NEWS: usize = 6;

/// Values that the most cases have, of so many facets, are named where cases are looked for.
const VALUES: usize = 8;
const FACETS: usize = 2;

/// The ways to cases by what they have: facet, value, how many cases.
pub struct Ways {
    facets: Vec<(Facet, BTreeMap<String, usize>)>,
}

impl Ways {
    pub fn of(site: &Site, pages: &Pages) -> Self {
        let facets = facets(site).into_iter().map(|facet| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for page in pages.pages.iter().filter(|page| page.web) {
                let known = |value: &String| facet.values.iter().any(|(known, _)| known == value);
                let own = page.facets.iter();
                let own = own.filter(|(name, value)| *name == facet.name && known(value));
                own.for_each(|(_, value)| *counts.entry(value.clone()).or_default() += 1);
            }
            (facet, counts)
        });
        Self {
            facets: facets
                .filter(|(_, counts)| !counts.is_empty())
                .take(FACETS)
                .collect(),
        }
    }

    /// The ways that the home page and the list of all cases show.
    pub fn choices(&self, start: Start, page: &Page) -> Vec<ChoicesView> {
        let list =
            page.kind == PageKind::List(Collection::Cases) && page.route == Route::page("cases");
        if !list && page.kind != PageKind::Home {
            return Vec::new();
        }
        let facets = self.facets.iter();
        facets
            .map(|(facet, counts)| choices(start, facet, counts))
            .collect()
    }
}

/// The values that most cases have, in the order of their vocabulary.
fn choices(start: Start, facet: &Facet, counts: &BTreeMap<String, usize>) -> ChoicesView {
    let mut most: Vec<usize> = counts.values().copied().collect();
    most.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    let least = most.get(VALUES - 1).copied().unwrap_or(1);
    let values = facet.values.iter().filter_map(|(value, label)| {
        let count = *counts.get(value)?;
        let route = Route::page(&format!("cases/by/{}/{value}", facet.name));
        (count >= least).then(|| ChoiceView {
            title: label.clone(),
            href: start.to(&route, None),
            count,
        })
    });
    ChoicesView {
        label: facet.label.clone(),
        values: values.take(VALUES).collect(),
    }
}

/// What the home page shows besides its text.
pub fn front(
    start: Start,
    pages: &Pages,
    navigation: &Navigation,
    furniture: &Furniture,
    here: usize,
) -> FrontView {
    let latest = navigation.latest();
    FrontView {
        latest: latest.map(|book| navigation.book(start, book, here)),
        news: news(start, pages, furniture),
        publications: navigation.publications(start, latest),
        collections: navigation.collections(start),
    }
}

/// Publications on their days of issue and pages on those of their last change, the latest first.
fn news(start: Start, pages: &Pages, furniture: &Furniture) -> Vec<NewsView> {
    let books = pages.books.iter().map(|book| (book.issued, book.page));
    let updated = pages.pages.iter().enumerate();
    let updated = updated.filter_map(|(index, page)| Some((page.updated?, index)));
    let mut news: Vec<(Date, usize)> = books.chain(updated).collect();
    news.retain(|(_, index)| pages.pages[*index].web);
    news.sort_by_key(|(day, index)| (std::cmp::Reverse(*day), *index));
    news.dedup();
    let news = news.into_iter().take(NEWS);
    news.map(|(day, index)| {
        let page = &pages.pages[index];
        NewsView {
            day: furniture.day(day),
            title: page.title.clone(),
            href: start.to(&page.route, None),
        }
    })
    .collect()
}
