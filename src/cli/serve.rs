//! `yearbook serve`

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Args;

use super::{Root, print};
use crate::{
    compose::Drafts,
    diagnostic::{self, Diagnostics, Format, Language},
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
        let speech = self.root.speech();
        let language = speech.asked.unwrap_or(speech.machine);
        let say = move |event: Event| say(&event, language);
        let message = match serve::serve(&self.root.root, self.port, drafts, speech, say) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Failure::Taken(port)) => format!(
                "another program has the port {port}: name another with `--port`, or let `--port 0` find one"
            ),
            Err(Failure::Refused(why)) => format!("the site cannot be served: {why}"),
        };
        eprintln!("error: {}", language.say(message));
        ExitCode::from(2)
    }
}

/// Tells what happens. Before the site is read, its language is not known.
fn say(event: &Event, before: Language) {
    match event {
        Event::Listening { port } => {
            let line = format!("http://127.0.0.1:{port}/ (Ctrl-C ends)");
            print(&format!("{}\n", before.say(line)));
            let _ = io::stdout().flush();
        }
        Event::Built {
            pages,
            time,
            problems,
            language,
        } => {
            found(problems, *language);
            let line = match problems.has_errors() {
                true => "the last good pages stay".to_owned(),
                false => format!("{pages} pages in {:.2} s", time.as_secs_f64()),
            };
            let _ = writeln!(io::stderr(), "{}", language.say(line));
        }
        Event::Completed {
            books,
            time,
            problems,
            language,
        } => {
            if let Some(problems) = problems {
                found(problems, *language);
            }
            let time = time.as_secs_f64();
            let line = format!("search and {books} books in {time:.2} s");
            let _ = writeln!(io::stderr(), "{}", language.say(line));
        }
    }
}

fn found(problems: &Diagnostics, language: Language) {
    let text = diagnostic::render(problems, Format::Human, language);
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
