//! What a document states as a total equals the sum of its rows.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, Council, FiscalYear, Indicator, Number, Of, Part, Record, Site, State, Total,
        Training,
    },
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for council in site.councils.iter() {
        for total in &council.totals {
            let (sum, rows) = council_sum(site, council, total);
            compare(total, sum, rows, council.span(), problems);
        }
    }
    for training in site.trainings.iter() {
        for total in &training.totals {
            let rows = runs(training, total);
            let sum = Number::from_int(i64::try_from(rows).unwrap_or(i64::MAX));
            compare(total, sum, rows, training.span(), problems);
        }
    }
    for measure in site.measures.iter() {
        for indicator in &measure.indicators {
            parts(indicator, problems);
        }
    }
}

/// The sum of the counts of a council in a year, or the number of its meetings when they are recorded one by one.
fn council_sum(site: &Site, council: &Council, total: &Total) -> (Number, usize) {
    let of_state = |state: Option<State>| total.state.is_none() || total.state == state;
    let counts: Vec<&Amount> = council
        .counts
        .iter()
        .filter(|count| *count.year == *total.year)
        .filter(|count| of_state(count.state.as_deref().copied().or(count.count.state)))
        .map(|count| &count.count.value)
        .collect();
    if council
        .counts
        .iter()
        .any(|count| *count.year == *total.year)
    {
        return (
            counts.iter().filter_map(|count| count.number()).sum(),
            counts.len(),
        );
    }
    let meetings = site.meetings.iter().filter(|meeting| {
        *meeting.council == *council.id
            && *meeting.year == *total.year
            && of_state(meeting.state.as_deref().copied())
    });
    let rows = meetings.count();
    (
        Number::from_int(i64::try_from(rows).unwrap_or(i64::MAX)),
        rows,
    )
}

fn runs(training: &Training, total: &Total) -> usize {
    let runs = training.runs.iter().filter(|run| {
        let state = run.state.as_deref().copied();
        *run.year == *total.year && (total.state.is_none() || total.state == state)
    });
    runs.count()
}

fn compare(total: &Total, sum: Number, rows: usize, whole: &Span, problems: &mut Diagnostics) {
    let Some(stated) = total.value.number().filter(|stated| *stated != sum) else {
        return;
    };
    let state = total.state.map_or("any state", State::as_str);
    let message = format!(
        "the total is {}, its rows ({rows}) add up to {}",
        stated.grouped(),
        sum.grouped()
    );
    problems.push(
        Diagnostic::error("total/differs", message)
            .at(
                &total.value.span,
                format!("stated for {}, {state}", total.year.0),
            )
            .related(whole, "of this record")
            .hint(
                "correct the total or the rows; a total without `state` counts rows of every state",
            ),
    );
}

/// The parts of an indicator add up to the whole in each year, except for rates.
fn parts(indicator: &Indicator, problems: &mut Diagnostics) {
    if indicator.parts.is_empty() || indicator.of == Of::Rate {
        return;
    }
    for (year, whole) in &indicator.results {
        part_sum(indicator, year, whole, |part| &part.results, problems);
    }
    for (year, whole) in &indicator.targets {
        part_sum(indicator, year, whole, |part| &part.targets, problems);
    }
}

fn part_sum(
    indicator: &Indicator,
    year: &Spanned<FiscalYear>,
    whole: &Spanned<Amount>,
    amounts: impl Fn(&Part) -> &indexmap::IndexMap<Spanned<FiscalYear>, Spanned<Amount>>,
    problems: &mut Diagnostics,
) {
    let sum = indicator.sum_of_parts(|part| amounts(part).get(year).and_then(|a| a.number()));
    let (Some(stated), Some(sum)) = (whole.number(), sum) else {
        return;
    };
    if stated != sum {
        let message = format!(
            "`{}` is {} in {}, its parts add up to {}",
            indicator.label,
            stated.grouped(),
            year.0,
            sum.grouped()
        );
        problems.push(
            Diagnostic::error("total/differs", message)
                .at(&whole.span, "the whole")
                .related(&indicator.id.span, "of this indicator")
                .hint("correct the whole or its parts"),
        );
    }
}
