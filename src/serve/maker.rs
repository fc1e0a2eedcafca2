//! Builds for the server: pages at once, then what takes its time.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::{
    Event,
    state::{Files, State},
    watch_files::Watch,
};
use crate::{
    compose::{Drafts, Pages},
    diagnostic::{self, Diagnostics, Format, Language},
    make::{self, Speech},
    model::Site,
    outputs::{Outputs, Sizes},
    render::{self, Rendering},
    route::path_of,
};

/// How long the author must pause until the search and the books are made.
const PAUSE: Duration = Duration::from_millis(300);

/// Where builds are shown.
pub struct Stage<S> {
    pub state: watch::Sender<State>,
    pub say: S,
    pub drafts: Drafts,
    speech: Speech,
    heavy: Mutex<Heavy>,
}

/// What is known of the last search and books.
#[derive(Default)]
struct Heavy {
    sizes: Sizes,
    /// The last files that were whole, to go back to.
    whole: Option<Arc<Files>>,
}

/// A site whose pages are served, and whose other files have to be made.
struct Job {
    site: Site,
    pages: Pages,
    problems: Diagnostics,
    language: Language,
    number: u64,
}

impl<S: Fn(Event) + Send + Sync + 'static> Stage<S> {
    pub fn new(state: watch::Sender<State>, say: S, drafts: Drafts, speech: Speech) -> Self {
        Self {
            state,
            say,
            drafts,
            speech,
            heavy: Mutex::default(),
        }
    }

    /// Builds the site under `root` now and whenever something changes.
    pub fn run(self, root: PathBuf, mut watch: Watch) {
        let stage = Arc::new(self);
        let (jobs, waiting) = mpsc::channel();
        let slow = Arc::clone(&stage);
        thread::spawn(move || slow.finish(&waiting));
        thread::spawn(move || {
            let mut number = 1;
            stage.build(&root, number, &jobs);
            while watch.next().is_some() {
                number += 1;
                stage.build(&root, number, &jobs);
            }
        });
    }

    /// The pages. What is wrong leaves the last good files where they are.
    fn build(&self, root: &std::path::Path, number: u64, jobs: &Sender<Job>) {
        let start = Instant::now();
        let (found, mut problems) = make::read(root, self.drafts);
        let site = found.as_ref().map(|(site, _)| site);
        let language = self.speech.of(site, &problems);
        let sizes = self.heavy().sizes.clone();
        let made = found.map(|(site, pages)| {
            let (outputs, found) = render::preview(&site, &pages, &sizes);
            problems.extend_new(found);
            site.regrade(&mut problems);
            (site, pages, outputs)
        });
        problems.drop_notes();
        let shown = shown(&problems, language);
        let failed = problems.has_errors();
        let mut pages = 0;
        let mut job = None;
        let files = made.filter(|_| !failed).map(|(site, made, outputs)| {
            pages = made.pages.iter().filter(|page| page.web).count();
            let files = files(&site, outputs, false);
            job = Some((site, made));
            files
        });
        self.state.send_modify(|state| {
            if let Some(files) = files {
                state.files = Some(Arc::new(files));
                state.shown = number;
            }
            state.problems = shown;
            state.failed = failed;
            state.latest = number;
        });
        (self.say)(Event::Built {
            pages,
            time: start.elapsed(),
            problems: &problems,
            language,
        });
        if let Some((site, pages)) = job {
            // The other thread lives as long as this one.
            let _ = jobs.send(Job {
                site,
                pages,
                problems,
                language,
                number,
            });
        }
    }

    /// The search and the books of the latest pages, once the author pauses. They get one thread, so
    /// that the next change of a page need not wait for them.
    fn finish(&self, waiting: &Receiver<Job>) {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("a thread can be had");
        while let Ok(mut job) = waiting.recv() {
            loop {
                match waiting.recv_timeout(PAUSE) {
                    Ok(newer) => job = newer,
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            pool.install(|| self.complete(job));
        }
    }

    fn complete(&self, mut job: Job) {
        let start = Instant::now();
        let before = count(&job.problems);
        let problems = &mut job.problems;
        let mut rendering = make::heavy(&mut job.site, &job.pages, self.drafts, problems);
        let sizes = rendering.outputs.sizes();
        let (light, found) = render::light(&job.site, &job.pages, &sizes);
        problems.extend_new(found);
        problems.extend_new(rendering.add(light));
        job.site.regrade(problems);
        problems.drop_notes();
        let books = rendering.summaries.len();
        if self.complete_with(&job, rendering, sizes) {
            (self.say)(Event::Completed {
                books,
                time: start.elapsed(),
                problems: (count(&job.problems) > before).then_some(&job.problems),
                language: job.language,
            });
        }
    }

    /// Shows whole files in place of their pages, unless newer pages are shown by now.
    fn complete_with(&self, job: &Job, rendering: Rendering, sizes: Sizes) -> bool {
        let mut heavy = self.heavy();
        let failed = job.problems.has_errors();
        let files = match (failed, &heavy.whole) {
            // Back to the last site that could be published.
            (true, Some(whole)) => Arc::clone(whole),
            _ => Arc::new(files(&job.site, rendering.outputs, true)),
        };
        let shown = shown(&job.problems, job.language);
        let current = self.state.send_if_modified(|state| {
            if state.shown != job.number {
                return false;
            }
            state.files = Some(Arc::clone(&files));
            if state.latest == job.number {
                state.problems = shown;
                state.failed = failed;
            }
            true
        });
        if current && !failed {
            heavy.sizes = sizes;
            heavy.whole = Some(files);
        }
        current
    }

    fn heavy(&self) -> std::sync::MutexGuard<'_, Heavy> {
        // Whoever holds it only reads or replaces: what a panic left is whole.
        self.heavy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn files(site: &Site, outputs: Outputs, whole: bool) -> Files {
    let address = site.config.base_url.as_deref();
    Files {
        outputs,
        whole,
        base: address.map(path_of).unwrap_or_default().to_owned(),
    }
}

fn shown(problems: &Diagnostics, language: Language) -> Arc<str> {
    diagnostic::render(problems, Format::Page, language).into()
}

fn count(problems: &Diagnostics) -> usize {
    problems.sorted().len()
}
