//! 前条, 前項, 前号: something stands before, and no amendment came between.

use super::{Found, normal};
use crate::{
    diagnostic::Diagnostic,
    model::{Place, Role, Style},
    source::Spanned,
};

pub(super) fn check(found: &mut Found<'_>) {
    let regulation = found.regulation;
    // Where nothing is called an article or a paragraph, 前項 is whatever the author meant.
    if regulation.style != Style::Articles {
        return;
    }
    let places = regulation.places();
    let articles: Vec<&Place<'_>> = of(&places, Role::Article);
    let mut article = 0;
    for (at, place) in places.iter().enumerate() {
        if place.role == Role::Article {
            article = articles
                .iter()
                .position(|a| a.name == place.name)
                .unwrap_or(0);
        }
        let Some(text) = place.text() else {
            continue;
        };
        let words = normal(text);
        let around = &places[..=at];
        let paragraph = row(around, &places, Role::Paragraph, place);
        let item = row(around, &places, Role::Item, place);
        if words.contains("前条") {
            before(found, place, text, "前条", (article, &articles));
        }
        if words.contains("前項") {
            before(found, place, text, "前項", (paragraph.0, &paragraph.1));
        }
        if words.contains("前号") && place.role == Role::Item {
            before(found, place, text, "前号", (item.0, &item.1));
        }
    }
}

fn of<'a, 'b>(places: &'b [Place<'a>], role: Role) -> Vec<&'b Place<'a>> {
    places.iter().filter(|place| place.role == role).collect()
}

/// The paragraph, or the outermost item, in which a place stands: its place in its row, and the row.
fn row<'a, 'b>(
    around: &'b [Place<'a>],
    places: &'b [Place<'a>],
    role: Role,
    place: &Place<'_>,
) -> (usize, Vec<&'b Place<'a>>) {
    let inside = |outer: &&Place<'_>| {
        let rest = place.name.strip_prefix(outer.name.as_str());
        outer.role == role && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let Some(own) = around.iter().find(inside) else {
        return (0, Vec::new());
    };
    let above = own.name.rsplit_once('-').map_or("", |(above, _)| above);
    let beside = places.iter().filter(|other| {
        other.role == role && other.name.rsplit_once('-').map_or("", |(a, _)| a) == above
    });
    (own.before, beside.collect())
}

fn before(
    found: &mut Found<'_>,
    place: &Place<'_>,
    text: &Spanned<String>,
    word: &str,
    (at, row): (usize, &[&Place<'_>]),
) {
    if at == 0 {
        let message = format!("`{word}` is said where nothing stands before");
        return found.report(
            Diagnostic::error("regulation/nothing-before", message)
                .at(&text.span, "in this text")
                .hint("name the provision by its number"),
        );
    }
    let mut refs = place.provision.refs.iter();
    let named = refs.find(|(key, _)| key.contains(word));
    let (Some(earlier), Some(own)) = (row.get(at - 1), row.get(at)) else {
        return;
    };
    if let Some((key, target)) = named.filter(|(key, _)| key.as_str() == word)
        && let Some(led) = target.strip_prefix('#')
        && led != earlier.name
        && row.iter().any(|beside| beside.name == led)
    {
        let message = format!(
            "`{word}` is `#{}` here, and `refs` lead to `{}`",
            earlier.name, target.value
        );
        return found.report(
            Diagnostic::warning("regulation/moved", message)
                .at(&target.span, "another provision than stands before")
                .related(&key.span, "of these words")
                .hint("name the provision by its number in the text, as 第1項; or lead to the one before"),
        );
    }
    let named = named.is_some();
    let Some(added) = earlier.provision.added.as_ref().filter(|_| !named) else {
        return;
    };
    let later = own
        .provision
        .added
        .as_deref()
        .or(place.provision.added.as_deref());
    if later.is_some_and(|later| *later >= added.value) {
        return;
    }
    let message = format!("`{word}` may mean another provision since one was put in before it");
    found.report(
        Diagnostic::warning("regulation/moved", message)
            .at(&text.span, "older than what stands before it")
            .related(&added.span, "put in by this amendment")
            .hint(format!("say what is meant: `refs: {{{word}: \"#…\"}}`, and correct the text if it is another")),
    );
}
