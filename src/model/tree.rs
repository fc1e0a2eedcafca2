//! The tree 視点 → 行動 → 事業 that orders the measures of a collaboration program.

use serde::Deserialize;

use crate::{
    model::{Date, Id, Waivers},
    source::Spanned,
};

/// A tree of named levels whose leaves are measures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tree {
    pub id: Spanned<Id>,
    pub title: String,
    pub program: Option<Spanned<Id>>,
    /// What the levels are called: 視点, 行動.
    pub levels: Vec<String>,
    pub nodes: Vec<Node>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// A viewpoint or an action: more nodes, or measures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Node {
    pub num: Spanned<u32>,
    pub title: String,
    pub summary: Option<String>,
    #[serde(default)]
    pub nodes: Vec<Node>,
    #[serde(default)]
    pub measures: Vec<Spanned<Id>>,
}
