//! Proportions that sentences tell in words: 「七割」, 「2倍」, 「半数」, 「3人に1人」, 「12.4%の増」.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Figure, Sentence, around::COUNTERS};
use crate::{
    check::prose::{Text, numerals::typed},
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site},
};

/// A number in digits or one in kanji.
const N: &str = r"([0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]|十)";

static TENTHS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{N}割(?:{N}分)?")));
static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([0-9]+(?:\.[0-9]+)?)\s*(?:%|パーセント)"));
static TIMES: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{N}倍")));
static ONE_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "{N}(?:人|名|件|社|校|か所)に[1一](?:人|名|件|社|校|か所)"
    ))
});
static PARTS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("{N}分の{N}")));
static HALF: LazyLock<Regex> = LazyLock::new(|| pattern("半数|半分"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

/// What is told: how large a part, how much more, or how many times as much.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Share,
    /// More or less than the year before.
    Change,
    Times,
}

impl Kind {
    /// What the figures give, as a sentence would tell it.
    fn shown(self, value: f64) -> String {
        match self {
            Self::Times => format!("{value:.1}倍"),
            Self::Change => format!("{:+.1}%", value * 100.0),
            Self::Share => format!("{:.1}%", value * 100.0),
        }
    }
}

/// A proportion as it is written, with the values that it may stand for.
#[derive(Debug, PartialEq)]
struct Told {
    written: String,
    kind: Kind,
    least: f64,
    most: f64,
}

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    last: Option<FiscalYear>,
    problems: &mut Diagnostics,
) {
    for told in told(sentence.words) {
        let here = results(sentence);
        // A sentence without figures speaks of those that were shown last.
        let figures = match here.is_empty() {
            true => shown
                .iter()
                .filter(|figure| !figure.target)
                .cloned()
                .collect(),
            false => here,
        };
        let answers = match told.kind {
            Kind::Share => answered(site, sentence.words),
            Kind::Change | Kind::Times => Vec::new(),
        };
        let found = match answers.is_empty() {
            true => values(site, told.kind, &figures, last, sentence.words),
            false => answers,
        };
        let fits = |value: &f64| (told.least..=told.most).contains(value);
        if found.is_empty()
            || found.iter().any(fits)
            || written(site, text, sentence, shown, &told).iter().any(fits)
        {
            continue;
        }
        let near = |value: &&f64| {
            let middle = f64::midpoint(told.least, told.most);
            (**value - middle).abs().to_bits()
        };
        let Some(nearest) = found.iter().min_by_key(near) else {
            continue;
        };
        let right = told.kind.shown(*nearest);
        let message = format!(
            "`{}` is typed, the figures beside it give {right}",
            told.written
        );
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(&told.written), "typed by hand")
                .hint("reckon it again, or let `ratio`, `share` or `change` do so"),
            problems,
        );
    }
}

/// What the numbers that are typed into a paragraph could make of each other, and of their sums.
fn written(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    shown: &[Figure<'_>],
    told: &Told,
) -> Vec<f64> {
    /// Smaller ones make any proportion.
    const TELLING: f64 = 5.0;
    // A sentence that shows figures speaks of these.
    let own = sentence.figures().next().is_some();
    let words: String = match own {
        true => sentence.words.to_owned(),
        false => text.words.nfkc().collect(),
    };
    let typed = typed(&words, &COUNTERS);
    let others = typed
        .iter()
        .filter(|typed| !told.written.contains(typed.written));
    let numbers = others.map(|typed| typed.number.to_f64());
    let shown = shown.iter().filter(|_| !own).cloned();
    // 「…と合わせると227名、全体の約8割」
    let wholes = sentence
        .figures()
        .filter_map(|(_, figure, _)| figure.whole());
    let beside = shown.chain(wholes);
    let beside = beside.filter_map(|figure| figure.value(site, figure.year));
    let numbers = numbers.chain(beside.map(|number| number.to_f64()));
    let numbers: Vec<f64> = numbers.filter(|number| *number >= TELLING).collect();
    let mut found = Vec::new();
    for (at, part) in numbers.iter().enumerate() {
        for whole in numbers.iter().filter(|whole| **whole > 0.0) {
            found.push(part / whole);
            let next = numbers.get(at + 1).filter(|_| words.contains("合わせ"));
            found.extend(next.map(|next| (part + next) / whole));
        }
    }
    match told.kind {
        Kind::Share => found.retain(|share| *share < 1.0),
        Kind::Change => found.iter_mut().for_each(|times| *times -= 1.0),
        Kind::Times => {}
    }
    found
}

/// What a sentence asks for, and not what it aims at.
fn results<'a>(sentence: &Sentence<'_, 'a>) -> Vec<Figure<'a>> {
    let results = sentence.figures().filter(|(_, figure, _)| !figure.target);
    results.map(|(_, figure, _)| figure.clone()).collect()
}

/// The shares of the answers that a sentence names, when it asks for none of them.
fn answered(site: &Site, words: &str) -> Vec<f64> {
    const TELLING: usize = 4;
    if words.contains(super::MARK) {
        return Vec::new();
    }
    let mut shares = Vec::new();
    for question in site.surveys.iter().flat_map(|survey| &survey.questions) {
        let all = question
            .respondents
            .number()
            .map(|all| all.to_f64())
            .filter(|all| *all > 0.0);
        for answer in &question.answers {
            let label: String = answer.label.nfkc().collect();
            let quoted = words.contains(&format!("「{label}」"));
            if quoted || label.chars().count() >= TELLING && words.contains(&label) {
                let share = all
                    .zip(answer.value.number())
                    .map(|(all, value)| value.to_f64() / all);
                shares.extend(share);
            }
        }
    }
    shares
}

/// What the figures of a sentence could make of each other.
fn values(
    site: &Site,
    kind: Kind,
    figures: &[Figure<'_>],
    year: Option<FiscalYear>,
    words: &str,
) -> Vec<f64> {
    let together = words.contains("合わせ");
    let of = |figure: &Figure<'_>, year| figure.value(site, year).map(|number| number.to_f64());
    let mut found = Vec::new();
    for figure in figures {
        let Some(now) = of(figure, figure.year) else {
            continue;
        };
        let earlier = of(figure, FiscalYear(figure.year.0 - 1)).filter(|before| *before > 0.0);
        match kind {
            Kind::Change => {
                found.extend(earlier.map(|before| now / before - 1.0));
                let later = year.filter(|year| year.0 == figure.year.0 + 1);
                let later = later
                    .and_then(|year| of(figure, year))
                    .filter(|_| now > 0.0);
                found.extend(later.map(|later| later / now - 1.0));
            }
            Kind::Times => {
                let years = (1..=5).map(|back| FiscalYear(figure.year.0 - back));
                let then = years
                    .filter_map(|year| of(figure, year))
                    .filter(|then| *then > 0.0);
                found.extend(then.map(|then| now / then));
                let later = year.filter(|year| *year > figure.year);
                let later = later
                    .and_then(|year| of(figure, year))
                    .filter(|_| now > 0.0);
                found.extend(later.map(|later| later / now));
            }
            Kind::Share => {
                let whole = figure.whole().and_then(|whole| of(&whole, figure.year));
                let others = figures.iter().filter(|other| other.year == figure.year);
                let others = others.filter_map(|other| of(other, other.year));
                // 「西谷の20名は、中央の4分の1」
                let beside = figure.siblings(site).into_iter();
                let beside = beside.filter(|(name, _)| words.contains(name.as_str()));
                let beside = beside.map(|(_, number)| number.to_f64());
                let wholes = others
                    .chain(whole)
                    .chain(beside)
                    .filter(|whole| *whole > now);
                let all: f64 = figures
                    .iter()
                    .filter_map(|figure| of(figure, figure.year))
                    .sum();
                for whole in wholes {
                    found.push(now / whole);
                    found.extend((together && all <= whole).then_some(all / whole));
                }
            }
        }
    }
    found
}

impl Told {
    /// What stands in a range of a sentence and means about `middle`, unless it is no result.
    fn of(sentence: &str, range: Range<usize>, middle: f64, step: f64, kind: Kind) -> Option<Self> {
        let (before, after) = (&sentence[..range.start], &sentence[range.end..]);
        if is_of_another(before, after) {
            return None;
        }
        let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        let about = ["約", "およそ", "ほぼ"]
            .iter()
            .any(|word| before.ends_with(word));
        let step = if about { step * 1.5 } else { step };
        let (mut least, mut most) = (middle - step, middle + step);
        if begins(&["を超", "以上", "強", "余", "あまり"]) {
            (least, most) = (middle, middle + step * 4.0);
        }
        if begins(&["を下回", "未満", "弱", "近く", "に満た", "に届"]) {
            (least, most) = (middle - step * 4.0, middle);
        }
        if kind == Kind::Share && middle >= 1.0 {
            return None;
        }
        let kind = match direction(after) {
            Some(_) if kind == Kind::Share => Kind::Change,
            _ => kind,
        };
        if kind == Kind::Change && direction(after) == Some(-1.0) {
            (least, most) = (-most, -least);
        }
        let written = sentence[range].to_owned();
        Some(Self {
            written,
            kind,
            least,
            most,
        })
    }
}

/// The proportions of a sentence.
fn told(sentence: &str) -> Vec<Told> {
    let mut all = Vec::new();
    let mut add =
        |range, middle, step, kind| all.extend(Told::of(sentence, range, middle, step, kind));
    for found in TENTHS.captures_iter(sentence) {
        let more = found.get(2).map(|more| number(more.as_str()) / 100.0);
        let step = if more.is_some() { 0.005 } else { 0.05 };
        add(
            range(&found),
            number(&found[1]) / 10.0 + more.unwrap_or(0.0),
            step,
            Kind::Share,
        );
    }
    for found in PERCENT.captures_iter(sentence) {
        let decimals = found[1]
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        let step = if decimals == 0 { 0.005 } else { 0.000_51 };
        add(range(&found), number(&found[1]) / 100.0, step, Kind::Share);
    }
    for found in TIMES.captures_iter(sentence) {
        let step = if found[1].contains('.') { 0.051 } else { 0.25 };
        add(range(&found), number(&found[1]), step, Kind::Times);
    }
    for found in ONE_IN.captures_iter(sentence) {
        let n = number(&found[1]);
        add(
            range(&found),
            1.0 / n,
            1.0 / n - 1.0 / (n + 0.6),
            Kind::Share,
        );
    }
    for found in PARTS.captures_iter(sentence) {
        let part = number(&found[2]) / number(&found[1]);
        add(range(&found), part, part * 0.12, Kind::Share);
    }
    for found in HALF.captures_iter(sentence) {
        let over = sentence[..found.get(0).map_or(0, |m| m.start())].ends_with('過');
        add(
            range(&found),
            if over { 0.75 } else { 0.5 },
            if over { 0.25 } else { 0.1 },
            Kind::Share,
        );
    }
    all
}

fn range(found: &regex::Captures<'_>) -> Range<usize> {
    found.get(0).map_or(0..0, |whole| whole.range())
}

/// Whether a word says more (1) or less (-1).
fn direction(after: &str) -> Option<f64> {
    let after = after.trim_start_matches(['ほ', 'ど', '程', '度']);
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if begins(&["増", "の増", "ふえ", "の伸び", "伸び", "多", "上回"]) {
        return Some(1.0);
    }
    begins(&["減", "の減", "へり", "少な", "下回"]).then_some(-1.0)
}

/// Rules and goals are no results: 「経費の2割を負担」, 「8割を目標に」, 「法定雇用率2.5%」.
fn is_of_another(before: &str, after: &str) -> bool {
    let clause: &str = before.rsplit(['、', '。']).next().unwrap_or_default();
    let ahead = after.split(['。', '、']).next().unwrap_or_default();
    [
        "目標",
        "目指",
        "負担",
        "補助",
        "助成",
        "引き",
        "上限",
        "ポイント",
    ]
    .iter()
    .any(|word| ahead.contains(word))
        || ["雇用率", "目標", "税", "補助率", "金利"]
            .iter()
            .any(|word| clause.contains(word))
        || before.ends_with(['第', '数'])
}

fn number(text: &str) -> f64 {
    let kanji = "〇一二三四五六七八九十"
        .chars()
        .position(|c| text == c.to_string());
    let kanji = kanji.and_then(|place| u32::try_from(place).ok());
    kanji.map_or_else(|| text.parse().unwrap_or(0.0), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(sentence: &str) -> (Kind, bool) {
        let all = told(sentence);
        let [told] = all.as_slice() else {
            panic!("{all:?}")
        };
        (told.kind, told.least < told.most)
    }

    #[test]
    fn proportions_are_read() {
        for share in [
            "全体の七割を占めます",
            "3人に1人",
            "修了は半数ほど",
            "12.4%でした",
            "三分の二",
        ] {
            assert_eq!(one(share), (Kind::Share, true), "{share}");
        }
        for change in ["12.4%の増でした", "約3割の増です", "二割減りました"] {
            assert_eq!(one(change), (Kind::Change, true), "{change}");
        }
        assert_eq!(one("2倍になりました"), (Kind::Times, true));
        for none in [
            "経費の2割を負担します",
            "法定雇用率は2.5%です",
            "8割を目標にします",
            "役割を決めます",
        ] {
            assert_eq!(told(none), [], "{none}");
        }
    }

    #[test]
    fn what_is_told_has_a_width() {
        let within = |sentence: &str, value: f64| {
            let all = told(sentence);
            (all[0].least..=all[0].most).contains(&value)
        };
        assert!(within("約3割の増", 0.33));
        assert!(!within("約3割の増", 0.17));
        assert!(within("8.7%の増", 0.0868));
        assert!(within("2割減", -0.19));
        assert!(within("過半数が", 0.6));
        assert!(!within("半数ほど", 0.95));
        assert!(within("3人に1人", 0.31));
        assert!(!within("3人に1人", 0.145));
    }
}
