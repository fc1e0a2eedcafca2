//! Orders that sentences tell: 「北浦、西浜、南原の順に続きます」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Sentence;
use crate::{
    check::prose::Text,
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Site},
};

static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:[^、。]{2,16}、){1,9}[^、。]{2,16})の順").expect("the pattern is written here")
});

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    problems: &mut Diagnostics,
) {
    let Some(found) = ORDER.captures(sentence.words) else {
        return;
    };
    for (_, figure, _) in sentence.figures() {
        let names = figure.names(site);
        let value = |word: &str| -> Option<(String, Number)> {
            let name = names.iter().find(|name| name.nfkc().collect::<String>() == word)?;
            Some((name.clone(), figure.part(name).value(site, figure.year)?))
        };
        let listed: Vec<(String, Number)> = found[1].split('、').filter_map(value).collect();
        let Some(pair) = listed.windows(2).find(|pair| pair[0].1 < pair[1].1) else {
            continue;
        };
        let less = ["少ない順", "低い順", "小さい順"];
        if less.iter().any(|word| sentence.words.contains(word)) {
            continue;
        }
        let [(first, few), (second, many)] = pair else { continue };
        let message = format!("`{first}` with {few} is named before `{second}` with {many}");
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(&format!("{first}、{second}")), "in this order")
                .hint("put them in the order of their figures"),
            problems,
        );
        return;
    }
}
