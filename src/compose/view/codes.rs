//! The view `codes`: what the findings of the program mean, by the stage that finds them.

use serde::Deserialize;

use super::{
    Desk, Result, parameters,
    plain::{self, Line},
};
use crate::{
    diagnostic::{Diagnostic, explanations, nearest},
    document::{Align, Inline, Table, text},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    /// What the codes begin with: `case`, `measure`.
    of: Vec<Spanned<String>>,
    caption: String,
    #[serde(default)]
    id: String,
}

pub(super) fn codes(desk: &Desk) -> Result<Table> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let japanese = desk.site.config.language.value == "ja";
    let mut lines = Vec::new();
    for stage in &parameters.of {
        let of_stage = |code: &str| code.split('/').next() == Some(stage.as_str());
        let known = explanations().filter(|known| of_stage(known.code));
        let before = lines.len();
        lines.extend(known.map(|known| {
            let meaning = if japanese {
                known.japanese
            } else {
                known.english
            };
            Line::Body(vec![
                vec![Inline::Code(known.code.to_owned())],
                text(meaning),
            ])
        }));
        if lines.len() == before {
            return Err(unknown(stage));
        }
    }
    let heads = [
        ("sample.code", Align::Start),
        ("sample.meaning", Align::Start),
    ];
    Ok(Table {
        id: parameters.id,
        caption: text(&parameters.caption),
        ..plain::table(desk, &heads, lines)
    })
}

fn unknown(stage: &Spanned<String>) -> Box<Diagnostic> {
    let stages = explanations().filter_map(|known| known.code.split('/').next());
    let message = format!("no code begins with `{}/`", stage.value);
    let problem = Diagnostic::error("view/shape", message).at(&stage.span, "asked here");
    Box::new(match nearest(stage, stages) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("`yearbook explain` lists all codes"),
    })
}
