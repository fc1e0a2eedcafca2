//! Explanations of terms that open beside the text: by mouse, keyboard and touch, without a script.

use std::collections::BTreeMap;

use crate::{
    document::{Link, Target},
    model::{Collection, Site, Term},
    render::web::{address::Start, html::Writer, inline::escape, view::TermView},
    route::Route,
};

/// The terms of the glossary by their ids, and their page.
pub struct Terms<'a> {
    page: Route,
    terms: BTreeMap<&'a str, &'a Term>,
}

impl<'a> Terms<'a> {
    pub fn of(site: &'a Site) -> Self {
        let terms = site.glossary.iter();
        Self {
            page: Route::page(Collection::Glossary.folder()),
            terms: terms.map(|term| (term.id.as_str(), term)).collect(),
        }
    }

    /// The explanations of some terms, for a page that uses them.
    pub fn views(&self, start: Start, used: &[String]) -> Vec<TermView> {
        let used = used.iter().filter_map(|id| self.terms.get(id.as_str()));
        used.map(|term| TermView {
            id: name(&term.id),
            term: term.term.clone(),
            reading: term.reading.value.clone(),
            meaning: term.meaning.clone(),
            plain: term.plain.clone(),
            href: start.to(&self.page, Some(&term.id)),
        })
        .collect()
    }
}

/// The id of an explanation on its page.
fn name(id: &str) -> String {
    format!("_term-{id}")
}

impl Writer<'_> {
    /// The button behind the first link of a page to a term; the glossary explains itself.
    pub fn tip(&mut self, link: &Link, out: &mut String) {
        let Target::Page {
            route,
            anchor: Some(id),
        } = &link.target
        else {
            return;
        };
        let Some(term) = self
            .terms
            .terms
            .get(id.as_str())
            .filter(|_| *route == self.terms.page)
        else {
            return;
        };
        if !self.running || *self.route == self.terms.page || self.explained.contains(id) {
            return;
        }
        self.explained.push(id.clone());
        let label = self
            .templates
            .word("web.term-button")
            .replace("{term}", &term.term);
        out.push_str("<button type=\"button\" class=\"tip\" popovertarget=\"");
        escape(&name(id), out);
        out.push_str("\" aria-label=\"");
        escape(&label, out);
        out.push_str("\">?</button>");
    }
}
