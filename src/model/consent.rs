//! Consent (同意), and who looked at a case before it is published. All but the state of it is internal.

use serde::Deserialize;

use crate::{model::Date, source::Spanned};

/// What the person of a case agreed to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consent {
    pub state: Spanned<ConsentState>,
    /// Where the case may be shown.
    #[serde(default)]
    pub scope: Vec<Spanned<Scope>>,
    pub granted_on: Option<Date>,
    /// The last day on which it holds.
    pub expires: Option<Spanned<Date>>,
    /// Whether the person read the text as it is published.
    #[serde(default)]
    pub reviewed_by_person: bool,
    pub explained_by: Option<String>,
    /// Where the signed form is kept.
    pub form: Option<String>,
    /// How the person can withdraw it.
    pub withdrawal: Option<String>,
    /// What a company or a hospital that readers could recognise agreed to.
    #[serde(default)]
    pub third_party: Vec<ThirdParty>,
}

/// The consent of somebody beside the person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ThirdParty {
    pub who: String,
    pub state: Spanned<ConsentState>,
    pub expires: Option<Spanned<Date>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    Granted,
    Refused,
    Withdrawn,
    Expired,
}

impl ConsentState {
    /// What is missing without it; `None` when it was given.
    pub fn lack(self) -> Option<&'static str> {
        match self {
            Self::Granted => None,
            Self::Refused => Some("the consent was refused"),
            Self::Withdrawn => Some("the consent was withdrawn"),
            Self::Expired => Some("the consent has ended"),
        }
    }
}

/// Where a case may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Pages, search, feeds and files of the site.
    Web,
    /// Books and hand-outs.
    Print,
    /// Reading lists of trainings.
    Training,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Web, Self::Print, Self::Training];

    /// As it is written in `scope`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Print => "print",
            Self::Training => "training",
        }
    }
}

/// Who took out what could tell who the person is, and who looked at it after that.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deidentification {
    pub done_on: Option<Date>,
    pub author: Option<Spanned<String>>,
    pub checker: Option<Spanned<String>>,
    /// What was changed on purpose: 職種, 時期.
    #[serde(default)]
    pub changed: Vec<String>,
}
