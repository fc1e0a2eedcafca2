//! How often, where and when a council met, as sentences tell beside its figures: 「開いたのは二十四回」,
//! 「どの圏域でも二回ずつ」, 「7月9日には北浜で開催しました」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{
    Text,
    asked::{Asked, Of, Sentence, sentences},
    figures::only_year,
    numerals::{is_each, typed},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Council, Date, FiscalYear, Indicator, Measure, Meeting, Number, Of as MeasureOf, Record,
        Site, State, Tally,
    },
};

/// Right before a number that tells how often.
pub(super) const OPENED: [&str; 6] = [
    "開いたのは",
    "開催したのは",
    "実施したのは",
    "開催は",
    "開かれたのは",
    "開いた回数は",
];
/// Right behind it.
const DONE: [&str; 8] = [
    "開きました",
    "開き、",
    "開いて",
    "開催し",
    "開かれ",
    "実施し",
    "行いました",
    "行い、",
];
pub(super) const EVERY: [&str; 10] = [
    "どの圏域でも",
    "すべての圏域で",
    "全ての圏域で",
    "全圏域で",
    "圏域すべてで",
    "圏域のすべてで",
    "圏域の全部で",
    "いずれの圏域でも",
    "各圏域で",
    "どの地域でも",
];

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let done = "開催しました|開きました|実施しました|行いました|開かれました|開催した|実施した";
    Regex::new(&format!(
        r"(?:((?:令和|平成)(?:元|[0-9]{{1,2}})|[0-9]{{4}})年)?([0-9]{{1,2}})月([0-9]{{1,2}})日(?:\(.\))?[^。]{{0,40}}?(?:{done})"
    ))
    .expect("the pattern is written here")
});

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    let words = text.normal();
    if !["開", "実施", "行"].iter().any(|word| words.contains(word)) {
        return;
    }
    let asked = super::asked::of(site, text);
    let heading: String = text.heading.nfkc().collect();
    let sentences = sentences(words, &asked);
    let last = site.last_year();
    for sentence in &sentences {
        of_measure(site, text, sentence, problems);
        on_a_day(site, text, sentence.words, words, problems);
        let Some(council) = council(site, sentence, &heading) else {
            continue;
        };
        let Some(year) = only_year(sentence.words).or(last) else {
            continue;
        };
        for typed in typed(sentence.words, &[council.unit.as_str()]) {
            let every = EVERY.iter().any(|word| typed.before.ends_with(word));
            let told = if every {
                everywhere(site, council, year, typed.number)
            } else if is_each(typed.before)
                || typed.is_partial()
                || !is_told(typed.before, typed.after)
            {
                None
            } else {
                let held = Tally::of_council(site, council, year).held;
                held.filter(|held| !typed.agrees(*held))
                    .map(|held| format!("{held} were held"))
            };
            if let Some(told) = told {
                let message = format!(
                    "`{}` is said of `{}`, of which {told} in {}",
                    typed.written, council.name, year.0
                );
                text.report(
                    Diagnostic::error("state/said-held", message)
                        .at(&text.place(typed.written), "said here")
                        .related(council.span(), "of this record")
                        .hint(format!(
                            "ask for it: `{{{{ count(of=\"meetings\", council=\"{}\", year={}, state=\"held\") }}}}`",
                            council.id.value, year.0
                        )),
                    problems,
                );
            }
        }
    }
}

/// How often a measure was carried out, told beside another figure of it.
fn of_measure(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    problems: &mut Diagnostics,
) {
    let Some(year) = only_year(sentence.words) else {
        return;
    };
    let asked: Vec<&Indicator> = sentence
        .asked
        .iter()
        .filter_map(|asked| match asked {
            Asked::Figure(figure) => match figure.of {
                Of::Indicator(indicator) if figure.year == year => Some(indicator),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let has = |measure: &&Measure| {
        asked
            .iter()
            .all(|one| measure.indicators.iter().any(|i| std::ptr::eq(i, *one)))
    };
    let Some(measure) = site.measures.iter().find(has).filter(|_| !asked.is_empty()) else {
        return;
    };
    let times: Vec<&Indicator> = measure
        .indicators
        .iter()
        .filter(|i| i.unit == "回" && i.of == MeasureOf::Events)
        .collect();
    let [indicator] = times.as_slice() else {
        return;
    };
    let result = indicator.results.iter().find(|(of, _)| ***of == year);
    let Some(result) = result.and_then(|(_, amount)| amount.number()) else {
        return;
    };
    for typed in typed(sentence.words, &["回"]) {
        let told =
            is_told(typed.before, typed.after) && !is_each(typed.before) && !typed.is_partial();
        if told && !typed.agrees(result) {
            let message = format!(
                "`{}` is typed, the data has {result}回 for `{}` in {}",
                typed.written, indicator.label, year.0
            );
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(typed.written), "typed by hand")
                    .related(&indicator.id.span, "of this indicator")
                    .hint(format!(
                        "write `{{{{ value(of=\"measures/{}/{}\", year={}) }}}}`",
                        measure.id.value, indicator.id.value, year.0
                    )),
                problems,
            );
        }
    }
}

fn is_told(before: &str, after: &str) -> bool {
    OPENED.iter().any(|word| before.ends_with(word))
        || DONE
            .iter()
            .any(|word| after.trim_start_matches('を').starts_with(word))
}

/// The council whose meetings the expressions of a sentence count, or whose name its heading is.
fn council<'a>(site: &'a Site, sentence: &Sentence<'_, 'a>, heading: &str) -> Option<&'a Council> {
    let mut ids: Vec<&str> = sentence
        .asked
        .iter()
        .filter_map(|asked| match asked {
            Asked::Figure(figure) => match figure.of {
                Of::Meetings(id) => Some(id),
                _ => None,
            },
            _ => None,
        })
        .collect();
    ids.dedup();
    match ids.as_slice() {
        [id] => site.councils.get(id),
        [] => site.councils.iter().find(|council| {
            council.name.nfkc().collect::<String>() == heading && sentence.asked.is_empty()
        }),
        _ => None,
    }
}

/// The areas in which a council did not meet as often as is said of all.
fn everywhere(site: &Site, council: &Council, year: FiscalYear, number: Number) -> Option<String> {
    let mut others = Vec::new();
    let met = |m: &&Meeting| *m.council == *council.id && *m.year == year;
    for area in site
        .areas
        .iter()
        .filter(|area| *area.program == *council.program)
    {
        let here = site
            .meetings
            .iter()
            .filter(met)
            .filter(|m| m.area.as_deref() == Some(&*area.id));
        let held = here
            .filter(|m| m.state.as_deref() == Some(&State::Held))
            .count();
        let held = Number::from_int(i64::try_from(held).ok()?);
        if held != number {
            others.push(format!("{held} were held in {}", area.name));
        }
    }
    others
        .into_iter()
        .next()
        .filter(|_| site.meetings.iter().any(|m| met(&m)))
}

/// A day on which a meeting is said to have taken place that is recorded otherwise.
fn on_a_day(site: &Site, text: &Text<'_>, sentence: &str, words: &str, problems: &mut Diagnostics) {
    for found in DAY.captures_iter(sentence) {
        let said = |date: &Date| {
            let long = date.long();
            let day = format!("{}月{}日", &found[2], &found[3]);
            let year = found
                .get(1)
                .and_then(|year| Date::parse(&format!("{}年{day}", year.as_str())));
            year.map_or_else(
                || long.contains(&format!("年{day}")),
                |other| other == *date,
            )
        };
        let on_day: Vec<&Meeting> = site
            .meetings
            .iter()
            .filter(|m| m.date.as_deref().is_some_and(said))
            .collect();
        let named = |m: &Meeting| {
            let area = m
                .area
                .as_ref()
                .and_then(|id| site.areas.get(id))
                .is_some_and(|a| sentence.contains(a.name.as_str()));
            let council = site
                .councils
                .get(&m.council)
                .is_some_and(|c| words.contains(&c.name.nfkc().collect::<String>()));
            area || m.area.is_none() && council
        };
        let on_day: Vec<&Meeting> = on_day.into_iter().filter(|m| named(m)).collect();
        let held = on_day
            .iter()
            .any(|m| m.state.as_deref() == Some(&State::Held));
        let Some((meeting, state)) = on_day
            .first()
            .filter(|_| !held)
            .and_then(|m| Some((*m, m.state.as_ref()?)))
        else {
            continue;
        };
        let day = format!("{}月{}日", &found[2], &found[3]);
        let message = format!(
            "a meeting on `{day}` is said to be held, it is {}",
            state.as_str()
        );
        text.report(
            Diagnostic::error("state/said-held", message)
                .at(&text.place(&day), "said here")
                .related(meeting.span(), "recorded so")
                .hint("bring the record up to date, or say what became of it"),
            problems,
        );
    }
}
