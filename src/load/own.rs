//! The records of a site's own collections, with their Markdown read.

use indexmap::IndexMap;

use super::{read_records, yaml};
use crate::{
    diagnostic::Diagnostics,
    markdown,
    model::{Collection, Config, Field, OwnRecord, Records, Shape, Word},
    source::Source,
};

/// The records of all own collections, by their folders.
pub(super) fn records(
    config: &Config,
    data: &[(Collection, Source)],
    problems: &mut Diagnostics,
) -> IndexMap<Word, Records<OwnRecord>> {
    let mut all = IndexMap::new();
    for (collection, own) in config.own() {
        let shape = Shape::of(config, collection, own);
        let files = data.iter().filter(|(c, _)| *c == collection);
        let files: Vec<&Source> = files.map(|(_, source)| source).collect();
        let read = |source: &Source| yaml::records_of(source, &shape);
        let mut records = read_records(&files, read, problems);
        for record in records.iter_mut() {
            texts(record, problems);
        }
        all.insert(Word::new(collection.folder()), records);
    }
    all
}

fn texts(record: &mut OwnRecord, problems: &mut Diagnostics) {
    for field in record.fields.values_mut() {
        if let Field::Markdown(written, document) = field {
            let (read, found) = markdown::parse(&Source::inside(written), 0);
            *document = read;
            problems.extend(found);
        }
    }
}
