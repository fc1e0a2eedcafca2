//! What was copied from the line above and not changed: days, centres, targets, sums of runs, years
//! in titles and notes.

use std::collections::BTreeMap;

use super::prose::place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, Area, Date, FiscalYear, Indicator, Measure, Meeting, Number, Of, Record, Site,
        State,
    },
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    same_day(site, problems);
    same_centre(site, problems);
    titles(site, problems);
    for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
        for indicator in &measure.indicators {
            broken(measure, indicator, problems);
            target(measure, indicator, problems);
        }
        sums(site, measure, problems);
    }
}

/// A council meets once a day in an area.
fn same_day(site: &Site, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, Option<&str>, Date), &Meeting> = BTreeMap::new();
    let open = |m: &&Meeting| m.state.as_deref() != Some(&State::Cancelled);
    for meeting in site.meetings.iter().filter(open) {
        let Some(date) = &meeting.date else { continue };
        let area = meeting.area.as_ref().map(|area| area.as_str());
        let key = (meeting.council.as_str(), area, date.value);
        let Some(other) = seen.insert(key, meeting) else {
            continue;
        };
        let day = other.date.as_ref().map_or(other.span(), |date| &date.span);
        let message = format!(
            "two meetings of `{}` are on {}",
            meeting.council.value, date.value
        );
        problems.push(
            Diagnostic::warning("meeting/same-day", message)
                .at(&date.span, "again this day")
                .related(day, "this day before")
                .hint("was the day copied? look at the record of the meeting")
                .waived(meeting.waive.reason("meeting/same-day")),
        );
    }
}

/// A centre hosts one area of a program.
fn same_centre(site: &Site, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, &str), &Area> = BTreeMap::new();
    for area in site.areas.iter() {
        let Some(centre) = &area.centre else { continue };
        let Some(other) = seen.insert((area.program.as_str(), centre.as_str()), area) else {
            continue;
        };
        let message = format!("`{}` and `{}` have one centre", other.name, area.name);
        problems.push(
            Diagnostic::warning("area/same-centre", message)
                .at(&centre.span, "this centre")
                .related(&other.id.span, "has it already")
                .hint("name the centre of this area; one for both is waived with the reason")
                .waived(area.waive.reason("area/same-centre")),
        );
    }
}

/// The title of a publication names its own year.
fn titles(site: &Site, problems: &mut Diagnostics) {
    for publication in &site.config.publications {
        let words = [Some(&publication.title), publication.short.as_ref()];
        for words in words.into_iter().flatten() {
            let [named] = FiscalYear::all_in(words)[..] else {
                continue;
            };
            if named == *publication.year {
                continue;
            }
            let message = format!(
                "the title names {}, the publication is of {}",
                named.0, publication.year.0
            );
            problems.push(
                Diagnostic::warning("publication/other-year", message)
                    .at(&place(&publication.id.span, words), "named here")
                    .related(&publication.year.span, "of this year")
                    .hint("correct one of the two"),
            );
        }
    }
}

/// The note on a break of a series names its year.
fn broken(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    let Some(after) = &indicator.series_break else {
        return;
    };
    let Some(note) = &after.note else { return };
    let [named] = FiscalYear::all_in(note)[..] else {
        return;
    };
    // 「令和5年度まで件数」: the year before.
    let until = note.contains("まで") && named.0 + 1 == after.year.0;
    if named != *after.year && !until {
        let message = format!(
            "the note names {}, the series breaks in {}",
            named.0, after.year.0
        );
        problems.push(
            Diagnostic::warning("measure/unit-changes", message)
                .at(&after.year.span, "breaks here")
                .hint("correct the year, or the note")
                .waived(measure.waive.reason("measure/unit-changes")),
        );
    }
}

/// A target that is the last result to the last digit was copied, when it is no round number.
fn target(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    const LARGE: i64 = 100;
    for (year, target) in &indicator.targets {
        let before = FiscalYear(year.0 - 1);
        let last = indicator.results.iter().find(|(of, _)| ***of == before);
        let Some((result, aimed)) = last
            .and_then(|(_, last)| last.number())
            .zip(target.number())
        else {
            continue;
        };
        let telling = aimed >= Number::from_int(LARGE) && aimed.step() == Number::from_int(1);
        if result == aimed && telling && !indicator.capacity {
            let message = format!(
                "the target of `{}` in {} is the result of {}",
                indicator.label, year.0, before.0
            );
            problems.push(
                Diagnostic::warning("measure/target-copied", message)
                    .at(&target.span, "this target")
                    .hint("is it meant? if so, say it: `waive: {measure/target-copied: …}`")
                    .waived(measure.waive.reason("measure/target-copied")),
            );
        }
    }
}

/// Persons who were counted run by run, or meeting by meeting, when an indicator of the same measure
/// adds them up in another year.
fn sums(site: &Site, measure: &Measure, problems: &mut Diagnostics) {
    let counted = measure.indicators.iter().filter_map(|i| i.counts.as_ref());
    for counted in counted.filter_map(|record| Counted::of(site, record)) {
        let persons = measure
            .indicators
            .iter()
            .filter(|i| i.of == Of::Persons && !i.capacity);
        for indicator in persons {
            let found = counted
                .ways
                .iter()
                .find_map(|way| differing(way, indicator));
            let Some((amount, sum)) = found else { continue };
            let stated = amount.number().unwrap_or_default();
            let message = format!(
                "`{}` says {stated}, the runs add up to {sum}",
                indicator.label
            );
            problems.push(
                Diagnostic::error("total/differs-elsewhere", message)
                    .at(&amount.span, "said here")
                    .related(counted.span, "and otherwise here")
                    .hint("the same thing is counted in both places: correct one of them")
                    .waived(measure.waive.reason("total/differs-elsewhere")),
            );
        }
    }
}

/// Persons by fiscal year, `None` where they were not counted.
type Persons = Vec<(FiscalYear, Option<Number>)>;

/// What was held of a training or a council, with the persons that it counts in several ways.
struct Counted<'a> {
    span: &'a Span,
    ways: Vec<Persons>,
}

impl<'a> Counted<'a> {
    fn of(site: &'a Site, record: &str) -> Option<Self> {
        let number = |amount: &Option<Spanned<Amount>>| amount.as_ref().and_then(|a| a.number());
        let held = |state: &Option<Spanned<State>>| state.as_deref() == Some(&State::Held);
        match record.split_once('/')? {
            ("trainings", id) => {
                let training = site.trainings.get(id)?;
                let runs = || training.runs.iter().filter(|run| held(&run.state));
                let ways = [
                    runs()
                        .map(|run| (*run.year, number(&run.attended)))
                        .collect(),
                    runs()
                        .map(|run| (*run.year, number(&run.completed)))
                        .collect(),
                    runs()
                        .map(|run| (*run.year, number(&run.applied)))
                        .collect(),
                ];
                Some(Self {
                    span: training.span(),
                    ways: ways.into(),
                })
            }
            ("councils", id) => {
                let council = site.councils.get(id)?;
                let met = site.meetings.iter().filter(|m| *m.council == *council.id);
                let met = met.filter(|meeting| held(&meeting.state));
                let persons = met.map(|m| (*m.year, number(&m.attended))).collect();
                Some(Self {
                    span: council.span(),
                    ways: vec![persons],
                })
            }
            _ => None,
        }
    }
}

/// The one result that is not the sum of its year, when that of another year is.
fn differing<'a>(
    persons: &Persons,
    indicator: &'a Indicator,
) -> Option<(&'a Spanned<Amount>, Number)> {
    /// Smaller ones are equal by chance.
    const TELLING: i64 = 20;
    let mut equal = 0;
    let mut other = Vec::new();
    for (year, amount) in &indicator.results {
        let numbers = persons.iter().filter(|(of, _)| *of == **year);
        let numbers: Option<Vec<Number>> = numbers.map(|(_, number)| *number).collect();
        let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) else {
            continue;
        };
        let sum: Number = numbers.into_iter().sum();
        match amount.number() {
            Some(stated) if stated == sum => {
                equal += i32::from(stated >= Number::from_int(TELLING));
            }
            Some(_) => other.push((amount, sum)),
            None => {}
        }
    }
    match other.as_slice() {
        [(amount, sum)] if equal >= 1 => Some((*amount, *sum)),
        _ => None,
    }
}
