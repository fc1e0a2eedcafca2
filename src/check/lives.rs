//! Measures have figures in the years in which they run, and in no others.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Amount, FiscalYear, Measure, Missing, Record, Site, Status, Value},
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for measure in site.measures.iter() {
        let mut life = Life { measure, problems };
        life.order();
        life.planned();
        for (year, amount) in figures(measure) {
            life.inside(year, amount);
        }
        life.ended();
    }
}

struct Life<'a> {
    measure: &'a Measure,
    problems: &'a mut Diagnostics,
}

impl Life<'_> {
    fn report(&mut self, message: String, at: &Span, label: &str, other: &Span, hint: &str) {
        let reason = self.measure.waive.reason("measure/outside-years");
        self.problems.push(
            Diagnostic::error("measure/outside-years", message)
                .at(at, label)
                .related(other, "said here")
                .hint(hint)
                .waived(reason),
        );
    }

    /// It does not end before it begins.
    fn order(&mut self) {
        let (Some(from), Some(to)) = (&self.measure.from, &self.measure.to) else {
            return;
        };
        if to.value < from.value {
            let message = format!(
                "`{}` ends in {}, before it begins in {}",
                self.measure.name, to.value, from.value
            );
            let hint = "correct one of the two years";
            self.report(message, &to.span, "ends here", &from.span, hint);
        }
    }

    /// A measure that is planned has no results.
    fn planned(&mut self) {
        if self.measure.status != Status::Planned {
            return;
        }
        let results = self.measure.indicators.iter().flat_map(|i| &i.results);
        let first = results.into_iter().find(|(_, amount)| is_known(amount));
        if let Some((year, amount)) = first {
            let message = format!(
                "`{}` is planned and has a result of {}",
                self.name(),
                year.0
            );
            let hint = "say `status: active`, or give the figure as a target";
            let own = self.measure.span();
            self.report(message, &amount.span, "a result", own, hint);
        }
    }

    /// Nothing was counted before it began or after it ended.
    fn inside(&mut self, year: FiscalYear, amount: &Spanned<Amount>) {
        let hint =
            "correct the year, or `from` and `to`; why a value is missing may be said of any year";
        if let Some(from) = self.measure.from.as_ref().filter(|from| year < from.value) {
            let message = format!("a figure of {year}, before `{}` began", self.name());
            self.report(message, &amount.span, "this figure", &from.span, hint);
        }
        if let Some(to) = self.measure.to.as_ref().filter(|to| year > to.value) {
            let message = format!("a figure of {year}, after `{}` ended", self.name());
            self.report(message, &amount.span, "this figure", &to.span, hint);
        }
    }

    /// What is said to have ended in a year has no result in it, nor after it.
    fn ended(&mut self) {
        if self.measure.to.is_some() {
            return;
        }
        for indicator in &self.measure.indicators {
            let results = || indicator.results.iter();
            let end = results().find(|(_, a)| a.value.value == Value::Missing(Missing::Ended));
            let Some((end, said)) = end else { continue };
            let later = results().find(|(year, a)| year.value >= end.value && is_known(a));
            if let Some((year, amount)) = later {
                let message = format!(
                    "`{}` has a figure of {}, although it ended by {}",
                    indicator.label, year.0, end.0
                );
                let hint = "one of the two years is wrong: look at the source";
                self.report(message, &amount.span, "this figure", &said.span, hint);
            }
        }
    }

    fn name(&self) -> &str {
        &self.measure.name
    }
}

/// All results and targets that are known, those of parts too.
fn figures(measure: &Measure) -> impl Iterator<Item = (FiscalYear, &Spanned<Amount>)> {
    let own = measure.indicators.iter().flat_map(|indicator| {
        let parts = indicator.parts.iter();
        let parts = parts.flat_map(|part| part.results.iter().chain(&part.targets));
        let own = indicator.results.iter().chain(&indicator.targets);
        own.chain(parts)
    });
    own.filter(|(_, amount)| is_known(amount))
        .map(|(year, amount)| (year.value, amount))
}

fn is_known(amount: &Amount) -> bool {
    !matches!(amount.value, Value::Missing(_))
}
