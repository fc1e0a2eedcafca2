//! The headings of a timeline: months, quarters or fiscal years.

use serde::Deserialize;

use crate::{
    compose::view::{Desk, Result},
    diagnostic::Diagnostic,
    model::Date,
    source::Spanned,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Period {
    Month,
    Quarter,
    Year,
}

/// The period that the author asks for, when what is shown has days: measures begin and end in a
/// year, and the steps of a case tell no dates.
pub(super) fn chosen(of: &Spanned<String>, by: Option<&Spanned<Period>>) -> Result<Option<Period>> {
    let Some(by) = by else {
        return Ok(None);
    };
    let problem = match (of.as_str(), by.value) {
        ("meetings" | "runs", _) => return Ok(Some(by.value)),
        (of, Period::Year) if !of.contains('/') => return Ok(Some(by.value)),
        (of, _) if of.contains('/') => Diagnostic::error("view/shape", "the steps tell no dates")
            .hint("leave `by` out: steps stand in their own order"),
        (of, _) => Diagnostic::error("view/shape", format!("`{of}` have years and no days"))
            .hint("write `by: year`, or leave it out"),
    };
    Err(Box::new(problem.at(&by.span, "asked here")))
}

impl Period {
    /// 令和6年6月, 令和6年度 第1四半期 or 令和6年度
    pub fn label(self, desk: &Desk, at: Date) -> String {
        let config = &desk.site.config;
        let first = *config.fiscal_year_starts;
        let year = config.year_style.show(at.fiscal_year(first));
        match self {
            Self::Month => config.year_style.show_month(at),
            Self::Quarter => {
                let number = ((at.month + 12 - first) % 12 / 3 + 1).to_string();
                let values = [("year", year.as_str()), ("n", number.as_str())];
                desk.filled("timeline.quarter", &values)
            }
            Self::Year => year,
        }
    }
}
