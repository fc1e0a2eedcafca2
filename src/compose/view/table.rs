//! The view `table`, in its three shapes.

use serde::Deserialize;

use super::{
    Asked, Desk, Result,
    cross::{self, Axes},
    lay, list,
    parameters::{self, Where},
    years::{self, Years},
};
use crate::{
    diagnostic::Diagnostic,
    document::{Table, text},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    #[serde(default)]
    r#where: Where,
    #[serde(default)]
    years: parameters::Years,
    #[serde(default)]
    targets: parameters::Years,
    rows: Option<Spanned<String>>,
    columns: Option<Spanned<String>>,
    #[serde(default)]
    list: Vec<Spanned<String>>,
    total: Option<Spanned<bool>>,
    /// With `years`: how the last of them differs from the year before.
    #[serde(default)]
    change: bool,
    caption: String,
    #[serde(default)]
    id: String,
    source: Option<String>,
}

pub(super) fn table(desk: &Desk) -> Result<Table> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let table = shaped(desk, &parameters)?;
    Ok(Table {
        id: parameters.id.clone(),
        caption: text(&parameters.caption),
        source: desk.optional(parameters.source.as_ref()),
        ..table
    })
}

fn shaped(desk: &Desk, parameters: &Parameters) -> Result<Table> {
    let asked = Asked {
        of: &parameters.of,
        filters: &parameters.r#where,
    };
    let (results, targets) = (
        parameters.years.resolve(desk)?,
        parameters.targets.resolve(desk)?,
    );
    let by_year = !results.is_empty() || !targets.is_empty();
    let total = parameters.total.as_ref().filter(|total| total.value);
    match (&parameters.rows, parameters.list.is_empty(), by_year) {
        (Some(rows), true, false) => {
            let axes = Axes {
                rows,
                columns: parameters.columns.as_ref(),
                total: total.map(|t| &t.span),
            };
            Ok(lay::table(desk, &cross::grid(desk, &asked, &axes)?))
        }
        (None, true, true) if parameters.columns.is_none() && total.is_none() => {
            let years = Years {
                results: &results,
                targets: &targets,
                change: parameters.change,
            };
            Ok(lay::table(desk, &years::grid(desk, &asked, &years)?))
        }
        (None, false, false) if parameters.columns.is_none() && total.is_none() => {
            list::table(desk, &asked, &parameters.list)
        }
        _ => Err(Box::new(
            Diagnostic::error("view/shape", "these parameters make no table together")
                .at(&parameters.of.span, "this table")
                .hint(
                    "give `years` and `targets`, or `rows` with `columns` and `total`, or `list`",
                ),
        )),
    }
}
