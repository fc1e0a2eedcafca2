//! What is said of all areas: 「すべての圏域で開き」 of a training or a council that was not held in one.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, figures::only_year, held::is_done, opened::EVERY};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Id, Record, Site, State},
    source::Span,
};

static OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?:of\s*=\s*"(trainings|councils)/([a-z0-9-]+)"|(training|council)\s*=\s*"([a-z0-9-]+)")"#)
        .expect("the pattern is written here")
});

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains("域") {
        return;
    }
    let words = text.normal();
    for sentence in words.split_inclusive('。') {
        let found = EVERY
            .iter()
            .find_map(|word| Some((sentence.find(word)?, *word)));
        let Some((at, word)) = found else { continue };
        let behind = &sentence[at + word.len()..];
        if !is_done(behind.split('、').next().unwrap_or_default()) && !behind.starts_with("開き")
        {
            continue;
        }
        let last = site.last_year();
        let year = only_year(sentence).or(last);
        let Some((series, year)) = series(site, text).zip(year) else {
            continue;
        };
        let missing = series.missing(site, year);
        if missing.is_empty() {
            continue;
        }
        let message = format!(
            "`{word}` is said of `{}`, which was not held in {} in {}",
            series.name,
            missing.join(", "),
            year.0
        );
        text.report(
            Diagnostic::error("state/said-held", message)
                .at(&text.place(word), "said here")
                .related(series.span, "of this record")
                .hint("name the areas, or say where it was not held"),
            problems,
        );
    }
}

/// A council or a training, with where it was held in which years.
struct Series<'a> {
    name: &'a str,
    span: &'a Span,
    program: Option<&'a Id>,
    held: Vec<(FiscalYear, &'a Id)>,
}

/// The one that the expressions of a text count, or whose name is its heading.
fn series<'a>(site: &'a Site, text: &Text<'_>) -> Option<Series<'a>> {
    let heading: String = text.heading.nfkc().collect();
    let codes = text.asked.iter().flatten();
    let asked = codes.filter_map(|code| {
        let found = OF.captures(&code.value)?;
        let kind = found
            .get(1)
            .or(found.get(3))?
            .as_str()
            .trim_end_matches('s');
        let id = found.get(2).or(found.get(4))?.as_str();
        Some((kind.to_owned(), id.to_owned()))
    });
    let asked: Vec<(String, String)> = asked.collect();
    let named = |kind: &str, id: &str, name: &str| {
        asked.iter().any(|(of, record)| of == kind && record == id) || heading.ends_with(name)
    };
    let training = site
        .trainings
        .iter()
        .find(|t| named("training", t.id.as_str(), t.name()));
    let training = training.map(|training| {
        let held = training
            .runs
            .iter()
            .filter(|run| run.state.as_deref() == Some(&State::Held));
        Series {
            name: training.name(),
            span: training.span(),
            program: training.program.as_deref(),
            held: held
                .filter_map(|run| Some((*run.year, run.area.as_deref()?)))
                .collect(),
        }
    });
    training.or_else(|| {
        let council = site
            .councils
            .iter()
            .find(|c| named("council", c.id.as_str(), c.name()))?;
        let met = site.meetings.iter().filter(|m| *m.council == *council.id);
        let held = met.filter(|meeting| meeting.state.as_deref() == Some(&State::Held));
        Some(Series {
            name: council.name(),
            span: council.span(),
            program: Some(&*council.program),
            held: held
                .filter_map(|m| Some((*m.year, m.area.as_deref()?)))
                .collect(),
        })
    })
}

impl Series<'_> {
    /// The areas in which it was not held in a year; none when nothing is known of areas.
    fn missing(&self, site: &Site, year: FiscalYear) -> Vec<String> {
        let held: Vec<&Id> = self
            .held
            .iter()
            .filter(|(of, _)| *of == year)
            .map(|(_, id)| *id)
            .collect();
        if held.is_empty() {
            return Vec::new();
        }
        let areas = site
            .areas
            .iter()
            .filter(|area| Some(&*area.program) == self.program);
        let missing = areas.filter(|area| !held.contains(&&*area.id));
        missing.map(|area| area.name.clone()).collect()
    }
}
