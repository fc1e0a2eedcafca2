//! Decisions and their 附則: one for each, whole sentences, days that agree.

use super::{DAY, Found, normal, pattern};
use crate::{
    diagnostic::Diagnostic,
    model::{Date, RegulationKind, Supplement},
    source::Spanned,
};

pub(super) fn check(found: &mut Found<'_>) {
    count(found);
    order(found);
    effects(found);
    let regulation = found.regulation;
    for supplement in &regulation.supplements {
        sentence(found, supplement);
        day(found, supplement);
    }
    own_name(found);
}

/// One 附則 for the decision and one for each amendment; notifications have none.
fn count(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let (have, wanted) = (
        regulation.supplements.len(),
        1 + regulation.amendments.len(),
    );
    let notification = *regulation.kind == RegulationKind::Tsuchi && have == 0;
    if have == wanted || notification {
        return;
    }
    let message = format!(
        "`{}` has {have} 附則; its decisions and amendments are {wanted}",
        regulation.title.value
    );
    found.report(
        Diagnostic::error("regulation/supplement-count", message)
            .at(&regulation.title.span, "this regulation")
            .hint("each decision has its 附則: add the one that is missing under `supplements`, or the amendment under `amendments`"),
    );
}

/// Amendments come after the decision and after each other, and hold from their day on or later.
fn order(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let mut before: Option<&Spanned<Date>> = regulation.decided.as_ref();
    for amendment in &regulation.amendments {
        if let Some(earlier) = before.filter(|earlier| earlier.value > amendment.decided.value) {
            found.report(
                Diagnostic::error(
                    "regulation/date-order",
                    "this amendment is older than what it amends",
                )
                .at(&amendment.decided.span, "decided on this day")
                .related(&earlier.span, "the decision before")
                .hint("write the amendments in the order of their days"),
            );
        }
        before = Some(&amendment.decided);
    }
    let decided = regulation.decided.iter();
    let decided = decided.chain(regulation.amendments.iter().map(|a| &a.decided));
    for (decided, supplement) in decided.zip(&regulation.supplements) {
        if let Some(effective) = &supplement.effective
            && effective.value < decided.value
        {
            found.report(
                Diagnostic::warning(
                    "regulation/date-order",
                    "it holds from a day before its decision",
                )
                .at(&effective.span, "from this day")
                .related(&decided.span, "decided on this day")
                .hint("look at the source; if it holds backwards, waive it with the reason"),
            );
        }
    }
}

/// An amendment holds from the day that its 附則 says.
fn effects(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let later = regulation.supplements.iter().skip(1);
    for (amendment, supplement) in regulation.amendments.iter().zip(later) {
        let (Some(said), Some(effective)) = (&amendment.effective, &supplement.effective) else {
            continue;
        };
        if said.value != effective.value {
            found.report(
                Diagnostic::error(
                    "regulation/date-differs",
                    "the amendment and its 附則 hold from different days",
                )
                .at(&effective.span, "in the 附則")
                .related(&said.span, "in the amendment")
                .hint("one of the two is wrong: look at the source"),
            );
        }
    }
}

/// A 附則 is a whole sentence: it ends with its verb and 。
fn sentence(found: &mut Found<'_>, supplement: &Supplement) {
    let text = normal(&supplement.text);
    let verb = text
        .strip_suffix('。')
        .and_then(|text| text.chars().next_back());
    let whole = verb.is_some_and(|c| "うくぐすつぬぶむるただ".contains(c));
    if !whole {
        found.report(
            Diagnostic::error("regulation/supplement-sentence", "the 附則 is cut off")
                .at(&supplement.text.span, "no verb and no `。` at its end")
                .hint("write the whole sentence, as `…から施行する。`"),
        );
    }
}

/// The day that the sentence says is the day of the data.
fn day(found: &mut Found<'_>, supplement: &Supplement) {
    let Some(effective) = &supplement.effective else {
        return;
    };
    let text = normal(&supplement.text);
    let days: Vec<Option<Date>> = DAY
        .find_iter(&text)
        .map(|d| Date::parse(d.as_str()))
        .collect();
    if days.is_empty() || days.contains(&Some(effective.value)) {
        return;
    }
    let message = format!("the 附則 does not say {}", effective.era());
    found.report(
        Diagnostic::error("regulation/date-differs", message)
            .at(&supplement.text.span, "another day")
            .related(&effective.span, "this day")
            .hint("one of the two is wrong: look at the source"),
    );
}

/// この要綱 in a 要領: the words of another regulation were copied.
fn own_name(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let own = regulation.kind.as_str();
    let kinds: Vec<&str> = RegulationKind::ALL.map(RegulationKind::as_str).to_vec();
    let name = pattern(&format!("(?:この|本)({})", kinds.join("|")));
    let places = regulation.places();
    let texts = places.iter().filter_map(|place| place.text());
    let supplements = regulation.supplements.iter().map(|s| &s.text);
    for text in texts.chain(supplements) {
        let words = normal(text);
        let other = name.captures_iter(&words).find(|said| &said[1] != own);
        let Some(said) = other.filter(|said| !matches!(&said[1], "通知" | "基準" | "指針"))
        else {
            continue;
        };
        let message = format!("a {own} calls itself `{}`", &said[0]);
        found.report(
            Diagnostic::error("regulation/own-name", message)
                .at(&text.span, "in this text")
                .related(&regulation.kind.span, "what it is")
                .hint(format!("write `この{own}`, or the title of the other one")),
        );
    }
}
