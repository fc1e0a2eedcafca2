//! How bad kinds of findings are on a site: everywhere, or in the records and texts of a collection.

use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, de};

use super::Site;
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    source::Spanned,
};

/// By codes, `measure/no-target: error`, or first by collections, `cases: {person/date: warning}`.
pub type Severities = IndexMap<Spanned<String>, Grade>;

/// The severity of a code, or those of several codes in a collection.
#[derive(Debug)]
pub enum Grade {
    Code(Severity),
    Collection(IndexMap<Spanned<String>, Severity>),
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Grade;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`error`, `warning` or `note`, or codes with one of these each")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Grade, E> {
                let severity = Severity::deserialize(de::value::StrDeserializer::new(text))?;
                Ok(Grade::Code(severity))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Grade, A::Error> {
                let map = de::value::MapAccessDeserializer::new(map);
                IndexMap::deserialize(map).map(Grade::Collection)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Site {
    /// Gives findings the severity that the site has for them; that of a collection comes first.
    pub fn regrade(&self, problems: &mut Diagnostics) {
        let severities = &self.config.severities;
        if severities.is_empty() {
            return;
        }
        problems.regrade(|problem| {
            let folder = self.folder_of(problem);
            let in_collection = folder.and_then(|folder| match of(severities, folder)? {
                Grade::Collection(codes) => of(codes, problem.code).copied(),
                Grade::Code(_) => None,
            });
            in_collection.or_else(|| match of(severities, problem.code)? {
                Grade::Code(severity) => Some(*severity),
                Grade::Collection(_) => None,
            })
        });
    }

    /// The folder of the collection to which the record, or the text of a record, belongs in which
    /// something was found.
    fn folder_of<'a>(&'a self, problem: &'a Diagnostic) -> Option<&'a str> {
        let path = problem.label.as_ref()?.span.source.path();
        if let Some(inner) = path.strip_prefix("data/") {
            return inner.split_once('/').map(|(folder, _)| folder);
        }
        let mut texts = self.narratives.iter();
        let text = texts.find(|text| text.source.path() == path)?;
        let (kind, _) = text.front.record.as_ref()?.split_once(':')?;
        let of = self.collections().find(|known| known.kind() == kind)?;
        Some(of.folder())
    }
}

fn of<'a, T>(all: &'a IndexMap<Spanned<String>, T>, key: &str) -> Option<&'a T> {
    let (_, found) = all.iter().find(|(known, _)| known.value == key)?;
    Some(found)
}
