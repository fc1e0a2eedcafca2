//! A reprint (再掲) points to its measure: what it repeats is the same, letter by letter.

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Measure, Record, Site},
    source::Span,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        let original = measure.reprint_of.as_ref();
        let Some(original) = original.and_then(|id| site.measures.get(id)) else {
            continue;
        };
        repeated(measure, original, problems);
        figures(measure, problems);
    }
}

/// Name and text, if it has any, are those of the measure; spaces and widths of characters do not count.
fn repeated(measure: &Measure, original: &Measure, problems: &mut Diagnostics) {
    let texts = [
        ("name", Some(&measure.name), Some(&original.name)),
        (
            "summary",
            measure.summary.as_ref(),
            original.summary.as_ref(),
        ),
        ("target", measure.target.as_ref(), original.target.as_ref()),
    ];
    for (field, again, first) in texts {
        let Some(again) = again else { continue };
        if first.is_some_and(|first| plain(first) == plain(again)) {
            continue;
        }
        let message = format!(
            "`{field}` of this reprint is not that of `{}`",
            original.name
        );
        problems.push(
            Diagnostic::error("measure/reprint-differs", message)
                .at(measure.span(), "printed again here")
                .related(original.span(), "first here")
                .hint(match field {
                    "name" => format!("write `name: {}`", original.name),
                    _ => format!("take out `{field}`: that of the measure itself is shown"),
                })
                .waived(measure.waive.reason("measure/reprint-differs")),
        );
    }
}

/// Its costs and plans are those of the measure too.
fn figures(measure: &Measure, problems: &mut Diagnostics) {
    let cost = measure.unit_costs.first().map(|cost| &cost.value.span);
    let plan = measure.plans.values().flatten().next();
    let plan = plan.map(|plan| &plan.value.span);
    let spans: [Option<&Span>; 2] = [cost, plan];
    for span in spans.into_iter().flatten() {
        problems.push(
            Diagnostic::error(
                "measure/reprint-with-figures",
                "a reprint has figures of its own",
            )
            .at(span, "these would be said twice")
            .hint("take them out; the figures of the original are shown"),
        );
    }
}

fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
