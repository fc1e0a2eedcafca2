//! Expressions in Markdown, `{{ count(of="meetings", state="held") }}`: Tera over the figures of the site.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use tera::{Context, Error, Kwargs, State, Tera};

use crate::{
    compose::figures::{Change, Figures, Filter, Form, Percent, Question, Trouble},
    diagnostic::Diagnostic,
    document::Inline,
    model::{FiscalYear, Missing, Number, Site, SmallNumbers, Value},
    source::Span,
};

mod failures;
mod filters;
mod persons;
mod place;

pub use filters::NAMES as FILTERS;
use filters::{WRITTEN, written};
use place::Place;

/// What the code is put between, so that Tera takes it for a template.
const BEFORE: &str = "{{ ";
const AFTER: &str = " }}";

/// The functions over figures.
pub const FUNCTIONS: [&str; 7] = ["change", "count", "plan", "ratio", "share", "sum", "value"];

/// The filters of Tera that make sense of a number or a word; Tera does not list its own.
const TERAS: [&str; 12] = [
    "abs", "default", "float", "int", "length", "lower", "replace", "round", "str", "trim",
    "truncate", "upper",
];

thread_local! {
    /// Why one of our functions failed: Tera hands on the text of an error and nothing else.
    static TROUBLE: RefCell<Option<Trouble>> = const { RefCell::new(None) };
    /// What an expression asked for numbers that it can compute with.
    static ASKED: RefCell<Vec<Question>> = const { RefCell::new(Vec::new()) };
    /// What is to be said of an expression that has a value.
    static REMARK: RefCell<Option<Trouble>> = const { RefCell::new(None) };
}

/// Evaluates expressions; built once for a site.
pub struct Expressions {
    tera: Tera,
    figures: Figures,
    small: SmallNumbers,
}

impl Expressions {
    pub fn new(site: &Site, figures: &Figures) -> Self {
        let words: BTreeMap<&'static str, String> = Missing::ALL
            .into_iter()
            .map(|missing| {
                let key = format!("missing.{}", missing.as_str());
                (missing.as_str(), site.theme.word(&key).to_owned())
            })
            .collect();
        let words = Arc::new(words);
        let mut tera = Tera::new();
        let all = figures.clone();
        tera.register_function("count", move |arguments: Kwargs, _: &State| {
            answer(asked(&arguments).and_then(|q| all.count(&q)), number)
        });
        let all = figures.clone();
        tera.register_function("sum", move |arguments: Kwargs, _: &State| {
            answer(asked(&arguments).and_then(|q| all.sum(&q)), number)
        });
        let (all, said) = (figures.clone(), Arc::clone(&words));
        tera.register_function("value", move |arguments: Kwargs, _: &State| {
            let value = asked(&arguments).and_then(|q| all.value(&q));
            answer(value, |v| word_or_number(v, &said))
        });
        let all = figures.clone();
        tera.register_function("plan", move |arguments: Kwargs, _: &State| {
            answer(plan(&arguments, &all), |v| word_or_number(v, &words))
        });
        compare(&mut tera, figures);
        filters::register(&mut tera, site);
        Self {
            tera,
            figures: figures.clone(),
            small: site.config.small_numbers,
        }
    }

    /// The value of an expression as text: numbers grouped, missing values as the word for their reason.
    /// Beside it what its author should know, though nothing is wrong with it.
    /// `span` is the place of the code, with or without its braces.
    /// In a page of an edition `this` is its year and `previous` the year before.
    pub fn evaluate(
        &self,
        code: &str,
        span: &Span,
        edition: Option<FiscalYear>,
    ) -> Result<(Inline, Option<Diagnostic>), Box<Diagnostic>> {
        let place = Place::new(code, span);
        let value = self.value(code, &place, edition)?;
        Ok((value, REMARK.take().map(|remark| place.remark(remark))))
    }

    fn value(
        &self,
        code: &str,
        place: &Place,
        edition: Option<FiscalYear>,
    ) -> Result<Inline, Box<Diagnostic>> {
        TROUBLE.take();
        REMARK.take();
        ASKED.take();
        let template = format!("{BEFORE}{code}{AFTER}");
        let text = self
            .tera
            .render_str(&template, &context(edition), false)
            .map_err(|error| Box::new(failures::problem(place, &error)))?;
        let asked = ASKED.take();
        persons::check(&self.figures, self.small, &asked, code, &text)
            .map_err(|trouble| Box::new(place.of_whole(trouble)))?;
        match shown(&text) {
            Some(text) => Ok(Inline::Value {
                text,
                origin: code.trim().to_owned(),
            }),
            None => Err(Box::new(
                place
                    .whole(
                        "expression/inexact",
                        format!("the value has too many places: {text}"),
                    )
                    .hint("round it: `(…) | round(precision=1)`"),
            )),
        }
    }
}

/// What an edition gives a meaning.
fn context(edition: Option<FiscalYear>) -> Context {
    let mut context = Context::new();
    if let Some(year) = edition {
        context.insert("this", &year.0);
        context.insert("previous", &(year.0 - 1));
    }
    context
}

/// Adds the functions that put figures beside figures.
fn compare(tera: &mut Tera, figures: &Figures) {
    let all = figures.clone();
    tera.register_function("ratio", move |arguments: Kwargs, _: &State| {
        let ratio = parted(&arguments, &["over", "digits"]).and_then(|(own, part)| {
            let over = own.get("over").and_then(|values| values.first());
            let over = over.ok_or_else(|| missing_argument("over", "over=\"measures/…\""))?;
            let whole = Question {
                of: over.clone(),
                ..part.clone()
            };
            all.ratio(&part, &whole, places(&own)?)
        });
        answer(ratio, percent)
    });
    let all = figures.clone();
    tera.register_function("share", move |arguments: Kwargs, _: &State| {
        let share = parted(&arguments, &["among", "digits"]).and_then(|(own, part)| {
            let among = own.get("among").map_or(&[][..], Vec::as_slice);
            all.share(&part, among, places(&own)?)
        });
        answer(share, percent)
    });
    let all = figures.clone();
    tera.register_function("change", move |arguments: Kwargs, _: &State| {
        let change = parted(&arguments, &["percent", "digits"]).and_then(|(own, of)| {
            let percent = own.get("percent").is_some_and(|values| *values == ["true"]);
            signed(all.change(&of)?, percent, places(&own)?)
        });
        answer(change, |text| written(&text).into())
    });
}

/// A ratio as text; what is said of all or none of some persons is said of each of them.
fn percent(percent: Percent) -> tera::Value {
    if percent.tells {
        let message = "this is said of everybody in the group, so it tells of each of them";
        let remark = Trouble::whole("ratio/tells", message.to_owned());
        REMARK.set(Some(remark.hint(
            "leave it out, join groups, or waive it: `waive: {ratio/tells: …}` above the text",
        )));
    }
    written(&percent.text).into()
}

/// The arguments of a function that are no filters.
type Own = BTreeMap<String, Vec<String>>;

/// To how many places a function rounds: one, unless it says otherwise.
fn places(own: &Own) -> Result<u32, Trouble> {
    let Some([digits]) = own.get("digits").map(Vec::as_slice) else {
        return Ok(1);
    };
    let places = digits.parse().ok().filter(|places| *places <= 3);
    places.ok_or_else(|| {
        let message = format!("`{digits}` is no number of digits");
        Trouble::filter("expression/failed", "digits", message).hint("write `digits=0` up to 3")
    })
}

/// A change with its sign: +12, −3, ±0.
fn signed(change: Change, percent: bool, places: u32) -> Result<String, Trouble> {
    let by = change.after - change.before;
    if !percent {
        return Ok(by.signed());
    }
    let rate = by.percent_of(change.before, places).ok_or_else(|| {
        let message = "it was zero the year before, so there is no rate of change".to_owned();
        Trouble::whole("ratio/zero", message).hint("leave `percent=true` out")
    })?;
    // With all its places: +4.0 and not +4.
    let sign: String = rate.signed().chars().take(1).collect();
    let text = rate.rounded(places);
    Ok(format!("{sign}{}", text.trim_start_matches('-')))
}

/// Numbers grouped; `None` for a number that is not exact.
fn shown(text: &str) -> Option<String> {
    if let Some(text) = text.strip_prefix(WRITTEN) {
        return Some(text.to_owned());
    }
    match (Number::parse(text), text.parse::<f64>()) {
        (Some(number), _) => Some(number.grouped()),
        (None, Ok(_)) => None,
        (None, Err(_)) => Some(text.to_owned()),
    }
}

fn answer<T>(
    found: Result<T, Trouble>,
    show: impl Fn(T) -> tera::Value,
) -> Result<tera::Value, Error> {
    found.map(show).map_err(|trouble| {
        let error = Error::message(&trouble.message);
        TROUBLE.set(Some(trouble));
        error
    })
}

fn number(number: Number) -> tera::Value {
    let text = number.to_string();
    match text.parse::<i64>() {
        Ok(whole) => whole.into(),
        Err(_) => number.to_f64().into(),
    }
}

fn word_or_number(value: Value, words: &BTreeMap<&str, String>) -> tera::Value {
    match value {
        Value::Number(n) => number(n),
        Value::Sessions(sessions) => sessions.into(),
        Value::Missing(reason) => words[reason.as_str()].clone().into(),
    }
}

/// The arguments of a function as a question: `of`, and filters.
fn asked(arguments: &Kwargs) -> Result<Question, Trouble> {
    let (_, question) = parted(arguments, &[])?;
    ASKED.with_borrow_mut(|asked| asked.push(question.clone()));
    Ok(question)
}

/// The arguments that are the function's own, and the question that the others ask.
fn parted(arguments: &Kwargs, names: &[&str]) -> Result<(Own, Question), Trouble> {
    let mut of = None;
    let mut filters = Vec::new();
    let mut own = Own::new();
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        let values = values(name, value)?;
        match (name, values.as_slice()) {
            ("of", [one]) => of = Some(one.clone()),
            _ if names.contains(&name) => drop(own.insert(name.to_owned(), values)),
            _ => filters.push(Filter {
                name: name.to_owned(),
                values,
            }),
        }
    }
    let question = Question {
        of: of.ok_or_else(|| missing_argument("of", "of=\"meetings\""))?,
        filters,
        form: Form::Expression,
    };
    Ok((own, question))
}

fn plan(arguments: &Kwargs, figures: &Figures) -> Result<Value, Trouble> {
    let known = ["name", "of", "year"];
    let mut given: BTreeMap<&str, String> = BTreeMap::new();
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        if !known.contains(&name) {
            let message = format!("`plan` has no argument `{name}`");
            let trouble = Trouble::filter("figure/unknown-filter", name, message);
            return Err(trouble.hint("its arguments are `of`, `name` and `year`"));
        }
        given.insert(name, values(name, value)?.concat());
    }
    let take = |name, example| {
        given
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| missing_argument(name, example))
    };
    figures.plan(
        take("of", "of=\"councils/…\"")?,
        take("name", "name=\"meetings\"")?,
        take("year", "year=2024")?,
    )
}

fn missing_argument(name: &str, example: &str) -> Trouble {
    let message = format!("the argument `{name}` is missing");
    Trouble::whole("expression/missing-argument", message).hint(format!("add `{example}`"))
}

/// One value, or those of a list.
fn values(name: &str, value: &tera::Value) -> Result<Vec<String>, Trouble> {
    if value.is_undefined() || value.is_none() {
        let message = format!("the value of `{name}` is not known");
        return Err(Trouble::filter("expression/unknown", name, message)
            .hint(format!("put it in quotes: `{name}=\"…\"`")));
    }
    match value.as_array() {
        Some(list) => Ok(list.iter().map(ToString::to_string).collect()),
        None => Ok(vec![value.to_string()]),
    }
}
