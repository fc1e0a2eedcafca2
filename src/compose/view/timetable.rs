//! The view `timetable`: the days of a training in their order, each with its hours.

use serde::Deserialize;

use super::{
    Desk, Result, parameters,
    plain::{self, Line},
    record,
};
use crate::{
    compose::figures::Labels,
    diagnostic::Diagnostic,
    document::{Align, Inline, Table, text},
    model::{Collection, Date, Day, FiscalYear, Run, Training},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    year: Option<Spanned<parameters::Year>>,
    caption: String,
    #[serde(default)]
    id: String,
    source: Option<String>,
}

pub(super) fn timetable(desk: &Desk) -> Result<Table> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let (_, id) = record::id(desk, &parameters.of, &[Collection::Trainings])?;
    let training = desk
        .site
        .trainings
        .get(id)
        .expect("its id is among the ids");
    let year = parameters.year.as_ref();
    let year = year
        .map(|year| parameters::Year::resolve(year, desk))
        .transpose()?;
    let runs = runs(training, year.as_ref(), &parameters.of)?;
    Ok(Table {
        id: parameters.id,
        caption: text(&parameters.caption),
        source: desk.optional(parameters.source.as_ref().or(training.source.as_ref())),
        ..table(desk, &runs)
    })
}

fn runs<'a>(
    training: &'a Training,
    year: Option<&Spanned<FiscalYear>>,
    of: &Spanned<String>,
) -> Result<Vec<&'a Run>> {
    let runs = training.runs.iter();
    let of_year = runs.filter(|run| year.is_none_or(|year| *run.year == **year));
    let found: Vec<&Run> = of_year.collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut years: Vec<String> = training
        .runs
        .iter()
        .map(|run| run.year.to_string())
        .collect();
    years.dedup();
    let problem = Diagnostic::error("view/empty", "there are no runs to show")
        .at(year.map_or(&of.span, |year| &year.span), "asked here");
    Err(Box::new(match years.is_empty() {
        true => problem.hint("the training has no `runs`"),
        false => problem.hint(format!("there are runs in {}", years.join(", "))),
    }))
}

fn table(desk: &Desk, runs: &[&Run]) -> Table {
    let mut days: Vec<(Option<Date>, Option<&Day>, &Run)> = Vec::new();
    for run in runs {
        days.extend(
            run.days
                .iter()
                .map(|day| (Some(*day.date), Some(day), *run)),
        );
        if run.days.is_empty() {
            days.push((None, None, run));
        }
    }
    // Days that are not known stand at the end.
    days.sort_by_key(|(date, _, _)| (date.is_none(), *date));
    let years: std::collections::BTreeSet<FiscalYear> = runs.iter().map(|r| *r.year).collect();
    let lines = days
        .into_iter()
        .map(|(_, day, run)| line(desk, day, run, years.len() > 1));
    let heads = [
        ("figure.column.year", Align::Start),
        ("figure.column.num", Align::Start),
        ("figure.column.date", Align::Start),
        ("figure.column.hours", Align::Start),
        ("figure.column.form", Align::Start),
        ("figure.column.title", Align::Start),
        ("figure.column.content", Align::Start),
        ("figure.column.area", Align::Start),
        ("figure.column.capacity", Align::End),
        ("figure.column.state", Align::Start),
    ];
    plain::table(desk, &heads, lines.collect())
}

fn line(desk: &Desk, day: Option<&Day>, run: &Run, with_year: bool) -> Line {
    let labels = Labels(desk.site);
    let words = |words: Option<String>| words.map(text).unwrap_or_default();
    let year = with_year.then(|| desk.site.config.year_style.show(*run.year));
    let date = match day {
        Some(day) => labels.date(*day.date),
        None => desk.undated(run.state.as_deref()),
    };
    let hours = day.and_then(|day| labels.hours(day));
    let area = run
        .area
        .as_ref()
        .and_then(|id| desk.site.name(Collection::Areas, id));
    let capacity: Vec<Inline> = match &run.capacity {
        Some(amount) => text(super::lay::value(desk, Some(&amount.value.value))),
        None => Vec::new(),
    };
    let state = run.state.as_deref();
    let state = state.map(|state| desk.word(format_args!("state.{}", state.as_str())));
    Line::Body(vec![
        words(year),
        words(run.num.map(|num| num.to_string())),
        text(date),
        words(hours),
        words((!run.form.is_empty()).then(|| run.form.join(&desk.word("figure.separator")))),
        words(run.title.clone()),
        words(run.content.clone()),
        words(area.map(str::to_owned)),
        capacity,
        words(state),
    ])
}
