//! The words of the default theme: the same keys in every language, and every key that is used.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use libtest_mimic::{Failed, Trial};

use crate::web::words;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("words::both_languages_have_the_same_keys", same_keys),
        Trial::test("words::every_word_that_is_asked_for_exists", asked),
        Trial::test("words::no_word_is_empty", empty),
    ]
}

fn keys(language: &str) -> BTreeSet<String> {
    words(language).into_keys().collect()
}

fn same_keys() -> Result<(), Failed> {
    let (ja, en) = (keys("ja"), keys("en"));
    let differ: Vec<&String> = ja.symmetric_difference(&en).collect();
    match differ.is_empty() {
        true => Ok(()),
        false => Err(format!("only in one: {differ:?}").into()),
    }
}

fn empty() -> Result<(), Failed> {
    for language in ["ja", "en"] {
        let words: BTreeMap<String, String> = words(language);
        let empty: Vec<_> = words.iter().filter(|(_, word)| word.is_empty()).collect();
        assert!(empty.is_empty(), "{language}: {empty:?}");
    }
    Ok(())
}

/// Keys in templates as `word(key="…")`, and in the program as `word("…")` and `"area.centre"`-like
/// arguments of the helpers that write records.
fn asked() -> Result<(), Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    collect(&root.join("themes/default/web"), &mut texts)?;
    collect(&root.join("src/compose"), &mut texts)?;
    collect(&root.join("src/render"), &mut texts)?;
    let known = keys("ja");
    let groups: BTreeSet<&str> = known
        .iter()
        .filter_map(|key| key.split('.').next())
        .collect();
    let mut missing = Vec::new();
    for text in &texts {
        for start in [
            "word(key=\"",
            "word(\"",
            "fact(\"",
            "heading(\"",
            "(\"",
            ", \"",
            "=> \"",
        ] {
            for part in text.split(start).skip(1) {
                let Some((key, rest)) = part.split_once('"') else {
                    continue;
                };
                let whole = !rest.starts_with(" ~")
                    && key.contains('.')
                    && !key.contains(['{', ' ', '/', '(']);
                let ours = key
                    .split('.')
                    .next()
                    .is_some_and(|group| groups.contains(group));
                let plain = key
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b".-".contains(&b));
                if whole && ours && plain && !key.ends_with(".html") && !known.contains(key) {
                    missing.push(key.to_owned());
                }
            }
        }
    }
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("no word for {missing:?}").into()),
    }
}

fn collect(folder: &Path, texts: &mut Vec<String>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, texts)?;
        } else if path
            .extension()
            .is_some_and(|end| end == "rs" || end == "html")
        {
            let text = fs::read_to_string(path)?;
            texts.push(
                text.split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            );
        }
    }
    Ok(())
}
