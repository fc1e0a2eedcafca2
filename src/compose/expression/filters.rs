//! How values are written: digits, widths, units, years and days. A value that is written in a way of
//! its own begins with [`WRITTEN`] and is left as it is.

use tera::{Error, Kwargs, State, Tera, Value};

use super::TROUBLE;
use crate::{
    compose::figures::{Labels, Trouble},
    model::{Date, FiscalYear, Number, Site},
};

/// The mark of a text that is not to be grouped; readers never see it.
pub(super) const WRITTEN: char = '\u{2060}';

/// The names of the filters.
pub const NAMES: [&str; 8] = [
    "date",
    "digits",
    "era",
    "fy",
    "plain",
    "western",
    "wide",
    "with_unit",
];

/// Adds the filters to the language of expressions.
pub(super) fn register(tera: &mut Tera, site: &Site) {
    tera.register_filter("digits", |value: Value, arguments: Kwargs, _: &State| {
        let places = arguments.get::<i64>("places")?.unwrap_or(0);
        let number = number(&value, "digits")?;
        let places = u32::try_from(places).ok().filter(|places| *places <= 4);
        let places =
            places.ok_or_else(|| trouble("digits", "`places` is a number from 0 to 4", ""))?;
        Ok::<String, Error>(written(&number.rounded(places)))
    });
    tera.register_filter("plain", |value: Value, _: Kwargs, _: &State| {
        let number = number(&value, "plain")?;
        Ok::<String, Error>(written(&number.to_string()))
    });
    tera.register_filter("wide", |value: Value, _: Kwargs, _: &State| {
        Ok::<String, Error>(written(&wide(&shown(&value))))
    });
    tera.register_filter("with_unit", |value: Value, arguments: Kwargs, _: &State| {
        let unit = arguments.must_get::<String>("unit")?;
        let shown = shown(&value);
        // A word for a missing value has no unit.
        let counts = shown.chars().any(|c| c.is_ascii_digit());
        Ok::<String, Error>(written(&match counts {
            true => format!("{shown}{unit}"),
            false => shown,
        }))
    });
    for (name, show) in YEARS {
        tera.register_filter(name, move |value: Value, _: Kwargs, _: &State| {
            let text = value.to_string();
            let year = FiscalYear::parse(&text);
            let year = year.ok_or_else(|| {
                let message = format!("`{text}` is not a fiscal year");
                trouble(name, &message, "write 2024, R6 or 令和6年度")
            })?;
            Ok::<String, Error>(written(&show(year)))
        });
    }
    let words = Labels(site).word("figure.date");
    let style = site.config.year_style;
    tera.register_filter("date", move |value: Value, _: Kwargs, _: &State| {
        let text = value.to_string();
        let date = Date::parse(&text).ok_or_else(|| {
            let message = format!("`{text}` is not a day of the calendar");
            trouble("date", &message, "write \"2024-06-11\"")
        })?;
        let shown = words.replace("{date}", &style.show_date(date));
        let weekday = date.weekday().to_string();
        Ok::<String, Error>(written(&shown.replace("{weekday}", &weekday)))
    });
}

/// How a year is written.
type Shows = fn(FiscalYear) -> String;

const YEARS: [(&str, Shows); 3] = [
    ("era", FiscalYear::era),
    ("western", FiscalYear::western),
    ("fy", |year| format!("FY{}", year.0)),
];

/// A text that is left as it is.
pub(super) fn written(text: &str) -> String {
    format!("{WRITTEN}{text}")
}

/// A value as readers see it: numbers grouped.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    let text = text.trim_start_matches(WRITTEN);
    match Number::parse(text) {
        Some(number) if !text.contains('.') => number.grouped(),
        _ => text.to_owned(),
    }
}

fn number(value: &Value, filter: &str) -> Result<Number, Error> {
    let text = value.to_string();
    let text = text.trim_start_matches(WRITTEN);
    let exact = Number::parse(text);
    let near = || {
        let float: f64 = text.parse().ok()?;
        Number::parse(&format!("{float:.4}"))
    };
    exact.or_else(near).ok_or_else(|| {
        let message = format!("`{text}` is no number");
        trouble(
            filter,
            &message,
            "a missing value is a word and cannot be rounded",
        )
    })
}

fn trouble(filter: &str, message: &str, hint: &str) -> Error {
    let trouble = Trouble::filter("expression/failed", filter, message.to_owned());
    TROUBLE.set(Some(match hint {
        "" => trouble,
        hint => trouble.hint(hint),
    }));
    Error::message(message)
}

/// Full-width digits and signs, as some documents want them.
fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}
