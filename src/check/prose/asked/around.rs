//! The year and the unit that are written beside an expression are those of its figure.

use super::{Asked, Call, Figure, MARK, Of, Sentence};
use crate::{
    check::prose::Text,
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site},
};

/// Counters that stand behind numbers; the longer ones come first.
const COUNTERS: [&str; 25] = [
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
        year(text, sentence, before, figure, problems);
        unit(site, text, figure, after, problems);
    }
}

/// 「令和6年度は{{ value(…, year=2023) }}件」
fn year(
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    before: &str,
    figure: &Figure<'_>,
    problems: &mut Diagnostics,
) {
    let Some((named, since)) = last_year(sentence, before) else {
        return;
    };
    // 「令和6年度からは年{{ plan(…, year=2023) }}回」: a plan holds from the year that is named.
    let elsewhen =
        |word: &&str| since.contains(*word) && !(figure.call == Call::Plan && *word == "から");
    if named == figure.year
        || figure.target
        || figure.is_one_plan(named)
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
        Of::Meetings(_) | Of::Unknown => return,
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
