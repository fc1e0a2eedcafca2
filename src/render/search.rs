//! The search: tantivy builds the index, here and only here. The browser gets it as shards and runs
//! the same queries without a server; the terminal asks tantivy itself.

use sha2::{Digest, Sha256};

use crate::{
    compose::{Page, PageKind, Pages},
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, plain},
    model::Site,
    outputs::Outputs,
    render::text::text,
    route::Route,
};

mod analysis;
mod excerpt;
mod glossary;
mod index;
mod shards;

use glossary::Synonyms;
use index::PageIndex;

/// A page as the index sees it.
struct Entry {
    route: Route,
    title: String,
    kind: String,
    headings: Vec<String>,
    /// Everything that readers see on the page below its title.
    body: String,
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
    pub score: f32,
}

/// The index of all pages as shards for the browser, under a folder named by their content, so that
/// a browser never mixes the shards of two builds.
pub fn search(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    let entries = entries(site, pages);
    let synonyms = Synonyms::of(site);
    let made =
        PageIndex::of(&entries).and_then(|index| shards::shards(&index, &entries, &synonyms));
    let mut outputs = Outputs::default();
    let mut problems = Diagnostics::default();
    match made {
        Ok(shards) => add(&mut outputs, shards),
        Err(error) => problems.push(failed(&error)),
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

/// The pages that a query finds, best first, as tantivy ranks them.
pub fn query(site: &Site, pages: &Pages, text: &str) -> Result<Vec<Hit>, Box<Diagnostic>> {
    let mut entries = entries(site, pages);
    let synonyms = Synonyms::of(site);
    let found = PageIndex::of(&entries)
        .and_then(|index| index.search(&analysis::parse(text, &synonyms)))
        .map_err(|error| failed(&error))?;
    let wanted = excerpt::wanted(text, &synonyms);
    let hits = found.into_iter().filter_map(|(page, score)| {
        let entry = entries.get_mut(usize::try_from(page).ok()?)?;
        Some(Hit {
            excerpt: excerpt::excerpt(&entry.body, &wanted),
            route: entry.route.clone(),
            title: std::mem::take(&mut entry.title),
            kind: std::mem::take(&mut entry.kind),
            score,
        })
    });
    Ok(hits.collect())
}

/// The index lives in memory: only a fault of ours, or of the machine, can end here.
fn failed(error: &tantivy::TantivyError) -> Diagnostic {
    Diagnostic::error(
        "search/index",
        format!("the search index could not be made: {error}"),
    )
    .in_file("search")
    .hint("is there enough memory? otherwise this is a fault of the program")
}

/// The pages of the web, in their order.
fn entries(site: &Site, pages: &Pages) -> Vec<Entry> {
    let shown = pages.pages.iter().filter(|page| page.web);
    shown.map(|page| entry(site, page)).collect()
}

fn entry(site: &Site, page: &Page) -> Entry {
    let mut body: Vec<String> = page.reading.iter().cloned().collect();
    body.push(page.summary.clone());
    body.extend(page.tags.iter().map(|tag| plain(tag)));
    body.push(text(&page.document));
    body.retain(|part| !part.is_empty());
    Entry {
        route: page.route.clone(),
        title: page.title.clone(),
        kind: kind(site, page.kind),
        headings: page.document.blocks.iter().filter_map(heading).collect(),
        body: body.join("\n"),
    }
}

fn heading(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(plain(&heading.content)),
        _ => None,
    }
}

/// The theme's word for a kind of page.
fn kind(site: &Site, kind: PageKind) -> String {
    let key = match kind {
        PageKind::Home => "search.kind.home".to_owned(),
        PageKind::Publication => "search.kind.publication".to_owned(),
        PageKind::Section | PageKind::Narrative => "search.kind.page".to_owned(),
        PageKind::List(_) => "search.kind.list".to_owned(),
        PageKind::Record(collection) => format!("web.kind.{}", collection.kind()),
        PageKind::Glossary => "list.glossary".to_owned(),
    };
    site.theme.word(&key).to_owned()
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
