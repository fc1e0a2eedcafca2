//! Reading lists: the cases that a subject of a training asks to read, on the page of the training and,
//! the other way, on the pages of the cases. The consent of a case must cover trainings.

use super::lists::case_card;
use crate::{
    compose::{
        routes,
        writing::{Writing, anchor_link},
    },
    document::{Card, text},
    model::{Case, Collection, Scope, Site, Subject, Training},
};

/// The cases to read for each subject, in the order that the training gives.
pub(super) fn lists(page: &mut Writing<'_>, training: &Training) {
    let site = page.site;
    let asking = training
        .subjects
        .iter()
        .map(|subject| (subject, cases(site, subject)));
    let asking: Vec<(&Subject, Vec<&Case>)> =
        asking.filter(|(_, cases)| !cases.is_empty()).collect();
    if asking.is_empty() {
        return;
    }
    page.heading("training.reading");
    for (subject, cases) in asking {
        page.named_heading(3, &anchor(subject), text(&subject.title));
        let cards: Vec<Card> = cases.iter().map(|case| case_card(site, case)).collect();
        page.cards(cards);
    }
}

/// The trainings that ask to read a case.
pub(super) fn asked_by(page: &mut Writing<'_>, case: &Case) {
    let site = page.site;
    let mut items = Vec::new();
    for training in super::lists::trainings(site, None) {
        let subjects = training.subjects.iter();
        let asking = subjects.filter(|s| cases(site, s).iter().any(|c| *c.id == *case.id));
        for subject in asking {
            let words = site.theme.word("case.training");
            let words = words
                .replace("{training}", &training.name)
                .replace("{subject}", &subject.title);
            let (route, _) =
                routes::record(Collection::Trainings, &training.id).expect("a training has a page");
            items.push(vec![anchor_link(route, anchor(subject), &words)]);
        }
    }
    if !items.is_empty() {
        page.heading("case.trainings");
        page.list(items);
    }
}

/// The cases of a subject that trainings may show.
fn cases<'a>(site: &'a Site, subject: &Subject) -> Vec<&'a Case> {
    let known = subject.cases.iter().filter_map(|id| site.cases.get(id));
    known.filter(|case| case.may(Scope::Training)).collect()
}

fn anchor(subject: &Subject) -> String {
    format!("reading-{}", subject.id.value)
}
