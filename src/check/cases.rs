//! What a case must have before people read it.

use crate::{diagnostic::Diagnostics, model::Site};

mod headings;
mod looked;
mod telling;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    headings::check(site, problems);
    telling::check(site, problems);
    looked::check(site, problems);
}
