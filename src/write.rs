//! Outputs to disk, all or nothing: the only part of the program that writes.
//!
//! The new folder is staged beside the old one and takes its place in one step. Files that did not
//! change are linked over, so that they keep their modification time; files of others are kept.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{diagnostic::Diagnostic, outputs::Outputs, route::Route};

/// The list of our own files in an output folder; it also says that the folder is ours.
const LIST: &str = ".yearbook";

/// What a write did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Puts the outputs into `folder`: staged beside it, then swapped in. On any problem the folder
/// stays as it was.
pub fn write(outputs: &Outputs, folder: &Path) -> Result<Written, Box<Diagnostic>> {
    let places = Places::of(folder)?;
    places
        .recover()
        .map_err(|e| places.problem("cannot be made ready", &e))?;
    let own = own_files(&places)?;
    let result = stage(outputs, &places, &own).and_then(|written| {
        places.swap()?;
        Ok(written)
    });
    result.map_err(|error| {
        // The stage is only ours; what is left of it is no loss.
        let _ = fs::remove_dir_all(&places.new);
        places.problem("cannot be written", &error)
    })
}

/// The addresses of pages that the last run put into `folder` and these outputs do not have. Nothing
/// is written; what is wrong with the folder is told by `write`.
pub fn gone(outputs: &Outputs, folder: &Path) -> Vec<String> {
    let list = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let removed = list
        .lines()
        .filter(|path| is_removed(path, outputs, folder));
    let pages = removed.filter_map(|path| path.strip_suffix("index.html"));
    pages.map(str::to_owned).collect()
}

/// Whether a file of the last run is there and will be no more.
fn is_removed(path: &str, outputs: &Outputs, folder: &Path) -> bool {
    outputs.get(&Route::new(path)).is_none() && folder.join(path).is_file()
}

/// The output folder, and the two folders beside it that a swap needs.
struct Places {
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
}

impl Places {
    fn of(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let shown = folder.display();
        // A link to a folder is followed: what it points to is replaced, the link stays.
        let folder = match fs::canonicalize(folder) {
            Ok(folder) => folder,
            Err(_) => std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()),
        };
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Box::new(
                Diagnostic::error(
                    "write/folder",
                    format!("`{shown}` cannot be an output folder"),
                )
                .in_file(shown.to_string())
                .hint("name a folder of its own, as `--out public`"),
            ));
        };
        let name = name.to_string_lossy();
        Ok(Self {
            new: parent.join(format!(".{name}.yearbook-new")),
            old: parent.join(format!(".{name}.yearbook-old")),
            folder,
        })
    }

    /// Mends what a killed run left: a swap that was cut in half is undone, a stage is thrown away.
    fn recover(&self) -> io::Result<()> {
        if self.old.is_dir() {
            if self.folder.exists() {
                fs::remove_dir_all(&self.old)?;
            } else {
                fs::rename(&self.old, &self.folder)?;
            }
        }
        if self.new.is_dir() {
            fs::remove_dir_all(&self.new)?;
        }
        if let Some(parent) = self.folder.parent() {
            fs::create_dir_all(parent)?;
        }
        Ok(())
    }

    fn swap(&self) -> io::Result<()> {
        if !self.folder.exists() {
            return fs::rename(&self.new, &self.folder);
        }
        fs::rename(&self.folder, &self.old)?;
        if let Err(error) = fs::rename(&self.new, &self.folder) {
            fs::rename(&self.old, &self.folder)?;
            return Err(error);
        }
        // The new site stands; the old one is taken away by the next run if it cannot be now.
        let _ = fs::remove_dir_all(&self.old);
        Ok(())
    }

    fn problem(&self, what: &str, error: &io::Error) -> Box<Diagnostic> {
        let shown = self.folder.display().to_string();
        Box::new(
            Diagnostic::error(
                "write/failed",
                format!("the output folder `{shown}` {what}: {error}"),
            )
            .in_file(shown)
            .hint("the site published last is still there; see that the disk has room and the folder may be written"),
        )
    }
}

/// The routes that the last run wrote; refuses a folder with files that is not ours.
fn own_files(places: &Places) -> Result<BTreeSet<String>, Box<Diagnostic>> {
    let folder = &places.folder;
    match fs::read_to_string(folder.join(LIST)) {
        Ok(list) => return Ok(list.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            // A file in place of the folder is refused below.
            if folder.is_dir() {
                return Err(places.problem("cannot be read", &error));
            }
        }
        Err(_) => {}
    }
    let empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if empty {
        return Ok(BTreeSet::new());
    }
    let shown = folder.display().to_string();
    Err(Box::new(
        Diagnostic::error(
            "write/not-ours",
            format!("`{shown}` is not empty and was not made by yearbook"),
        )
        .in_file(shown)
        .hint("name another folder with `--out`, or empty this one yourself"),
    ))
}

fn stage(outputs: &Outputs, places: &Places, own: &BTreeSet<String>) -> io::Result<Written> {
    fs::create_dir(&places.new)?;
    let mut written = Written::default();
    for (route, bytes) in outputs.iter() {
        let (before, now) = (
            places.folder.join(route.as_str()),
            places.new.join(route.as_str()),
        );
        if put(&before, &now, bytes)? {
            written.changed += 1;
        } else {
            written.unchanged += 1;
        }
    }
    let list: String = outputs
        .iter()
        .map(|(route, _)| format!("{route}\n"))
        .collect();
    put(
        &places.folder.join(LIST),
        &places.new.join(LIST),
        list.as_bytes(),
    )?;
    let removed = own
        .iter()
        .filter(|path| is_removed(path, outputs, &places.folder));
    written.removed = removed.count();
    keep_foreign(places, own)?;
    Ok(written)
}

/// Writes a file into the stage, or links it over when it is as before. Says whether it changed.
fn put(before: &Path, now: &Path, bytes: &[u8]) -> io::Result<bool> {
    if let Some(parent) = now.parent() {
        fs::create_dir_all(parent)?;
    }
    let same = fs::symlink_metadata(before)
        .is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
        && fs::read(before).is_ok_and(|old| old == bytes);
    if same {
        carry(before, now)?;
    } else {
        fs::write(now, bytes)?;
    }
    Ok(!same)
}

/// The same file in the stage, with its modification time.
fn carry(before: &Path, now: &Path) -> io::Result<()> {
    if fs::hard_link(before, now).is_ok() {
        return Ok(());
    }
    let time = fs::metadata(before)?.modified()?;
    fs::copy(before, now)?;
    fs::File::options()
        .write(true)
        .open(now)?
        .set_modified(time)
}

/// Files that others put into the folder stay, unless an output now stands in their place.
fn keep_foreign(places: &Places, own: &BTreeSet<String>) -> io::Result<()> {
    if !places.folder.is_dir() {
        return Ok(());
    }
    for entry in WalkDir::new(&places.folder)
        .min_depth(1)
        .sort_by_file_name()
    {
        let entry = entry?;
        let path = entry
            .path()
            .strip_prefix(&places.folder)
            .expect("walked from there");
        let route = path.to_string_lossy().replace('\\', "/");
        let now = places.new.join(path);
        if own.contains(&route) || route == LIST || fs::symlink_metadata(&now).is_ok() {
            continue;
        }
        if entry.file_type().is_dir() {
            let empty = fs::read_dir(entry.path())?.next().is_none();
            if empty {
                fs::create_dir_all(&now)?;
            }
            continue;
        }
        if let Some(parent) = now.parent() {
            fs::create_dir_all(parent)?;
        }
        if entry.path_is_symlink() {
            copy_link(entry.path(), &now)?;
        } else {
            carry(entry.path(), &now)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn copy_link(before: &Path, now: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(before)?, now)
}

#[cfg(not(unix))]
fn copy_link(before: &Path, now: &Path) -> io::Result<()> {
    fs::copy(before, now).map(|_| ())
}
