//! Rates say of how many they are, and agree with what they are computed from.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Amount, FiscalYear, Id, Indicator, Measure, Number, Of, Part, Site},
    source::Spanned,
};

type ByYear = indexmap::IndexMap<Spanned<FiscalYear>, Spanned<Amount>>;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        for rate in measure.indicators.iter().filter(|i| i.of == Of::Rate) {
            let numerator = named(measure, rate.numerator.as_ref(), problems);
            let denominator = named(measure, rate.denominator.as_ref(), problems);
            match (numerator, denominator) {
                (Some(numerator), Some(denominator)) => {
                    exceeds(measure, numerator, denominator, problems);
                    compare(measure, rate, numerator, denominator, problems);
                }
                _ if rate.denominator.is_none() => groupless(measure, rate, problems),
                _ => {}
            }
        }
    }
}

/// The indicator of the measure with an id.
fn named<'a>(
    measure: &'a Measure,
    id: Option<&Spanned<Id>>,
    problems: &mut Diagnostics,
) -> Option<&'a Indicator> {
    let id = id?;
    let found = measure.indicators.iter().find(|i| *i.id == **id);
    if found.is_none() {
        let ids = measure.indicators.iter().map(|i| i.id.as_str());
        let message = format!("the measure has no indicator `{}`", id.value);
        let problem =
            Diagnostic::error("reference/unknown", message).at(&id.span, "referred to here");
        problems.push(match nearest(id, ids) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("add the indicator, or take the line out"),
        });
    }
    found
}

/// A rate alone says nothing of how many it is about.
fn groupless(measure: &Measure, rate: &Indicator, problems: &mut Diagnostics) {
    let parts = rate.parts.iter().flat_map(|part| &part.results);
    let mut results = rate.results.iter().chain(parts);
    if !results.any(|(_, amount)| amount.number().is_some()) {
        return;
    }
    let message = format!("the rate `{}` does not say of how many it is", rate.label);
    problems.push(
        Diagnostic::warning("measure/rate-without-group", message)
            .at(&rate.id.span, "this rate")
            .hint("name what it is computed from: `numerator: …` and `denominator: …`, indicators of the measure")
            .waived(measure.waive.reason("measure/rate-without-group")),
    );
}

/// Of a part not more can be counted above the line than below it.
fn exceeds(
    measure: &Measure,
    numerator: &Indicator,
    denominator: &Indicator,
    problems: &mut Diagnostics,
) {
    let whole = (&numerator.results, &denominator.results, &denominator.label);
    let parts = numerator.parts.iter().filter_map(|part| {
        let below = denominator.parts.iter().find(|p| p.label == part.label)?;
        Some((&part.results, &below.results, &part.label))
    });
    for (above, below, label) in std::iter::once(whole).chain(parts) {
        for (year, amount) in above {
            let Some(all) = below.get(year) else { continue };
            let (Some(few), Some(many)) = (amount.number(), all.number()) else {
                continue;
            };
            if few <= many {
                continue;
            }
            let message = format!("{few} of {many} in {} cannot be, for `{label}`", year.0);
            problems.push(
                Diagnostic::error("measure/part-exceeds", message)
                    .at(&amount.span, "more than can be")
                    .related(&all.span, "than this")
                    .hint("look at the source: two rows may have changed places")
                    .waived(measure.waive.reason("measure/part-exceeds")),
            );
        }
    }
}

fn compare(
    measure: &Measure,
    rate: &Indicator,
    numerator: &Indicator,
    denominator: &Indicator,
    problems: &mut Diagnostics,
) {
    let mut found = Vec::new();
    years(
        &rate.results,
        &numerator.results,
        &denominator.results,
        &mut found,
    );
    for part in &rate.parts {
        let of = |indicator: &'_ Indicator| -> Option<usize> {
            indicator
                .parts
                .iter()
                .position(|p: &Part| p.label == part.label)
        };
        if let (Some(above), Some(below)) = (of(numerator), of(denominator)) {
            let (above, below) = (&numerator.parts[above], &denominator.parts[below]);
            years(&part.results, &above.results, &below.results, &mut found);
        }
    }
    for (stated, computed) in found {
        let shown = stated.number().map(|n| n.to_string()).unwrap_or_default();
        let message = format!("the rate is {shown}, its figures give {computed}");
        problems.push(
            Diagnostic::error("measure/rate-differs", message)
                .at(&stated.span, "stated here")
                .related(&rate.id.span, "of this rate")
                .hint("correct the rate or one of the two figures")
                .waived(measure.waive.reason("measure/rate-differs")),
        );
    }
}

/// The results that differ from what two others give, to the places that they are stated with.
fn years<'a>(
    stated: &'a ByYear,
    numerator: &ByYear,
    denominator: &ByYear,
    found: &mut Vec<(&'a Spanned<Amount>, String)>,
) {
    let number = |of: &ByYear, year: FiscalYear| -> Option<Number> {
        let (_, amount) = of.iter().find(|(key, _)| ***key == year)?;
        amount.number()
    };
    for (year, amount) in stated {
        let (Some(rate), Some(above), Some(below)) = (
            amount.number(),
            number(numerator, **year),
            number(denominator, **year),
        ) else {
            continue;
        };
        let text = rate.to_string();
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        let places = u32::try_from(places).unwrap_or(4);
        let computed = above.percent_of(below, places);
        if computed.is_some_and(|computed| computed != rate) {
            let shown = computed.map(|n| n.rounded(places)).unwrap_or_default();
            found.push((amount, shown));
        }
    }
}
