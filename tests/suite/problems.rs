//! Dirty sites: each is told its problems, all of them, each with a place and what to do.

use std::{
    fs,
    path::{Path, PathBuf},
};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = names()
        .into_iter()
        .map(|name| Trial::test(format!("problems::{name}"), move || fixture(&name)))
        .collect();
    trials.extend([
        Trial::test("problems::invalid_utf8", invalid_utf8),
        Trial::test("problems::a_link_out_of_the_site", link_out),
        Trial::test("problems::a_dangling_link", dangling),
        Trial::test("problems::a_hundred_levels", levels),
        Trial::test("problems::fifty_megabytes", fifty_megabytes),
        Trial::test("problems::more_aliases_than_anybody_writes", aliases),
        Trial::test("problems::nothing_is_written", nothing_written),
        Trial::test("problems::nothing_leaves_without_consent", nothing_leaves),
    ]);
    trials
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

/// The sites under `tests/problems`; a text beside each says what it is told.
fn names() -> Vec<String> {
    let entries = fs::read_dir(folder())
        .expect("the suite has its sites")
        .flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// What `check` says of a site in a folder.
fn check(inside: &Path, root: &str, format: &str) -> Result<(String, bool), Failed> {
    let output = crate::program("check")
        .current_dir(inside)
        .args(["--root", root, "--format", format])
        .output()?;
    let said = if format == "json" {
        output.stdout
    } else {
        output.stderr
    };
    Ok((String::from_utf8(said)?, output.status.success()))
}

fn fixture(name: &str) -> Result<(), Failed> {
    let (said, _) = check(&folder(), name, "human")?;
    let expected = folder().join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&expected, &said)?;
    }
    let wanted = fs::read_to_string(&expected).unwrap_or_default();
    if said != wanted {
        return Err(format!(
            "now:\n{said}\nexpected in {}:\n{wanted}",
            expected.display()
        )
        .into());
    }
    placed(&folder(), name)
}

/// Every problem has a file and a hint, and a line and a column wherever the file is a text.
fn placed(inside: &Path, root: &str) -> Result<(), Failed> {
    let (json, clean) = check(inside, root, "json")?;
    let problems: Vec<Value> = serde_json::from_str(&json)?;
    let errors = problems
        .iter()
        .filter(|problem| problem["severity"] == "error")
        .count();
    assert_eq!(clean, errors == 0, "{json}");
    for problem in &problems {
        for key in ["severity", "code", "message", "file"] {
            let said = problem[key].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "no {key}: {problem}");
        }
        assert!(
            problem["hints"]
                .as_array()
                .is_some_and(|hints| !hints.is_empty()),
            "no hint: {problem}"
        );
        let place = (problem["line"].as_u64(), problem["column"].as_u64());
        let whole_file = ["file/", "data/", "site/", "output/"];
        let code = problem["code"].as_str().unwrap_or_default();
        if !whole_file.iter().any(|stage| code.starts_with(stage)) {
            assert!(
                matches!(place, (Some(1..), Some(1..))),
                "no place: {problem}"
            );
        }
    }
    Ok(())
}

/// A small clean site to make dirty.
fn site() -> Result<tempfile::TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("data/areas"))?;
    fs::create_dir_all(site.join("content"))?;
    let config = "title: 年報\ndescription: 試し\npublisher: {name: 事務局}\n";
    fs::write(site.join("yearbook.yaml"), config)?;
    Ok(folder)
}

/// The site is told exactly these problems, in the short form without the hints.
fn told(folder: &tempfile::TempDir, expected: &[&str]) -> Result<(), Failed> {
    let (said, _) = check(folder.path(), "site", "short")?;
    let lines: Vec<&str> = said.lines().collect();
    if lines.len() != expected.len()
        || !lines
            .iter()
            .zip(expected)
            .all(|(line, start)| line.starts_with(start))
    {
        return Err(format!("{said}\ninstead of {expected:#?}").into());
    }
    placed(folder.path(), "site")
}

fn invalid_utf8() -> Result<(), Failed> {
    let folder = site()?;
    let site = folder.path().join("site");
    // Shift_JIS, as an old program saves it.
    fs::write(
        site.join("data/areas/a.yaml"),
        b"- id: minato\n  name: \x82\xdd\x82\xc8\x82\xc6\n",
    )?;
    fs::write(site.join("content/a.md"), b"---\ntitle: \x82\xdd\n---\n")?;
    told(
        &folder,
        &[
            "content/a.md:2:8: error[file/not-utf8]",
            "data/areas/a.yaml:2:9: error[file/not-utf8]",
        ],
    )
}

fn link_out() -> Result<(), Failed> {
    let folder = site()?;
    fs::write(folder.path().join("secret.yaml"), "- {id: secret}\n")?;
    std::os::unix::fs::symlink(
        "../../../secret.yaml",
        folder.path().join("site/data/areas/a.yaml"),
    )?;
    told(&folder, &["data/areas/a.yaml: error[file/link-outside]"])
}

fn dangling() -> Result<(), Failed> {
    let folder = site()?;
    std::os::unix::fs::symlink("nowhere.yaml", folder.path().join("site/data/areas/a.yaml"))?;
    told(&folder, &["data/areas/a.yaml: error[file/unreadable]"])
}

fn levels() -> Result<(), Failed> {
    let folder = site()?;
    let site = folder.path().join("site");
    let deep = format!("{}x{}\n", "[".repeat(100), "]".repeat(100));
    fs::write(site.join("data/areas/a.yaml"), deep)?;
    fs::write(
        site.join("content/a.md"),
        format!("---\ntitle: 深い\n---\n\n{} 深い\n", ">".repeat(100)),
    )?;
    let mut nested = site.join("data/areas");
    for _ in 0..100 {
        nested.push("a");
    }
    fs::create_dir_all(&nested)?;
    fs::write(nested.join("a.yaml"), "- {id: deep}\n")?;
    told(
        &folder,
        &[
            "content/a.md:5:",
            "data/areas/a.yaml:1:",
            "data/areas/a/a/a/a/",
        ],
    )
}

fn fifty_megabytes() -> Result<(), Failed> {
    let folder = site()?;
    let line = "- {id: minato, name: みなと, reading: みなと, program: bridge, order: 1}\n";
    let file = folder.path().join("site/data/areas/a.yaml");
    fs::write(file, line.repeat(50_000_000 / line.len() + 1))?;
    told(&folder, &["data/areas/a.yaml: error[file/too-large]"])
}

fn aliases() -> Result<(), Failed> {
    let folder = site()?;
    let many = ", *m".repeat(100_000);
    let text = format!(
        "- {{id: minato, name: みなと, reading: みなと, program: bridge, order: 1, municipalities: [&m {{name: 町}}{many}]}}\n"
    );
    fs::write(folder.path().join("site/data/areas/a.yaml"), text)?;
    told(&folder, &["data/areas/a.yaml:1:"])
}

/// A build of a dirty site writes nothing and leaves what was published.
fn nothing_written() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("public");
    let build = |site: PathBuf| {
        crate::program("build")
            .arg("--root")
            .arg(site)
            .arg("--out")
            .arg(&out)
            .output()
    };
    assert_eq!(build(folder_of("totals"))?.status.code(), Some(1));
    assert!(!out.exists());
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small");
    assert_eq!(build(small)?.status.code(), Some(0));
    let before = fs::read(out.join("index.html"))?;
    assert_eq!(build(folder_of("totals"))?.status.code(), Some(1));
    assert_eq!(fs::read(out.join("index.html"))?, before);
    Ok(())
}

/// Neither the text of a case without consent nor a file that only it shows is in any output.
fn nothing_leaves() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("public");
    let build = crate::program("build")
        .arg("--root")
        .arg(folder_of("consent"))
        .arg("--out")
        .arg(&out)
        .output()?;
    assert_eq!(build.status.code(), Some(0));
    assert!(out.join("guide/sheet.txt").is_file(), "others show it too");
    let mut folders = vec![out];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            assert!(!text.contains("ひみつ"), "{}", path.display());
        }
    }
    Ok(())
}

fn folder_of(name: &str) -> PathBuf {
    folder().join(name)
}
