//! A site's own collections: what `collections:` in `yearbook.yaml` says of them, and their records.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    document::Document,
    model::{Amount, Collection, Config, Date, FiscalYear, Id, Of, Record, Waivers, Word},
    source::Spanned,
};

mod shape;

pub use shape::Shape;

/// A collection that a site adds: its folder is the key under `collections:`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnCollection {
    /// What readers call it, in the navigation and above its list.
    pub title: String,
    /// The kind in references, `[[tool:share-sheet]]`; the folder when missing.
    pub kind: Option<Spanned<Id>>,
    /// A sentence above the list.
    pub summary: Option<String>,
    /// The unit in which its records are counted: 点.
    pub unit: Option<String>,
    #[serde(default)]
    pub fields: IndexMap<Spanned<Id>, OwnField>,
}

/// A field that the records of an own collection have.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnField {
    pub r#type: Spanned<FieldType>,
    pub label: String,
    /// Every record has it.
    #[serde(default)]
    pub required: bool,
    /// Several values, as a list.
    pub many: Option<Spanned<bool>>,
    /// The vocabulary of a choice.
    pub from: Option<Spanned<Id>>,
    /// The collection of a reference.
    pub to: Option<Spanned<Id>>,
    pub unit: Option<Spanned<String>>,
    /// What is counted; counts of persons that are too small are not shown.
    pub of: Option<Spanned<Of>>,
    /// Each value says whether it was held: planned ones are never added up with others.
    pub state: Option<Spanned<bool>>,
    /// Never in any output.
    #[serde(default)]
    pub internal: bool,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Plain words.
    Text,
    /// A text with paragraphs, references and values, as in a narrative.
    Markdown,
    /// A number, or the reason why it is missing.
    Number,
    /// A figure with what is counted, and where it matters its state.
    Count,
    Date,
    FiscalYear,
    /// A value of a vocabulary.
    Choice,
    /// Another record.
    Reference,
}

impl FieldType {
    /// The word in the settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Number => "number",
            Self::Count => "count",
            Self::Date => "date",
            Self::FiscalYear => "fiscal-year",
            Self::Choice => "choice",
            Self::Reference => "reference",
        }
    }
}

/// The name of an own field, which tells fields of two collections apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldName {
    pub collection: Word,
    pub name: Word,
    /// The vocabulary that closes its values.
    pub vocabulary: Option<Word>,
}

impl FieldName {
    /// The key of its label among the words of the theme.
    pub fn label(self) -> String {
        format!("field.{}.{}", self.collection, self.name)
    }
}

/// A record of an own collection.
#[derive(Debug)]
pub struct OwnRecord {
    pub collection: Collection,
    pub id: Spanned<Id>,
    pub name: String,
    pub reading: Option<String>,
    pub summary: Option<String>,
    pub order: i64,
    pub source: Option<String>,
    pub note: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    pub waive: Waivers,
    /// In the order of the settings.
    pub fields: IndexMap<FieldName, Field>,
}

/// The value of a field.
#[derive(Debug)]
pub enum Field {
    Text(String),
    /// As it stands in the file, and as it is read; `load` reads it.
    Markdown(Spanned<String>, Document),
    Amount {
        amount: Spanned<Amount>,
        unit: String,
        of: Of,
    },
    Date(Spanned<Date>),
    Year(Spanned<FiscalYear>),
    Choices(Vec<Spanned<String>>),
    References(Collection, Vec<Spanned<Id>>),
}

impl Record for OwnRecord {
    fn collection(&self) -> Collection {
        self.collection
    }

    fn id(&self) -> &Spanned<Id> {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn waivers(&self) -> &Waivers {
        &self.waive
    }

    fn updated(&self) -> Option<Date> {
        self.updated
    }
}

impl OwnCollection {
    /// The kind in references.
    pub fn kind<'a>(&'a self, folder: &'a Id) -> &'a Id {
        self.kind.as_deref().unwrap_or(folder)
    }
}

impl Config {
    /// The own collections under names that are free, in the order of the settings.
    pub fn own(&self) -> impl Iterator<Item = (Collection, &OwnCollection)> {
        let free = |folder: &str| Collection::ALL.iter().all(|c| c.folder() != folder);
        let own = self.collections.iter();
        own.filter(move |(folder, _)| free(folder))
            .map(|(folder, own)| {
                let kind = Word::new(own.kind(folder));
                let folder = Word::new(folder);
                (Collection::Own { folder, kind }, own)
            })
    }

    /// All collections: those of the program and those of the site.
    pub fn all_collections(&self) -> impl Iterator<Item = Collection> {
        let own = self.own().map(|(collection, _)| collection);
        Collection::ALL.into_iter().chain(own)
    }

    /// The words of the own collections, under the keys under which the theme has those of the others.
    /// `unit` is that of records which have none of their own.
    pub fn own_words(&self, unit: &str) -> Vec<(String, String)> {
        let mut words = Vec::new();
        for (collection, own) in self.own() {
            let (folder, kind) = (collection.folder(), collection.kind());
            let mut say = |key: String, word: &str| words.push((key, word.to_owned()));
            for key in [
                format!("list.{folder}"),
                format!("web.kind.{kind}"),
                format!("figure.series.{folder}"),
            ] {
                say(key, &own.title);
            }
            say(
                format!("list.summary.{folder}"),
                own.summary.as_deref().unwrap_or_default(),
            );
            let unit = own.unit.as_deref().unwrap_or(unit);
            say(format!("figure.unit.{folder}"), unit);
            for (name, field) in &own.fields {
                let key = format!("field.{folder}.{}", name.value);
                if let Some(unit) = &field.unit {
                    say(format!("{key}.unit"), unit);
                }
                say(key, &field.label);
            }
        }
        words
    }
}
