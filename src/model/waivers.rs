//! Findings that people looked at and found right.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::source::Spanned;

/// Codes of findings with the reason why each is no mistake here: `measure/copied: 令和4年度も同数と確認済み`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Waivers(IndexMap<Spanned<String>, String>);

impl Waivers {
    /// Why a finding is waived; `None` when it is not.
    pub fn reason(&self, code: &str) -> Option<&str> {
        let mut waived = self.0.iter().filter(|(waived, _)| waived.as_str() == code);
        waived.next().map(|(_, reason)| reason.as_str())
    }

    /// The codes with their places and reasons.
    pub fn iter(&self) -> impl Iterator<Item = (&Spanned<String>, &str)> {
        self.0.iter().map(|(code, reason)| (code, reason.as_str()))
    }
}
