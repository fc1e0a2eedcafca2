//! What a document states as a total equals the sum of its rows.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, AreaCount, Council, FiscalYear, Indicator, Number, Of, Part, Record, Site, State,
        Total, Training,
    },
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for council in site.councils.iter() {
        for total in &council.totals {
            compare(
                total,
                &council_rows(site, council, total),
                council.span(),
                problems,
            );
        }
    }
    for training in site.trainings.iter() {
        for total in &training.totals {
            let rows = Rows::each_one(runs(training, total));
            compare(total, &rows, training.span(), problems);
        }
    }
    for measure in site.measures.iter() {
        for indicator in &measure.indicators {
            parts(indicator, problems);
        }
    }
}

/// What a total is compared with.
struct Rows {
    number: usize,
    sum: Number,
    /// Rows whose value is missing; they are no zeros.
    missing: usize,
}

impl Rows {
    /// Rows that count as one each.
    fn each_one(number: usize) -> Self {
        Self {
            number,
            sum: Number::from_int(i64::try_from(number).unwrap_or(i64::MAX)),
            missing: 0,
        }
    }
}

/// The counts of a council in a year, or its meetings when they are recorded one by one.
fn council_rows(site: &Site, council: &Council, total: &Total) -> Rows {
    let of_state = |state: Option<State>| total.state.is_none() || total.state == state;
    let in_year = |count: &&AreaCount| *count.year == *total.year;
    if council.counts.iter().any(|count| in_year(&count)) {
        let amounts: Vec<&Amount> = council
            .counts
            .iter()
            .filter(in_year)
            .filter(|count| {
                let state = count.state.as_deref().copied().or(count.count.state);
                count.count.number().is_none() || of_state(state)
            })
            .map(|count| &count.count.value)
            .collect();
        let numbers: Vec<Number> = amounts.iter().filter_map(|a| a.number()).collect();
        return Rows {
            number: amounts.len(),
            missing: amounts.len() - numbers.len(),
            sum: numbers.into_iter().sum(),
        };
    }
    let meetings = site.meetings.iter().filter(|meeting| {
        *meeting.council == *council.id
            && *meeting.year == *total.year
            && of_state(meeting.state.as_deref().copied())
    });
    Rows::each_one(meetings.count())
}

fn runs(training: &Training, total: &Total) -> usize {
    let runs = training.runs.iter().filter(|run| {
        let state = run.state.as_deref().copied();
        *run.year == *total.year && (total.state.is_none() || total.state == state)
    });
    runs.count()
}

fn compare(total: &Total, rows: &Rows, whole: &Span, problems: &mut Diagnostics) {
    let Some(stated) = total.value.number().filter(|stated| *stated != rows.sum) else {
        return;
    };
    let state = total.state.map_or("any state", State::as_str);
    let message = format!(
        "the total is {}, its rows ({}) add up to {}",
        stated.grouped(),
        rows.number,
        rows.sum.grouped()
    );
    let problem = Diagnostic::error("total/differs", message)
        .at(
            &total.value.span,
            format!("stated for {}, {state}", total.year.0),
        )
        .related(whole, "of this record")
        .hint("correct the total or the rows; a total without `state` counts rows of every state");
    problems.push(match rows.missing {
        0 => problem,
        missing => problem.hint(format!("rows without a number: {missing}")),
    });
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
