//! Whether a thing took place.

use serde::Deserialize;

/// The state of a meeting, a run or a count; held ones are never added up with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Held,
    Planned,
    Undecided,
    Cancelled,
    Postponed,
}

impl State {
    pub const ALL: [Self; 5] = [
        Self::Held,
        Self::Planned,
        Self::Undecided,
        Self::Cancelled,
        Self::Postponed,
    ];

    /// The word in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Undecided => "undecided",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }
}
