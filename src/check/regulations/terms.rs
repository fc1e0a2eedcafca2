//! Terms that a regulation defines for itself: 以下「本事業」という。

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Found, pattern};
use crate::{diagnostic::Diagnostic, source::Span};

static DEFINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"以下、?「([^」]+)」と"));

/// A term is defined once: of two definitions readers take the nearer.
pub(super) fn check(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let places = regulation.places();
    let texts = places.iter().filter_map(|place| place.text());
    let mut seen: BTreeMap<String, &Span> = BTreeMap::new();
    for text in regulation.preamble.iter().chain(texts) {
        let words: String = text.nfkc().collect();
        for said in DEFINED.captures_iter(&words) {
            let term = said[1].to_owned();
            let Some(first) = seen.insert(term.clone(), &text.span) else {
                continue;
            };
            let message = format!("`{term}` is defined twice");
            found.report(
                Diagnostic::warning("regulation/term-twice", message)
                    .at(&text.span, "again here")
                    .related(first, "first here")
                    .hint("keep the first definition, or give the second thing another name"),
            );
        }
    }
}
