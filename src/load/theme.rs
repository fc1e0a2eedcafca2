//! The theme: the default one inside the binary, file by file replaced by that of the site.

use std::{collections::BTreeMap, sync::Arc};

use include_dir::{Dir, DirEntry, include_dir};
use serde::Deserialize;

use super::{files::Files, yaml};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Id, Theme},
    source::{Source, Spanned},
};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The theme that a site names, in its language.
pub(super) fn theme(
    files: &Files,
    name: Option<&Spanned<Id>>,
    language: Option<&Spanned<String>>,
    problems: &mut Diagnostics,
) -> Theme {
    let mut theme = Theme::default();
    built_in(&DEFAULT, &mut theme);
    if let Some(name) = name {
        replace(files, name, &mut theme, problems);
    }
    theme.words = words(&theme, language, problems);
    theme.variants = variants(&theme, problems);
    theme
}

fn variants(theme: &Theme, problems: &mut Diagnostics) -> Vec<Vec<String>> {
    let Some(source) = theme.texts.get("search/variants.yaml") else {
        return Vec::new();
    };
    match yaml::from_text(source, 0..source.text().len()) {
        Ok(groups) => groups,
        Err(problem) => {
            problems.push(*problem);
            Vec::new()
        }
    }
}

fn built_in(folder: &'static Dir<'static>, theme: &mut Theme) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => built_in(inner, theme),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                put(
                    theme,
                    &path,
                    &format!("themes/default/{path}"),
                    file.contents(),
                );
            }
        }
    }
}

fn put(theme: &mut Theme, path: &str, shown: &str, bytes: &[u8]) {
    if is_font(path) {
        theme.fonts.insert(path.to_owned(), Arc::from(bytes));
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        theme
            .texts
            .insert(path.to_owned(), Source::new(shown, text));
    }
}

fn is_font(path: &str) -> bool {
    path.starts_with("fonts/") && (path.ends_with(".ttf") || path.ends_with(".otf"))
}

fn replace(files: &Files, name: &Spanned<Id>, theme: &mut Theme, problems: &mut Diagnostics) {
    let folder = format!("themes/{}", name.value);
    let mut any = false;
    for file in files.under_folder(&folder) {
        any = true;
        let inner = file.inner(&folder).to_owned();
        if is_font(&inner) {
            if let Some(bytes) = files.bytes(file, problems) {
                theme.fonts.insert(inner, bytes.into());
            }
        } else if let Some(text) = files.text(file, problems) {
            if !theme.texts.contains_key(&inner) {
                let names = theme.texts.keys().map(String::as_str);
                let warning = Diagnostic::warning(
                    "theme/unknown-file",
                    "this file replaces none of the theme",
                )
                .in_file(&file.path);
                problems.push(match nearest(&inner, names) {
                    Some(near) => warning.hint(format!("did you mean `{near}`?")),
                    None => warning
                        .hint("files of a theme have the names of those in the default theme"),
                });
            }
            theme.texts.insert(inner, text);
        }
    }
    if !any {
        let message = format!("there is no theme called `{}`", name.value);
        let themes = files.under_folder("themes");
        let themes = themes.filter_map(|file| file.inner("themes").split('/').next());
        let near = nearest(name, themes);
        problems.push(
            Diagnostic::error("theme/unknown", message)
                .at(&name.span, "named here")
                .hint(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("make the folder `{folder}`, or leave the line out"),
                }),
        );
    }
}

/// The words of the language, nested keys joined by dots; those of Japanese when it has none.
fn words(
    theme: &Theme,
    language: Option<&Spanned<String>>,
    problems: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let file = |language: &str| theme.texts.get(&format!("words/{language}.yaml"));
    if let Some(language) = language.filter(|language| file(language).is_none()) {
        let message = format!("the theme has no words in `{}`", language.value);
        problems.push(
            Diagnostic::error("theme/language", message)
                .at(&language.span, "this language")
                .hint("write `language: ja` or `language: en`"),
        );
    }
    let mut words = BTreeMap::new();
    let wanted = language.and_then(|language| file(language));
    let Some(source) = wanted.or_else(|| file("ja")) else {
        return words;
    };
    match yaml::from_text::<BTreeMap<String, Words>>(source, 0..source.text().len()) {
        Ok(tree) => tree
            .into_iter()
            .for_each(|(key, node)| flatten(key, node, &mut words)),
        Err(problem) => problems.push(*problem),
    }
    words
}

/// A word, or more keys below this one.
enum Words {
    Word(String),
    Keys(BTreeMap<String, Words>),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Words;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a word, or more keys")
            }

            fn visit_str<E>(self, word: &str) -> Result<Words, E> {
                Ok(Words::Word(word.to_owned()))
            }

            fn visit_map<M: serde::de::MapAccess<'de>>(self, map: M) -> Result<Words, M::Error> {
                let keys =
                    BTreeMap::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(Words::Keys(keys))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

fn flatten(key: String, node: Words, out: &mut BTreeMap<String, String>) {
    match node {
        Words::Word(word) => {
            out.insert(key, word);
        }
        Words::Keys(inner) => {
            for (name, node) in inner {
                flatten(format!("{key}.{name}"), node, out);
            }
        }
    }
}
