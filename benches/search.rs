//! What the search costs: `cargo bench --bench search`, or `cargo bench --bench search -- 1000` for
//! that many pages. It makes pages of 2.5 KB, builds their index, and asks the client under Node: what
//! a first search loads, how fast answers are, and whether just the pages are found that contain the
//! words. Give a folder after the number to keep the site with its queries, for `benches/peers`.

use std::{env, fs, io, path::Path, process::Command, time::Instant};

use serde_json::{Value, json};
use yearbook::{
    compose::{Drafts, compose},
    load::load,
    outputs::Outputs,
    render::{search, web::web},
    write::write,
};

#[allow(dead_code, reason = "the suite asks the library for more than this")]
mod library;

use library::Library;

const QUERIES: usize = 100;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let (sizes, keep) = match arguments.as_slice() {
        [size, rest @ ..] => {
            let size = size.parse().map_err(io::Error::other)?;
            (vec![size], rest.first().cloned())
        }
        [] => (vec![1_000, 10_000], None),
    };
    let mut columns: Vec<Value> = Vec::new();
    for pages in &sizes {
        let folder = match &keep {
            Some(folder) => Path::new(folder).to_owned(),
            None => env::temp_dir().join("yearbook-search"),
        };
        let _ = fs::remove_dir_all(&folder);
        columns.push(measure(*pages, &folder)?);
        if keep.is_none() {
            fs::remove_dir_all(&folder)?;
        }
    }
    table(&sizes, &columns);
    Ok(())
}

/// Builds a site and gives its figures, in the order of their names.
fn measure(pages: usize, folder: &Path) -> io::Result<Value> {
    let library = Library::generate(pages, 8, QUERIES);
    library.write(folder)?;
    let (site, _) = load(folder);
    let site = site.ok_or_else(|| io::Error::other("the generated site is clean"))?;
    let (composed, _) = compose(&site, Drafts::Leave);
    let before = memory("VmRSS:");
    let start = Instant::now();
    let (shards, _) = search::search(&site, &composed);
    let seconds = start.elapsed().as_secs_f64();
    let most = memory("VmHWM:");
    let (rest, _) = web(&site, &composed);
    let mut all = Outputs::default();
    for (route, bytes) in shards.iter().chain(rest.iter()) {
        assert!(all.insert(route.clone(), bytes), "{route} is there once");
    }
    let public = folder.join("public");
    write(&all, &public).map_err(|problem| io::Error::other(problem.message))?;
    let queries = library.queries().into_iter().map(|query| {
        let truth = library.containing(&query);
        json!({"q": query, "truth": truth})
    });
    let queries: Vec<Value> = queries.collect();
    fs::write(folder.join("queries.json"), json!(queries).to_string())?;
    let mut figures = node(folder)?;
    figures["index and export, seconds"] = json!(rounded(seconds));
    figures["memory that takes, MB"] = json!(most.saturating_sub(before) / 1024);
    figures["memory of the whole program, MB"] = json!(most / 1024);
    Ok(figures)
}

/// What the client finds under Node, and what it loads for that.
fn node(folder: &Path) -> io::Result<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(root.join("benches/search.mjs"))
        .arg(folder)
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr)));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A figure about this process, in kilobytes; known on Linux only.
fn memory(name: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kilobytes.and_then(|kb| kb.trim().parse().ok()).unwrap_or(0)
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 100.0).round() / 100.0
}

fn table(sizes: &[usize], columns: &[Value]) {
    let heads = sizes.iter().map(|size| format!(" {size} pages |"));
    println!("| what |{}", heads.collect::<String>());
    println!("| --- |{}", " --- |".repeat(sizes.len()));
    let Some(Value::Object(first)) = columns.first() else {
        return;
    };
    for name in first.keys() {
        let cells = columns.iter().map(|column| format!(" {} |", column[name]));
        println!("| {name} |{}", cells.collect::<String>());
    }
}
