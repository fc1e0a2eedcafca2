//! The view `plan-and-actual`: what was planned for each year by the plan that held then, and what
//! took place.

use serde::Deserialize;

use super::{
    Asked, Desk, Result, lay, parameters,
    plain::{self, Line},
    record,
};
use crate::{
    compose::figures::{Filter, Form, Question},
    diagnostic::{Diagnostic, nearest},
    document::{Align, BlockKind, Chart, ChartKind, Inline, Series, Table, text},
    model::{Collection, FiscalYear, Number, Per, Plan, Tally, Value},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    /// A council, a training or a measure with plans.
    of: Spanned<String>,
    /// Which of its plans; may be missing when there is one.
    plan: Option<Spanned<String>>,
    /// The figures that tell what took place, where they stand elsewhere: `measures/x/meetings`.
    actual: Option<Spanned<String>>,
    years: parameters::Years,
    /// Shows a chart above the table; needs a description for those who do not see it.
    description: Option<String>,
    caption: String,
    #[serde(default)]
    id: String,
    source: Option<String>,
}

/// What is planned and recorded for a year.
struct Year {
    label: String,
    planned: Option<Number>,
    /// 6か所 × 年2回
    formula: String,
    target: Option<Value>,
    actual: Option<Value>,
    open: Option<Number>,
    source: String,
    unit: String,
}

pub(super) fn plan_and_actual(desk: &Desk) -> Result<BlockKind> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let subject = Subject::of(desk, &parameters)?;
    let mut years = Vec::new();
    for year in parameters.years.resolve(desk)? {
        years.push(subject.year(desk, &parameters, &year)?);
    }
    let table = Table {
        id: parameters.id.clone(),
        caption: text(&parameters.caption),
        source: desk.optional(parameters.source.as_ref()),
        remarks: remarks(desk, &years),
        ..table(desk, &years)
    };
    let Some(description) = parameters.description else {
        return Ok(BlockKind::Table(table));
    };
    Ok(BlockKind::Chart(chart(
        desk,
        parameters.caption,
        description,
        &years,
        table,
    )))
}

/// What the plans are about.
struct Subject<'a> {
    collection: Collection,
    id: &'a str,
    plans: &'a [Plan],
    /// The areas of its program.
    areas: usize,
    /// The name of the plans: `meetings`.
    name: String,
}

impl<'a> Subject<'a> {
    fn of(desk: &'a Desk, parameters: &'a Parameters) -> Result<Self> {
        let allowed = [
            Collection::Councils,
            Collection::Trainings,
            Collection::Measures,
        ];
        let (collection, id) = record::id(desk, &parameters.of, &allowed)?;
        let site = desk.site;
        let (plans, program) = match collection {
            Collection::Councils => {
                let council = site.councils.get(id).expect("its id is among the ids");
                (&council.plans, Some(&council.program))
            }
            Collection::Trainings => {
                let training = site.trainings.get(id).expect("its id is among the ids");
                (&training.plans, training.program.as_ref())
            }
            _ => {
                let measure = site.measures.get(id).expect("its id is among the ids");
                (&measure.plans, measure.program.as_ref())
            }
        };
        let wanted = match &parameters.plan {
            Some(wanted) => Some(wanted.as_str()),
            None if plans.len() == 1 => plans.keys().next().map(String::as_str),
            None => ["meetings", "runs"]
                .into_iter()
                .find(|name| plans.contains_key(*name)),
        };
        let found = wanted.and_then(|wanted| plans.get_key_value(wanted));
        let Some((name, list)) = found else {
            let place = parameters.plan.as_ref().unwrap_or(&parameters.of);
            let names: Vec<&str> = plans.keys().map(String::as_str).collect();
            let message = match wanted {
                Some(wanted) => format!("`{}` has no plan called `{wanted}`", parameters.of.value),
                None => format!("which plan of `{}` is meant?", parameters.of.value),
            };
            let problem = Diagnostic::error("plan/unknown", message).at(&place.span, "asked here");
            let near = wanted.and_then(|wanted| nearest(wanted, names.iter().copied()));
            return Err(Box::new(match near {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None if names.is_empty() => problem.hint("record it under `plans`"),
                None => problem.hint(format!("say `plan: …`: there is {}", names.join(", "))),
            }));
        };
        Ok(Self {
            collection,
            id,
            plans: list,
            areas: site.areas_of(program.map(|program| program.as_str())),
            name: name.clone(),
        })
    }

    fn year(&self, desk: &Desk, asked: &Parameters, year: &Spanned<FiscalYear>) -> Result<Year> {
        let plan = self.plans.iter().find(|plan| plan.holds_in(**year));
        let (tally, series) = self.recorded(desk, asked, **year);
        let (mut actual, mut target) = (tally.held.map(Value::Number), None);
        if let Some(series) = series {
            actual = value(desk, &series, **year, "result")?;
            target = value(desk, &series, **year, "target")?;
        }
        Ok(Year {
            label: desk.site.config.year_style.show(**year),
            planned: plan.and_then(|plan| plan.in_a_year(self.areas)),
            formula: plan
                .map(|plan| self.formula(desk, plan))
                .unwrap_or_default(),
            target,
            actual,
            open: tally.others,
            source: plan
                .and_then(|plan| plan.source.clone())
                .unwrap_or_default(),
            unit: plan.map(|plan| plan.unit.clone()).unwrap_or_default(),
        })
    }

    /// What is recorded of a year one by one, or the figures that tell it.
    fn recorded(
        &self,
        desk: &Desk,
        asked: &Parameters,
        year: FiscalYear,
    ) -> (Tally, Option<Spanned<String>>) {
        let own = || Spanned {
            value: format!("measures/{}/{}", self.id, self.name),
            span: asked.of.span.clone(),
        };
        match (&asked.actual, self.collection) {
            (Some(series), _) => (Tally::default(), Some(series.clone())),
            (None, Collection::Councils) if self.name == "meetings" => {
                let council = desk.site.councils.get(self.id);
                let tally = council.map(|council| Tally::of_council(desk.site, council, year));
                (tally.unwrap_or_default(), None)
            }
            (None, Collection::Trainings) if self.name == "runs" => {
                let training = desk.site.trainings.get(self.id);
                let tally = training.map(|training| Tally::of_training(training, year));
                (tally.unwrap_or_default(), None)
            }
            (None, Collection::Measures) => (Tally::default(), Some(own())),
            // What else is planned is not recorded one by one.
            (None, _) => (Tally::default(), None),
        }
    }

    /// How a plan comes to its number: 6か所 × 2回; what is not a number stands as it is written.
    fn formula(&self, desk: &Desk, plan: &Plan) -> String {
        let value = lay::value(desk, Some(&plan.value));
        let per = match plan.per {
            Per::Area => "per-area",
            Per::Program => "per-program",
            Per::Run => "per-run",
            Per::Meeting => "per-meeting",
        };
        let areas = self.areas.to_string();
        let words = [
            ("value", value.as_str()),
            ("unit", &plan.unit),
            ("areas", &areas),
        ];
        desk.filled(&format!("plan.{per}"), &words)
    }
}

/// The figure of a year; none where there is none of that kind.
fn value(
    desk: &Desk,
    series: &Spanned<String>,
    year: FiscalYear,
    kind: &str,
) -> Result<Option<Value>> {
    let filter = |name: &str, value: String| Filter {
        name: name.to_owned(),
        values: vec![value],
    };
    let question = Question {
        of: series.value.clone(),
        filters: vec![
            filter("year", year.to_string()),
            filter("kind", kind.to_owned()),
        ],
        form: Form::View,
    };
    match desk.figures.value(&question) {
        Ok(value) => Ok(Some(value)),
        Err(trouble) if ["figure/nothing", "figure/unknown-value"].contains(&trouble.code) => {
            Ok(None)
        }
        Err(trouble) => {
            let filters = parameters::Where::default();
            let asked = Asked {
                of: series,
                filters: &filters,
            };
            Err(asked.trouble(trouble))
        }
    }
}

fn table(desk: &Desk, years: &[Year]) -> Table {
    let number = |number: Option<Number>| number.map(|n| text(n.grouped())).unwrap_or_default();
    let with_plans = years.iter().any(|year| year.planned.is_some());
    let lines = years.iter().map(|year| {
        let known = |value: &Option<Value>| match value {
            Some(value) => asked(lay::value(desk, Some(value))),
            None => Vec::new(),
        };
        let missing = || text(desk.word("figure.none"));
        let planned = match year.planned {
            None if with_plans => missing(),
            planned => number(planned),
        };
        let actual = match &year.actual {
            None => missing(),
            actual => known(actual),
        };
        Line::Body(vec![
            text(&year.label),
            planned,
            text_or_none(&year.formula),
            known(&year.target),
            actual,
            number(year.open),
            ratio(desk, year),
            text_or_none(&year.source),
        ])
    });
    let heads = [
        ("figure.column.year", Align::Start),
        ("plan.planned", Align::End),
        ("plan.formula", Align::Start),
        ("plan.target", Align::End),
        ("plan.actual", Align::End),
        ("plan.open", Align::End),
        ("plan.ratio", Align::End),
        ("plan.source", Align::Start),
    ];
    let mut units: Vec<&str> = years.iter().map(|year| year.unit.as_str()).collect();
    units.retain(|unit| !unit.is_empty());
    units.dedup();
    Table {
        unit: match units.as_slice() {
            [only] => Some((*only).to_owned()),
            _ => None,
        },
        ..plain::table(desk, &heads, lines.collect())
    }
}

/// A number of the data, which keeps its origin.
fn asked(words: String) -> Vec<Inline> {
    vec![Inline::Value {
        text: words,
        origin: "plan-and-actual".to_owned(),
    }]
}

fn text_or_none(words: &str) -> Vec<Inline> {
    match words {
        "" => Vec::new(),
        words => text(words),
    }
}

/// What took place in per cent of the plan.
fn ratio(desk: &Desk, year: &Year) -> Vec<Inline> {
    let (Some(planned), Some(Value::Number(actual))) = (year.planned, &year.actual) else {
        return Vec::new();
    };
    if planned.is_zero() {
        return Vec::new();
    }
    let percent = format!("{:.1}", actual.to_f64() / planned.to_f64() * 100.0);
    let percent = percent.strip_suffix(".0").unwrap_or(&percent);
    text(desk.filled("plan.percent", &[("n", percent)]))
}

/// From which years on another plan holds, and what the signs mean.
fn remarks(desk: &Desk, years: &[Year]) -> Vec<Vec<Inline>> {
    let changes = years.windows(2).filter_map(|pair| match pair {
        [before, after] if !before.formula.is_empty() && before.formula != after.formula => {
            Some(text(desk.filled("plan.changed", &[("year", &after.label)])))
        }
        _ => None,
    });
    let mut remarks: Vec<Vec<Inline>> = changes.collect();
    let values: Vec<Option<&Value>> = years.iter().map(|year| year.actual.as_ref()).collect();
    remarks.extend(lay::missing(desk, values.into_iter()).into_iter().map(text));
    remarks
}

fn chart(desk: &Desk, title: String, description: String, years: &[Year], table: Table) -> Chart {
    let actual = |year: &Year| match &year.actual {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let series = |key: &str, values: Vec<Option<Number>>| Series {
        label: desk.word(key),
        values,
    };
    Chart {
        id: table.id.clone(),
        kind: ChartKind::Bar,
        description,
        unit: table.unit.clone(),
        categories: years.iter().map(|year| year.label.clone()).collect(),
        tiles: Vec::new(),
        series: vec![
            series(
                "plan.planned",
                years.iter().map(|year| year.planned).collect(),
            ),
            series("plan.actual", years.iter().map(actual).collect()),
        ],
        table: Table {
            id: String::new(),
            ..table
        },
        title,
    }
}
