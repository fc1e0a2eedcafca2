//! Open data: which tables become files, what the files are called, and the page that lists them.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::{
    compose::{Book, Page, PageKind, Pages, figures::Figures, writing::Writing},
    document::{Block, BlockKind, Inline, Link, Table, Target, plain, text},
    model::Site,
    route::Route,
    source::Source,
};

/// Names that stand in the folder of open data already.
const TAKEN: [&str; 3] = ["description", "figures", "index"];

/// A table that a page of a publication shows, under the name of its files.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// `tokyo-2024-figures-jobcoach`: the name of its files, without their endings.
    pub name: String,
    /// The page that shows it; an index into `Pages::pages`.
    pub page: usize,
    /// Its place on the page, where it has one.
    pub anchor: Option<&'a str>,
    pub table: &'a Table,
}

impl Sheet<'_> {
    pub fn title(&self) -> String {
        plain(&self.table.caption)
    }

    pub fn csv(&self) -> Route {
        Route::new(&format!("data/{}.csv", self.name))
    }

    pub fn json(&self) -> Route {
        Route::new(&format!("data/{}.json", self.name))
    }
}

/// The page that lists the files.
pub fn list() -> Route {
    Route::page("data")
}

/// What the files say, for programs.
pub fn description() -> Route {
    Route::new("data/description.json")
}

/// All figures one by one, or a table of their codes: `data/codes/areas.csv`.
pub fn codes(name: &str) -> Route {
    Route::new(&match name {
        "figures" => "data/figures.csv".to_owned(),
        name => format!("data/codes/{name}.csv"),
    })
}

/// The calendar, when the site knows days of meetings or runs.
pub fn calendar(site: &Site) -> Option<Route> {
    let meetings = site.meetings.iter().any(|meeting| meeting.date.is_some());
    let mut runs = site.trainings.iter().flat_map(|training| &training.runs);
    (meetings || runs.any(|run| !run.days.is_empty())).then(|| Route::new("calendar.ics"))
}

/// The feed of publications, when the site knows its own address.
pub fn feed(site: &Site) -> Option<Route> {
    let config = &site.config;
    let known = config.base_url.is_some() && !config.publications.is_empty();
    known.then(|| Route::new("feed.xml"))
}

/// The tables with captions on all pages of publications, in the order of reading.
pub fn sheets(pages: &[Page]) -> Vec<Sheet<'_>> {
    let mut taken: BTreeSet<String> = TAKEN.map(str::to_owned).into();
    let mut sheets = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        if page.book.is_none() {
            continue;
        }
        let mut shown = Vec::new();
        collect(&page.document.blocks, &mut shown);
        let folder = folder(&page.route);
        for (number, (id, table)) in (1..).zip(shown) {
            let key = match id.is_empty() || !id.is_ascii() {
                true => number.to_string(),
                false => slug(id),
            };
            sheets.push(Sheet {
                name: free(joined(&folder, &key), &mut taken),
                page: index,
                anchor: (!id.is_empty()).then_some(id),
                table,
            });
        }
    }
    sheets
}

/// Tables with captions and the tables of charts, each under its id.
fn collect<'a>(blocks: &'a [Block], shown: &mut Vec<(&'a str, &'a Table)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) if !table.caption.is_empty() => shown.push((&table.id, table)),
            BlockKind::Chart(chart) => shown.push((&chart.id, &chart.table)),
            BlockKind::Hierarchy(tree) if !tree.table.caption.is_empty() => {
                shown.push((&tree.id, &tree.table));
            }
            BlockKind::Quote(inner) => collect(inner, shown),
            BlockKind::List(list) => {
                for item in &list.items {
                    collect(&item.blocks, shown);
                }
            }
            BlockKind::Clauses(clauses) => {
                for clause in clauses {
                    collect(&clause.blocks, shown);
                }
            }
            BlockKind::Facts(facts) => {
                for fact in facts {
                    collect(&fact.blocks, shown);
                }
            }
            _ => {}
        }
    }
}

/// `tokyo-2024/figures/index.html` gives `tokyo-2024-figures`.
fn folder(route: &Route) -> String {
    let folder = route.as_str().rsplit_once('/').map_or("", |(f, _)| f);
    let parts: Vec<String> = folder.split('/').map(slug).collect();
    parts.join("-")
}

fn joined(folder: &str, key: &str) -> String {
    match folder {
        "" => key.to_owned(),
        folder => format!("{folder}-{key}"),
    }
}

/// A part of an address in lower-case letters, digits and hyphens; what has other letters becomes a number of its own.
fn slug(part: &str) -> String {
    if !part.is_ascii() {
        let digest = Sha256::digest(part.as_bytes());
        return digest[..4].iter().map(|b| format!("{b:02x}")).collect();
    }
    let plain = |c: char| match c.is_ascii_alphanumeric() {
        true => c.to_ascii_lowercase(),
        false => '-',
    };
    part.chars().map(plain).collect()
}

/// The name, or the next one of its kind that no file has.
fn free(name: String, taken: &mut BTreeSet<String>) -> String {
    let others = (2..).map(|number: u32| format!("{name}-{number}"));
    let mut names = std::iter::once(name.clone()).chain(others);
    let found = names.find(|name| taken.insert(name.clone()));
    found.expect("there is always another number")
}

/// Adds the page that lists the files, or the list to the page that the site has there.
pub(super) fn add(site: &Site, pages: &mut Pages) {
    let mut writing = Writing::new(site, &Source::new("yearbook.yaml", "").span(0..0));
    let sheets = sheets(&pages.pages);
    if sheets.is_empty() && calendar(site).is_none() {
        return;
    }
    about(&mut writing, site, sheets.is_empty());
    for (number, book) in pages.books.iter().enumerate() {
        let own = |sheet: &&Sheet| pages.pages[sheet.page].book == Some(number);
        files(&mut writing, pages, book, sheets.iter().filter(own));
    }
    let mut document = writing.finish();
    let route = list();
    if let Some(page) = pages.pages.iter_mut().find(|page| page.route == route) {
        page.document.blocks.append(&mut document.blocks);
        return;
    }
    let title = site.theme.word("data.title");
    let span = Source::new("yearbook.yaml", "").span(0..0);
    let home = pages.pages.iter().position(|p| p.kind == PageKind::Home);
    pages.pages.push(Page {
        summary: site.theme.word("data.summary").to_owned(),
        document,
        parents: home.into_iter().collect(),
        print: false,
        ..Page::blank(route, PageKind::Narrative, title, &span)
    });
}

/// What holds for all files.
fn about(writing: &mut Writing<'_>, site: &Site, empty: bool) {
    writing.text_fact("data.licence", site.config.publisher.licence.as_deref());
    if !empty {
        writing.text_fact("data.format", Some(site.theme.word("data.format-text")));
        let description = file(&description(), "description.json");
        writing.fact("data.description", vec![description]);
        let stated = Figures::of(site).amounts().next().is_some();
        let figures = stated.then(|| file(&codes("figures"), "figures.csv"));
        writing.fact("data.figures", figures.into_iter().collect());
        let names = [
            "areas",
            "states",
            "missing",
            "measures",
            "councils",
            "trainings",
            "vocabularies",
        ];
        let held = [
            !site.areas.is_empty(),
            true,
            true,
            site.measures
                .iter()
                .any(|measure| !measure.indicators.is_empty()),
            !site.councils.is_empty(),
            !site.trainings.is_empty(),
            !site.vocabularies.is_empty(),
        ];
        let held = names.into_iter().zip(held).filter(|(_, held)| *held);
        let links = held.map(|(name, _)| file(&codes(name), &format!("{name}.csv")));
        let links = writing.joined(links.collect());
        writing.fact("data.codes", links);
    }
    for (key, route) in [("data.calendar", calendar(site)), ("data.feed", feed(site))] {
        let link = route.map(|route| file(&route, route.as_str()));
        writing.fact(key, link.into_iter().collect());
    }
}

/// The files of a publication, page by page.
fn files<'a>(
    writing: &mut Writing<'_>,
    pages: &Pages,
    book: &Book,
    sheets: impl Iterator<Item = &'a Sheet<'a>>,
) {
    let rows: Vec<Vec<Vec<Inline>>> = sheets
        .map(|sheet| {
            let table = sheet.table;
            vec![
                text(sheet.title()),
                vec![place(pages, book, sheet)],
                table.unit.as_deref().map(text).unwrap_or_default(),
                table.source.clone(),
                vec![file(&sheet.csv(), "CSV")],
                vec![file(&sheet.json(), "JSON")],
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    writing.named_heading(2, &book.id, text(&book.title));
    let heads = [
        "data.table",
        "data.page",
        "data.unit",
        "data.source",
        "data.csv",
        "data.json",
    ];
    let caption = writing.word("data.files-of");
    writing.table(caption.replace("{title}", &book.short), &heads, rows);
}

/// The page of a table; for one that is only in print, the opening of its publication.
fn place(pages: &Pages, book: &Book, sheet: &Sheet) -> Inline {
    let page = &pages.pages[sheet.page];
    let (shown, anchor) = match page.web {
        true => (page, sheet.anchor.map(str::to_owned)),
        false => (&pages.pages[book.page], None),
    };
    if !shown.web {
        return Inline::Text(page.title.clone());
    }
    let route = shown.route.clone();
    link(Target::Page { route, anchor }, &page.title)
}

fn file(route: &Route, words: &str) -> Inline {
    link(Target::Asset(route.clone()), words)
}

fn link(target: Target, words: &str) -> Inline {
    Inline::Link(Link {
        target,
        content: text(words),
        span: Source::new("", "").span(0..0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii_and_free() {
        let mut taken: BTreeSet<String> = TAKEN.map(str::to_owned).into();
        let mut name = |route: &str, key: &str| {
            let folder = folder(&Route::page(route));
            free(joined(&folder, &slug(key)), &mut taken)
        };
        assert_eq!(name("a/b", "c-1"), "a-b-c-1");
        assert_eq!(name("a/b/C", "1"), "a-b-c-1-2");
        assert_eq!(name("", "index"), "index-2");
        assert_eq!(name("a/報告", "1"), "a-64442e2b-1");
    }
}
