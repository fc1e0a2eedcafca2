//! Margins leave room for words.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Print, Site},
    source::Span,
};

/// Less is no page of words and tables, in millimetres.
const LEAST: (f64, f64) = (60.0, 90.0);

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let whole = &site.config.print;
    let mut told: Vec<Span> = Vec::new();
    for publication in &site.config.publications {
        let printing = publication.print.over(whole);
        let (width, height) = printing.area();
        if width >= LEAST.0 && height >= LEAST.1 {
            continue;
        }
        let across = width < LEAST.0;
        let said = place(&publication.print, across).or_else(|| place(whole, across));
        let span = said.unwrap_or(&publication.id.span);
        if told
            .iter()
            .any(|s| s.range == span.range && s.source.is(&span.source))
        {
            continue;
        }
        told.push(span.clone());
        let message = format!(
            "the margins leave {width:.0} × {height:.0} mm of {:?} for words",
            printing.paper
        );
        problems.push(
            Diagnostic::error("config/margins", message)
                .at(span, "too much with the others")
                .hint(format!(
                    "leave {:.0} × {:.0} mm or more: make the margins smaller, or the paper larger",
                    LEAST.0, LEAST.1
                )),
        );
    }
}

/// What takes most of the width or the height, or else the paper.
fn place(print: &Print, across: bool) -> Option<&Span> {
    let margins = &print.margins;
    let lengths = match across {
        true => [&margins.inside, &margins.outside, &print.gutter],
        false => [&margins.top, &margins.bottom, &None],
    };
    let lengths = lengths.into_iter().flatten();
    let most = lengths.max_by(|a, b| a.value.0.total_cmp(&b.value.0));
    let paper = print.paper.as_ref().map(|paper| &paper.span);
    most.map(|length| &length.span).or(paper)
}
