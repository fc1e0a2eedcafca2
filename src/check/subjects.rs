//! Nobody completes a training whose subjects were not all given: where runs say what was taught in
//! them, every subject has one before persons have completed.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Run, Site, State, Subject, Training},
};

const CODE: &str = "run/subject-not-given";

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for training in site.trainings.iter() {
        for run in &training.runs {
            completed(training, run, problems);
        }
    }
}

/// The subjects that no run held in the year of a run has, when somebody completed it.
fn completed(training: &Training, run: &Run, problems: &mut Diagnostics) {
    let Some(completed) = &run.completed else {
        return;
    };
    if completed.number().is_none_or(|number| number.is_zero()) {
        return;
    }
    let of_year = training
        .runs
        .iter()
        .filter(|other| *other.year == *run.year);
    let held = of_year.filter(|other| other.state.as_deref() == Some(&State::Held));
    let given: BTreeSet<&str> = held
        .flat_map(|other| other.subjects.iter().map(|id| id.as_str()))
        .collect();
    // Runs that say nothing of their subjects leave nothing to compare.
    if given.is_empty() {
        return;
    }
    let missing: Vec<&Subject> = training
        .subjects
        .iter()
        .filter(|subject| !given.contains(subject.id.as_str()))
        .collect();
    let Some(first) = missing.first() else {
        return;
    };
    let titles: Vec<String> = missing.iter().map(|s| format!("`{}`", s.title)).collect();
    let message = format!(
        "persons completed, although no run held in {} has {}",
        run.year.value,
        titles.join(", ")
    );
    problems.push(
        Diagnostic::warning(CODE, message)
            .at(&completed.span, "said to have completed")
            .related(&first.id.span, "not given that year")
            .hint("add the subject to the run in which it was given, or correct the number")
            .waived(training.waive.reason(CODE)),
    );
}
