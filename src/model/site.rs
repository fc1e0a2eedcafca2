//! The whole of a site, as `load` gives it.

use std::{collections::BTreeMap, sync::Arc};

use indexmap::IndexMap;

use crate::{
    model::{
        Area, Case, Collection, Config, Council, Faces, FiscalYear, Measure, Meeting, Narrative,
        Organization, OwnRecord, Program, Record, Records, Regulation, Survey, Term, Training,
        Tree, Vocabulary, Word,
    },
    route::Route,
    source::Source,
};

/// Everything a site says.
#[derive(Debug)]
pub struct Site {
    pub config: Config,
    pub programs: Records<Program>,
    pub areas: Records<Area>,
    pub organizations: Records<Organization>,
    pub councils: Records<Council>,
    pub meetings: Records<Meeting>,
    pub trainings: Records<Training>,
    pub trees: Records<Tree>,
    pub measures: Records<Measure>,
    pub cases: Records<Case>,
    pub surveys: Records<Survey>,
    pub regulations: Records<Regulation>,
    pub glossary: Records<Term>,
    pub vocabularies: Records<Vocabulary>,
    /// The records of the site's own collections, by their folders in the order of the settings.
    pub own: IndexMap<Word, Records<OwnRecord>>,
    /// The narratives in the order of their paths.
    pub narratives: Vec<Narrative>,
    /// Files that are copied: `static/` as it is, and pictures beside narratives under the folder of their page.
    pub assets: BTreeMap<Route, Asset>,
    pub theme: Theme,
    /// Which cases may be shown where.
    pub faces: Faces,
}

impl Site {
    /// All collections: those of the program and those that the site adds.
    pub fn collections(&self) -> impl Iterator<Item = Collection> {
        self.config.all_collections()
    }

    /// The records of all own collections.
    pub fn own_records(&self) -> impl Iterator<Item = &OwnRecord> {
        self.own.values().flat_map(Records::iter)
    }

    /// The ids of a collection, in the order of its files.
    pub fn ids(&self, collection: Collection) -> Vec<&str> {
        match collection {
            Collection::Programs => self.programs.ids().collect(),
            Collection::Areas => self.areas.ids().collect(),
            Collection::Organizations => self.organizations.ids().collect(),
            Collection::Councils => self.councils.ids().collect(),
            Collection::Meetings => self.meetings.ids().collect(),
            Collection::Trainings => self.trainings.ids().collect(),
            Collection::Trees => self.trees.ids().collect(),
            Collection::Measures => self.measures.ids().collect(),
            Collection::Cases => self.cases.ids().collect(),
            Collection::Surveys => self.surveys.ids().collect(),
            Collection::Regulations => self.regulations.ids().collect(),
            Collection::Glossary => self.glossary.ids().collect(),
            Collection::Vocabularies => self.vocabularies.ids().collect(),
            Collection::Own { folder, .. } => self.own[&folder].ids().collect(),
        }
    }

    /// The year of the last publication: of it speaks what names no year.
    pub fn last_year(&self) -> Option<FiscalYear> {
        self.config.publications.iter().map(|p| *p.year).max()
    }

    /// How many areas a program has.
    pub fn areas_of(&self, program: Option<&str>) -> usize {
        let areas = self.areas.iter();
        areas
            .filter(|area| Some(area.program.as_str()) == program)
            .count()
    }

    /// The record that `kind:id` names; `None` when there is none.
    pub fn record<'a>(&self, reference: &'a str) -> Option<(Collection, &'a str)> {
        let (kind, id) = reference.split_once(':')?;
        let collection = self.collections().find(|known| known.kind() == kind)?;
        self.name(collection, id).map(|_| (collection, id))
    }

    /// What readers call a record; `None` when there is no such record.
    pub fn name(&self, collection: Collection, id: &str) -> Option<&str> {
        match collection {
            Collection::Programs => self.programs.get(id).map(Record::name),
            Collection::Areas => self.areas.get(id).map(Record::name),
            Collection::Organizations => self.organizations.get(id).map(Record::name),
            Collection::Councils => self.councils.get(id).map(Record::name),
            Collection::Meetings => self.meetings.get(id).map(Record::name),
            Collection::Trainings => self.trainings.get(id).map(Record::name),
            Collection::Trees => self.trees.get(id).map(Record::name),
            Collection::Measures => self.measures.get(id).map(Record::name),
            Collection::Cases => self.cases.get(id).map(Record::name),
            Collection::Surveys => self.surveys.get(id).map(Record::name),
            Collection::Regulations => self.regulations.get(id).map(Record::name),
            Collection::Glossary => self.glossary.get(id).map(Record::name),
            Collection::Vocabularies => self.vocabularies.get(id).map(Record::name),
            Collection::Own { folder, .. } => self.own[&folder].get(id).map(Record::name),
        }
    }
}

/// A file that is copied into the output.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it was found, for messages.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// The looks: the default theme inside the binary, with the files that the site overrides.
#[derive(Debug, Default)]
pub struct Theme {
    /// Text files by their path in the theme: `web/page.html`, `web/style.css`, `web/search.js`, `print/theme.typ`.
    pub texts: BTreeMap<String, Source>,
    /// The words of pages and print in the site's language: `case.difficulties` → 困りごと.
    pub words: BTreeMap<String, String>,
    /// Groups of spellings of the same word, which search tries when one of them finds nothing.
    pub variants: Vec<Vec<String>>,
    /// Font files for print: name and bytes.
    pub fonts: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// The word for a key. A key without a word shows itself, so that it is seen; a test holds that the default theme has all.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }
}
