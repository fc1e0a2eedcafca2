//! Areas (圏域): the parts of the region in which councils meet.

use serde::Deserialize;

use crate::{
    model::{Date, Id, Waivers},
    source::Spanned,
};

/// An area with its centre and municipalities.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Area {
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: String,
    pub program: Spanned<Id>,
    /// The organization that hosts the council.
    pub centre: Option<Spanned<Id>>,
    #[serde(default)]
    pub municipalities: Vec<Municipality>,
    pub summary: Option<String>,
    pub order: i64,
    /// Where it lies on a map of tiles: columns from the west, rows from the north.
    pub tile: Option<Spanned<Tile>>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// A place on a map of tiles, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tile {
    pub column: u8,
    pub row: u8,
}

/// A municipality with its six-digit code (全国地方公共団体コード), which keeps its leading zero.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Municipality {
    pub name: String,
    pub code: Option<Spanned<String>>,
}
