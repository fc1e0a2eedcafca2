//! The page of a survey: whom it asked about what, and what they answered, question by question.

use std::collections::BTreeSet;

use super::{blank, lead};
use crate::{
    compose::{Page, writing::Writing},
    document::{Block, BlockKind, Inline, Link, text},
    model::{AnswerForm, Collection, Record, Site, Survey, SurveyQuestion},
};

pub(super) fn page(site: &Site, survey: &Survey) -> Page {
    let mut page = Writing::new(site, survey.span());
    let (summary, rest) = lead(survey.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    facts(&mut page, survey);
    // What `check` reports as named twice is not shown as if it were once.
    let mut seen = BTreeSet::new();
    for (num, question) in (1..).zip(&survey.questions) {
        if seen.insert(&question.id.value) {
            self::question(&mut page, survey, question, num);
        }
    }
    Page {
        summary,
        ..blank(survey, survey.reading.as_deref(), page.finish())
    }
}

fn facts(page: &mut Writing<'_>, survey: &Survey) {
    let year = page.year(*survey.year);
    page.fact("survey.year", text(year));
    page.link_fact(
        "survey.program",
        Collection::Programs,
        survey.program.as_ref(),
    );
    let about = survey.about.iter().map(|about| named(page, about));
    let about = about.collect();
    let about = page.joined(about);
    page.fact("survey.about", about);
    page.text_fact("survey.method", survey.method.as_deref());
    let persons = page.word("figure.unit.persons");
    let unit = survey.unit.as_deref().unwrap_or(persons);
    for (key, amount) in [
        ("survey.asked", &survey.asked),
        ("survey.returned", &survey.returned),
    ] {
        if let Some(amount) = amount {
            let value = page.value(&amount.value.value, unit);
            let value = match &amount.note {
                Some(note) => {
                    let words = page.word("survey.noted").replace("{value}", &value);
                    words.replace("{note}", note)
                }
                None => value,
            };
            page.fact(key, text(value));
        }
    }
    if let Some(rate) = survey.return_rate() {
        page.fact("survey.return-rate", text(format!("{}%", rate.grouped())));
    }
    let invented = page.word("survey.invented");
    let invented = survey.invented.then(|| invented.to_owned());
    let note = [invented.as_deref(), survey.note.as_deref()];
    for note in note.into_iter().flatten() {
        page.text_fact("record.note", Some(note));
    }
    page.text_fact("record.source", survey.source.as_deref());
}

/// What a survey is about: a record by its name; of a run its title.
fn named(page: &Writing<'_>, about: &str) -> Inline {
    let (kind, id) = about.split_once(':').unwrap_or_default();
    if kind == "run" {
        return run(page, id);
    }
    let collection = Collection::ALL.into_iter().find(|c| c.kind() == kind);
    match (collection, id) {
        (Some(Collection::Meetings), id) => meeting(page, id),
        (Some(collection), id) => page.link(collection, id),
        (None, _) => Inline::Text(about.to_owned()),
    }
}

/// A meeting by its title, linked to the page of its council.
fn meeting(page: &Writing<'_>, id: &str) -> Inline {
    match page.site.meetings.get(id) {
        Some(meeting) => renamed(
            page.link(Collection::Councils, &meeting.council),
            &meeting.title,
        ),
        None => Inline::Text(id.to_owned()),
    }
}

fn run(page: &Writing<'_>, id: &str) -> Inline {
    let (training, run) = id.split_once('/').unwrap_or((id, ""));
    let runs = page.site.trainings.get(training).map(|t| &t.runs);
    let run = runs.and_then(|runs| runs.iter().find(|one| one.id.as_str() == run));
    let link = page.link(Collection::Trainings, training);
    match run.and_then(|run| run.title.as_deref()) {
        Some(title) => renamed(link, title),
        None => link,
    }
}

fn renamed(link: Inline, name: &str) -> Inline {
    match link {
        Inline::Link(link) => Inline::Link(Link {
            content: text(name),
            ..link
        }),
        _ => Inline::Text(name.to_owned()),
    }
}

fn question(page: &mut Writing<'_>, survey: &Survey, question: &SurveyQuestion, num: usize) {
    let words = page.word("survey.question");
    let words = words.replace("{num}", &num.to_string());
    let words = words.replace("{text}", &question.text);
    page.named_heading(2, &question.id, text(words));
    let key = match *question.form {
        AnswerForm::Single => "survey.form.single",
        AnswerForm::Multiple => "survey.form.multiple",
        AnswerForm::Number => "survey.form.number",
        AnswerForm::Free => "survey.form.free",
    };
    page.fact("survey.form.label", text(page.word(key)));
    let unit = question.unit.as_deref().unwrap_or_default();
    for (key, amount) in [
        ("survey.kind.mean", &question.mean),
        ("survey.kind.median", &question.median),
    ] {
        if let Some(amount) = amount {
            let value = page.value(&amount.value.value, unit);
            page.fact(key, text(value));
        }
    }
    answers(page, survey, question);
    quotes(page, question);
}

/// The answers as a table with their shares, and as bars when there is something to draw.
fn answers(page: &mut Writing<'_>, survey: &Survey, question: &SurveyQuestion) {
    let codes: BTreeSet<&str> = question.counts().map(|(code, _)| code.as_str()).collect();
    if codes.is_empty() || codes.len() < question.counts().count() {
        return;
    }
    let of = format!("surveys/{}/{}", survey.id.value, question.id.value);
    let caption = &question.text;
    let source = survey.source.as_ref();
    let source = source.map_or(String::new(), |source| format!("source: {source:?}\n"));
    page.view(
        "table",
        format!(
            "of: {of}\nwhere: {{kind: [result, share]}}\nrows: answer\ncolumns: kind\ncaption: {caption:?}\n{source}"
        ),
    );
    let drawn = question
        .counts()
        .filter(|(_, count)| count.number().is_some());
    if drawn.count() < 2 || question.respondents.number().is_none() {
        return;
    }
    let title = page.word("survey.chart").replace("{text}", caption);
    let description = page.word("survey.chart-of").replace("{text}", caption);
    page.view(
        "chart",
        format!(
            "kind: bar\nof: {of}\nwhere: {{kind: share}}\nrows: answer\ncolumns: kind\ntitle: {title:?}\ndescription: {description:?}\n{source}"
        ),
    );
}

fn quotes(page: &mut Writing<'_>, question: &SurveyQuestion) {
    for quote in &question.quotes {
        let span = quote.text.span.clone();
        let paragraph = |words: &str| Block {
            kind: BlockKind::Paragraph(text(words)),
            span: span.clone(),
        };
        let mut blocks = vec![paragraph(&quote.text)];
        if let Some(by) = &quote.by {
            blocks.push(paragraph(&page.word("survey.by").replace("{by}", by)));
        }
        page.push(BlockKind::Quote(blocks));
    }
}

/// The surveys that ask about something, as a list on its page.
pub(super) fn about(page: &mut Writing<'_>, kind: &str, id: &str) {
    let site = page.site;
    let whole = format!("{kind}:{id}");
    let run = format!("run:{id}/");
    let asks = |about: &str| {
        let meeting = about.strip_prefix("meeting:");
        let meeting = meeting.and_then(|id| site.meetings.get(id));
        about == whole
            || (kind == "training" && about.starts_with(&run))
            || (kind == "council" && meeting.is_some_and(|m| m.council.as_str() == id))
    };
    let surveys = site.surveys.iter();
    let surveys = surveys.filter(|s| s.about.iter().any(|about| asks(about)));
    let surveys: Vec<&str> = surveys.map(|survey| survey.id.as_str()).collect();
    page.links_list("survey.surveys", Collection::Surveys, surveys);
}
