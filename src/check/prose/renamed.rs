//! When an organization got its name: 「令和5年4月に…へ名前を変えました」 of one that was renamed in
//! another month.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, Organization, Record, Site},
};

static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("((?:(?:令和|平成|昭和)(?:元|[0-9]{1,2})|[0-9]{4})年)([0-9]{1,2})月(?:[0-9]{1,2}日)?(まで|末まで)?")
        .expect("the pattern is written here")
});
/// Words that tell of a new name, and of an old one.
const CHANGED: [&str; 10] = [
    "名前を変え",
    "名称を変",
    "改称",
    "改名",
    "改めました",
    "改めた",
    "名前が変わ",
    "名称が変わ",
    "になりました",
    "という名",
];

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    let words = text.normal();
    if !CHANGED.iter().any(|word| words.contains(word)) {
        return;
    }
    for organization in site.organizations.iter() {
        for former in &organization.former_names {
            let name: String = former.name.nfkc().collect();
            let Some(until) = former.until.filter(|_| words.contains(&name)) else {
                continue;
            };
            for sentence in words.split_inclusive('。').filter(|s| s.contains(&name)) {
                if CHANGED.iter().any(|word| sentence.contains(word)) {
                    month(text, sentence, organization, until, problems);
                }
            }
        }
    }
}

/// The months of a sentence are that of the last day of the old name, or that of the first of the new one.
fn month(
    text: &Text<'_>,
    sentence: &str,
    organization: &Organization,
    until: Date,
    problems: &mut Diagnostics,
) {
    let mut months = MONTH.captures_iter(sentence);
    let (Some(found), None) = (months.next(), months.next()) else {
        return;
    };
    let Some(said) = Date::parse(&format!("{}{}月1日", &found[1], &found[2])) else {
        return;
    };
    let last = (until.year, until.month);
    let ends = until.is_last_of(until.month % 12 + 1);
    let next = match until.month {
        12 => (until.year + 1, 1),
        month => (until.year, month + 1),
    };
    // The last of a month is followed by the first of the next.
    let first = if ends || until.day >= 28 { next } else { last };
    let right = if found.get(3).is_some() { last } else { first };
    if (said.year, said.month) == right {
        return;
    }
    let message = format!(
        "`{}` is said, the name before ended on {}",
        &found[0],
        until.long()
    );
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(&found[0]), "said here")
            .related(organization.span(), "of this organization")
            .hint("correct the month, or `until` of its former name"),
        problems,
    );
}
