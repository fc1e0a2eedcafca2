//! The figures of a site, as sentences speak of them: by the name of what is counted, in a year.

use std::{cmp::Reverse, collections::BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::numerals::Typed;
use crate::model::{
    Amount, Council, FiscalYear, Indicator, Measure, Number, Record, Site, State, Survey, Tally,
};

/// Endings of labels that tell how is counted: sentences leave them out.
const ENDINGS: [&str; 13] = [
    "の延べ件数",
    "の延べ人数",
    "の実人数",
    "の件数",
    "の人数",
    "の回数",
    "の社数",
    "の数",
    "延べ人数",
    "件数",
    "人数",
    "回数",
    "の実績",
];

/// A name that is shorter stands in too many sentences.
const TELLING: usize = 4;

/// What may stand between the name of a figure and its number.
const BETWEEN: [&str; 28] = [
    "延べ人数",
    "実人数",
    "件数",
    "人数",
    "回数",
    "総数",
    "実績",
    "開催",
    "実施",
    "合計",
    "総計",
    "全部で",
    "合わせて",
    "あわせて",
    "延べ",
    "のべ",
    "およそ",
    "には",
    "では",
    "計",
    "約",
    "ほぼ",
    "の",
    "は",
    "が",
    "も",
    "を",
    "、",
];

/// The figures of a site, each with the expression that gives it.
pub(super) struct Known {
    figures: Vec<Figure>,
    /// The units of all figures, the longest first.
    pub units: Vec<String>,
    /// Where the figures of each unit stand.
    places: Vec<Vec<usize>>,
    /// The last year of which there are results.
    pub last_year: Option<FiscalYear>,
}

#[derive(Debug)]
pub(super) struct Figure {
    pub number: Number,
    pub unit: String,
    pub year: FiscalYear,
    /// What readers call it: the label of the indicator; nothing of what has no name of its own.
    pub label: String,
    /// What sentences call it, beginning with its label.
    pub names: Vec<String>,
    /// The name of the measure, council or survey that has it.
    pub record: String,
    pub kind: Kind,
    /// What expressions call it.
    pub of: String,
    pub expression: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Result,
    Target,
    /// Of one area, by its name.
    Area(String),
    /// Computed from two others.
    Rate,
}

impl Known {
    pub fn of(site: &Site) -> Self {
        let mut figures = Vec::new();
        for measure in site.measures.iter().filter(|m| m.reprint_of.is_none()) {
            for indicator in &measure.indicators {
                results(measure, indicator, &mut figures);
            }
        }
        for survey in site.surveys.iter() {
            surveyed(site, survey, &mut figures);
        }
        for council in site.councils.iter() {
            counted(site, council, &mut figures);
            let met = site.meetings.iter().filter(|m| *m.council == *council.id);
            let years: BTreeSet<FiscalYear> = met.map(|m| *m.year).collect();
            let stated = |year: &FiscalYear| council.totals.iter().any(|t| *t.year == *year);
            for year in years.into_iter().filter(|year| !stated(year)) {
                let held = Tally::of_council(site, council, year).held;
                let of = format!("of=\"meetings\", council=\"{}\"", council.id.value);
                figures.extend(took_place(council, &council.unit, year, held, &of));
            }
        }
        for training in site.trainings.iter() {
            let years: BTreeSet<FiscalYear> = training.runs.iter().map(|run| *run.year).collect();
            for year in years {
                let held = Tally::of_training(training, year).held;
                let of = format!("of=\"runs\", training=\"{}\"", training.id.value);
                figures.extend(took_place(training, "回", year, held, &of));
            }
        }
        let mut units: Vec<String> = figures.iter().map(|f| f.unit.clone()).collect();
        units.retain(|unit| !unit.is_empty());
        units.sort_unstable_by_key(|unit| (Reverse(unit.chars().count()), unit.clone()));
        units.dedup();
        let mut places = vec![Vec::new(); units.len()];
        for (at, figure) in figures.iter_mut().enumerate() {
            figure.names = names(&figure.label);
            if let Some(place) = units.iter().position(|unit| *unit == figure.unit) {
                places[place].push(at);
            }
        }
        let results = figures.iter().filter(|f| f.kind != Kind::Target);
        Self {
            last_year: results.map(|figure| figure.year).max(),
            figures,
            units,
            places,
        }
    }

    pub fn all(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter()
    }

    pub fn of_unit(&self, unit: &str) -> impl Iterator<Item = &Figure> + use<'_> {
        let place = self.units.iter().position(|known| known == unit);
        let places = place.map_or(&[][..], |place| &self.places[place]);
        places.iter().map(|at| &self.figures[*at])
    }
}

impl Figure {
    /// Whether a number stands right at its name: `職場への訪問は668回`, `就労相談は約1,900件`.
    pub fn is_named_before(&self, typed: &Typed<'_>) -> bool {
        let direct = |name: &str| {
            let after = typed
                .before
                .rfind(name)
                .map(|at| &typed.before[at + name.len()..]);
            after.is_some_and(joins)
        };
        self.names.iter().any(|name| direct(name))
    }

    /// Whether its name stands right behind a number: `139名が面接を受け`.
    pub fn is_named_behind(&self, typed: &Typed<'_>) -> bool {
        let Some(label) = self.names.first() else {
            return false;
        };
        let stem = ["た人", "る人"]
            .iter()
            .find_map(|end| Some(label.split_once(end)?.0.to_owned()));
        let stem = stem.filter(|stem| stem.chars().count() >= TELLING);
        let after = typed.after.strip_prefix('が');
        stem.zip(after)
            .is_some_and(|(stem, after)| after.starts_with(&stem))
    }
}

/// What sentences call a figure with a label: as the label does, and without how it is counted.
fn names(label: &str) -> Vec<String> {
    let label: String = label.nfkc().collect();
    let short = ENDINGS.iter().find_map(|end| label.strip_suffix(end));
    let short = short.filter(|short| short.chars().count() >= TELLING);
    let short = short.map(str::to_owned);
    let whole = (!label.is_empty()).then_some(label);
    whole.into_iter().chain(short).collect()
}

/// Whether only words that join a name and its number stand here.
pub(super) fn joins(mut words: &str) -> bool {
    while !words.is_empty() {
        let year = words.find("年度").filter(|at| {
            words[..*at]
                .chars()
                .all(|c| c.is_ascii_digit() || "令和平成昭元".contains(c))
        });
        let rest = year.map(|at| &words[at + "年度".len()..]);
        let word = || BETWEEN.iter().find_map(|word| words.strip_prefix(word));
        match rest.or_else(word) {
            Some(rest) => words = rest,
            None => return false,
        }
    }
    true
}

/// How often something took place in a year, counted from its records.
fn took_place<T: Record>(
    record: &T,
    unit: &str,
    year: FiscalYear,
    held: Option<Number>,
    of: &str,
) -> Option<Figure> {
    Some(Figure {
        number: held?,
        unit: unit.nfkc().collect(),
        year,
        label: record.name().to_owned(),
        names: Vec::new(),
        record: record.name().to_owned(),
        kind: Kind::Result,
        of: String::new(),
        expression: format!("count({of}, year={}, state=\"held\")", year.0),
    })
}

fn results(measure: &Measure, indicator: &Indicator, figures: &mut Vec<Figure>) {
    let of = format!("measures/{}/{}", measure.id.value, indicator.id.value);
    let kinds = [
        (Kind::Result, "", &indicator.results),
        (Kind::Target, ", kind=\"target\"", &indicator.targets),
    ];
    for (kind, filter, amounts) in kinds {
        for (year, amount) in amounts {
            figures.extend(amount.number().map(|number| Figure {
                number,
                unit: indicator.unit_in(**year).nfkc().collect(),
                year: **year,
                label: indicator.label.clone(),
                names: Vec::new(),
                record: measure.name.clone(),
                kind: kind.clone(),
                of: of.clone(),
                expression: format!("value(of=\"{of}\", year={}{filter})", year.0),
            }));
        }
    }
}

/// Respondents and answers, each of the year of its survey, and how many sent it back.
fn surveyed(site: &Site, survey: &Survey, figures: &mut Vec<Figure>) {
    let persons = site.theme.word("figure.unit.persons");
    let unit = survey.unit.as_deref().unwrap_or(persons);
    let of = format!("surveys/{}", survey.id.value);
    let mut add = |number: Option<Number>, kind: Kind, expression: String| {
        figures.extend(number.map(|number| Figure {
            number,
            unit: if kind == Kind::Rate {
                "%".to_owned()
            } else {
                unit.to_owned()
            },
            year: *survey.year,
            label: if kind == Kind::Rate {
                "回収率".to_owned()
            } else {
                String::new()
            },
            names: Vec::new(),
            record: survey.name.clone(),
            kind,
            of: of.clone(),
            expression,
        }));
    };
    let number = |amount: &Option<crate::source::Spanned<Amount>>| amount.as_ref()?.number();
    for (field, amount) in [("asked", &survey.asked), ("returned", &survey.returned)] {
        let expression = format!("value(of=\"{of}\", field=\"{field}\")");
        add(number(amount), Kind::Result, expression);
    }
    let rate = format!("value(of=\"{of}\", field=\"return-rate\")");
    add(survey.return_rate(), Kind::Rate, rate);
    for question in &survey.questions {
        let of = format!("{of}/{}", question.id.value);
        let all = format!("value(of=\"{of}\")");
        add(question.respondents.number(), Kind::Result, all);
        for (code, amount) in question.counts() {
            let expression = format!("value(of=\"{of}\", answer=\"{}\")", code.value);
            add(amount.number(), Kind::Result, expression);
        }
    }
}

/// The totals of a council, and what it counts in each area: only of what was held.
fn counted(site: &Site, council: &Council, figures: &mut Vec<Figure>) {
    let of = format!("councils/{}", council.id.value);
    let mut add = |number: Number, year: FiscalYear, area: Option<&str>, filter: String| {
        figures.push(Figure {
            number,
            unit: council.unit.nfkc().collect(),
            year,
            label: if area.is_none() {
                council.name.clone()
            } else {
                String::new()
            },
            names: Vec::new(),
            record: council.name.clone(),
            kind: area.map_or(Kind::Result, |area| {
                let name = site.areas.get(area).map_or(area, Record::name);
                Kind::Area(name.nfkc().collect())
            }),
            of: of.clone(),
            expression: format!("sum(of=\"{of}\", year={}, {filter})", year.0),
        });
    };
    for total in &council.totals {
        if let Some(number) = total.value.number() {
            let state = total.state.map_or("any", State::as_str);
            add(number, *total.year, None, format!("state=\"{state}\""));
        }
    }
    for count in &council.counts {
        if let Some(number) = count.count.number() {
            let filter = format!("area=\"{}\"", count.area.value);
            add(number, *count.year, Some(&count.area), filter);
        }
    }
}
