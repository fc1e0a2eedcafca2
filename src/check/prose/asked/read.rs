//! Expressions as they are written, read again: what they ask for.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Asked, Call, Figure, Of};
use crate::{
    check::prose::Text,
    model::{FiscalYear, Plan, Site, State, SurveyQuestion},
    source::Spanned,
};

static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"([a-z]+)\s*=\s*(?:"([^"]*)"|(\d+))"#).expect("the pattern is written here")
});
static CALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(value|sum|count|plan|change|ratio|share)\s*\(([^)]*)\)\s*(\|.*)?$")
        .expect("the pattern is written here")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(\d{4})\s*\|\s*(?:era|western|fy)\s*$").expect("the pattern is written here")
});

/// What all expressions of a text ask for, in their order.
pub(in crate::check::prose) fn of<'a>(site: &'a Site, text: &Text<'_>) -> Vec<Asked<'a>> {
    let codes = text.asked.iter();
    let read = |code: &Spanned<String>| read(site, code);
    codes
        .map(|code| code.as_ref().map_or(Asked::Other, read))
        .collect()
}

/// The named arguments of a call.
struct Arguments(Vec<(String, String)>);

impl Arguments {
    fn of(written: &str) -> Self {
        let all = ARGUMENT.captures_iter(written).map(|argument| {
            let value = argument.get(2).or(argument.get(3));
            let value = value.map_or(String::new(), |value| value.as_str().to_owned());
            (argument[1].to_owned(), value)
        });
        Self(all.collect())
    }

    fn get(&self, key: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether all of them are read here: what is not could make it another figure.
    fn is_plain(&self) -> bool {
        let known = [
            "of", "year", "part", "area", "kind", "council", "training", "state", "name", "answer",
        ];
        self.0
            .iter()
            .all(|(name, _)| known.contains(&name.as_str()))
            && self
                .get("kind")
                .is_none_or(|kind| ["target", "result"].contains(&kind))
            && self
                .get("state")
                .is_none_or(|state| state == State::Held.as_str())
    }
}

fn read<'a>(site: &'a Site, code: &Spanned<String>) -> Asked<'a> {
    let (code, span) = (code.value.as_str(), &code.span);
    if let Some(year) = YEAR.captures(code) {
        let year = year[1].parse();
        return year.map_or(Asked::Other, |year| Asked::Year(FiscalYear(year)));
    }
    let Some(call) = CALL.captures(code) else {
        return Asked::Other;
    };
    let arguments = Arguments::of(&call[2]);
    let of = |key: &str| arguments.get(key);
    let path = of("of").unwrap_or_default();
    let question = question(site, path);
    let year = of("year").and_then(|year| year.parse().ok());
    // An answer is of the year of its survey.
    let Some(year) = year.or(question.map(|(_, year)| year)) else {
        return Asked::Other;
    };
    let answer = question.and_then(|(question, _)| {
        let code = of("answer")?;
        let answer = question.answers.iter().find(|a| a.code.value == code)?;
        Some(answer.label.nfkc().collect())
    });
    let area = of("area").and_then(|id| Some(site.areas.get(id)?.name.clone()));
    let plain = arguments.is_plain() || ["meetings", "runs"].contains(&path);
    let filters = call.get(3).map_or("", |filters| filters.as_str());
    Asked::Figure(Figure {
        call: match &call[1] {
            "plan" => Call::Plan,
            "change" => Call::Change,
            "ratio" | "share" => Call::Percent,
            _ => Call::Number,
        },
        of: match (question, plain) {
            (Some((question, _)), true) => Of::Answers(question),
            (None, true) => named(site, path, of("council").or(of("training"))),
            (_, false) => Of::Unknown,
        },
        year: FiscalYear(year),
        only: of("part").map(str::to_owned).or(area).or(answer),
        any_state: of("state") == Some("any"),
        target: of("kind") == Some("target"),
        plans: plans(site, path, of("name").unwrap_or_default()),
        with_unit: filters.contains("with_unit"),
        span: span.clone(),
    })
}

/// The question that `surveys/…/…` names, with the year of its survey.
fn question<'a>(site: &'a Site, path: &str) -> Option<(&'a SurveyQuestion, i32)> {
    let (survey, id) = path.strip_prefix("surveys/")?.split_once('/')?;
    let survey = site.surveys.get(survey)?;
    let question = survey.questions.iter().find(|q| q.id.as_str() == id)?;
    Some((question, survey.year.0))
}

fn plans<'a>(site: &'a Site, of: &str, name: &str) -> Vec<&'a Plan> {
    let all = match of.split_once('/') {
        Some(("councils", id)) => site.councils.get(id).map(|council| &council.plans),
        Some(("trainings", id)) => site.trainings.get(id).map(|training| &training.plans),
        Some(("measures", id)) => site.measures.get(id).map(|measure| &measure.plans),
        _ => None,
    };
    let plans = all.and_then(|plans| plans.get(name));
    plans.into_iter().flatten().collect()
}

fn named<'a>(site: &'a Site, of: &str, within: Option<&str>) -> Of<'a> {
    let mut path = of.split('/');
    match (path.next(), path.next(), path.next()) {
        (Some("measures"), Some(measure), Some(id)) => {
            let measure = site.measures.get(measure);
            let mut all = measure.into_iter().flat_map(|m| &m.indicators);
            all.find(|i| *i.id.value == *id)
                .map_or(Of::Unknown, Of::Indicator)
        }
        (Some("councils"), Some(id), None) => site
            .councils
            .get(id)
            .map_or(Of::Unknown, |c| Of::Council(&c.id.value)),
        (Some("meetings"), None, None) => {
            let council = within.and_then(|id| site.councils.get(id));
            council.map_or(Of::Unknown, |c| Of::Meetings(&c.id.value))
        }
        (Some("runs"), None, None) => {
            let training = within.and_then(|id| site.trainings.get(id));
            training.map_or(Of::Unknown, |t| Of::Runs(&t.id.value))
        }
        _ => Of::Unknown,
    }
}
