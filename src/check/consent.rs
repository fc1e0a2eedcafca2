//! Nothing leaves without consent: a case that a person did not agree to is taken out of the site
//! before anything is made of it, with its text and its pictures.

use std::collections::{BTreeMap, BTreeSet};

use super::shown::Shown;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Case, ConsentState, Date, Field, Id, Narrative, Nature, OwnRecord, Record, Scope, Site,
        SurveyQuote,
    },
    route::Route,
    source::Spanned,
};

mod faces;

/// The site with the cases that may be published somewhere, divided into faces that may show the same;
/// and what there is to know of each consent.
pub(super) fn gate(site: Site, problems: &mut Diagnostics) -> Site {
    let issued = issued(&site);
    for case in site.cases.iter() {
        ends(case, issued, problems);
    }
    let refused: BTreeMap<Id, String> = site
        .cases
        .iter()
        .filter_map(|case| Some((case.id.value.clone(), lacking(case, issued)?)))
        .collect();
    let site = leave_out(site, &refused, problems);
    faces::divide(site, problems)
}

/// The day of the latest issue: a consent must hold on it, whatever came out before.
fn issued(site: &Site) -> Option<Date> {
    site.config.publications.iter().map(|p| *p.issued).max()
}

/// The site without some cases, their texts and their files.
fn leave_out(mut site: Site, refused: &BTreeMap<Id, String>, problems: &mut Diagnostics) -> Site {
    if refused.is_empty() {
        return site;
    }
    let (gone, kept): (Vec<Narrative>, Vec<Narrative>) = std::mem::take(&mut site.narratives)
        .into_iter()
        .partition(|text| case_of(text).is_some_and(|id| refused.contains_key(id)));
    let mut stays: Vec<Shown> = kept.iter().map(Shown::by).collect();
    stays.extend(site.own_records().flat_map(own_texts));
    let mut goes: BTreeSet<Route> = BTreeSet::new();
    let mut recalled = BTreeSet::new();
    for case in site.cases.iter() {
        if let Some(lack) = refused.get(&case.id.value) {
            let texts = gone.iter().filter(|text| case_of(text) == Some(&case.id));
            let files = texts.flat_map(|text| files(&site, text, &stays)).collect();
            problems.push(left_out(&site, case, lack, &files, &stays));
            goes.extend(files);
            recalled.extend(was_shown(case).then(|| case.id.value.clone()));
        }
    }
    site.faces.recalled = recalled;
    site.narratives = kept;
    site.assets.retain(|route, _| !goes.contains(route));
    site.cases
        .retain(|case| !refused.contains_key(&case.id.value));
    site
}

/// Only what was agreed to can be withdrawn: it may have been on the web.
fn was_shown(case: &Case) -> bool {
    let state = case.consent.as_ref().map(|consent| *consent.state);
    state == Some(ConsentState::Withdrawn) || !case.published_in.is_empty()
}

/// A consent that ends soon should be asked for again, or the case replaced.
fn ends(case: &Case, issued: Option<Date>, problems: &mut Diagnostics) {
    let (Some(consent), Some(issued)) = (&case.consent, issued) else {
        return;
    };
    if case.nature == Nature::Simulated || lacking(case, Some(issued)).is_some() {
        return;
    }
    let soon = Date {
        year: issued.year + 1,
        ..issued
    };
    let others = consent.third_party.iter();
    let all = others.filter_map(|other| Some((other.who.as_str(), other.expires.as_ref()?)));
    let own = consent.expires.as_ref().map(|day| ("the person", day));
    for (who, day) in own
        .into_iter()
        .chain(all)
        .filter(|(_, day)| day.value <= soon)
    {
        let message = format!("the consent of {who} ends on {}", day.value);
        problems.push(
            Diagnostic::warning("case/consent-ends", message)
                .at(&day.span, "within a year of the latest issue")
                .noted("ask again, or plan to leave the case out of what is issued after that day"),
        );
    }
}

/// The site with the quotes of surveys that may be published, and a warning for each that is left out.
pub(super) fn quotes(mut site: Site, problems: &mut Diagnostics) -> Site {
    let issued = issued(&site);
    for survey in site.surveys.iter_mut().filter(|survey| !survey.invented) {
        for question in &mut survey.questions {
            question.quotes.retain(|quote| {
                let lack = unsaid(quote, issued);
                if let Some(lack) = &lack {
                    let message = format!("these words are left out: {lack}");
                    problems.push(
                        Diagnostic::warning("survey/no-consent", message)
                            .at(&quote.text.span, "in no page, list, search or PDF")
                            .hint("say `consent: granted` when who wrote them agreed, or take them out"),
                    );
                }
                lack.is_none()
            });
        }
    }
    site
}

/// What is missing for a quote to be published on a day; `None` when nothing is.
fn unsaid(quote: &SurveyQuote, issued: Option<Date>) -> Option<String> {
    let Some(state) = &quote.consent else {
        return Some("there is no consent".to_owned());
    };
    if let Some(lack) = state.lack() {
        return Some(lack.to_owned());
    }
    ended(quote.expires.as_ref()?, issued?)
}

fn left_out(
    site: &Site,
    case: &Case,
    lack: &str,
    files: &BTreeSet<Route>,
    stays: &[Shown],
) -> Diagnostic {
    let message = format!("this case is left out: {lack}");
    let mut warning = Diagnostic::warning("case/no-consent", message)
        .at(case.span(), "in no page, list, search or PDF")
        .hint("record the consent under `consent`, or say `nature: simulated` if it was made up");
    if !files.is_empty() {
        let paths = files.iter().map(|route| site.assets[route].path.as_str());
        let paths: Vec<&str> = paths.collect();
        warning = warning.hint(format!("left out with it: `{}`", paths.join("`, `")));
    }
    if !case.published_in.is_empty() {
        let publications = case.published_in.iter().map(|id| id.as_str());
        let publications: Vec<&str> = publications.collect();
        warning = warning.hint(format!(
            "it was printed in `{}`: see which copies must be recalled",
            publications.join("`, `")
        ));
    }
    if was_shown(case) {
        warning = warning.hint("a notice that tells nothing of it stands at its address");
    }
    // Where pages are made, the case is as unknown as one that never was: here is why.
    let references = stays.iter().flat_map(|text| &text.references);
    let mut told = false;
    for reference in references.filter(|r| r.kind == "case" && r.target == case.id.as_str()) {
        warning = warning.related(&reference.span, "a text refers to it");
        told = true;
    }
    match told {
        true => warning.hint("take the references out of the texts while the case is left out"),
        false => warning,
    }
}

/// What the texts of a record of an own collection show.
fn own_texts(record: &OwnRecord) -> impl Iterator<Item = Shown<'_>> {
    record.fields.values().filter_map(|field| match field {
        Field::Markdown(_, text) => Some(Shown::in_text(text)),
        _ => None,
    })
}

/// The id of the case whose body a text is.
fn case_of(text: &Narrative) -> Option<&str> {
    text.front.record.as_ref()?.strip_prefix("case:")
}

/// The files that go with a text that is left out: what it shows or links to, and what lies beside it
/// under its name. What another text shows stays.
fn files(site: &Site, text: &Narrative, stays: &[Shown]) -> BTreeSet<Route> {
    let own = Shown::by(text).files;
    let beside = |path: &str| path.starts_with("content/") && is_beside(text, path);
    let elsewhere = |route: &Route| stays.iter().any(|text| text.files.contains(route));
    let assets = site.assets.iter().filter(|(route, asset)| {
        (own.contains(*route) || beside(&asset.path)) && !elsewhere(route)
    });
    assets.map(|(route, _)| route.clone()).collect()
}

/// Of `cases/c-0001.md`: `cases/c-0001.jpg`, `cases/c-0001-room.jpg` and all of the folder `cases/c-0001/`;
/// of `cases/c-0001/_index.md`: all of its folder.
fn is_beside(text: &Narrative, path: &str) -> bool {
    let stem = text.source.path().trim_end_matches(".md");
    let stem = stem.strip_suffix("_index").unwrap_or(stem);
    path.strip_prefix(stem).is_some_and(|rest| {
        stem.ends_with('/') || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// What is missing for the case to be published anywhere on a day; `None` when nothing is.
fn lacking(case: &Case, issued: Option<Date>) -> Option<String> {
    if case.nature == Nature::Simulated {
        return None;
    }
    let Some(consent) = &case.consent else {
        return Some("there is no consent".to_owned());
    };
    if let Some(lack) = consent.state.lack() {
        return Some(lack.to_owned());
    }
    if !case.may(Scope::Web) && !case.may(Scope::Print) {
        return Some("the consent covers neither `web` nor `print`".to_owned());
    }
    for other in &consent.third_party {
        let lack = other.state.lack().map(str::to_owned);
        let lack = lack.or_else(|| ended(other.expires.as_ref()?, issued?));
        if let Some(lack) = lack {
            return Some(format!("of {}, {lack}", other.who));
        }
    }
    let issued = issued?;
    if consent.granted_on.is_some_and(|granted| granted > issued) {
        return Some(format!("the consent was given after the issue of {issued}"));
    }
    ended(consent.expires.as_ref()?, issued)
}

/// Why a consent no longer holds on a day.
fn ended(expires: &Spanned<Date>, issued: Date) -> Option<String> {
    (**expires < issued).then(|| {
        format!(
            "the consent ended on {}, before the issue of {issued}",
            expires.value
        )
    })
}
