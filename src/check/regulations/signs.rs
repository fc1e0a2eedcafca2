//! One kind of numerals for chapters, one kind of brackets: what is mixed was put together from parts.

use super::Found;
use crate::{
    diagnostic::Diagnostic,
    model::{Provision, Role},
    source::{Span, Spanned},
};

pub(super) fn check(found: &mut Found<'_>) {
    numerals(found);
    brackets(found);
}

/// I and II beside Ⅲ and Ⅳ: letters and signs that look alike.
fn numerals(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let chapters = regulation.body.iter();
    let nums = chapters.filter(|p| regulation.role(p) == Role::Chapter);
    let nums: Vec<&Spanned<String>> = nums.filter_map(|p| p.num.as_ref()).collect();
    let sign = |num: &Spanned<String>| num.chars().any(|c| matches!(u32::from(c), 0x2160..=0x217F));
    let letter = |num: &Spanned<String>| num.chars().any(|c| c.is_ascii_alphabetic());
    let (first_sign, first_letter) = (
        nums.iter().find(|num| sign(num)),
        nums.iter().find(|num| letter(num)),
    );
    if let (Some(sign), Some(letter)) = (first_sign, first_letter) {
        let message = format!(
            "chapters are numbered with signs (`{}`) and with letters (`{}`)",
            sign.value, letter.value
        );
        found.report(
            Diagnostic::warning("regulation/mixed-numerals", message)
                .at(&sign.span, "one sign")
                .related(&letter.span, "letters")
                .noted("write all with letters, or all with signs"),
        );
    }
}

/// （ and ( in one regulation.
fn brackets(found: &mut Found<'_>) {
    let mut texts = Vec::new();
    collect(&found.regulation.body, &mut texts);
    let count = |bracket: char| -> usize {
        let of = |text: &&Spanned<String>| text.matches(bracket).count();
        texts.iter().map(of).sum()
    };
    let (wide, narrow) = (count('（'), count('('));
    if wide == 0 || narrow == 0 {
        return;
    }
    let rare = if wide < narrow { '（' } else { '(' };
    let place = texts
        .iter()
        .find_map(|text| Some(bracket(text, text.find(rare)?)));
    let message = format!("brackets of two widths: {wide} `（` and {narrow} `(`");
    if let Some(place) = place {
        found.report(
            Diagnostic::warning("regulation/mixed-brackets", message)
                .at(&place, "the first of the fewer")
                .noted("write one kind; `（）` is usual in Japanese texts"),
        );
    }
}

/// The place of a bracket, when the text stands in the file as it is.
fn bracket(text: &Spanned<String>, at: usize) -> Span {
    let written = text.span.text();
    match written.find(text.as_str()) {
        Some(start) => {
            let from = text.span.range.start + start + at;
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            text.span.source.span(from..from + width)
        }
        None => text.span.clone(),
    }
}

fn collect<'a>(provisions: &'a [Provision], texts: &mut Vec<&'a Spanned<String>>) {
    for provision in provisions {
        let own = [&provision.caption, &provision.title, &provision.text];
        texts.extend(own.into_iter().flatten());
        collect(&provision.paragraphs, texts);
        collect(&provision.children, texts);
    }
}
