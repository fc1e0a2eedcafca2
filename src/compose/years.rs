//! Editions and years: a page for each series with its editions, a page for each fiscal year with all
//! that the site holds of it, and the list of the years.

use std::collections::BTreeSet;

use super::{
    Page, PageKind, routes,
    writing::{Writing, asset_link, page_link},
};
use crate::{
    document::{Block, Card, Inline, Target, text},
    model::{Collection, FiscalYear, Publication, Series, Site, State},
    route::Route,
    source::{Source, Span},
};

/// The list of the years.
pub(super) fn index() -> Route {
    Route::page("years")
}

/// The page of a year, under an address that stays: `2024/index.html`.
fn of_year(year: FiscalYear) -> Route {
    Route::page(&year.to_string())
}

/// The pages of all series and of all years.
pub(super) fn pages(site: &Site) -> Vec<Page> {
    let mut pages: Vec<Page> = site.config.series.iter().map(|s| series(site, s)).collect();
    let years = years(site);
    if !years.is_empty() {
        pages.push(list(site, &years));
    }
    // An edition may stand under its year itself.
    let own = |year: &&FiscalYear| {
        let mut publications = site.config.publications.iter();
        !publications.any(|p| routes::publication(&p.id) == of_year(**year))
    };
    let years = years.iter().rev().filter(own);
    pages.extend(years.map(|year| year_page(site, *year)));
    pages
}

/// The years in which something came out, took place or was counted.
fn years(site: &Site) -> BTreeSet<FiscalYear> {
    let mut years = BTreeSet::new();
    years.extend(site.config.publications.iter().map(|p| *p.year));
    let past = site.config.series.iter().flat_map(|series| &series.past);
    years.extend(past.map(|edition| *edition.year));
    years.extend(site.meetings.iter().map(|meeting| *meeting.year));
    let runs = site.trainings.iter().flat_map(|training| &training.runs);
    years.extend(runs.map(|run| *run.year));
    let counts = site.councils.iter().flat_map(|council| &council.counts);
    years.extend(counts.map(|count| *count.year));
    years.extend(site.surveys.iter().map(|survey| *survey.year));
    let indicators = site.measures.iter().flat_map(|measure| &measure.indicators);
    years.extend(indicators.flat_map(|i| i.results.keys().map(|year| **year)));
    years
}

fn nowhere() -> Span {
    Source::new("yearbook.yaml", "").span(0..0)
}

/// A page for the web only, made of what the site knows.
fn made(route: Route, title: &str, summary: &str, span: &Span, page: Writing<'_>) -> Page {
    Page {
        summary: summary.to_owned(),
        document: page.finish(),
        print: false,
        ..Page::blank(route, PageKind::Narrative, title, span)
    }
}

fn list(site: &Site, years: &BTreeSet<FiscalYear>) -> Page {
    let span = nowhere();
    let mut page = Writing::new(site, &span);
    let series = site
        .config
        .series
        .iter()
        .map(|series| vec![page_link(&routes::publication(&series.id), &series.title)]);
    let series: Vec<Vec<Inline>> = series.collect();
    if !series.is_empty() {
        page.heading("years.series");
        page.list(series);
    }
    page.heading("years.years");
    let years = years
        .iter()
        .rev()
        .map(|year| vec![page_link(&of_year(*year), &page.year(*year))]);
    let years = years.collect();
    page.list(years);
    let (title, summary) = (
        site.theme.word("years.title"),
        site.theme.word("years.summary"),
    );
    made(index(), title, summary, &span, page)
}

fn year_page(site: &Site, year: FiscalYear) -> Page {
    let span = nowhere();
    let mut page = Writing::new(site, &span);
    let editions = site.config.publications.iter().filter(|p| *p.year == year);
    let cards: Vec<Card> = editions.map(|edition| card(site, edition)).collect();
    if !cards.is_empty() {
        page.heading("years.editions");
        page.cards(cards);
    }
    tables(&mut page, year);
    results(&mut page, year);
    let shown = page.year(year);
    let fill = |key| site.theme.word(key).replace("{year}", &shown);
    made(
        of_year(year),
        &fill("years.year"),
        &fill("years.of-year"),
        &span,
        page,
    )
}

/// How often councils met and trainings were given, by state.
fn tables(page: &mut Writing<'_>, year: FiscalYear) {
    let (site, shown) = (page.site, page.year(year));
    let met = site.meetings.iter().filter(|m| *m.year == year);
    let met: Vec<Option<&State>> = met.map(|m| m.state.as_deref()).collect();
    let given = site
        .trainings
        .iter()
        .flat_map(|t| &t.runs)
        .filter(|r| *r.year == year);
    let given: Vec<Option<&State>> = given.map(|r| r.state.as_deref()).collect();
    for (of, rows, key, states) in [
        ("meetings", "council", "years.meetings", met),
        ("runs", "training", "years.runs", given),
    ] {
        // What has no state was reported, and no table is made of it.
        if states.is_empty() || states.iter().any(Option::is_none) {
            continue;
        }
        page.heading(key);
        let caption = format!("{}（{shown}）", site.theme.word(key));
        page.view(
            "table",
            format!("of: {of}\nwhere: {{year: {}}}\nrows: {rows}\ncolumns: state\ncaption: {caption:?}\n", year.0),
        );
    }
}

/// The measures and surveys with figures of the year.
fn results(page: &mut Writing<'_>, year: FiscalYear) {
    let site = page.site;
    let measured = site.measures.iter().filter(|measure| {
        let mut results = measure.indicators.iter().flat_map(|i| &i.results);
        results.any(|(key, amount)| **key == year && amount.number().is_some())
    });
    let ids: Vec<&str> = measured.map(|measure| measure.id.as_str()).collect();
    page.links_list("years.measures", Collection::Measures, ids);
    let asked = site.surveys.iter().filter(|survey| *survey.year == year);
    let ids: Vec<&str> = asked.map(|survey| survey.id.as_str()).collect();
    page.links_list("years.surveys", Collection::Surveys, ids);
}

fn series(site: &Site, series: &Series) -> Page {
    let span = &series.id.span;
    let mut page = Writing::new(site, span);
    page.heading("years.editions");
    let cards = editions(site, series).into_iter().rev();
    page.cards(cards.map(|edition| card(site, edition)).collect());
    let mut past: Vec<_> = series.past.iter().collect();
    past.sort_by_key(|edition| std::cmp::Reverse(*edition.year));
    if !past.is_empty() {
        page.heading("years.past");
        let items =
            past.into_iter().map(|edition| {
                let year = page.year(*edition.year);
                let title = edition
                    .title
                    .clone()
                    .unwrap_or_else(|| series.title.clone());
                let mut item = vec![asset_link(
                    &Route::new(&edition.file),
                    &format!("{title} {year}"),
                )];
                item.extend(edition.issued.map(|day| {
                    Inline::Text(format!("（{}）", site.config.year_style.show_date(day)))
                }));
                item
            });
        let items = items.collect();
        page.list(items);
    }
    let summary = series.summary.as_deref().unwrap_or_default();
    made(
        routes::publication(&series.id),
        &series.title,
        summary,
        span,
        page,
    )
}

/// The editions of a series, the oldest first.
fn editions<'a>(site: &'a Site, series: &Series) -> Vec<&'a Publication> {
    let all = site.config.publications.iter();
    let own = |p: &&Publication| p.series.as_ref().is_some_and(|id| **id == *series.id);
    let mut editions: Vec<&Publication> = all.filter(own).collect();
    editions.sort_by_key(|edition| *edition.year);
    editions
}

fn card(site: &Site, edition: &Publication) -> Card {
    let style = site.config.year_style;
    Card {
        title: text(&edition.title),
        target: Target::Page {
            route: routes::publication(&edition.id),
            anchor: None,
        },
        text: edition.summary.as_deref().map(text).unwrap_or_default(),
        tags: vec![style.show(*edition.year), style.show_date(*edition.issued)],
    }
}

/// What the opening page of an edition says of its series and of the editions beside it.
pub(super) fn beside(site: &Site, edition: &Publication) -> Option<Block> {
    let of = edition.series.as_ref()?;
    let series = site
        .config
        .series
        .iter()
        .find(|series| *series.id == **of)?;
    let editions = editions(site, series);
    let at = editions.iter().position(|other| *other.id == *edition.id)?;
    let mut page = Writing::new(site, &edition.id.span);
    page.fact(
        "years.of-series",
        vec![page_link(&routes::publication(of), &series.title)],
    );
    let beside = [
        ("years.before", at.checked_sub(1)),
        ("years.after", Some(at + 1)),
    ];
    for (key, at) in beside {
        if let Some(other) = at.and_then(|at| editions.get(at)) {
            let name = format!("{} {}", other.title, page.year(*other.year));
            page.fact(key, vec![page_link(&routes::publication(&other.id), &name)]);
        }
    }
    page.finish().blocks.into_iter().next()
}

/// The addresses that pages had, each with the page that stands for it now.
pub(super) fn moved(
    site: &Site,
    pages: &[Page],
    problems: &mut crate::diagnostic::Diagnostics,
) -> Vec<(Route, Route)> {
    use crate::diagnostic::{Diagnostic, nearest};
    let known: BTreeSet<&Route> = pages
        .iter()
        .filter(|page| page.web)
        .map(|page| &page.route)
        .collect();
    let mut moved = Vec::new();
    for (old, new) in &site.config.moved {
        let (from, to) = (address(old), address(new));
        if known.contains(&from) {
            let message = format!("the address `{}` still has a page", old.value);
            problems.push(
                Diagnostic::error("page/same-address", message)
                    .at(&old.span, "said to have moved")
                    .hint("take the line out, or give the page another address"),
            );
        } else if known.contains(&to) {
            moved.push((from, to));
        } else {
            let message = format!("no page has the address `{}`", new.value);
            let problem =
                Diagnostic::error("link/unknown", message).at(&new.span, "said to be there now");
            let names = pages
                .iter()
                .filter(|p| p.web)
                .map(|page| page.route.as_str().trim_end_matches("index.html"));
            problems.push(match nearest(new.trim_matches('/'), names) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("write the address of a page, as `cases/c-0001/`"),
            });
        }
    }
    moved
}

/// `cases/c-0001/` as the address of a file.
fn address(written: &str) -> Route {
    match written.trim_matches('/') {
        file if file.ends_with(".html") => Route::new(file),
        folder => Route::page(folder),
    }
}
