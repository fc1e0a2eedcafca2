//! Sentences that call held what was only planned: 「計49回実施」 of forty-three.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{
    Text,
    claims::names,
    figures::only_year,
    numerals::{is_each, typed},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Id, Meeting, Number, Record, Site, State},
    source::{Span, Spanned},
};

/// A number this large belongs to a series without being named.
const TELLING: usize = 10;

/// The end of a name that is as long as this stands for the name.
const SHORT: usize = 6;
/// With the name of an area a shorter end is enough.
const AREA: usize = 4;

/// Words by which a sentence says that something took place.
const DONE: [&str; 8] = [
    "実施",
    "開催",
    "開いた",
    "開きました",
    "行った",
    "行いました",
    "ありました",
    "開かれ",
];

/// How often councils met and trainings were given, in all states and really.
pub(super) struct Times {
    series: Vec<Series>,
    open: Vec<Open>,
    /// The year of which a text speaks that names none.
    year: Option<FiscalYear>,
}

struct Series {
    name: String,
    unit: String,
    year: FiscalYear,
    /// Of one area only, by its name.
    area: Option<String>,
    all: usize,
    held: usize,
    span: Span,
}

/// A meeting or a run with a number that did not take place, or not yet.
struct Open {
    name: String,
    year: FiscalYear,
    num: u32,
    area: Option<String>,
    state: State,
    span: Span,
}

impl Times {
    pub fn of(site: &Site) -> Self {
        let mut series = Vec::new();
        for council in site.councils.iter() {
            let meetings: Vec<&Meeting> = site
                .meetings
                .iter()
                .filter(|m| *m.council == *council.id)
                .collect();
            let states = meetings
                .iter()
                .map(|m| (*m.year, m.state.as_deref().copied(), 1));
            let before = series.len();
            series.extend(years(council, &council.unit, None, states));
            if series.len() == before {
                let counts = council.counts.iter().filter_map(|count| {
                    let state = count.state.as_deref().copied().or(count.count.state);
                    let number = count.count.number()?.to_string().parse().ok()?;
                    Some((*count.year, state, number))
                });
                series.extend(years(council, &council.unit, None, counts));
            }
            for area in site.areas.iter() {
                let here = meetings
                    .iter()
                    .filter(|m| m.area.as_deref() == Some(&*area.id));
                let states = here.map(|m| (*m.year, m.state.as_deref().copied(), 1));
                series.extend(years(council, &council.unit, Some(&area.name), states));
            }
        }
        for training in site.trainings.iter() {
            let runs = training.runs.iter();
            let states = runs.map(|r| (*r.year, r.state.as_deref().copied(), 1));
            series.extend(years(training, "回", None, states));
        }
        let publications = site.config.publications.iter();
        Self {
            series,
            open: open(site),
            year: publications.map(|p| *p.year).max(),
        }
    }

    /// Reports numbers of a text that were not held, and gives them.
    pub fn check(&self, text: &Text<'_>, problems: &mut Diagnostics) -> Vec<String> {
        let words = text.normal();
        if !DONE.iter().any(|done| words.contains(done)) {
            return Vec::new();
        }
        let heading: String = text.heading.nfkc().collect();
        let mut told = Vec::new();
        for sentence in words.split_inclusive('。') {
            for series in &self.series {
                let Some(written) = self.says_all(sentence, series) else {
                    continue;
                };
                if told.contains(&written) {
                    continue;
                }
                text.report(series.problem(&text.place(&written), &written), problems);
                told.push(written);
            }
            for open in &self.open {
                let Some(written) = self.says_one(sentence, &heading, open) else {
                    continue;
                };
                text.report(open.problem(&text.place(&written), &written), problems);
                told.push(written);
            }
        }
        told
    }

    /// The number of a sentence that says all of a series were held: `49回`.
    fn says_all(&self, sentence: &str, series: &Series) -> Option<String> {
        let named = only_year(sentence);
        let year = named.is_none_or(|year| year == series.year);
        let told = match &series.area {
            Some(area) => {
                let last = named.or(self.year) == Some(series.year);
                last && sentence.contains(area.as_str()) && ends(sentence, &series.name, AREA)
            }
            None => series.all >= TELLING || ends(sentence, &series.name, SHORT),
        };
        if !year || !told {
            return None;
        }
        let all = Number::from_int(i64::try_from(series.all).ok()?);
        let typed = typed(sentence, &[series.unit.as_str()]);
        let said = typed
            .iter()
            .find(|typed| typed.number == all && is_done(typed.after))?;
        (!is_each(said.before)).then(|| said.written.to_owned())
    }

    /// The words by which a sentence says of one meeting or run that it took place: `1回目`.
    fn says_one(&self, sentence: &str, heading: &str, open: &Open) -> Option<String> {
        let forms = [format!("{}回目", open.num), format!("第{}回", open.num)];
        let written = forms.into_iter().find(|form| {
            let at = sentence.find(form.as_str());
            at.is_some_and(|at| !sentence[..at].ends_with(|c: char| c.is_ascii_digit()))
        })?;
        let (_, after) = sentence.split_once(written.as_str())?;
        let named = names(sentence, heading, &open.name);
        let here = open
            .area
            .as_ref()
            .is_none_or(|area| sentence.contains(area.as_str()));
        let year = only_year(sentence).or(self.year) == Some(open.year);
        let done = DONE
            .iter()
            .any(|done| after.find(done).is_some_and(|at| is_done(&after[at..])));
        let other = ["予定", "中止", "延期", "せず", "なかった", "ません"];
        let plain = !other.iter().any(|word| after.contains(word));
        (named && here && year && done && plain).then_some(written)
    }
}

impl Series {
    fn problem(&self, place: &Span, written: &str) -> Diagnostic {
        let message = format!(
            "`{written}` are said to be held, of `{}` {} were",
            self.name, self.held
        );
        Diagnostic::error("state/said-held", message)
            .at(place, "said here")
            .related(&self.span, "of this record")
            .hint(format!(
                "in {} there are {} that are planned, undecided or cancelled: say so",
                self.year.0,
                self.all - self.held
            ))
    }
}

impl Open {
    fn problem(&self, place: &Span, written: &str) -> Diagnostic {
        let message = format!(
            "`{written}` is said to be held, of `{}` in {} it is {}",
            self.name,
            self.year.0,
            self.state.as_str()
        );
        Diagnostic::error("state/said-held", message)
            .at(place, "said here")
            .related(&self.span, "recorded so")
            .hint("bring the record up to date, or say what became of it")
    }
}

/// The meetings and runs with a number that were not held.
fn open(site: &Site) -> Vec<Open> {
    let mut all = Vec::new();
    let mut add = |name: &str,
                   year,
                   num: Option<u32>,
                   area: Option<&Id>,
                   state: Option<&Spanned<State>>,
                   span: &Span| {
        let state = state
            .map(|state| **state)
            .filter(|state| *state != State::Held);
        all.extend(num.zip(state).map(|(num, state)| Open {
            name: name.nfkc().collect(),
            year,
            num,
            area: area.and_then(|area| Some(site.areas.get(area)?.name.clone())),
            state,
            span: span.clone(),
        }));
    };
    for meeting in site.meetings.iter() {
        if let Some(council) = site.councils.get(&meeting.council) {
            add(
                &council.name,
                *meeting.year,
                meeting.num,
                meeting.area.as_deref(),
                meeting.state.as_ref(),
                meeting.span(),
            );
        }
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            add(
                &training.name,
                *run.year,
                run.num,
                run.area.as_deref(),
                run.state.as_ref(),
                &run.id.span,
            );
        }
    }
    all
}

/// Whether words go on with something that took place: 実施しました, and not 実施します.
pub(super) fn is_done(words: &str) -> bool {
    DONE.iter().any(|done| {
        words.find(done).is_some_and(|place| {
            let behind = &words[place..];
            let then = behind[done.len()..].trim_start_matches(['を', 'は']);
            let to_come = ["する", "します", "したい", "予定"]
                .iter()
                .any(|word| then.starts_with(word));
            let aim = ["予定", "目標", "目指"]
                .iter()
                .any(|word| behind.contains(word));
            words[..place].chars().count() < 8 && !aim && !to_come
        })
    })
}

fn years<T: Record>(
    record: &T,
    unit: &str,
    area: Option<&str>,
    states: impl Iterator<Item = (FiscalYear, Option<State>, usize)>,
) -> Vec<Series> {
    let mut counted: BTreeMap<FiscalYear, (usize, usize)> = BTreeMap::new();
    for (year, state, times) in states {
        let (all, held) = counted.entry(year).or_default();
        *all += times;
        if state == Some(State::Held) {
            *held += times;
        }
    }
    let open = counted.into_iter().filter(|(_, (all, held))| held < all);
    open.map(|(year, (all, held))| Series {
        name: record.name().nfkc().collect(),
        unit: unit.nfkc().collect(),
        year,
        area: area.map(str::to_owned),
        all,
        held,
        span: record.span().clone(),
    })
    .collect()
}

/// Whether a sentence names a series, in full or by the end of its name: ネットワーク会議.
fn ends(sentence: &str, name: &str, least: usize) -> bool {
    let begins = name.char_indices().map(|(at, _)| &name[at..]);
    let mut long = begins.filter(|end| *end == name || end.chars().count() >= least);
    long.any(|end| sentence.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn only_what_is_said_to_be_done_is_told() {
        let series = Series {
            name: "連絡会".into(),
            unit: "回".into(),
            year: FiscalYear(2023),
            area: None,
            all: 5,
            held: 4,
            span: Source::new("a", "a").span(0..1),
        };
        let times = Times {
            series: Vec::new(),
            open: Vec::new(),
            year: Some(FiscalYear(2023)),
        };
        let says = |sentence| times.says_all(sentence, &series).is_some();
        assert!(says("連絡会は計5回開催しました。"));
        assert!(says("連絡会を五回開催しました。"));
        assert!(!says("研修は5回開催しました。"));
        assert!(!says("連絡会の第5回を実施した。"));
        assert!(!says("連絡会は5回開催する予定です。"));
        assert!(!says("令和6年度は連絡会を5回開催します。"));
    }
}
