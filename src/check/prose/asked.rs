//! What the expressions of a text ask for. Texts hold a mark where one stands; here it is read again,
//! so that the words around it can be compared with what readers will see there.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, figures::only_year};
use crate::{
    diagnostic::Diagnostics,
    model::{FiscalYear, Indicator, Number, Plan, Site, State, SurveyQuestion},
    source::{Span, Spanned},
};

mod around;
mod breakdowns;
mod changes;
mod courses;
mod directions;
mod goals;
mod most;
mod orders;
mod parts;
mod proportions;
mod spread;

/// Where an expression stands in a text.
pub(super) const MARK: char = '\u{FFFC}';

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

/// What one expression asks for.
#[derive(Debug, Clone)]
pub(super) enum Asked<'a> {
    Figure(Figure<'a>),
    /// A fiscal year that is written by a filter.
    Year(FiscalYear),
    /// Anything else: a reference, a reckoned value.
    Other,
}

impl<'a> Asked<'a> {
    fn figure(self) -> Option<Figure<'a>> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Year(_) | Self::Other => None,
        }
    }
}

/// A figure of one year.
#[derive(Debug, Clone)]
pub(super) struct Figure<'a> {
    call: Call,
    pub of: Of<'a>,
    pub year: FiscalYear,
    /// The part or the area that is asked for, by its name.
    pub only: Option<String>,
    /// A target, where a result may stand as well.
    target: bool,
    /// Of all states, whether held or still to come.
    any_state: bool,
    /// The plans of which one holds in the year.
    plans: Vec<&'a Plan>,
    /// The unit is written by a filter.
    with_unit: bool,
    /// Where it is asked for.
    span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// A figure, or a sum of them.
    Number,
    Plan,
    Change,
    /// A ratio, a share.
    Percent,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    Indicator(&'a Indicator),
    Council(&'a str),
    /// Meetings of a council, counted one by one.
    Meetings(&'a str),
    /// Runs of a training.
    Runs(&'a str),
    /// The answers to a question.
    Answers(&'a SurveyQuestion),
    Unknown,
}

/// What all expressions of a text ask for, in their order.
pub(super) fn of<'a>(site: &'a Site, text: &Text<'_>) -> Vec<Asked<'a>> {
    let codes = text.asked.iter();
    let read = |code: &Spanned<String>| read(site, code);
    codes
        .map(|code| code.as_ref().map_or(Asked::Other, read))
        .collect()
}

fn read<'a>(site: &'a Site, code: &Spanned<String>) -> Asked<'a> {
    let (code, span) = (code.value.as_str(), &code.span);
    if let Some(year) = YEAR.captures(code) {
        return year[1]
            .parse()
            .map_or(Asked::Other, |year| Asked::Year(FiscalYear(year)));
    }
    let Some(call) = CALL.captures(code) else {
        return Asked::Other;
    };
    let mut arguments = ARGUMENT.captures_iter(&call[2]);
    let mut all: Vec<(String, String)> = Vec::new();
    all.extend(arguments.by_ref().map(|argument| {
        let value = argument.get(2).or(argument.get(3));
        (
            argument[1].to_owned(),
            value.map_or(String::new(), |v| v.as_str().to_owned()),
        )
    }));
    let of = |key: &str| {
        all.iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    };
    let question = of("of").and_then(|path| question(site, path));
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
    let filters = call.get(3).map_or("", |filters| filters.as_str());
    let area = of("area").and_then(|id| Some(site.areas.get(id)?.name.clone()));
    // What is not read here could make it another figure.
    let known = [
        "of", "year", "part", "area", "kind", "council", "training", "state", "name", "answer",
    ];
    let plain = all.iter().all(|(name, _)| known.contains(&name.as_str()))
        && of("kind").is_none_or(|kind| ["target", "result"].contains(&kind))
        && of("state").is_none_or(|state| state == State::Held.as_str());
    Asked::Figure(Figure {
        call: match &call[1] {
            "plan" => Call::Plan,
            "change" => Call::Change,
            "ratio" | "share" => Call::Percent,
            _ => Call::Number,
        },
        of: match (question, plain || matches!(of("of"), Some("meetings" | "runs"))) {
            (Some((question, _)), true) => Of::Answers(question),
            (None, true) => named(
                site,
                of("of").unwrap_or_default(),
                of("council").or(of("training")),
            ),
            (_, false) => Of::Unknown,
        },
        year: FiscalYear(year),
        only: of("part").map(str::to_owned).or(area).or(answer),
        any_state: of("state") == Some("any"),
        target: of("kind") == Some("target"),
        plans: plans(
            site,
            of("of").unwrap_or_default(),
            of("name").unwrap_or_default(),
        ),
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

impl Figure<'_> {
    /// Its value in a year, as far as it can be told from the record alone.
    fn value(&self, site: &Site, year: FiscalYear) -> Option<Number> {
        if self.call != Call::Number && self.call != Call::Change {
            return None;
        }
        match self.of {
            Of::Indicator(indicator) => {
                let amounts = match (&self.only, self.target) {
                    (None, false) => &indicator.results,
                    (None, true) => &indicator.targets,
                    (Some(label), target) => {
                        let part = indicator.parts.iter().find(|part| part.label == *label)?;
                        if target { &part.targets } else { &part.results }
                    }
                };
                amounts.iter().find(|(of, _)| ***of == year)?.1.number()
            }
            Of::Council(id) => {
                let council = site.councils.get(id)?;
                let counts = council.counts.iter().filter(|count| *count.year == year);
                let counts = counts.filter(|count| match &self.only {
                    Some(name) => site.areas.get(&count.area).is_some_and(|a| a.name == *name),
                    None => true,
                });
                let numbers: Option<Vec<Number>> = counts.map(|c| c.count.number()).collect();
                let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
                Some(numbers.into_iter().sum())
            }
            Of::Answers(question) => {
                let Some(label) = &self.only else {
                    return question.respondents.number();
                };
                let named = |label: &str| label.nfkc().collect::<String>();
                let mut answers = question.answers.iter();
                let answer = answers.find(|answer| named(&answer.label) == *label)?;
                answer.value.number()
            }
            Of::Meetings(_) | Of::Runs(_) | Of::Unknown => None,
        }
    }

    /// The parts, areas or answers of which it shows one, by their names.
    fn names(&self, site: &Site) -> Vec<String> {
        match (self.of, &self.only) {
            (_, None) | (Of::Unknown, _) => Vec::new(),
            (Of::Indicator(indicator), _) => indicator
                .parts
                .iter()
                .map(|part| part.label.clone())
                .collect(),
            (Of::Answers(question), _) => question
                .answers
                .iter()
                .map(|answer| answer.label.nfkc().collect())
                .collect(),
            (Of::Council(_) | Of::Meetings(_) | Of::Runs(_), _) => {
                site.areas.iter().map(|area| area.name.clone()).collect()
            }
        }
    }

    /// The same figure of another part.
    fn part(&self, name: &str) -> Self {
        Self {
            only: Some(name.to_owned()),
            ..self.clone()
        }
    }

    /// The years in which it has a value, the first ones first.
    fn years(&self, site: &Site) -> Vec<FiscalYear> {
        let all = (self.year.0 - 9..=self.year.0 + 3).map(FiscalYear);
        all.filter(|year| self.value(site, *year).is_some())
            .collect()
    }

    /// Whether both are of one thing, in whatever years.
    fn is_of_same(&self, other: &Self) -> bool {
        let same = match (self.of, other.of) {
            (Of::Indicator(a), Of::Indicator(b)) => std::ptr::eq(a, b),
            (Of::Council(a), Of::Council(b)) => a == b,
            _ => false,
        };
        same && self.only == other.only && self.call == other.call && self.target == other.target
    }

    /// The same figure of other parts or areas, by their names.
    fn siblings(&self, site: &Site) -> Vec<(String, Number)> {
        let names = self.names(site);
        let others = names
            .into_iter()
            .filter(|name| self.only.as_ref() != Some(name));
        let value = |name: String| {
            let value = self.part(&name).value(site, self.year)?;
            Some((name, value))
        };
        others.filter_map(value).collect()
    }

    /// Whether one plan holds in its year and in another.
    fn is_one_plan(&self, year: FiscalYear) -> bool {
        self.plans
            .iter()
            .any(|plan| plan.holds_in(self.year) && plan.holds_in(year))
    }

    /// The whole that it is a part of.
    fn whole(&self) -> Option<Self> {
        self.only.as_ref()?;
        Some(Self {
            only: None,
            ..self.clone()
        })
    }
}

/// A sentence of a text with what its expressions ask for.
pub(super) struct Sentence<'t, 'a> {
    pub words: &'t str,
    pub asked: &'t [Asked<'a>],
}

/// The sentences of a normal text.
pub(super) fn sentences<'t, 'a>(words: &'t str, asked: &'t [Asked<'a>]) -> Vec<Sentence<'t, 'a>> {
    let mut rest = asked;
    let cut = words.split_inclusive('。').map(|words| {
        let here = words.matches(MARK).count().min(rest.len());
        let (asked, later) = rest.split_at(here);
        rest = later;
        Sentence { words, asked }
    });
    cut.collect()
}

impl<'t, 'a> Sentence<'t, 'a> {
    /// Each figure, with the words before and behind it.
    fn figures(&self) -> impl Iterator<Item = (&'t str, &'t Figure<'a>, &'t str)> {
        let marks = self.words.match_indices(MARK);
        let (words, asked) = (self.words, self.asked);
        marks
            .zip(asked)
            .filter_map(move |((at, _), asked)| match asked {
                Asked::Figure(figure) => {
                    Some((&words[..at], figure, &words[at + MARK.len_utf8()..]))
                }
                _ => None,
            })
    }

    /// The one fiscal year that it names, in words or by a filter.
    fn year(&self) -> Option<FiscalYear> {
        let told = self.asked.iter().filter_map(|asked| match asked {
            Asked::Year(year) => Some(*year),
            _ => None,
        });
        let mut told = told.chain(only_year(self.words));
        let first = told.next()?;
        told.all(|year| year == first).then_some(first)
    }
}

/// Reports what the words of a text say wrongly of what its expressions ask for, or those of the
/// paragraphs before it in its section.
pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    section: &[Text<'_>],
    told: &[String],
    problems: &mut Diagnostics,
) {
    let shown = section.iter().flat_map(|text| of(site, text));
    let mut shown: Vec<Figure> = shown.filter_map(Asked::figure).collect();
    // A cell speaks of its row.
    if !text.column.is_empty() {
        shown.clear();
    }
    let asked = of(site, text);
    let words: String = text.words.nfkc().collect();
    let last = site.config.publications.iter().map(|p| *p.year).max();
    let mut found = Diagnostics::default();
    for sentence in sentences(&words, &asked) {
        around::check(site, text, &sentence, &mut found);
        parts::check(site, text, &sentence, &mut found);
        most::check(site, text, &sentence, &mut found);
        orders::check(site, text, &sentence, &mut found);
        breakdowns::check(site, text, &sentence, &shown, &mut found);
        courses::check(site, text, &sentence, &shown, &mut found);
        spread::check(site, text, &sentence, &shown, &mut found);
        goals::check(site, text, &sentence, &shown, &mut found);
        directions::check(site, text, &sentence, &shown, &mut found);
        proportions::check(site, text, &sentence, &shown, last, &mut found);
        let here = sentence.figures().map(|(_, figure, _)| figure.clone());
        // A sentence speaks of what it shows itself, or of what was shown last.
        let here: Vec<Figure> = here.collect();
        if !here.is_empty() {
            shown = here;
        }
        changes::check(site, text, &sentence, &shown, last, &mut found);
    }
    // Of one number one thing is told.
    for problem in found.sorted() {
        if !told
            .iter()
            .any(|told| problem.message.contains(&format!("`{told}`")))
        {
            problems.push(problem.clone());
        }
    }
}
