//! The rules that a site must keep, one file per family. All are tried, and everything found is told.

use crate::{diagnostic::Diagnostics, model::Site};

mod areas;
mod bands;
mod cases;
mod codes;
mod consent;
mod copies;
mod disclosure;
mod fits;
mod gaps;
mod headings;
mod held;
mod labels;
mod lives;
mod names;
mod numbers;
mod once;
mod own;
mod plain;
mod plans;
mod print;
mod prose;
mod publications;
mod rates;
mod references;
mod regulations;
mod reprints;
mod shown;
mod states;
mod subjects;
mod summaries;
mod surveys;
mod totals;
mod tree;
mod vocabularies;
mod years;

/// All rules over the whole site, and the site without what may not leave: cases and quotes without
/// valid consent, fields that never leave, and counts of persons that are too small.
pub fn check(site: Site) -> (Site, Diagnostics) {
    let mut problems = Diagnostics::default();
    references::check(&site, &mut problems);
    vocabularies::check(&site, &mut problems);
    own::check(&site, &mut problems);
    once::check(&site, &mut problems);
    totals::check(&site, &mut problems);
    states::check(&site, &mut problems);
    held::check(&site, &mut problems);
    subjects::check(&site, &mut problems);
    fits::check(&site, &mut problems);
    areas::check(&site, &mut problems);
    labels::check(&site, &mut problems);
    numbers::check(&site, &mut problems);
    tree::check(&site, &mut problems);
    years::check(&site, &mut problems);
    rates::check(&site, &mut problems);
    surveys::check(&site, &mut problems);
    bands::check(&site, &mut problems);
    lives::check(&site, &mut problems);
    gaps::check(&site, &mut problems);
    reprints::check(&site, &mut problems);
    plans::check(&site, &mut problems);
    summaries::check(&site, &mut problems);
    copies::check(&site, &mut problems);
    regulations::check(&site, &mut problems);
    prose::check(&site, &mut problems);
    names::check(&site, &mut problems);
    headings::check(&site, &mut problems);
    cases::check(&site, &mut problems);
    plain::check(&site, &mut problems);
    publications::check(&site, &mut problems);
    print::check(&site, &mut problems);
    codes::check(&site, &mut problems);
    let site = consent::gate(site, &mut problems);
    let site = consent::quotes(site, &mut problems);
    let site = own::gate(site);
    let site = disclosure::gate(site, &mut problems);
    (site, problems)
}
