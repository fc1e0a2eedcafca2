//! What summaries and notes of records say in numbers, against the records themselves: 「年2回」,
//! 「3日間」, 「三つの市町村」, 「合わせて660分」, 「令和4年度に始まりました」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::prose::{place, read_number};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Measure, Number, Plan, Record, Site, Training},
};

const N: &str = "([0-9]+|[一二三四五六七八九十]+)";

static A_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("年{N}回")));
static DAYS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{N}日間")));
static MINUTES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:合わせて|計|合計){N}分")));
static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "{N}(?:つの)?(?:市町村|市区町村|区市町村|市町|市村|町村|自治体)"
    ))
});
static BEGAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "((?:令和|平成)(?:元|[0-9]{1,2})年度|[0-9]{4}年度)(?:に|から)[^。、]{0,12}?(?:始ま|始め|開始|分かれ|発足)",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let now = site.last_year();
    for council in site.councils.iter() {
        let plans = council.plans.get("meetings").map(Vec::as_slice);
        planned(
            council,
            &council.summary,
            (&A_YEAR, plans.unwrap_or_default()),
            now,
            problems,
        );
    }
    for training in site.trainings.iter() {
        taught(training, now, problems);
    }
    for area in site
        .areas
        .iter()
        .filter(|area| !area.municipalities.is_empty())
    {
        let listed = count(area.municipalities.len());
        let summary = area.summary.as_deref().unwrap_or_default();
        differs(area, summary, &PLACES, &[listed], problems);
    }
    for measure in site.measures.iter() {
        began(measure, problems);
    }
}

fn count(things: usize) -> Number {
    Number::from_int(i64::try_from(things).unwrap_or(i64::MAX))
}

/// A number in a summary is that of the plan of the year, or of what all areas make of it.
fn planned<T: Record>(
    record: &T,
    summary: &str,
    (pattern, plans): (&Regex, &[Plan]),
    now: Option<FiscalYear>,
    problems: &mut Diagnostics,
) {
    let holding = plans
        .iter()
        .filter(|plan| now.is_some_and(|now| plan.holds_in(now)));
    let holding: Vec<Number> = holding.filter_map(Plan::number).collect();
    if !holding.is_empty() {
        differs(record, summary, pattern, &holding, problems);
    }
}

fn taught(training: &Training, now: Option<FiscalYear>, problems: &mut Diagnostics) {
    let plans = |name: &str| {
        training
            .plans
            .get(name)
            .map(Vec::as_slice)
            .unwrap_or_default()
    };
    planned(
        training,
        &training.summary,
        (&DAYS, plans("days")),
        now,
        problems,
    );
    planned(
        training,
        &training.summary,
        (&A_YEAR, plans("runs")),
        now,
        problems,
    );
    let minutes: Option<Number> = training
        .subjects
        .iter()
        .map(|subject| subject.minutes.map(|minutes| count(minutes as usize)))
        .sum();
    if let Some(sum) = minutes.filter(|sum| !sum.is_zero()) {
        for words in [Some(&training.summary), training.note.as_ref()]
            .into_iter()
            .flatten()
        {
            differs(training, words, &MINUTES, &[sum], problems);
        }
    }
    for run in training.runs.iter().filter(|run| !run.days.is_empty()) {
        let plan = plans("days").iter().find(|plan| plan.holds_in(*run.year));
        let Some(days) = plan
            .and_then(Plan::number)
            .filter(|days| *days != count(run.days.len()))
        else {
            continue;
        };
        let message = format!("the run has {} days, planned are {days}", run.days.len());
        problems.push(
            Diagnostic::warning("run/days-differ", message)
                .at(&run.id.span, "this run")
                .hint("add the day that is missing, or correct the plan")
                .waived(training.waive.reason("run/days-differ")),
        );
    }
}

/// Reports numbers of a summary that are none of those that the record has.
fn differs<T: Record>(
    record: &T,
    words: &str,
    pattern: &Regex,
    right: &[Number],
    problems: &mut Diagnostics,
) {
    let plain: String = words.nfkc().collect();
    for found in pattern.captures_iter(&plain) {
        let before = found.get(0).map_or("", |whole| &plain[..whole.start()]);
        // 「令和4年度までは年3回、令和5年度からは年2回」
        let earlier = before
            .rsplit(['、', '。'])
            .next()
            .is_some_and(|clause| clause.contains("まで"));
        if earlier || read_number(&found[1]).is_none_or(|said| right.contains(&said)) {
            continue;
        }
        let told: Vec<String> = right.iter().map(|number| number.grouped()).collect();
        let message = format!(
            "`{}` is said, the record gives {}",
            &found[0],
            told.join(", ")
        );
        problems.push(
            Diagnostic::warning("record/summary-differs", message)
                .at(&place(record.span(), &found[0]), "said here")
                .hint("bring the words up to date, or correct the record")
                .waived(record.waivers().reason("record/summary-differs")),
        );
    }
}

/// A measure says that it began in its first year.
fn began(measure: &Measure, problems: &mut Diagnostics) {
    let (Some(from), Some(summary)) = (&measure.from, &measure.summary) else {
        return;
    };
    let plain: String = summary.nfkc().collect();
    let Some(found) = BEGAN.captures(&plain) else {
        return;
    };
    if FiscalYear::parse(&found[1]).is_none_or(|said| said == **from) {
        return;
    }
    let message = format!("`{}` is said, the record gives {}", &found[1], from.0);
    problems.push(
        Diagnostic::warning("record/summary-differs", message)
            .at(&place(measure.span(), &found[1]), "said here")
            .related(&from.span, "from this year on")
            .hint("bring the words up to date, or correct the record")
            .waived(measure.waive.reason("record/summary-differs")),
    );
}
