//! The values of what expressions ask for, in other years and of other parts too.

use unicode_normalization::UnicodeNormalization;

use super::{Call, Figure, Of};
use crate::model::{FiscalYear, Number, Site};

impl Figure<'_> {
    /// Its value in a year, as far as it can be told from the record alone.
    pub(super) fn value(&self, site: &Site, year: FiscalYear) -> Option<Number> {
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
    pub(super) fn names(&self, site: &Site) -> Vec<String> {
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
    pub(super) fn part(&self, name: &str) -> Self {
        Self {
            only: Some(name.to_owned()),
            ..self.clone()
        }
    }

    /// The years in which it has a value, the first ones first.
    pub(super) fn years(&self, site: &Site) -> Vec<FiscalYear> {
        let all = (self.year.0 - 9..=self.year.0 + 3).map(FiscalYear);
        all.filter(|year| self.value(site, *year).is_some())
            .collect()
    }

    /// Whether both are of one thing, in whatever years.
    pub(super) fn is_of_same(&self, other: &Self) -> bool {
        let same = match (self.of, other.of) {
            (Of::Indicator(a), Of::Indicator(b)) => std::ptr::eq(a, b),
            (Of::Council(a), Of::Council(b)) => a == b,
            _ => false,
        };
        same && self.only == other.only && self.call == other.call && self.target == other.target
    }

    /// The same figure of other parts or areas, by their names.
    pub(super) fn siblings(&self, site: &Site) -> Vec<(String, Number)> {
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
    pub(super) fn is_one_plan(&self, year: FiscalYear) -> bool {
        self.plans
            .iter()
            .any(|plan| plan.holds_in(self.year) && plan.holds_in(year))
    }

    /// The whole that it is a part of.
    pub(super) fn whole(&self) -> Option<Self> {
        self.only.as_ref()?;
        Some(Self {
            only: None,
            ..self.clone()
        })
    }
}
