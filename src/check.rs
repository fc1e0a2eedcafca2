//! The rules that a site must keep, one file per family. All are tried, and everything found is told.

use crate::{diagnostic::Diagnostics, model::Site};

mod codes;
mod consent;
mod disclosure;
mod once;
mod own;
mod plans;
mod prose;
mod publications;
mod references;
mod shown;
mod states;
mod totals;
mod tree;
mod vocabularies;
mod years;

/// All rules over the whole site, and the site without what may not leave: cases without valid
/// consent, fields that never leave, and counts of persons that are too small.
pub fn check(site: Site) -> (Site, Diagnostics) {
    let mut problems = Diagnostics::default();
    references::check(&site, &mut problems);
    vocabularies::check(&site, &mut problems);
    own::check(&site, &mut problems);
    once::check(&site, &mut problems);
    totals::check(&site, &mut problems);
    states::check(&site, &mut problems);
    tree::check(&site, &mut problems);
    years::check(&site, &mut problems);
    plans::check(&site, &mut problems);
    prose::check(&site, &mut problems);
    publications::check(&site, &mut problems);
    codes::check(&site, &mut problems);
    let site = consent::gate(site, &mut problems);
    let site = own::gate(site);
    let site = disclosure::gate(site, &mut problems);
    (site, problems)
}
