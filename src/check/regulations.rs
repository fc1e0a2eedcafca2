//! What ordinances must keep: numbers in order, dates that can be, 附則 for every decision, references
//! that lead somewhere, forms that exist.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Provision, Regulation, Site},
    source::Span,
};

mod attachments;
mod history;
mod marks;
mod plans;
mod references;
mod relative;
mod signs;
mod terms;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for regulation in site.regulations.iter() {
        let mut found = Found {
            site,
            regulation,
            problems,
        };
        history::check(&mut found);
        marks::check(&mut found);
        references::check(&mut found);
        relative::check(&mut found);
        attachments::check(&mut found);
        signs::check(&mut found);
        terms::check(&mut found);
    }
    plans::check(site, problems);
}

/// What is found in one regulation.
struct Found<'a> {
    site: &'a Site,
    regulation: &'a Regulation,
    problems: &'a mut Diagnostics,
}

impl Found<'_> {
    /// Reports a finding, or notes that it is waived.
    fn report(&mut self, diagnostic: Diagnostic) {
        let reason = self.regulation.waive.reason(diagnostic.code);
        self.problems.push(diagnostic.waived(reason));
    }

    /// Where a provision stands.
    fn place(&self, provision: &Provision) -> Span {
        let fields = [
            &provision.num,
            &provision.caption,
            &provision.title,
            &provision.text,
        ];
        let first = fields.into_iter().flatten().next();
        let inner = || {
            provision
                .paragraphs
                .iter()
                .chain(&provision.children)
                .next()
        };
        match first {
            Some(field) => field.span.clone(),
            None => inner().map_or_else(|| self.regulation.id.span.clone(), |p| self.place(p)),
        }
    }
}

/// Words without blanks, in the narrow characters where there are two widths.
fn normal(words: &str) -> String {
    words.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A pattern that is written here.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

/// Days in a text: 平成30年4月1日.
static DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:令和|平成|昭和)?(?:元|\d{1,4})年\d{1,2}月\d{1,2}日"));
