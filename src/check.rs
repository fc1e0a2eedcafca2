//! The rules that a site must keep, one file per family.

use crate::{diagnostic::Diagnostics, model::Site};

/// All rules over the whole site, and the site without what may not leave: cases without valid consent.
pub fn check(site: Site) -> (Site, Diagnostics) {
    (site, Diagnostics::default())
}
