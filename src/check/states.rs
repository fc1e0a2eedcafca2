//! Counts, meetings and runs say whether they took place, and their days agree with what is said.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, FiscalYear, Record, Site, State},
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut states = States { site, problems };
    for council in site.councils.iter() {
        for count in &council.counts {
            if count.state.is_none()
                && count.count.state.is_none()
                && count.count.number().is_some()
            {
                states.none("this count", &count.count.span);
            }
        }
    }
    for meeting in site.meetings.iter() {
        states.given("this meeting", meeting.state.as_ref(), meeting.span());
        if let Some(date) = &meeting.date {
            states.day(
                date,
                meeting.weekday.as_ref(),
                *meeting.year,
                meeting.state.as_ref(),
            );
        }
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            states.given("this run", run.state.as_ref(), &run.id.span);
            for day in &run.days {
                states.day(
                    &day.date,
                    day.weekday.as_ref(),
                    *run.year,
                    run.state.as_ref(),
                );
            }
        }
    }
}

struct States<'a> {
    site: &'a Site,
    problems: &'a mut Diagnostics,
}

impl States<'_> {
    fn given(&mut self, what: &str, state: Option<&Spanned<State>>, span: &Span) {
        if state.is_none() {
            self.none(what, span);
        }
    }

    fn none(&mut self, what: &str, span: &Span) {
        let states = State::ALL.map(State::as_str).join(", ");
        self.problems.push(
            Diagnostic::error(
                "count/no-state",
                format!("{what} does not say whether it took place"),
            )
            .at(span, "no `state`")
            .hint(format!("add `state:` with one of {states}")),
        );
    }

    fn day(
        &mut self,
        date: &Spanned<Date>,
        weekday: Option<&Spanned<String>>,
        year: FiscalYear,
        state: Option<&Spanned<State>>,
    ) {
        let right = date.weekday();
        if let Some(weekday) = weekday.filter(|weekday| !weekday.starts_with(right)) {
            let message = format!("{} is a {right}, not a {}", date.value, weekday.value);
            self.problems.push(
                Diagnostic::error("date/weekday", message)
                    .at(&weekday.span, "this weekday")
                    .related(&date.span, "of this day")
                    .hint("one of the two is wrong: look at the source"),
            );
        }
        let falls = date.fiscal_year(*self.site.config.fiscal_year_starts);
        if falls != year {
            let message = format!(
                "{} lies in the fiscal year {}, not in {}",
                date.value, falls.0, year.0
            );
            self.problems.push(
                Diagnostic::error("date/other-year", message)
                    .at(&date.span, "this day")
                    .hint("correct the day or the year"),
            );
        }
        let issued = self
            .site
            .config
            .publications
            .iter()
            .map(|p| *p.issued)
            .max();
        let held = state.filter(|state| ***state == State::Held);
        if let (Some(issued), Some(held)) = (issued, held)
            && date.value > issued
        {
            self.problems.push(
                Diagnostic::error(
                    "state/not-held",
                    "held on a day after the last publication was issued",
                )
                .at(&held.span, "said to be held")
                .related(&date.span, "on this day")
                .hint(format!(
                    "the last issue is of {issued}: say `planned`, or correct the day"
                )),
            );
        }
    }
}
