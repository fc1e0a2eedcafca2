//! What templates see: values made for showing. A field called `…html`, and every label, caption,
//! content and source of a component, is finished HTML; all else is text that templates escape.

use serde::Serialize;

/// What all pages of a site share.
#[derive(Debug, Serialize)]
pub struct SiteView {
    pub language: String,
    /// `ja_JP`
    pub locale: &'static str,
    pub title: String,
    pub description: String,
    pub publisher: String,
    pub division: Option<String>,
    pub address: Option<String>,
    pub contact: Option<String>,
    pub licence: Option<String>,
    /// The address of the site is known.
    pub base: bool,
    /// Which readings are shown until the reader chooses: `off`, `first` or `all`.
    pub furigana: &'static str,
}

/// A page: what it says, and where it stands among the others.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// `home`, `publication`, `section`, `narrative`, `list`, `glossary`, `missing`, `search`, or the kind of a record.
    pub kind: &'static str,
    pub title: String,
    pub reading: Option<String>,
    pub summary: String,
    /// Each as HTML.
    pub tags: Vec<String>,
    pub html: String,
    /// The headings of the page; empty when they are too few to need a list.
    pub outline: Vec<OutlineView>,
    pub parents: Vec<LinkView>,
    pub children: Vec<CardView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The publication that the page belongs to.
    pub publication: Option<PublicationView>,
    pub navigation: Vec<LinkView>,
    /// The pages that every page leads to at its foot.
    pub foot: Vec<LinkView>,
    /// The day of the last change.
    pub updated: Option<DayView>,
    /// The same in plain words, and the page that this one says in plain words.
    pub plain: Option<LinkView>,
    pub full: Option<LinkView>,
    /// The explanations of terms that the text uses.
    pub terms: Vec<TermView>,
    /// The address under which it stays.
    pub address: String,
    /// The same in full, when the address of the site is known.
    pub canonical: Option<String>,
    /// What the page is, for machines: JSON-LD.
    pub linked: Option<String>,
    /// Where to write about it.
    pub feedback: Option<String>,
    /// The ways to cases, where they are looked for.
    pub choices: Vec<ChoicesView>,
    /// The same case on one sheet, with the kind and the size of the file.
    pub handout: Option<LinkView>,
    /// Of the home page only.
    pub front: Option<FrontView>,
    pub links: LinksView,
}

/// What the home page shows besides its text.
#[derive(Debug, Serialize)]
pub struct FrontView {
    /// The publication that came out last.
    pub latest: Option<PublicationView>,
    pub news: Vec<NewsView>,
    /// The other publications.
    pub publications: Vec<CardView>,
    /// The lists of records.
    pub collections: Vec<LinkView>,
}

/// A day as readers and programs read it.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// `2025-03-28`
    pub day: String,
    pub label: String,
}

/// Something that came out or changed.
#[derive(Debug, Serialize)]
pub struct NewsView {
    pub day: DayView,
    pub title: String,
    pub href: String,
}

/// A facet with its values.
#[derive(Debug, Serialize)]
pub struct ChoicesView {
    pub label: String,
    pub values: Vec<ChoiceView>,
}

/// A value, and how many cases have it.
#[derive(Debug, Serialize)]
pub struct ChoiceView {
    pub title: String,
    pub href: String,
    pub count: usize,
}

/// The explanation of a term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// Its name on the page.
    pub id: String,
    pub term: String,
    pub reading: String,
    pub meaning: String,
    pub plain: Option<String>,
    /// The term in the glossary.
    pub href: String,
}

/// A file of the site.
#[derive(Debug, Serialize)]
pub struct FileView {
    pub href: String,
    /// `PDF 1.2 MB`, where the size is known.
    pub size: Option<String>,
}

/// The addresses that every page needs.
#[derive(Debug, Serialize)]
pub struct LinksView {
    pub home: String,
    pub search: String,
    pub icon: String,
    pub tokens: String,
    pub style: String,
    /// The script of the reading aids.
    pub reading: String,
    /// The script that names the shards of the search, beside the search page.
    pub index: String,
    pub search_script: String,
    pub search_page: String,
    /// The page of all facets, where the site has cases.
    pub facets: Option<String>,
}

/// A link to a page.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: String,
    /// The page itself or one below it.
    pub current: bool,
}

/// A heading of the page, with the headings below it.
#[derive(Debug, Serialize)]
pub struct OutlineView {
    pub title: String,
    pub href: String,
    pub below: Vec<OutlineView>,
}

/// A publication as its pages show it.
#[derive(Debug, Serialize)]
pub struct PublicationView {
    pub title: String,
    pub short: String,
    pub subtitle: Option<String>,
    pub summary: Option<String>,
    pub year: String,
    pub edition: Option<u32>,
    pub issued: String,
    /// `2025-03-28`
    pub issued_date: String,
    pub href: String,
    pub pdf: FileView,
    pub text: FileView,
    /// The page is the one that opens the publication.
    pub current: bool,
    pub chapters: Vec<ChapterView>,
}

/// A chapter in the contents of its publication.
#[derive(Debug, Serialize)]
pub struct ChapterView {
    pub title: String,
    pub href: String,
    /// The page itself opens the chapter.
    pub current: bool,
    /// The page is somewhere in the chapter.
    pub open: bool,
    pub pages: Vec<LinkView>,
}

#[derive(Debug, Serialize)]
pub struct FactView {
    pub label: String,
    /// What is said under the label, once or several times.
    pub contents: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct FigureView {
    pub id: String,
    pub src: String,
    pub alt: String,
    pub caption: String,
}

#[derive(Debug, Serialize)]
pub struct HierarchyView {
    pub id: String,
    pub caption: String,
    pub list: String,
    pub source: String,
}

#[derive(Debug, Serialize)]
pub struct CardView {
    pub title: String,
    pub href: Option<String>,
    pub text: String,
    pub tags: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct NoteView {
    pub number: usize,
    pub content: String,
    /// The ids of the marks in the text, for the way back.
    pub marks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct ChartView {
    pub id: String,
    pub title: String,
    pub description: String,
    pub src: String,
    pub source: String,
    pub table: TableView,
}

#[derive(Debug, Serialize)]
pub struct TableView {
    pub id: String,
    pub caption: String,
    /// The caption as plain text.
    pub label: String,
    pub unit: Option<String>,
    /// It scrolls sideways on small screens.
    pub wide: bool,
    /// The number of columns.
    pub width: usize,
    /// At least one column has a head.
    pub headed: bool,
    pub columns: Vec<ColumnView>,
    pub groups: Vec<GroupView>,
    pub remarks: Vec<String>,
    pub source: String,
    /// The class of its looks.
    pub look: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct ColumnView {
    pub head: String,
    pub align: Option<&'static str>,
}

/// Rows under one heading; the first ones may have none.
#[derive(Debug, Default, Serialize)]
pub struct GroupView {
    pub head: Option<String>,
    pub rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
pub struct RowView {
    pub total: bool,
    pub cells: Vec<CellView>,
}

#[derive(Debug, Serialize)]
pub struct CellView {
    pub header: bool,
    pub align: Option<&'static str>,
    pub content: String,
}
