//! A shard that is missing, cut off or changed is told, with its name, and what can be shown is shown.

use std::{
    fs,
    path::{Path, PathBuf},
};

use libtest_mimic::{Failed, Trial};

use super::choices;
use crate::browser::Browser;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("search::missing_shards_are_told", missing),
        Trial::test("search::a_changed_shard_is_told", changed),
        Trial::test("search::a_cut_off_text_leaves_its_hit", cut_off),
        Trial::test("search::a_missing_script_is_told", no_client),
    ]
}

/// The shards of a site by the beginning of their names.
fn shards(public: &Path, kind: char) -> Result<Vec<PathBuf>, Failed> {
    let mut folders = fs::read_dir(public.join("search"))?.filter_map(Result::ok);
    let folder = folders.find(|entry| entry.path().is_dir());
    let shards = fs::read_dir(folder.ok_or("no folder of shards")?.path())?;
    let paths = shards.filter_map(|entry| Some(entry.ok()?.path()));
    let of_kind = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(kind))
    };
    Ok(paths.filter(of_kind).collect())
}

/// What the page says about a query once it says `words`.
fn told(public: &Path, query: &str, words: &str) -> Result<String, Failed> {
    let mut browser = Browser::launch()?;
    let address = format!("file://{}/search/index.html?q={query}", public.display());
    let mut page = browser.open(&address)?;
    let said = "document.querySelector('[data-search]').innerText";
    page.await_value(&format!("{said}.includes('{words}')"))?;
    let said = page.evaluate(said)?;
    Ok(said.as_str().ok_or("no text")?.to_owned())
}

const FAILED: &str = "読み込めませんでした";

fn missing() -> Result<(), Failed> {
    let built = choices::built()?;
    let public = built.folder.path().join("public");
    for shard in shards(&public, 't')? {
        fs::remove_file(shard)?;
    }
    let said = told(&public, "電話", FAILED)?;
    assert!(said.contains("/t"), "{said}");
    assert!(!said.contains("件のページ"), "{said}");
    Ok(())
}

/// One other character: still a script, and no longer the index.
fn changed() -> Result<(), Failed> {
    let built = choices::built()?;
    let public = built.folder.path().join("public");
    for shard in shards(&public, 't')? {
        let text = fs::read_to_string(&shard)?;
        let other = text.replacen("電話", "電詰", 1);
        assert_ne!(text, other);
        fs::write(shard, other)?;
    }
    let said = told(&public, "電話", FAILED)?;
    assert!(!said.contains("件のページ"), "{said}");
    Ok(())
}

fn cut_off() -> Result<(), Failed> {
    let built = choices::built()?;
    let public = built.folder.path().join("public");
    let mut cut = 0;
    for shard in shards(&public, 'd')? {
        let text = fs::read_to_string(&shard)?;
        if text.contains("朝の電話") {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            fs::write(shard, half)?;
            cut += 1;
        }
    }
    assert!(cut > 0);
    let said = told(&public, "朝の電話", FAILED)?;
    assert!(said.contains("朝の電話"), "{said}");
    assert!(said.contains("件のページ"), "{said}");
    Ok(())
}

fn no_client() -> Result<(), Failed> {
    let built = choices::built()?;
    let public = built.folder.path().join("public");
    fs::remove_file(public.join("theme/search.js"))?;
    let said = told(&public, "電話", FAILED)?;
    assert!(said.contains("theme/search.js"), "{said}");
    Ok(())
}
