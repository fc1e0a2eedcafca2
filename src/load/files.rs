//! The files of a site: which there are, and their texts.

use std::{
    fs,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::limits;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    source::Source,
};

/// The folders that hold a site; nothing else under its root is looked at.
const FOLDERS: [&str; 4] = ["content", "data", "static", "themes"];

/// The files of a site in the order of their paths.
pub(super) struct Files(Vec<File>);

/// A file under its path from the root, with forward slashes.
pub(super) struct File {
    pub path: String,
    place: PathBuf,
}

impl File {
    /// The path below a folder.
    pub fn inner(&self, folder: &str) -> &str {
        self.path
            .strip_prefix(folder)
            .map_or(self.path.as_str(), |rest| rest.trim_start_matches('/'))
    }
}

/// Where on the disk everything lies that a build reads.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub root: PathBuf,
    /// Folders of which every file may matter.
    pub folders: Vec<PathBuf>,
    /// Files outside of these folders, to which links lead.
    pub linked: Vec<PathBuf>,
}

impl Places {
    /// The places of the site under `root`, as they are now.
    pub fn of(root: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let folders: Vec<PathBuf> = FOLDERS
            .iter()
            .map(|folder| root.join(folder))
            .filter(|folder| folder.is_dir())
            .collect();
        let files = Files::under(&root, &mut Diagnostics::default());
        let settings = root.join("yearbook.yaml");
        let mut linked: Vec<PathBuf> = files
            .0
            .iter()
            .map(|file| file.place.clone())
            .chain([settings])
            .filter_map(|place| Some((fs::canonicalize(&place).ok()?, place)))
            .filter(|(target, place)| target != place)
            .map(|(target, _)| target)
            .collect();
        linked.sort();
        linked.dedup();
        Self {
            root,
            folders,
            linked,
        }
    }

    /// Whether a build may read this file. What editors keep beside the files of the author is no
    /// part of a site.
    pub fn hold(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = |linked: &PathBuf| linked.parent() == path.parent();
        if self.linked.iter().any(beside) && !is_hidden(&name) {
            return true;
        }
        let Ok(inner) = path.strip_prefix(&self.root) else {
            return false;
        };
        let mut names = inner
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        match names.next() {
            Some(first) if FOLDERS.contains(&&*first) => !names.any(|name| is_hidden(&name)),
            Some(first) => first == "yearbook.yaml" && names.next().is_none(),
            None => false,
        }
    }
}

impl Files {
    pub fn under(root: &Path, problems: &mut Diagnostics) -> Self {
        let mut files = Vec::new();
        let home = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        for folder in FOLDERS {
            if root.join(folder).exists() {
                walk(root, &home, folder, &mut files, problems);
            }
        }
        Self(files)
    }

    pub fn under_folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.0.iter().filter(move |file| {
            file.path
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The text of a file, when it can be read as one.
    pub fn text(&self, file: &File, problems: &mut Diagnostics) -> Option<Source> {
        text(&file.place, &file.path, problems)
    }

    /// The bytes of a file that is copied.
    pub fn bytes(&self, file: &File, problems: &mut Diagnostics) -> Option<Vec<u8>> {
        bytes(&file.place, &file.path, limits::ASSET, problems)
    }
}

fn walk(root: &Path, home: &Path, folder: &str, files: &mut Vec<File>, problems: &mut Diagnostics) {
    let mut walk = WalkDir::new(root.join(folder))
        .follow_links(true)
        .max_depth(limits::FOLDERS)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_hidden(&entry.file_name().to_string_lossy()));
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(unreadable(
                    &shown(root, error.path().unwrap_or(root)),
                    &error,
                ));
                continue;
            }
        };
        let path = shown(root, entry.path());
        let outside = entry.path_is_symlink()
            && fs::canonicalize(entry.path()).is_ok_and(|target| !target.starts_with(home));
        if outside {
            problems.push(
                Diagnostic::error("file/link-outside", "this link leads out of the site")
                    .in_file(&path)
                    .hint("copy what it points to into the site"),
            );
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
        } else if entry.file_type().is_dir() && entry.depth() == limits::FOLDERS {
            problems.push(
                Diagnostic::error("file/too-deep", "folders lie too deep in each other")
                    .in_file(&path)
                    .hint(format!("at most {} levels", limits::FOLDERS)),
            );
        } else if entry.file_type().is_file() {
            files.push(File {
                path,
                place: entry.path().to_owned(),
            });
        }
    }
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name.ends_with(".bak")
}

fn shown(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner.to_string_lossy().replace('\\', "/")
}

/// A text file; a byte-order mark is no part of it.
pub(super) fn text(place: &Path, path: &str, problems: &mut Diagnostics) -> Option<Source> {
    let bytes = bytes(place, path, limits::TEXT, problems)?;
    let bytes = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .map_or(bytes.clone(), <[u8]>::to_vec);
    match String::from_utf8(bytes) {
        Ok(text) => Some(Source::new(path, text)),
        Err(error) => {
            problems.push(not_utf8(path, &error));
            None
        }
    }
}

fn not_utf8(path: &str, error: &std::string::FromUtf8Error) -> Diagnostic {
    let good = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes());
    let source = Source::new(path, text);
    // The first bad byte became U+FFFD, three bytes long.
    let span = source.span(good..good + '\u{FFFD}'.len_utf8());
    Diagnostic::error("file/not-utf8", "this file is not in UTF-8")
        .at(&span, "the first byte that is not")
        .hint(
            "save it again with the encoding UTF-8; Shift_JIS is what old editors and Excel write",
        )
}

fn bytes(place: &Path, path: &str, limit: u64, problems: &mut Diagnostics) -> Option<Vec<u8>> {
    let read = fs::metadata(place).and_then(|metadata| match metadata.len() {
        size if size > limit => Ok(Err(size)),
        _ => fs::read(place).map(Ok),
    });
    match read {
        Ok(Ok(bytes)) => Some(bytes),
        Ok(Err(size)) => {
            let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
            problems.push(
                Diagnostic::error(
                    "file/too-large",
                    format!("this file is too large: {} MiB", mib(size)),
                )
                .in_file(path)
                .hint(format!("at most {} MiB; divide it", mib(limit))),
            );
            None
        }
        Err(error) => {
            problems.push(unreadable(path, &error));
            None
        }
    }
}

fn unreadable(path: &str, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::error(
        "file/unreadable",
        format!("this file cannot be read: {error}"),
    )
    .in_file(path)
    .hint("see that it exists and may be read")
}
