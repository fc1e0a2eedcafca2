//! When something began: 「[[training:seminar]]は、令和6年度に始まりました」 of what was there before.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Record, Site},
    source::Span,
};

static BEGUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\[\[(training|measure|council):([a-z0-9-]+)(?:[|｜][^\]]*)?\]\]は、?([^。、\[{]{2,9}年度)(?:に|から)(?:始ま|始め|開始)",
    )
    .expect("the pattern is written here")
});

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains("年度") {
        return;
    }
    for found in BEGUN.captures_iter(text.span.text()) {
        let words: String = found[3].nfkc().collect();
        let Some(said) = FiscalYear::parse(&words) else {
            continue;
        };
        let Some((first, span)) = first_year(site, &found[1], &found[2]) else {
            continue;
        };
        if first == said {
            continue;
        }
        let message = format!("`{words}` is said, the data begins in {}", first.0);
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(&found[3]), "said here")
                .related(span, "of this record")
                .hint("correct the year, or the years of the record"),
            problems,
        );
    }
}

/// The first year of which something is recorded.
fn first_year<'a>(site: &'a Site, kind: &str, id: &str) -> Option<(FiscalYear, &'a Span)> {
    match kind {
        "training" => {
            let training = site.trainings.get(id)?;
            Some((
                training.runs.iter().map(|run| *run.year).min()?,
                training.span(),
            ))
        }
        "council" => {
            let council = site.councils.get(id)?;
            let met = site.meetings.iter().filter(|m| *m.council == *council.id);
            let years = met
                .map(|m| *m.year)
                .chain(council.counts.iter().map(|c| *c.year));
            Some((years.min()?, council.span()))
        }
        _ => {
            let measure = site.measures.get(id)?;
            Some((**measure.from.as_ref()?, measure.span()))
        }
    }
}
