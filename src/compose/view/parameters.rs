//! The parameters of views: YAML in a fenced block, with the places of the Markdown file.

use std::{fmt, ops::Range};

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned},
};

use super::{Desk, Result};
use crate::{
    compose::figures::{Filter, Form, Question},
    diagnostic::Diagnostic,
    document::View,
    load::yaml,
    model::FiscalYear,
    source::{Source, Span, Spanned},
};

/// The filters of a view.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Where(IndexMap<Spanned<String>, Spanned<Values>>);

/// One value, or a list of them.
#[derive(Debug)]
struct Values(Vec<String>);

impl Where {
    /// The question that the filters ask; `this` and `previous` are years of the edition.
    pub fn question(&self, of: &str, desk: &Desk) -> Result<Question> {
        let mut filters = Vec::new();
        for (name, values) in &self.0 {
            let mut filter = Filter {
                name: name.value.clone(),
                values: values.0.clone(),
            };
            for value in filter.values.iter_mut().filter(|_| name.value == "year") {
                if let Some(year) = Year::of_word(value) {
                    let year = Spanned {
                        value: year,
                        span: values.span.clone(),
                    };
                    *value = Year::resolve(&year, desk)?.to_string();
                }
            }
            filters.push(filter);
        }
        Ok(Question {
            of: of.to_owned(),
            filters,
            form: Form::View,
        })
    }

    /// Where the name or the value of a filter stands.
    pub fn place(&self, name: &str, its_name: bool) -> Option<&Span> {
        let plain = |name: &str| name.replace('_', "-");
        let (key, values) = self.0.iter().find(|(key, _)| plain(key) == plain(name))?;
        Some(if its_name { &key.span } else { &values.span })
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or a list of values")
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> std::result::Result<Values, E> {
        Ok(Values(vec![n.to_string()]))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> std::result::Result<Values, E> {
        Ok(Values(vec![n.to_string()]))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Values, E> {
        Ok(Values(vec![text.to_owned()]))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(
        self,
        mut list: A,
    ) -> std::result::Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element::<Values>()? {
            values.extend(value.0);
        }
        Ok(Values(values))
    }
}

/// A fiscal year, or one that the edition of the page decides.
#[derive(Debug, Clone, Copy)]
pub(super) enum Year {
    Fixed(FiscalYear),
    This,
    Previous,
}

impl Year {
    fn of_word(word: &str) -> Option<Self> {
        match word {
            "this" => Some(Self::This),
            "previous" => Some(Self::Previous),
            _ => None,
        }
    }

    /// The year that is meant in an edition; outside of one there is none.
    pub fn resolve(year: &Spanned<Self>, desk: &Desk) -> Result<Spanned<FiscalYear>> {
        let value = match (year.value, desk.edition) {
            (Self::Fixed(year), _) => year,
            (Self::This, Some(edition)) => edition,
            (Self::Previous, Some(edition)) => FiscalYear(edition.0 - 1),
            (_, None) => return Err(no_edition(&year.span)),
        };
        Ok(Spanned {
            value,
            span: year.span.clone(),
        })
    }
}

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Year;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fiscal year, as 2024, R6 or 令和6年度, or `this` or `previous`")
            }

            fn visit_i64<E: de::Error>(self, year: i64) -> std::result::Result<Year, E> {
                self.visit_str(&year.to_string())
            }

            fn visit_u64<E: de::Error>(self, year: u64) -> std::result::Result<Year, E> {
                self.visit_str(&year.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Year, E> {
                let fixed = || FiscalYear::parse(text).map(Year::Fixed);
                Year::of_word(text).or_else(fixed).ok_or_else(|| {
                    E::custom(format!(
                        "`{text}` is not a fiscal year: write 2024, R6, 令和6年度, `this` or `previous`"
                    ))
                })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Several years: a list of them, or the last ones up to that of the edition.
#[derive(Debug)]
pub(super) enum Years {
    Listed(Vec<Spanned<Year>>),
    Last(Spanned<u8>),
}

impl Default for Years {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Years {
    /// The years that are meant, in the order in which they are shown.
    pub fn resolve(&self, desk: &Desk) -> Result<Vec<Spanned<FiscalYear>>> {
        match self {
            Self::Listed(years) => years.iter().map(|year| Year::resolve(year, desk)).collect(),
            Self::Last(count) => {
                let last = desk.edition.ok_or_else(|| no_edition(&count.span))?;
                let first = last.0 + 1 - i32::from(count.value);
                let years = (first..=last.0).map(|year| Spanned {
                    value: FiscalYear(year),
                    span: count.span.clone(),
                });
                Ok(years.collect())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Years {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Last {
            last: Spanned<u8>,
        }

        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Years;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of fiscal years, or `{last: 3}`")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> std::result::Result<Years, A::Error> {
                let mut years = Vec::new();
                while let Some(year) = list.next_element()? {
                    years.push(year);
                }
                Ok(Years::Listed(years))
            }

            fn visit_map<M: de::MapAccess<'de>>(
                self,
                map: M,
            ) -> std::result::Result<Years, M::Error> {
                let last = Last::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Years::Last(last.last))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A word that only the year of an edition gives a meaning.
fn no_edition(span: &Span) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "year/no-edition",
            "this page belongs to no edition, so it has no year of its own",
        )
        .at(span, "the year of the edition")
        .hint("write the year, or put the page into a chapter of a publication"),
    )
}

/// The parameters of a view.
pub(super) fn read<T: DeserializeOwned>(view: &View) -> Result<T> {
    if view.parameters.trim().is_empty() {
        let message = format!("the view `{}` has no parameters", view.name);
        return Err(Box::new(
            Diagnostic::error("view/empty", message)
                .at(&super::name_of(view), "without parameters")
                .hint("say at least what it shows: `of: meetings`"),
        ));
    }
    let (source, range) = block(view);
    yaml::from_text(&source, range)
}

/// The text and the range of the parameters. In a quote each line has marks before it: there
/// a copy of the file has blanks in their stead, so that all places stay right.
fn block(view: &View) -> (Source, Range<usize>) {
    let Span { source, range } = &view.span;
    let text = source.text();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let lines = text[start..range.end].split_inclusive('\n');
    let mut copy = text.to_owned();
    let (mut at, mut marks) = (start, false);
    for (line, parameters) in lines.zip(view.parameters.lines()) {
        let Some(before) = line.trim_end().strip_suffix(parameters.trim_end()) else {
            return (source.clone(), range.clone());
        };
        if !before.trim().is_empty() {
            marks = true;
            copy.replace_range(at..at + before.len(), &" ".repeat(before.len()));
        }
        at += line.len();
    }
    let source = match marks {
        true => Source::new(source.path(), copy),
        false => source.clone(),
    };
    (source, start..range.end)
}
