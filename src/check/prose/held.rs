//! Sentences that call held what was only planned: 「計49回実施」 of forty-three.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Record, Site, State},
    source::Span,
};

/// A number this large belongs to a series without being named.
const TELLING: usize = 10;

/// The end of a name that is as long as this stands for the name.
const SHORT: usize = 6;

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
pub(super) struct Times(Vec<Series>);

struct Series {
    name: String,
    unit: String,
    year: FiscalYear,
    all: usize,
    held: usize,
    span: Span,
}

impl Times {
    pub fn of(site: &Site) -> Self {
        let mut series = Vec::new();
        for council in site.councils.iter() {
            let meetings = site.meetings.iter().filter(|m| *m.council == *council.id);
            let states = meetings.map(|m| (*m.year, m.state.as_deref().copied(), 1));
            let before = series.len();
            series.extend(years(council, &council.unit, states));
            if series.len() == before {
                let counts = council.counts.iter().filter_map(|count| {
                    let state = count.state.as_deref().copied().or(count.count.state);
                    let number = count.count.number()?.to_string().parse().ok()?;
                    Some((*count.year, state, number))
                });
                series.extend(years(council, &council.unit, counts));
            }
        }
        for training in site.trainings.iter() {
            let runs = training.runs.iter();
            let states = runs.map(|r| (*r.year, r.state.as_deref().copied(), 1));
            series.extend(years(training, "回", states));
        }
        Self(series)
    }

    /// Reports numbers of a text that were not held, and gives them.
    pub fn check(&self, text: &Text<'_>, problems: &mut Diagnostics) -> Vec<String> {
        let words: String = text.words.nfkc().collect();
        let mut told = Vec::new();
        for sentence in words.split_inclusive('。') {
            for series in &self.0 {
                let Some(written) = says_all(sentence, series) else {
                    continue;
                };
                let message = format!(
                    "`{written}` are said to be held, of `{}` {} were",
                    series.name, series.held
                );
                text.report(
                    Diagnostic::error("state/said-held", message)
                        .at(&text.place(&written), "said here")
                        .related(&series.span, "of this record")
                        .hint(format!(
                            "in {} there are {} that are planned, undecided or cancelled: say so",
                            series.year.0,
                            series.all - series.held
                        )),
                    problems,
                );
                told.push(written);
            }
        }
        told
    }
}

fn years<T: Record>(
    record: &T,
    unit: &str,
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
        name: record.name().to_owned(),
        unit: unit.to_owned(),
        year,
        all,
        held,
        span: record.span().clone(),
    })
    .collect()
}

/// The number of a sentence that says all of a series were held: `49回`.
fn says_all(sentence: &str, series: &Series) -> Option<String> {
    let written = format!("{}{}", series.all, series.unit);
    let at = sentence.find(&written)?;
    let behind = &sentence[at + written.len()..];
    let whole = !sentence[..at].ends_with(|c: char| c.is_ascii_digit() || ",第".contains(c));
    let told = series.all >= TELLING || names(sentence, &series.name);
    let done = DONE.iter().any(|done| {
        behind.find(done).is_some_and(|place| {
            behind[..place].chars().count() < 8 && !behind[place..].contains("予定")
        })
    });
    (whole && told && done).then_some(written)
}

/// Whether a sentence names a series, in full or by the end of its name: ネットワーク会議.
fn names(sentence: &str, name: &str) -> bool {
    let begins = name.char_indices().map(|(at, _)| &name[at..]);
    let mut long = begins.filter(|end| *end == name || end.chars().count() >= SHORT);
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
            all: 5,
            held: 4,
            span: Source::new("a", "a").span(0..1),
        };
        assert!(says_all("連絡会は計5回開催しました。", &series).is_some());
        assert!(says_all("研修は5回開催しました。", &series).is_none());
        assert!(says_all("連絡会の第5回を実施した。", &series).is_none());
        assert!(says_all("連絡会は5回開催する予定です。", &series).is_none());
    }
}
