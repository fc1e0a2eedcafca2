//! The part, the area or the answer that words name beside an expression is the one it asks for:
//! 「北浦は{{ sum(…, area="chuo") }}件」.

use unicode_normalization::UnicodeNormalization;

use super::{MARK, Sentence};
use crate::{
    check::prose::Text,
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
};

/// So far from its figure a name belongs to something else.
const NEAR: usize = 14;
/// Words by which another part is compared with.
const BESIDE: [&str; 9] = ["より", "比べ", "除", "以外", "次", "続", "から", "、", "と"];

pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    sentence: &Sentence<'_, '_>,
    problems: &mut Diagnostics,
) {
    for (before, figure, _) in sentence.figures() {
        let Some(only) = &figure.only else { continue };
        let only: String = only.nfkc().collect();
        let names: Vec<String> = figure.names(site).iter().map(|n| n.nfkc().collect()).collect();
        let since = before.rsplit(MARK).next().unwrap_or(before);
        if before.contains(only.as_str()) {
            continue;
        }
        let place = |name: &String| Some((since.rfind(name.as_str())? + name.len(), name.clone()));
        // 「職場の理解で、120社のうち71社」
        let topic = |name: &&String| before.contains(&format!("{name}で、"));
        let found = names.iter().filter_map(place).max();
        let found = found.or_else(|| Some((since.len(), names.iter().find(topic)?.clone())));
        let Some((end, named)) = found else {
            continue;
        };
        let between = &since[end..];
        // 「職場の理解で、…」: what it is said of stands before the first comma.
        let topic = between.strip_prefix("で、").unwrap_or(between);
        let apart = BESIDE.iter().any(|word| topic.contains(word));
        let part = named.contains(only.as_str()) || only.contains(named.as_str());
        if apart || part || topic.chars().count() > NEAR || named.chars().count() < 2 {
            continue;
        }
        let message = format!("the words name `{named}`, the expression asks for `{only}`");
        text.report(
            Diagnostic::warning("prose/other-part", message)
                .at(&figure.span, "asked for here")
                .hint("ask for the part that is named, or name the other one"),
            problems,
        );
    }
}
