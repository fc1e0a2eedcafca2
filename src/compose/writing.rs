//! Writing the page of a record: facts, paragraphs, tables and views, in the words of the theme.

use crate::{
    document::{
        Block, BlockKind, Card, Cell, Column, Document, Fact, Heading, Inline, Item, Link, List,
        Row, RowRole, Table, Target, View, one_line, text,
    },
    model::{Collection, FiscalYear, Id, Plan, Site, Value},
    route::Route,
    source::{Source, Span, Spanned},
};

use super::{records::value_link, routes};

/// A page under way. Facts that follow each other become one list.
pub(super) struct Writing<'a> {
    pub site: &'a Site,
    span: Span,
    blocks: Vec<Block>,
    facts: Vec<Fact>,
}

impl<'a> Writing<'a> {
    /// A page about the record that stands at `span`.
    pub fn new(site: &'a Site, span: &Span) -> Self {
        Self {
            site,
            span: span.clone(),
            blocks: Vec::new(),
            facts: Vec::new(),
        }
    }

    pub fn finish(mut self) -> Document {
        self.close_facts();
        Document {
            blocks: self.blocks,
            notes: Vec::new(),
        }
    }

    pub fn word(&self, key: &'a str) -> &'a str {
        self.site.theme.word(key)
    }

    pub fn year(&self, year: FiscalYear) -> String {
        self.site.config.year_style.show(year)
    }

    /// 令和3年度〜令和5年度; without an end, 令和3年度〜.
    pub fn years(&self, from: FiscalYear, to: Option<FiscalYear>) -> String {
        let key = match to {
            Some(to) if to == from => return self.year(from),
            Some(_) => "text.from-to",
            None => "text.from",
        };
        let words = self.site.theme.word(key);
        let words = words.replace("{from}", &self.year(from));
        words.replace("{to}", &to.map(|to| self.year(to)).unwrap_or_default())
    }

    pub fn push(&mut self, kind: BlockKind) {
        self.close_facts();
        let block = self.block(kind);
        self.blocks.push(block);
    }

    /// A block that has its own place in the file.
    pub fn push_block(&mut self, block: Block) {
        self.close_facts();
        self.blocks.push(block);
    }

    fn block(&self, kind: BlockKind) -> Block {
        Block {
            kind,
            span: self.span.clone(),
        }
    }

    fn close_facts(&mut self) {
        if !self.facts.is_empty() {
            let facts = std::mem::take(&mut self.facts);
            let block = self.block(BlockKind::Facts(facts));
            self.blocks.push(block);
        }
    }

    /// A heading of level 2 with a word of the theme; the key is its name in links.
    pub fn heading(&mut self, key: &'a str) {
        let words = self.word(key).to_owned();
        self.named_heading(2, key.rsplit('.').next().unwrap_or(key), text(words));
    }

    pub fn named_heading(&mut self, level: u8, id: &str, content: Vec<Inline>) {
        self.push(BlockKind::Heading(Heading {
            level,
            id: id.to_owned(),
            content,
        }));
    }

    /// Paragraphs of plain text; an empty line separates them.
    pub fn paragraphs(&mut self, words: &str) {
        for paragraph in paragraphs(words) {
            self.push(BlockKind::Paragraph(text(paragraph)));
        }
    }

    /// A fact with a label of the theme; facts without content are not said.
    pub fn fact(&mut self, key: &'a str, content: Vec<Inline>) {
        if content.is_empty() {
            return;
        }
        let label = text(self.word(key));
        self.labelled_fact(label, content);
    }

    pub fn labelled_fact(&mut self, label: Vec<Inline>, content: Vec<Inline>) {
        let blocks = vec![self.block(BlockKind::Paragraph(content))];
        self.facts.push(Fact { label, blocks });
    }

    pub fn text_fact(&mut self, key: &'a str, words: Option<&str>) {
        if let Some(words) = words {
            self.fact(key, text(words));
        }
    }

    /// Records by their names, in a line.
    pub fn links_fact<'b>(
        &mut self,
        key: &'a str,
        collection: Collection,
        ids: impl IntoIterator<Item = &'b str>,
    ) {
        let links = ids
            .into_iter()
            .map(|id| self.link(collection, id))
            .collect();
        let content = self.joined(links);
        self.fact(key, content);
    }

    /// Records by their names, as a list under a heading; nothing when there are none.
    pub fn links_list<'b>(
        &mut self,
        key: &'a str,
        collection: Collection,
        ids: impl IntoIterator<Item = &'b str>,
    ) {
        let links = ids.into_iter().map(|id| vec![self.link(collection, id)]);
        let items: Vec<_> = links.collect();
        if !items.is_empty() {
            self.heading(key);
            self.list(items);
        }
    }

    pub fn link_fact(&mut self, key: &'a str, collection: Collection, id: Option<&Spanned<Id>>) {
        if let Some(id) = id {
            let link = self.link(collection, id);
            self.fact(key, vec![link]);
        }
    }

    /// The labels of values of a vocabulary, linked to the cases that have them.
    pub fn values_fact(&mut self, key: &'a str, vocabulary: &str, values: &[Spanned<String>]) {
        let labels = values
            .iter()
            .map(|value| value_link(self.site, vocabulary, value))
            .collect();
        let content = self.joined(labels);
        self.fact(key, content);
    }

    /// A record by its name, linked to its page when it has one.
    pub fn link(&self, collection: Collection, id: &str) -> Inline {
        link(self.site, collection, id)
    }

    /// Several things in a line.
    pub fn joined(&self, things: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::new();
        for thing in things {
            if !out.is_empty() {
                out.push(Inline::Text(self.word("text.and").to_owned()));
            }
            out.push(thing);
        }
        out
    }

    pub fn list(&mut self, items: Vec<Vec<Inline>>) {
        if items.is_empty() {
            return;
        }
        let items = items
            .into_iter()
            .map(|inlines| Item {
                done: None,
                blocks: vec![self.block(BlockKind::Paragraph(inlines))],
            })
            .collect();
        self.push(BlockKind::List(List { start: None, items }));
    }

    pub fn cards(&mut self, cards: Vec<Card>) {
        if !cards.is_empty() {
            self.push(BlockKind::Cards(cards));
        }
    }

    /// A table whose heads are words of the theme. The first cell of a row names it.
    /// Columns in which no row says anything are left out.
    pub fn table(&mut self, caption: String, heads: &[&'a str], rows: Vec<Vec<Vec<Inline>>>) {
        if rows.is_empty() {
            return;
        }
        let used: Vec<usize> = (0..heads.len())
            .filter(|&column| rows.iter().any(|row| !row[column].is_empty()))
            .collect();
        let columns = used.iter().map(|&column| Column {
            head: text(self.word(heads[column])),
            ..Column::default()
        });
        let columns = columns.collect();
        let rows = rows
            .into_iter()
            .map(|mut row| {
                let cells = used.iter().enumerate().map(|(place, &column)| {
                    let inlines = std::mem::take(&mut row[column]);
                    self.cell(place == 0, inlines)
                });
                Row {
                    role: RowRole::Body,
                    cells: cells.collect(),
                }
            })
            .collect();
        self.push(BlockKind::Table(Table {
            caption: text(caption),
            columns,
            rows,
            ..Table::default()
        }));
    }

    fn cell(&self, header: bool, inlines: Vec<Inline>) -> Cell {
        let blocks = match inlines.is_empty() {
            true => Vec::new(),
            false => vec![self.block(BlockKind::Paragraph(inlines))],
        };
        Cell { header, blocks }
    }

    /// A view as an author would write it: `parameters` are lines of YAML.
    pub fn view(&mut self, name: &str, parameters: String) {
        let path = self.span.source.path().to_owned();
        let source = Source::new(path, parameters.clone());
        let span = source.span(0..parameters.len());
        self.push(BlockKind::View(View {
            name: name.to_owned(),
            parameters,
            span,
        }));
    }

    /// Plans under their names, each with the years it holds for.
    pub fn plans(&mut self, caption: String, plans: &indexmap::IndexMap<String, Vec<Plan>>) {
        let rows = plans
            .iter()
            .flat_map(|(name, plans)| plans.iter().map(move |plan| (name, plan)))
            .map(|(name, plan)| self.plan(name, plan))
            .collect();
        let heads = [
            "plan.name",
            "plan.years",
            "plan.value",
            "plan.note",
            "plan.source",
        ];
        self.table(caption, &heads, rows);
    }

    fn plan(&self, name: &str, plan: &Plan) -> Vec<Vec<Inline>> {
        let key = format!("plan.of.{name}");
        let name = self.site.theme.words.get(&key).map_or(name, String::as_str);
        let per = match plan.per {
            crate::model::Per::Area => "plan.per.area",
            crate::model::Per::Program => "plan.per.program",
            crate::model::Per::Run => "plan.per.run",
            crate::model::Per::Meeting => "plan.per.meeting",
        };
        let value = self.value(&plan.value, &plan.unit);
        let value = self
            .word("plan.per-value")
            .replace("{per}", self.word(per))
            .replace("{value}", &value);
        let years = self.years(*plan.from, plan.to);
        vec![
            text(name),
            text(years),
            text(value),
            plan.note.as_deref().map(text).unwrap_or_default(),
            plan.source.as_deref().map(text).unwrap_or_default(),
        ]
    }

    /// A value with its unit, or why it is missing.
    pub fn value(&self, value: &Value, unit: &str) -> String {
        match value {
            Value::Number(number) => format!("{}{unit}", number.grouped()),
            Value::Sessions(sessions) => format!("{sessions}{}", self.word("plan.sessions")),
            Value::Missing(missing) => self.missing(missing.as_str()),
        }
    }

    fn missing(&self, reason: &str) -> String {
        self.site
            .theme
            .word(&format!("missing.{reason}"))
            .to_owned()
    }

    /// What a record says of itself at the end: a note, and where it comes from.
    pub fn note_and_source(&mut self, note: Option<&str>, source: Option<&str>) {
        self.text_fact("record.note", note);
        self.text_fact("record.source", source);
    }
}

/// A record by its name, linked to its page when it has one.
pub(super) fn link(site: &Site, collection: Collection, id: &str) -> Inline {
    let name = site.name(collection, id).unwrap_or(id).to_owned();
    match routes::record(collection, id) {
        Some((route, anchor)) => Inline::Link(Link {
            target: Target::Page { route, anchor },
            content: text(name),
            span: Source::new("", "").span(0..0),
        }),
        None => Inline::Text(name),
    }
}

/// The label of a value of a vocabulary in the language of the site; the value itself when it has none.
pub(super) fn label(site: &Site, vocabulary: &str, value: &str) -> String {
    let known = site
        .vocabularies
        .get(vocabulary)
        .and_then(|v| v.value(value));
    let Some(known) = known else {
        return value.to_owned();
    };
    match (&known.label.en, site.config.language.as_str()) {
        (Some(english), "en") => english.clone(),
        _ => known.label.ja.clone(),
    }
}

/// The paragraphs of a plain text, each in one line.
pub(super) fn paragraphs(words: &str) -> impl Iterator<Item = String> {
    let paragraphs = words.split("\n\n").map(one_line);
    paragraphs.filter(|paragraph| !paragraph.is_empty())
}

/// A link to a page under a name.
pub(super) fn page_link(route: &Route, name: &str) -> Inline {
    let target = Target::Page {
        route: route.clone(),
        anchor: None,
    };
    linked(target, name)
}

/// A link to a place on a page under a name.
pub(super) fn anchor_link(route: Route, anchor: String, name: &str) -> Inline {
    let anchor = Some(anchor);
    linked(Target::Page { route, anchor }, name)
}

/// A link to a file under a name.
pub(super) fn asset_link(route: &Route, name: &str) -> Inline {
    linked(Target::Asset(route.clone()), name)
}

fn linked(target: Target, name: &str) -> Inline {
    Inline::Link(Link {
        target,
        content: text(name),
        span: Source::new("", "").span(0..0),
    })
}
