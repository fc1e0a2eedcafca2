//! The texts of a site: what authors wrote in Markdown, and the fields of records that readers see.

use super::{Text, regulations, written::document};
use crate::{
    model::{
        Collection, Field, FiscalYear, Narrative, Node, OwnRecord, Record, Records, Site, Tree,
    },
    source::{Span, Spanned},
};

/// All texts of a site.
pub(super) fn of(site: &Site) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    narratives(site, &mut texts);
    fields(&site.areas, |a| vec![a.summary.as_deref()], &mut texts);
    fields(
        &site.programs,
        |p| {
            let components = p.components.iter();
            let words = components.flat_map(|part| [Some(part.name.as_str()), Some(&part.summary)]);
            let own = [Some(p.summary.as_str()), p.legal_basis.as_deref()];
            words.chain(own).collect()
        },
        &mut texts,
    );
    fields(
        &site.organizations,
        |o| vec![o.summary.as_deref()],
        &mut texts,
    );
    fields(
        &site.councils,
        |c| {
            let lists = c.affiliations.iter().chain(&c.activities);
            let lists = lists.map(|words| Some(words.as_str()));
            lists
                .chain([Some(c.summary.as_str()), c.note.as_deref()])
                .collect()
        },
        &mut texts,
    );
    for tree in site.trees.iter() {
        nodes(tree, &tree.nodes, &mut texts);
    }
    fields(
        &site.meetings,
        |m| vec![Some(&m.title), m.note.as_deref()],
        &mut texts,
    );
    trainings(site, &mut texts);
    measures(site, &mut texts);
    cases(site, &mut texts);
    surveys(site, &mut texts);
    fields(
        &site.glossary,
        |t| vec![Some(&t.meaning), t.plain.as_deref()],
        &mut texts,
    );
    regulations::texts(site, &mut texts);
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

/// What an author wrote in one narrative.
pub(in crate::check) fn written(narrative: &Narrative) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    document(&narrative.document, &narrative.front.waive, &mut texts);
    texts
}

/// The fields of records that tell of one year.
pub(in crate::check) fn dated(site: &Site) -> Vec<(Text<'_>, FiscalYear)> {
    let mut texts = Vec::new();
    for meeting in site.meetings.iter() {
        let words = [Some(&meeting.title), meeting.note.as_ref()];
        let words = words.into_iter().flatten();
        texts.extend(words.map(|words| (field(meeting, words), meeting.year.value)));
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            let words = [&run.title, &run.content, &run.note].into_iter().flatten();
            let texts_of = words.map(|words| under(training, &run.id.span, words));
            texts.extend(texts_of.map(|text| (text, run.year.value)));
        }
    }
    for measure in site.measures.iter() {
        // What goes on speaks of the year of the last publication.
        let publications = site.config.publications.iter();
        let now = publications.map(|publication| publication.year.value).max();
        let year = measure.to.as_ref().map(|to| to.value).or(now);
        let words = [&measure.summary, &measure.target, &measure.note];
        let told = words.into_iter().flatten().zip(year.into_iter().cycle());
        texts.extend(told.map(|(words, year)| (field(measure, words), year)));
    }
    for case in site.cases.iter() {
        let steps = case.timeline.iter().map(|step| &step.what);
        let words = [&case.title, &case.summary].into_iter().chain(steps);
        texts.extend(words.map(|words| (said(case, words), case.year.value)));
    }
    for survey in site.surveys.iter() {
        let questions = survey.questions.iter().map(|question| &question.text);
        let words = [
            Some(&survey.name),
            survey.summary.as_ref(),
            survey.note.as_ref(),
        ];
        let words = words.into_iter().flatten().chain(questions);
        texts.extend(words.map(|words| (field(survey, words), survey.year.value)));
    }
    texts
}

/// What surveys say of themselves, and what was answered in words: that tells of persons.
fn surveys<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    for survey in site.surveys.iter() {
        let own = [survey.summary.as_deref(), survey.note.as_deref()];
        let questions = survey.questions.iter();
        let asked = questions.flat_map(|q| [Some(q.text.as_str()), q.note.as_deref()]);
        for words in own.into_iter().chain(asked).flatten() {
            texts.push(field(survey, words));
        }
        for quote in survey.questions.iter().flat_map(|q| &q.quotes) {
            texts.push(Text {
                case: true,
                ..said(survey, &quote.text)
            });
        }
    }
}

fn nodes<'a>(tree: &'a Tree, within: &'a [Node], texts: &mut Vec<Text<'a>>) {
    for node in within {
        let words = [Some(&node.title), node.summary.as_ref()];
        let words = words.into_iter().flatten();
        texts.extend(words.map(|words| under(tree, &node.num.span, words)));
        nodes(tree, &node.nodes, texts);
    }
}

fn narratives<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    for narrative in &site.narratives {
        let begin = texts.len();
        let waivers = &narrative.front.waive;
        if let Some(title) = &narrative.front.title {
            texts.push(Text::of(title, &title.span, waivers));
        }
        if let Some(summary) = &narrative.front.summary {
            let all = narrative.source.text().len();
            let whole = narrative.source.span(0..all);
            texts.push(Text::of(summary, &whole, waivers));
        }
        document(&narrative.document, waivers, texts);
        let case = super::aside::is_case(narrative);
        texts[begin..].iter_mut().for_each(|text| text.case = case);
    }
}

fn trainings<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    fields(
        &site.trainings,
        |t| {
            let audience = t.audience.iter().map(String::as_str);
            let own = [t.summary.as_str()].into_iter().chain(t.note.as_deref());
            own.chain(audience).map(Some).collect()
        },
        texts,
    );
    for training in site.trainings.iter() {
        for run in &training.runs {
            let words = [&run.title, &run.content, &run.note].into_iter().flatten();
            texts.extend(words.map(|words| under(training, &run.id.span, words)));
        }
        for subject in &training.subjects {
            let words = [Some(&subject.title), subject.content.as_ref()];
            let words = words.into_iter().flatten();
            texts.extend(words.map(|words| under(training, &subject.id.span, words)));
        }
    }
}

fn measures<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    fields(
        &site.measures,
        |m| {
            vec![
                Some(&m.name),
                m.summary.as_deref(),
                m.target.as_deref(),
                m.note.as_deref(),
            ]
        },
        texts,
    );
    for measure in site.measures.iter() {
        for indicator in &measure.indicators {
            let words = [Some(&indicator.label), indicator.note.as_ref()];
            let words = words.into_iter().flatten();
            texts.extend(words.map(|words| under(measure, &indicator.id.span, words)));
        }
    }
}

fn cases<'a>(site: &'a Site, texts: &mut Vec<Text<'a>>) {
    for case in site.cases.iter() {
        texts.extend(case.words().map(|words| said(case, words)));
    }
}

/// A field with its own place in the file.
fn said<'a, T: Record>(record: &'a T, words: &Spanned<String>) -> Text<'a> {
    Text {
        span: words.span.clone(),
        record: false,
        ..field(record, words)
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
    under(record, record.span(), words)
}

/// A field of something inside a record that has an id of its own.
fn under<'a, T: Record>(record: &'a T, id: &Span, words: &str) -> Text<'a> {
    Text {
        record: true,
        case: record.collection() == Collection::Cases,
        heading: record.name().to_owned(),
        ..Text::of(words, id, record.waivers())
    }
}

/// The lines of a record, or of an item inside one, from its id on: up to the next line that is
/// not further in.
pub(super) fn stretch(id: &Span) -> Span {
    let text = id.source.text();
    let start = text[..id.range.start].rfind('\n').map_or(0, |at| at + 1);
    let inner = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = text[start..].lines().next().unwrap_or("");
    let depth = inner(first);
    // The id of a record that is the whole file stands at the margin, as its other fields do.
    if depth == 0 && !first.starts_with('-') {
        return id.source.span(start..text.len());
    }
    let mut end = start;
    for (at, line) in text[start..].split_inclusive('\n').enumerate() {
        if at > 0 && !line.trim().is_empty() && inner(line) <= depth {
            break;
        }
        end += line.len();
    }
    id.source.span(start..end)
}
