//! Questions to the figures: which of them a name and some filters mean.

use std::collections::BTreeSet;

use super::{Dimension, Figure, Figures};
use crate::{diagnostic::nearest, model::FiscalYear};

/// The value of a filter that takes all values, and says so.
const ANY: &str = "any";

/// What is asked for: `of` and filters, in an expression or in a view.
#[derive(Debug, Clone)]
pub struct Question {
    pub of: String,
    pub filters: Vec<Filter>,
    pub form: Form,
}

/// A filter as its author wrote it: a name, and one value or several.
#[derive(Debug, Clone)]
pub struct Filter {
    pub name: String,
    pub values: Vec<String>,
}

/// Where the question stands, so that hints can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Expression,
    View,
}

/// Why a question has no answer; the caller knows the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub code: &'static str,
    pub message: String,
    pub about: About,
    pub hints: Vec<String>,
}

/// The part of a question that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Whole,
    Of,
    /// The filter of this name.
    Filter(String),
}

/// The figures that a question means.
#[derive(Debug)]
pub struct Selection<'a> {
    pub figures: Vec<&'a Figure>,
    /// The dimensions that the author named: mixing their values is meant.
    pub named: BTreeSet<Dimension>,
    pub form: Form,
    /// `of`, for messages.
    pub of: String,
    /// Its answers are those of a question with several for each who answered.
    pub overlaps: bool,
}

impl Trouble {
    pub(super) fn new(code: &'static str, about: About, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            about,
            hints: Vec::new(),
        }
    }

    /// Trouble with a question as a whole.
    pub fn whole(code: &'static str, message: String) -> Self {
        Self::new(code, About::Whole, message)
    }

    /// Trouble with one filter.
    pub fn filter(code: &'static str, name: &str, message: String) -> Self {
        Self::new(code, About::Filter(name.to_owned()), message)
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn near(self, word: &str, names: &BTreeSet<&str>, list: &str) -> Self {
        match nearest(word, names.iter().copied()) {
            Some(near) => self.hint(format!("did you mean `{near}`?")),
            None if names.is_empty() => self,
            None => {
                let names: Vec<&str> = names.iter().copied().take(20).collect();
                self.hint(format!("{list} {}", names.join(", ")))
            }
        }
    }
}

impl Question {
    /// Whether amounts are meant: a field is named, which records do not have.
    pub fn is_of_amounts(&self, axes: &[Dimension]) -> bool {
        let named = self
            .filters
            .iter()
            .any(|f| Dimension::Field.is_called(&f.name));
        named || axes.contains(&Dimension::Field) || self.of.contains('/')
    }
}

impl Form {
    /// A filter as it is written here.
    pub(super) fn filter(self, name: &str, value: &str) -> String {
        match self {
            Self::Expression if value.bytes().all(|b| b.is_ascii_digit()) => {
                format!("{name}={value}")
            }
            Self::Expression => format!("{}=\"{value}\"", name.replace('-', "_")),
            Self::View => format!("where: {{{name}: {value}}}"),
        }
    }
}

impl Figures {
    /// The figures that a question means. `axes` are the dimensions that the asker keeps apart; parts,
    /// answers, targets, shares and reprints are left out unless an axis or a filter names them.
    pub fn select(
        &self,
        question: &Question,
        axes: &[Dimension],
    ) -> Result<Selection<'_>, Trouble> {
        let series = self.named(&question.of, question.is_of_amounts(axes))?;
        let mut filters = Vec::new();
        for filter in &question.filters {
            filters.push((filter, self.filter(&question.of, &series, filter)?));
        }
        let mut named: BTreeSet<Dimension> = axes.iter().copied().collect();
        named.extend(filters.iter().map(|(_, (dimension, _))| *dimension));
        let mut figures: Vec<&Figure> = series
            .iter()
            .copied()
            .filter(|f| filters.iter().all(|(_, filter)| passes(f, filter)))
            .collect();
        // The whole and its parts are never together: they would be counted twice.
        for dimension in [Dimension::Part, Dimension::Answer] {
            let parts = named.contains(&dimension);
            figures.retain(|f| f.member(dimension).is_some() == parts);
        }
        let before = figures.clone();
        if !named.contains(&Dimension::Kind) {
            let plain = |f: &&Figure| {
                f.member(Dimension::Kind)
                    .is_none_or(|m| m.value == "result")
            };
            figures.retain(plain);
        }
        if figures.is_empty() && !is_zero(&series, &filters) {
            return Err(nothing(question, &filters, &series, &before));
        }
        let series = |f: &&Figure| self.series(&f.series).is_some_and(|s| s.overlaps);
        Ok(Selection {
            overlaps: figures.iter().any(series),
            figures,
            named,
            form: question.form,
            of: question.of.clone(),
        })
    }

    /// All figures under a name: `measures/x` is all indicators of the measure.
    /// `trainings` is its records, or all amounts of them.
    fn named(&self, of: &str, amounts: bool) -> Result<Vec<&Figure>, Trouble> {
        let below = format!("{of}/");
        let inside = self.0.places.range(below.clone()..);
        let inside = inside.take_while(|(series, _)| series.starts_with(&below));
        let mut inside: Vec<usize> = inside.flat_map(|(_, places)| places).copied().collect();
        let whole = !of.contains('/');
        if whole && (!amounts || inside.is_empty()) {
            inside.clear();
        }
        let own = self.0.places.get(of).into_iter().flatten().copied();
        let own = own.filter(|_| !whole || inside.is_empty());
        let mut places: Vec<usize> = own.chain(inside.iter().copied()).collect();
        places.sort_unstable();
        let series: Vec<&Figure> = places.iter().map(|place| &self.0.figures[*place]).collect();
        if !series.is_empty() {
            return Ok(series);
        }
        if let Some(instead) = self.0.bare.get(of) {
            let message = format!("`{of}` has no figures");
            return Err(
                Trouble::new("figure/no-figures", About::Of, message).hint(instead.as_str())
            );
        }
        let mut names: BTreeSet<&str> = self.0.bare.keys().map(String::as_str).collect();
        for name in self.0.series.keys() {
            names.insert(name);
            names.extend(
                name.rsplit_once('/')
                    .map(|(of, _)| of)
                    .filter(|of| of.contains('/')),
            );
        }
        let neighbours = neighbours(of, &names);
        let message = format!("nothing is called `{of}`");
        Err(Trouble::new("figure/unknown", About::Of, message).near(
            of,
            &neighbours,
            "there is, for example,",
        ))
    }

    /// A filter as a dimension and the values that pass, in the words of the data.
    fn filter(
        &self,
        of: &str,
        series: &[&Figure],
        filter: &Filter,
    ) -> Result<(Dimension, Vec<String>), Trouble> {
        let about = || About::Filter(filter.name.clone());
        // Looked at only when something is wrong: there may be many figures.
        let known = || -> BTreeSet<&str> {
            let members = series.iter().flat_map(|f| &f.members);
            members.map(|member| member.dimension.as_str()).collect()
        };
        let Some(dimension) = self.dimension(of, &filter.name) else {
            let message = format!("`{of}` cannot be filtered by `{}`", filter.name);
            let trouble = Trouble::new("figure/unknown-filter", about(), message);
            return Err(trouble.near(&filter.name, &known(), "filters here are"));
        };
        if !series.iter().any(|f| f.member(dimension).is_some()) {
            let message = format!("`{of}` has no `{}`", dimension.as_str());
            let trouble = Trouble::new("figure/unknown-filter", about(), message);
            return Err(trouble.near(&filter.name, &known(), "filters here are"));
        }
        let mut values = Vec::new();
        for value in &filter.values {
            values.push(self.value_of(of, series, dimension, value)?);
        }
        Ok((dimension, values))
    }

    fn value_of(
        &self,
        of: &str,
        series: &[&Figure],
        dimension: Dimension,
        written: &str,
    ) -> Result<String, Trouble> {
        let about = || About::Filter(dimension.as_str().to_owned());
        if written == ANY {
            return Ok(ANY.to_owned());
        }
        let has = |value: &str| series.iter().any(|f| f.has(dimension, value));
        let value = match (dimension, FiscalYear::parse(written)) {
            (Dimension::Year, Some(year)) => year.to_string(),
            (Dimension::Year, None) => {
                let message = format!("`{written}` is not a fiscal year");
                let trouble = Trouble::new("figure/unknown-value", about(), message);
                return Err(trouble.hint("write 2024, R6 or 令和6年度"));
            }
            (Dimension::Own(_), Some(year)) if !has(written) => year.to_string(),
            _ => written.to_owned(),
        };
        let closed = self.0.closed.get(&dimension);
        let fixed = dimension.fixed_values();
        let members = || series.iter().flat_map(|f| f.members(dimension));
        let known = fixed.contains(&value.as_str())
            || closed.is_some_and(|values| values.contains(&value))
            || members().any(|m| m.value == value);
        if known {
            return Ok(value);
        }
        let message = format!("`{of}` has no `{}` called `{written}`", dimension.as_str());
        let trouble = Trouble::new("figure/unknown-value", about(), message);
        if let Some(member) = members().find(|m| m.label == written) {
            return Err(trouble.hint(format!("write its id: `{}`", member.value)));
        }
        let mut names: BTreeSet<&str> = members().map(|m| m.value.as_str()).collect();
        names.extend(fixed);
        names.extend(closed.into_iter().flatten().map(String::as_str));
        Err(trouble.near(&value, &names, "there is"))
    }
}

fn passes(figure: &Figure, (dimension, values): &(Dimension, Vec<String>)) -> bool {
    values
        .iter()
        .any(|value| value == ANY || figure.has(*dimension, value))
}

/// Whether records are there, only none with such a state or facet: then their number is zero.
fn is_zero(series: &[&Figure], filters: &[(&Filter, (Dimension, Vec<String>))]) -> bool {
    series.iter().any(|figure| {
        figure.is_record()
            && filters
                .iter()
                .all(|(_, f)| f.0.is_closed() || passes(figure, f))
    })
}

fn nothing(
    question: &Question,
    filters: &[(&Filter, (Dimension, Vec<String>))],
    series: &[&Figure],
    targets: &[&Figure],
) -> Trouble {
    let asked: Vec<String> = filters
        .iter()
        .map(|(filter, _)| format!("`{}` {}", filter.name, filter.values.join(" or ")))
        .collect();
    let message = match asked.is_empty() {
        true => format!("`{}` has no results", question.of),
        false => format!("`{}` has nothing with {}", question.of, asked.join(" and ")),
    };
    let trouble = Trouble::new("figure/nothing", About::Whole, message);
    if !targets.is_empty() {
        let filter = question.form.filter("kind", "target");
        return trouble.hint(format!("there is a target only: add `{filter}`"));
    }
    // The filter without which there would be something, and what it could be.
    for (index, (filter, (dimension, _))) in filters.iter().enumerate() {
        let others = |f: &&&Figure| {
            let mut rest = filters.iter().enumerate().filter(|(i, _)| *i != index);
            rest.all(|(_, (_, other))| passes(f, other))
        };
        let values: BTreeSet<&str> = series
            .iter()
            .filter(others)
            .flat_map(|f| f.members(*dimension).map(|m| m.value.as_str()))
            .collect();
        if !values.is_empty() {
            let values: Vec<&str> = values.into_iter().take(20).collect();
            return trouble.hint(format!("`{}` can be {}", filter.name, values.join(", ")));
        }
    }
    trouble
}

/// The names on the same level below the same folder, or all names of the level.
fn neighbours<'a>(of: &str, names: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let level = of.matches('/').count();
    let folder = of.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &&&str| {
        name.matches('/').count() == level
            && name
                .rsplit_once('/')
                .is_some_and(|(other, _)| other == folder)
    };
    let near: BTreeSet<&str> = names.iter().filter(beside).copied().collect();
    if !near.is_empty() {
        return near;
    }
    let same = |name: &&&str| name.matches('/').count() == level;
    names.iter().filter(same).copied().collect()
}
