//! Differences that are typed beside expressions, in points and in numbers, and whether targets were
//! reached: 「目標の{{ … }}名を上回りました」, 「3.1ポイント上がりました」, 「実績より20名多い」.

use std::sync::LazyLock;

use regex::Regex;

use super::{Figure, MARK, Of, Sentence, around::COUNTERS};
use crate::{
    check::prose::{Text, numerals::typed},
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Number, Site},
};

static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([0-9]+(?:\.[0-9]+)?)ポイント").expect("the pattern is written here")
});
static RESULT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:実績|前の年度|前年度)より(?:約)?$").expect("the pattern is written here")
});
const REACHED: [&str; 8] = [
    "を上回りました", "を上回って", "を上回り、", "を超えました", "を達成し", "に届きました", "に達しました", "も上回",
];
const MISSED: [&str; 7] = [
    "を下回りました", "を下回って", "を下回り、", "に届きませんでした", "に届かず", "に届いていません", "に達しません",
];

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    target(site, text, sentence, shown, problems);
    points(site, text, sentence, shown, problems);
    result(site, text, sentence, shown, problems);
}

fn same_thing(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let result = Figure { target: a.target, ..b.clone() };
    a.is_of_same(&result)
}

/// Whether the result went beyond the target that is shown behind 「目標の」.
fn target(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    for (before, aim, after) in sentence.figures().filter(|(_, figure, _)| figure.target) {
        let says = |words: &[&'static str]| {
            // The unit stands between.
            words.iter().find(|word| after.find(**word).is_some_and(|at| after[..at].chars().count() < 4)).copied()
        };
        let (reached, word) = match (says(&REACHED), says(&MISSED)) {
            (Some(word), None) => (true, word),
            (None, Some(word)) => (false, word),
            _ => continue,
        };
        let here = sentence.figures().map(|(_, figure, _)| figure);
        let result = here
            .chain(shown)
            .find(|figure| !figure.target && figure.year == aim.year && same_thing(figure, aim));
        let Some(result) = result.filter(|_| before.contains("目標")) else {
            continue;
        };
        let value = |figure: &Figure| figure.value(site, figure.year);
        let Some((now, aimed)) = value(result).zip(value(aim)) else {
            continue;
        };
        if (now >= aimed) != reached {
            let message = format!("`{word}` is said, {} were aimed at and it is {}", aimed.grouped(), now.grouped());
            differs(text, message, aim, problems);
        }
    }
}

fn differs(text: &Text<'_>, message: String, figure: &Figure<'_>, problems: &mut Diagnostics) {
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&figure.span, "compared with this")
            .hint("say what the two figures show"),
        problems,
    );
}

/// 「81.9%から3.1ポイント上がりました」
fn points(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    for found in POINTS.captures_iter(sentence.words) {
        let Some((whole, said)) = found.get(0).zip(Number::parse(&found[1])) else {
            continue;
        };
        let here = sentence.figures().filter(|(before, ..)| before.len() < whole.start());
        let mut rates: Vec<&Figure> = here.map(|(_, figure, _)| figure).chain(shown).collect();
        rates.retain(|figure| matches!(figure.of, Of::Indicator(i) if i.unit == "%"));
        let Some(first) = rates.first() else { continue };
        let values: Vec<Number> = rates
            .iter()
            .filter(|figure| same_thing(first, figure))
            .filter_map(|figure| figure.value(site, figure.year))
            .collect();
        let pairs = values.iter().enumerate().flat_map(|(at, a)| values[at + 1..].iter().map(move |b| (*a - *b).abs()));
        let differences: Vec<Number> = pairs.collect();
        let Some(right) = differences.first().filter(|_| !differences.contains(&said)) else {
            continue;
        };
        let message = format!("`{}` is typed, the figures beside it differ by {right}", whole.as_str());
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(whole.as_str()), "typed by hand")
                .hint("reckon it again"),
            problems,
        );
    }
}

/// 「令和6年度の実績より20名多い」 of a target that was shown before.
fn result(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    if sentence.words.contains(MARK) {
        return;
    }
    let Some(aim) = shown.iter().find(|figure| figure.target) else {
        return;
    };
    let Of::Indicator(indicator) = aim.of else { return };
    for typed in typed(sentence.words, &COUNTERS) {
        let more = typed.after.starts_with("多") || typed.after.starts_with("上回");
        let less = typed.after.starts_with("少") || typed.after.starts_with("下回");
        if typed.unit != indicator.unit || !RESULT.is_match(typed.before) || more == less {
            continue;
        }
        let year = sentence.year().unwrap_or(FiscalYear(aim.year.0 - 1));
        let past = Figure { target: false, ..aim.clone() };
        let Some((aimed, was)) = aim.value(site, aim.year).zip(past.value(site, year)) else {
            continue;
        };
        let difference = if more { aimed - was } else { was - aimed };
        if typed.agrees(difference) {
            continue;
        }
        let message = format!("`{}` is typed, {aimed} are aimed at and it was {was}", typed.written);
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(typed.written), "typed by hand")
                .hint("reckon it again"),
            problems,
        );
    }
}
