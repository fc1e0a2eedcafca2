//! Surveys add up: nobody answers who was not asked, and each answer has its own code.

use std::collections::BTreeMap;

use super::references::unknown;
use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Amount, AnswerForm, Collection, Number, Of, Run, Site, Survey, SurveyQuestion},
    source::{Span, Spanned},
};

/// What a survey can be about, as `kind:id`; a run is `run:training/id`.
const ABOUT: [Collection; 6] = [
    Collection::Programs,
    Collection::Areas,
    Collection::Councils,
    Collection::Meetings,
    Collection::Trainings,
    Collection::Measures,
];

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for survey in site.surveys.iter() {
        for about in &survey.about {
            refers(site, about, problems);
        }
        let mut surveys = Checking { survey, problems };
        if let (Some(returned), Some(asked)) = (&survey.returned, &survey.asked) {
            surveys.too_many(("`returned`", returned), ("`asked`", asked));
        }
        surveys.attended(site);
        for question in &survey.questions {
            surveys.question(site, question);
        }
    }
}

struct Checking<'a> {
    survey: &'a Survey,
    problems: &'a mut Diagnostics,
}

impl Checking<'_> {
    fn report(&mut self, problem: Diagnostic) {
        let reason = self.survey.waive.reason(problem.code);
        self.problems.push(problem.waived(reason));
    }

    /// Of those who attended one meeting or run, not more can answer than attended.
    fn attended(&mut self, site: &Site) {
        let [about] = self.survey.about.as_slice() else {
            return;
        };
        let attended = match about.split_once(':') {
            Some(("meeting", id)) => site.meetings.get(id).and_then(|m| m.attended.as_ref()),
            Some(("run", id)) => {
                let mut runs = site.trainings.iter().flat_map(|training| {
                    let of = |run: &&Run| format!("{}/{}", training.id.value, run.id.value) == id;
                    training.runs.iter().filter(of)
                });
                runs.next().and_then(|run| run.attended.as_ref())
            }
            _ => None,
        };
        if let (Some(attended), Some(returned)) = (attended, &self.survey.returned) {
            self.too_many(("`returned`", returned), ("`attended`", attended));
        }
    }

    /// The first is at most the second.
    fn too_many(
        &mut self,
        (less, few): (&str, &Spanned<Amount>),
        (more, many): (&str, &Spanned<Amount>),
    ) {
        let Some((small, great)) = few.number().zip(many.number()) else {
            return;
        };
        if small > great {
            let message = format!("{less} is {small}, more than {more}, which is {great}");
            self.report(
                Diagnostic::error("survey/too-many", message)
                    .at(&few.span, "more than can be")
                    .related(&many.span, "than this")
                    .hint("one of the two is wrong: look at the source"),
            );
        }
    }

    fn question(&mut self, site: &Site, question: &SurveyQuestion) {
        if let Some(returned) = &self.survey.returned {
            self.too_many(
                ("`respondents`", &question.respondents),
                ("`returned`", returned),
            );
        }
        self.codes(question);
        self.form(question);
        if question.adds_up() {
            self.adds_up(question);
        } else {
            for (code, value) in question.counts() {
                let respondents = ("`respondents`", &question.respondents);
                self.too_many((&format!("`{}`", code.value), value), respondents);
            }
        }
        let shown = |all: Number| !all.is_zero() && !site.config.small_numbers.hides(all);
        let told = question.respondents.number().is_some_and(shown);
        if self.survey.of == Of::Persons && *question.form != AnswerForm::Free && told {
            self.everybody(question);
        }
    }

    /// What all who answered said tells of each of them.
    fn everybody(&mut self, question: &SurveyQuestion) {
        let all = question.respondents.number();
        let mut counts = question.counts();
        let said = counts.find(|(_, count)| count.number() == all);
        if let Some((code, count)) = said {
            let message = format!("everybody who answered gave the answer `{}`", code.value);
            self.report(
                Diagnostic::warning("survey/tells", message)
                    .at(&count.span, "all of them")
                    .related(&question.respondents.span, "who answered")
                    .hint(
                        "it tells of each of them: leave it out, or waive it when it harms nobody",
                    ),
            );
        }
    }

    fn codes(&mut self, question: &SurveyQuestion) {
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        for (code, _) in question.counts() {
            if let Some(first) = seen.insert(code.as_str(), &code.span) {
                let message = format!("the code `{}` is taken", code.value);
                self.report(
                    Diagnostic::error("survey/same-code", message)
                        .at(&code.span, "again here")
                        .related(first, "first here")
                        .hint("give each answer of a question its own code"),
                );
            }
        }
    }

    /// Free answers are sorted by theme, others have codes; only numbers have a mean.
    fn form(&mut self, question: &SurveyQuestion) {
        let free = *question.form == AnswerForm::Free;
        let number = *question.form == AnswerForm::Number;
        let answer = question.answers.first().map(|answer| &answer.code.span);
        let coded = question.coded.first().map(|coded| &coded.theme.span);
        let mean = question.mean.as_ref().or(question.median.as_ref());
        let wrong = [
            (answer.filter(|_| free), "answers to choose from", "coded"),
            (coded.filter(|_| !free), "themes", "answers"),
        ];
        for (span, has, instead) in wrong {
            if let Some(span) = span {
                let message = format!("a question of this form has no {has}");
                self.report(
                    Diagnostic::error("survey/form", message)
                        .at(span, "given here")
                        .related(&question.form.span, "the form")
                        .hint(format!("write them as `{instead}`, or correct `form`")),
                );
            }
        }
        if let Some(mean) = mean.filter(|_| !number) {
            self.report(
                Diagnostic::error("survey/form", "only numbers have a mean or a median")
                    .at(&mean.span, "given here")
                    .related(&question.form.span, "the form")
                    .hint("write `form: number`, or take it out"),
            );
        }
    }

    fn adds_up(&mut self, question: &SurveyQuestion) {
        let counts: Option<Vec<Number>> = question
            .answers
            .iter()
            .map(|answer| answer.value.number())
            .collect();
        let (Some(counts), Some(respondents)) = (counts, question.respondents.number()) else {
            return;
        };
        let sum: Number = counts.iter().copied().sum();
        if !counts.is_empty() && sum != respondents {
            let message =
                format!("{respondents} answered this question, its answers add up to {sum}");
            self.report(
                Diagnostic::error("survey/answers-differ", message)
                    .at(&question.respondents.span, "so many answered")
                    .related(&question.id.span, "of this question")
                    .hint("who gave no answer is an answer too (無回答); several answers are `form: multiple`"),
            );
        }
    }
}

/// `council:x` names a council, `run:training/x` a run of a training.
fn refers(site: &Site, about: &Spanned<String>, problems: &mut Diagnostics) {
    let kinds = || ABOUT.map(Collection::kind).into_iter().chain(["run"]);
    let (kind, id) = about.split_once(':').unwrap_or(("", about.as_str()));
    if kind == "run" {
        return run(site, about, id, problems);
    }
    let Some(collection) = ABOUT.into_iter().find(|c| c.kind() == kind) else {
        let known: Vec<&str> = kinds().collect();
        let message = format!("`{}` does not say what kind of record it is", about.value);
        problems.push(
            Diagnostic::error("reference/unknown", message)
                .at(&about.span, "referred to here")
                .hint(format!(
                    "write `kind:id`; the kinds are {}",
                    known.join(", ")
                )),
        );
        return;
    };
    let ids = site.ids(collection);
    if !ids.contains(&id) {
        let message = format!("no {kind} is called `{id}`");
        problems.push(unknown(message, &about.span, nearest(id, ids)));
    }
}

fn run(site: &Site, about: &Spanned<String>, id: &str, problems: &mut Diagnostics) {
    let runs = site.trainings.iter().flat_map(|training| {
        let runs = training.runs.iter();
        runs.map(|run| format!("{}/{}", training.id.value, run.id.value))
    });
    let runs: Vec<String> = runs.collect();
    if !runs.iter().any(|run| run == id) {
        let message = format!("no run is called `{id}`");
        let near = nearest(id, runs.iter().map(String::as_str));
        problems.push(unknown(message, &about.span, near));
    }
}
