//! Books as PDF, set by Typst.

use crate::{compose::Pages, diagnostic::Diagnostics, model::Site, outputs::Outputs};

/// One PDF for each book.
pub fn print(_site: &Site, _pages: &Pages) -> (Outputs, Diagnostics) {
    (Outputs::default(), Diagnostics::default())
}
