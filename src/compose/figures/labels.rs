//! The values of dimensions as readers see them.

use std::fmt::Display;

use super::{Dimension, Member};
use crate::{
    compose::writing::label,
    model::{
        Date, Day, FiscalYear, Id, Missing, Nature, Organization, Outcome, Record, Records, Site,
        State, Status, Value,
    },
};

/// Makes members out of what records refer to.
#[derive(Clone, Copy)]
pub(in crate::compose) struct Labels<'a>(pub &'a Site);

impl<'a> Labels<'a> {
    pub fn word(self, key: impl Display) -> String {
        self.0.theme.word(&key.to_string()).to_owned()
    }

    /// 令和6年6月11日（火）
    pub fn date(self, date: Date) -> String {
        self.word("figure.date")
            .replace("{date}", &self.0.config.year_style.show_date(date))
            .replace("{weekday}", date.weekday().encode_utf8(&mut [0; 4]))
    }

    /// 10:00〜15:00, when both are known.
    pub fn hours(self, day: &Day) -> Option<String> {
        let (start, end) = (day.start.as_ref()?, day.end.as_ref()?);
        let words = self.word("timeline.hours");
        Some(words.replace("{start}", start).replace("{end}", end))
    }

    /// A date with its hours, when they are known.
    pub fn day(self, day: &Day) -> String {
        let date = self.date(*day.date);
        let (Some(start), Some(end)) = (&day.start, &day.end) else {
            return date;
        };
        self.word("figure.hours")
            .replace("{date}", &date)
            .replace("{start}", start)
            .replace("{end}", end)
    }

    pub fn record(self, record: &impl Record, rank: i64) -> Member {
        Member::new(Dimension::Record, record.id().as_str(), record.name(), rank)
    }

    pub fn area(self, id: &Id) -> Member {
        let rank = self.0.areas.get(id.as_str()).map_or(0, |a| a.order);
        named(Dimension::Area, &self.0.areas, id, rank)
    }

    pub fn program(self, id: &Id) -> Member {
        let rank = self.0.programs.get(id.as_str()).map_or(0, |p| p.order);
        named(Dimension::Program, &self.0.programs, id, rank)
    }

    pub fn council(self, id: &Id) -> Member {
        let rank = self.0.councils.get(id.as_str()).map_or(0, |c| c.order);
        named(Dimension::Council, &self.0.councils, id, rank)
    }

    pub fn training(self, id: &Id) -> Member {
        let rank = self.0.trainings.get(id.as_str()).map_or(0, |t| t.order);
        named(Dimension::Training, &self.0.trainings, id, rank)
    }

    pub fn measure(self, id: &Id) -> Member {
        named(Dimension::Measure, &self.0.measures, id, 0)
    }

    pub fn year(self, year: FiscalYear) -> Member {
        let label = self.0.config.year_style.show(year);
        Member::new(
            Dimension::Year,
            &year.to_string(),
            &label,
            i64::from(year.0),
        )
    }

    pub fn state(self, state: State) -> Member {
        let label = self.word(format_args!("state.{}", state.as_str()));
        let rank = State::ALL.iter().position(|s| *s == state);
        Member::new(Dimension::State, state.as_str(), &label, place(rank))
    }

    /// `result` or `target`.
    pub fn kind(self, kind: &str) -> Member {
        self.fixed(Dimension::Kind, kind)
    }

    pub fn field(self, field: &str, rank: i64) -> Member {
        let label = self.word(format_args!("figure.column.{field}"));
        Member::new(Dimension::Field, field, &label, rank)
    }

    pub fn missing(self, value: &Value) -> Member {
        let (name, rank) = match value {
            Value::Missing(missing) => (
                missing.as_str(),
                Missing::ALL.iter().position(|m| m == missing),
            ),
            Value::Number(_) | Value::Sessions(_) => ("none", None),
        };
        let label = self.word(format_args!("missing.{name}"));
        Member::new(Dimension::Missing, name, &label, place(rank))
    }

    pub fn status(self, status: Status) -> Member {
        self.fixed(
            Dimension::Status,
            match status {
                Status::Active => "active",
                Status::Ended => "ended",
                Status::Planned => "planned",
            },
        )
    }

    /// Whether an organization is there, or will be.
    pub fn organization_status(self, organization: &Organization) -> Member {
        let member = self.status(organization.status);
        let key = format!("organization.status.{}", member.value);
        Member {
            label: self.word(key),
            ..member
        }
    }

    pub fn nature(self, nature: Nature) -> Member {
        self.fixed(
            Dimension::Nature,
            match nature {
                Nature::Real => "real",
                Nature::Composite => "composite",
                Nature::Simulated => "simulated",
            },
        )
    }

    pub fn outcome(self, outcome: Outcome) -> Member {
        self.fixed(
            Dimension::Outcome,
            match outcome {
                Outcome::GoodPractice => "good-practice",
                Outcome::Lesson => "lesson",
                Outcome::Ongoing => "ongoing",
            },
        )
    }

    fn fixed(self, dimension: Dimension, value: &str) -> Member {
        let label = self.word(format_args!("figure.{}.{value}", dimension.as_str()));
        let rank = dimension.fixed_values().iter().position(|v| *v == value);
        Member::new(dimension, value, &label, place(rank))
    }

    /// The label of a value of a vocabulary, in the language of the site.
    pub fn value(self, vocabulary: &str, value: &str) -> String {
        label(self.0, vocabulary, value)
    }

    /// A value of a vocabulary, in the language of the site.
    pub fn facet(self, dimension: Dimension, value: &str) -> Member {
        let vocabulary = dimension
            .vocabulary()
            .and_then(|name| self.0.vocabularies.get(name));
        let rank = vocabulary.and_then(|v| v.values.iter().position(|v| v.value.value == value));
        let label = vocabulary.and_then(|v| v.value(value)).map(|v| &v.label);
        let label = label.map_or(value, |label| match &label.en {
            Some(english) if self.0.config.language.value == "en" => english,
            _ => &label.ja,
        });
        Member::new(dimension, value, label, place(rank))
    }
}

fn named<T: Record>(dimension: Dimension, records: &Records<T>, id: &Id, rank: i64) -> Member {
    let label = records.get(id.as_str()).map_or(id.as_str(), Record::name);
    Member::new(dimension, id.as_str(), label, rank)
}

fn place(position: Option<usize>) -> i64 {
    position.map_or(0, |p| i64::try_from(p).expect("a list is short"))
}
