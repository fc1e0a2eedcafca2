//! Tables of codes: what stands behind the ids in the table of all figures.

use super::{
    grid::{Entry, Grid},
    long,
};
use crate::model::{Id, Missing, Site, State};
use crate::source::Spanned;

/// The lines of a table of codes.
type Lines = Vec<Vec<String>>;

/// A table: the name of its file, its columns, and what it says of a site.
type Table = (&'static str, &'static [&'static str], fn(&Site) -> Lines);

const TABLES: [Table; 7] = [
    (
        "areas",
        &[
            "area",
            "name",
            "reading",
            "program",
            "municipality-code",
            "municipality",
        ],
        areas,
    ),
    ("states", &["state", "label"], states),
    ("missing", &["missing", "label", "meaning"], missing),
    (
        "measures",
        &[
            "measure",
            "printed-no",
            "name",
            "program",
            "indicator",
            "label",
            "unit",
        ],
        indicators,
    ),
    (
        "councils",
        &["council", "name", "program", "unit"],
        councils,
    ),
    ("trainings", &["training", "name", "program"], trainings),
    (
        "vocabularies",
        &["vocabulary", "value", "label", "reading"],
        values,
    ),
];

/// The tables that have lines, by the names of their files.
pub fn codes(site: &Site) -> Vec<(&'static str, Grid)> {
    let tables = TABLES.into_iter().map(|(name, columns, lines)| {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        let rows = lines(site)
            .into_iter()
            .map(|row| row.into_iter().map(Entry::Text).collect());
        (name, long::grid(columns, rows.collect(), &[]))
    });
    tables.filter(|(_, grid)| !grid.rows.is_empty()).collect()
}

fn states(site: &Site) -> Lines {
    let state = |state: State| {
        let label = site
            .theme
            .word(&format!("state.{}", state.as_str()))
            .to_owned();
        vec![state.as_str().to_owned(), label]
    };
    State::ALL.map(state).into()
}

fn missing(site: &Site) -> Lines {
    let word = |key: String| site.theme.word(&key).to_owned();
    let reason = |reason: Missing| {
        let code = reason.as_str();
        let (label, meaning) = (format!("missing.{code}"), format!("missing.remark.{code}"));
        vec![code.to_owned(), word(label), word(meaning)]
    };
    Missing::ALL.map(reason).into()
}

fn councils(site: &Site) -> Lines {
    let councils = site.councils.iter().map(|council| {
        let (id, program) = (council.id.to_string(), council.program.to_string());
        vec![id, council.name.clone(), program, council.unit.clone()]
    });
    councils.collect()
}

fn trainings(site: &Site) -> Lines {
    let trainings = site.trainings.iter().map(|training| {
        let program = optional(training.program.as_ref());
        vec![training.id.to_string(), training.name.clone(), program]
    });
    trainings.collect()
}

fn values(site: &Site) -> Lines {
    let values = site.vocabularies.iter().flat_map(|vocabulary| {
        vocabulary.values.iter().map(|value| {
            let reading = value.reading.clone().unwrap_or_default();
            let label = value.label.ja.clone();
            vec![
                vocabulary.id.to_string(),
                value.value.to_string(),
                label,
                reading,
            ]
        })
    });
    values.collect()
}

fn optional(id: Option<&Spanned<Id>>) -> String {
    id.map(|id| id.value.to_string()).unwrap_or_default()
}

/// A line for each municipality; areas without any have one line.
fn areas(site: &Site) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for area in site.areas.iter() {
        let own = [
            area.id.to_string(),
            area.name.clone(),
            area.reading.clone(),
            area.program.to_string(),
        ];
        let with = |code: String, name: String| {
            let mut row = own.to_vec();
            row.extend([code, name]);
            row
        };
        if area.municipalities.is_empty() {
            rows.push(with(String::new(), String::new()));
        }
        for place in &area.municipalities {
            let code = place.code.as_ref().map(|code| code.value.clone());
            rows.push(with(code.unwrap_or_default(), place.name.clone()));
        }
    }
    rows
}

fn indicators(site: &Site) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for measure in site.measures.iter() {
        let program = optional(measure.program.as_ref());
        for indicator in &measure.indicators {
            rows.push(vec![
                measure.id.to_string(),
                measure.printed_no.value.clone(),
                measure.name.clone(),
                program.clone(),
                indicator.id.to_string(),
                indicator.label.clone(),
                indicator.unit.clone(),
            ]);
        }
    }
    rows
}
