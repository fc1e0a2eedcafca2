//! How often something took place in a year, and how often it was still open whether it would.

use crate::model::{Council, FiscalYear, Number, Site, State, Training};

/// Held ones and others, never added up; `None` when nothing is recorded of that year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub held: Option<Number>,
    /// Planned, undecided, cancelled and postponed ones.
    pub others: Option<Number>,
}

impl Tally {
    /// The meetings of a council: those that are recorded one by one, or else its counts.
    pub fn of_council(site: &Site, council: &Council, year: FiscalYear) -> Self {
        let meetings = site.meetings.iter();
        let met = meetings.filter(|m| *m.council == *council.id && *m.year == year);
        let one_by_one = Self::of(met.map(|m| (m.state.as_deref().copied(), one())));
        if one_by_one.held.is_some() {
            return one_by_one;
        }
        let counts = council.counts.iter().filter(|count| *count.year == year);
        let counted = Self::of(counts.filter_map(|count| {
            let state = count.state.as_deref().copied().or(count.count.state);
            Some((state, count.count.number()?))
        }));
        match counted.held {
            Some(_) => counted,
            None => one_by_one,
        }
    }

    /// The runs of a training.
    pub fn of_training(training: &Training, year: FiscalYear) -> Self {
        let runs = training.runs.iter().filter(|run| *run.year == year);
        Self::of(runs.map(|run| (run.state.as_deref().copied(), one())))
    }

    fn of(counted: impl Iterator<Item = (Option<State>, Number)>) -> Self {
        let mut tally = Self::default();
        for (state, number) in counted {
            let sum = match state {
                Some(State::Held) => &mut tally.held,
                _ => &mut tally.others,
            };
            *sum = Some(sum.unwrap_or_default() + number);
        }
        tally
    }
}

fn one() -> Number {
    Number::from_int(1)
}
