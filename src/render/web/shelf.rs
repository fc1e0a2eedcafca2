//! The files of the web as they are made, and what was found on the way.

use std::collections::BTreeSet;

use crate::{
    compose::Page,
    diagnostic::{Diagnostic, Diagnostics},
    outputs::Outputs,
    route::Route,
};

use super::Printed;

/// What was made and what was found, each problem once however many pages meet it.
#[derive(Default)]
pub(super) struct Shelf {
    outputs: Outputs,
    problems: Diagnostics,
    reported: BTreeSet<String>,
}

impl Shelf {
    pub(super) fn add(&mut self, route: Route, bytes: impl Into<Vec<u8>>, page: Option<&Page>) {
        let message = format!("two files have the address `{route}`");
        if self.outputs.insert(route, bytes) {
            return;
        }
        let twice = Diagnostic::error("output/same-address", message);
        self.report(match page {
            Some(page) => twice.at(&page.span, "the second one is made from this"),
            None => twice,
        });
    }

    pub(super) fn page(&mut self, page: &Page, printed: Printed) {
        if let Some(html) = printed.html {
            self.add(page.route.clone(), html, Some(page));
        }
        for (route, svg) in printed.charts {
            self.add(route, svg, Some(page));
        }
        for problem in printed.problems {
            self.report(problem);
        }
    }

    pub(super) fn bare(&mut self, route: Route, html: Result<String, Box<Diagnostic>>) {
        match html {
            Ok(html) => self.add(route, html, None),
            Err(problem) => self.report(*problem),
        }
    }

    pub(super) fn report(&mut self, problem: Diagnostic) {
        let place = format!("{:?} {:?}", problem.label, problem.path);
        if self
            .reported
            .insert(format!("{} {} {place}", problem.code, problem.message))
        {
            self.problems.push(problem);
        }
    }

    pub(super) fn finish(self) -> (Outputs, Diagnostics) {
        (self.outputs, self.problems)
    }
}
