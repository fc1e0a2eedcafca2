//! What changes on the disk, told once for each burst of saves: the one place that knows notify.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, DataChange, ModifyKind},
};

use crate::load::Places;

/// How long nothing must happen until a burst is over. Editors that write a new file and rename it
/// are through long before.
const QUIET: Duration = Duration::from_millis(25);
/// A burst that goes on is answered all the same.
const LONGEST: Duration = Duration::from_millis(250);

/// The folders of a site, watched.
pub struct Watch {
    root: PathBuf,
    places: Places,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// Watches everything that a build of the site under `root` reads.
    pub fn of(root: &Path) -> Result<Self, String> {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(event);
        });
        let mut watch = Self {
            root: root.to_owned(),
            places: Places::default(),
            watcher: watcher.map_err(|error| error.to_string())?,
            events,
            watched: BTreeSet::new(),
        };
        watch.renew(&BTreeSet::new())?;
        Ok(watch)
    }

    /// Waits for the next burst of changes; `None` when there will be no more.
    pub fn next(&mut self) -> Option<()> {
        let mut burst: Vec<notify::Result<Event>> = Vec::new();
        let mut begun: Option<Instant> = None;
        loop {
            let event = match begun {
                None => self.events.recv().ok()?,
                Some(begun) => match self.events.recv_timeout(QUIET) {
                    Ok(event) if begun.elapsed() < LONGEST => event,
                    Err(RecvTimeoutError::Disconnected) => return None,
                    _ => break,
                },
            };
            if self.matters(&event) {
                burst.push(event);
                begun = begun.or_else(|| Some(Instant::now()));
            }
        }
        if burst.iter().any(|event| !is_text(event)) {
            let events = burst.into_iter().flatten();
            let touched = events.flat_map(|event| event.paths).collect();
            // What cannot be watched now is said when it is read.
            let _ = self.renew(&touched);
        }
        Some(())
    }

    fn matters(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            return true;
        };
        let read = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        !read && (event.need_rescan() || event.paths.iter().any(|path| self.places.hold(path)))
    }

    /// Looks again at where the site lies: folders come and go, and links lead elsewhere. A folder
    /// that was touched itself may be another one of the same name.
    fn renew(&mut self, touched: &BTreeSet<PathBuf>) -> Result<(), String> {
        self.places = Places::of(&self.root);
        let wanted = wanted(&self.places);
        let mut failed = Ok(());
        let known = |folder: &PathBuf| wanted.contains_key(folder) && !touched.contains(folder);
        self.watched.retain(|folder| {
            let stays = known(folder);
            if !stays {
                let _ = self.watcher.unwatch(folder);
            }
            stays
        });
        for (folder, mode) in wanted {
            if !self.watched.contains(&folder) {
                match self.watcher.watch(&folder, mode) {
                    Ok(()) => drop(self.watched.insert(folder)),
                    Err(error) => failed = Err(format!("`{}`: {error}", folder.display())),
                }
            }
        }
        failed
    }
}

/// The folders to watch: those of the site with all below, and alone the root and those to which
/// links lead.
fn wanted(places: &Places) -> BTreeMap<PathBuf, RecursiveMode> {
    let inside = |path: &Path| places.folders.iter().any(|folder| path.starts_with(folder));
    let beside = places.linked.iter().filter_map(|file| file.parent());
    let alone = beside
        .filter(|folder| !inside(folder))
        .chain([&*places.root]);
    let mut wanted: BTreeMap<PathBuf, RecursiveMode> = alone
        .map(|folder| (folder.to_owned(), RecursiveMode::NonRecursive))
        .collect();
    let folders = places.folders.iter();
    wanted.extend(folders.map(|folder| (folder.clone(), RecursiveMode::Recursive)));
    wanted
}

/// Whether only the text of a file that was there before is another.
fn is_text(event: &notify::Result<Event>) -> bool {
    event.as_ref().is_ok_and(|event| {
        matches!(
            event.kind,
            EventKind::Modify(ModifyKind::Data(DataChange::Any | DataChange::Content))
                | EventKind::Access(_)
        )
    })
}
