//! The search: tantivy builds the index, here and only here. The browser gets it as shards and runs
//! the same queries without a server; the terminal asks tantivy itself.

use std::{collections::BTreeMap, sync::Arc};

use sha2::{Digest, Sha256};

use crate::{
    compose::{Facet, Page, PageKind, Pages},
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, plain},
    model::Site,
    outputs::Outputs,
    render::text::text,
    route::Route,
};

mod analysis;
mod excerpt;
mod facets;
mod glossary;
mod index;
mod places;
mod query;
mod shards;
mod variants;

use glossary::Synonyms;
use index::PageIndex;
use query::Spellings;
use variants::Variants;

/// A page as the index sees it.
struct Entry {
    route: Route,
    title: String,
    /// What pages are put in order by.
    reading: String,
    kind: String,
    /// Facets and their values.
    facets: Vec<(&'static str, String)>,
    headings: Vec<String>,
    /// Everything that readers see on the page below its title.
    body: String,
    /// Where in the body provisions and terms begin, with their names on the page and what they are
    /// called.
    places: Vec<(usize, String, String)>,
}

/// A page that a query finds.
#[derive(Debug)]
pub struct Hit {
    pub route: Route,
    pub title: String,
    /// What the page is, in the words of the theme.
    pub kind: String,
    /// The first place where the words of the query stand.
    pub excerpt: String,
    /// The provision or term in which they stand: its name on the page, and what it is called.
    pub place: Option<(String, String)>,
    pub score: f32,
}

/// What a reader asks for.
#[derive(Debug, Default)]
pub struct Request {
    /// Words that a page must have; `-` before a word excludes it, quotes keep words together.
    pub text: String,
    /// Facets and values: pages have one of the values of each facet that is named.
    pub facets: Vec<(String, String)>,
    pub order: Order,
}

/// In which order pages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first, as tantivy ranks them.
    #[default]
    Rank,
    /// By the reading of their titles, or the titles themselves.
    Title,
}

/// What a request finds.
#[derive(Debug)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// What else the words are called, which was searched too.
    pub also: Vec<String>,
    /// Words that no page has, for which other spellings were searched.
    pub varied: Vec<String>,
    /// How many of the pages have each value of each facet.
    pub counts: BTreeMap<(&'static str, String), usize>,
}

/// The index of all pages as shards for the browser, under a folder named by their content, so that
/// a browser never mixes the shards of two builds.
pub fn search(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    let entries = entries(site, pages);
    let facets = facets_of(site, pages);
    let spellings = spellings(site);
    let made = PageIndex::of(&entries, &spellings.synonyms)
        .and_then(|index| shards::shards(&index, &entries, &facets, &spellings));
    let mut outputs = Outputs::default();
    let mut problems = Diagnostics::default();
    match made {
        Ok(shards) => add(&mut outputs, shards),
        Err(error) => problems.push(*failed(&error)),
    }
    (outputs, problems)
}

fn add(outputs: &mut Outputs, shards: shards::Shards) {
    let folder = folder(&shards);
    let base = "document.currentScript.src.replace(/[^/]*$/, \"\")";
    let script = format!("self.yearbookIndex = {base} + \"{folder}/\";\n");
    let mut fresh = outputs.insert(Route::new("search/index.js"), script);
    for (name, content) in shards {
        let route = Route::new(&format!("search/{folder}/{name}.js"));
        fresh &= outputs.insert(route, content);
    }
    assert!(fresh, "every shard has a name of its own");
}

/// The index of a site in memory, to ask it as often as wanted.
pub struct Search {
    entries: Vec<Entry>,
    spellings: Spellings,
    index: PageIndex,
}

impl Search {
    /// The index of all pages.
    pub fn of(site: &Site, pages: &Pages) -> Result<Self, Box<Diagnostic>> {
        let entries = entries(site, pages);
        let spellings = spellings(site);
        let index = PageIndex::of(&entries, &spellings.synonyms).map_err(|error| failed(&error))?;
        Ok(Self {
            entries,
            spellings,
            index,
        })
    }

    /// The pages that a request finds.
    pub fn find(&self, request: &Request) -> Result<Found, Box<Diagnostic>> {
        let words = query::parse(&request.text, &self.spellings);
        let (mut found, varied) = self
            .index
            .search(&words, &request.facets)
            .map_err(|error| failed(&error))?;
        let number = |page: u32| usize::try_from(page).expect("a site has under 4 billion pages");
        if request.order == Order::Title {
            found.sort_by_key(|(page, _)| (&self.entries[number(*page)].reading, *page));
        }
        let mut counts = BTreeMap::new();
        for (page, _) in &found {
            for facet in &self.entries[number(*page)].facets {
                *counts.entry(facet.clone()).or_default() += 1;
            }
        }
        let wanted = excerpt::wanted(&request.text, &self.spellings);
        let hits = found
            .into_iter()
            .map(|(page, score)| hit(&self.entries[number(page)], score, &wanted));
        Ok(Found {
            hits: hits.collect(),
            also: query::others(&request.text, &self.spellings.synonyms),
            varied,
            counts,
        })
    }
}

fn hit(entry: &Entry, score: f32, wanted: &[excerpt::Wanted]) -> Hit {
    let (excerpt, first) = excerpt::excerpt(&entry.body, wanted);
    let mut places = entry.places.iter().rev();
    let place = places.find(|(start, ..)| *start <= first);
    Hit {
        excerpt,
        place: place.map(|(_, id, label)| (id.clone(), label.clone())),
        route: entry.route.clone(),
        title: entry.title.clone(),
        kind: entry.kind.clone(),
        score,
    }
}

/// What pages can be chosen by: facets with all their values.
pub fn facets_of(site: &Site, pages: &Pages) -> Vec<Facet> {
    let kinds = searched(pages).map(|page| kind(site, page.kind));
    let kinds: Vec<(String, String)> = kinds.collect();
    facets::all(site, pages, &kinds)
}

fn spellings(site: &Site) -> Spellings {
    Spellings {
        synonyms: Arc::new(Synonyms::of(site)),
        variants: Variants::of_theme(&site.theme.variants),
    }
}

/// The index lives in memory: only a fault of ours, or of the machine, can end here.
fn failed(error: &tantivy::TantivyError) -> Box<Diagnostic> {
    let problem = Diagnostic::error(
        "search/index",
        format!("the search index could not be made: {error}"),
    )
    .in_file("search")
    .hint("is there enough memory? otherwise this is a fault of the program");
    Box::new(problem)
}

/// The pages of the web, in their order.
fn entries(site: &Site, pages: &Pages) -> Vec<Entry> {
    let shown = searched(pages);
    shown.map(|page| entry(site, pages, page)).collect()
}

fn searched(pages: &Pages) -> impl Iterator<Item = &Page> {
    pages.pages.iter().filter(|page| page.web && page.searched)
}

fn entry(site: &Site, pages: &Pages, page: &Page) -> Entry {
    let mut body: Vec<String> = page.reading.iter().cloned().collect();
    body.push(page.summary.clone());
    body.extend(page.tags.iter().map(|tag| plain(tag)));
    body.push(text(&page.document));
    body.retain(|part| !part.is_empty());
    let body = body.join("\n");
    let (key, label) = kind(site, page.kind);
    Entry {
        route: page.route.clone(),
        title: page.title.clone(),
        reading: page.reading.clone().unwrap_or_else(|| page.title.clone()),
        facets: facets::of(page, &key, pages),
        kind: label,
        headings: page.document.blocks.iter().filter_map(heading).collect(),
        places: places::of(page, &body),
        body,
    }
}

fn heading(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(plain(&heading.content)),
        _ => None,
    }
}

/// A kind of page, and the theme's word for it.
fn kind(site: &Site, kind: PageKind) -> (String, String) {
    let (name, key) = match kind {
        PageKind::Home => ("home", "search.kind.home".to_owned()),
        PageKind::Publication => ("publication", "search.kind.publication".to_owned()),
        PageKind::Section | PageKind::Narrative => ("page", "search.kind.page".to_owned()),
        PageKind::List(_) => ("list", "search.kind.list".to_owned()),
        PageKind::Record(collection) => {
            let name = collection.kind();
            (name, format!("web.kind.{name}"))
        }
        PageKind::Glossary => ("glossary", "list.glossary".to_owned()),
    };
    (name.to_owned(), site.theme.word(&key).to_owned())
}

/// A name for the content of all shards.
fn folder(shards: &shards::Shards) -> String {
    let mut hash = Sha256::new();
    for (name, content) in shards {
        hash.update(name.as_bytes());
        hash.update(content.as_bytes());
    }
    let hash = hash.finalize();
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
