//! A year without a figure, between years that have one, says why.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Site},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        let all = measure
            .indicators
            .iter()
            .flat_map(|indicator| indicator.results.keys());
        let all: BTreeSet<FiscalYear> = all.map(|year| **year).collect();
        for indicator in &measure.indicators {
            let own: BTreeSet<FiscalYear> = indicator.results.keys().map(|year| **year).collect();
            let (Some(first), Some(last)) = (own.first(), own.last()) else {
                continue;
            };
            // What is asked every other year has no figure in between, nor has the rest of the measure.
            for year in all.range(*first..*last).filter(|year| !own.contains(year)) {
                let message = format!("`{}` has no figure of {}", indicator.label, year.0);
                problems.push(
                    Diagnostic::warning("measure/gap", message)
                        .at(&indicator.id.span, "of this indicator")
                        .hint(format!(
                            "others of the measure have one: add it, or say why there is none: `{}: not-reported`",
                            year.0
                        ))
                        .waived(measure.waive.reason("measure/gap")),
                );
            }
        }
    }
}
