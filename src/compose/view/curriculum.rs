//! The view `curriculum`: the subjects of a training, how long they take, and when each was given.

use serde::Deserialize;

use super::{
    Desk, Result, parameters,
    plain::{self, Line},
    record,
};
use crate::{
    diagnostic::Diagnostic,
    document::{Align, Table, text},
    model::{Collection, Run, State, Subject, Training},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    caption: String,
    #[serde(default)]
    id: String,
    source: Option<String>,
}

pub(super) fn curriculum(desk: &Desk) -> Result<Table> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let of = &parameters.of;
    let (_, id) = record::id(desk, of, &[Collection::Trainings])?;
    let training = desk
        .site
        .trainings
        .get(id)
        .expect("its id is among the ids");
    if training.subjects.is_empty() {
        return Err(Box::new(
            Diagnostic::error("view/empty", format!("the training `{id}` has no subjects"))
                .at(&of.span, "asked here")
                .hint("record them under `subjects`, or show its runs: `view timetable`"),
        ));
    }
    Ok(Table {
        id: parameters.id,
        caption: text(&parameters.caption),
        source: desk.optional(parameters.source.as_ref().or(training.source.as_ref())),
        ..table(desk, training)
    })
}

fn table(desk: &Desk, training: &Training) -> Table {
    let mut lines = Vec::new();
    let mut module = None;
    for subject in &training.subjects {
        if subject.module != module {
            module.clone_from(&subject.module);
            lines.extend(module.iter().map(|label| Line::Group(label.clone())));
        }
        lines.push(Line::Body(vec![
            text(subject.num.to_string()),
            text(&subject.title),
            desk.optional(subject.content.as_ref()),
            subject
                .minutes
                .map(|n| text(n.to_string()))
                .unwrap_or_default(),
            given(desk, training, subject),
        ]));
    }
    let minutes: Option<u32> = training.subjects.iter().map(|s| s.minutes).sum();
    lines.extend(minutes.map(|sum| {
        let label = text(desk.word("figure.total"));
        let sum = text(sum.to_string());
        Line::Total(vec![label, Vec::new(), Vec::new(), sum])
    }));
    let heads = [
        ("training.subject-num", Align::Start),
        ("training.subject", Align::Start),
        ("training.content", Align::Start),
        ("training.minutes-head", Align::End),
        ("training.given", Align::Start),
    ];
    plain::table(desk, &heads, lines)
}

/// The runs in which a subject was given or will be; says so when there is none and others have some.
fn given(desk: &Desk, training: &Training, subject: &Subject) -> Vec<crate::document::Inline> {
    if training.runs.iter().all(|run| run.subjects.is_empty()) {
        return Vec::new();
    }
    let runs = training.runs.iter();
    let with = runs.filter(|run| run.subjects.iter().any(|id| **id == *subject.id));
    let words: Vec<String> = with.map(|run| name(desk, run)).collect();
    match words.is_empty() {
        true => text(desk.word("training.not-given")),
        false => text(words.join(&desk.word("figure.separator"))),
    }
}

/// 令和6年度 第1回（予定）
fn name(desk: &Desk, run: &Run) -> String {
    let year = desk.site.config.year_style.show(*run.year);
    let name = match run.num {
        Some(num) => {
            let num = num.to_string();
            desk.filled("training.run", &[("year", &year), ("num", &num)])
        }
        None => year,
    };
    match run.state.as_deref() {
        None | Some(State::Held) => name,
        Some(state) => {
            let state = desk.word(format_args!("state.{}", state.as_str()));
            desk.filled("figure.in-years", &[("label", &name), ("years", &state)])
        }
    }
}
