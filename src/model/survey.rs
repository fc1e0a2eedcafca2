//! Surveys (調査・アンケート): what was asked of whom, how many answered, and what they said.

use serde::Deserialize;

use crate::{
    model::{Amount, ConsentState, Date, FiscalYear, Id, Number, Of, Waivers},
    source::Spanned,
};

/// A survey with its questions. The return rate is computed, never typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Survey {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    pub year: Spanned<FiscalYear>,
    pub program: Option<Spanned<Id>>,
    pub summary: Option<String>,
    /// What it asks about: `council:x`, `meeting:x`, `training:x`, `run:training/x`, `measure:x`.
    #[serde(default)]
    pub about: Vec<Spanned<String>>,
    /// 郵送、ウェブ
    pub method: Option<String>,
    /// Who answers; only persons can be disclosed.
    #[serde(default = "persons")]
    pub of: Of,
    /// The unit of its counts, where it is not that of persons.
    pub unit: Option<String>,
    /// How many were asked.
    pub asked: Option<Spanned<Amount>>,
    /// How many sent it back.
    pub returned: Option<Spanned<Amount>>,
    #[serde(default)]
    pub questions: Vec<SurveyQuestion>,
    /// Invented for the example, and said to be.
    #[serde(default)]
    pub invented: bool,
    pub note: Option<String>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

fn persons() -> Of {
    Of::Persons
}

/// A question of a survey.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SurveyQuestion {
    pub id: Spanned<Id>,
    pub text: String,
    pub form: Spanned<AnswerForm>,
    /// How many answered it: the denominator of its rates.
    pub respondents: Spanned<Amount>,
    /// Of a question for a number: the unit of that number.
    pub unit: Option<String>,
    pub mean: Option<Spanned<Amount>>,
    pub median: Option<Spanned<Amount>>,
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The vocabulary that free answers are sorted by; `theme` when missing.
    pub vocabulary: Option<Spanned<String>>,
    /// Free answers by what they are about.
    #[serde(default)]
    pub coded: Vec<CodedAnswer>,
    #[serde(default)]
    pub quotes: Vec<SurveyQuote>,
    pub note: Option<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerForm {
    /// One of the answers: they add up to the respondents.
    Single,
    /// Any of the answers.
    Multiple,
    /// A number; the answers are its bands.
    Number,
    /// In words.
    Free,
}

/// One of the answers to choose from, and how often it was chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answer {
    pub code: Spanned<String>,
    pub label: String,
    pub value: Spanned<Amount>,
}

/// How many free answers were about a theme; one answer may have several.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodedAnswer {
    pub theme: Spanned<String>,
    pub value: Spanned<Amount>,
}

/// The words of somebody who answered; without consent they are left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SurveyQuote {
    pub text: Spanned<String>,
    /// Who said it, as a group: 企業の担当者.
    pub by: Option<String>,
    pub consent: Option<Spanned<ConsentState>>,
    /// The day the consent ends.
    pub expires: Option<Spanned<Date>>,
}

impl Survey {
    /// How many of those asked sent it back, in percent.
    pub fn return_rate(&self) -> Option<Number> {
        let returned = self.returned.as_ref()?.number()?;
        returned.percent_of(self.asked.as_ref()?.number()?, 1)
    }
}

impl SurveyQuestion {
    /// The counts of its answers: those to choose from, and those in words by theme.
    pub fn counts(&self) -> impl Iterator<Item = (&Spanned<String>, &Spanned<Amount>)> {
        let answers = self.answers.iter().map(|a| (&a.code, &a.value));
        answers.chain(self.coded.iter().map(|c| (&c.theme, &c.value)))
    }

    /// The counts of its answers, to be changed.
    pub fn counts_mut(&mut self) -> impl Iterator<Item = &mut Spanned<Amount>> {
        let answers = self.answers.iter_mut().map(|a| &mut a.value);
        answers.chain(self.coded.iter_mut().map(|c| &mut c.value))
    }

    /// Whether everybody who answered is in exactly one of the answers.
    pub fn adds_up(&self) -> bool {
        matches!(*self.form, AnswerForm::Single | AnswerForm::Number)
    }

    /// The vocabulary of its free answers.
    pub fn themes(&self) -> &str {
        self.vocabulary.as_ref().map_or("theme", |v| v.as_str())
    }
}
