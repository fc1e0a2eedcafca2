//! From files to a site: the only part of the program that reads.

use std::path::Path;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Collection, Config, Faces, Record, Records, Site, Theme},
    source::Source,
};

mod files;
mod limits;
mod mistakes;
mod narratives;
mod own;
mod pictures;
mod theme;
pub(crate) mod yaml;

use files::Files;
pub use files::Places;

/// Everything under `root`. `None` when there is no `yearbook.yaml` that can be read; all other
/// files are read and reported on, whatever is wrong with one of them.
pub fn load(root: &Path) -> (Option<Site>, Diagnostics) {
    let mut problems = Diagnostics::default();
    let config = config(root, &mut problems);
    let files = Files::under(root, &mut problems);
    let theme = looks(&files, config.as_ref(), &mut problems);
    let data = data(&files, config.as_ref(), &mut problems);
    let (narratives, assets) = narratives::narratives(&files, &mut problems);
    // Records are read, and reported on, whether or not there is a config to go with them.
    let texts = |collection| -> Vec<&Source> {
        data.iter()
            .filter(|(c, _)| *c == collection)
            .map(|(_, source)| source)
            .collect()
    };
    let site = Site {
        programs: read_records(&texts(Collection::Programs), yaml::records, &mut problems),
        areas: read_records(&texts(Collection::Areas), yaml::records, &mut problems),
        organizations: read_records(
            &texts(Collection::Organizations),
            yaml::records,
            &mut problems,
        ),
        councils: read_records(&texts(Collection::Councils), yaml::records, &mut problems),
        meetings: read_records(&texts(Collection::Meetings), yaml::records, &mut problems),
        trainings: read_records(&texts(Collection::Trainings), yaml::records, &mut problems),
        trees: read_records(&texts(Collection::Trees), yaml::records, &mut problems),
        measures: read_records(&texts(Collection::Measures), yaml::records, &mut problems),
        cases: read_records(&texts(Collection::Cases), yaml::records, &mut problems),
        surveys: read_records(&texts(Collection::Surveys), yaml::records, &mut problems),
        regulations: read_records(
            &texts(Collection::Regulations),
            yaml::records,
            &mut problems,
        ),
        glossary: read_records(&texts(Collection::Glossary), yaml::records, &mut problems),
        vocabularies: read_records(
            &texts(Collection::Vocabularies),
            yaml::records,
            &mut problems,
        ),
        own: match &config {
            Some(config) => own::records(config, &data, &mut problems),
            None => IndexMap::new(),
        },
        narratives,
        assets,
        theme,
        faces: Faces::default(),
        config: match config {
            Some(config) => config,
            None => return (None, problems),
        },
    };
    (Some(site), problems)
}

/// The theme, with the words that the site itself adds.
fn looks(files: &Files, config: Option<&Config>, problems: &mut Diagnostics) -> Theme {
    let language = config.map(|c| &c.language);
    let name = config.and_then(|c| c.theme.as_ref());
    let mut theme = theme::theme(files, name, language, problems);
    let own = config.map(|config| config.own_words(theme.word("figure.unit.own")));
    theme.words.extend(own.into_iter().flatten());
    theme
}

fn config(root: &Path, problems: &mut Diagnostics) -> Option<Config> {
    let path = root.join("yearbook.yaml");
    if !path.is_file() {
        problems.push(
            Diagnostic::error("site/no-config", "there is no `yearbook.yaml` here")
                .in_file(path.display().to_string())
                .hint("name the folder of the site with `--root`"),
        );
        return None;
    }
    let source = files::text(&path, "yearbook.yaml", problems)?;
    let whole = 0..source.text().len();
    yaml::from_text(&source, whole)
        .map_err(|problem| problems.push(*problem))
        .ok()
}

/// The texts under `data/`, by collection, in the order of their paths.
fn data(
    files: &Files,
    config: Option<&Config>,
    problems: &mut Diagnostics,
) -> Vec<(Collection, Source)> {
    let collections: Vec<Collection> = match config {
        Some(config) => config.all_collections().collect(),
        None => Collection::ALL.to_vec(),
    };
    let mut found = Vec::new();
    for file in files.under_folder("data") {
        let Some((folder, name)) = file.inner("data").split_once('/') else {
            problems.push(
                Diagnostic::error("data/no-collection", "a data file lies in no collection")
                    .in_file(&file.path)
                    .hint("move it into the folder of its type, as `data/areas/`"),
            );
            continue;
        };
        let known = collections.iter().copied().find(|c| c.folder() == folder);
        match (known, name.ends_with(".yaml") || name.ends_with(".yml")) {
            (Some(collection), true) => {
                found.extend(files.text(file, problems).map(|text| (collection, text)));
            }
            (Some(_), false) => problems.push(
                Diagnostic::warning("data/not-yaml", "this file is no YAML and is not read")
                    .in_file(&file.path)
                    .hint("data files end in `.yaml`"),
            ),
            // Without settings nobody knows which collections the site adds.
            (None, _) if config.is_none() => {}
            (None, _) => problems.push(unknown_collection(&file.path, folder, &collections)),
        }
    }
    found
}

fn unknown_collection(path: &str, folder: &str, collections: &[Collection]) -> Diagnostic {
    let names: Vec<&str> = collections.iter().map(|c| c.folder()).collect();
    let message = format!("there is no collection called `{folder}`");
    Diagnostic::error("data/unknown-collection", message)
        .in_file(path)
        .hint(match nearest(folder, names.iter().copied()) {
            Some(near) => format!("did you mean `data/{near}`?"),
            None => format!("the collections are {}", names.join(", ")),
        })
        .hint("a collection of your own is named under `collections:` in `yearbook.yaml`")
}

/// The records of one collection; of two with the same id the first stays.
fn read_records<T: Record + Send>(
    sources: &[&Source],
    read: impl Fn(&Source) -> Result<Vec<T>, Box<Diagnostic>> + Sync,
    problems: &mut Diagnostics,
) -> Records<T> {
    let files: Vec<_> = sources.par_iter().map(|s| read(s)).collect();
    let mut records = Records::default();
    for file in files {
        match file {
            Err(problem) => problems.push(*problem),
            Ok(found) => {
                for record in found {
                    if let Err((again, first)) = records.insert(record) {
                        problems.push(same_id(&again, first));
                    }
                }
            }
        }
    }
    records
}

fn same_id<T: Record>(again: &T, first: &T) -> Diagnostic {
    let message = format!("the id `{}` is taken", again.id().value);
    Diagnostic::error("record/duplicate-id", message)
        .at(&again.id().span, "used again here")
        .related(&first.id().span, "first used here")
        .hint("give this record an id of its own; ids are never used twice")
}
