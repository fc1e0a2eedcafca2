//! How things are called and how counts are typed: labels that are no names, groups that are one
//! character apart, digits in other widths.

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::prose::place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Amount, Indicator, Measure, Of, Site, Waivers},
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        for indicator in &measure.indicators {
            let mut named = |label: &str| {
                number_only(label, &indicator.id.span, &measure.waive, problems);
            };
            named(&indicator.label);
            indicator.parts.iter().for_each(|part| named(&part.label));
            groups(measure, indicator, problems);
            counter(measure, indicator, problems);
            let parts = indicator.parts.iter();
            let amounts = parts.flat_map(|part| part.results.values().chain(part.targets.values()));
            let own = indicator.results.values().chain(indicator.targets.values());
            own.chain(amounts)
                .for_each(|amount| width(amount, problems));
        }
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            let counts = [&run.capacity, &run.applied, &run.attended, &run.completed];
            let counts = counts.into_iter().flatten();
            counts.for_each(|amount| width(amount, problems));
        }
    }
    for council in site.councils.iter() {
        let rows = council.counts.iter().map(|count| &count.count);
        let totals = council.totals.iter().map(|total| &total.value);
        rows.chain(totals)
            .for_each(|amount| width(amount, problems));
    }
}

/// A number is printed beside a thing and changes when another thing ends: it is no name.
fn number_only(label: &str, span: &Span, waivers: &Waivers, problems: &mut Diagnostics) {
    let plain: String = label.nfkc().collect();
    let named = |c: char| !c.is_ascii_digit() && !"()[]第項目号番回No.- #".contains(c);
    if label.trim().is_empty() || plain.chars().any(named) {
        return;
    }
    problems.push(
        Diagnostic::warning("label/number", format!("`{label}` is a number and no name"))
            .at(span, "called by its number only")
            .hint("name what it is: numbers move up when something before them ends")
            .waived(waivers.reason("label/number")),
    );
}

/// Units that count no persons.
const THINGS: [&str; 13] = [
    "社", "か所", "ヶ所", "箇所", "校", "団体", "機関", "事業所", "施設", "冊", "部", "台", "円",
];

/// Persons and places are not counted alike: 社 of `persons`, 人 of `organizations`.
fn counter(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    let unit = indicator.unit.as_str();
    let wrong = match indicator.of {
        Of::Persons => THINGS.contains(&unit),
        Of::Organizations | Of::Events | Of::Money => ["人", "名"].contains(&unit),
        _ => false,
    };
    if wrong {
        let message = format!("`{}` counts in `{unit}` what is said to be another thing", indicator.label);
        problems.push(
            Diagnostic::warning("measure/unit-of", message)
                .at(&place(&indicator.id.span, unit), "this unit")
                .related(&indicator.id.span, "of this indicator")
                .hint("correct the unit, or `of`: it decides which small numbers are hidden")
                .waived(measure.waive.reason("measure/unit-of")),
        );
    }
}

/// Groups of parts that are one character apart are mostly one group: 職能開発科, 職能開発課.
fn groups(measure: &Measure, indicator: &Indicator, problems: &mut Diagnostics) {
    let mut seen: IndexMap<&str, usize> = IndexMap::new();
    for group in indicator.parts.iter().filter_map(|p| p.group.as_deref()) {
        *seen.entry(group).or_default() += 1;
    }
    for (at, (group, times)) in seen.iter().enumerate() {
        let near = seen.iter().enumerate().find(|(other, (name, more))| {
            let rarer = times < *more || times == *more && at > *other;
            rarer && one_letter_apart(group, name)
        });
        let Some((_, (other, _))) = near else {
            continue;
        };
        let message = format!("the group `{group}` is one character away from `{other}`");
        problems.push(
            Diagnostic::warning("label/near", message)
                .at(&place(&indicator.id.span, group), "of this indicator")
                .hint("write both alike, if they are one group")
                .waived(measure.waive.reason("label/near")),
        );
    }
}

fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.nfkc().collect(), b.nfkc().collect());
    let mut apart = a.iter().zip(&b).filter(|(a, b)| a != b);
    let first = apart.next();
    a.len() == b.len()
        && a.len() >= 4
        && first.is_some_and(|(a, b)| a.is_alphabetic() && b.is_alphabetic())
        && apart.next().is_none()
}

/// Digits of full width are read; a note says so, since a table has others beside them.
fn width(amount: &Spanned<Amount>, problems: &mut Diagnostics) {
    let written = amount.span.text();
    if !written.chars().any(|c| matches!(c, '０'..='９')) {
        return;
    }
    let plain: String = written.nfkc().collect();
    problems.push(
        Diagnostic::warning("count/full-width", format!("`{written}` is in wide digits"))
            .at(&amount.span, "read as a number")
            .noted(format!("write `{plain}`, as the other counts")),
    );
}
