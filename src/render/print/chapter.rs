//! A chapter as a file of calls: its pages become sections, block by block.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    compose::{Page, PageKind},
    diagnostic::Diagnostics,
    document::{
        Block, BlockKind, Card, Clause, Code as Listing, Figure, Heading, Hierarchy, Inline, List,
        Target, text,
    },
    model::{Collection, Colours, Matter, Printing, Site},
    render::print::{
        Part,
        anchors::{Anchors, label},
        code::Code,
        columns::Lines,
        index::Terms,
        inlines::Links,
    },
    route::Route,
    source::Span,
};

/// A picture that a chapter shows: its path among the files of the book, and what it is made from.
#[derive(Debug)]
pub enum Picture {
    /// A file of the site, and where it is first shown.
    Asset(Route, Span),
    Drawn(String),
}

/// A chapter as code, with the pictures it names and what was found on the way.
#[derive(Debug)]
pub struct Chapter {
    pub code: Code,
    pub pictures: BTreeMap<String, Picture>,
    pub problems: Diagnostics,
    /// The terms that the index finds in it.
    pub marked: BTreeSet<String>,
}

/// Writes the calls of one chapter.
pub struct Writer<'a> {
    pub site: &'a Site,
    pub anchors: &'a Anchors,
    pub page: &'a Page,
    pub code: Code,
    pub problems: Diagnostics,
    /// How deep the present block lies in quotes, lists and cells.
    pub depth: usize,
    /// Whether the present block is part of a regulation.
    pub clauses: bool,
    /// Addresses that a footnote of the chapter has named.
    pub addresses: BTreeSet<String>,
    /// Footnotes that stand already.
    pub noted: BTreeSet<String>,
    pub pictures: BTreeMap<String, Picture>,
    pub number: usize,
    pub page_lines: Lines,
    pub colours: Colours,
    /// What the index lists, where words may have marks.
    pub terms: Option<&'a Terms>,
    /// Terms that have a mark under the present heading, and all that have one.
    pub told: BTreeSet<String>,
    pub marked: BTreeSet<String>,
    labelled: BTreeSet<String>,
    /// How much deeper headings stand in print than on their page.
    shift: u8,
    /// The level of the heading before.
    level: u8,
}

/// The code of a chapter; `number` keeps its pictures apart from those of others.
pub fn chapter(
    site: &Site,
    anchors: &Anchors,
    part: &Part<'_>,
    number: usize,
    printing: &Printing,
    terms: Option<&Terms>,
) -> Chapter {
    let opening = part.pages[0];
    let code = Code::importing("/print/theme.typ");
    let mut writer = Writer {
        number,
        page_lines: Lines::of(printing),
        colours: printing.colours,
        // The glossary has its terms in order itself.
        terms: terms.filter(|_| opening.kind != PageKind::Glossary),
        ..Writer::new(site, anchors, opening, code)
    };
    writer.code.line(Some(&opening.span));
    writer.code.push("#md.chapter(");
    writer.code.string(&part.title);
    writer.code.push(", ");
    writer.anchor_page();
    writer.code.push(match part.matter {
        Matter::Front => "part: \"front\", ",
        Matter::Main => "",
        Matter::Appendix => "part: \"appendix\", ",
    });
    writer.lead(opening);
    writer.blocks(&opening.document.blocks);
    for page in &part.pages[1..] {
        writer.section(page);
    }
    writer.code.push(")");
    Chapter {
        code: writer.code,
        pictures: writer.pictures,
        problems: writer.problems,
        marked: writer.marked,
    }
}

impl<'a> Writer<'a> {
    /// A writer that goes on with a file.
    pub fn new(site: &'a Site, anchors: &'a Anchors, page: &'a Page, code: Code) -> Self {
        Self {
            site,
            anchors,
            page,
            code,
            problems: Diagnostics::default(),
            depth: 0,
            clauses: false,
            addresses: BTreeSet::new(),
            noted: BTreeSet::new(),
            pictures: BTreeMap::new(),
            number: 1,
            page_lines: Lines::of(&Printing::default()),
            colours: Colours::Full,
            terms: None,
            told: BTreeSet::new(),
            marked: BTreeSet::new(),
            labelled: BTreeSet::new(),
            shift: 0,
            level: 1,
        }
    }

    /// The label of the present page: `"cases/c-0001/index.html", ` or `none, `.
    fn anchor_page(&mut self) {
        let id = label(&self.page.route, None);
        self.label(id);
    }

    /// The label of a place on the present page.
    pub fn anchor(&mut self, anchor: Option<&str>) {
        match anchor {
            Some(anchor) if !anchor.is_empty() => {
                self.label(label(&self.page.route, Some(anchor)));
            }
            _ => self.code.push("none, "),
        }
    }

    // A label stands once: Typst refuses links to one that stands twice.
    fn label(&mut self, id: String) {
        if self.labelled.contains(&id) {
            return self.code.push("none, ");
        }
        self.code.string(&id);
        self.code.push(", ");
        self.labelled.insert(id);
    }

    /// The blocks of a page, one to a line.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.code.line(Some(&block.span));
            self.block(block);
        }
    }

    /// Blocks inside a list, a quote or a cell.
    pub fn nested(&mut self, blocks: &[Block]) {
        self.depth += 1;
        self.blocks(blocks);
        self.depth -= 1;
    }

    /// The blocks of an item or a note: the words of a paragraph stand bare, so that they begin beside their mark.
    pub fn contents(&mut self, blocks: &[Block]) {
        let Some((first, rest)) = blocks.split_first() else {
            return;
        };
        if let BlockKind::Paragraph(inlines) = &first.kind {
            self.arguments(inlines, Links::Full);
            self.nested(rest);
        } else {
            self.nested(blocks);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, &block.span),
            BlockKind::Quote(blocks) => {
                self.code.push("md.quoted(");
                self.nested(blocks);
                self.code.push("),");
            }
            BlockKind::Code(listing) => self.listing(listing),
            BlockKind::List(list) => self.list(list),
            BlockKind::Clauses(clauses) => self.clauses(clauses),
            BlockKind::Facts(facts) => {
                self.depth += 1;
                self.facts(facts);
                self.depth -= 1;
            }
            BlockKind::Table(table) => self.table(table, &block.span),
            BlockKind::Chart(chart) => self.chart(chart, &block.span),
            BlockKind::Hierarchy(tree) => self.hierarchy(tree),
            BlockKind::Figure(figure) => self.figure(figure, &block.span),
            BlockKind::Cards(cards) => self.cards(cards),
            BlockKind::Rule => self.code.push("md.divider(),"),
            // A view that could not be made has been reported.
            BlockKind::View(_) => self.code.push("none,"),
        }
    }

    /// A page after the first of its chapter: its title is a section.
    fn section(&mut self, page: &'a Page) {
        self.page = page;
        self.told.clear();
        self.shift = 1;
        self.level = 2;
        self.code.line(Some(&page.span));
        if page.kind == PageKind::Record(Collection::Cases) {
            self.code.push("md.fresh(), ");
        }
        self.code.push("md.head(2, ");
        self.anchor_page();
        self.code.string(&page.title);
        self.code.push("),");
        self.tags(page);
        self.lead(page);
        self.blocks(&page.document.blocks);
    }

    /// What a record or a list is, in a sentence; narratives begin with their own words.
    fn lead(&mut self, page: &Page) {
        let composed = !matches!(
            page.kind,
            PageKind::Home | PageKind::Publication | PageKind::Section | PageKind::Narrative
        );
        if composed && !page.summary.is_empty() {
            self.paragraph(&text(&page.summary), &page.span);
        }
    }

    fn tags(&mut self, page: &Page) {
        if page.tags.is_empty() {
            return;
        }
        self.code.push(" md.tags(");
        for tag in &page.tags {
            self.value(tag, Links::Words);
            self.code.push(", ");
        }
        self.code.push("),");
    }

    fn heading(&mut self, heading: &Heading) {
        // A level that the author skipped would be an error of the PDF.
        let level = (heading.level.max(2) + self.shift)
            .min(self.level + 1)
            .min(6);
        self.level = level;
        self.told.clear();
        self.code.push("md.head(");
        self.code.number(level);
        self.code.push(", ");
        self.anchor(Some(&heading.id));
        self.arguments(&heading.content, Links::Words);
        self.code.push("),");
    }

    fn paragraph(&mut self, inlines: &[Inline], span: &Span) {
        if let [Inline::Image { asset, alt, .. }] = inlines {
            let figure = Figure {
                id: String::new(),
                asset: asset.clone(),
                alt: alt.clone(),
                caption: Vec::new(),
            };
            return self.figure(&figure, span);
        }
        self.code.push("md.para(");
        self.arguments(inlines, Links::Full);
        self.code.push("),");
    }

    fn listing(&mut self, listing: &Listing) {
        self.code.push("md.listing(");
        self.code.string(listing.language.as_deref().unwrap_or(""));
        self.code.push(", ");
        self.code.verbatim(listing.text.trim_end());
        self.code.push("),");
    }

    /// A list made from data, between its caption and its source.
    fn hierarchy(&mut self, tree: &Hierarchy) {
        self.code.push("md.hierarchy(");
        self.anchor(Some(&tree.id));
        self.optional(&tree.table.caption, Links::Words);
        self.code.push(", ");
        self.optional(&tree.table.source, Links::Full);
        self.code.push(", ");
        self.list(&tree.list);
        self.code.push("),");
    }

    fn list(&mut self, list: &List) {
        let tasks = list.items.iter().any(|item| item.done.is_some());
        match list.start {
            _ if tasks => self.code.push("md.tasks("),
            None => self.code.push("md.bullets("),
            Some(start) => {
                self.code.push("md.numbers(");
                self.code.number(format_args!("{start}, "));
            }
        }
        for item in &list.items {
            self.code.line(item.blocks.first().map(|block| &block.span));
            match item.done {
                Some(true) => self.code.push("md.task(true, "),
                Some(false) => self.code.push("md.task(false, "),
                None => self.code.push("md.item("),
            }
            self.contents(&item.blocks);
            self.code.push("),");
        }
        self.code.push("),");
    }

    /// Parts of a regulation, hanging behind their numbers.
    fn clauses(&mut self, clauses: &[Clause]) {
        self.code.push("md.clauses(");
        for clause in clauses {
            self.code
                .line(clause.blocks.first().map(|block| &block.span));
            self.code.push("md.clause(");
            self.code.string(&clause.num);
            self.code.push(", ");
            self.anchor(Some(&clause.id));
            let outer = std::mem::replace(&mut self.clauses, true);
            self.nested(&clause.blocks);
            self.clauses = outer;
            self.code.push("),");
        }
        self.code.push("),");
    }

    fn cards(&mut self, cards: &[Card]) {
        self.code.push("md.cards(");
        for card in cards {
            self.code.push("md.card(");
            let target = match &card.target {
                Target::Page { route, anchor } => self.anchors.find(route, anchor.as_deref()),
                _ => None,
            };
            match target {
                Some((label, _)) => self.code.string(&label),
                None => self.code.push("none"),
            }
            self.code.push(", ");
            self.value(&card.title, Links::Words);
            self.code.push(", ");
            self.optional(&card.text, Links::Words);
            self.code.push(", (");
            for tag in &card.tags {
                self.code.string(tag);
                self.code.push(", ");
            }
            self.code.push(")),");
        }
        self.code.push("),");
    }
}
