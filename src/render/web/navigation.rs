//! Where pages stand among the others: the way up, the neighbours, the contents of publications.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::{
    compose::{Book, BookChapter, Page, PageKind, Pages},
    document::{BlockKind, Document, plain},
    model::Collection,
    render::web::{
        address::Start,
        files::Files,
        inline::escape,
        view::{CardView, ChapterView, FileView, LinkView, OutlineView, PublicationView},
    },
    route::Route,
};

/// Chapters with more pages show only their first one in the contents.
const SHORT: usize = 40;

/// So many publications stand in the head of every page; the home page has all.
const NAMED: usize = 4;

/// Pages with fewer headings need no list of them.
const OUTLINED: usize = 3;

/// The lists of records that the navigation names, in this order, when the site has them.
const LISTS: [Collection; 5] = [
    Collection::Cases,
    Collection::Measures,
    Collection::Areas,
    Collection::Trainings,
    Collection::Regulations,
];

/// A chapter with the pages that the web has of it.
struct Chapter<'a> {
    title: &'a str,
    first: usize,
    others: Vec<usize>,
    all: BTreeSet<usize>,
}

/// The order of all pages that the web has.
pub struct Navigation<'a> {
    pages: &'a Pages,
    files: &'a Files,
    /// The pages before and after each page within its publication.
    neighbours: Vec<(Option<usize>, Option<usize>)>,
    children: Vec<Vec<usize>>,
    /// The chapters of each publication.
    chapters: Vec<Vec<Chapter<'a>>>,
    /// The pages in the head of every page, with their titles there.
    main: Vec<(&'a str, usize)>,
}

impl<'a> Navigation<'a> {
    pub fn of(pages: &'a Pages, files: &'a Files) -> Self {
        let mut navigation = Self {
            pages,
            files,
            neighbours: vec![(None, None); pages.pages.len()],
            children: vec![Vec::new(); pages.pages.len()],
            chapters: Vec::new(),
            main: Vec::new(),
        };
        for (number, book) in pages.books.iter().enumerate() {
            navigation.order(number, book);
            let chapters = book.chapters.iter();
            let chapters = chapters.filter_map(|chapter| Chapter::of(chapter, pages));
            navigation.chapters.push(chapters.collect());
        }
        navigation.main.extend(editions(pages));
        for (index, page) in pages.pages.iter().enumerate() {
            if let Some(&parent) = page.parents.last().filter(|_| page.web) {
                navigation.children[parent].push(index);
            }
        }
        navigation.main.extend(lists(pages));
        navigation
    }

    fn order(&mut self, number: usize, book: &Book) {
        let chapters = book.chapters.iter().flat_map(|chapter| &chapter.pages);
        let mut seen = BTreeSet::new();
        let mut sequence: Vec<usize> = Vec::new();
        for &page in std::iter::once(&book.page).chain(chapters) {
            let own = self.pages.pages[page].book == Some(number);
            if own && self.shown(page) && seen.insert(page) {
                sequence.push(page);
            }
        }
        for pair in sequence.windows(2) {
            self.neighbours[pair[0]].1 = Some(pair[1]);
            self.neighbours[pair[1]].0 = Some(pair[0]);
        }
    }

    fn shown(&self, page: usize) -> bool {
        self.pages.pages[page].web
    }

    fn page(&self, index: usize) -> &'a Page {
        &self.pages.pages[index]
    }

    fn link(&self, start: Start, index: usize, current: bool) -> LinkView {
        let page = self.page(index);
        LinkView {
            title: page.title.clone(),
            href: start.to(&page.route, None),
            current,
        }
    }

    /// The pages in the head; the one that `here` is or belongs to is current.
    pub fn main(&self, start: Start, here: Option<usize>) -> Vec<LinkView> {
        let current = here.and_then(|here| self.entry(here));
        self.main
            .iter()
            .map(|&(title, index)| LinkView {
                title: title.to_owned(),
                ..self.link(start, index, current == Some(index))
            })
            .collect()
    }

    fn entry(&self, here: usize) -> Option<usize> {
        let page = self.page(here);
        let book = page.book.map(|book| self.pages.books[book].page);
        let above = page.parents.iter().rev().copied();
        std::iter::once(here)
            .chain(above)
            .chain(book)
            .find(|index| self.main.iter().any(|(_, entry)| entry == index))
    }

    /// The lists of records and the glossary.
    pub fn collections(&self, start: Start) -> Vec<LinkView> {
        let by_name = ["years", "data", "downloads"].map(Route::page);
        let others = by_name.iter().filter_map(|route| {
            let mut pages = self.pages.pages.iter();
            pages.position(|page| page.web && page.route == *route)
        });
        let lists = lists(self.pages).into_iter().map(|(_, index)| index);
        lists
            .chain(others)
            .map(|index| self.link(start, index, false))
            .collect()
    }

    pub fn parents(&self, start: Start, here: usize) -> Vec<LinkView> {
        let parents = self.page(here).parents.iter();
        parents
            .filter(|index| self.shown(**index))
            .map(|index| self.link(start, *index, false))
            .collect()
    }

    pub fn neighbours(&self, start: Start, here: usize) -> (Option<LinkView>, Option<LinkView>) {
        let (before, after) = self.neighbours[here];
        let link = |index: Option<usize>| index.map(|index| self.link(start, index, false));
        (link(before), link(after))
    }

    /// The pages directly below.
    pub fn children(&self, start: Start, here: usize) -> Vec<CardView> {
        self.children[here]
            .iter()
            .map(|index| self.page(*index))
            .map(|page| card(start, &page.title, &page.route, &page.summary))
            .collect()
    }

    /// The publication that came out last; of several on one day the first.
    pub fn latest(&self) -> Option<usize> {
        let shown = (0..self.pages.books.len()).rev();
        let shown = shown.filter(|number| self.shown(self.pages.books[*number].page));
        shown.max_by_key(|number| self.pages.books[*number].issued)
    }

    /// The publications of the site but one.
    pub fn publications(&self, start: Start, but: Option<usize>) -> Vec<CardView> {
        let books = self.pages.books.iter().enumerate();
        books
            .filter(|(number, book)| self.shown(book.page) && but != Some(*number))
            .map(|(_, book)| {
                let summary = book.summary.as_deref().unwrap_or_default();
                card(start, &book.title, &self.page(book.page).route, summary)
            })
            .collect()
    }

    /// The publication that the page belongs to, with its contents.
    pub fn publication(&self, start: Start, here: usize) -> Option<PublicationView> {
        Some(self.book(start, self.page(here).book?, here))
    }

    /// A publication with its contents, as the page `here` shows it.
    pub fn book(&self, start: Start, number: usize, here: usize) -> PublicationView {
        let book = &self.pages.books[number];
        let file = |ending: &str| {
            let route = Route::new(&format!("{}.{ending}", book.id));
            FileView {
                href: start.to(&route, None),
                size: self.files.label(&route, ending),
            }
        };
        let chapters = self.chapters[number].iter();
        PublicationView {
            title: book.title.clone(),
            short: book.short.clone(),
            subtitle: book.subtitle.clone(),
            summary: book.summary.clone(),
            year: book.year_label.clone(),
            edition: book.edition,
            issued: book.issued_label.clone(),
            issued_date: book.issued.to_string(),
            href: start.to(&self.page(book.page).route, None),
            pdf: file("pdf"),
            text: file("txt"),
            current: book.page == here,
            chapters: chapters
                .map(|chapter| self.chapter(start, chapter, here, book.page == here))
                .collect(),
        }
    }

    /// A chapter; when the reader is in it, or at the opening of the publication, with its pages.
    fn chapter(&self, start: Start, chapter: &Chapter, here: usize, opening: bool) -> ChapterView {
        let open = chapter.all.contains(&here);
        let listed = (open || opening) && chapter.others.len() <= SHORT;
        let others = if listed { &chapter.others[..] } else { &[] };
        ChapterView {
            title: chapter.title.to_owned(),
            href: start.to(&self.page(chapter.first).route, None),
            current: chapter.first == here,
            open,
            pages: others
                .iter()
                .map(|index| self.link(start, *index, *index == here))
                .collect(),
        }
    }
}

impl<'a> Chapter<'a> {
    /// `None` for a chapter that is only in print.
    fn of(chapter: &'a BookChapter, pages: &Pages) -> Option<Self> {
        let shown = chapter.pages.iter().copied();
        let mut shown = shown.filter(|index| pages.pages[*index].web);
        let first = shown.next()?;
        let others: Vec<usize> = shown.collect();
        Some(Self {
            title: &chapter.title,
            first,
            all: others.iter().copied().chain([first]).collect(),
            others,
        })
    }
}

/// The publications in the head of every page: of a series the latest edition.
fn editions(pages: &Pages) -> Vec<(&str, usize)> {
    let latest = |book: &&Book| {
        let mut others = pages.books.iter();
        let later = |other: &Book| other.series == book.series && other.year > book.year;
        book.series.is_none() || !others.any(later)
    };
    let shown = pages.books.iter().filter(|book| pages.pages[book.page].web);
    let shown = shown.filter(latest).take(NAMED);
    shown.map(|book| (book.short.as_str(), book.page)).collect()
}

/// The lists of whole collections; those of one program belong to publications.
fn lists(pages: &Pages) -> Vec<(&str, usize)> {
    let own = pages.pages.iter().filter_map(|page| match page.kind {
        PageKind::List(list @ Collection::Own { .. }) => Some(list),
        _ => None,
    });
    let own: IndexSet<Collection> = own.collect();
    let lists = LISTS.into_iter().chain(own);
    let lists = lists.map(|list| (PageKind::List(list), Route::page(list.folder())));
    let glossary = Route::page(Collection::Glossary.folder());
    lists
        .chain([(PageKind::Glossary, glossary)])
        .filter_map(|(kind, route)| {
            let whole = |page: &Page| page.kind == kind && page.route == route && page.web;
            let found = pages.pages.iter().position(whole)?;
            Some((pages.pages[found].title.as_str(), found))
        })
        .collect()
}

fn card(start: Start, title: &str, route: &Route, summary: &str) -> CardView {
    let html = |words: &str| {
        let mut html = String::new();
        escape(words, &mut html);
        html
    };
    CardView {
        title: html(title),
        href: Some(start.to(route, None)),
        text: html(summary),
        tags: Vec::new(),
    }
}

/// The headings of a document, when they are enough to need a list: the second level with the third below it.
pub fn outline(document: &Document) -> Vec<OutlineView> {
    let mut outline: Vec<OutlineView> = Vec::new();
    let mut count = 0;
    for block in &document.blocks {
        let BlockKind::Heading(heading) = &block.kind else {
            continue;
        };
        if heading.level > 3 {
            continue;
        }
        count += 1;
        let entry = OutlineView {
            title: plain(&heading.content),
            href: format!("#{}", super::address::encode(&heading.id)),
            below: Vec::new(),
        };
        match outline.last_mut() {
            Some(above) if heading.level == 3 => above.below.push(entry),
            _ => outline.push(entry),
        }
    }
    if count < OUTLINED {
        outline.clear();
    }
    outline
}
