//! What could tell readers who the person of a case is: numbers, days, names, places. Patterns after
//! NFKC, and never a substitute for two people who read the case.

use std::ops::Range;

use super::{
    Text,
    aligned::{Aligned, Normal},
};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

mod back;
mod known;
mod lists;
mod names;
mod patterns;
mod places;

pub(super) use known::Known;

/// Something in a text after NFKC.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    code: &'static str,
    range: Range<usize>,
    /// It is one of those that are known, not just shaped like one.
    sure: bool,
}

impl Found {
    fn sure(code: &'static str, range: Range<usize>) -> Self {
        Self {
            code,
            range,
            sure: true,
        }
    }
}

/// A kind of finding: how bad it is in a case and elsewhere, what it looks like, what to do.
struct Kind {
    code: &'static str,
    case: Severity,
    elsewhere: Option<Severity>,
    what: &'static str,
    hint: &'static str,
}

use Severity::{Error, Warning};

const KINDS: [Kind; 19] = [
    kind(
        "person/phone",
        Error,
        None,
        "a telephone number",
        "take it out; telephone numbers stand in contact fields",
    ),
    kind(
        "person/mail",
        Error,
        None,
        "a mail address or an account",
        "take it out; addresses stand in contact fields",
    ),
    kind(
        "person/address",
        Error,
        None,
        "an address",
        "name the prefecture at most",
    ),
    kind(
        "person/birth",
        Error,
        Some(Error),
        "a birthday",
        "write the decade: 30代",
    ),
    kind(
        "person/date",
        Error,
        None,
        "an exact day",
        "count from a moment: 入社3か月目",
    ),
    kind(
        "person/age",
        Error,
        Some(Warning),
        "an exact age",
        "write the decade: 30代",
    ),
    kind(
        "person/number",
        Error,
        None,
        "a personal number",
        "take it out",
    ),
    kind(
        "person/my-number",
        Error,
        Some(Error),
        "an Individual Number (個人番号)",
        "take it out",
    ),
    kind(
        "person/name",
        Error,
        Some(Warning),
        "a name",
        "write 本人, 上司 or 支援者",
    ),
    kind(
        "person/initials",
        Warning,
        None,
        "initials",
        "write 本人, 上司 or 支援者",
    ),
    kind(
        "person/hospital",
        Error,
        None,
        "the name of a hospital",
        "write 医療機関 or 主治医の病院",
    ),
    kind(
        "person/school",
        Error,
        None,
        "the name of a school",
        "write 学校 or 特別支援学校",
    ),
    kind(
        "person/place",
        Error,
        None,
        "the name of a place",
        "name the prefecture at most: 最寄り駅, 通勤の路線, 住んでいる市",
    ),
    kind(
        "person/organization",
        Error,
        None,
        "the name of an organization",
        "write what it is: 支援センター, 会社",
    ),
    kind(
        "person/private-name",
        Error,
        Some(Warning),
        "a name that this site keeps private",
        "write what it is instead",
    ),
    kind(
        "person/dose",
        Warning,
        None,
        "a dose of a medicine",
        "write 薬の調整",
    ),
    kind(
        "person/medicine",
        Warning,
        None,
        "the name of a medicine",
        "write 薬",
    ),
    kind(
        "person/heavy",
        Warning,
        None,
        "a heavy word",
        "leave it out, or waive `person/heavy` with the reason why the case needs it",
    ),
    kind(
        "person/combination",
        Warning,
        None,
        "a place beside a diagnosis",
        "say one of the two, or put them apart",
    ),
];

const fn kind(
    code: &'static str,
    case: Severity,
    elsewhere: Option<Severity>,
    what: &'static str,
    hint: &'static str,
) -> Kind {
    Kind {
        code,
        case,
        elsewhere,
        what,
        hint,
    }
}

pub(super) fn check(text: &Text<'_>, known: &Known, problems: &mut Diagnostics) {
    let normal = Normal::of(&text.words);
    let mut found = find(&normal.form, known);
    if !text.case {
        found.retain(|hit| hit.sure);
    }
    if found.is_empty() {
        return;
    }
    let place = text.whole();
    let aligned = Aligned::of(&text.words, &normal, &place);
    for hit in found {
        let Some(kind) = KINDS.iter().find(|kind| kind.code == hit.code) else {
            continue;
        };
        let severity = match text.case {
            true => Some(kind.case),
            false => kind.elsewhere,
        };
        let Some(severity) = severity else { continue };
        let label = match text.case {
            true => "in the text of a case",
            false => "in a text that everybody reads",
        };
        let message = format!(
            "`{}` looks like {}",
            &normal.form[hit.range.clone()],
            kind.what
        );
        let mut problem = Diagnostic::error(kind.code, message)
            .at(&aligned.span(&hit.range), label)
            .hint(kind.hint);
        problem.severity = severity;
        text.report(problem, problems);
    }
}

/// All that is found in a text after NFKC, in the order of reading; of what lies inside another, the
/// longer.
fn find(words: &str, known: &Known) -> Vec<Found> {
    let mut found = Vec::new();
    patterns::find(words, &mut found);
    names::find(words, &mut found);
    places::find(words, &mut found);
    known.find(words, &mut found);
    known.beside(words, lists::words("diagnosis"), &mut found);
    found.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.code));
    found.dedup_by(|next, before| next.range == before.range && next.code == before.code);
    let inside = |hit: &Found, other: &Found| {
        let within = other.range.start <= hit.range.start && hit.range.end <= other.range.end;
        within && other.range.len() > hit.range.len() && hit.code != "person/heavy"
    };
    let kept = found
        .iter()
        .filter(|hit| !found.iter().any(|other| inside(hit, other)));
    kept.cloned().collect()
}

#[cfg(test)]
mod tests;
