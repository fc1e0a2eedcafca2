//! `yearbook search`: the pages that a query finds, without a browser.

use std::{fmt::Write as _, process::ExitCode};

use clap::Args;
use serde_json::json;

use super::{Root, exit_code, print, report};
use crate::{
    compose::{Drafts, Facet},
    diagnostic::{Diagnostic, Diagnostics, Format, Language, nearest},
    make,
    render::search::{Found, Hit, Order, Request, Search as Index, facets_of},
};

/// The arguments of `search`.
#[derive(Args)]
pub(super) struct Search {
    /// Words that a page must have; quotes keep blanks together
    #[arg(value_name = "QUERY")]
    query: String,
    #[command(flatten)]
    root: Root,
    /// Only pages with this value of a facet, as `moment=first-year` or `kind=case`; may be repeated
    #[arg(long = "facet", value_name = "FACET=VALUE", value_parser = facet)]
    facets: Vec<(String, String)>,
    /// The order of the pages
    #[arg(long, value_enum, default_value = "rank")]
    sort: Sort,
    /// How hits are written
    #[arg(long, value_enum, default_value = "human")]
    format: Shape,
}

/// How hits are written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shape {
    /// Title, address and excerpt
    Human,
    /// One JSON document: a list of route, title, kind, excerpt, score and place on the page
    Json,
}

/// The order of the pages.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Sort {
    /// The best first
    Rank,
    /// By the reading of the title
    Title,
}

fn facet(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write FACET=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Search {
    pub(super) fn run(self) -> ExitCode {
        let (found, mut problems) = make::read(&self.root.root, Drafts::Leave);
        let language = {
            let site = found.as_ref().map(|(site, _)| site);
            self.root.speech().of(site, &problems)
        };
        let Some((site, pages)) = found else {
            return report(&problems, Format::Human, language);
        };
        let known = facets_of(&site, &pages);
        let mut wrong = Diagnostics::default();
        for (name, value) in &self.facets {
            wrong.extend(unknown(&known, name, value));
        }
        if wrong.has_errors() {
            return report(&wrong, Format::Human, language);
        }
        let request = Request {
            text: self.query,
            facets: self.facets,
            order: match self.sort {
                Sort::Rank => Order::Rank,
                Sort::Title => Order::Title,
            },
        };
        match Index::of(&site, &pages).and_then(|index| index.find(&request)) {
            Ok(found) if self.format == Shape::Json => print(&as_json(&found.hits)),
            Ok(found) => print(&(as_text(&found, language) + &choices(&known, &found))),
            Err(problem) => {
                problems.push(*problem);
                return report(&problems, Format::Human, language);
            }
        }
        // What is wrong with the site is the business of `check`; the reader asked for pages.
        exit_code(&problems)
    }
}

/// A facet or a value that no page has.
fn unknown(facets: &[Facet], name: &str, value: &str) -> Diagnostics {
    let mut problems = Diagnostics::default();
    let (what, known): (_, Vec<&str>) = match facets.iter().find(|facet| facet.name == name) {
        None => (name, facets.iter().map(|facet| facet.name).collect()),
        Some(facet) => (
            value,
            facet.values.iter().map(|(v, _)| v.as_str()).collect(),
        ),
    };
    if what == value && known.contains(&value) {
        return problems;
    }
    let message = match what == name {
        true => format!("there is no facet called `{name}`"),
        false => format!("the facet `{name}` has no value `{value}`"),
    };
    let problem = Diagnostic::error("search/unknown-facet", message).in_file("--facet");
    problems.push(match nearest(what, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!("there is {}", known.join(", "))),
    });
    problems
}

fn as_text(found: &Found, language: Language) -> String {
    let hits = &found.hits;
    let mut text = String::new();
    if !found.also.is_empty() {
        let line = format!("also searched: {}", found.also.join(", "));
        let _ = writeln!(text, "{}", language.say(line));
    }
    for word in &found.varied {
        let line = format!("no page has `{word}`; shown are pages with other spellings of it");
        let _ = writeln!(text, "{}", language.say(line));
    }
    for hit in hits {
        let _ = writeln!(text, "{} [{}]", hit.title, hit.kind);
        match &hit.place {
            Some((id, label)) => {
                let _ = writeln!(text, "  {}#{id} {label}", hit.route);
            }
            None => {
                let _ = writeln!(text, "  {}", hit.route);
            }
        }
        let _ = writeln!(text, "  {}", hit.excerpt);
    }
    let line = match hits.len() {
        1 => "1 page found".to_owned(),
        pages => format!("{pages} pages found"),
    };
    let _ = writeln!(text, "{}", language.say(line));
    text
}

/// By what the pages that were found can be chosen, each with its name for `--facet` and how many there are.
fn choices(facets: &[Facet], found: &Found) -> String {
    let mut text = String::new();
    let several = found.hits.len() > 1;
    for facet in facets.iter().filter(|_| several) {
        let counted = facet.values.iter().filter_map(|(value, label)| {
            let count = found.counts.get(&(facet.name, value.clone()))?;
            Some(format!("{label} [{value}] {count}"))
        });
        let counted: Vec<String> = counted.collect();
        if !counted.is_empty() {
            let _ = writeln!(
                text,
                "{} [{}]: {}",
                facet.label,
                facet.name,
                counted.join(", ")
            );
        }
    }
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
                "place": hit.place.as_ref().map(|(id, _)| id),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&hits).expect("text and numbers are JSON");
    text.push('\n');
    text
}
