//! References: what `refs` name exists, and their words stand in the text.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, normal, pattern};
use crate::{
    diagnostic::{Diagnostic, nearest},
    model::{Provision, Regulation, Role, Style},
    source::{Span, Spanned},
};

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"第\d+条(?:の\d+)?"));

pub(super) fn check(found: &mut Found<'_>) {
    let regulation = found.regulation;
    program(found);
    unlinked(found);
    for place in regulation.places() {
        // The references of an article are those of its first paragraph.
        if place.role == Role::Article {
            continue;
        }
        for (words, target) in &place.provision.refs {
            standing(found, place.provision, words);
            resolves(found, target);
        }
    }
}

fn program(found: &mut Found<'_>) {
    let programs = &found.site.programs;
    if let Some(program) = &found.regulation.program
        && programs.get(program).is_none()
    {
        let message = format!("no program is called `{}`", program.value);
        unknown(
            found,
            message,
            &program.span,
            nearest(program, programs.ids()).map(str::to_owned),
        );
    }
}

fn unknown(found: &mut Found<'_>, message: String, span: &Span, near: Option<String>) {
    let problem = crate::check::references::unknown(message, span, near.as_deref());
    found.report(problem);
}

/// The words of a reference stand in the text that it belongs to.
fn standing(found: &mut Found<'_>, provision: &Provision, words: &Spanned<String>) {
    let text = provision.text.as_ref();
    if text.is_some_and(|text| crate::document::one_line(text).contains(words.as_str())) {
        return;
    }
    let message = format!("`{}` does not stand in the text", words.value);
    found.report(
        Diagnostic::warning("regulation/reference-words", message)
            .at(&words.span, "words of this reference")
            .hint("write the words as they stand in `text`; they become the link"),
    );
}

/// `#9-1`, `other#3-2`, `other` or `act:id`.
fn resolves(found: &mut Found<'_>, target: &Spanned<String>) {
    let regulation = found.regulation;
    if let Some(act) = target.strip_prefix("act:") {
        let mut ids = regulation.acts.iter().map(|known| known.id.as_str());
        if !ids.any(|id| id == act) {
            let ids = regulation.acts.iter().map(|known| known.id.as_str());
            let near = nearest(act, ids).map(|near| format!("act:{near}"));
            let message = format!("no Act is called `{act}` here");
            unknown(found, message, &target.span, near);
        }
        return;
    }
    let (id, name) = target.split_once('#').unwrap_or((target, ""));
    let other = match id {
        "" => Some(regulation),
        id => found.site.regulations.get(id),
    };
    let Some(other) = other else {
        let near = nearest(id, found.site.regulations.ids()).map(str::to_owned);
        let message = format!("no regulation is called `{id}`");
        return unknown(found, message, &target.span, near);
    };
    if !name.is_empty() && !other.has(name) {
        provision(found, other, name, target);
    }
}

fn provision(found: &mut Found<'_>, other: &Regulation, name: &str, target: &Spanned<String>) {
    let places = other.places();
    let near = nearest(name, places.iter().map(|place| place.name.as_str()));
    let id = target.split('#').next().unwrap_or_default();
    let near = near.map(|near| format!("{id}#{near}"));
    let message = format!("`{}` has no `{name}`", other.title.value);
    unknown(found, message, &target.span, near);
}

/// Articles that are cited and in no reference: the data does not say whether they are the own ones.
/// Only a note, and one for all: they may be those of an Act.
fn unlinked(found: &mut Found<'_>) {
    let regulation = found.regulation;
    if regulation.style != Style::Articles {
        return;
    }
    let mut open: Vec<(String, &Spanned<String>)> = Vec::new();
    for place in regulation.places() {
        let Some(text) = place.text() else {
            continue;
        };
        for cited in cited(text, place.provision) {
            match regulation.has(&cited.replace(['第', '条'], "")) {
                true => open.push((cited, text)),
                false => none(found, &cited, &text.span),
            }
        }
    }
    let [(first, text), rest @ ..] = open.as_slice() else {
        return;
    };
    let message = match rest.len() {
        0 => format!("`{first}` is cited without a reference"),
        more => format!("`{first}` and {more} more are cited without a reference"),
    };
    let name = first.replace(['第', '条'], "");
    found.report(
        Diagnostic::warning("regulation/unlinked", message)
            .at(&text.span, "in this text")
            .noted(format!(
                "if it is the own article, write `refs: {{{first}: \"#{name}\"}}`"
            )),
    );
}

/// The articles that a text cites, without those in a reference and those said to be of others.
fn cited(text: &Spanned<String>, provision: &Provision) -> Vec<String> {
    let words = normal(text);
    let refs: Vec<String> = provision.refs.keys().map(|key| normal(key)).collect();
    let mut cited = Vec::new();
    for found in ARTICLE.find_iter(&words) {
        // 法第27条, …（昭和35年法律第123号）第27条, 「…」第3条
        let before = words[..found.start()].chars().next_back();
        let others = before.is_some_and(|c| "法令例則約)」同程領綱".contains(c));
        let linked = refs.iter().any(|words| words.contains(found.as_str()));
        if !linked && !others {
            cited.push(found.as_str().to_owned());
        }
    }
    cited
}

/// An article that is cited as the own one, and is not there.
fn none(found: &mut Found<'_>, cited: &str, span: &Span) {
    let message = format!("`{cited}` is cited, and there is none here");
    found.report(
        Diagnostic::warning("regulation/unlinked", message)
            .at(span, "in this text")
            .noted("correct the number, or say of which Act it is: `refs: {…: \"act:…\"}`"),
    );
}
