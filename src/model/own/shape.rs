//! The shape of a record of an own collection: the settings say which fields it has, and serde is asked
//! for each as for those of the other collections, so that what is wrong is said in the same words.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::{Field, FieldName, FieldType, OwnCollection, OwnField, OwnRecord};
use crate::{
    document::Document,
    model::{Amount, Collection, Config, Id, Of, Value, Waivers, Word},
    source::Spanned,
};

/// The fields that all records of own collections may have.
const COMMON: [&str; 10] = [
    "id", "name", "reading", "summary", "order", "source", "note", "updated", "waive", "internal",
];

/// What a record of an own collection may say.
#[derive(Debug)]
pub struct Shape<'a> {
    collection: Collection,
    keys: &'static [&'static str],
    fields: Vec<Expected<'a>>,
}

#[derive(Debug)]
struct Expected<'a> {
    name: FieldName,
    field: &'a OwnField,
    /// The collection of a reference; `None` when there is none of that name.
    to: Option<Collection>,
}

impl<'a> Shape<'a> {
    /// The names that no field may have.
    pub const COMMON: [&'static str; 10] = COMMON;

    pub fn of(config: &'a Config, collection: Collection, own: &'a OwnCollection) -> Self {
        let named = |folder: &str| config.all_collections().find(|c| c.folder() == folder);
        let expected = |(name, field): (&Spanned<Id>, &'a OwnField)| Expected {
            name: FieldName {
                collection: Word::new(collection.folder()),
                name: Word::new(name),
                vocabulary: field.from.as_ref().map(|id| Word::new(id)),
            },
            field,
            to: field.to.as_ref().and_then(|to| named(to)),
        };
        let fields: Vec<Expected> = own.fields.iter().map(expected).collect();
        let own = fields.iter().map(|expected| expected.name.name.as_str());
        Self {
            collection,
            keys: Word::list(COMMON.into_iter().chain(own).collect()),
            fields,
        }
    }
}

impl<'de> DeserializeSeed<'de> for &Shape<'_> {
    type Value = OwnRecord;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<OwnRecord, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &Shape<'_> {
    type Value = OwnRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<OwnRecord, M::Error> {
        let mut id: Option<Spanned<Id>> = None;
        let mut name = None;
        let (mut reading, mut summary, mut source, mut note) = (None, None, None, None);
        let mut order = 0;
        let mut updated = None;
        let mut waive = Waivers::default();
        let mut given: IndexMap<FieldName, Field> = IndexMap::new();
        let mut said: Vec<&str> = Vec::new();
        while let Some(key) = map.next_key_seed(Key(self.keys))? {
            said.push(key);
            match key {
                "id" => id = Some(map.next_value()?),
                "name" => name = Some(map.next_value()?),
                "reading" => reading = map.next_value()?,
                "summary" => summary = map.next_value()?,
                "order" => order = map.next_value()?,
                "source" => source = map.next_value()?,
                "note" => note = map.next_value()?,
                "updated" => updated = map.next_value()?,
                "waive" => waive = map.next_value()?,
                // What never leaves is read for its shape only.
                "internal" => drop(map.next_value::<Option<String>>()?),
                _ => {
                    let mut fields = self.fields.iter();
                    let expected = fields.find(|expected| expected.name.name.as_str() == key);
                    let expected = expected.expect("all keys are common or of a field");
                    if let Some(value) = expected.value(&mut map)? {
                        given.insert(expected.name, value);
                    }
                }
            }
        }
        let missing = |expected: &&Expected| {
            expected.field.required && !said.contains(&expected.name.name.as_str())
        };
        if let Some(expected) = self.fields.iter().find(missing) {
            return Err(M::Error::missing_field(expected.name.name.as_str()));
        }
        let order_of = |name: &FieldName| self.fields.iter().position(|e| e.name == *name);
        given.sort_by_cached_key(|name, _| order_of(name));
        Ok(OwnRecord {
            collection: self.collection,
            id: id.ok_or_else(|| M::Error::missing_field("id"))?,
            name: name.ok_or_else(|| M::Error::missing_field("name"))?,
            reading,
            summary,
            order,
            source,
            note,
            updated,
            waive,
            fields: given,
        })
    }
}

/// A key among those that are known.
struct Key(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let known = self.0.iter().copied().find(|known| *known == key);
        known.ok_or_else(|| E::unknown_field(key, self.0))
    }
}

impl Expected<'_> {
    /// The next value; `None` when it refers to a collection that there is not, which `check` tells of.
    fn value<'de, M: MapAccess<'de>>(&self, map: &mut M) -> Result<Option<Field>, M::Error> {
        let many = self.field.many.as_ref().is_some_and(|many| **many);
        Ok(Some(match *self.field.r#type {
            FieldType::Text => Field::Text(map.next_value()?),
            FieldType::Markdown => Field::Markdown(map.next_value()?, Document::default()),
            FieldType::Number => {
                let value: Spanned<Value> = map.next_value()?;
                self.amount(Spanned {
                    value: value.value.into(),
                    span: value.span,
                })
            }
            FieldType::Count => self.amount(map.next_value()?),
            FieldType::Date => Field::Date(map.next_value()?),
            FieldType::FiscalYear => Field::Year(map.next_value()?),
            FieldType::Choice if many => Field::Choices(map.next_value()?),
            FieldType::Choice => Field::Choices(vec![map.next_value()?]),
            FieldType::Reference => {
                let ids: Vec<Spanned<Id>> = match many {
                    true => map.next_value()?,
                    false => vec![map.next_value()?],
                };
                return Ok(self.to.map(|to| Field::References(to, ids)));
            }
        }))
    }

    fn amount(&self, amount: Spanned<Amount>) -> Field {
        let unit = self.field.unit.as_ref().map(|unit| unit.value.clone());
        Field::Amount {
            unit: amount.unit.clone().or(unit).unwrap_or_default(),
            of: self.field.of.as_ref().map_or(Of::Items, |of| **of),
            amount,
        }
    }
}
