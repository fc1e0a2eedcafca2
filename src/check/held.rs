//! What is counted, what is listed and what is said elsewhere of the same meetings and trainings agree.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, Council, FiscalYear, Indicator, Measure, Missing, Number, Of, Record, Site, State,
        Value,
    },
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for council in site.councils.iter() {
        listed(site, council, problems);
    }
    for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
        for indicator in &measure.indicators {
            elsewhere(site, measure, indicator, problems);
        }
    }
    same_labels(site, problems);
    past(site, problems);
}

/// The meetings that are listed of an area and year are as many as are counted, and as many were held.
fn listed(site: &Site, council: &Council, problems: &mut Diagnostics) {
    let mut counts: BTreeMap<(&str, FiscalYear), Vec<&crate::model::AreaCount>> = BTreeMap::new();
    for count in &council.counts {
        let key = (count.area.as_str(), *count.year);
        counts.entry(key).or_default().push(count);
    }
    for ((area, year), counts) in counts {
        let meetings = site.meetings.iter().filter(|m| {
            *m.council == *council.id
                && *m.year == year
                && m.area.as_deref().is_some_and(|a| a.as_str() == area)
        });
        let states: Vec<Option<State>> = meetings.map(|m| m.state.as_deref().copied()).collect();
        let numbers = |only: Option<State>| -> Option<Number> {
            let state = |c: &crate::model::AreaCount| c.state.as_deref().copied().or(c.count.state);
            let fits = counts.iter().filter(|c| only.is_none() || state(c) == only);
            fits.map(|c| c.count.number()).sum()
        };
        let (Some(counted), Some(held)) = (numbers(None), numbers(Some(State::Held))) else {
            continue;
        };
        let [first, ..] = counts.as_slice() else {
            continue;
        };
        let were = states.iter().filter(|s| **s == Some(State::Held)).count();
        if let Some(problem) = differs(counted, states.len(), held, were) {
            let problem = problem
                .at(&first.count.span, "counted here")
                .related(council.span(), "of this council");
            let reason = council.waive.reason(problem.code);
            problems.push(problem.waived(reason));
        }
    }
}

fn differs(counted: Number, listed: usize, held: Number, were: usize) -> Option<Diagnostic> {
    let number = |n: usize| Number::from_int(i64::try_from(n).unwrap_or(i64::MAX));
    if listed == 0 {
        return None;
    }
    if counted != number(listed) {
        let message = format!("{counted} are counted, {listed} are listed");
        return Some(
            Diagnostic::error("count/items", message)
                .hint("list each meeting, or correct the number"),
        );
    }
    (held > number(were)).then(|| {
        let message = format!("{held} are counted as held, {were} of those listed were");
        Diagnostic::error("state/not-held", message)
            .hint("count what is planned or undecided in rows of its own, with its `state`")
    })
}

/// An indicator that counts a training or council says what that record says.
fn elsewhere(site: &Site, measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    let Some(record) = &indicator.counts else {
        return;
    };
    let last = site.last_year();
    let results = indicator
        .results
        .iter()
        .map(|(y, a)| (y, a, Some(State::Held)));
    let targets = indicator.targets.iter().map(|(y, a)| (y, a, None));
    for (year, amount, state) in results.chain(targets) {
        let Some((said, place)) = taken_place(site, record, **year, state) else {
            continue;
        };
        let Some(stated) = times(amount).filter(|stated| *stated != said) else {
            continue;
        };
        // Of what is aimed at, not all is listed while the year goes on, and before it less than half.
        // A target whose result is known may have been missed or passed.
        let over = state.is_none()
            && indicator
                .results
                .iter()
                .any(|(of, a)| of == year && a.number().is_some());
        let goes_on = over || last.is_none_or(|last| **year > last) && said < stated;
        if state.is_none() && (goes_on || said + said < stated) {
            continue;
        }
        if indicator.of == Of::Persons && amount.value.value.sessions().is_none() {
            continue;
        }
        let message = format!(
            "`{}` says {stated} for {}, `{}` has {said}",
            indicator.label, year.0, record.value
        );
        problems.push(
            Diagnostic::error("total/differs-elsewhere", message)
                .at(&amount.span, "said here")
                .related(&place, "and otherwise here")
                .hint("the same thing is counted in both places: correct one of them")
                .waived(measure.waive.reason("total/differs-elsewhere")),
        );
    }
}

/// A number of times: of sessions as many as there are.
fn times(amount: &Amount) -> Option<Number> {
    amount.number().or_else(|| amount.value.sessions())
}

/// How often a record took place in a year, or will in any state that still may; and where it says so.
fn taken_place(
    site: &Site,
    record: &str,
    year: FiscalYear,
    state: Option<State>,
) -> Option<(Number, Span)> {
    let may = |s: Option<&Spanned<State>>| match (state, s.map(|s| **s)) {
        (Some(wanted), given) => given == Some(wanted),
        (None, given) => !matches!(given, Some(State::Cancelled | State::Postponed)),
    };
    let (folder, id) = record.split_once('/')?;
    let (all, fit, span) = match folder {
        "trainings" => {
            let training = site.trainings.get(id)?;
            let runs: Vec<_> = training.runs.iter().filter(|r| *r.year == year).collect();
            let fit = runs.iter().filter(|r| may(r.state.as_ref())).count();
            (runs.len(), fit, training.span())
        }
        "councils" => {
            let council = site.councils.get(id)?;
            let meetings = site.meetings.iter();
            let met: Vec<_> = meetings
                .filter(|m| *m.council == *council.id && *m.year == year)
                .collect();
            let fit = met.iter().filter(|m| may(m.state.as_ref())).count();
            if met.is_empty() {
                return counted(council, year, state);
            }
            (met.len(), fit, council.span())
        }
        _ => return None,
    };
    let number = Number::from_int(i64::try_from(fit).ok()?);
    (all > 0).then(|| (number, span.clone()))
}

/// The same of a council whose meetings are counted by area and not listed.
fn counted(council: &Council, year: FiscalYear, wanted: Option<State>) -> Option<(Number, Span)> {
    let mut sum = None;
    for count in council.counts.iter().filter(|count| *count.year == year) {
        let state = count.state.as_deref().copied().or(count.count.state);
        let number = count.count.number()?;
        if wanted.is_none() || state == wanted {
            sum = Some(sum.unwrap_or_default() + number);
        }
    }
    sum.map(|sum| (sum, council.span().clone()))
}

/// Two measures that report under the same label, which names a training or council, report the same.
fn same_labels(site: &Site, problems: &mut Diagnostics) {
    let trainings = site.trainings.iter().map(Record::name);
    let names: Vec<&str> = trainings
        .chain(site.councils.iter().map(Record::name))
        .collect();
    let mut seen: BTreeMap<(&str, &str), (&Measure, &Indicator)> = BTreeMap::new();
    for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
        for indicator in &measure.indicators {
            if !names.iter().any(|name| indicator.label.contains(name)) {
                continue;
            }
            let key = (indicator.label.as_str(), indicator.unit.as_str());
            match seen.get(&key) {
                Some((first, other)) => {
                    disagree(measure, indicator, first, other, problems);
                }
                None => {
                    seen.insert(key, (measure, indicator));
                }
            }
        }
    }
}

fn disagree(
    measure: &Measure,
    indicator: &Indicator,
    first: &Measure,
    other: &Indicator,
    problems: &mut Diagnostics,
) {
    let pairs = [
        (&indicator.results, &other.results),
        (&indicator.targets, &other.targets),
    ];
    for (mine, theirs) in pairs {
        for (year, amount) in mine {
            let Some(said) = theirs
                .get(year)
                .filter(|said| said.value.value != amount.value.value)
                // What went from one measure to the other has ended in the first.
                .filter(|said| {
                    ![said, amount]
                        .iter()
                        .any(|a| a.value.value == Value::Missing(Missing::Ended))
                })
            else {
                continue;
            };
            let message = format!(
                "`{}` of {} differs between `{}` and `{}`",
                indicator.label, year.0, first.name, measure.name
            );
            problems.push(
                Diagnostic::error("total/differs-elsewhere", message)
                    .at(&amount.span, "said here")
                    .related(&said.span, "and otherwise here")
                    .hint("the same thing is counted in both places: correct one of them")
                    .waived(measure.waive.reason("total/differs-elsewhere")),
            );
        }
    }
}

/// What was still to come when the data were written has come by the day of issue.
fn past(site: &Site, problems: &mut Diagnostics) {
    let publications = site.config.publications.iter();
    let Some(issued) = publications.map(|p| *p.issued).max() else {
        return;
    };
    let open = |state: Option<&Spanned<State>>| {
        matches!(state.map(|s| **s), Some(State::Planned | State::Undecided))
    };
    for meeting in site.meetings.iter().filter(|m| open(m.state.as_ref())) {
        if let Some(date) = meeting.date.as_ref().filter(|date| ***date < issued) {
            problems.push(gone_by(&date.span, issued, meeting));
        }
    }
    for training in site.trainings.iter() {
        let runs = training.runs.iter().filter(|r| open(r.state.as_ref()));
        let days = runs.filter_map(|run| run.days.iter().map(|day| &day.date).max_by_key(|d| ***d));
        // One message is enough for a timetable that was never brought up to date.
        if let Some(date) = days.into_iter().find(|date| ***date < issued) {
            problems.push(gone_by(&date.span, issued, training));
        }
    }
}

fn gone_by<T: Record>(day: &Span, issued: crate::model::Date, record: &T) -> Diagnostic {
    let message = format!("still planned, although the day was before the issue of {issued}");
    Diagnostic::warning("state/past", message)
        .at(day, "this day has gone by")
        .hint("say what became of it: `held`, `cancelled` or `postponed`")
        .waived(record.waivers().reason("state/past"))
}
