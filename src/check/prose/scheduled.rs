//! Days of meetings that a text names by their area and number: 「東浜の第3回は3月21日」 of one that is
//! recorded on another day.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, figures::only_year};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, FiscalYear, Meeting, Record, Site},
};

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:圏域)?の(?:第([0-9]{1,2})回|([0-9]{1,2})回目)[^。0-9]{0,8}(?:((?:令和|平成)(?:元|[0-9]{1,2})|[0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日")
        .expect("the pattern is written here")
});

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains('回') || !text.words.contains('月') {
        return;
    }
    let words = text.normal();
    let last = site.last_year();
    for sentence in words.split_inclusive('。') {
        for area in site.areas.iter() {
            let name: String = area.name.nfkc().collect();
            for (at, _) in sentence.match_indices(&name) {
                let Some(found) = DAY.captures(&sentence[at + name.len()..]) else {
                    continue;
                };
                let num = found
                    .get(1)
                    .or(found.get(2))
                    .and_then(|n| n.as_str().parse().ok());
                let year = only_year(&sentence[..at]).or(last);
                let of = |m: &&Meeting| {
                    m.area.as_deref() == Some(&*area.id) && m.num == num && Some(*m.year) == year
                };
                let meetings: Vec<&Meeting> = site.meetings.iter().filter(of).collect();
                differs(text, &found, &meetings, year, problems);
            }
        }
    }
}

/// When all meetings that can be meant have a day, and none has this one.
fn differs(
    text: &Text<'_>,
    found: &regex::Captures<'_>,
    meetings: &[&Meeting],
    year: Option<FiscalYear>,
    problems: &mut Diagnostics,
) {
    let said = |date: &Date| {
        let day = format!("{}月{}日", &found[4], &found[5]);
        match found.get(3) {
            Some(year) => Date::parse(&format!("{}年{day}", year.as_str())) == Some(*date),
            None => date.long().contains(&format!("年{day}")),
        }
    };
    let days: Option<Vec<Date>> = meetings
        .iter()
        .map(|m| m.date.as_deref().copied())
        .collect();
    let Some(days) = days.filter(|days| !days.is_empty() && !days.iter().any(said)) else {
        return;
    };
    let (Some(meeting), Some(year)) = (meetings.first(), year) else {
        return;
    };
    let written = format!("{}月{}日", &found[4], &found[5]);
    let message = format!(
        "`{written}` is said, the meeting of {} is recorded on {}",
        year.0,
        days[0].long()
    );
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(&written), "this day")
            .related(meeting.span(), "recorded so")
            .hint("correct the day here or in the record"),
        problems,
    );
}
