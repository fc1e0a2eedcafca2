//! The view `curriculum`: the subjects of a training, how long they take, and when each was given.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{
    Desk, Result, parameters,
    plain::{self, Line},
    record,
};
use crate::{
    diagnostic::Diagnostic,
    document::{Align, Inline, Table, text},
    model::{Collection, Number, Run, State, Subject, Training},
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
    let timed = training.subjects.iter().any(|s| s.minutes.is_some());
    let mut modules: IndexMap<Option<&str>, Vec<&Subject>> = IndexMap::new();
    for subject in &training.subjects {
        let module = subject.module.as_deref();
        modules.entry(module).or_default().push(subject);
    }
    let several = modules.len() > 1;
    let mut lines = Vec::new();
    for (module, subjects) in &modules {
        lines.extend(module.map(|label| Line::Group(label.to_owned())));
        for subject in subjects {
            lines.push(line(desk, training, subject, timed));
        }
        if let Some(module) = module.filter(|_| timed && several && subjects.len() > 1) {
            let label = desk.filled("training.module-sum", &[("module", module)]);
            lines.push(sum(desk, label, subjects.iter().map(|s| s.minutes)));
        }
    }
    if timed {
        let minutes = training.subjects.iter().map(|s| s.minutes);
        lines.push(sum(desk, desk.word("figure.total"), minutes));
    }
    let heads = [
        ("training.subject-num", Align::Start),
        ("training.subject", Align::Start),
        ("training.content", Align::Start),
        ("training.minutes-head", Align::End),
        ("training.given", Align::Start),
    ];
    let unknown = timed && training.subjects.iter().any(|s| s.minutes.is_none());
    Table {
        remarks: unknown
            .then(|| text(desk.word("figure.remark.none")))
            .into_iter()
            .collect(),
        ..plain::table(desk, &heads, lines)
    }
}

fn line(desk: &Desk, training: &Training, subject: &Subject, timed: bool) -> Line {
    Line::Body(vec![
        text(subject.num.to_string()),
        text(&subject.title),
        desk.optional(subject.content.as_ref()),
        match timed {
            true => minutes(desk, subject.minutes),
            false => Vec::new(),
        },
        given(desk, training, subject),
    ])
}

/// The minutes of several subjects together; not known when those of one are not.
fn sum(desk: &Desk, label: String, each: impl Iterator<Item = Option<u32>>) -> Line {
    let sum: Option<u32> = each.sum();
    Line::Total(vec![
        text(label),
        Vec::new(),
        Vec::new(),
        minutes(desk, sum),
    ])
}

fn minutes(desk: &Desk, minutes: Option<u32>) -> Vec<Inline> {
    text(match minutes {
        Some(minutes) => Number::from_int(i64::from(minutes)).grouped(),
        None => desk.word("figure.none"),
    })
}

/// The runs in which a subject was given or will be; says so when there is none and others have some.
fn given(desk: &Desk, training: &Training, subject: &Subject) -> Vec<Inline> {
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
        None => match &run.title {
            Some(title) => desk.filled("training.titled-run", &[("year", &year), ("title", title)]),
            None => year,
        },
    };
    match run.state.as_deref() {
        None | Some(State::Held) => name,
        Some(state) => {
            let state = desk.word(format_args!("state.{}", state.as_str()));
            desk.filled("figure.in-years", &[("label", &name), ("years", &state)])
        }
    }
}
