//! From a checked site to its pages: narratives and records become documents with every value,
//! view and reference in place. What a page says is decided here, once; renderers only show it.

use crate::{
    diagnostic::Diagnostics,
    document::{Document, Inline},
    model::{Collection, Date, FiscalYear, Id, Matter, Printing, Site},
    route::Route,
    source::Span,
};

mod books;
pub mod data;
mod downloads;
pub mod expression;
pub mod figures;
mod fill;
mod links;
mod narratives;
mod records;
mod rewrite;
mod routes;
pub mod view;
mod writing;
mod years;

pub use records::{Facet, facets};

/// Whether drafts are part of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Include,
    Leave,
}

/// All pages of a site and the books made of them.
#[derive(Debug, Default)]
pub struct Pages {
    /// In the order of reading: the home page first, then publication by publication, then what no publication has.
    pub pages: Vec<Page>,
    pub books: Vec<Book>,
    /// Addresses that pages had, with those that they have now.
    pub moved: Vec<(Route, Route)>,
    /// Addresses of cases that may not be shown any more.
    pub recalled: Vec<Route>,
}

/// What a page is about; decides its template and the kind shown in search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    Home,
    /// The opening page of a publication.
    Publication,
    /// A folder of narratives with its pages.
    Section,
    Narrative,
    /// The list of the records of a collection.
    List(Collection),
    /// One record.
    Record(Collection),
    /// The glossary: all terms on one page.
    Glossary,
}

/// A page: one address on the web, one part of a chapter in print, one document in search.
#[derive(Debug)]
pub struct Page {
    pub route: Route,
    pub kind: PageKind,
    pub title: String,
    /// The reading of the title in hiragana, where the data gives one.
    pub reading: Option<String>,
    /// One or two sentences: description, cards, search.
    pub summary: String,
    pub document: Document,
    /// The pages above it, from the home page down; indices into `Pages::pages`.
    pub parents: Vec<usize>,
    /// The publication it belongs to; an index into `Pages::books`.
    pub book: Option<usize>,
    /// Short labels: nature and facets of a case, state of a measure.
    pub tags: Vec<Vec<Inline>>,
    /// By what search can choose it: facet and value, `moment` and `first-year`.
    pub facets: Vec<(&'static str, String)>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// The page that this one says in plain words (やさしい日本語).
    pub plain_of: Option<Route>,
    pub web: bool,
    pub print: bool,
    /// Whether search looks at it: a list that only repeats what other pages say would stand before them.
    pub searched: bool,
    /// The file or record that the page was made from.
    pub span: Span,
}

impl Page {
    /// The file of a case on one sheet; only cases have one, and only where they may be printed.
    pub fn handout(&self) -> Option<Route> {
        let folder = self.route.as_str().strip_suffix("/index.html")?;
        let (_, id) = folder.rsplit_once('/')?;
        let is_case = self.kind == PageKind::Record(Collection::Cases);
        is_case.then(|| Route::new(&format!("{folder}/{id}.pdf")))
    }

    /// A page with nothing on it yet, for web and print.
    fn blank(route: Route, kind: PageKind, title: &str, span: &Span) -> Self {
        Self {
            route,
            kind,
            title: title.to_owned(),
            reading: None,
            summary: String::new(),
            document: Document::default(),
            parents: Vec::new(),
            book: None,
            tags: Vec::new(),
            facets: Vec::new(),
            updated: None,
            plain_of: None,
            web: true,
            print: true,
            searched: true,
            span: span.clone(),
        }
    }
}

/// A publication with its chapters as pages.
#[derive(Debug)]
pub struct Book {
    pub id: Id,
    /// The series of which it is an edition.
    pub series: Option<Id>,
    pub title: String,
    pub short: String,
    pub subtitle: Option<String>,
    pub summary: Option<String>,
    pub year: FiscalYear,
    /// 令和6年度, as the site shows years.
    pub year_label: String,
    pub edition: Option<u32>,
    /// 令和7年3月28日, as the site shows dates.
    pub issued_label: String,
    /// `2025-03-28`
    pub issued: Date,
    /// The page that opens it on the web.
    pub page: usize,
    pub chapters: Vec<BookChapter>,
    /// 印刷物登録番号
    pub registration: Option<String>,
    pub printing: Printing,
    /// Whether its files are made of these pages: a book may show other cases than the web does.
    pub printed: bool,
    pub span: Span,
}

impl Book {
    /// The chapters as they stand in the book: what is of the front first, the appendix last,
    /// each with its number in its part.
    pub fn in_order(&self) -> Vec<(usize, &BookChapter)> {
        let parts = [Matter::Front, Matter::Main, Matter::Appendix];
        let of = |part| self.chapters.iter().filter(move |c| c.part == part);
        parts
            .into_iter()
            .flat_map(|part| (1..).zip(of(part)))
            .collect()
    }
}

/// A chapter: its first page opens it, the others are its sections. Indices into `Pages::pages`.
#[derive(Debug)]
pub struct BookChapter {
    pub title: String,
    pub part: Matter,
    pub pages: Vec<usize>,
}

/// All pages, with every expression evaluated, every view filled and every reference resolved.
pub fn compose(site: &Site, drafts: Drafts) -> (Pages, Diagnostics) {
    let mut problems = Diagnostics::default();
    let (mut written, mut bodies) = narratives::pages(site, drafts, &mut problems);
    written.extend(records::pages(site, &mut bodies));
    written.extend(years::pages(site));
    let mut pages = books::bind(site, written, &mut problems);
    fill::fill(site, &mut pages.pages, &pages.books, &mut problems);
    links::resolve(site, &mut pages.pages, &pages.books, &mut problems);
    data::add(site, &mut pages);
    downloads::add(site, &mut pages);
    pages.moved = years::moved(site, &pages.pages, &mut problems);
    pages.recalled = routes::recalled(site);
    (pages, problems)
}
