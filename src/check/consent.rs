//! Nothing leaves without consent: a case that a person did not agree to is taken out of the site
//! before anything is made of it, with its text and its pictures.

use std::collections::{BTreeMap, BTreeSet};

use super::shown;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Case, ConsentState, Date, Id, Narrative, Nature, Record, Site},
    route::Route,
};

/// Both faces that every case has: a consent for one of them only is none.
const SCOPES: [&str; 2] = ["web", "print"];

/// The site with the cases that may be published, and a warning for each that is left out.
pub(super) fn gate(mut site: Site, problems: &mut Diagnostics) -> Site {
    let issued = site.config.publications.iter().map(|p| *p.issued).max();
    let refused: BTreeMap<Id, String> = site
        .cases
        .iter()
        .filter_map(|case| Some((case.id.value.clone(), lacking(case, issued)?)))
        .collect();
    let (gone, kept): (Vec<Narrative>, Vec<Narrative>) = site
        .narratives
        .into_iter()
        .partition(|text| case_of(text).is_some_and(|id| refused.contains_key(id)));
    site.narratives = kept;
    for case in site.cases.iter() {
        if let Some(lack) = refused.get(&case.id.value) {
            let texts = gone.iter().filter(|text| case_of(text) == Some(&case.id));
            let files: BTreeSet<Route> = texts.flat_map(|text| files(&site, text)).collect();
            let paths = files.iter().map(|route| site.assets[route].path.as_str());
            problems.push(left_out(case, lack, &paths.collect::<Vec<_>>()));
            for route in &files {
                site.assets.remove(route);
            }
        }
    }
    site.cases
        .retain(|case| !refused.contains_key(&case.id.value));
    site
}

fn left_out(case: &Case, lack: &str, files: &[&str]) -> Diagnostic {
    let warning = Diagnostic::warning("case/no-consent", format!("this case is left out: {lack}"))
        .at(case.span(), "in no page, list, search or PDF")
        .hint("record the consent under `consent`, or say `nature: simulated` if it was made up");
    match files {
        [] => warning,
        files => warning.hint(format!("left out with it: `{}`", files.join("`, `"))),
    }
}

/// The id of the case whose body a text is.
fn case_of(text: &Narrative) -> Option<&str> {
    text.front.record.as_ref()?.strip_prefix("case:")
}

/// The files that go with a text that is left out: what it shows or links to, and what lies beside it
/// under its name. What another text shows stays.
fn files(site: &Site, text: &Narrative) -> BTreeSet<Route> {
    let own = shown::files(text);
    let others: BTreeSet<Route> = site.narratives.iter().flat_map(shown::files).collect();
    let beside = |path: &str| path.starts_with("content/") && is_beside(text, path);
    let assets = site.assets.iter().filter(|(route, asset)| {
        (own.contains(*route) || beside(&asset.path)) && !others.contains(*route)
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

/// What is missing for the case to be published on a day; `None` when nothing is.
fn lacking(case: &Case, issued: Option<Date>) -> Option<String> {
    if case.nature == Nature::Simulated {
        return None;
    }
    let Some(consent) = &case.consent else {
        return Some("there is no consent".to_owned());
    };
    match *consent.state {
        ConsentState::Granted => {}
        ConsentState::Refused => return Some("the consent was refused".to_owned()),
        ConsentState::Withdrawn => return Some("the consent was withdrawn".to_owned()),
    }
    if let Some(scope) = SCOPES
        .iter()
        .find(|scope| !consent.scope.iter().any(|s| s == *scope))
    {
        return Some(format!("the consent does not cover `{scope}`"));
    }
    let issued = issued?;
    if consent.granted_on.is_some_and(|granted| granted > issued) {
        return Some(format!("the consent was given after the issue of {issued}"));
    }
    let expires = consent.expires.as_ref()?;
    (**expires < issued).then(|| {
        format!(
            "the consent ended on {}, before the issue of {issued}",
            expires.value
        )
    })
}
