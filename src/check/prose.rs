//! What stands in texts: numbers that belong into the data, words one character away from a term,
//! brackets without a partner, marks out of order, dates that cannot be, words that were pasted twice.

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, Document, Inline},
    model::{Collection, Field, OwnRecord, Record, Records, Site, Waivers},
    source::Span,
};

mod figures;
mod marks;
mod persons;
mod signs;
mod terms;

use figures::Known;
use terms::Lexicon;

/// A stretch of words that is read as one: a paragraph, or a field of a record.
struct Text<'a> {
    words: String,
    span: Span,
    waivers: &'a Waivers,
    /// It tells of a person.
    case: bool,
    /// Whether readers take its numbers for results: texts of authors, not fields of data.
    prose: bool,
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let known = Known::of(site);
    let lexicon = Lexicon::of(site);
    for text in texts(site) {
        signs::check(&text, problems);
        marks::check(&text, problems);
        terms::check(&text, &lexicon, problems);
        if text.case {
            persons::check(&text, problems);
        }
        if text.prose {
            figures::check(&text, &known, problems);
        }
    }
}

impl Text<'_> {
    /// Where some words stand in the file, whatever width their characters have; the whole text when
    /// they stand otherwise there.
    fn place(&self, words: &str) -> Span {
        let wanted: String = words.nfkc().collect();
        let written = self.span.text();
        for (start, _) in written.char_indices() {
            let mut form = String::new();
            for (at, c) in written[start..].char_indices() {
                form.extend(c.nfkc());
                if form == wanted {
                    let from = self.span.range.start + start;
                    return self.span.source.span(from..from + at + c.len_utf8());
                }
                if !wanted.starts_with(&form) {
                    break;
                }
            }
        }
        self.span.clone()
    }

    /// Reports a finding about the text, or notes that it is waived.
    fn report(&self, diagnostic: Diagnostic, problems: &mut Diagnostics) {
        let reason = self.waivers.reason(diagnostic.code);
        problems.push(diagnostic.waived(reason));
    }
}

fn texts(site: &Site) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    for narrative in &site.narratives {
        let begin = texts.len();
        document(&narrative.document, &narrative.front.waive, &mut texts);
        let record = narrative.front.record.as_ref();
        let case = record.is_some_and(|record| record.starts_with("case:"));
        texts[begin..].iter_mut().for_each(|text| text.case = case);
    }
    fields(&site.areas, |a| vec![a.summary.as_deref()], &mut texts);
    fields(&site.programs, |p| vec![Some(&p.summary)], &mut texts);
    fields(
        &site.councils,
        |c| vec![Some(&c.summary), c.note.as_deref()],
        &mut texts,
    );
    fields(
        &site.meetings,
        |m| vec![Some(&m.title), m.note.as_deref()],
        &mut texts,
    );
    fields(
        &site.trainings,
        |t| vec![Some(&t.summary), t.note.as_deref()],
        &mut texts,
    );
    let measure =
        |m: &'_ crate::model::Measure| vec![m.summary.clone(), m.target.clone(), m.note.clone()];
    for record in site.measures.iter() {
        for words in measure(record).into_iter().flatten() {
            texts.push(field(record, &words));
        }
    }
    fields(
        &site.cases,
        |c| {
            let steps = c
                .timeline
                .iter()
                .flat_map(|step| [Some(step.at.as_str()), Some(&step.what)]);
            let lessons = c.learned.iter().map(|lesson| Some(lesson.as_str()));
            let own = [
                Some(c.title.as_str()),
                Some(&c.summary),
                c.changed.as_deref(),
                c.work.job.as_deref(),
            ];
            own.into_iter().chain(steps).chain(lessons).collect()
        },
        &mut texts,
    );
    fields(
        &site.glossary,
        |t| vec![Some(&t.meaning), t.plain.as_deref()],
        &mut texts,
    );
    for record in site.own_records() {
        own(record, &mut texts);
    }
    texts
}

/// What a record of an own collection says in words.
fn own<'a>(record: &'a OwnRecord, texts: &mut Vec<Text<'a>>) {
    let said = [&record.summary, &record.note];
    for words in said.into_iter().flatten() {
        texts.push(field(record, words));
    }
    for value in record.fields.values() {
        match value {
            Field::Text(words) => texts.push(field(record, words)),
            Field::Markdown(_, words) => document(words, &record.waive, texts),
            _ => {}
        }
    }
}

fn fields<'a, T: Record>(
    records: &'a Records<T>,
    of: impl Fn(&T) -> Vec<Option<&str>>,
    texts: &mut Vec<Text<'a>>,
) {
    for record in records.iter() {
        for words in of(record).into_iter().flatten() {
            texts.push(field(record, words));
        }
    }
}

fn field<'a, T: Record>(record: &'a T, words: &str) -> Text<'a> {
    Text {
        words: words.to_owned(),
        span: record.span().clone(),
        waivers: record.waivers(),
        case: record.collection() == Collection::Cases,
        prose: false,
    }
}

fn document<'a>(document: &Document, waivers: &'a Waivers, texts: &mut Vec<Text<'a>>) {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        paragraphs(block, waivers, texts);
    }
}

fn paragraphs<'a>(block: &Block, waivers: &'a Waivers, texts: &mut Vec<Text<'a>>) {
    match &block.kind {
        BlockKind::Heading(heading) => texts.push(text(&heading.content, block, waivers)),
        BlockKind::Paragraph(content) => texts.push(text(content, block, waivers)),
        BlockKind::Quote(inner) => inner.iter().for_each(|b| paragraphs(b, waivers, texts)),
        BlockKind::List(list) => {
            let items = list.items.iter().flat_map(|item| &item.blocks);
            items.for_each(|b| paragraphs(b, waivers, texts));
        }
        BlockKind::Facts(facts) => {
            for fact in facts {
                fact.blocks
                    .iter()
                    .for_each(|b| paragraphs(b, waivers, texts));
            }
        }
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let blocks = cells.flat_map(|cell| &cell.blocks);
            blocks.for_each(|b| paragraphs(b, waivers, texts));
        }
        _ => {}
    }
}

fn text<'a>(content: &[Inline], block: &Block, waivers: &'a Waivers) -> Text<'a> {
    let mut words = String::new();
    typed(content, &mut words);
    Text {
        words,
        span: block.span.clone(),
        waivers,
        case: false,
        prose: true,
    }
}

/// The words that the author typed; what comes from data or stands in code leaves a mark, so that
/// words beside it do not run together.
fn typed(content: &[Inline], words: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Ruby { base, .. } => words.push_str(base),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Deleted(inner) => {
                typed(inner, words);
            }
            Inline::Link(link) => typed(&link.content, words),
            Inline::Note(_) => {}
            _ => words.push('\u{FFFC}'),
        }
    }
}
