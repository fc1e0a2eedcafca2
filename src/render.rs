//! From pages to files. Renderers are functions of the same pages and do not know each other.

use crate::{compose::Pages, diagnostic::Diagnostics, model::Site, outputs::Outputs};

pub mod chart;
pub mod print;
pub mod search;
pub mod text;
pub mod web;
mod world;

/// Every file of the site.
pub fn render(_site: &Site, _pages: &Pages) -> (Outputs, Diagnostics) {
    (Outputs::default(), Diagnostics::default())
}
