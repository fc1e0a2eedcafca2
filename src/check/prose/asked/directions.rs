//! Whether it became more or less: 「令和4年度の{{ … }}回から増え」.

use super::{Call, Figure, Sentence};
use crate::{
    check::prose::Text,
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site},
};

/// What follows the figure that is compared with.
const FROM: [&str; 6] = ["から", "より", "と比べて", "に比べて", "と比べ", "に比べ"];
const HOW: [&str; 8] = ["大きく", "少し", "わずかに", "やや", "さらに", "大幅に", "も", "、"];
const MORE: [&str; 6] = ["増", "上が", "伸び", "多", "高", "上回"];
const LESS: [&str; 6] = ["減", "下が", "落ち", "少な", "低", "下回"];

/// 「{{ change(…) }}名の減少」 of a figure that grew.
fn changed(
    site: &Site,
    text: &Text<'_>,
    figure: &Figure<'_>,
    after: &str,
    problems: &mut Diagnostics,
) {
    let before = FiscalYear(figure.year.0 - 1);
    let values = figure.value(site, figure.year).zip(figure.value(site, before));
    let near: String = after.chars().take(6).collect();
    let says = |words: &[&str]| words.iter().any(|word| near.contains(word));
    let (more, less) = (says(&["増", "上が", "伸び"]), says(&["減", "下が"]));
    let Some((now, then)) = values.filter(|_| figure.call == Call::Change && more != less) else {
        return;
    };
    if (more && now < then) || (less && now > then) {
        let message = format!("`{near}` is said, it went from {} to {}", then.grouped(), now.grouped());
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&figure.span, "compared with this")
                .hint("say which way it went, or let `change` show it"),
            problems,
        );
    }
}

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    problems: &mut Diagnostics,
) {
    for (_, base, after) in sentence.figures() {
        changed(site, text, base, after, problems);
        let Some((more, word)) = told(after) else { continue };
        let here = sentence.figures().map(|(_, figure, _)| figure);
        let other = |figure: &&Figure| figure.is_of_same(base) && figure.year != base.year;
        let Some(now) = here.chain(shown).find(other) else {
            continue;
        };
        let value = |figure: &Figure| figure.value(site, figure.year);
        let Some((now, then)) = value(now).zip(value(base)) else {
            continue;
        };
        let agrees = if more { now > then } else { now < then };
        if agrees {
            continue;
        }
        let message = format!("`{word}` is said, it went from {} to {}", then.grouped(), now.grouped());
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&base.span, "compared with this")
                .hint("say which way it went, or let `change` show it"),
            problems,
        );
    }
}

/// Whether the words behind a figure say that it became more than this (`true`) or less.
fn told(after: &str) -> Option<(bool, &str)> {
    // The unit stands between.
    let from = FROM.iter().filter_map(|word| Some((after.find(word)?, word.len())));
    let (at, length) = from.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    if after[..at].chars().count() > 3 {
        return None;
    }
    let mut rest = &after[at + length..];
    while let Some(shorter) = HOW.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let word = |words: &[&'static str]| words.iter().find(|word| rest.starts_with(**word)).copied();
    match (word(&MORE), word(&LESS)) {
        (Some(word), None) => Some((true, word)),
        (None, Some(word)) => Some((false, word)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn directions_are_read() {
        assert_eq!(told("回から増え、"), Some((true, "増")));
        assert_eq!(told("件より大きく減りました"), Some((false, "減")));
        assert_eq!(told("回で、令和4年度から増え"), None);
    }
}
