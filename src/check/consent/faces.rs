//! Cases that were agreed to for the web only, or for print only, or after a book came out.

use std::collections::BTreeSet;

use super::{Shown, case_of, files, own_texts};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Case, Face, Id, Nature, Publication, Record, Scope, Site},
    route::Route,
};

/// The site divided into the web and the books that may show the same cases, and those that may not.
pub(super) fn divide(mut site: Site, problems: &mut Diagnostics) -> Site {
    let web: BTreeSet<Id> = hidden(&site, |case| !case.may(Scope::Web));
    let mut faces = vec![Face {
        web: true,
        hidden: web,
        ..Face::default()
    }];
    for publication in &site.config.publications {
        let hidden = hidden(&site, |case| !is_printed(case, publication));
        let id = publication.id.value.clone();
        match faces.iter_mut().find(|face| face.hidden == hidden) {
            Some(face) => {
                face.books.insert(id);
            }
            None => faces.push(Face {
                books: [id].into(),
                hidden,
                ..Face::default()
            }),
        }
    }
    if faces.len() == 1 && faces[0].hidden.is_empty() {
        return site;
    }
    for face in &mut faces {
        face.files = files_of(&site, &face.hidden);
    }
    tell(&site, &faces, problems);
    site.divide(faces);
    site
}

fn hidden(site: &Site, is: impl Fn(&Case) -> bool) -> BTreeSet<Id> {
    let cases = site.cases.iter().filter(|case| is(case));
    cases.map(|case| case.id.value.clone()).collect()
}

/// Whether a book may show a case: one that prints the cases came out after the consent was given.
fn is_printed(case: &Case, publication: &Publication) -> bool {
    let granted = case.consent.as_ref().and_then(|consent| consent.granted_on);
    let later = granted.is_some_and(|granted| granted > *publication.issued);
    let prints = publication.chapters.iter().any(|chapter| {
        chapter
            .collection
            .as_ref()
            .is_some_and(|collection| collection.as_str() == "cases")
    });
    case.may(Scope::Print) && !(later && prints && case.nature != Nature::Simulated)
}

/// The files that go with some cases.
fn files_of(site: &Site, hidden: &BTreeSet<Id>) -> BTreeSet<Route> {
    let (goes, stays): (Vec<_>, Vec<_>) = site
        .narratives
        .iter()
        .partition(|text| case_of(text).is_some_and(|id| hidden.contains(id)));
    let mut stays: Vec<Shown> = stays.into_iter().map(Shown::by).collect();
    stays.extend(site.own_records().flat_map(own_texts));
    goes.into_iter()
        .flat_map(|text| files(site, text, &stays))
        .collect()
}

/// Tells of each case where it is not.
fn tell(site: &Site, faces: &[Face], problems: &mut Diagnostics) {
    for case in site.cases.iter() {
        let without: Vec<&Face> = faces
            .iter()
            .filter(|face| face.hidden.contains(&case.id.value))
            .collect();
        let web = without.iter().any(|face| face.web);
        let books = without.iter().flat_map(|face| &face.books);
        let books: Vec<String> = books.map(|id| format!("`{id}`")).collect();
        let places = match (web, books.is_empty()) {
            (true, true) => "on the web".to_owned(),
            (true, false) => format!("on the web and in {}", books.join(", ")),
            (false, false) => format!("in {}", books.join(", ")),
            (false, true) => continue,
        };
        let mut note = Diagnostic::warning("case/scope", format!("this case is not {places}"))
            .at(case.span(), "as its consent says")
            .noted("add to `scope` what the person agrees to as well");
        let texts: Vec<Shown> = site.narratives.iter().map(Shown::by).collect();
        let references = texts.iter().flat_map(|text| &text.references);
        for reference in references.filter(|r| r.kind == "case" && r.target == case.id.as_str()) {
            note = note.related(&reference.span, "a text refers to it");
        }
        problems.push(note);
    }
}
