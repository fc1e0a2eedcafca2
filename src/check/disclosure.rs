//! Small counts of persons tell who they are: they are taken out of the site before anything is made
//! of it, with as many others as could give them away. Events and organizations are no persons.

mod measures;
mod surveys;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, Field, Missing, Number, Of, Records, Run, Site, SmallMode, SmallNumbers, Value,
    },
    source::Spanned,
};

/// The site without counts of persons below the number that it sets; every face shows the same.
pub(super) fn gate(mut site: Site, problems: &mut Diagnostics) -> Site {
    let mut mask = Mask {
        small: site.config.small_numbers,
        problems,
    };
    for council in site
        .councils
        .iter_mut()
        .filter(|council| council.of == Of::Persons)
    {
        for count in &mut council.counts {
            mask.amount(&mut count.count);
        }
    }
    let own = site.own.values_mut().flat_map(Records::iter_mut);
    for field in own.flat_map(|record| record.fields.values_mut()) {
        if let Field::Amount {
            amount,
            of: Of::Persons,
            ..
        } = field
        {
            mask.amount(amount);
        }
    }
    for meeting in site.meetings.iter_mut() {
        mask.maybe(meeting.attended.as_mut());
    }
    for training in site.trainings.iter_mut() {
        for run in &mut training.runs {
            mask.run(run);
        }
    }
    for survey in site.surveys.iter_mut().filter(|s| s.of == Of::Persons) {
        surveys::mask(&mut mask, survey);
    }
    for measure in site.measures.iter_mut() {
        measures::mask(&mut mask, measure);
    }
    site
}

struct Mask<'a> {
    small: SmallNumbers,
    problems: &'a mut Diagnostics,
}

impl Mask<'_> {
    fn maybe(&mut self, amount: Option<&mut Spanned<Amount>>) {
        if let Some(amount) = amount {
            self.amount(amount);
        }
    }

    fn amount(&mut self, amount: &mut Spanned<Amount>) {
        let Some(number) = amount.number() else {
            return;
        };
        let rounds = self.small.mode == SmallMode::Round5;
        if rounds {
            amount.value.exact = Some(number);
        }
        if self.small.hides(number) {
            self.hide(amount, "a count of persons this small is not shown");
        } else if let Some(told) = number.to_fives().filter(|_| rounds) {
            amount.value.value = Value::Number(told);
        }
    }

    /// Whether hidden counts could be told from others: rounded ones tell nothing.
    fn must_hide_others(&self) -> bool {
        self.small.mode == SmallMode::Mask
    }

    fn hide(&mut self, amount: &mut Spanned<Amount>, why: &str) {
        amount.value.value = Value::Missing(Missing::Suppressed);
        let least = self.small.least();
        let hint =
            format!("shown are zero and {least} or more: `small-numbers` in `yearbook.yaml`");
        let note = Diagnostic::warning("figure/suppressed", why).at(&amount.span, "not shown");
        self.problems.push(note.noted(hint));
    }

    fn run(&mut self, run: &mut Run) {
        for amount in [&mut run.applied, &mut run.attended, &mut run.completed] {
            self.maybe(amount.as_mut());
        }
    }

    /// Hides the small ones of the parts of a whole. Where the whole is known, one hidden part is the
    /// difference of the others, and a few small ones together are still small: the smallest of the
    /// others go with them until neither is so.
    fn parts(&mut self, mut parts: Vec<&mut Spanned<Amount>>, whole: Option<&str>) {
        let mut hidden: Vec<Number> = Vec::new();
        for part in &mut parts {
            let before = part.number();
            self.amount(part);
            hidden.extend(before.filter(|_| part.number().is_none()));
        }
        let Some(why) = whole.filter(|_| self.must_hide_others()) else {
            return;
        };
        while !hidden.is_empty()
            && (hidden.len() == 1 || self.small.hides(hidden.iter().copied().sum()))
        {
            let shown = parts
                .iter_mut()
                .filter(|part| part.number().is_some_and(|n| !n.is_zero()));
            let Some(smallest) = shown.min_by_key(|part| part.number()) else {
                return;
            };
            hidden.extend(smallest.number());
            self.hide(smallest, why);
        }
    }
}

/// Whether a value was taken out here.
fn is_hidden(amount: &Amount) -> bool {
    amount.value == Value::Missing(Missing::Suppressed)
}
