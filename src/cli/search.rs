//! `yearbook search`: the pages that a query finds, without a browser.

use std::{fmt::Write as _, process::ExitCode};

use clap::Args;
use serde_json::json;

use super::{Root, exit_code, print, read, report};
use crate::{
    compose::Drafts,
    diagnostic::Format,
    render::search::{Hit, query},
};

/// The arguments of `search`.
#[derive(Args)]
pub(super) struct Search {
    /// Words that a page must have; quotes keep blanks together
    #[arg(value_name = "QUERY")]
    query: String,
    #[command(flatten)]
    root: Root,
    /// How hits are written
    #[arg(long, value_enum, default_value = "human")]
    format: Shape,
}

/// How hits are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// Title, address and excerpt
    Human,
    /// One JSON document: a list of route, title, kind, excerpt and score
    Json,
}

impl Search {
    pub(super) fn run(self) -> ExitCode {
        let (found, mut problems) = read(&self.root, Drafts::Leave);
        let Some((site, pages)) = found else {
            return report(&problems, Format::Human);
        };
        match query(&site, &pages, &self.query) {
            Ok(hits) if self.format == Shape::Json => print(&as_json(&hits)),
            Ok(hits) => print(&as_text(&hits)),
            Err(problem) => {
                problems.push(*problem);
                return report(&problems, Format::Human);
            }
        }
        // What is wrong with the site is the business of `check`; the reader asked for pages.
        exit_code(&problems)
    }
}

fn as_text(hits: &[Hit]) -> String {
    let mut text = String::new();
    for hit in hits {
        let _ = writeln!(text, "{} [{}]", hit.title, hit.kind);
        let _ = writeln!(text, "  {}", hit.route);
        let _ = writeln!(text, "  {}", hit.excerpt);
    }
    let pages = if hits.len() == 1 { "page" } else { "pages" };
    let _ = writeln!(text, "{} {pages} found", hits.len());
    text
}

fn as_json(hits: &[Hit]) -> String {
    let hits: Vec<_> = hits
        .iter()
        .map(|hit| {
            json!({
                "route": hit.route.as_str(),
                "title": hit.title,
                "kind": hit.kind,
                "excerpt": hit.excerpt,
                "score": hit.score,
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&hits).expect("text and numbers are JSON");
    text.push('\n');
    text
}
