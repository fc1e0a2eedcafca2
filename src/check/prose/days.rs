//! Years and days that are written in two ways: an era with a western year, a day with its weekday.

use std::sync::LazyLock;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, FiscalYear},
};
use regex::Regex;

static ERA_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"((?:令和|平成|昭和)(?:元|\d{1,2}))年(度)?\((?:西暦)?(\d{4})年?(度)?\)")
});
static WESTERN_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\d{4})年?(度)?\(((?:令和|平成|昭和)(?:元|\d{1,2}))年?(度)?\)"));
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"(?:(?:令和|平成|昭和)(?:元|\d{1,2})|\d{4})年\d{1,2}月\d{1,2}日";
    pattern(&format!(
        r"({day})\s*\(([日月火水木金土])(?:曜日?)?(?:・[祝休])?\)"
    ))
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(平成|昭和)(\d{1,3})年(度?)([^\d]|$)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains('年') {
        return;
    }
    let words = text.normal();
    let mut tell = |written: &str, message: String, hint: String| {
        let problem = Diagnostic::warning("prose/date", message);
        text.report(
            problem.at(&text.place(written), "this date").hint(hint),
            problems,
        );
    };
    for (pattern, era, western) in [(&*ERA_FIRST, 1, 3), (&*WESTERN_FIRST, 3, 1)] {
        for found in pattern.captures_iter(words) {
            let Some(year) = FiscalYear::parse(&format!("{}年度", &found[era])) else {
                continue;
            };
            if found[western] != year.0.to_string() {
                let message = format!(
                    "`{}年` is {}, and not {}",
                    &found[era], year.0, &found[western]
                );
                tell(
                    &found[0],
                    message,
                    "correct one of the two years".to_owned(),
                );
            }
        }
    }
    for found in DAY.captures_iter(words) {
        let Some(day) = Date::parse(&found[1]) else {
            continue;
        };
        let right = day.weekday().to_string();
        if found[2] != right {
            let message = format!("`{}` is a {right}, not a {}", &found[1], &found[2]);
            let hint = format!("look at the source: write `{right}`, or correct the day");
            tell(&found[0], message, hint);
        }
    }
    for found in YEAR.captures_iter(words) {
        let (era, year) = (&found[1], found[2].parse::<u32>().unwrap_or(0));
        let last = if era == "平成" { 31 } else { 64 };
        if year > last {
            let message = format!("{era} ended with its year {last}");
            let written = format!("{era}{}年{}", &found[2], &found[3]);
            tell(
                &written,
                message,
                "write the year in the era that it has".to_owned(),
            );
        }
    }
}
