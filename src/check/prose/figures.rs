//! Numbers that are typed into a text although the data has them, or has others.

use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Amount, FiscalYear, Indicator, Measure, Number, Site},
};

/// Smaller numbers equal some figure by chance.
const TELLING: i64 = 10;

/// The figures of a site, each with the expression that gives it.
pub(super) struct Known {
    figures: Vec<Figure>,
}

struct Figure {
    number: Number,
    unit: String,
    year: FiscalYear,
    /// What readers call it: the label of the indicator.
    label: String,
    expression: String,
}

impl Known {
    pub fn of(site: &Site) -> Self {
        let mut figures = Vec::new();
        for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
            for indicator in &measure.indicators {
                results(measure, indicator, &mut figures);
            }
        }
        surveys(site, &mut figures);
        for council in site.councils.iter() {
            for total in &council.totals {
                figures.extend(total.value.number().map(|number| Figure {
                    number,
                    unit: council.unit.clone(),
                    year: *total.year,
                    label: council.name.clone(),
                    expression: format!(
                        "sum(of=\"councils/{}\", year={}, …)",
                        council.id.value, total.year.0
                    ),
                }));
            }
            for count in &council.counts {
                figures.extend(count.count.number().map(|number| Figure {
                    number,
                    unit: council.unit.clone(),
                    year: *count.year,
                    label: String::new(),
                    expression: format!(
                        "sum(of=\"councils/{}\", year={}, area=\"{}\")",
                        council.id.value, count.year.0, count.area.value
                    ),
                }));
            }
        }
        Self { figures }
    }

    fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = self.figures.iter().map(|f| f.unit.as_str()).collect();
        units.sort_unstable_by_key(|unit| std::cmp::Reverse(unit.chars().count()));
        units.dedup();
        units
    }
}

/// Respondents and answers, each of the year of its survey.
fn surveys(site: &Site, figures: &mut Vec<Figure>) {
    for survey in site.surveys.iter() {
        let persons = site.theme.word("figure.unit.persons");
        let unit = survey.unit.as_deref().unwrap_or(persons);
        let mut add = |amount: &Amount, expression: String| {
            figures.extend(amount.number().map(|number| Figure {
                number,
                unit: unit.to_owned(),
                year: *survey.year,
                label: String::new(),
                expression,
            }));
        };
        let of = format!("surveys/{}", survey.id.value);
        for (field, amount) in [("asked", &survey.asked), ("returned", &survey.returned)] {
            if let Some(amount) = amount {
                add(amount, format!("value(of=\"{of}\", field=\"{field}\")"));
            }
        }
        for question in &survey.questions {
            let of = format!("{of}/{}", question.id.value);
            add(&question.respondents, format!("value(of=\"{of}\")"));
            for (code, amount) in question.counts() {
                let expression = format!("value(of=\"{of}\", answer=\"{}\")", code.value);
                add(amount, expression);
            }
        }
    }
}

fn results(measure: &Measure, indicator: &Indicator, figures: &mut Vec<Figure>) {
    let kinds = [
        ("", &indicator.results),
        (", kind=\"target\"", &indicator.targets),
    ];
    for (kind, amounts) in kinds {
        for (year, amount) in amounts {
            figures.extend(amount.number().map(|number| Figure {
                number,
                unit: indicator.unit_in(**year).to_owned(),
                year: **year,
                label: if kind.is_empty() {
                    indicator.label.clone()
                } else {
                    String::new()
                },
                expression: format!(
                    "value(of=\"measures/{}/{}\", year={}{kind})",
                    measure.id.value, indicator.id.value, year.0
                ),
            }));
        }
    }
}

/// `told` are the numbers that another finding is about.
pub(super) fn check(text: &Text<'_>, known: &Known, told: &[String], problems: &mut Diagnostics) {
    let words: String = text.words.nfkc().collect();
    let units = known.units();
    for sentence in words.split_inclusive('。') {
        for typed in typed(sentence, &units) {
            if told.iter().any(|told| told == typed.written) {
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
    let Typed {
        number,
        unit,
        written,
    } = *typed;
    let place = text.place(written);
    let of_unit = || known.figures.iter().filter(move |f| f.unit == unit);
    let named = of_unit().find(|f| {
        let label: String = f.label.nfkc().collect();
        !label.is_empty() && sentence.contains(&label) && only_year(sentence) == Some(f.year)
    });
    let shown = written;
    if let Some(figure) = named.filter(|figure| figure.number != number) {
        let message = format!(
            "`{shown}` is typed, the data has {}{unit} for `{}`",
            figure.number.grouped(),
            figure.label
        );
        return Some(
            Diagnostic::warning("prose/contradicts", message)
                .at(&place, "typed by hand")
                .hint(format!("write `{{{{ {} }}}}`", figure.expression)),
        );
    }
    if let Some(figure) = strays(known, sentence, typed) {
        let message = format!(
            "`{shown}` is typed, the data has {}{unit} for `{}` in {}",
            figure.number.grouped(),
            figure.label,
            figure.year.0
        );
        return Some(
            Diagnostic::warning("prose/contradicts", message)
                .at(&place, "typed by hand")
                .hint(format!("write `{{{{ {} }}}}`", figure.expression)),
        );
    }
    let equal = named.or_else(|| of_unit().find(|figure| figure.number == number))?;
    (number >= Number::from_int(TELLING)).then(|| {
        Diagnostic::warning(
            "prose/typed-figure",
            format!("`{shown}` is typed, and stands in the data"),
        )
        .at(&place, "typed by hand")
        .hint(format!(
            "if it is that figure, write `{{{{ {} }}}}`",
            equal.expression
        ))
    })
}

/// The last figure of a label that a sentence names without a year, when the number is no figure
/// of that unit at all.
fn strays<'a>(known: &'a Known, sentence: &str, typed: &Typed<'_>) -> Option<&'a Figure> {
    let of_unit = || known.figures.iter().filter(|f| f.unit == typed.unit);
    if typed.number < Number::from_int(TELLING)
        || sentence.contains("年度")
        || of_unit().any(|figure| figure.number == typed.number)
    {
        return None;
    }
    let before = sentence.find(typed.written).map(|at| &sentence[..at])?;
    let whole = ["計", "合計", "延べ", "は"]
        .iter()
        .any(|word| before.ends_with(word));
    let named = of_unit().filter(|f| {
        let label: String = f.label.nfkc().collect();
        !label.is_empty() && before.contains(&label)
    });
    named.max_by_key(|figure| figure.year).filter(|_| whole)
}

/// The fiscal year that a sentence names, when it names just one.
fn only_year(sentence: &str) -> Option<FiscalYear> {
    let mut years = sentence.match_indices("年度").filter_map(|(at, _)| {
        let before = &sentence[..at];
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_ascii_digit() || "令和平成昭元".contains(*c))
            .last()?
            .0;
        FiscalYear::parse(&sentence[start..at + "年度".len()])
    });
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// A number with its unit, as it stands in a normal text.
struct Typed<'a> {
    number: Number,
    unit: &'a str,
    written: &'a str,
}

/// The numbers of a normal text that stand before one of the units.
fn typed<'a>(sentence: &'a str, units: &[&'a str]) -> Vec<Typed<'a>> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = &rest[start..];
        let end = digits
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
            .unwrap_or(digits.len());
        let after = &digits[end..];
        let unit = units
            .iter()
            .find(|unit| !unit.is_empty() && after.starts_with(**unit));
        // 年4回, 各2回: what is done in each year or place is no figure of the whole.
        let each = rest[..start].ends_with(['年', '月', '週', '各', '毎']);
        let unit = unit.filter(|_| !each);
        if let (Some(number), Some(unit)) = (
            Number::parse(digits[..end].trim_end_matches(['.', ','])),
            unit,
        ) {
            found.push(Typed {
                number,
                unit,
                written: &digits[..end + unit.len()],
            });
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_units() {
        let typed = typed(
            "令和5年度は1,204件、年4回12か所で、3人でした",
            &["か所", "件", "回"],
        );
        let shown: Vec<String> = typed
            .iter()
            .map(|t| format!("{}{}", t.number, t.unit))
            .collect();
        assert_eq!(shown, ["1204件", "12か所"]);
    }

    #[test]
    fn a_sentence_names_one_year_or_none() {
        assert_eq!(only_year("令和5年度は多い"), Some(FiscalYear(2023)));
        assert_eq!(only_year("令和4年度より令和5年度は多い"), None);
        assert_eq!(only_year("年度は"), None);
    }
}
