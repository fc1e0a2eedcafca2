//! What is named inside a record is named once there, and what is counted is counted once.

use std::{collections::BTreeMap, fmt::Display};

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Council, FiscalYear, Id, Site, State},
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for training in site.trainings.iter() {
        ids(training.subjects.iter().map(|s| &s.id), problems);
        ids(training.runs.iter().map(|r| &r.id), problems);
    }
    for measure in site.measures.iter() {
        ids(measure.indicators.iter().map(|i| &i.id), problems);
    }
    for survey in site.surveys.iter() {
        ids(survey.questions.iter().map(|q| &q.id), problems);
    }
    for vocabulary in site.vocabularies.iter() {
        let values = vocabulary.values.iter().map(|v| &v.value);
        for (again, first) in repeated(values) {
            let message = format!("the value `{}` is taken", again.value);
            problems.push(
                twice("vocabulary/duplicate-value", message, &again.span, first)
                    .hint("keep one of the two; other words for it are its `synonyms`"),
            );
        }
    }
    for council in site.councils.iter() {
        counts(council, problems);
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a Spanned<Id>>, problems: &mut Diagnostics) {
    for (again, first) in repeated(ids) {
        let message = format!("the id `{}` is taken", again.value);
        problems.push(
            twice("record/duplicate-id", message, &again.span, first)
                .hint("give it an id that nothing else in this record has"),
        );
    }
}

/// The values that stood before, each with the place where it stood first.
fn repeated<'a, T: Ord + Display>(
    values: impl Iterator<Item = &'a Spanned<T>>,
) -> Vec<(&'a Spanned<T>, &'a Span)> {
    let mut seen: BTreeMap<&T, &Span> = BTreeMap::new();
    let mut repeated = Vec::new();
    for value in values {
        match seen.get(&value.value) {
            Some(first) => repeated.push((value, *first)),
            None => {
                seen.insert(&value.value, &value.span);
            }
        }
    }
    repeated
}

/// A count of an area, a year and a state stands in one row: two would be added up.
fn counts(council: &Council, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, FiscalYear, Option<State>), &Span> = BTreeMap::new();
    for count in &council.counts {
        let state = count.state.as_deref().copied().or(count.count.state);
        let key = (count.area.as_str(), *count.year, state);
        let Some(first) = seen.insert(key, &count.area.span) else {
            continue;
        };
        let message = format!(
            "`{}` is counted twice in {}, {}",
            count.area.value,
            count.year.0,
            state.map_or("without a state", State::as_str)
        );
        problems.push(
            twice("count/twice", message, &count.area.span, first)
                .hint("keep one row, or give the two their own states"),
        );
    }
}

fn twice(code: &'static str, message: String, again: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error(code, message)
        .at(again, "again here")
        .related(first, "first here")
}
