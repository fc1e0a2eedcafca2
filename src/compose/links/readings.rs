//! The readings of names, for `{立川|}`: terms, areas, organizations and records of own collections.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, nearest},
    document::{Inline, Reference},
    model::Site,
};

/// The readings by the names that have them.
pub(super) struct Readings<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Readings<'a> {
    pub fn of(site: &'a Site) -> Self {
        let own = site.own_records();
        let own = own.filter_map(|r| Some((r.name.as_str(), r.reading.as_deref()?)));
        let organizations = site.organizations.iter();
        let organizations =
            organizations.filter_map(|o| Some((o.name.as_str(), o.reading.as_deref()?)));
        let areas = site.areas.iter();
        let areas = areas.map(|area| (area.name.as_str(), area.reading.as_str()));
        let terms = site.glossary.iter();
        let terms = terms.map(|term| (term.term.as_str(), term.reading.as_str()));
        Self(own.chain(organizations).chain(areas).chain(terms).collect())
    }

    /// The name under its reading.
    pub fn ruby(&self, reference: &Reference) -> Result<Inline, Box<Diagnostic>> {
        let name = reference.target.as_str();
        if let Some(reading) = self.0.get(name) {
            return Ok(Inline::Ruby {
                base: name.to_owned(),
                reading: (*reading).to_owned(),
            });
        }
        let message = format!("no reading of `{name}` is known");
        let problem = Diagnostic::error("reading/unknown", message)
            .at(&reference.span, "whose reading the data should know")
            .hint(format!("write it here: `{{{name}|よみ}}`"));
        Err(Box::new(match nearest(name, self.0.keys().copied()) {
            Some(near) => problem.hint(format!("did you mean `{{{near}|}}`?")),
            None => problem.hint("terms, areas, organizations and your own records have readings"),
        }))
    }
}
