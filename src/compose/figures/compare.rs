//! Figures beside figures: ratios, shares, and changes from one year to the next.

use super::{About, Dimension, Figures, Question, Selection, Trouble};
use crate::model::{FiscalYear, Number, Of};

/// An amount, with what it counts.
struct Counted {
    number: Number,
    unit: String,
    of: Option<Of>,
}

/// A figure in per cent of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percent {
    pub text: String,
    /// It is said of all or of none of some persons, and so of each of them.
    pub tells: bool,
}

/// What changed from one year to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub before: Number,
    pub after: Number,
}

impl Figures {
    /// One figure in per cent of another, rounded to some places.
    pub fn ratio(
        &self,
        part: &Question,
        whole: &Question,
        places: u32,
    ) -> Result<Percent, Trouble> {
        let (part, name) = (self.counted(part)?, &whole.of);
        let whole = self.counted(whole).map_err(|trouble| match trouble.about {
            About::Of => Trouble {
                about: About::Filter("over".to_owned()),
                ..trouble
            },
            _ => trouble,
        })?;
        if part.unit != whole.unit {
            let message = format!(
                "`{}` and `{}` are no parts of each other",
                part.unit, whole.unit
            );
            return Err(Trouble::new("ratio/units", About::Whole, message)
                .hint("divide them yourself and say what it is: `(value(…) / value(…)) | digits(places=1)`"));
        }
        let percent = part.number.percent_of(whole.number, places);
        let extreme = part.number.is_zero() || part.number == whole.number;
        let percent = percent.map(|n| Percent {
            text: n.rounded(places),
            tells: extreme && whole.of == Some(Of::Persons),
        });
        percent.ok_or_else(|| {
            let message = format!("`{name}` is zero, which nothing can be a part of");
            Trouble::new("ratio/zero", About::Whole, message)
                .hint("say in words that there was none")
        })
    }

    /// A figure in per cent of all that differ from it in some dimensions only. Without their names
    /// it is the part, the answer or the state that the question names.
    pub fn share(
        &self,
        question: &Question,
        among: &[String],
        places: u32,
    ) -> Result<Percent, Trouble> {
        let named = |name: &str| question.filters.iter().any(|filter| filter.name == name);
        let among: Vec<String> = match among {
            [] => {
                let told = ["part", "answer", "state"]
                    .into_iter()
                    .find(|name| named(name));
                told.into_iter().map(str::to_owned).collect()
            }
            among => among.to_vec(),
        };
        if among.is_empty() {
            let message = format!(
                "a share of what? `{}` names no part and no state",
                question.of
            );
            return Err(Trouble::new("share/among", About::Whole, message)
                .hint("name what is put together: `among=\"area\"`, with a filter `area=\"…\"`"));
        }
        let mut whole = question.clone();
        for name in &among {
            let Some(at) = whole.filters.iter().position(|filter| filter.name == *name) else {
                let message =
                    format!("`among` names `{name}`, but no filter says which one is meant");
                return Err(Trouble::new(
                    "share/among",
                    About::Filter("among".to_owned()),
                    message,
                )
                .hint(format!("add `{name}=\"…\"`")));
            };
            // The whole of parts and answers is a figure of its own; of all else it is the sum.
            match Dimension::parse(name) {
                Some(Dimension::Part | Dimension::Answer) => drop(whole.filters.remove(at)),
                _ => whole.filters[at].values = vec!["any".to_owned()],
            }
        }
        self.ratio(question, &whole, places)
    }

    /// How a figure changed since the year before.
    pub fn change(&self, question: &Question) -> Result<Change, Trouble> {
        let about = || About::Filter("year".to_owned());
        let place = question
            .filters
            .iter()
            .position(|filter| filter.name == "year");
        let year = place.and_then(|at| match question.filters[at].values.as_slice() {
            [only] => FiscalYear::parse(only),
            _ => None,
        });
        let (Some(at), Some(year)) = (place, year) else {
            return Err(Trouble::new(
                "change/year",
                about(),
                "a change is that of one year".to_owned(),
            )
            .hint("add `year=2023`: the year before is found by itself"));
        };
        let mut before = question.clone();
        before.filters[at].values = vec![(year.0 - 1).to_string()];
        let (after, before) = (self.counted(question)?, self.counted(&before));
        let before = before.map_err(|trouble| match trouble.code {
            "figure/nothing" | "figure/unknown-value" => {
                let message = format!(
                    "`{}` has no figure of {}, the year before",
                    question.of,
                    year.0 - 1
                );
                Trouble::new("change/year", about(), message)
                    .hint("say the figure alone, or record the year before")
            }
            _ => trouble,
        })?;
        if after.unit != before.unit || after.of != before.of {
            let message = format!(
                "`{}` counts `{}` in {}, and `{}` the year before",
                question.of, after.unit, year.0, before.unit
            );
            return Err(Trouble::new("change/series", about(), message)
                .hint("the series breaks there: say both figures with their units"));
        }
        Ok(Change {
            before: before.number,
            after: after.number,
        })
    }

    /// The number that a question means, whether records are counted or amounts added up.
    fn counted(&self, question: &Question) -> Result<Counted, Trouble> {
        let selection: Selection<'_> = self.select(question, &[])?;
        let number = match question.of.contains('/') {
            true => selection.sum(&selection.figures)?,
            false => self.count(question)?,
        };
        let first = selection.figures.first();
        Ok(Counted {
            number,
            unit: first.map(|figure| figure.unit.clone()).unwrap_or_default(),
            of: first.map(|figure| figure.of),
        })
    }
}
