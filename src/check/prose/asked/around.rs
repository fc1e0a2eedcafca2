//! The year and the unit that are written beside an expression are those of its figure.

use super::{Asked, Call, Figure, MARK, Of, Sentence};
use crate::{
    check::prose::{Text, held::is_done, opened::OPENED},
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site, Tally},
};

/// Counters that stand behind numbers; the longer ones come first.
pub(super) const COUNTERS: [&str; 25] = [
    "事業所",
    "千円",
    "万円",
    "か所",
    "ヶ所",
    "箇所",
    "時間",
    "圏域",
    "機関",
    "世帯",
    "件",
    "名",
    "人",
    "回",
    "社",
    "校",
    "部",
    "円",
    "台",
    "日",
    "か国",
    "市町村",
    "団体",
    "施設",
    "冊",
];

/// Words of other years than the one that is named.
const ELSEWHEN: [&str; 12] = [
    "前の年",
    "前年",
    "昨年",
    "翌年",
    "次の年",
    "から",
    "比べ",
    "比較",
    "より",
    "以降",
    "目標",
    "その後",
];

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    problems: &mut Diagnostics,
) {
    for (before, figure, after) in sentence.figures() {
        year(text, sentence, before, figure, after, problems);
        unit(site, text, figure, after, problems);
        state(site, text, before, figure, after, problems);
    }
}

/// 「令和6年度は{{ value(…, year=2023) }}件」
fn year(
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    before: &str,
    figure: &Figure<'_>,
    after: &str,
    problems: &mut Diagnostics,
) {
    // 「令和6年度に40名から50名に増えました」: what it was before.
    let earlier = after.chars().take(5).collect::<String>().contains("から");
    let Some((named, since)) = last_year(sentence, before) else {
        return;
    };
    // 「令和6年度からは年{{ plan(…, year=2023) }}回」: a plan holds from the year that is named.
    let elsewhen =
        |word: &&str| since.contains(*word) && !(figure.call == Call::Plan && *word == "から");
    if named == figure.year
        || figure.target
        || figure.is_one_plan(named)
        || earlier && figure.year < named
        || ELSEWHEN.iter().any(elsewhen)
    {
        return;
    }
    let message = format!(
        "the words are of {}, the expression asks for {}",
        named.0, figure.year.0
    );
    text.report(
        Diagnostic::warning("prose/other-year", message)
            .at(&figure.span, "asked for here")
            .hint(format!(
                "write `year={}`, or the other year in words",
                named.0
            )),
        problems,
    );
}

/// The fiscal year that is named last before an expression, and the words since.
fn last_year<'t>(sentence: &Sentence<'_, '_>, before: &'t str) -> Option<(FiscalYear, &'t str)> {
    let typed = before.rfind("年度").and_then(|at| {
        let head = &before[..at];
        let start = head
            .trim_end_matches(|c: char| c.is_ascii_digit() || "令和平成昭元".contains(c))
            .len();
        let year = FiscalYear::parse(&before[start..at + "年度".len()])?;
        Some((at + "年度".len(), year))
    });
    let filtered = before.match_indices(MARK).zip(sentence.asked).filter_map(
        |((at, mark), asked)| match asked {
            Asked::Year(year) => Some((at + mark.len(), *year)),
            _ => None,
        },
    );
    let (at, year) = filtered.chain(typed).max_by_key(|(at, _)| *at)?;
    // Of several years in a row the expressions follow in the same order: nobody can tell which.
    let years = before.matches("年度").count();
    (years < 2 || before[at..].chars().count() < 20).then_some((year, &before[at..]))
}

/// 「{{ value(…) }}件」 of persons.
fn unit(
    site: &Site,
    text: &Text<'_>,
    figure: &Figure<'_>,
    after: &str,
    problems: &mut Diagnostics,
) {
    let unit = match figure.of {
        Of::Indicator(indicator) => indicator.unit_in(figure.year),
        Of::Council(id) => site.councils.get(id).map_or("", |council| &council.unit),
        Of::Meetings(_) | Of::Runs(_) | Of::Answers(_) | Of::Unknown => return,
    };
    if figure.with_unit || figure.call != Call::Number || !COUNTERS.contains(&unit) {
        return;
    }
    let counter = COUNTERS.iter().find(|counter| after.starts_with(**counter));
    let alike = |other: &str| {
        other == unit
            || [
                ["名", "人"],
                ["か所", "箇所"],
                ["か所", "ヶ所"],
                ["ヶ所", "箇所"],
            ]
            .iter()
            .any(|pair| pair.contains(&other) && pair.contains(&unit))
    };
    let Some(written) = counter.filter(|written| !alike(written)) else {
        return;
    };
    // 「3回目」, 「5日間」: the figure is a part of a word.
    let rest = &after[written.len()..];
    if rest.starts_with(['目', '間', '的', '別']) || after.starts_with(unit) {
        return;
    }
    let message = format!("the figure counts `{unit}`, `{written}` is written behind it");
    text.report(
        Diagnostic::warning("prose/other-unit", message)
            .at(&figure.span, "asked for here")
            .hint(format!("write `{unit}`, or ask for another figure")),
        problems,
    );
}

/// 「{{ count(…, state="any") }}回を開催しました」 of what is still to come.
fn state(
    site: &Site,
    text: &Text<'_>,
    before: &str,
    figure: &Figure<'_>,
    after: &str,
    problems: &mut Diagnostics,
) {
    let (name, tally) = match figure.of {
        Of::Meetings(id) => {
            let Some(council) = site.councils.get(id) else { return };
            (&council.name, Tally::of_council(site, council, figure.year))
        }
        Of::Runs(id) => {
            let Some(training) = site.trainings.get(id) else { return };
            (&training.name, Tally::of_training(training, figure.year))
        }
        _ => return,
    };
    // 「全体が49回、実施は43回」 speaks of both.
    let after = after.split(['、', MARK]).next().unwrap_or_default();
    let open = tally.others.is_some_and(|others| !others.is_zero());
    let told = is_done(after) || OPENED.iter().any(|word| before.ends_with(word));
    if !figure.any_state || figure.only.is_some() || !open || !told {
        return;
    }
    let held = tally.held.unwrap_or_default();
    let message = format!("of `{name}` {held} were held in {}, the expression counts all states", figure.year.0);
    text.report(
        Diagnostic::error("state/said-held", message)
            .at(&figure.span, "said to be held")
            .hint("write `state=\"held\"`, or say what is planned or undecided"),
        problems,
    );
}
