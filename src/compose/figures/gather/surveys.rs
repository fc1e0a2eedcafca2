//! The figures of surveys: how many were asked and answered, and for each question the respondents,
//! the answers and their shares.

use super::{Gatherer, described, noted};
use crate::{
    compose::figures::{Dimension, Member},
    model::{Amount, Missing, Of, Survey, SurveyQuestion, Value},
    source::Spanned,
};

/// The kinds of figure of a question besides its counts; they are given only when asked for.
const KINDS: [&str; 4] = ["result", "share", "mean", "median"];

impl Gatherer<'_> {
    pub(super) fn surveys(&mut self) {
        for survey in self.site.surveys.iter() {
            let mut members = vec![
                self.labels.record(survey, 0),
                self.labels.year(*survey.year),
            ];
            members.extend(survey.program.as_ref().map(|p| self.labels.program(p)));
            let summary = survey.summary.as_deref().unwrap_or_default();
            let mut details = described(survey, summary);
            details.extend(noted(survey.note.as_ref(), survey.source.as_ref()));
            self.record("surveys", members, details);
            self.sent(survey);
            for question in &survey.questions {
                self.question(survey, question);
            }
        }
    }

    /// How many were asked, and how many sent it back.
    fn sent(&mut self, survey: &Survey) {
        let series = format!("surveys/{}", survey.id.value);
        let begin = self.all.figures.len();
        let unit = self.unit_of(survey);
        let fields = [("asked", &survey.asked), ("returned", &survey.returned)];
        for (rank, (field, amount)) in (0..).zip(fields) {
            let Some(amount) = amount else { continue };
            let mut members = self.common(survey);
            members.push(self.labels.field(field, rank));
            self.amount(&series, members, amount, None, (&unit, survey.of));
        }
        if let Some(rate) = survey.return_rate() {
            let mut members = self.common(survey);
            members.push(self.labels.field("return-rate", 2));
            let rate = Amount::from(Value::Number(rate));
            self.amount(&series, members, &rate, None, ("%", Of::Rate));
        }
        let instead = "it does not say how many were asked".to_owned();
        self.named(series, &survey.name, begin, instead);
    }

    fn question(&mut self, survey: &Survey, question: &SurveyQuestion) {
        let series = format!("surveys/{}/{}", survey.id.value, question.id.value);
        if self.all.series.contains_key(&series) {
            return;
        }
        let unit = self.unit_of(survey);
        let n = &question.respondents;
        let members = self.of_kind(survey, question, "result");
        self.amount(&series, members, n, None, (&unit, survey.of));
        let own = question.unit.as_deref().unwrap_or_default();
        for (kind, amount) in [("mean", &question.mean), ("median", &question.median)] {
            let Some(amount) = amount else { continue };
            let members = self.of_kind(survey, question, kind);
            self.amount(&series, members, amount, None, (own, Of::Rate));
        }
        for (rank, (code, count)) in (0..).zip(question.counts()) {
            let answer = self.answer(question, code, rank);
            let mut members = self.of_kind(survey, question, "result");
            members.push(answer.clone());
            self.amount(&series, members, count, None, (&unit, survey.of));
            let mut members = self.of_kind(survey, question, "share");
            members.push(answer);
            let share = share(count, n);
            self.amount(&series, members, &share, None, ("%", Of::Rate));
        }
        self.series(series.clone(), question.text.clone());
        let n = match &n.value.value {
            Value::Number(n) => n.grouped(),
            Value::Sessions(written) => written.clone(),
            Value::Missing(why) => self.labels.word(format_args!("missing.{}", why.as_str())),
        };
        let n = self.labels.word("survey.n").replace("{n}", &n);
        let said = &mut self.all.series[&series];
        said.overlaps = !question.adds_up();
        said.notes.push(n);
        said.notes.extend(question.respondents.note.clone());
        said.notes.extend(question.note.clone());
    }

    fn common(&self, survey: &Survey) -> Vec<Member> {
        let mut members = vec![
            Member::new(Dimension::Survey, &survey.id, &survey.name, 0),
            self.labels.year(*survey.year),
        ];
        members.extend(survey.program.as_ref().map(|p| self.labels.program(p)));
        members
    }

    /// What is said of all figures of a question; those of two questions are never added up.
    fn of_kind(&self, survey: &Survey, question: &SurveyQuestion, kind: &str) -> Vec<Member> {
        let mut members = self.common(survey);
        let questions = survey.questions.iter();
        let rank = (0..).zip(questions).find(|(_, q)| q.id == question.id);
        let rank = rank.map_or(0, |(rank, _)| rank);
        let (id, name) = (question.id.as_str(), question.text.as_str());
        members.push(Member::new(Dimension::Indicator, id, name, rank));
        let label = self.labels.word(format_args!("survey.kind.{kind}"));
        let rank = (0..).zip(KINDS).find(|(_, known)| *known == kind);
        let rank = rank.map_or(0, |(rank, _)| rank);
        members.push(Member::new(Dimension::Kind, kind, &label, rank));
        members
    }

    /// An answer under its code; a theme of free answers under its value.
    fn answer(&self, question: &SurveyQuestion, code: &str, rank: i64) -> Member {
        let mut answers = question.answers.iter();
        let label = answers.find(|answer| answer.code.as_str() == code);
        let label = label.map(|answer| answer.label.clone());
        let label = label.unwrap_or_else(|| self.labels.value(question.themes(), code));
        Member::new(Dimension::Answer, code, &label, rank)
    }

    fn unit_of(&self, survey: &Survey) -> String {
        let persons = || self.labels.word("figure.unit.persons");
        survey.unit.clone().unwrap_or_else(persons)
    }
}

/// A count as a share of the respondents; why it is missing when one of the two is.
fn share(count: &Spanned<Amount>, respondents: &Spanned<Amount>) -> Amount {
    let missing = |amount: &Spanned<Amount>| match amount.value.value {
        Value::Missing(why) => Some(Value::Missing(why)),
        _ => None,
    };
    let percent = count.number().zip(respondents.number());
    let percent = percent.and_then(|(count, n)| count.percent_of(n, 1));
    let value = percent
        .map(Value::Number)
        .or_else(|| missing(count))
        .or_else(|| missing(respondents));
    Amount::from(value.unwrap_or(Value::Missing(Missing::NotApplicable)))
}
