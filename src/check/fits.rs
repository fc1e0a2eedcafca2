//! Results against the plans they should follow, and against what their measure says of itself.

use unicode_normalization::UnicodeNormalization;

use super::prose::place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Indicator, Measure, Number, Of, Per, Plan, Record, Site},
};

/// Less than half of a plan, or more than half again, wants a word.
const MISSED: std::ops::RangeInclusive<f64> = 0.5..=1.5;
/// A plan that every year misses by so much on the same side is no plan any more.
const FEW: f64 = 0.8;
const MANY: f64 = 1.25;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
        for indicator in &measure.indicators {
            for plan in plans(site, measure, indicator)
                .into_iter()
                .flatten()
                .flatten()
            {
                follows(site, measure, indicator, plan, problems);
            }
        }
        summary(measure, problems);
    }
}

/// The plans of what an indicator counts: under its id in the measure, and of the record it names.
fn plans<'a>(
    site: &'a Site,
    measure: &'a Measure,
    indicator: &Indicator,
) -> [Option<&'a Vec<Plan>>; 2] {
    let own = measure.plans.get(indicator.id.as_str());
    let named = indicator.counts.as_ref().and_then(|c| c.split_once('/'));
    let found = match named {
        Some(("councils", id)) => site.councils.get(id).map(|c| (&c.plans, "meetings")),
        Some(("trainings", id)) => site.trainings.get(id).map(|t| (&t.plans, "runs")),
        _ => None,
    };
    let named = found.and_then(|(plans, times)| match indicator.of {
        Of::Persons => plans.get("persons"),
        _ => plans.get(times),
    });
    [own, named]
}

/// What a plan comes to in a year for the whole program.
fn planned(site: &Site, measure: &Measure, plan: &Plan) -> Option<Number> {
    let areas = site.areas_of(measure.program.as_ref().map(|program| program.as_str()));
    let whole = plan.in_a_year(areas)?;
    (!whole.is_zero()).then_some(whole)
}

/// The results of the years for which a plan holds follow it.
fn follows(
    site: &Site,
    measure: &Measure,
    indicator: &Indicator,
    plan: &Plan,
    problems: &mut Diagnostics,
) {
    let Some(planned) = planned(site, measure, plan) else {
        return;
    };
    let results = indicator.results.iter();
    let shares: Vec<(FiscalYear, Number, f64)> = results
        .filter(|(year, _)| plan.holds_in(***year))
        .filter_map(|(year, amount)| {
            let result = amount.number()?;
            Some((**year, result, result.to_f64() / planned.to_f64()))
        })
        .collect();
    let always = shares.iter().all(|(_, _, share)| *share <= FEW)
        || shares.iter().all(|(_, _, share)| *share >= MANY);
    let label = &indicator.label;
    if plan.to.is_none() && shares.len() > 1 && always {
        let told: Vec<String> = shares
            .iter()
            .map(|(_, result, _)| result.grouped())
            .collect();
        let message = format!(
            "`{label}` has {}, planned were {planned} a year",
            told.join(", ")
        );
        problems.push(
            Diagnostic::warning("plan/outdated", message)
                .at(&plan.value.span, "this plan has no end")
                .related(&indicator.id.span, "of these results")
                .hint("did the plan change? give it a `to`, and write the new one with its source")
                .waived(measure.waive.reason("plan/outdated")),
        );
        return;
    }
    for (year, result, _) in shares.iter().filter(|(_, _, s)| !MISSED.contains(s)) {
        let message = format!(
            "`{label}` has {result} in {}, planned were {planned}",
            year.0
        );
        problems.push(
            Diagnostic::warning("plan/missed", message)
                .at(&plan.value.span, "the plan of that year")
                .related(&indicator.id.span, "of this result")
                .hint("did the plan change? give it a `to` and write the new one; else say why in a waiver")
                .waived(measure.waive.reason("plan/missed")),
        );
    }
}

/// A number in the summary of a measure that its own figures do not have.
fn summary(measure: &Measure, problems: &mut Diagnostics) {
    let Some(summary) = &measure.summary else {
        return;
    };
    let words: String = summary.nfkc().collect();
    let clauses: Vec<&str> = words.split_inclusive(['。', '、', '】']).collect();
    for (at, clause) in clauses.iter().enumerate() {
        for indicator in measure.indicators.iter().filter(|i| i.of != Of::Rate) {
            let Some(number) = number_before(clause, &indicator.unit) else {
                continue;
            };
            // The nearest clause that names anything says what the number is of.
            let mut near = clauses[..=at].iter().rev().map(|c| named(c, measure));
            let nearest = near.find(|names| !names.is_empty()).unwrap_or_default();
            if !nearest.contains(&indicator.id.as_str()) {
                continue;
            }
            // A number of another indicator in the same unit may be meant.
            let alike = measure
                .indicators
                .iter()
                .filter(|i| i.unit == indicator.unit);
            let mut alike = alike.filter_map(|i| now(measure, i));
            let known = alike.any(|now| now.contains(&number));
            let Some(now) = now(measure, indicator).filter(|_| !known) else {
                continue;
            };
            let now: Vec<String> = now.iter().map(|n| n.grouped()).collect();
            let written = format!("{number}{}", indicator.unit);
            let message = format!(
                "the summary says {written}, `{}` says {}",
                indicator.label,
                now.join(", ")
            );
            problems.push(
                Diagnostic::warning("measure/summary-differs", message)
                    .at(
                        &place(measure.span(), &written),
                        "in the summary of this measure",
                    )
                    .related(&indicator.id.span, "and this indicator")
                    .hint("bring the summary up to date, or leave the number out of it")
                    .waived(measure.waive.reason("measure/summary-differs")),
            );
        }
    }
}

/// Words of labels that tell how is counted and not what.
const COUNTED: [&str; 12] = [
    "回数", "件数", "人数", "社数", "合計", "実績", "目標", "年度", "開催", "実施", "支援", "事業",
];

/// The indicators that a clause names by a part of their labels.
fn named<'a>(clause: &str, measure: &'a Measure) -> Vec<&'a str> {
    let named = measure.indicators.iter().filter(|indicator| {
        let label: Vec<char> = indicator.label.nfkc().collect();
        let long = label.windows(3).any(|part| {
            let word = part
                .iter()
                .all(|c| c.is_alphabetic() && !matches!(c, 'ぁ'..='ん'));
            word && clause.contains(&part.iter().collect::<String>())
        });
        long || label.windows(2).any(|part| {
            let word: String = part.iter().collect();
            let kanji = part.iter().all(|c| matches!(c, '一'..='龥'));
            kanji && !COUNTED.contains(&word.as_str()) && clause.contains(&word)
        })
    });
    named.map(|indicator| indicator.id.as_str()).collect()
}

/// A number that stands right before a unit, and is no ordinal and no limit.
fn number_before(clause: &str, unit: &str) -> Option<Number> {
    let unit: String = unit.nfkc().collect();
    let at = clause.match_indices(&unit).map(|(at, _)| at);
    for at in at {
        let before = &clause[..at];
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
        let number = Number::parse(&before[digits.len()..]);
        let after = &clause[at + unit.len()..];
        let limit = [
            "以上",
            "以下",
            "未満",
            "目",
            "程度",
            "まで",
            "ずつ",
            "を超え",
            "か月",
            "間",
        ];
        let plain = !digits.ends_with(['第', '約', '〜', '~', '×', '-'])
            && !limit.iter().any(|word| after.starts_with(word));
        if let Some(number) = number.filter(|_| plain && !unit.is_empty()) {
            return Some(number);
        }
    }
    None
}

/// What an indicator says now: its last targets, or its last results, in whole and in parts; a plan
/// per area as well.
fn now(measure: &Measure, indicator: &Indicator) -> Option<Vec<Number>> {
    let targets = indicator.targets.iter().map(|(year, _)| **year).max();
    let year = targets.or_else(|| indicator.results.keys().map(|year| **year).max())?;
    let amounts = match targets {
        Some(_) => &indicator.targets,
        None => &indicator.results,
    };
    let mut now = vec![
        amounts
            .get(&crate::source::Spanned::nowhere(year))?
            .number()?,
    ];
    for part in &indicator.parts {
        let amounts = if targets.is_some() {
            &part.targets
        } else {
            &part.results
        };
        now.extend(
            amounts
                .iter()
                .filter(|(y, _)| ***y == year)
                .filter_map(|(_, a)| a.number()),
        );
    }
    let plans = measure.plans.values().flatten();
    let shared = plans.filter(|plan| plan.per != Per::Program && plan.holds_in(year));
    now.extend(shared.filter_map(Plan::number));
    Some(now)
}
