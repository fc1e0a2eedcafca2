//! What is said to be the most, or the least, of its kind.

use std::cmp::Ordering;

use super::{Figure, Sentence};
use crate::{
    check::prose::Text,
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
};

const MOST: [&str; 6] = [
    "最も多",
    "一番多",
    "いちばん多",
    "最多",
    "もっとも多",
    "最大",
];
const LEAST: [&str; 5] = [
    "最も少な",
    "一番少な",
    "いちばん少な",
    "最少",
    "もっとも少な",
];

/// 「最も多いのは南台の{{ sum(…, area="minamidai") }}件」
pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    problems: &mut Diagnostics,
) {
    let said = |words: &[&'static str]| {
        let mut places = words
            .iter()
            .filter_map(|word| Some((sentence.words.find(word)?, *word)));
        places.next()
    };
    for (place, beyond) in [
        (said(&MOST), Ordering::Greater),
        (said(&LEAST), Ordering::Less),
    ] {
        let Some((at, word)) = place else { continue };
        let Some(figure) = meant(sentence, at) else {
            continue;
        };
        let Some(value) = figure.value(site, figure.year) else {
            continue;
        };
        let more = figure
            .siblings(site)
            .into_iter()
            .find(|(_, other)| other.cmp(&value) == beyond);
        let Some((name, other)) = more else { continue };
        let only = figure.only.as_deref().unwrap_or_default();
        let message = format!(
            "`{word}` is said of `{only}` with {}, `{name}` has {}",
            value.grouped(),
            other.grouped()
        );
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(word), "said here")
                .hint("name the one that the data gives, or leave the claim out"),
            problems,
        );
    }
}

/// The figure of which it is said: the next one after 「最も多いのは」, else the one right before.
fn meant<'t, 'a>(sentence: &Sentence<'t, 'a>, at: usize) -> Option<&'t Figure<'a>> {
    let ahead = sentence.words[at..].split('、').next().unwrap_or_default();
    let follows = ahead.contains("のは") || ahead.contains("のが");
    let mut figures = sentence.figures();
    match follows {
        true => figures
            .find(|(before, ..)| before.len() > at)
            .map(|(_, figure, _)| figure),
        false => figures
            .filter(|(before, ..)| {
                before.len() < at && !sentence.words[before.len()..at].contains('、')
            })
            .last()
            .map(|(_, figure, _)| figure),
    }
}
