//! Areas that a sentence lists behind their number: 「五つの圏域（北嶺、中央、南浜、西谷）」.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, numerals::parse};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Site},
};

static LIST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([0-9]+|[一二三四五六七八九十]+)(?:つの)?圏域(?:\(|は、|、)((?:[^、。()]{1,24}[、・]){2,9}[^、。()]{1,24})")
        .expect("the pattern is written here")
});
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"((?:[^、。()]{1,24}[、・]){1,9}[^、。()]{1,24})の([0-9]+|[一二三四五六七八九十]+)(?:つの)?圏域")
        .expect("the pattern is written here")
});
static AREA: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\[area:([a-z0-9-]+)").expect("the pattern is written here"));

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains("圏域") {
        return;
    }
    let source: String = text.span.text().nfkc().collect();
    let behind = LIST.captures_iter(&source).map(|found| (found, 1, 2));
    let before = BEFORE.captures_iter(&source).map(|found| (found, 2, 1));
    for (found, number, list) in behind.chain(before) {
        let Some(said) = parse(&found[number]) else {
            continue;
        };
        let named: Vec<Option<&str>> = found[list]
            .split(['、', '・'])
            .map(|part| area(site, part))
            .collect();
        let known: BTreeSet<&str> = named.iter().copied().flatten().collect();
        let count = i64::try_from(known.len()).map(Number::from_int);
        // Where other words stand between them, it is no list of areas.
        if named.iter().any(Option::is_none) || count.is_ok_and(|count| count == said) {
            continue;
        }
        let spoken = if found[0].contains("つの圏域") {
            "つの"
        } else {
            ""
        };
        let written = format!("{}{spoken}圏域", &found[number]);
        let message = format!("`{written}` are said, {} are named", known.len());
        text.report(
            Diagnostic::warning("count/items", message)
                .at(&text.place(&written), "said here")
                .hint("name each of them, or correct the number"),
            problems,
        );
    }
}

/// The area that a part of a list names, by a reference or its name.
fn area<'a>(site: &'a Site, part: &str) -> Option<&'a str> {
    if let Some(found) = AREA.captures(part) {
        return site.areas.get(&found[1]).map(|area| area.id.as_str());
    }
    let named = |name: &str| {
        let name: String = name.nfkc().collect();
        part.trim_start_matches(|c: char| c.is_whitespace())
            .starts_with(&name)
    };
    site.areas
        .iter()
        .find(|area| named(&area.name))
        .map(|area| area.id.as_str())
}
