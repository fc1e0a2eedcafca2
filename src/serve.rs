//! The site in memory, served to the author's own browser: files ─ watch ─▶ build ─▶ state ─▶ answer.
//!
//! A state is replaced as a whole, so that nobody ever sees half of a build. Pages come first; the
//! search and the books follow when the author pauses, and who asks for them waits.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::Path,
    time::Duration,
};

use tokio::{signal, sync::watch};

use crate::{
    compose::Drafts,
    diagnostic::{Diagnostics, Language},
    make::Speech,
};

mod address;
mod answer;
mod maker;
mod state;
mod watch_files;

/// What the server tells the person who started it.
#[derive(Debug)]
pub enum Event<'a> {
    /// Pages can be had under this address.
    Listening { port: u16 },
    /// Pages are as the files now say, unless something is wrong.
    Built {
        pages: usize,
        time: Duration,
        problems: &'a Diagnostics,
        language: Language,
    },
    /// The search and the books are, too. Problems are told when there are more than before.
    Completed {
        books: usize,
        time: Duration,
        problems: Option<&'a Diagnostics>,
        language: Language,
    },
}

/// Why nothing is served.
#[derive(Debug)]
pub enum Failure {
    /// Another program has the port.
    Taken(u16),
    /// The machine does not let us listen, or watch.
    Refused(String),
}

/// Serves the site under `root` on this machine alone until Ctrl-C, and tells what happens.
pub fn serve(
    root: &Path,
    port: u16,
    drafts: Drafts,
    speech: Speech,
    say: impl Fn(Event) + Send + Sync + 'static,
) -> Result<(), Failure> {
    let refused = |error: io::Error| Failure::Refused(error.to_string());
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => Failure::Taken(port),
            _ => refused(error),
        })?;
    listener.set_nonblocking(true).map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    // Watched before the first build reads: no change is missed.
    let watch = watch_files::Watch::of(root).map_err(Failure::Refused)?;
    say(Event::Listening { port });
    let (sender, state) = watch::channel(state::State::default());
    maker::Stage::new(sender, say, drafts, speech).run(root.to_owned(), watch);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(refused)?;
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::select! {
                ended = axum::serve(listener, answer::router(state)) => ended,
                ended = signal::ctrl_c() => ended,
            }
        })
        .map_err(refused)
}
