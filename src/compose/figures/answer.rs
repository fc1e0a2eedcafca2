//! Answers: counts, sums and single values, and why some of them cannot be given.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{About, Dimension, Figure, Figures, Form, Question, Selection, Trouble};
use crate::{
    diagnostic::nearest,
    model::{FiscalYear, Missing, Number, Of, Value},
};

impl Figures {
    /// How many records there are.
    pub fn count(&self, question: &Question) -> Result<Number, Trouble> {
        if question.is_of_amounts(&[]) {
            let message = match question.of.contains('/') {
                true => format!("`{}` is not a collection of records", question.of),
                false => format!("a field of `{}` is no collection of records", question.of),
            };
            return Err(
                Trouble::new("count/not-records", About::Of, message).hint(format!(
                    "add its figures up: `sum(of=\"{}\", …)`",
                    question.of
                )),
            );
        }
        let selection = self.select(question, &[])?;
        selection.states(&selection.figures, "count/mixed-states")?;
        Ok(counted(&selection.figures))
    }

    /// The sum of amounts of one kind.
    pub fn sum(&self, question: &Question) -> Result<Number, Trouble> {
        if !question.is_of_amounts(&[]) {
            let message = format!("`{}` are records, which have no sum", question.of);
            return Err(Trouble::new("sum/records", About::Of, message)
                .hint(format!("count them: `count(of=\"{}\", …)`", question.of)));
        }
        let selection = self.select(question, &[])?;
        selection.sum(&selection.figures)
    }

    /// The only figure that a question means.
    pub fn value(&self, question: &Question) -> Result<Value, Trouble> {
        if !question.is_of_amounts(&[]) {
            let message = format!("`{}` are records, which have no value", question.of);
            return Err(Trouble::new("value/records", About::Of, message)
                .hint(format!("count them: `count(of=\"{}\", …)`", question.of)));
        }
        let selection = self.select(question, &[])?;
        match selection.figures.as_slice() {
            [figure] => Ok(figure.value.clone()),
            figures => Err(several(&question.of, question.form, figures)),
        }
    }

    /// The planned value that holds in a year.
    pub fn plan(&self, of: &str, name: &str, year: &str) -> Result<Value, Trouble> {
        let filter = |name: &str| About::Filter(name.to_owned());
        let Some(year) = FiscalYear::parse(year) else {
            let message = format!("`{year}` is not a fiscal year");
            return Err(Trouble::new("plan/unknown", filter("year"), message)
                .hint("write 2024, R6 or 令和6年度"));
        };
        let here = || self.0.plans.iter().filter(|p| p.of == of);
        if here().next().is_none() {
            let names: BTreeSet<&str> = self.0.plans.iter().map(|p| p.of.as_str()).collect();
            let message = format!("`{of}` has no plans");
            return Err(near(
                Trouble::new("plan/unknown", About::Of, message),
                of,
                &names,
            ));
        }
        let named: Vec<_> = here().filter(|p| p.name == name).collect();
        if named.is_empty() {
            let names: BTreeSet<&str> = here().map(|p| p.name.as_str()).collect();
            let message = format!("`{of}` has no plan called `{name}`");
            return Err(near(
                Trouble::new("plan/unknown", filter("name"), message),
                name,
                &names,
            ));
        }
        let holding: Vec<_> = named.iter().filter(|p| p.holds_in(year)).collect();
        match holding.as_slice() {
            [plan] => Ok(plan.plan.value.value.clone()),
            [] => {
                let spans: Vec<String> = named
                    .iter()
                    .map(|p| match p.plan.to {
                        Some(to) => format!("{} to {to}", *p.plan.from),
                        None => format!("{} on", *p.plan.from),
                    })
                    .collect();
                let message = format!("the plan `{name}` of `{of}` does not hold in {year}");
                Err(Trouble::new("plan/none", filter("year"), message)
                    .hint(format!("it holds from {}", spans.join(", and from "))))
            }
            _ => {
                let message = format!("two plans `{name}` of `{of}` hold in {year}");
                Err(Trouble::new("plan/several", filter("year"), message)
                    .hint("end one of them in the data with `to: …`"))
            }
        }
    }
}

impl Selection<'_> {
    /// What stands for some of the figures together: the number of records, the one amount, or
    /// the sum of amounts. `None` when there is no amount.
    pub fn total(&self, figures: &[&Figure]) -> Result<Option<Value>, Trouble> {
        match figures {
            figures if figures.iter().any(|f| f.is_record()) => {
                self.states(figures, "count/mixed-states")?;
                Ok(Some(Value::Number(counted(figures))))
            }
            [] => Ok(None),
            [figure] => Ok(Some(figure.value.clone())),
            figures => self.together(figures).map(Some),
        }
    }

    /// The sum of amounts, if they may be added up and it may be told.
    pub fn sum(&self, figures: &[&Figure]) -> Result<Number, Trouble> {
        let together = self.together(figures)?;
        let Value::Number(number) = together else {
            let message = "the total would tell of persons who are too few to be shown";
            let filter = self.form.filter("missing", "none");
            return Err(Trouble::new("sum/missing", About::Whole, message).hint(format!(
                "add `{filter}` to add up only the values that are shown, and say so in the text"
            )));
        };
        Ok(number)
    }

    /// The sum of amounts, if they may be added up: of one state, unit and kind, and none missing.
    /// It is withheld where a part of it is, or where it is itself too small to be told.
    fn together(&self, figures: &[&Figure]) -> Result<Value, Trouble> {
        self.states(figures, "sum/mixed-states")?;
        for (dimension, code) in [
            (Dimension::Indicator, "sum/mixed-indicators"),
            (Dimension::Field, "sum/mixed-fields"),
            (Dimension::Year, "sum/mixed-years"),
        ] {
            let year = dimension == Dimension::Year;
            let meant = year && self.named.contains(&dimension);
            let mixture = mixture(figures, dimension);
            if mixture.len() > 1 && !meant {
                return Err(self.mixed(code, dimension, &mixture, year));
            }
        }
        if self.overlaps && mixture(figures, Dimension::Answer).len() > 1 {
            let message = format!("who answered `{}` may have given several answers", self.of);
            return Err(Trouble::new("sum/overlap", About::Whole, message)
                .hint("show the answers one by one; together they count somebody twice"));
        }
        let kinds = mixture(figures, Dimension::Kind);
        if kinds.len() > 1 {
            return Err(self.mixed("sum/mixed-kinds", Dimension::Kind, &kinds, false));
        }
        let units: BTreeSet<&str> = figures.iter().map(|f| f.unit.as_str()).collect();
        if units.len() > 1 {
            let units: Vec<&str> = units.into_iter().collect();
            let message = format!("`{}` mixes the units {}", self.of, units.join(", "));
            return Err(Trouble::new("sum/mixed-units", About::Whole, message)
                .hint("add up figures of one unit only"));
        }
        if figures.iter().any(|f| f.of == Of::Rate) && figures.len() > 1 {
            let message = format!("`{}` are rates, which cannot be added up", self.of);
            return Err(Trouble::new("sum/rates", About::Whole, message)
                .hint("show them one by one with `value`, or in a table without a total"));
        }
        self.numbers(figures)
    }

    /// Totals of counts that are rounded are computed from what was counted, and rounded once.
    fn numbers(&self, figures: &[&Figure]) -> Result<Value, Trouble> {
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for figure in figures.iter().filter(|figure| figure.exact.is_none()) {
            match &figure.value {
                Value::Number(_) => {}
                Value::Missing(reason) => *missing.entry(reason.as_str()).or_default() += 1,
                Value::Sessions(sessions) => {
                    let message = format!("`{sessions}` is no number and cannot be added up");
                    return Err(Trouble::new("sum/sessions", About::Whole, message)
                        .hint("show it with `value`"));
                }
            }
        }
        let withheld = Missing::Suppressed;
        if missing.keys().any(|reason| *reason != withheld.as_str()) {
            let message = format!(
                "of the {} values, {} missing: {}",
                figures.len(),
                if missing.values().sum::<usize>() == 1 {
                    "one is"
                } else {
                    "some are"
                },
                listed(missing.iter().map(|(reason, n)| (*n, *reason)))
            );
            let filter = self.form.filter("missing", "none");
            return Err(Trouble::new("sum/missing", About::Whole, message)
                .hint(format!("add `{filter}` to add up only the values that are known, and say so in the text")));
        }
        let counted = |figure: &&Figure| figure.exact.or_else(|| figure.number());
        let sum: Number = figures.iter().filter_map(counted).sum();
        let rounded = figures.iter().any(|figure| figure.exact.is_some());
        let told = match rounded {
            _ if !missing.is_empty() => None,
            true => sum.to_fives(),
            false => Some(sum),
        };
        Ok(told.map_or(Value::Missing(withheld), Value::Number))
    }

    /// States are mixed only when the author says so.
    fn states(&self, figures: &[&Figure], code: &'static str) -> Result<(), Trouble> {
        if self.named.contains(&Dimension::State) {
            return Ok(());
        }
        let states = mixture(figures, Dimension::State);
        if states.len() < 2 {
            return Ok(());
        }
        Err(self.mixed(code, Dimension::State, &states, true))
    }

    fn mixed(
        &self,
        code: &'static str,
        dimension: Dimension,
        mixture: &IndexMap<&str, usize>,
        any: bool,
    ) -> Trouble {
        let name = dimension.as_str();
        let parts = listed(mixture.iter().map(|(value, n)| (*n, *value)));
        let message = format!("`{}` mixes {name}s: {parts}", self.of);
        let first = mixture.keys().find(|v| **v != NONE).unwrap_or(&NONE);
        let one = self.form.filter(name, first);
        Trouble::new(code, About::Whole, message).hint(if any {
            let all = self.form.filter(name, "any");
            format!("add `{one}`, or `{all}` when all of them are meant")
        } else {
            format!("add `{one}`")
        })
    }
}

/// How a figure without a value of a dimension is called in messages.
const NONE: &str = "without one";

/// The values of a dimension and how many figures have them; none when all have none.
fn mixture<'a>(figures: &[&'a Figure], dimension: Dimension) -> IndexMap<&'a str, usize> {
    let mut members: Vec<(i64, &str)> = figures
        .iter()
        .map(|f| {
            f.member(dimension)
                .map_or((i64::MAX, NONE), |m| (m.rank, m.value.as_str()))
        })
        .collect();
    members.sort_by_key(|(rank, _)| *rank);
    let mut mixture = IndexMap::new();
    for (_, value) in members {
        *mixture.entry(value).or_default() += 1;
    }
    mixture
}

fn listed<'a>(parts: impl Iterator<Item = (usize, &'a str)>) -> String {
    let parts: Vec<String> = parts.map(|(n, value)| format!("{n} {value}")).collect();
    parts.join(", ")
}

fn counted(figures: &[&Figure]) -> Number {
    figures.iter().filter_map(|f| f.number()).sum()
}

/// Several figures where one was asked for: the filters that tell them apart.
fn several(of: &str, form: Form, figures: &[&Figure]) -> Trouble {
    let message = format!("`{of}` has {} figures here, not one", figures.len());
    let trouble = Trouble::new("value/several", About::Whole, message);
    let members = figures.iter().flat_map(|figure| &figure.members);
    let dimensions: BTreeSet<Dimension> = members.map(|member| member.dimension).collect();
    let apart: Vec<String> = dimensions
        .iter()
        .filter(|d| !matches!(d, Dimension::Record | Dimension::Missing))
        .filter_map(|d| {
            let mixture = mixture(figures, *d);
            let first = mixture.keys().find(|v| **v != NONE)?;
            (mixture.len() > 1).then(|| format!("`{}`", form.filter(d.as_str(), first)))
        })
        .collect();
    match apart.as_slice() {
        [] => trouble.hint("add them up with `sum`"),
        apart => trouble.hint(format!("say which, as {}", apart.join(", "))),
    }
}

fn near(trouble: Trouble, word: &str, names: &BTreeSet<&str>) -> Trouble {
    match nearest(word, names.iter().copied()) {
        Some(near) => trouble.hint(format!("did you mean `{near}`?")),
        None => {
            let names: Vec<&str> = names.iter().copied().take(20).collect();
            trouble.hint(format!("there is {}", names.join(", ")))
        }
    }
}
