//! What a reader types is what a reader finds: on a thousand pages, in tantivy, in the client under
//! Node, and in a browser from a server and from a folder.

use std::{
    collections::BTreeSet,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, OnceLock},
};

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;
use yearbook::{
    compose::{Drafts, Pages, compose},
    load::load,
    model::Site,
    outputs::Outputs,
    render::{
        search::{self, Hit, Order, Request, Search},
        web::web,
    },
    write::write,
};

use crate::browser::{self, Browser};

mod broken;
mod choices;
#[path = "../../benches/library.rs"]
mod library;
mod parity;
mod states;
mod synonyms;
mod ways;

use library::Library;

const PAGES: usize = 1_000;
const QUERIES: usize = 60;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("search::both_sides_cut_texts_alike", tokens),
        Trial::test("search::tantivy_finds_what_pages_contain", in_tantivy),
        Trial::test("search::the_client_ranks_as_tantivy_ranks", in_node),
        Trial::test("search::a_browser_finds_it_from_a_server", from_server),
        Trial::test("search::a_browser_finds_it_from_a_folder", from_folder),
        Trial::test("search::the_client_is_small", small),
    ];
    trials.extend(broken::trials());
    trials.extend(choices::trials());
    trials.extend(parity::trials());
    trials.extend(states::trials());
    trials.extend(synonyms::trials());
    trials.extend(ways::trials());
    trials
}

/// The generated site, built once for all trials.
struct Built {
    library: Library,
    site: Site,
    pages: Pages,
    folder: TempDir,
}

impl Built {
    fn out(&self) -> std::path::PathBuf {
        self.folder.path().join("public")
    }
}

fn built() -> Arc<Built> {
    static BUILT: OnceLock<Arc<Built>> = OnceLock::new();
    let build = || Arc::new(build().expect("the generated site is clean"));
    BUILT.get_or_init(build).clone()
}

fn build() -> Result<Built, Failed> {
    let library = Library::generate(PAGES, 3, QUERIES);
    let folder = tempfile::tempdir()?;
    library.write(folder.path())?;
    let (site, pages) = make(folder.path())?;
    Ok(Built {
        library,
        site,
        pages,
        folder,
    })
}

/// The site of a folder, with its pages and its search written to `public/` in it.
fn make(folder: &Path) -> Result<(Site, Pages), Failed> {
    let (site, problems) = load(folder);
    assert!(!problems.has_errors(), "{problems:?}");
    let site = site.ok_or("no site")?;
    let (pages, problems) = compose(&site, Drafts::Leave);
    assert!(!problems.has_errors(), "{problems:?}");
    let mut all = Outputs::default();
    for (outputs, problems) in [web(&site, &pages), search::search(&site, &pages)] {
        assert!(!problems.has_errors(), "{problems:?}");
        for (route, bytes) in outputs.iter() {
            assert!(all.insert(route.clone(), bytes));
        }
    }
    write(&all, &folder.join("public")).map_err(|problem| problem.message)?;
    Ok((site, pages))
}

fn index(site: &Site, pages: &Pages) -> Result<Search, Failed> {
    Ok(Search::of(site, pages).map_err(|problem| problem.message)?)
}

/// The pages that the terminal finds.
fn asked(index: &Search, text: &str) -> Result<Vec<Hit>, Failed> {
    let request = Request {
        text: text.to_owned(),
        ..Request::default()
    };
    let found = index.find(&request).map_err(|problem| problem.message)?;
    Ok(found.hits)
}

fn normal(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Differences between what was found and what the pages contain, over all queries.
fn judge(library: &Library, found: &[(String, BTreeSet<String>)]) -> Result<(), Failed> {
    assert_eq!(found.len(), QUERIES);
    let mut wrong = Vec::new();
    let mut hits = 0;
    for (query, pages) in found {
        let truth = library.containing(&normal(query));
        hits += truth.len();
        if *pages != truth {
            let more = pages.difference(&truth).count();
            let less = truth.difference(pages).count();
            wrong.push(format!(
                "{query}: {more} too many, {less} missing of {}",
                truth.len()
            ));
        }
    }
    assert!(hits > QUERIES, "the queries must find something: {hits}");
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

fn in_tantivy() -> Result<(), Failed> {
    let built = built();
    let index = index(&built.site, &built.pages)?;
    let mut found = Vec::new();
    for query in built.library.queries() {
        let hits = asked(&index, &query)?;
        let routes = hits.iter().map(|hit| hit.route.to_string()).collect();
        found.push((query, routes));
    }
    judge(&built.library, &found)
}

/// Runs the client under Node with a task for its harness, and gives what it prints.
fn node(folder: &Path, task: &Value) -> Result<Value, Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut process = Command::new("node")
        .arg(root.join("tests/suite/search/client.mjs"))
        .arg(root.join("themes/default/web/search.js"))
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("node does not start ({error}): `tests/run` installs it"))?;
    let mut input = process.stdin.take().ok_or("no stdin")?;
    input.write_all(task.to_string().as_bytes())?;
    drop(input);
    let output = process.wait_with_output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn in_node() -> Result<(), Failed> {
    let built = built();
    let mut queries = built.library.queries();
    queries.extend(["支援 会議", "会", "B型", "job", "支援センター 就労"].map(str::to_owned));
    let requests: Vec<Request> = queries.iter().map(|text| said(text)).collect();
    agree(&built.site, &built.pages, &requests, &built.out())?;
    Ok(())
}

fn said(text: &str) -> Request {
    Request {
        text: text.to_owned(),
        ..Request::default()
    }
}

/// The client finds the pages that tantivy finds, in its order and with its scores; gives how many
/// pages each request found.
fn agree(
    site: &Site,
    pages: &Pages,
    requests: &[Request],
    folder: &Path,
) -> Result<Vec<usize>, Failed> {
    let queries = requests.iter().map(|request| {
        let sort = if request.order == Order::Title {
            "title"
        } else {
            "rank"
        };
        json!({"q": request.text, "chosen": request.facets, "sort": sort})
    });
    let queries: Vec<Value> = queries.collect();
    let answers = node(folder, &json!({ "queries": queries }))?;
    let answers = answers.as_array().ok_or("no answers")?;
    assert_eq!(answers.len(), requests.len());
    let index = index(site, pages)?;
    let mut found = Vec::new();
    for (request, answer) in requests.iter().zip(answers) {
        let hits = index.find(request).map_err(|problem| problem.message)?.hits;
        let answer = answer.as_array().ok_or("no answer")?;
        alike(request, &hits, answer)?;
        found.push(hits.len());
    }
    Ok(found)
}

fn alike(request: &Request, hits: &[Hit], answer: &[Value]) -> Result<(), Failed> {
    let close = |a: f64, b: f64| (a - b).abs() <= 2e-6 * b.abs();
    assert_eq!(answer.len(), hits.len(), "{request:?}");
    for (place, (given, hit)) in answer.iter().zip(hits).enumerate() {
        let score = f64::from(hit.score);
        let given_score = given[1].as_f64().ok_or("no score")?;
        assert!(
            close(given_score, score),
            "{request:?}: place {place}: {given} instead of {score}"
        );
        // Scores that differ in the last bit may change places with each other, and no others.
        let tie =
            |other: &Hit| given[0] == other.route.as_str() && close(f64::from(other.score), score);
        let same =
            given[0] == hit.route.as_str() || request.order == Order::Rank && hits.iter().any(tie);
        assert!(
            same,
            "{request:?}: place {place}: {given} instead of {}",
            hit.route
        );
    }
    Ok(())
}

/// Lines of `text → terms with their places`, which the unit tests of the program hold too.
fn tokens() -> Result<(), Failed> {
    let built = built();
    let lines: Vec<(&str, &str)> = include_str!("search/tokens.txt")
        .lines()
        .filter_map(|line| line.split_once(" → "))
        .collect();
    assert!(lines.len() > 15);
    let texts: Vec<&str> = lines.iter().map(|(text, _)| *text).collect();
    let answers = node(&built.out(), &json!({ "texts": texts }))?;
    for ((text, expected), answer) in lines.iter().zip(answers.as_array().ok_or("no answers")?) {
        assert_eq!(answer.as_str(), Some(*expected), "{text}");
    }
    Ok(())
}

/// Types each query as a reader does, and gives the pages that the list names.
const TYPE: &str = "
async (queries) => {
  const box = document.querySelector('main input[name=q]');
  const status = document.querySelector('[data-search-status]');
  const list = document.querySelector('[data-search-results]');
  const answers = [];
  for (const query of queries) {
    box.value = query;
    box.form.requestSubmit();
    const links = () => [...list.querySelectorAll(':scope > li > a')].map((link) => link.href);
    const all = () => status.textContent.includes('「' + query + '」')
      && links().length === Number(list.dataset.searchCount);
    list.dataset.searchCount = '-1';
    for (let i = 0; i < 6000 && !all(); i += 1) {
      await new Promise((next) => setTimeout(next, 5));
    }
    answers.push([Number(list.dataset.searchCount), links(), status.textContent]);
  }
  return answers;
}";

fn in_browser(built: &Built, base: &str) -> Result<(), Failed> {
    let mut browser = Browser::launch()?;
    let mut page = browser.open(&format!("{base}search/index.html"))?;
    let queries = built.library.queries();
    let answers = page.evaluate(&format!("({TYPE})({})", json!(queries)))?;
    let mut found = Vec::new();
    for (query, answer) in queries.iter().zip(answers.as_array().ok_or("no answers")?) {
        let links = answer[1].as_array().ok_or("no links")?;
        assert_eq!(
            answer[0].as_u64(),
            Some(links.len() as u64),
            "{query}: {}",
            answer[2]
        );
        let routes = links
            .iter()
            .filter_map(|link| link.as_str()?.strip_prefix(base));
        found.push((query.clone(), routes.map(str::to_owned).collect()));
    }
    judge(&built.library, &found)?;
    // An excerpt marks the words, and the address keeps the query.
    let word = built.library.word();
    page.evaluate(&format!("({TYPE})(['{word}'])"))?;
    let marked = page.await_value("document.querySelector('li mark')?.textContent")?;
    assert_eq!(marked, json!(word));
    let address = page.evaluate("decodeURIComponent(location.search)")?;
    assert_eq!(address, json!(format!("?q={word}")));
    assert_eq!(page.complaints(), Vec::<String>::new());
    Ok(())
}

fn from_server() -> Result<(), Failed> {
    let built = built();
    let base = browser::serve(&built.out(), "/some/base/")?;
    in_browser(&built, &base)
}

fn from_folder() -> Result<(), Failed> {
    let built = built();
    in_browser(&built, &format!("file://{}/", built.out().display()))
}

/// The scripts as browsers load them.
fn small() -> Result<(), Failed> {
    let theme = built().out().join("theme");
    let measure = "const { gzipSync } = require('zlib'); const { readFileSync } = require('fs'); \
                   console.log(process.argv.slice(1).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0))";
    let output = Command::new("node")
        .args(["-e", measure])
        .args(["search.js", "search-page.js"].map(|name| theme.join(name)))
        .output()?;
    let bytes: usize = String::from_utf8(output.stdout)?.trim().parse()?;
    assert!(bytes < 10_000, "{bytes} bytes");
    Ok(())
}
