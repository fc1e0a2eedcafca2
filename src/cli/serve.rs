//! `yearbook serve`

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Args;

use super::{Root, print};
use crate::{
    compose::Drafts,
    diagnostic::{self, Diagnostics, Format},
    serve::{self, Event, Failure},
};

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    root: Root,
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// Include pages that are marked as drafts
    #[arg(long)]
    drafts: bool,
}

impl Serve {
    pub(super) fn run(self) -> ExitCode {
        let drafts = if self.drafts {
            Drafts::Include
        } else {
            Drafts::Leave
        };
        let message = match serve::serve(&self.root.root, self.port, drafts, |event| say(&event)) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Failure::Taken(port)) => format!(
                "another program has the port {port}: name another with `--port`, or let `--port 0` find one"
            ),
            Err(Failure::Refused(why)) => format!("the site cannot be served: {why}"),
        };
        eprintln!("error: {message}");
        ExitCode::from(2)
    }
}

fn say(event: &Event) {
    match event {
        Event::Listening { port } => {
            print(&format!("http://127.0.0.1:{port}/ (Ctrl-C ends)\n"));
            let _ = io::stdout().flush();
        }
        Event::Built {
            pages,
            time,
            problems,
        } => {
            found(problems);
            let _ = match problems.has_errors() {
                true => writeln!(io::stderr(), "the last good pages stay"),
                false => writeln!(io::stderr(), "{pages} pages in {:.2} s", time.as_secs_f64()),
            };
        }
        Event::Completed {
            books,
            time,
            problems,
        } => {
            if let Some(problems) = problems {
                found(problems);
            }
            let time = time.as_secs_f64();
            let _ = writeln!(io::stderr(), "search and {books} books in {time:.2} s");
        }
    }
}

fn found(problems: &Diagnostics) {
    let text = diagnostic::render(problems, Format::Human);
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
