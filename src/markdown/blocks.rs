//! What stands on its own: paragraphs, headings, lists, tables, code, notes.

use std::{collections::BTreeMap, iter::Peekable, mem, ops::Range};

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::{figures, inlines::is_inline, marks::Prepared};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{
        Block, BlockKind, Code, Document, Fact, Figure, Heading, Inline, Item, List, Note, View,
    },
    source::{Source, Span},
};

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Quotes in lists in quotes: deeper is a slip, and no renderer should have to follow.
const DEEPEST: usize = 40;

/// Builds a document from the events of the parser.
pub(super) struct Builder<'a> {
    pub events: Peekable<OffsetIter<'a>>,
    pub prepared: &'a Prepared,
    pub problems: &'a mut Diagnostics,
    pub source: &'a Source,
    /// The title of the last image: the caption, when it stands alone.
    pub title: String,
    depth: usize,
    /// Labels of notes in the order of their first mark.
    order: Vec<String>,
    notes: BTreeMap<String, (Span, Vec<Block>)>,
}

/// The document of a prepared text.
pub(super) fn document(
    source: &Source,
    prepared: &Prepared,
    problems: &mut Diagnostics,
) -> Document {
    let events = Parser::new_ext(&prepared.text, OPTIONS)
        .into_offset_iter()
        .peekable();
    let mut builder = Builder {
        events,
        prepared,
        problems,
        source,
        title: String::new(),
        depth: 0,
        order: Vec::new(),
        notes: BTreeMap::new(),
    };
    let blocks = builder.blocks(None);
    let notes = builder.finish_notes();
    Document { blocks, notes }
}

impl Builder<'_> {
    /// A range of the prepared text as a place in the file, without the line break at its end.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let text = self.prepared.text[range.clone()].trim_end();
        let range = range.start..range.start + text.len();
        self.source.span(self.prepared.range(&range))
    }

    /// The index of a note, by its label.
    pub fn note(&mut self, label: &str) -> usize {
        if let Some(index) = self.order.iter().position(|known| known == label) {
            return index;
        }
        self.order.push(label.to_owned());
        self.order.len() - 1
    }

    /// The notes in the order of their marks; notes that nothing refers to, and marks without a note, are reported.
    fn finish_notes(&mut self) -> Vec<Note> {
        for mark in self.prepared.notes() {
            let label = mark.text().trim_start_matches("[^").trim_end_matches(']');
            if !self.notes.contains_key(label) {
                self.problems.push(
                    Diagnostic::error(
                        "markdown/unknown-note",
                        format!("there is no note `{label}`"),
                    )
                    .at(mark, "referred to here")
                    .hint(format!("add a line `[^{label}]: …` after the paragraph")),
                );
            }
        }
        let mut notes = mem::take(&mut self.notes);
        let taken = mem::take(&mut self.order)
            .into_iter()
            .map(|label| {
                let blocks = notes.remove(&label).map(|(_, blocks)| blocks);
                Note {
                    label,
                    blocks: blocks.unwrap_or_default(),
                }
            })
            .collect();
        for (label, (span, _)) in notes {
            self.problems.push(
                Diagnostic::warning(
                    "markdown/unused-note",
                    format!("nothing refers to the note `{label}`, so no reader will see it"),
                )
                .at(&span, "this note")
                .hint(format!(
                    "put `[^{label}]` where it belongs, or delete the note"
                )),
            );
        }
        taken
    }

    /// The blocks up to `end`, which is consumed.
    fn blocks(&mut self, end: Option<TagEnd>) -> Vec<Block> {
        self.depth += 1;
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            if let Event::End(tag) = event {
                if Some(tag) == end {
                    self.events.next();
                }
                break;
            }
            let span = self.span(&range);
            if is_inline(&event) {
                // The text of a tight list item has no paragraph of its own.
                let kind = BlockKind::Paragraph(self.inlines(None));
                blocks.push(Block { kind, span });
                continue;
            }
            self.events.next();
            match event {
                Event::Start(tag) if self.depth > DEEPEST => self.too_deep(&tag, &span),
                Event::Start(tag) => self.block(tag, &range, span, &mut blocks),
                Event::Rule => blocks.push(Block {
                    kind: BlockKind::Rule,
                    span,
                }),
                Event::Html(html) => self.html(&html, &span),
                _ => {}
            }
        }
        self.depth -= 1;
        blocks
    }

    fn too_deep(&mut self, tag: &Tag<'_>, span: &Span) {
        self.problems.push(
            Diagnostic::error("markdown/too-deep", "this is nested too deeply")
                .at(span, format!("more than {DEEPEST} levels deep"))
                .hint("write it with fewer lists and quotes inside each other"),
        );
        self.skip(tag.to_end());
    }

    /// Passes over the events up to the end of a tag that has begun.
    fn skip(&mut self, end: TagEnd) {
        let mut open = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == end => open += 1,
                Event::End(tag) if tag == end => open -= 1,
                _ => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    fn block(&mut self, tag: Tag<'_>, range: &Range<usize>, span: Span, out: &mut Vec<Block>) {
        let end = tag.to_end();
        let kind = match tag {
            Tag::Paragraph => self.paragraph(end),
            Tag::Heading { level, id, .. } => self.heading(level, id.as_deref(), &span, end),
            Tag::BlockQuote(_) => BlockKind::Quote(self.blocks(Some(end))),
            Tag::CodeBlock(kind) => self.code(&kind, range, end),
            Tag::List(start) => self.list(start, end),
            Tag::DefinitionList => self.facts(end),
            Tag::Table(alignments) => {
                let caption = figures::take_caption(out);
                self.no_notes(&caption.0, &span);
                self.table(&alignments, caption, end)
            }
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks(Some(end));
                self.notes.insert(label.to_string(), (span, blocks));
                return;
            }
            _ => {
                out.extend(self.blocks(Some(end)));
                return;
            }
        };
        out.push(Block { kind, span });
    }

    /// A paragraph, or a figure when it is nothing but a picture.
    fn paragraph(&mut self, end: TagEnd) -> BlockKind {
        self.title.clear();
        let mut inlines = self.inlines(Some(end));
        if let [Inline::Image { .. }] = inlines.as_slice()
            && let Some(Inline::Image { asset, alt, .. }) = inlines.pop()
        {
            let (caption, id) = figures::caption_and_id(&self.title);
            let caption = self.prepared.inlines(&caption);
            return BlockKind::Figure(Figure {
                id,
                asset,
                alt,
                caption,
            });
        }
        BlockKind::Paragraph(inlines)
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        span: &Span,
        end: TagEnd,
    ) -> BlockKind {
        let content = self.inlines(Some(end));
        self.no_notes(&content, span);
        BlockKind::Heading(Heading {
            level: level as u8,
            id: id.unwrap_or("").to_owned(),
            content,
        })
    }

    /// Headings, captions and heads of tables are repeated in contents and on further pages, where a
    /// note would stand twice or not at all.
    pub(super) fn no_notes(&mut self, content: &[Inline], span: &Span) {
        if has_note(content) {
            self.problems.push(
                Diagnostic::error(
                    "markdown/note-in-heading",
                    "a note stands in a heading, a caption or the head of a table",
                )
                .at(span, "print repeats this")
                .hint("put the mark into the text below, or into a cell"),
            );
        }
    }

    /// A listing, or a view of data when the fence says `view NAME`.
    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>, end: TagEnd) -> BlockKind {
        let mut text = String::new();
        let mut inside = range.end..range.end;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(part) => {
                    if text.is_empty() {
                        inside.start = range.start;
                    }
                    inside.end = range.end;
                    text.push_str(&part);
                }
                _ => {}
            }
        }
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        if let Some(name) = info.strip_prefix("view ") {
            return BlockKind::View(View {
                name: name.trim().to_owned(),
                span: self.lines(&inside),
                parameters: text,
            });
        }
        BlockKind::Code(Code {
            language: info.split_whitespace().next().map(str::to_owned),
            text,
        })
    }

    /// Whole lines of the file, so that their indentation stays even.
    fn lines(&self, range: &Range<usize>) -> Span {
        let mut range = self.prepared.range(range);
        let before = &self.source.text()[..range.start];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        if before[line..].trim().is_empty() {
            range.start = line;
        }
        self.source.span(range)
    }

    fn list(&mut self, start: Option<u64>, end: TagEnd) -> BlockKind {
        let mut items = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item()),
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        BlockKind::List(List { start, items })
    }

    fn item(&mut self) -> Item {
        let done = match self.events.peek() {
            Some((Event::TaskListMarker(done), _)) => Some(*done),
            _ => None,
        };
        if done.is_some() {
            self.events.next();
        }
        Item {
            done,
            blocks: self.blocks(Some(TagEnd::Item)),
        }
    }

    fn facts(&mut self, end: TagEnd) -> BlockKind {
        let mut facts: Vec<Fact> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => facts.push(Fact {
                    label: self.inlines(Some(TagEnd::DefinitionListTitle)),
                    blocks: Vec::new(),
                }),
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(Some(TagEnd::DefinitionListDefinition));
                    if let Some(fact) = facts.last_mut() {
                        fact.blocks.extend(blocks);
                    }
                }
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        BlockKind::Facts(facts)
    }
}

fn has_note(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Note(_) => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => has_note(inner),
        Inline::Link(link) => has_note(&link.content),
        _ => false,
    })
}
