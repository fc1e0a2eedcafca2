//! What is said of all areas or parts at once: 「すべての圏域で前の年度より増えました」 of a figure that was shown.

use super::{Figure, Sentence};
use crate::{
    check::prose::{Text, opened::EVERY},
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site},
};

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    let found = EVERY.iter().find_map(|word| Some((sentence.words.find(word)?, *word)));
    let Some((at, word)) = found else { return };
    let behind = &sentence.words[at..];
    let says = |words: &[&str]| words.iter().any(|word| behind.contains(word));
    let (more, less) = (says(&["増え", "増加", "伸び"]), says(&["減っ", "減り", "減少"]));
    let here = sentence.figures().map(|(_, figure, _)| figure);
    let Some(figure) = here.chain(shown).find(|figure| figure.only.is_some()) else {
        return;
    };
    if more == less {
        return;
    }
    let year = sentence.year().unwrap_or(figure.year);
    let against = |name: &String| {
        let part = figure.part(name);
        Some((part.value(site, year)?, part.value(site, FiscalYear(year.0 - 1))?))
    };
    let other = figure.names(site).into_iter().find_map(|name| {
        let (now, then) = against(&name)?;
        let agrees = if more { now > then } else { now < then };
        (!agrees).then_some((name, now, then))
    });
    let Some((name, now, then)) = other else { return };
    let message = format!("`{word}` is said, `{name}` went from {} to {}", then.grouped(), now.grouped());
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(word), "said here")
            .hint("name those of which it is true"),
        problems,
    );
}
