//! Courses of one part over the years: 「南原は毎年増え」 of an expression that asks for this part.

use super::{Figure, Sentence};
use crate::{
    check::prose::{Text, trends::COURSE},
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Site},
};

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    let Some(found) = COURSE.captures(sentence.words) else {
        return;
    };
    let Some(whole) = found.get(0) else { return };
    let clause = &sentence.words[..whole.start()];
    let here = sentence.figures().map(|(_, figure, _)| figure);
    let named = |figure: &&Figure| {
        figure
            .only
            .as_ref()
            .is_some_and(|name| clause.contains(name.as_str()))
    };
    let Some(figure) = here.chain(shown).find(named) else {
        return;
    };
    let years = figure.years(site).into_iter();
    let values: Vec<Number> = years.filter_map(|year| figure.value(site, year)).collect();
    let more = !found[2].starts_with('減');
    let goes = |pair: &[Number]| {
        if more {
            pair[0] < pair[1]
        } else {
            pair[0] > pair[1]
        }
    };
    if values.len() < 2 || values.windows(2).all(goes) {
        return;
    }
    let values: Vec<String> = values.iter().map(|value| value.grouped()).collect();
    let name = figure.only.as_deref().unwrap_or_default();
    let message = format!(
        "`{}` is told of `{name}`, which had {}",
        whole.as_str(),
        values.join(", ")
    );
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(whole.as_str()), "said here")
            .hint("look at the years one by one, and say what they show"),
        problems,
    );
}
