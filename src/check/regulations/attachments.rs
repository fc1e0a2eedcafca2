//! Forms and annexes: counted without a gap, cited in the text, and there, or missing for a reason.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;

use super::{Found, normal, pattern};
use crate::{diagnostic::Diagnostic, model::Attachment, route::Route};

static CITED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"第\d+号様式(?:別紙)?|別紙\d*(?:号?様式)?|別記"));
static TITLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"「([^「」]+)」\(?(第\d+号様式(?:別紙)?)"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));

pub(super) fn check(found: &mut Found<'_>) {
    order(found);
    let regulation = found.regulation;
    for attachment in regulation.forms.iter().chain(&regulation.attachments) {
        cited(found, attachment);
        there(found, attachment);
    }
    unlisted(found);
    titles(found);
}

fn number(attachment: &Attachment) -> Option<u32> {
    let name = attachment.name();
    NUMBER.find(&name)?.as_str().parse().ok()
}

/// 第1号様式, 第2号様式, …; an annex of a form has its number again.
fn order(found: &mut Found<'_>) {
    let mut before = 0;
    for form in &found.regulation.forms {
        let Some(number) = number(form) else {
            continue;
        };
        let again = number == before && form.name().ends_with("別紙");
        if number != before + 1 && !again {
            let message = format!(
                "`{}` stands where number {} would be next",
                form.number.value,
                before + 1
            );
            found.report(
                Diagnostic::warning("regulation/form-order", message)
                    .at(&form.number.span, "this form")
                    .hint("forms are counted from 1 without a gap"),
            );
        }
        before = number;
    }
}

fn cited(found: &mut Found<'_>, attachment: &Attachment) {
    let name = attachment.name();
    // 「別紙のとおり」 is said of 別紙1 and 別紙2.
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let texts = found.regulation.places();
    let own = |place: &str| place.starts_with(&name);
    let mut citing = texts.iter().filter(|place| !own(&place.name));
    let preamble = found.regulation.preamble.iter().map(|text| normal(text));
    let supplements = found.regulation.supplements.iter().map(|s| normal(&s.text));
    let said = citing.any(|place| place.text().is_some_and(|text| normal(text).contains(stem)))
        || preamble.chain(supplements).any(|text| text.contains(stem));
    if !said {
        let message = format!("nothing cites `{}`", attachment.number.value);
        found.report(
            Diagnostic::warning("regulation/form-uncited", message)
                .at(&attachment.number.span, "this form or annex")
                .hint("the text names the form where it is used, as `（第1号様式）`"),
        );
    }
}

fn there(found: &mut Found<'_>, attachment: &Attachment) {
    if let Some(file) = attachment
        .file
        .as_ref()
        .filter(|_| !attachment.is_picture())
    {
        let message = format!("there is no file `{}`", file.value);
        if !found.site.assets.contains_key(&Route::new(file)) {
            let problem = crate::check::references::unknown(message, &file.span, None);
            found.report(problem.hint("put the file into `static/`"));
        }
    }
    let said = attachment.file.is_some()
        || attachment.missing.is_some()
        || attachment.text.is_some()
        || !attachment.body.is_empty();
    if !said {
        let message = format!("`{}` is named and not there", attachment.number.value);
        found.report(
            Diagnostic::warning("regulation/form-missing", message)
                .at(&attachment.number.span, "no file, no text")
                .hint("add `file:` or `text:`, or say in `missing:` why there is none"),
        );
    }
}

/// 「登録申請書」（第1号様式） is what the list calls it.
fn titles(found: &mut Found<'_>) {
    let regulation = found.regulation;
    for place in regulation.places() {
        let Some(text) = place.text() else {
            continue;
        };
        let words = normal(text);
        for cited in TITLED.captures_iter(&words) {
            let form = regulation.forms.iter().find(|form| form.name() == cited[2]);
            let Some(title) = form.and_then(|form| form.title.as_ref()) else {
                continue;
            };
            if normal(title) == cited[1] {
                continue;
            }
            let message = format!(
                "`{}` is called `{}` here, `{}` in the list",
                &cited[2], &cited[1], title.value
            );
            found.report(
                Diagnostic::warning("regulation/form-title-differs", message)
                    .at(&text.span, "in this text")
                    .related(&title.span, "in the list")
                    .hint("the number or the title is wrong: look at the source"),
            );
        }
    }
}

/// Forms and annexes that the text cites and no list has.
fn unlisted(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let listed = regulation.forms.iter().chain(&regulation.attachments);
    let listed: Vec<String> = listed.map(Attachment::name).collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    for place in regulation.places() {
        let Some(text) = place.text() else {
            continue;
        };
        let words = normal(text);
        for cited in CITED.find_iter(&words).map(|found| found.as_str()) {
            let known = listed.iter().any(|name| name.starts_with(cited));
            if known || !told.insert(cited.to_owned()) {
                continue;
            }
            let message = format!("the text cites `{cited}`, and there is none");
            found.report(
                Diagnostic::warning("regulation/form-unknown", message)
                    .at(&text.span, "cited here")
                    .hint(
                        "add it under `forms` or `attachments`, with its file or why it is missing",
                    ),
            );
        }
    }
}
