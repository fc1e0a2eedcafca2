//! Nothing leaves without consent: a case that a person did not agree to is taken out of the site
//! before anything is made of it.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Case, ConsentState, Date, Id, Nature, Record, Site},
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
    for case in site.cases.iter() {
        if let Some(lack) = refused.get(&case.id.value) {
            problems.push(
                Diagnostic::warning("case/no-consent", format!("this case is left out: {lack}"))
                    .at(case.span(), "in no page, list, search or PDF")
                    .hint("record the consent under `consent`, or say `nature: simulated` if it was made up"),
            );
        }
    }
    site.cases
        .retain(|case| !refused.contains_key(&case.id.value));
    site
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
