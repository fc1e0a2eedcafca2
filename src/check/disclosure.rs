//! Small counts of persons tell who they are: they are taken out of the site before anything is made
//! of it, with as many others as could give them away. Events and organizations are no persons.

mod surveys;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{
        Amount, Field, FiscalYear, Indicator, Missing, Number, Of, Part, Records, Run, Site,
        SmallMode, Value,
    },
    source::Spanned,
};

/// The site without counts of persons below the number that it sets; every face shows the same.
pub(super) fn gate(mut site: Site, problems: &mut Diagnostics) -> Site {
    let mut mask = Mask {
        below: Number::from_int(site.config.small_numbers.below.into()),
        mode: site.config.small_numbers.mode,
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
        for indicator in &mut measure.indicators {
            // Places that are offered are no persons yet.
            if indicator.of == Of::Persons && !indicator.capacity {
                mask.indicator(indicator);
            }
        }
    }
    site
}

struct Mask<'a> {
    below: Number,
    mode: SmallMode,
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
        if self.is_small(number) {
            self.hide(amount, "a count of persons this small is not shown");
        } else if self.mode == SmallMode::Round5 {
            amount.value.value = Value::Number(number.to_fives());
        }
    }

    fn is_small(&self, number: Number) -> bool {
        let least = match self.mode {
            SmallMode::Mask => self.below,
            // Seven would be five, which four would be too: below that nothing is told.
            SmallMode::Round5 => Number::from_int(8),
        };
        !number.is_zero() && number < least
    }

    /// Whether hidden counts could be told from others: rounded ones tell nothing.
    fn must_hide_others(&self) -> bool {
        self.mode == SmallMode::Mask
    }

    fn hide(&mut self, amount: &mut Spanned<Amount>, why: &str) {
        amount.value.value = Value::Missing(Missing::Suppressed);
        let least = match self.mode {
            SmallMode::Mask => self.below,
            SmallMode::Round5 => Number::from_int(8),
        };
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

    fn indicator(&mut self, indicator: &mut Indicator) {
        let years: Vec<FiscalYear> = indicator.results.keys().map(|year| **year).collect();
        for year in years {
            self.maybe(at(&mut indicator.results, year));
            let shown =
                at(&mut indicator.results, year).is_some_and(|whole| whole.number().is_some());
            self.parts(&mut indicator.parts, year, shown);
        }
    }

    /// The parts of a year. Where the whole is shown, one hidden part is the difference of the
    /// others: the smallest of those goes with it.
    fn parts(&mut self, parts: &mut [Part], year: FiscalYear, whole_shown: bool) {
        let mut hidden = 0;
        for part in parts.iter_mut() {
            if let Some(amount) = at(&mut part.results, year) {
                let before = amount.number();
                self.amount(amount);
                hidden += usize::from(before.is_some() && amount.number().is_none());
            }
        }
        if hidden != 1 || !whole_shown || !self.must_hide_others() {
            return;
        }
        let others = parts
            .iter_mut()
            .filter_map(|part| at(&mut part.results, year));
        let shown = others.filter(|amount| amount.number().is_some_and(|n| !n.is_zero()));
        if let Some(smallest) = shown.min_by_key(|amount| amount.number()) {
            self.hide(
                smallest,
                "with the whole, this part would tell one that is too small",
            );
        }
    }
}

type ByYear = indexmap::IndexMap<Spanned<FiscalYear>, Spanned<Amount>>;

fn at(amounts: &mut ByYear, year: FiscalYear) -> Option<&mut Spanned<Amount>> {
    let mut amounts = amounts.iter_mut();
    amounts
        .find(|(key, _)| ***key == year)
        .map(|(_, amount)| amount)
}
