//! The dimensions by which figures are asked for, and the further facts that lists of records show.

use crate::model::{FieldName, State, Word};

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($variant,)*
            /// A field of a collection that the site adds.
            Own(FieldName),
        }

        impl $type {
            /// All but those of own collections.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in filters and parameters.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Own(field) => field.name.as_str(),
                }
            }

            /// Whether this is its name in a filter; `age_band` is `age-band`.
            pub fn is_called(self, name: &str) -> bool {
                self.as_str() == name.replace('_', "-")
            }

            /// The key of its name among the words of the theme.
            pub fn word(self) -> String {
                match self {
                    Self::Own(field) => field.label(),
                    named => format!("figure.column.{}", named.as_str()),
                }
            }

            /// `None` when nothing is called so; `age_band` is `age-band`, as names in expressions have no hyphen.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.is_called(name))
            }
        }
    };
}

named! {
    /// What a figure can be filtered and arranged by.
    Dimension {
        Record = "record",
        Program = "program",
        Council = "council",
        Training = "training",
        Measure = "measure",
        Indicator = "indicator",
        Part = "part",
        Survey = "survey",
        Answer = "answer",
        Area = "area",
        Year = "year",
        State = "state",
        Kind = "kind",
        Field = "field",
        Missing = "missing",
        Status = "status",
        Nature = "nature",
        Outcome = "outcome",
        OrganizationKind = "organization-kind",
        Department = "department",
        Moment = "moment",
        Difficulty = "difficulty",
        Accommodation = "accommodation",
        Actor = "actor",
        Contact = "contact",
        Theme = "theme",
        AgeBand = "age-band",
        DiagnosisGroup = "diagnosis-group",
        Industry = "industry",
        SizeBand = "size-band",
        HoursBand = "hours-band",
        Disclosure = "disclosure",
        Retention = "retention",
    }
}

named! {
    /// What a list of records shows besides its dimensions.
    Detail {
        Name = "name",
        Num = "num",
        PrintedNo = "printed-no",
        Title = "title",
        Reading = "reading",
        Summary = "summary",
        Content = "content",
        Date = "date",
        Form = "form",
        Capacity = "capacity",
        Applied = "applied",
        Attended = "attended",
        Completed = "completed",
        Note = "note",
        Source = "source",
    }
}

impl Dimension {
    /// The vocabulary that holds its values.
    pub fn vocabulary(self) -> Option<&'static str> {
        match self {
            Self::Actor | Self::OrganizationKind => Some("organization-kind"),
            Self::Own(field) => field.vocabulary.map(Word::as_str),
            Self::Moment
            | Self::Difficulty
            | Self::Accommodation
            | Self::Contact
            | Self::Theme
            | Self::AgeBand
            | Self::DiagnosisGroup
            | Self::Industry
            | Self::SizeBand
            | Self::HoursBand
            | Self::Disclosure
            | Self::Retention => Some(self.as_str()),
            _ => None,
        }
    }

    /// Every record is known to have one value or another of it, so that none of a value is zero.
    /// Of an area without meetings we know no such thing.
    pub fn is_closed(self) -> bool {
        self.vocabulary().is_some()
            || matches!(
                self,
                Self::State | Self::Status | Self::Nature | Self::Outcome
            )
    }

    /// The values that are good although no figure may have them.
    pub(super) fn fixed_values(self) -> &'static [&'static str] {
        const STATES: [&str; State::ALL.len()] =
            ["held", "planned", "undecided", "cancelled", "postponed"];
        match self {
            Self::State => &STATES,
            Self::Status => &["active", "ended", "planned"],
            Self::Nature => &["real", "composite", "simulated"],
            Self::Outcome => &["good-practice", "lesson", "ongoing"],
            Self::Kind => &["result", "target", "reprint"],
            _ => &[],
        }
    }
}

/// A value of a dimension, as data writes it and as readers see it.
#[derive(Debug, Clone)]
pub struct Member {
    pub dimension: Dimension,
    pub value: String,
    pub label: String,
    /// What the value belongs to: 就業技術科 for a school.
    pub group: Option<String>,
    /// The place among its neighbours; then by the order of the data.
    pub rank: i64,
}

impl Member {
    pub(super) fn new(dimension: Dimension, value: &str, label: &str, rank: i64) -> Self {
        Self {
            dimension,
            value: value.to_owned(),
            label: label.to_owned(),
            group: None,
            rank,
        }
    }
}
