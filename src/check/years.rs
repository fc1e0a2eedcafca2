//! What a report says year after year: figures that were copied instead of counted, targets that are
//! last year's result, runs that more people finished than began.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::{
        Amount, FiscalYear, Indicator, Measure, Number, Of, Record, Run, Site, Status, Training,
        Value,
    },
    source::Spanned,
};

/// So many equal figures of one measure in two years in a row are no chance.
const COPIED: usize = 3;
/// Smaller figures are often the same again: two meetings a year.
const TELLING: i64 = 10;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
        copied(measure, problems);
        for indicator in &measure.indicators {
            units(measure, indicator, problems);
            everybody(measure, indicator, problems);
        }
        targets(measure, problems);
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            persons(training, run, problems);
        }
    }
}

/// Figures that are the same in a year and the next.
fn copied(measure: &Measure, problems: &mut Diagnostics) {
    let years = measure.indicators.iter().flat_map(|i| i.results.keys());
    let mut years: Vec<FiscalYear> = years.map(|year| **year).collect();
    years.sort_unstable();
    years.dedup();
    for pair in years.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 1) {
        let same: Vec<&Spanned<Amount>> = measure
            .indicators
            .iter()
            .filter(|indicator| !indicator.capacity)
            .filter_map(|indicator| same(indicator, pair[0], pair[1]))
            .collect();
        let [first, ..] = same.as_slice() else {
            continue;
        };
        let telling = same
            .iter()
            .filter(|a| a.number() >= Some(Number::from_int(TELLING)));
        let enough = match telling.count() {
            0 => false,
            COPIED.. => true,
            _ => !differs(measure, pair[0], pair[1]),
        };
        if same.len() < COPIED || !enough {
            continue;
        }
        let message = format!(
            "{} figures of `{}` are the same in {} and {}",
            same.len(),
            measure.name,
            pair[0].0,
            pair[1].0
        );
        problems.push(
            Diagnostic::warning("measure/copied", message)
                .at(&first.span, "the first of them")
                .related(measure.span(), "of this measure")
                .hint("were they counted again? if so, say it: `waive: {measure/copied: …}`")
                .waived(measure.waive.reason("measure/copied")),
        );
    }
}

/// Whether any figure of the two years differs.
fn differs(measure: &Measure, before: FiscalYear, after: FiscalYear) -> bool {
    let counted = measure.indicators.iter().filter(|i| !i.capacity);
    counted
        .filter_map(|i| result(i, before)?.number().zip(result(i, after)?.number()))
        .any(|(earlier, later)| earlier != later)
}

/// The figure of the later year when it equals that of the earlier, and is not zero.
fn same(indicator: &Indicator, before: FiscalYear, after: FiscalYear) -> Option<&Spanned<Amount>> {
    let (earlier, later) = (result(indicator, before)?, result(indicator, after)?);
    let equal = earlier.number()? == later.number()? && !later.number()?.is_zero();
    equal.then_some(later)
}

fn result(indicator: &Indicator, year: FiscalYear) -> Option<&Spanned<Amount>> {
    let mut results = indicator.results.iter();
    results
        .find(|(key, _)| ***key == year)
        .map(|(_, amount)| amount)
}

/// Targets that are the last results again, and measures that have figures and no target at all.
fn targets(measure: &Measure, problems: &mut Diagnostics) {
    if let Some(first) = copied_targets(measure) {
        let message = format!("the target of `{}` is the last result again", measure.name);
        problems.push(
            Diagnostic::warning("measure/target-copied", message)
                .at(&first.span, "this target")
                .hint("is it meant? if so, say it: `waive: {measure/target-copied: …}`")
                .waived(measure.waive.reason("measure/target-copied")),
        );
    }
    let aimed =
        measure.target.is_some() || measure.indicators.iter().any(|i| !i.targets.is_empty());
    if measure.status == Status::Active && !measure.indicators.is_empty() && !aimed {
        let message = format!("`{}` has results and no target", measure.name);
        problems.push(
            Diagnostic::warning("measure/no-target", message)
                .at(measure.span(), "this measure")
                .hint("add `targets:` to its indicators, or say in `target:` why there is none")
                .waived(measure.waive.reason("measure/no-target")),
        );
    }
}

/// The first target, when all indicators have their last result as their target.
fn copied_targets(measure: &Measure) -> Option<&Spanned<Amount>> {
    let mut first = None;
    for indicator in &measure.indicators {
        let parts = indicator.parts.iter();
        let told = parts
            .filter_map(|part| part.results.values().next_back())
            .chain(indicator.results.values().next_back())
            .any(|amount| !matches!(amount.value.value, Value::Missing(_)));
        if !told {
            continue;
        }
        let result = indicator.results.values().next_back()?;
        let target = indicator.targets.values().next_back()?;
        let same = target.value.value == result.value.value;
        if !same || matches!(target.value.value, Value::Missing(_)) {
            return None;
        }
        first = first.or(Some(target));
    }
    first
}

/// A figure in another unit than its indicator is another figure: the series breaks there.
fn units(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    let parts = indicator.parts.iter().flat_map(|part| &part.results);
    let mut changed = indicator
        .results
        .iter()
        .chain(parts)
        .filter(|(year, amount)| {
            let unit = amount.unit.as_deref();
            unit.is_some_and(|unit| unit != indicator.unit_in(***year))
        });
    // One word is enough for all that follow.
    if let Some((year, amount)) = changed.next() {
        let Some(unit) = amount
            .unit
            .as_deref()
            .filter(|unit| *unit != indicator.unit_in(**year))
        else {
            return;
        };
        let message = format!(
            "`{}` is counted in {unit} here, elsewhere in {}",
            indicator.label, indicator.unit
        );
        problems.push(
            Diagnostic::warning("measure/unit-changes", message)
                .at(&amount.span, "in another unit")
                .related(&indicator.id.span, "of this indicator")
                .hint(
                    "say from when on it is counted so: `series-break: {year: …, unit: …, of: …}`",
                )
                .waived(measure.waive.reason("measure/unit-changes")),
        );
    }
}

/// A rate of none or all of a group of persons tells of each of them.
fn everybody(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    if indicator.of != Of::Rate {
        return;
    }
    let all = Number::from_int(100);
    let whole = of_persons(measure, indicator).then_some(&indicator.results);
    let parts = indicator.parts.iter().map(|part| &part.results);
    for (year, amount) in whole.into_iter().chain(parts).flatten() {
        if amount
            .number()
            .is_some_and(|rate| rate == all || rate.is_zero())
        {
            let message = format!(
                "`{}` of {} tells of everybody in the group",
                indicator.label, year.0
            );
            problems.push(
                Diagnostic::warning("measure/rate-tells", message)
                    .at(&amount.span, "all or none")
                    .hint("join groups, leave the rate out, or waive it when it was published already")
                    .waived(measure.waive.reason("measure/rate-tells")),
            );
        }
    }
}

/// Whether a rate says that it is one of persons.
fn of_persons(measure: &Measure, rate: &Indicator) -> bool {
    let named = |indicator: &&Indicator| Some(&indicator.id) == rate.denominator.as_ref();
    let whole = measure.indicators.iter().find(named);
    whole.is_some_and(|whole| whole.of == Of::Persons && !whole.capacity)
}

/// Nobody finishes who did not attend, nobody attends beyond the places, and few who did not apply.
fn persons(training: &Training, run: &Run, problems: &mut Diagnostics) {
    problems.extend_some(more(
        ("completed", &run.completed),
        ("attended", &run.attended),
    ));
    let attended = ("attended", &run.attended);
    let beyond = more(attended, ("capacity", &run.capacity)).or_else(|| {
        let mut found = more(attended, ("applied", &run.applied))?;
        found.severity = Severity::Warning;
        Some(found.waived(training.waive.reason("run/too-many")))
    });
    problems.extend_some(beyond);
}

/// When more persons are counted of a part than of the whole.
fn more(
    (less, fewer): (&str, &Option<Spanned<Amount>>),
    (more, greater): (&str, &Option<Spanned<Amount>>),
) -> Option<Diagnostic> {
    let (fewer, greater) = (fewer.as_ref()?, greater.as_ref()?);
    let (few, many) = (fewer.number()?, greater.number()?);
    let message = format!("`{less}` is {few}, more than `{more}`, which is {many}");
    let found = Diagnostic::error("run/too-many", message)
        .at(&fewer.span, "more than can be")
        .related(&greater.span, "than this")
        .hint("one of the two is wrong: look at the source");
    (few > many).then_some(found)
}
