//! How much more or less it was than the year before, of a figure that the section shows:
//! 「受講者は前の年度より2名増えました」.

use super::{Call, Figure, Of, Sentence};
use crate::{
    check::prose::{
        Text,
        claims::{AGAINST, direction},
        numerals::typed,
    },
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Indicator, Number, Site},
};

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    last: Option<FiscalYear>,
    problems: &mut Diagnostics,
) {
    let counted = shown.iter().filter_map(|figure| match figure.of {
        Of::Indicator(indicator) if figure.call == Call::Number && !figure.target => {
            Some((figure, indicator))
        }
        _ => None,
    });
    let counted: Vec<_> = counted.collect();
    let units: Vec<&str> = counted
        .iter()
        .map(|(_, indicator)| indicator.unit.as_str())
        .collect();
    for typed in typed(sentence.words, &units) {
        let (true, Some(more)) = (AGAINST.is_match(typed.before), direction(typed.after)) else {
            continue;
        };
        let changes = changed(site, &counted, typed.unit, sentence.year().or(last));
        let said = if more {
            typed.number
        } else {
            Number::default() - typed.number
        };
        let agrees = |change: Number| {
            said == change || change.signed().starts_with('−') != more && typed.agrees(change.abs())
        };
        if changes.iter().any(|(_, change)| agrees(*change)) {
            continue;
        }
        let [(label, change), rest @ ..] = changes.as_slice() else {
            continue;
        };
        if rest.iter().any(|(other, _)| other != label) {
            continue;
        }
        let message = format!(
            "`{}` is typed, `{label}` changed by {}",
            typed.written,
            change.signed()
        );
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(typed.written), "typed by hand")
                .hint("let `change` reckon it"),
            problems,
        );
    }
}

/// How much each figure of a unit changed against the year before.
fn changed<'a>(
    site: &Site,
    counted: &[(&Figure<'a>, &'a Indicator)],
    unit: &str,
    year: Option<FiscalYear>,
) -> Vec<(&'a str, Number)> {
    let mut changes: Vec<(&str, Number)> = Vec::new();
    for (figure, indicator) in counted
        .iter()
        .filter(|(_, indicator)| indicator.unit == unit)
    {
        let year = year.unwrap_or(figure.year);
        let value = |year| figure.value(site, year);
        if let Some((now, then)) = value(year).zip(value(FiscalYear(year.0 - 1))) {
            changes.push((&indicator.label, now - then));
        }
    }
    changes
}
