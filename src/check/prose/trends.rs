//! Courses that sentences tell: 「三年続けて増え」, 「毎年度減っています」, 「令和6年度は5年目」.

use std::sync::LazyLock;

use super::{
    Text,
    figures::only_year,
    known::{Figure, Kind, Known},
    numerals::parse,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Number},
};
use regex::Regex;

pub(super) static COURSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:毎年度?|年々|([0-9]|[二三四五六七八九])年(?:度)?(?:続けて|連続で|間続けて)|一貫して)[^。、]{0,6}?(増え|増加|伸び|減っ|減り|減少)",
    )
});
static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "((?:(?:令和|平成|昭和)(?:元|[0-9]{1,2})|[0-9]{4})年(?:度|[0-9]{1,2}月)?)[^。]{0,20}?(?:始め|始ま|開始|発足|スタート|立ち上げ)",
    )
});
/// A fiscal year, and a number of years.
const Y: &str = "(?:(?:令和|平成)(?:元|[0-9]{1,2})|[0-9]{4})年度";
const N: &str = "[0-9]{1,2}|[二三四五六七八九十]{1,2}";
static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "({Y})から({Y})まで(?:の|は)?(({N})(?:年間|か年|年度分))"
    ))
});
static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "({Y})に(?:始ま|始め|発足)[^。0-9]{{0,8}}({Y})で(({N})年目)"
    ))
});
static NTH: LazyLock<Regex> =
    LazyLock::new(|| pattern("([0-9]{1,2}|[二三四五六七八九十]{1,3})年目"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(text: &Text<'_>, known: &Known, problems: &mut Diagnostics) {
    let words = text.normal();
    for sentence in words.split_inclusive('。') {
        for found in COURSE.captures_iter(sentence) {
            let Some(whole) = found.get(0) else { continue };
            let last = found.get(1).and_then(|n| parse(n.as_str()));
            let more = !found[2].starts_with('減');
            let before = &sentence[..whole.start()];
            if let Some((figure, values)) = broken(known, before, last, more) {
                let values: Vec<String> = values.iter().map(|value| value.grouped()).collect();
                let message = format!(
                    "`{}` is told of `{figure}`, which had {}",
                    whole.as_str(),
                    values.join(", ")
                );
                report(
                    text,
                    whole.as_str(),
                    message,
                    "look at the years one by one, and say what they show",
                    problems,
                );
            }
        }
    }
    nth(text, words, problems);
    spans(text, words, problems);
}

fn report(text: &Text<'_>, written: &str, message: String, hint: &str, problems: &mut Diagnostics) {
    text.report(
        Diagnostic::warning("prose/contradicts", message)
            .at(&text.place(written), "said here")
            .hint(hint),
        problems,
    );
}

/// The figure that a clause names, with its values, when they do not all go the way that is told.
fn broken(
    known: &Known,
    before: &str,
    last: Option<Number>,
    more: bool,
) -> Option<(String, Vec<Number>)> {
    let results = known
        .all()
        .filter(|f| f.kind == Kind::Result && !f.label.is_empty());
    let place = |figure: &Figure| {
        figure
            .names
            .iter()
            .filter_map(|name| before.rfind(name.as_str()))
            .max()
    };
    let (at, named) = results
        .filter_map(|f| Some((place(f)?, f)))
        .max_by_key(|(at, f)| (*at, f.label.len()))?;
    // What stands between is no other subject.
    if before[at..].chars().count() > named.label.chars().count() + 12 {
        return None;
    }
    let same = known
        .all()
        .filter(|f| f.of == named.of && f.label == named.label && f.kind == Kind::Result);
    let mut values: Vec<(FiscalYear, Number)> = same.map(|f| (f.year, f.number)).collect();
    values.sort_by_key(|(year, _)| *year);
    let count = last
        .and_then(|last| last.to_string().parse().ok())
        .unwrap_or(values.len());
    let values: Vec<Number> = values
        .into_iter()
        .rev()
        .take(count.max(2))
        .map(|(_, value)| value)
        .rev()
        .collect();
    let steps = values.windows(2).all(|pair| {
        if more {
            pair[0] < pair[1]
        } else {
            pair[0] > pair[1]
        }
    });
    (values.len() > 1 && !steps).then(|| (named.label.clone(), values))
}

/// 「令和3年度から令和6年度までの三年間」, 「令和4年度に始まり、令和6年度で四年目」
fn spans(text: &Text<'_>, words: &str, problems: &mut Diagnostics) {
    for pattern in [&SPAN, &SINCE] {
        for found in pattern.captures_iter(words) {
            let years = FiscalYear::parse(&found[1]).zip(FiscalYear::parse(&found[2]));
            let said = parse(&found[4]).and_then(|n| n.to_string().parse::<i32>().ok());
            let Some(((first, last), said)) = years.zip(said) else {
                continue;
            };
            let right = last.0 - first.0 + 1;
            if right < 2 || said == right {
                continue;
            }
            let message = format!(
                "`{}` is said, {} to {} are {right} years",
                &found[3], first.0, last.0
            );
            report(
                text,
                &found[3],
                message,
                "count the first year as one",
                problems,
            );
        }
    }
}

/// 「平成31年4月に始めました。令和6年度は5年目です」
fn nth(text: &Text<'_>, words: &str, problems: &mut Diagnostics) {
    let Some(begun) = BEGUN.captures(words) else {
        return;
    };
    let Some(first) = FiscalYear::parse(&begun[1]) else {
        return;
    };
    for sentence in words.split_inclusive('。') {
        let Some((year, found)) = only_year(sentence).zip(NTH.captures(sentence)) else {
            continue;
        };
        let said = parse(&found[1]).and_then(|n| n.to_string().parse::<i32>().ok());
        let right = year.0 - first.0 + 1;
        if right > 0 && said.is_some_and(|said| said != right) {
            let message = format!(
                "{} is year {right} since {}, not {}",
                year.0, first.0, &found[1]
            );
            report(
                text,
                &found[0],
                message,
                "count the first year as one",
                problems,
            );
        }
    }
}
