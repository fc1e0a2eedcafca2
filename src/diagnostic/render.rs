//! Diagnostics as people and programs read them.

use super::Diagnostics;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With excerpt and hints.
    Human,
    /// One line each.
    Short,
    /// One JSON array.
    Json,
}

/// All diagnostics in one text.
pub fn render(_diagnostics: &Diagnostics, _format: Format) -> String {
    String::new()
}
