//! What stands in brackets behind the title of a regulation or the name of an Act: its day and number.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, numbers::document_numbers};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Date, Regulation, Site},
    source::Span,
};

static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:令和|平成|昭和)?(?:元|\d{1,4})年\d{1,2}月\d{1,2}日"));
static ACT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:令和|平成|昭和)(?:元|\d+)年[^第()]{2,10}第\d+号"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

/// An Act that a regulation lists with its number.
pub(super) struct Act<'a> {
    name: String,
    number: String,
    span: &'a Span,
}

/// The Acts that the regulations of a site list with their numbers.
pub(super) fn acts(site: &Site) -> Vec<Act<'_>> {
    let listed = site
        .regulations
        .iter()
        .flat_map(|regulation| &regulation.acts);
    let numbered = listed.filter_map(|act| {
        Some(Act {
            name: normal(&act.name),
            number: normal(act.number.as_ref()?),
            span: &act.id.span,
        })
    });
    numbered.collect()
}

fn normal(words: &str) -> String {
    words.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Holds the numbers of Acts in a text against those that are listed.
pub(super) fn check(text: &Text<'_>, acts: &[Act<'_>], problems: &mut Diagnostics) {
    if acts.is_empty() || !text.words.contains('号') {
        return;
    }
    let words = normal(&text.words);
    for act in acts {
        for (at, name) in words.match_indices(act.name.as_str()) {
            let inside = words[at + name.len()..].strip_prefix('(');
            let Some(said) = inside.and_then(|inside| ACT.find(inside)) else {
                continue;
            };
            if said.as_str() == act.number {
                continue;
            }
            let message = format!(
                "`{name}` has the number `{}` here, `{}` elsewhere",
                said.as_str(),
                act.number
            );
            text.report(
                Diagnostic::error("regulation/act-number-differs", message)
                    .at(&text.place(said.as_str()), "another number")
                    .related(act.span, "as listed here")
                    .hint("look the Act up; one of the two is wrong"),
                problems,
            );
        }
    }
}

/// Holds the day and the number behind the title of a regulation against its own.
pub(super) fn behind(text: &Text<'_>, rest: &str, cited: &Regulation, problems: &mut Diagnostics) {
    let rest = rest.strip_prefix('」').unwrap_or(rest);
    let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) else {
        return;
    };
    let days = cited
        .decided
        .iter()
        .chain(cited.amendments.iter().map(|a| &a.decided));
    let days = days.map(|day| day.value);
    // 「（令和4年4月1日施行）」
    let effective = cited.supplements.iter().map(|s| &s.effective);
    let effective = effective.chain(cited.amendments.iter().map(|a| &a.effective));
    let days: Vec<Date> = days
        .chain(effective.flatten().map(|day| day.value))
        .collect();
    let day = DAY.find(inside.0);
    let said = day.and_then(|day| Date::parse(day.as_str()));
    if let Some(said) = said.filter(|said| !days.is_empty() && !days.contains(said)) {
        differs(
            text,
            day.map_or("", |day| day.as_str()),
            &said.era(),
            cited,
            problems,
        );
    }
    let amendments = cited.amendments.iter().filter_map(|a| a.number.as_ref());
    let own = cited.number.iter().chain(amendments);
    let own: Vec<String> = own.flat_map(|number| document_numbers(number)).collect();
    for number in document_numbers(inside.0) {
        // The same number in another spelling is told by itself.
        let digits = |number: &str| number.split('第').next_back().map(str::to_owned);
        if !own.is_empty() && own.iter().all(|own| digits(own) != digits(&number)) {
            differs(text, &number, &number, cited, problems);
        }
    }
}

fn differs(
    text: &Text<'_>,
    words: &str,
    said: &str,
    cited: &Regulation,
    problems: &mut Diagnostics,
) {
    let message = format!("`{}` has no decision `{said}`", cited.title.value);
    text.report(
        Diagnostic::error("regulation/citation-differs", message)
            .at(&text.place(words), "cited with this")
            .related(&cited.title.span, "decided otherwise")
            .hint("write the day and the number as they stand in the record of the regulation"),
        problems,
    );
}
