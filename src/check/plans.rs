//! What took place against what was planned, by the plan that held in that year.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Council, FiscalYear, Measure, Number, Per, Plan, Record, Site, Tally, Training, Waivers,
    },
    source::Span,
};

/// Less than half of a plan, or more than half again, wants a word.
const LEAST: f64 = 0.5;
const MOST: f64 = 1.5;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        overlap(&measure.plans, &measure.waive, problems);
        elsewhere(site, measure, problems);
    }
    for council in site.councils.iter() {
        overlap(&council.plans, &council.waive, problems);
        for year in years(site, council) {
            let held = Tally::of_council(site, council, year).held;
            compare(site, council, "meetings", year, held, problems);
        }
    }
    for training in site.trainings.iter() {
        overlap(&training.plans, &training.waive, problems);
        for year in training
            .runs
            .iter()
            .map(|run| *run.year)
            .collect::<BTreeSet<_>>()
        {
            let held = Tally::of_training(training, year).held;
            compare(site, training, "runs", year, held, problems);
        }
        sizes(training, problems);
    }
}

/// Of two plans of one thing, one holds in a year.
fn overlap(plans: &IndexMap<String, Vec<Plan>>, waivers: &Waivers, problems: &mut Diagnostics) {
    for plans in plans.values() {
        for (at, plan) in plans.iter().enumerate() {
            let also = |other: &&Plan| {
                other.per == plan.per && (other.holds_in(*plan.from) || plan.holds_in(*other.from))
            };
            let Some(other) = plans[..at].iter().find(also) else {
                continue;
            };
            let year = (*plan.from).max(*other.from);
            let message = format!("two plans hold in {}", year.0);
            problems.push(
                Diagnostic::warning("plan/overlaps", message)
                    .at(&plan.from.span, "from this year on")
                    .related(&other.from.span, "and this one still holds")
                    .hint("end the earlier one with `to` in the year before")
                    .waived(waivers.reason("plan/overlaps")),
            );
        }
    }
}

/// A plan of a measure and that of the council or training that it counts are one plan.
fn elsewhere(site: &Site, measure: &Measure, problems: &mut Diagnostics) {
    let counted = measure.indicators.iter().filter_map(|i| i.counts.as_ref());
    let counted: BTreeSet<&str> = counted.map(|record| record.value.as_str()).collect();
    for record in counted {
        let theirs = match record.split_once('/') {
            Some(("councils", id)) => site.councils.get(id).map(|council| &council.plans),
            Some(("trainings", id)) => site.trainings.get(id).map(|training| &training.plans),
            _ => None,
        };
        let Some(theirs) = theirs else { continue };
        for (name, plans) in &measure.plans {
            for plan in plans {
                let same = |other: &&Plan| {
                    other.per == plan.per
                        && (other.holds_in(*plan.from) || plan.holds_in(*other.from))
                };
                let mut others = theirs.get(name).into_iter().flatten().filter(same);
                let Some(other) = others.find(|other| other.number() != plan.number()) else {
                    continue;
                };
                let year = (*plan.from).max(*other.from);
                let message = format!("the plan of `{record}` is another one in {}", year.0);
                problems.push(
                    Diagnostic::error("plan/differs-elsewhere", message)
                        .at(&plan.value.span, "planned here")
                        .related(&other.value.span, "and otherwise here")
                        .hint(
                            "look at the source: did the plan change, and one place was forgotten?",
                        )
                        .waived(measure.waive.reason("plan/differs-elsewhere")),
                );
            }
        }
    }
}

/// A record with plans of its own.
trait Planned: Record {
    fn plans(&self) -> &IndexMap<String, Vec<Plan>>;
    fn program(&self) -> Option<&str>;
}

impl Planned for Council {
    fn plans(&self) -> &IndexMap<String, Vec<Plan>> {
        &self.plans
    }

    fn program(&self) -> Option<&str> {
        Some(&self.program)
    }
}

impl Planned for Training {
    fn plans(&self) -> &IndexMap<String, Vec<Plan>> {
        &self.plans
    }

    fn program(&self) -> Option<&str> {
        self.program.as_ref().map(|program| program.as_str())
    }
}

/// The years of which something is recorded.
fn years(site: &Site, council: &Council) -> BTreeSet<FiscalYear> {
    let meetings = site.meetings.iter().filter(|m| *m.council == *council.id);
    let counts = council.counts.iter().map(|count| *count.year);
    meetings
        .map(|meeting| *meeting.year)
        .chain(counts)
        .collect()
}

fn compare<T: Planned>(
    site: &Site,
    record: &T,
    name: &str,
    year: FiscalYear,
    held: Option<Number>,
    problems: &mut Diagnostics,
) {
    let mut plans = record.plans().get(name).into_iter().flatten();
    let Some((plan, held)) = plans.find(|plan| plan.holds_in(year)).zip(held) else {
        return;
    };
    let Some(planned) = plan.in_a_year(site.areas_of(record.program())) else {
        return;
    };
    let share = held.to_f64() / planned.to_f64();
    if planned.is_zero() || (LEAST..=MOST).contains(&share) {
        return;
    }
    let message = format!("{held} of {planned} planned {name} were held in {}", year.0);
    let places = [
        (&plan.value.span, "the plan of that year"),
        (record.span(), "of this record"),
    ];
    report(&message, places, record.waivers(), problems);
}

/// The places of each run, and who came, are about as many as are planned for a run.
fn sizes(training: &Training, problems: &mut Diagnostics) {
    for run in &training.runs {
        let kinds = [("capacity", &run.capacity), ("persons", &run.attended)];
        for (name, amount) in kinds {
            let plans = training.plans.get(name).into_iter().flatten();
            let mut holding = plans.filter(|plan| plan.per == Per::Run && plan.holds_in(*run.year));
            let planned = holding.next().and_then(|plan| Some((plan, plan.number()?)));
            let given = amount
                .as_ref()
                .and_then(|amount| Some((amount, amount.number()?)));
            let (Some((plan, planned)), Some((amount, number))) = (planned, given) else {
                continue;
            };
            let share = number.to_f64() / planned.to_f64();
            if !planned.is_zero() && !(LEAST..=MOST).contains(&share) {
                let message =
                    format!("`{name}` of this run is {number}, planned are {planned} a run");
                let places = [
                    (&amount.span, "here"),
                    (&plan.value.span, "the plan of that year"),
                ];
                report(&message, places, &training.waive, problems);
            }
        }
    }
}

fn report(
    message: &str,
    [(place, label), (other, beside)]: [(&Span, &str); 2],
    waivers: &Waivers,
    problems: &mut Diagnostics,
) {
    problems.push(
        Diagnostic::warning("plan/missed", message)
            .at(place, label)
            .related(other, beside)
            .hint("did the plan change? give it a `to` and write the new one; else say why in a waiver")
            .waived(waivers.reason("plan/missed")),
    );
}
