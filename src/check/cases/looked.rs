//! Two people look at a case before it is published: somebody who did not write it, and the person it
//! is about. No pattern finds 「あの駅前のパン屋で働く人」.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Case, ConsentState, Nature, Record, Site},
};

const UNCHECKED: &str = "case/not-checked";
const UNREAD: &str = "case/not-read";

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for case in site.cases.iter().filter(|case| may_leave(case)) {
        problems.extend_some(unchecked(case));
        problems.extend_some(unread(case));
    }
}

/// Cases that were made up are about nobody, and those without consent leave nowhere.
fn may_leave(case: &Case) -> bool {
    let state = case.consent.as_ref().map(|consent| *consent.state);
    case.nature != Nature::Simulated && state == Some(ConsentState::Granted)
}

fn unchecked(case: &Case) -> Option<Diagnostic> {
    let record = case.deidentification.as_ref();
    let author = record.and_then(|record| record.author.as_ref());
    let checker = record.and_then(|record| record.checker.as_ref());
    let (message, span, label) = match (author, checker) {
        (_, None) => (
            "nobody but its author has checked what this case tells of who it is",
            case.span(),
            "in this case",
        ),
        (Some(author), Some(checker)) if author.trim() == checker.trim() => (
            "who wrote this case has checked it as well",
            &checker.span,
            "the same as `author`",
        ),
        _ => return None,
    };
    Some(
        Diagnostic::error(UNCHECKED, message)
            .at(span, label)
            .hint("let somebody else read it for what a neighbour would know, and write `deidentification: {author: …, checker: …, done-on: …}`")
            .waived(case.waive.reason(UNCHECKED)),
    )
}

/// Of a case that combines several people nobody can say that it is theirs.
fn unread(case: &Case) -> Option<Diagnostic> {
    let consent = case.consent.as_ref()?;
    if case.nature != Nature::Real || consent.reviewed_by_person {
        return None;
    }
    Some(
        Diagnostic::error(
            UNREAD,
            "the person has not read this case as it is published",
        )
        .at(&consent.state.span, "the consent was given")
        .hint("show the person the text, and write `reviewed-by-person: true`")
        .waived(case.waive.reason(UNREAD)),
    )
}
