//! Numbers that are typed into a text although the data has them, or has others.

use unicode_normalization::UnicodeNormalization;

use super::{
    Text,
    known::{Figure, Kind, Known, joins},
    numerals::{Typed, is_each, typed},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Number},
};

/// Smaller numbers equal some figure by chance.
const TELLING: i64 = 10;
/// Those below this one do too, unless the sentence speaks of what the figure counts.
const PLAIN: i64 = 100;

/// `told` are the numbers that another finding is about.
pub(super) fn check(text: &Text<'_>, known: &Known, told: &[String], problems: &mut Diagnostics) {
    let words = text.normal();
    let units: Vec<&str> = known.units.iter().map(String::as_str).collect();
    for sentence in words.split_inclusive('。') {
        for typed in typed(sentence, &units) {
            let elsewhere = told.iter().any(|told| told == typed.written);
            if elsewhere || is_each(typed.before) {
                continue;
            }
            if let Some(problem) = judge(text, known, sentence, &typed) {
                text.report(problem, problems);
            }
        }
    }
}

/// A number that the data has, or that a named figure contradicts.
fn judge(text: &Text<'_>, known: &Known, sentence: &str, typed: &Typed<'_>) -> Option<Diagnostic> {
    let place = text.place(typed.written);
    let typed_by_hand =
        |code, message: String| Diagnostic::warning(code, message).at(&place, "typed by hand");
    // What is still to come is no result.
    let to_come = ["目指", "広げ", "増やし", "見込", "予定"];
    let meant = match to_come.iter().any(|word| typed.after.contains(word)) {
        true => Vec::new(),
        false => meant(known, sentence, typed),
    };
    if let Some(figure) = meant.first()
        && !meant.iter().any(|figure| typed.agrees(figure.number))
    {
        let message = format!(
            "`{}` is typed, the data has {}{} for `{}` in {}",
            typed.written,
            figure.number.grouped(),
            figure.unit,
            figure.called(),
            figure.year.0
        );
        let problem = typed_by_hand("prose/contradicts", message);
        return Some(problem.hint(format!("write `{{{{ {} }}}}`", figure.expression)));
    }
    let equals = |figure: &&Figure| figure.number == typed.number;
    let same = meant.iter().copied().find(equals);
    let equal = same.or_else(|| {
        let speaks =
            |f: &Figure| typed.number >= Number::from_int(PLAIN) || f.is_spoken_of(sentence);
        known.of_unit(typed.unit).filter(equals).find(|f| speaks(f))
    })?;
    (typed.number >= Number::from_int(TELLING)).then(|| {
        let message = format!("`{}` is typed, and stands in the data", typed.written);
        typed_by_hand("prose/typed-figure", message).hint(format!(
            "if it is that figure, write `{{{{ {} }}}}`",
            equal.expression
        ))
    })
}

/// The figures that a sentence means with a number: those whose name it has, of the year that it
/// names. Without a year they are the last ones, and their name stands right at the number.
fn meant<'a>(known: &'a Known, sentence: &str, typed: &Typed<'_>) -> Vec<&'a Figure> {
    if typed.is_partial() {
        return Vec::new();
    }
    let year = only_year(sentence);
    let here = of_area(known, sentence, typed, year);
    if !here.is_empty() {
        return here;
    }
    let direct = |f: &&Figure| f.is_named_before(typed) || f.is_named_behind(typed);
    let whole = |f: &&Figure| {
        f.names
            .first()
            .is_some_and(|label| sentence.contains(label))
    };
    let results = || known.of_unit(typed.unit).filter(|f| f.kind != Kind::Target);
    if let Some(year) = year {
        let found: Vec<&Figure> = results()
            .filter(|f| f.year == year && (direct(f) || whole(f)))
            .collect();
        return match found.is_empty() {
            true => of_record(known, typed, year),
            false => found,
        };
    }
    // Small ones, and those that any figure has, may be anything.
    let equal = results().any(|f| f.number == typed.number);
    if typed.number < Number::from_int(TELLING) || equal || sentence.contains("年度") {
        return Vec::new();
    }
    let named: Vec<&Figure> = results().filter(direct).collect();
    let last = |f: &&Figure| {
        let other = |o: &&Figure| o.of == f.of && o.label == f.label && o.year > f.year;
        !named.iter().any(other)
    };
    let last: Vec<&Figure> = named.iter().copied().filter(last).collect();
    match (last.is_empty(), known.last_year) {
        (true, Some(year)) => of_record(known, typed, year),
        _ => last,
    }
}

/// The figures of the area that a sentence names before a number, when it names what is counted too.
fn of_area<'a>(
    known: &'a Known,
    sentence: &str,
    typed: &Typed<'_>,
    year: Option<FiscalYear>,
) -> Vec<&'a Figure> {
    let year = year.or(known.last_year);
    let here = |f: &&Figure| {
        let Kind::Area(area) = &f.kind else {
            return false;
        };
        Some(f.year) == year && typed.before.contains(area.as_str()) && f.record_in(sentence)
    };
    known.of_unit(typed.unit).filter(here).collect()
}

/// The one result that a measure has in a unit, when its name stands right at a number.
fn of_record<'a>(known: &'a Known, typed: &Typed<'_>, year: FiscalYear) -> Vec<&'a Figure> {
    let direct = |f: &&Figure| {
        let name: String = f.record.nfkc().collect();
        let after = typed
            .before
            .rfind(&name)
            .map(|at| &typed.before[at + name.len()..]);
        f.kind == Kind::Result && f.year == year && !f.label.is_empty() && after.is_some_and(joins)
    };
    let found: Vec<&Figure> = known.of_unit(typed.unit).filter(direct).collect();
    let all = ["延べ", "のべ"]
        .iter()
        .any(|word| typed.before.ends_with(word));
    let found: Vec<&Figure> = match all {
        true => found
            .into_iter()
            .filter(|f| f.label.contains("延べ"))
            .collect(),
        false => found,
    };
    match found.as_slice() {
        [only] if typed.number >= Number::from_int(TELLING) => vec![*only],
        _ => Vec::new(),
    }
}

impl Figure {
    /// Whether words have the name of its record.
    fn record_in(&self, words: &str) -> bool {
        words.contains(&self.record.nfkc().collect::<String>())
    }

    /// What a message calls it.
    fn called(&self) -> &str {
        match self.label.as_str() {
            "" => &self.record,
            label => label,
        }
    }

    /// Whether a sentence has a word of its name.
    fn is_spoken_of(&self, sentence: &str) -> bool {
        let name = format!("{} {}", self.label, self.record);
        let chars: Vec<char> = name.nfkc().collect();
        chars.windows(2).any(|pair| {
            let word = pair.iter().all(|c| matches!(c, '一'..='龥' | 'ァ'..='ヶ'));
            let pair: String = pair.iter().collect();
            word && !COMMON.contains(&pair.as_str()) && sentence.contains(&pair)
        })
    }
}

/// Words that are in the names of many figures.
const COMMON: [&str; 16] = [
    "回数", "件数", "人数", "社数", "合計", "実績", "目標", "年度", "開催", "実施", "支援", "事業",
    "企業", "会社", "病院", "機関",
];

/// The fiscal year that a sentence names, when it names just one.
pub(super) fn only_year(sentence: &str) -> Option<FiscalYear> {
    match FiscalYear::all_in(sentence)[..] {
        [year] => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_names_one_year_or_none() {
        assert_eq!(only_year("令和5年度は多い"), Some(FiscalYear(2023)));
        assert_eq!(only_year("令和4年度より令和5年度は多い"), None);
        assert_eq!(only_year("年度は"), None);
    }
}
