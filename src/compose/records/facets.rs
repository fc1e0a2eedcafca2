//! Ways to cases without a script: a page for each value of a facet, and one page that lists them all.

use super::lists::case_card;
use crate::{
    compose::{
        Page, PageKind, routes,
        writing::{Writing, label},
    },
    document::{BlockKind, Inline, Link, Target},
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

/// The index, the pages of all values that a case has, and those of pairs, for the web only.
pub(in crate::compose) fn pages(site: &Site) -> Vec<Page> {
    let Some(first) = site.cases.iter().next() else {
        return Vec::new();
    };
    let pairs = pairs(site);
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
            let page = page(site, key, vocabulary, value, &cases, &pairs);
            items.push(counted(site, vocabulary, value, &page.route, cases.len()));
            pages.push(page);
        }
        all.list(items);
    }
    pages.extend(pairs.iter().map(|pair| pair.page(site)));
    if !pages.is_empty() {
        let words = site.theme.word("facet.index");
        let kind = PageKind::List(Collection::Cases);
        pages.push(Page {
            summary: site.theme.word("facet.summary").to_owned(),
            document: all.finish(),
            print: false,
            searched: false,
            ..Page::blank(index(), kind, words, first.span())
        });
    }
    pages
}

/// A value as a link to a page of cases, with how many there are.
fn counted(site: &Site, vocabulary: &str, value: &str, route: &Route, cases: usize) -> Vec<Inline> {
    let count = site.theme.word("facet.count");
    let count = count.replace("{n}", &cases.to_string());
    let name = Inline::Text(label(site, vocabulary, value));
    vec![link(route, name), Inline::Text(count)]
}

/// Two values of two facets with the cases that have both.
struct Pair<'a> {
    values: [(Way, &'a str); 2],
    cases: Vec<&'a Case>,
}

/// Fewer cases are found as quickly by one value.
const FEWEST: usize = 2;

/// The pairs of facets that are asked for together: by their places in [`FACETS`].
const TOGETHER: [(usize, usize); 2] = [(0, 1), (1, 2)];

fn pairs(site: &Site) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for (first, second) in TOGETHER.map(|(a, b)| (FACETS[a], FACETS[b])) {
        let seconds = used(site, second);
        for (value, cases) in used(site, first) {
            for (other, theirs) in &seconds {
                let both = |case: &&&Case| theirs.iter().any(|their| their.id == case.id);
                let cases: Vec<&Case> = cases.iter().filter(both).copied().collect();
                let values = [(first, value), (second, *other)];
                let pair = Pair { values, cases };
                pairs.extend((pair.cases.len() >= FEWEST).then_some(pair));
            }
        }
    }
    pairs
}

impl Pair<'_> {
    fn route(&self) -> Route {
        let [((_, first, _), value), ((_, second, _), other)] = self.values;
        Route::page(&format!("cases/by/{first}/{value}/{second}/{other}"))
    }

    /// The other value, and its facet, of a pair that has a value.
    fn with(&self, vocabulary: &str, value: &str) -> Option<(Way, &str)> {
        let [first, second] = self.values;
        let is = |((_, facet, _), own): (Way, &str)| facet == vocabulary && own == value;
        if is(first) {
            return Some(second);
        }
        is(second).then_some(first)
    }

    fn page(&self, site: &Site) -> Page {
        let titles = self
            .values
            .map(|((key, vocabulary, _), value)| named(site, key, vocabulary, value));
        let mut page = Writing::new(site, self.cases[0].span());
        cards(&mut page, site, &self.cases);
        let ways = self
            .values
            .map(|((_, vocabulary, _), value)| value_link(site, vocabulary, value));
        page.list(ways.map(|way| vec![way]).to_vec());
        finish(site, page, self.route(), &titles.join("・"), &self.cases)
    }
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

fn page(
    site: &Site,
    key: &'static str,
    vocabulary: &str,
    value: &str,
    cases: &[&Case],
    pairs: &[Pair<'_>],
) -> Page {
    let mut page = Writing::new(site, cases[0].span());
    cards(&mut page, site, cases);
    for (key, facet, _) in FACETS {
        let with = pairs.iter().filter_map(|pair| {
            let ((_, other, _), value) = pair.with(vocabulary, value)?;
            (other == facet).then(|| counted(site, facet, value, &pair.route(), pair.cases.len()))
        });
        let with: Vec<Vec<Inline>> = with.collect();
        if !with.is_empty() {
            let words = site.theme.word("facet.with");
            let words = words.replace("{facet}", site.theme.word(key));
            page.named_heading(2, facet, vec![Inline::Text(words)]);
            page.list(with);
        }
    }
    page.push(BlockKind::Paragraph(way(site)));
    let route = Route::page(&format!("cases/by/{vocabulary}/{value}"));
    let title = named(site, key, vocabulary, value);
    finish(site, page, route, &title, cases)
}

/// 場面：復職のとき
fn named(site: &Site, key: &str, vocabulary: &str, value: &str) -> String {
    let words = site.theme.word("facet.title");
    let words = words.replace("{facet}", site.theme.word(key));
    words.replace("{label}", &label(site, vocabulary, value))
}

/// More cards make a page heavy.
const MOST_CARDS: usize = 40;

/// Cases as cards, or as links where there are many.
fn cards(page: &mut Writing<'_>, site: &Site, cases: &[&Case]) {
    if cases.len() <= MOST_CARDS {
        page.cards(cases.iter().map(|case| case_card(site, case)).collect());
        return;
    }
    let links = cases.iter().filter_map(|case| {
        let (route, _) = routes::record(Collection::Cases, &case.id)?;
        Some(vec![link(&route, Inline::Text(case.title.value.clone()))])
    });
    page.list(links.collect());
}

fn finish(site: &Site, page: Writing<'_>, route: Route, title: &str, cases: &[&Case]) -> Page {
    let count = site.theme.word("facet.count-of");
    let count = count.replace("{n}", &cases.len().to_string());
    let kind = PageKind::List(Collection::Cases);
    Page {
        summary: format!("{}{count}", super::title(site, Collection::Cases)),
        document: page.finish(),
        print: false,
        searched: false,
        ..Page::blank(route, kind, title, cases[0].span())
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
