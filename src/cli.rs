//! The command line: one file per command.

use std::{
    env,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    diagnostic::{self, Diagnostics, Format, Language},
    make::Speech,
};

mod build;
mod check;
mod explain;
mod search;
mod serve;

/// Compile YAML data and Markdown narratives into a searchable site and print-ready reports.
#[derive(Parser)]
#[command(version, after_help = AFTER, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Files:
  yearbook.yaml    title, language, fiscal years, publisher, publications
  data/            records, one folder for each type: areas, measures, cases, …
  content/         narratives in Markdown, with YAML front matter
  themes/NAME/     files that replace those of the default theme
  static/          files that are copied as they are

Exit codes:
  0  clean; warnings may have been shown
  1  problems were found, and nothing was written
  2  the command line is wrong

Examples:
  yearbook build                       make the site in `public`
  yearbook build --out /srv/www        make it elsewhere; only files of our own are replaced
  yearbook serve                       look at it while writing, at http://127.0.0.1:4000/
  yearbook check --format short        one line for each problem, for editors
  yearbook search 引継ぎ               the pages with that word";

#[derive(Subcommand)]
enum Command {
    /// Make the site, its search index and one PDF for each publication
    ///
    /// Everything is staged beside the output folder and takes its place in one step: a build that
    /// fails leaves the last published site whole. Files that did not change keep their time, files
    /// of others stay, and a folder that is not empty and not ours is refused.
    Build(build::Build),
    /// Find everything that is wrong, and write nothing
    ///
    /// All files are read and all rules are tried, whatever is wrong with one of them. Each problem
    /// is shown with file, line, column and what to do.
    Check(check::Check),
    /// Show the site in a browser while it is written
    ///
    /// Pages are made from memory and made anew whenever a file changes; the open page follows and
    /// keeps its place. What is wrong stands on the page and in the terminal, and the last good site
    /// stays. Only this machine can reach it. Nothing is written.
    Serve(serve::Serve),
    /// Search the pages of the site in the terminal
    ///
    /// Finds the same pages in the same order as the search page of the site. All words must be on a
    /// page; a word matches wherever a reader sees it.
    Search(search::Search),
    /// Say what a code of a message means, in Japanese and English
    Explain(explain::Explain),
}

/// Where the site is, for every command.
#[derive(Args)]
struct Root {
    /// The folder of the site, with its `yearbook.yaml`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The language of messages; that of the site when missing
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    language: Option<Spoken>,
}

impl Root {
    fn speech(&self) -> Speech {
        Speech {
            asked: self.language.map(Language::from),
            machine: of_machine(),
        }
    }
}

/// The languages of messages.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Spoken {
    /// Japanese
    Ja,
    /// English
    En,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Ja => Self::Japanese,
            Spoken::En => Self::English,
        }
    }
}

/// The language that the machine speaks to its user; the first of these that is set says it.
fn of_machine() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].map(env::var_os);
    let mut set = set.into_iter().flatten().filter(|value| !value.is_empty());
    match set.next() {
        Some(value) if value.to_string_lossy().starts_with("ja") => Language::Japanese,
        _ => Language::English,
    }
}

/// How results are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// With excerpt and hints
    Human,
    /// One line each
    Short,
    /// One JSON document on standard output
    Json,
}

impl From<Shape> for Format {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Human => Self::Human,
            Shape::Short => Self::Short,
            Shape::Json => Self::Json,
        }
    }
}

/// Runs the command that the arguments name. Exit code 0: clean; 1: problems found; 2: wrong usage.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Serve(serve) => serve.run(),
        Command::Search(search) => search.run(),
        Command::Explain(explain) => explain.run(),
    }
}

/// Shows problems on standard error and gives the exit code that they call for.
fn report(problems: &Diagnostics, format: Format, language: Language) -> ExitCode {
    let text = diagnostic::render(problems, format, language);
    // A closed pipe is the reader's choice, not a problem.
    let _ = io::stderr().lock().write_all(text.as_bytes());
    exit_code(problems)
}

fn exit_code(problems: &Diagnostics) -> ExitCode {
    ExitCode::from(u8::from(problems.has_errors()))
}

/// Prints results on standard output; a closed pipe ends the program quietly.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// A word on what is going on, for people who watch.
fn progress(text: &str) {
    if io::stderr().is_terminal() {
        eprintln!("{text}");
    }
}
