//! The view `cards`: links to records, each with a line about it.

use serde::Deserialize;

use super::{
    Asked, Desk, Result,
    parameters::{self, Where},
};
use crate::{
    compose::figures::{Detail, Dimension, Entry, Figure},
    diagnostic::Diagnostic,
    document::{Card, Target, text},
    route::Route,
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    #[serde(default)]
    r#where: Where,
    /// At most so many, the first of the data.
    limit: Option<usize>,
}

/// The collections whose records have pages.
const WITH_PAGES: [&str; 9] = [
    "areas",
    "cases",
    "councils",
    "glossary",
    "measures",
    "organizations",
    "programs",
    "surveys",
    "trainings",
];

pub(super) fn cards(desk: &Desk) -> Result<Vec<Card>> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let of = &parameters.of;
    let asked = Asked {
        of,
        filters: &parameters.r#where,
    };
    let selection = desk
        .figures
        .select(&asked.question(desk)?, &[])
        .map_err(|trouble| asked.trouble(trouble))?;
    let mut own = desk
        .site
        .config
        .own()
        .map(|(collection, _)| collection.folder());
    if !WITH_PAGES.contains(&of.as_str()) && !own.any(|folder| folder == of.value) {
        let message = format!("`{}` have no pages to link to", of.value);
        return Err(Box::new(
            Diagnostic::error("cards/no-pages", message)
                .at(&of.span, "asked here")
                .hint(format!("cards link to {}", WITH_PAGES.join(", "))),
        ));
    }
    if selection.figures.is_empty() {
        let message = format!("`{}` has nothing with these filters", of.value);
        return Err(Box::new(
            Diagnostic::error("figure/nothing", message)
                .at(&of.span, "asked here")
                .hint("ask for less, or leave the view out"),
        ));
    }
    let mut records = selection.figures;
    records.sort_by_key(|record| record.member(Dimension::Record).map_or(0, |m| m.rank));
    let limit = parameters.limit.unwrap_or(usize::MAX);
    Ok(records.into_iter().filter_map(card).take(limit).collect())
}

fn card(record: &Figure) -> Option<Card> {
    let words = |detail| match record.detail(detail) {
        Some(Entry::Text(words)) => Some(words.as_str()),
        _ => None,
    };
    let member = record.member(Dimension::Record)?;
    let labels = [
        Dimension::Nature,
        Dimension::Outcome,
        Dimension::OrganizationKind,
    ];
    let mut tags: Vec<String> = labels
        .into_iter()
        .filter_map(|dimension| Some(record.member(dimension)?.label.clone()))
        .collect();
    tags.extend(words(Detail::PrintedNo).map(str::to_owned));
    Some(Card {
        title: text(&member.label),
        target: target(&record.series, &member.value),
        text: words(Detail::Summary).map(text).unwrap_or_default(),
        tags,
    })
}

/// The page of a record; terms stand together on one.
fn target(series: &str, id: &str) -> Target {
    match series {
        "glossary" => Target::Page {
            route: Route::page(series),
            anchor: Some(id.to_owned()),
        },
        _ => Target::Page {
            route: Route::page(&format!("{series}/{id}")),
            anchor: None,
        },
    }
}
