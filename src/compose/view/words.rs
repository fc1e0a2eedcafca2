//! What the author says in a view of its own figures: the year in a caption, and what a description
//! calls most, or growing.

use std::{cmp::Ordering, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Desk;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{BlockKind, Chart, ChartKind, plain},
    model::{FiscalYear, Number},
    source::Span,
};

static WHERE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^where:.*\byear:\s*([^,}\s]+)"));
static COURSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:年ごとに|年度ごとに|毎年度?|年々)[^。、]{0,6}?(増|上が|伸び|高く|減|下が|低く)")
});
static MOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern("([^、。]{1,20}?)が(?:最も|一番|もっとも)(多|高|大き|少な|低|小さ)|(?:最も|一番|もっとも)(多|高|大き|少な|低|小さ)いのは([^、。]{1,20})")
});
static ORDER: LazyLock<Regex> =
    LazyLock::new(|| pattern("((?:[^、。]{1,16}、)+[^、。]{1,16})の順"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(desk: &Desk, block: &BlockKind, problems: &mut Diagnostics) {
    let caption = match block {
        BlockKind::Table(table) => plain(&table.caption),
        BlockKind::Chart(chart) => chart.title.clone(),
        _ => return,
    };
    year(desk, &caption, problems);
    if let BlockKind::Chart(chart) = block {
        let description: String = chart.description.nfkc().collect();
        course(desk, chart, &description, problems);
        most(desk, chart, &description, problems);
        order(desk, chart, &description, problems);
    }
}

/// The caption names the year that the view is asked for.
fn year(desk: &Desk, caption: &str, problems: &mut Diagnostics) {
    let Some(asked) = WHERE.captures(&desk.view.parameters) else {
        return;
    };
    let asked = match asked[1].trim_matches(['"', '\'']) {
        "this" => desk.edition,
        "previous" => desk.edition.map(|year| FiscalYear(year.0 - 1)),
        year => FiscalYear::parse(year),
    };
    let named = FiscalYear::all_in(&caption.nfkc().collect::<String>());
    let (Some(asked), [named]) = (asked, named.as_slice()) else {
        return;
    };
    if asked != *named {
        let message = format!("the caption names {}, shown is {}", named.0, asked.0);
        problems.push(
            Diagnostic::warning("prose/other-year", message)
                .at(&place(desk, caption), "this caption")
                .hint("name the year that is shown, or ask for the other one"),
        );
    }
}

/// Where words stand in the parameters; all of them when they stand otherwise there.
fn place(desk: &Desk, words: &str) -> Span {
    let Span { source, range } = &desk.view.span;
    let found = source.text()[range.clone()].find(words);
    found.map_or_else(
        || desk.view.span.clone(),
        |at| source.span(range.start + at..range.start + at + words.len()),
    )
}

fn differs(desk: &Desk, said: &str, message: String, problems: &mut Diagnostics) {
    problems.push(
        Diagnostic::warning("prose/contradicts", message)
            .at(&place(desk, said), "said here")
            .hint("describe what the chart shows"),
    );
}

/// The values of a chart with one series, by their labels.
fn values(chart: &Chart) -> Vec<(&str, Number)> {
    let [series] = chart.series.as_slice() else {
        return Vec::new();
    };
    let pairs = chart.categories.iter().zip(&series.values);
    pairs.filter_map(|(label, value)| Some((label.as_str(), (*value)?))).collect()
}

/// 「年ごとに下がっている」 of a series that rises.
fn course(desk: &Desk, chart: &Chart, description: &str, problems: &mut Diagnostics) {
    let (Some(found), ChartKind::Line | ChartKind::Bar) = (COURSE.captures(description), chart.kind) else {
        return;
    };
    let values = values(chart);
    if values.len() < 2 || !values.iter().all(|(label, _)| FiscalYear::parse(label).is_some()) {
        return;
    }
    let more = ["増", "上が", "伸び", "高く"].contains(&&found[1]);
    let goes = |pair: &[(&str, Number)]| {
        if more { pair[0].1 < pair[1].1 } else { pair[0].1 > pair[1].1 }
    };
    if !values.windows(2).all(goes) {
        let list: Vec<String> = values.iter().map(|(_, value)| value.grouped()).collect();
        let message = format!("`{}` is said of {}", &found[0], list.join(", "));
        differs(desk, &found[0], message, problems);
    }
}

/// 「中央が最も多く」
fn most(desk: &Desk, chart: &Chart, description: &str, problems: &mut Diagnostics) {
    let values = values(chart);
    for found in MOST.captures_iter(description) {
        let said = found.get(1).or(found.get(4)).map_or("", |words| words.as_str());
        let how = found.get(2).or(found.get(3)).map_or("", |words| words.as_str());
        let beyond = match how {
            "少な" | "低" | "小さ" => Ordering::Less,
            _ => Ordering::Greater,
        };
        let named = |label: &str| {
            let label: String = label.nfkc().collect();
            said.ends_with(&label) || found.get(4).is_some() && said.starts_with(&label)
        };
        let Some((label, value)) = values.iter().find(|(label, _)| named(label)) else {
            continue;
        };
        if let Some((other, more)) = values.iter().find(|(_, other)| other.cmp(value) == beyond) {
            let message = format!("`{label}` has {value}, `{other}` has {more}");
            differs(desk, &found[0], message, problems);
        }
    }
}

/// 「北浦、西浜、南原の順」
fn order(desk: &Desk, chart: &Chart, description: &str, problems: &mut Diagnostics) {
    let values = values(chart);
    let Some(found) = ORDER.captures(description) else {
        return;
    };
    let value = |word: &str| values.iter().find(|(label, _)| *label == word).copied();
    let listed: Vec<(&str, Number)> = found[1].split('、').filter_map(value).collect();
    let rising = ["少ない", "低い", "小さい"].iter().any(|word| description.contains(word));
    if let Some(pair) = listed.windows(2).find(|pair| pair[0].1 < pair[1].1 && !rising) {
        let message = format!(
            "`{}` with {} is named before `{}` with {}",
            pair[0].0, pair[0].1, pair[1].0, pair[1].1
        );
        differs(desk, &found[0], message, problems);
    }
}
