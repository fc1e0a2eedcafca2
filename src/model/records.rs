//! Collections: records of one type under their ids.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    model::{
        Area, Case, Council, Date, Id, Measure, Meeting, Organization, Program, Regulation, Survey,
        Term, Training, Tree, Vocabulary, Waivers, Word,
    },
    source::{Span, Spanned},
};

/// The types of record; the name of each is its folder under `data/` and its kind in references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    Programs,
    Areas,
    Organizations,
    Councils,
    Meetings,
    Trainings,
    Trees,
    Measures,
    Cases,
    Surveys,
    Regulations,
    Glossary,
    Vocabularies,
    /// One that the site adds.
    Own {
        folder: Word,
        kind: Word,
    },
}

impl Collection {
    /// Those that the program has.
    pub const ALL: [Self; 13] = [
        Self::Programs,
        Self::Areas,
        Self::Organizations,
        Self::Councils,
        Self::Meetings,
        Self::Trainings,
        Self::Trees,
        Self::Measures,
        Self::Cases,
        Self::Surveys,
        Self::Regulations,
        Self::Glossary,
        Self::Vocabularies,
    ];

    /// The folder under `data/`: `cases`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Programs => "programs",
            Self::Areas => "areas",
            Self::Organizations => "organizations",
            Self::Councils => "councils",
            Self::Meetings => "meetings",
            Self::Trainings => "trainings",
            Self::Trees => "trees",
            Self::Measures => "measures",
            Self::Cases => "cases",
            Self::Surveys => "surveys",
            Self::Regulations => "regulations",
            Self::Glossary => "glossary",
            Self::Vocabularies => "vocabularies",
            Self::Own { folder, .. } => folder.as_str(),
        }
    }

    /// The kind in references: `[[case:c-0007]]`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Programs => "program",
            Self::Areas => "area",
            Self::Organizations => "organization",
            Self::Councils => "council",
            Self::Meetings => "meeting",
            Self::Trainings => "training",
            Self::Trees => "tree",
            Self::Measures => "measure",
            Self::Cases => "case",
            Self::Surveys => "survey",
            Self::Regulations => "regulation",
            Self::Glossary => "term",
            Self::Vocabularies => "vocabulary",
            Self::Own { kind, .. } => kind.as_str(),
        }
    }
}

/// What all records have: an id, a name, and the place of the id in its file.
pub trait Record {
    fn collection(&self) -> Collection;
    fn id(&self) -> &Spanned<Id>;
    /// What readers call it.
    fn name(&self) -> &str;
    /// Where the record stands, for messages about the whole of it.
    fn span(&self) -> &Span {
        &self.id().span
    }

    /// Findings about it that are right.
    fn waivers(&self) -> &Waivers;

    /// The day of the last change that readers should know of.
    fn updated(&self) -> Option<Date>;
}

/// A record of a collection that the program has.
pub trait BuiltIn: Record {
    const COLLECTION: Collection;
}

/// The records of one collection, in the order of their files. Hidden ones are as if they were not.
#[derive(Debug)]
pub struct Records<T> {
    all: IndexMap<Id, T>,
    hidden: BTreeSet<Id>,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self {
            all: IndexMap::new(),
            hidden: BTreeSet::new(),
        }
    }
}

impl<T: Record> Records<T> {
    /// Adds a record; gives it back when its id is taken, with the record that has it.
    pub fn insert(&mut self, record: T) -> Result<(), (T, &T)> {
        let id = record.id().value.clone();
        if self.all.contains_key(&id) {
            return Err((record, &self.all[&id]));
        }
        self.all.insert(id, record);
        Ok(())
    }

    pub fn get(&self, id: &str) -> Option<&T> {
        self.all.get(id).filter(|_| !self.hidden.contains(id))
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries().map(|(_, record)| record)
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let hidden = &self.hidden;
        let all = self.all.iter_mut().filter(|(id, _)| !hidden.contains(*id));
        all.map(|(_, record)| record)
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries().map(|(id, _)| id.as_str())
    }

    fn entries(&self) -> impl Iterator<Item = (&Id, &T)> {
        self.all.iter().filter(|(id, _)| !self.hidden.contains(*id))
    }

    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.all.retain(|_, record| keep(record));
    }

    /// Hides these records and no others.
    pub fn hide(&mut self, hidden: BTreeSet<Id>) {
        self.hidden = hidden;
    }

    pub fn len(&self) -> usize {
        self.entries().count()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

macro_rules! records {
    ($($type:ident in $collection:ident, called $name:ident;)*) => {$(
        impl BuiltIn for $type {
            const COLLECTION: Collection = Collection::$collection;
        }

        impl Record for $type {
            fn collection(&self) -> Collection {
                Self::COLLECTION
            }

            fn id(&self) -> &Spanned<Id> {
                &self.id
            }

            fn name(&self) -> &str {
                &self.$name
            }

            fn waivers(&self) -> &Waivers {
                &self.waive
            }

            fn updated(&self) -> Option<Date> {
                self.updated
            }
        }
    )*};
}

records! {
    Program in Programs, called name;
    Area in Areas, called name;
    Organization in Organizations, called name;
    Council in Councils, called name;
    Meeting in Meetings, called title;
    Training in Trainings, called name;
    Tree in Trees, called title;
    Measure in Measures, called name;
    Case in Cases, called title;
    Survey in Surveys, called name;
    Regulation in Regulations, called title;
    Term in Glossary, called term;
    Vocabulary in Vocabularies, called title;
}
