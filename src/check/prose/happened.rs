//! Days on which something is said to have taken place: not after the day of issue, and in the year
//! of which the words before speak.

use std::sync::LazyLock;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, FiscalYear, Site},
};
use regex::Regex;

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern("((?:令和|平成)(?:元|[0-9]{1,2})|[0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
});
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "開きました|開催しました|実施しました|行いました|開かれました|開催した|実施した|開いた|始めました",
    )
});
static TO_COME: LazyLock<Regex> =
    LazyLock::new(|| pattern("開く予定|開催する予定|開きます|開催します|に予定してい"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern("((?:令和|平成)(?:元|[0-9]{1,2})|[0-9]{4})年度(?:に)?(?:は|の第[0-9]+回)")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains('月') {
        return;
    }
    let words = text.normal();
    let issued = site.config.publications.iter().map(|p| *p.issued).max();
    let mut start = 0;
    for sentence in words.split_inclusive('。') {
        let at = start;
        start += sentence.len();
        for found in DAY.captures_iter(sentence) {
            let Some(whole) = found.get(0) else { continue };
            let behind = sentence[whole.end()..]
                .split("、")
                .take(2)
                .collect::<Vec<_>>()
                .join("、");
            let done = DONE.is_match(&behind);
            let limit = sentence[whole.end()..].starts_with(['末', 'ま', 'か']);
            if limit || !(done || TO_COME.is_match(&behind)) {
                continue;
            }
            let day = found.get(3).map_or("1", |day| day.as_str());
            let Some(day) = Date::parse(&format!("{}年{}月{day}日", &found[1], &found[2]))
            else {
                continue;
            };
            if let Some(issued) = issued.filter(|issued| done && day > *issued) {
                to_come(text, whole.as_str(), issued, problems);
            } else {
                let before = &words[..at + whole.start()];
                of_year(site, text, before, whole.as_str(), day, problems);
            }
        }
    }
}

fn to_come(text: &Text<'_>, written: &str, issued: Date, problems: &mut Diagnostics) {
    let message = format!("`{written}` is after the issue of {issued}, and said to be over");
    text.report(
        Diagnostic::error("state/said-held", message)
            .at(&text.place(written), "said here")
            .hint("say that it is planned, or correct the day"),
        problems,
    );
}

/// 「令和5年度は…令和5年2月7日に開きました」
fn of_year(
    site: &Site,
    text: &Text<'_>,
    before: &str,
    written: &str,
    day: Date,
    problems: &mut Diagnostics,
) {
    let Some(named) = YEAR.captures_iter(before).last() else {
        return;
    };
    let Some(year) = FiscalYear::parse(&format!("{}年度", &named[1])) else {
        return;
    };
    let right = day.fiscal_year(*site.config.fiscal_year_starts);
    if right == year {
        return;
    }
    let message = format!("the words are of {}, the day is in {}", year.0, right.0);
    text.report(
        Diagnostic::warning("prose/other-year", message)
            .at(&text.place(written), "this day")
            .hint("correct the year of the day, or name the year that it belongs to"),
        problems,
    );
}
