//! References and links to their targets: records, pages, headings, figures, tables, files.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::{
    compose::{
        Book, Page,
        rewrite::{Rewrite, rewrite},
        routes,
    },
    diagnostic::{Diagnostic, Diagnostics, nearest},
    document::{Block, BlockKind, Inline, Link, READING, Reference, Target, plain, text},
    model::{Collection, Site},
    route::Route,
    source::Span,
};

mod anchors;
mod readings;

use anchors::{Anchor, Anchors};
use readings::Readings;

/// Kinds of references that name no record.
const PAGE: &str = "page";
const FIGURE: &str = "fig";
const TABLE: &str = "table";

/// Resolves all references and written links, and gives every table and chart a name on its page.
pub(super) fn resolve(site: &Site, pages: &mut [Page], books: &[Book], problems: &mut Diagnostics) {
    for page in pages.iter_mut() {
        anchors::name(&mut page.document, problems);
    }
    let index = Index::of(site, pages, books);
    let found: Vec<Diagnostics> = pages
        .par_iter_mut()
        .map(|page| {
            let mut resolver = Resolver {
                index: &index,
                here: page.route.clone(),
                problems: Diagnostics::default(),
            };
            rewrite(&mut page.document, &mut resolver);
            resolver.problems
        })
        .collect();
    for found in found {
        problems.extend(found);
    }
}

/// Everything that can be referred to.
struct Index<'a> {
    site: &'a Site,
    titles: BTreeMap<Route, String>,
    anchors: BTreeMap<Route, Anchors>,
    readings: Readings<'a>,
    files: BTreeSet<Route>,
}

impl<'a> Index<'a> {
    fn of(site: &'a Site, pages: &[Page], books: &[Book]) -> Self {
        let mut files: BTreeSet<Route> = site.assets.keys().cloned().collect();
        files.extend(
            books.iter().flat_map(|book| {
                ["pdf", "txt"].map(|end| Route::new(&format!("{}.{end}", book.id)))
            }),
        );
        let titles = pages
            .iter()
            .map(|page| (page.route.clone(), page.title.clone()));
        let anchors = pages
            .iter()
            .map(|page| (page.route.clone(), Anchors::of(&page.document)));
        Self {
            site,
            titles: titles.collect(),
            anchors: anchors.collect(),
            readings: Readings::of(site),
            files,
        }
    }
}

struct Resolver<'a> {
    index: &'a Index<'a>,
    here: Route,
    problems: Diagnostics,
}

impl Rewrite for Resolver<'_> {
    fn block(&mut self, block: Block) -> Option<Block> {
        if let BlockKind::Figure(figure) = &block.kind {
            self.picture(&figure.asset, &block.span);
        }
        Some(block)
    }

    fn inline(&mut self, inline: Inline) -> Option<Inline> {
        Some(match inline {
            Inline::Reference(reference) => self.reference(&reference),
            Inline::Link(mut link) => {
                if let Target::Written(address) = &link.target {
                    match self.written(address, &link.span) {
                        Ok(target) => link.target = target,
                        Err(problem) => {
                            self.problems.push(*problem);
                            // The words stay, so that nothing of the text is lost.
                            return Some(Inline::Text(plain(&link.content)));
                        }
                    }
                }
                Inline::Link(link)
            }
            Inline::Image { asset, alt, span } => {
                self.picture(&asset, &span);
                Inline::Image { asset, alt, span }
            }
            other => other,
        })
    }
}

impl Resolver<'_> {
    fn reference(&mut self, reference: &Reference) -> Inline {
        if reference.kind == READING {
            return self
                .index
                .readings
                .ruby(reference)
                .unwrap_or_else(|problem| {
                    self.problems.push(*problem);
                    Inline::Text(reference.target.clone())
                });
        }
        let found = match reference.kind.as_str() {
            PAGE => self.page(reference),
            FIGURE | TABLE => self.numbered(reference),
            _ => self.record(reference),
        };
        match found {
            Ok((target, words)) => {
                let words = reference.text.clone().unwrap_or(words);
                match target {
                    Some(target) => Inline::Link(Link {
                        target,
                        content: text(words),
                        span: reference.span.clone(),
                    }),
                    None => Inline::Text(words),
                }
            }
            Err(problem) => {
                self.problems.push(*problem);
                Inline::Text(
                    reference
                        .text
                        .clone()
                        .unwrap_or_else(|| reference.target.clone()),
                )
            }
        }
    }

    /// A record by its id; one without a page is named and not linked.
    fn record(&self, reference: &Reference) -> Found {
        let site = self.index.site;
        let collection = site.collections().find(|c| c.kind() == reference.kind);
        let Some(collection) = collection else {
            let kinds = site.collections().map(Collection::kind);
            let all: Vec<&str> = kinds.chain([PAGE, FIGURE, TABLE]).collect();
            let message = format!("`{}` is no kind of reference", reference.kind);
            let problem = Diagnostic::error("reference/unknown-kind", message)
                .at(&reference.span, "referred to here");
            return Err(Box::new(
                match nearest(&reference.kind, all.iter().copied()) {
                    Some(near) => {
                        problem.hint(format!("did you mean `{near}:{}`?", reference.target))
                    }
                    None => problem.hint(format!("the kinds are {}", all.join(", "))),
                },
            ));
        };
        let (id, part) = split(&reference.target);
        let Some(name) = self.index.site.name(collection, id) else {
            let message = format!("no {} is called `{id}`", reference.kind);
            let ids = self.index.site.ids(collection);
            return Err(unknown(message, reference, nearest(id, ids)));
        };
        let place = routes::record(collection, id);
        if let (Some((route, None)), Some(part)) = (&place, part) {
            return self.part(collection, id, route, part, reference);
        }
        let target = place.map(|(route, anchor)| Target::Page { route, anchor });
        Ok((target, name.to_owned()))
    }

    /// A place on the page of a record: a heading, or a provision of a regulation.
    fn part(
        &self,
        collection: Collection,
        id: &str,
        route: &Route,
        part: &str,
        reference: &Reference,
    ) -> Found {
        let anchors = self.index.anchors.get(route);
        let Some(anchor) = anchors.and_then(|anchors| anchors.get(part)) else {
            return Err(self.no_anchor(route, part, &reference.span));
        };
        let words = match (collection, self.index.site.regulations.get(id)) {
            (Collection::Regulations, Some(regulation)) => {
                let called = regulation.called(part);
                let words = if called == part {
                    &anchor.words
                } else {
                    &called
                };
                format!("{}{words}", regulation.title.value)
            }
            _ => anchor.words.clone(),
        };
        let target = Target::Page {
            route: route.clone(),
            anchor: Some(part.to_owned()),
        };
        Ok((Some(target), words))
    }

    /// A page by its path in `content/`, without `.md`; `#` names a heading.
    fn page(&self, reference: &Reference) -> Found {
        let (path, anchor) = split(&reference.target);
        let route = match path {
            "" => self.here.clone(),
            path => routes::narrative(path),
        };
        let Some(title) = self.index.titles.get(&route) else {
            let message = format!("there is no page `{path}`");
            let folders: Vec<&str> = self.index.titles.keys().filter_map(folder).collect();
            return Err(unknown(message, reference, nearest(path, folders)));
        };
        let Some(anchor) = anchor else {
            let target = Target::Page {
                route,
                anchor: None,
            };
            return Ok((Some(target), title.clone()));
        };
        match self.index.anchors[&route].get(anchor) {
            Some(Anchor { words, .. }) => {
                let anchor = Some(anchor.to_owned());
                Ok((Some(Target::Page { route, anchor }), words.clone()))
            }
            None => Err(self.no_anchor(&route, anchor, &reference.span)),
        }
    }

    /// A figure or a table by its `id`, on this page or on another: `page#id`.
    fn numbered(&self, reference: &Reference) -> Found {
        let (path, id) = match split(&reference.target) {
            (id, None) => ("", id),
            (path, Some(id)) => (path, id),
        };
        let route = match path {
            "" => self.here.clone(),
            path => routes::narrative(path),
        };
        let table = reference.kind == TABLE;
        let anchors = self.index.anchors.get(&route);
        let found = anchors
            .and_then(|anchors| anchors.get(id))
            .filter(|a| a.table == Some(table));
        let Some(anchor) = found else {
            let what = if table { "table" } else { "figure" };
            let message = format!("there is no {what} `{id}` on the page");
            let ids: Vec<&str> = anchors.iter().flat_map(|a| a.numbered(table)).collect();
            return Err(unknown(message, reference, nearest(id, ids)));
        };
        let key = if table {
            "reference.table"
        } else {
            "reference.figure"
        };
        let words = self
            .index
            .site
            .theme
            .word(key)
            .replace("{caption}", &anchor.words);
        let anchor = Some(id.to_owned());
        Ok((Some(Target::Page { route, anchor }), words))
    }

    /// A link as Markdown has it: to a `.md` file, a heading, or a file of the site.
    fn written(&self, address: &str, span: &Span) -> Result<Target, Box<Diagnostic>> {
        let (path, anchor) = split(address);
        let file = match path {
            "" => None,
            path => Some(Route::beside(span.source.path(), path)),
        };
        if let Some(file) = &file
            && self.index.files.contains(file)
        {
            return Ok(Target::Asset(file.clone()));
        }
        let route = match &file {
            None => self.here.clone(),
            Some(file) => routes::narrative(file.as_str()),
        };
        if !self.index.titles.contains_key(&route) {
            let message = format!("there is no page or file `{path}`");
            let problem = Diagnostic::error("link/unknown", message).at(span, "linked to here");
            return Err(Box::new(problem.hint(
                "links are relative to the file: `../guide/about.md`; other sites begin with `https:`",
            )));
        }
        match anchor {
            None => Ok(Target::Page {
                route,
                anchor: None,
            }),
            Some(anchor) if self.index.anchors[&route].get(anchor).is_some() => Ok(Target::Page {
                route,
                anchor: Some(anchor.to_owned()),
            }),
            Some(anchor) => Err(self.no_anchor(&route, anchor, span)),
        }
    }

    fn no_anchor(&self, route: &Route, anchor: &str, span: &Span) -> Box<Diagnostic> {
        let title = &self.index.titles[route];
        let message = format!("`{title}` has no heading `{anchor}`");
        let problem = Diagnostic::error("link/unknown-anchor", message).at(span, "linked to here");
        Box::new(match nearest(anchor, self.index.anchors[route].ids()) {
            Some(near) => problem.hint(format!("did you mean `#{near}`?")),
            None => problem.hint("the name of a heading is its text, with `-` for spaces"),
        })
    }

    fn picture(&mut self, asset: &Route, span: &Span) {
        if !self.index.files.contains(asset) {
            let message = format!("there is no picture `{asset}`");
            self.problems.push(
                Diagnostic::error("link/unknown-picture", message)
                    .at(span, "shown here")
                    .hint("put the file beside the text in `content/`, or in `static/`"),
            );
        }
    }
}

/// Where a reference leads, and what it is called.
type Found = Result<(Option<Target>, String), Box<Diagnostic>>;

fn unknown(message: String, reference: &Reference, near: Option<&str>) -> Box<Diagnostic> {
    let problem =
        Diagnostic::error("reference/unknown", message).at(&reference.span, "referred to here");
    Box::new(match near {
        Some(near) => problem.hint(format!("did you mean `[[{}:{near}]]`?", reference.kind)),
        None => problem.hint("write the id as it stands in the data, or the path of the page"),
    })
}

fn folder(route: &Route) -> Option<&str> {
    route.as_str().strip_suffix("/index.html")
}

/// A path and the name behind `#`.
fn split(address: &str) -> (&str, Option<&str>) {
    match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    }
}
