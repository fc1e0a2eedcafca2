//! Pages as HTML: the one file that knows Tera templates for pages.

use crate::{compose::Pages, diagnostic::Diagnostics, model::Site, outputs::Outputs};

/// Every page, the theme's files and the assets.
pub fn web(_site: &Site, _pages: &Pages) -> (Outputs, Diagnostics) {
    (Outputs::default(), Diagnostics::default())
}
