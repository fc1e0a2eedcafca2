//! A document as HTML. Plain text is written here; tables, charts, figures, cards and the like are
//! components of the theme.

use std::collections::BTreeSet;

use crate::{
    compose::Page,
    diagnostic::Diagnostic,
    document::{
        Block, BlockKind, Card, Chart, Clause, Code, Fact, Figure, Heading, Hierarchy, Item, List,
        Note,
    },
    render::{
        chart, highlight,
        web::{
            address::Start,
            files::Files,
            inline::{escape, mark_id},
            templates::Templates,
            terms::Terms,
            view::{CardView, ChartView, FactView, FigureView, HierarchyView, NoteView},
        },
    },
    route::Route,
};

/// The text of a page and the pictures drawn for it.
#[derive(Debug)]
pub struct Body {
    pub html: String,
    pub tags: Vec<String>,
    /// The ids of the terms that the text explains.
    pub explained: Vec<String>,
    pub charts: Vec<(Route, String)>,
    pub problems: Vec<Diagnostic>,
}

/// The document of a page.
pub fn body(library: Library, start: Start, page: &Page) -> Body {
    let mut writer = Writer {
        templates: library.templates,
        terms: library.terms,
        files: library.files,
        running: false,
        read: BTreeSet::new(),
        explained: Vec::new(),
        start,
        route: &page.route,
        marks: vec![0; page.document.notes.len()],
        charts: Vec::new(),
        problems: Vec::new(),
    };
    let tags = page.tags.iter().map(|tag| writer.inlines(tag)).collect();
    let mut html = String::new();
    writer.blocks(&page.document.blocks, &mut html);
    writer.notes(&page.document.notes, &mut html);
    Body {
        html,
        tags,
        explained: writer.explained,
        charts: writer.charts,
        problems: writer.problems,
    }
}

/// What all documents are written with.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    pub templates: &'a Templates,
    pub terms: &'a Terms<'a>,
    pub files: &'a Files,
}

/// A document on its way to HTML.
pub struct Writer<'a> {
    pub templates: &'a Templates,
    pub terms: &'a Terms<'a>,
    pub files: &'a Files,
    /// In the words of a paragraph, where a button may stand.
    pub running: bool,
    /// Words whose reading was shown.
    pub read: BTreeSet<(String, String)>,
    /// Terms that have their button.
    pub explained: Vec<String>,
    pub start: Start<'a>,
    pub route: &'a Route,
    /// How often each footnote was referred to so far.
    pub marks: Vec<usize>,
    pub charts: Vec<(Route, String)>,
    pub problems: Vec<Diagnostic>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&mut self, block: &Block, out: &mut String) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading, out),
            BlockKind::Paragraph(words) => {
                out.push_str("<p>");
                self.run(words, out);
                out.push_str("</p>\n");
            }
            BlockKind::Quote(blocks) => {
                out.push_str("<blockquote>\n");
                self.blocks(blocks, out);
                out.push_str("</blockquote>\n");
            }
            BlockKind::Code(code) => listing(code, out),
            BlockKind::List(list) => self.list(list, out),
            BlockKind::Clauses(clauses) => self.clauses(clauses, out),
            BlockKind::Facts(facts) => self.facts(facts, out),
            BlockKind::Table(table) => {
                let view = self.table(table);
                self.component("table", &view, out);
            }
            BlockKind::Chart(chart) => self.chart(chart, out),
            BlockKind::Hierarchy(tree) => self.hierarchy(tree, out),
            BlockKind::Figure(figure) => self.figure(figure, out),
            BlockKind::Cards(cards) => self.cards(cards, out),
            BlockKind::Rule => out.push_str("<hr>\n"),
            // A view that could not be evaluated has been reported.
            BlockKind::View(_) => {}
        }
    }

    /// Blocks inside an item or a cell, where a single paragraph needs no element of its own.
    pub fn content(&mut self, blocks: &[Block]) -> String {
        let mut html = String::new();
        let paragraphs = blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Paragraph(_)))
            .count();
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(words) if paragraphs == 1 => self.run(words, &mut html),
                _ => self.block(block, &mut html),
            }
        }
        html
    }

    pub fn component(&mut self, name: &str, view: &impl serde::Serialize, out: &mut String) {
        match self.templates.component(name, view) {
            Ok(html) => out.push_str(&html),
            Err(problem) => self.problems.push(*problem),
        }
    }

    fn heading(&mut self, heading: &Heading, out: &mut String) {
        let level = heading.level.clamp(2, 6);
        out.push_str(&format!("<h{level} id=\""));
        escape(&heading.id, out);
        out.push_str("\">");
        self.push_inlines(&heading.content, out);
        out.push_str(&format!("</h{level}>\n"));
    }

    fn list(&mut self, list: &List, out: &mut String) {
        let tasks = list.items.iter().any(|item| item.done.is_some());
        let class = if tasks { " class=\"tasks\"" } else { "" };
        let name = if list.start.is_some() { "ol" } else { "ul" };
        match list.start {
            Some(first) if first != 1 => out.push_str(&format!("<ol{class} start=\"{first}\">\n")),
            _ => out.push_str(&format!("<{name}{class}>\n")),
        }
        for item in &list.items {
            self.item(item, out);
        }
        out.push_str(&format!("</{name}>\n"));
    }

    fn item(&mut self, item: &Item, out: &mut String) {
        out.push_str("<li>");
        if let Some(done) = item.done {
            let key = if done { "web.done" } else { "web.open" };
            let checked = if done { " checked" } else { "" };
            out.push_str("<input type=\"checkbox\" disabled aria-label=\"");
            escape(self.templates.word(key), out);
            out.push_str(&format!("\"{checked}> "));
        }
        out.push_str(&self.content(&item.blocks));
        out.push_str("</li>\n");
    }

    fn clauses(&mut self, clauses: &[Clause], out: &mut String) {
        out.push_str("<ol class=\"clauses\">\n");
        for clause in clauses {
            out.push_str("<li");
            if !clause.id.is_empty() {
                out.push_str(" id=\"");
                escape(&clause.id, out);
                out.push('"');
            }
            out.push('>');
            if !clause.num.is_empty() {
                out.push_str("<span class=\"num\">");
                escape(&clause.num, out);
                out.push_str("</span> ");
            }
            self.blocks(&clause.blocks, out);
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n");
    }

    fn facts(&mut self, facts: &[Fact], out: &mut String) {
        let mut view: Vec<FactView> = Vec::new();
        for fact in facts {
            let label = self.inlines(&fact.label);
            let content = self.content(&fact.blocks);
            match view.last_mut().filter(|last| last.label == label) {
                Some(last) => last.contents.push(content),
                None => view.push(FactView {
                    label,
                    contents: vec![content],
                }),
            }
        }
        self.component("facts", &view, out);
    }

    fn chart(&mut self, drawing: &Chart, out: &mut String) {
        let route = self.chart_route();
        let mut table = self.table(&drawing.table);
        // The id stands on the chart already.
        table.id.clear();
        let view = ChartView {
            id: drawing.id.clone(),
            title: drawing.title.clone(),
            description: drawing.description.clone(),
            src: self.start.to(&route, None),
            source: std::mem::take(&mut table.source),
            table,
        };
        self.component("chart", &view, out);
        self.charts.push((route, chart::svg(drawing)));
    }

    /// `charts/1.svg` beside the page.
    fn chart_route(&self) -> Route {
        let folder = self.route.as_str().rsplit_once('/').map_or("", |(f, _)| f);
        Route::new(&format!("{folder}/charts/{}.svg", self.charts.len() + 1))
    }

    fn figure(&mut self, figure: &Figure, out: &mut String) {
        let view = FigureView {
            id: figure.id.clone(),
            src: self.start.to(&figure.asset, None),
            alt: figure.alt.clone(),
            caption: self.inlines(&figure.caption),
        };
        self.component("figure", &view, out);
    }

    fn hierarchy(&mut self, tree: &Hierarchy, out: &mut String) {
        let mut list = String::new();
        self.list(&tree.list, &mut list);
        let view = HierarchyView {
            id: tree.id.clone(),
            caption: self.inlines(&tree.table.caption),
            list,
            source: self.inlines(&tree.table.source),
        };
        self.component("hierarchy", &view, out);
    }

    fn cards(&mut self, cards: &[Card], out: &mut String) {
        let view: Vec<CardView> = cards
            .iter()
            .map(|card| CardView {
                title: self.inlines(&card.title),
                href: self.href(&card.target),
                text: self.inlines(&card.text),
                tags: card.tags.clone(),
            })
            .collect();
        self.component("cards", &view, out);
    }

    fn notes(&mut self, notes: &[Note], out: &mut String) {
        if notes.is_empty() {
            return;
        }
        let contents: Vec<String> = notes.iter().map(|n| self.content(&n.blocks)).collect();
        let view: Vec<NoteView> = contents
            .into_iter()
            .enumerate()
            .map(|(index, content)| NoteView {
                number: index + 1,
                content,
                marks: (1..=self.marks[index])
                    .map(|nth| mark_id(index, nth))
                    .collect(),
            })
            .collect();
        self.component("notes", &view, out);
    }
}

fn listing(code: &Code, out: &mut String) {
    out.push_str("<pre tabindex=\"0\"><code>");
    let language = code.language.as_deref();
    match language.and_then(|language| highlight::html(language, &code.text)) {
        Some(html) => out.push_str(&html),
        None => escape(&code.text, out),
    }
    out.push_str("</code></pre>\n");
}
