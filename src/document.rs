//! A text of the site, parsed once and read by every face of it: web, print, search and text.
//!
//! `markdown` makes documents out of narratives, `compose` makes them out of records and puts
//! values, views and links in place. After `compose` a document holds no `Inline::Expression`,
//! no `Inline::Reference` and no `BlockKind::View`; renderers may rely on it.

use crate::{model::Number, route::Route, source::Span};

/// A text as a list of blocks, with its footnotes.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Footnotes in the order in which the text first refers to them.
    pub notes: Vec<Note>,
}

/// A footnote; `Inline::Note` holds its place in `Document::notes`.
#[derive(Debug, Clone)]
pub struct Note {
    pub label: String,
    pub blocks: Vec<Block>,
}

/// A block and the place it was written at: in the Markdown, or in the record it was composed from.
#[derive(Debug, Clone)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum BlockKind {
    Heading(Heading),
    Paragraph(Vec<Inline>),
    Quote(Vec<Block>),
    Code(Code),
    List(List),
    /// Label and text in pairs: the facts of a record, or a definition list of the author.
    Facts(Vec<Fact>),
    Table(Table),
    Chart(Chart),
    /// What stands under what, with where it comes from.
    Hierarchy(Hierarchy),
    Figure(Figure),
    /// Links to other pages, each with a line of explanation.
    Cards(Vec<Card>),
    /// Numbered parts of a regulation, each behind its printed number.
    Clauses(Vec<Clause>),
    Rule,
    /// A fenced block `view NAME`, not yet evaluated.
    View(View),
}

/// A heading below the title of its page: level 2 is the first.
#[derive(Debug, Clone)]
pub struct Heading {
    pub level: u8,
    /// Unique on its page; Japanese text is kept.
    pub id: String,
    pub content: Vec<Inline>,
}

/// A listing, with its language when the author names one.
#[derive(Debug, Clone)]
pub struct Code {
    pub language: Option<String>,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct List {
    /// The first number of an ordered list.
    pub start: Option<u64>,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone)]
pub struct Item {
    /// For task lists: done or not.
    pub done: Option<bool>,
    pub blocks: Vec<Block>,
}

/// A part of a regulation, with what is nested in it.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its name on the page, for links.
    pub id: String,
    /// As printed: (1), ア; empty where the document prints none.
    pub num: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
pub struct Fact {
    pub label: Vec<Inline>,
    pub blocks: Vec<Block>,
}

/// A table, whether the author drew it or a view made it from data.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Unique on its page, for references; empty when nothing refers to it.
    pub id: String,
    pub caption: Vec<Inline>,
    /// The unit of all figures, shown above the table: 「単位：回」.
    pub unit: Option<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// What stands under the table: explanations of marks and missing values.
    pub remarks: Vec<Vec<Inline>>,
    /// Where the figures come from.
    pub source: Vec<Inline>,
    pub look: Look,
}

/// What a table is like on the web.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Plain,
    /// Its rows follow each other in time.
    Timeline,
}

#[derive(Debug, Clone, Default)]
pub struct Column {
    pub head: Vec<Inline>,
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Start,
    Center,
    /// Figures stand to the right, digit under digit.
    End,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub role: RowRole,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    Body,
    /// The heading of a group of rows: one cell over all columns.
    Group,
    Total,
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The cell names its row.
    pub header: bool,
    /// Mostly one paragraph, or none.
    pub blocks: Vec<Block>,
}

/// A chart with the table of its figures.
#[derive(Debug, Clone)]
pub struct Chart {
    pub id: String,
    pub kind: ChartKind,
    pub title: String,
    /// What the chart shows, for those who do not see it.
    pub description: String,
    pub unit: Option<String>,
    pub categories: Vec<String>,
    /// Where each category lies, column and row counted from one; of maps only.
    pub tiles: Vec<(u8, u8)>,
    pub series: Vec<Series>,
    /// The same figures; its caption is the title.
    pub table: Table,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    Bar,
    Stacked,
    Line,
    /// A small field for each series, all with one scale.
    SmallMultiples,
    /// Areas as tiles, each with its number.
    Map,
}

#[derive(Debug, Clone)]
pub struct Series {
    pub label: String,
    /// One for each category; missing values leave a gap.
    pub values: Vec<Option<Number>>,
}

/// A nested list made from data.
#[derive(Debug, Clone)]
pub struct Hierarchy {
    pub id: String,
    pub list: List,
    /// Everything under its points, for open data; its caption and source are shown with the list.
    pub table: Table,
}

/// A picture with its text alternative.
#[derive(Debug, Clone)]
pub struct Figure {
    pub id: String,
    pub asset: Route,
    pub alt: String,
    pub caption: Vec<Inline>,
}

#[derive(Debug, Clone)]
pub struct Card {
    pub title: Vec<Inline>,
    pub target: Target,
    pub text: Vec<Inline>,
    /// Short labels: vocabulary values, years, states.
    pub tags: Vec<String>,
}

/// A fenced block that places data: the name of the view and its parameters as YAML.
#[derive(Debug, Clone)]
pub struct View {
    pub name: String,
    pub parameters: String,
    /// The parameters in the file.
    pub span: Span,
}

#[derive(Debug, Clone)]
pub enum Inline {
    /// Without line breaks: those of the author have become spaces, or nothing in Japanese.
    Text(String),
    Code(String),
    /// 圏点 in Japanese, never slanted.
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Deleted(Vec<Inline>),
    Ruby {
        base: String,
        reading: String,
    },
    Link(Link),
    Image {
        asset: Route,
        alt: String,
        span: Span,
    },
    /// A footnote mark: the index in `Document::notes`.
    Note(usize),
    /// A hard line break.
    Break,
    /// A value that came from data: its text, and what it was asked with.
    Value {
        text: String,
        origin: String,
    },
    /// `{{ … }}`, not yet evaluated.
    Expression {
        code: String,
        span: Span,
    },
    /// `[[kind:target]]` or `[[kind:target|text]]`, not yet resolved.
    Reference(Reference),
}

#[derive(Debug, Clone)]
pub struct Link {
    pub target: Target,
    pub content: Vec<Inline>,
    /// The address as the author wrote it.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, and a heading or row on it.
    Page {
        route: Route,
        anchor: Option<String>,
    },
    /// A file that is copied into the output.
    Asset(Route),
    /// Another site: `https:`, `mailto:`, `tel:`.
    External(String),
    /// As the author wrote it, not yet resolved: `../intro.md#目的`.
    Written(String),
}

/// `[[case:c-0007|三者面談の例]]`
#[derive(Debug, Clone)]
pub struct Reference {
    pub kind: String,
    pub target: String,
    pub text: Option<String>,
    pub span: Span,
}

/// The kind of a reference to the reading of a name: `{立川|}`.
pub const READING: &str = "reading";

/// The words of some inlines, as search and titles need them.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Value { text, .. } => {
                out.push_str(text);
            }
            Inline::Ruby { base, .. } => out.push_str(base),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                push_plain(inner, out);
            }
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::Break => out.push(' '),
            Inline::Reference(reference) => {
                out.push_str(reference.text.as_ref().unwrap_or(&reference.target));
            }
            Inline::Note(_) | Inline::Expression { .. } => {}
        }
    }
}

/// Plain text as inline content; its line breaks go.
pub fn text(words: impl Into<String>) -> Vec<Inline> {
    let words = words.into();
    vec![Inline::Text(match words.contains('\n') {
        true => one_line(&words),
        false => words,
    })]
}

/// A text in one line: a break between Japanese characters is no space.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let before = line.chars().next_back();
        let after = part.chars().next();
        if before.is_some_and(|c| !is_wide(c))
            || before.is_some() && after.is_some_and(|c| !is_wide(c))
        {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// A character as wide as it is high, beside which no space stands.
pub fn is_wide(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1100..=0x115F | 0x2010..=0x2BFF | 0x2E80..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
            | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F000..=0x3FFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_vanish_between_japanese_characters() {
        assert_eq!(one_line("圏域の\n  会議\n"), "圏域の会議");
        assert_eq!(one_line("the area\nmeeting"), "the area meeting");
        assert_eq!(one_line("全\n3回"), "全 3回");
    }
}
