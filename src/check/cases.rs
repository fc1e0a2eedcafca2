//! What a case must have before people read it.

use crate::{diagnostic::Diagnostics, model::Site};

mod headings;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    headings::check(site, problems);
}
