//! The records of a site's own collections, with their Markdown read.

use indexmap::IndexMap;

use super::{read_records, yaml};
use crate::{
    diagnostic::Diagnostics,
    markdown,
    model::{Collection, Config, Field, OwnRecord, Records, Shape, Word},
    source::{Source, Spanned},
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
            let (source, start) = standing(written);
            let (read, found) = markdown::parse(&source, start);
            *document = read;
            problems.extend(found);
        }
    }
}

/// The text as YAML gives it, in the place where it stands: what is above it in its file, then the
/// text without its indents, so that its lines keep their numbers.
fn standing(written: &Spanned<String>) -> (Source, usize) {
    let file = written.span.source.text();
    let first = written.value.lines().next().unwrap_or_default();
    let from = written.span.range.start;
    let start = match file[from..].find(first) {
        Some(at) if file[from..from + at].contains('\n') => file[..from + at]
            .rfind('\n')
            .map_or(0, |newline| newline + 1),
        Some(at) => from + at,
        None => from,
    };
    let above = &file[..start];
    let source = Source::new(
        written.span.source.path(),
        format!("{above}{}", written.value),
    );
    (source, start)
}
