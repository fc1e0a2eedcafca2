//! Small numbers in measures: results, their parts, and the rates that are computed from them.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Mask, is_hidden};
use crate::{
    model::{Amount, FiscalYear, Id, Indicator, Measure, Number, Of, Part, SmallMode, Value},
    source::Spanned,
};

const TOLD: &str = "with the whole, this part would tell one that is too small";
const RATE: &str = "a rate of so few persons tells how many they are";

type ByYear = IndexMap<Spanned<FiscalYear>, Spanned<Amount>>;

/// Takes the small counts of persons out of a measure, and the rates that would tell them.
pub(super) fn mask(mask: &mut Mask<'_>, measure: &mut Measure) {
    // Places that are offered are no persons yet.
    for indicator in measure.indicators.iter_mut().filter(|i| !i.capacity) {
        counts(mask, indicator);
    }
    for at in 0..measure.indicators.len() {
        if measure.indicators[at].of == Of::Rate {
            rates(mask, measure, at);
        }
    }
}

fn counts(mask: &mut Mask<'_>, indicator: &mut Indicator) {
    let parts = indicator.parts.iter().flat_map(|part| part.results.keys());
    let years = indicator.results.keys().chain(parts).map(|year| **year);
    let persons = |year: &FiscalYear| indicator.of_in(*year) == Of::Persons;
    let years: BTreeSet<FiscalYear> = years.filter(persons).collect();
    for year in years {
        mask.maybe(at(&mut indicator.results, year));
        let whole = at(&mut indicator.results, year);
        let shown = whole.is_some_and(|whole| whole.number().is_some());
        let parts = indicator.parts.iter_mut();
        let parts = parts.filter_map(|part| at(&mut part.results, year));
        mask.parts(parts.collect(), shown.then_some(TOLD));
    }
}

/// A rate with one of its two figures tells the other: it goes with them, and where they are rounded
/// it is computed from what is shown.
fn rates(mask: &mut Mask<'_>, measure: &mut Measure, place: usize) {
    let rate = &measure.indicators[place];
    let named = |id: &Option<Spanned<Id>>| {
        let id = id.as_ref()?;
        let mut indicators = measure.indicators.iter();
        indicators.find(|i| *i.id == **id && i.of == Of::Persons && !i.capacity)
    };
    let (above, below) = (named(&rate.numerator), named(&rate.denominator));
    let mut told = vec![told(
        mask.small.mode,
        &rate.results,
        above.map(|i| &i.results),
        below.map(|i| &i.results),
    )];
    for part in &rate.parts {
        let of = |i: Option<&'_ Indicator>| -> Option<usize> {
            i?.parts.iter().position(|p: &Part| p.label == part.label)
        };
        let above = above.zip(of(above)).map(|(i, at)| &i.parts[at].results);
        let below = below.zip(of(below)).map(|(i, at)| &i.parts[at].results);
        told.push(self::told(mask.small.mode, &part.results, above, below));
    }
    let rate = &mut measure.indicators[place];
    let parts = rate.parts.iter_mut().map(|part| &mut part.results);
    let results = std::iter::once(&mut rate.results).chain(parts);
    for (amount, told) in results
        .flat_map(|r| r.values_mut())
        .zip(told.into_iter().flatten())
    {
        match told {
            Told::AsItIs => {}
            Told::Nothing => mask.hide(amount, RATE),
            Told::Rounded(rate) => amount.value.value = Value::Number(rate),
        }
    }
}

/// What is told of a rate.
enum Told {
    AsItIs,
    Nothing,
    Rounded(Number),
}

/// What is told of the rates of each year, by what is told of the figures they are computed from.
fn told(
    mode: SmallMode,
    rates: &ByYear,
    above: Option<&ByYear>,
    below: Option<&ByYear>,
) -> Vec<Told> {
    let of = |amounts: Option<&'_ ByYear>, year: &Spanned<FiscalYear>| -> Option<Amount> {
        Some(amounts?.get(year)?.value.clone())
    };
    let each = rates.iter().map(|(year, rate)| {
        let (above, below) = (of(above, year), of(below, year));
        let known = rate.number().is_some();
        let hidden = [&above, &below].into_iter().flatten().any(is_hidden);
        let whole = above
            .as_ref()
            .and_then(Amount::number)
            .zip(below.as_ref().and_then(Amount::number));
        match (mode, rate.number(), whole) {
            _ if known && hidden => Told::Nothing,
            (SmallMode::Round5, Some(rate), Some((above, below))) => above
                .percent_of(below, rate.places())
                .map_or(Told::Nothing, Told::Rounded),
            _ => Told::AsItIs,
        }
    });
    each.collect()
}

fn at(amounts: &mut ByYear, year: FiscalYear) -> Option<&mut Spanned<Amount>> {
    let mut amounts = amounts.iter_mut();
    amounts
        .find(|(key, _)| ***key == year)
        .map(|(_, amount)| amount)
}
