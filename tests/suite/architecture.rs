//! The shape of the program, held by reading its source: who may know whom, and how long files grow.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use libtest_mimic::{Failed, Trial};
use yearbook::diagnostic::explanations;

/// A part of the program, and the parts that it may use; a part is a file or folder of `src`.
const MAY_USE: [(&str, &[&str]); 17] = [
    ("source", &[]),
    ("route", &[]),
    ("outputs", &["route"]),
    ("diagnostic", &["source"]),
    ("model", &["diagnostic", "source", "route", "document"]),
    ("document", &["model", "route", "source"]),
    ("markdown", &["diagnostic", "document", "route", "source"]),
    (
        "load",
        &["diagnostic", "markdown", "model", "route", "source"],
    ),
    (
        "check",
        &["diagnostic", "document", "model", "route", "source"],
    ),
    (
        "compose",
        &[
            "diagnostic",
            "document",
            "load::yaml",
            "markdown",
            "model",
            "route",
            "source",
        ],
    ),
    (
        "render",
        &[
            "compose",
            "diagnostic",
            "document",
            "markdown",
            "model",
            "outputs",
            "render",
            "route",
            "source",
        ],
    ),
    ("write", &["diagnostic", "outputs", "route"]),
    ("compress", &["outputs", "route"]),
    (
        "make",
        &["check", "compose", "diagnostic", "load", "model", "render"],
    ),
    (
        "serve",
        &[
            "compose",
            "diagnostic",
            "load",
            "make",
            "model",
            "outputs",
            "render",
            "route",
        ],
    ),
    (
        "cli",
        &[
            "cli",
            "compose",
            "compress",
            "diagnostic",
            "make",
            "model",
            "render",
            "serve",
            "write",
        ],
    ),
    ("main", &[]),
];

/// Each big dependency has one place.
const ONE_PLACE: [(&str, &[&str]); 16] = [
    ("serde_saphyr", &["load/yaml.rs"]),
    ("pulldown_cmark", &["markdown.rs", "markdown/"]),
    (
        "tera",
        &[
            "render/web/templates.rs",
            "compose/expression.rs",
            "compose/expression/",
        ],
    ),
    (
        "typst",
        &[
            "render/print.rs",
            "render/print/",
            "render/world.rs",
            "render/world/",
        ],
    ),
    ("tantivy", &["render/search.rs", "render/search/"]),
    ("syntect", &["render/highlight.rs"]),
    ("walkdir", &["load/", "write.rs"]),
    ("clap", &["cli.rs", "cli/"]),
    ("annotate_snippets", &["diagnostic/render.rs"]),
    ("strsim", &["diagnostic.rs"]),
    ("include_dir", &["load/theme.rs"]),
    ("brotli", &["compress.rs"]),
    ("flate2", &["compress.rs"]),
    ("notify", &["serve/watch_files.rs"]),
    ("axum", &["serve.rs", "serve/answer.rs"]),
    ("tokio", &["serve.rs", "serve/"]),
];

/// Renderers share these and nothing else.
const SHARED: [&str; 5] = ["chart", "highlight", "text", "world", "search::Hit"];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("architecture::parts_know_what_they_may", parts),
        Trial::test("architecture::renderers_do_not_know_each_other", renderers),
        Trial::test("architecture::big_dependencies_have_one_place", places),
        Trial::test("architecture::only_load_reads_and_only_write_writes", files),
        Trial::test("architecture::every_code_is_explained", codes),
        Trial::test(
            "architecture::files_begin_with_their_subject_and_end_in_time",
            lengths,
        ),
    ]
}

/// The texts of `src` by their path in it, without the tests inside.
fn sources() -> Result<BTreeMap<String, String>, Failed> {
    let mut sources = BTreeMap::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "",
        &mut sources,
    )?;
    assert!(sources.len() > 60);
    Ok(sources)
}

fn collect(
    folder: &Path,
    prefix: &str,
    sources: &mut BTreeMap<String, String>,
) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), sources)?;
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let text = fs::read_to_string(entry.path())?;
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            sources.insert(name, program.to_owned());
        }
    }
    Ok(())
}

fn verdict(wrong: Vec<String>) -> Result<(), Failed> {
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

/// What a text uses of the crate: `model::Site` of `use crate::{model::{Site}}` and `crate::model::Site`.
fn used(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for part in text.split("crate::").skip(1) {
        let tree = match part.strip_prefix('{') {
            Some(inner) => first_level(inner),
            None => vec![part.to_owned()],
        };
        used.extend(tree);
    }
    used
}

/// The entries of `{a::b, c::{d, e}}` up to its closing bracket.
fn first_level(inner: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut depth = 0;
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => entries.push(String::new()),
            _ => {}
        }
        if let Some(entry) = entries
            .last_mut()
            .filter(|_| !c.is_whitespace() && c != ',' || depth > 0)
        {
            entry.push(c);
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

fn starts(path: &str, part: &str) -> bool {
    let rest = path.strip_prefix(part);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn part_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

fn parts() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (file, text) in sources()? {
        let part = part_of(&file);
        if part == "lib" {
            continue;
        }
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == part) else {
            wrong.push(format!("{file}: `{part}` is in no table"));
            continue;
        };
        for path in used(&text) {
            if !starts(&path, part) && !may.iter().any(|may| starts(&path, may)) {
                let path = path
                    .split(['{', ';', '(', ' ', '\n'])
                    .next()
                    .unwrap_or(&path);
                wrong.push(format!("{file} uses {path}"));
            }
        }
    }
    verdict(wrong)
}

fn renderers() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (file, text) in sources()? {
        let Some(inner) = file.strip_prefix("render/") else {
            continue;
        };
        let own = part_of(inner);
        for path in used(&text) {
            let Some(path) = path.strip_prefix("render::") else {
                continue;
            };
            let entries = match path.strip_prefix('{') {
                Some(inner) => first_level(inner),
                None => vec![path.to_owned()],
            };
            for entry in entries {
                if !starts(&entry, own) && !SHARED.iter().any(|shared| starts(&entry, shared)) {
                    wrong.push(format!("{file} uses render::{entry}"));
                }
            }
        }
    }
    verdict(wrong)
}

fn places() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (file, text) in sources()? {
        for (name, places) in ONE_PLACE {
            let named = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| {
                    line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))
                });
            if named && !places.iter().any(|place| file.starts_with(place)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    verdict(wrong)
}

fn files() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (file, text) in sources()? {
        let reads = ["fs::read", "File::open", "WalkDir"]
            .iter()
            .any(|call| text.contains(call));
        let writes = [
            "fs::write",
            "fs::rename",
            "fs::remove",
            "fs::create",
            "File::create",
        ]
        .iter()
        .any(|call| text.contains(call));
        if reads && !matches!(part_of(&file), "load" | "write") {
            wrong.push(format!("{file} reads files"));
        }
        if writes && part_of(&file) != "write" {
            wrong.push(format!("{file} writes files"));
        }
    }
    verdict(wrong)
}

/// The codes that the program names as the first argument of a diagnostic, and those that it explains.
fn codes() -> Result<(), Failed> {
    let explained: BTreeSet<&str> = explanations().map(|known| known.code).collect();
    let mut named = BTreeSet::new();
    let sources = sources()?;
    for text in sources.values() {
        for part in text.split('"').skip(1).step_by(2) {
            let code = part.split_once('/').is_some_and(|(stage, name)| {
                let word = |w: &str| {
                    !w.is_empty()
                        && w.bytes()
                            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                };
                word(stage) && word(name)
            });
            if code {
                named.insert(part);
            }
        }
    }
    let stages: BTreeSet<&str> = explained
        .iter()
        .filter_map(|code| code.split('/').next())
        .collect();
    let mut wrong: Vec<String> = explained
        .iter()
        .filter(|code| !named.contains(*code))
        .map(|code| format!("`{code}` is explained and never said"))
        .collect();
    for code in named {
        let stage = code.split('/').next().unwrap_or_default();
        if stages.contains(stage) && !explained.contains(code) {
            wrong.push(format!("`{code}` is said and not explained"));
        }
    }
    verdict(wrong)
}

fn lengths() -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (file, text) in sources()? {
        if !text.starts_with("//! ") {
            wrong.push(format!("{file} does not say what is in it"));
        }
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{file} has {lines} lines"));
        }
        wrong.extend(long_functions(&file, &text));
    }
    verdict(wrong)
}

/// Functions of more than sixty lines, by their indentation.
fn long_functions(file: &str, text: &str) -> Vec<String> {
    let mut long = Vec::new();
    let mut begun: Option<(usize, usize, &str)> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let trimmed = line.trim_start();
        let head = trimmed.strip_prefix("pub ").unwrap_or(trimmed);
        let head = head
            .strip_prefix("pub(super) ")
            .or_else(|| head.strip_prefix("pub(crate) "))
            .unwrap_or(head);
        if head.starts_with("fn ") && begun.is_none() {
            begun = Some((number, indent, trimmed));
        }
        if let Some((start, depth, name)) = begun
            && indent == depth
            && trimmed == "}"
        {
            if number - start > 60 {
                long.push(format!("{file}: {} lines in {name}", number - start));
            }
            begun = None;
        }
    }
    long
}
