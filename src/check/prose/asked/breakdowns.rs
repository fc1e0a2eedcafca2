//! Parts that a sentence lists by hand of a figure that was shown: 「内訳は、北浦が44人、中央が70人…」.

use unicode_normalization::UnicodeNormalization;

use super::{Figure, Of, Sentence, around::COUNTERS};
use crate::{
    check::prose::{Text, numerals::typed},
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Site},
};

/// Fewer numbers are no breakdown.
const LEAST: usize = 3;

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    if !sentence.words.contains("内訳") || sentence.words.contains(super::MARK) {
        return;
    }
    let parts = typed(sentence.words, &COUNTERS);
    let Some(first) = parts.first() else { return };
    if parts.len() < LEAST || parts.iter().any(|part| part.unit != first.unit) {
        return;
    }
    let of_unit = |figure: &&Figure| match figure.of {
        Of::Indicator(indicator) => indicator.unit.nfkc().collect::<String>() == first.unit,
        Of::Council(id) => site.councils.get(id).is_some_and(|c| c.unit == first.unit),
        _ => false,
    };
    let wholes: Vec<Number> = shown
        .iter()
        .filter(of_unit)
        .filter_map(|figure| figure.value(site, figure.year))
        .collect();
    let sum: Number = parts.iter().map(|part| part.number).sum();
    let Some(whole) = wholes.first().filter(|_| !wholes.contains(&sum)) else {
        return;
    };
    let last = parts[parts.len() - 1].written;
    let message = format!("the parts add up to {sum}{}, the whole is {whole}", first.unit);
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(last), "the last of the parts")
            .hint("reckon it again, or show the parts from data"),
        problems,
    );
}
