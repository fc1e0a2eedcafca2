//! The texts that stand in the sources of the program.

use std::{fs, path::Path};

use libtest_mimic::Failed;
use regex::Regex;

/// A text in quotes, and what stands before it.
pub struct Literal {
    pub file: String,
    pub text: String,
    before: String,
}

/// All texts of the program, without its tests.
pub fn literals() -> Result<Vec<Literal>, Failed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut literals = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_program(&path) {
                let text = fs::read_to_string(&path)?;
                let program = text.split("#[cfg(test)]").next().unwrap_or_default();
                let file = path.strip_prefix(&root)?.display().to_string();
                read(&file, program, &mut literals);
            }
        }
    }
    Ok(literals)
}

fn is_program(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".rs") && !name.ends_with("tests.rs")
}

/// Comments, characters and texts: what must be told apart to find the texts.
fn read(file: &str, program: &str, literals: &mut Vec<Literal>) {
    let token = Regex::new(
        r##"(?s)//[^\n]*|'(?:\\.[^']*|[^'\\])'|\bb?r#"(?P<hash>.*?)"#|\bb?r"(?P<raw>[^"]*)"|"(?P<text>(?:\\.|[^"\\])*)""##,
    )
    .expect("the pattern is written here");
    let next_line = Regex::new(r"\\\n\s*").expect("the pattern is written here");
    for found in token.captures_iter(program) {
        let (Some(whole), Some(text)) = (found.get(0), found.name("text")) else {
            continue;
        };
        let text = next_line.replace_all(text.as_str(), "");
        literals.push(Literal {
            file: file.to_owned(),
            text: unescaped(&text),
            before: end_of(&program[..whole.start()]).to_owned(),
        });
    }
}

/// The last of some words, as long as any call.
fn end_of(words: &str) -> &str {
    let last = words.char_indices().rev().nth(400);
    &words[last.map_or(0, |(at, _)| at)..]
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        plain.push(match c {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some(c) => c,
                None => c,
            },
            c => c,
        });
    }
    plain
}

impl Literal {
    /// A text for `format!` as a line of the catalogue.
    pub fn pattern(&self) -> String {
        let brackets = Regex::new(r"\{\{|\}\}|\{[^{}]*\}").expect("the pattern is written here");
        let plain =
            brackets.replace_all(&self.text, |found: &regex::Captures<'_>| match &found[0] {
                "{{" => "{",
                "}}" => "}",
                _ => "{}",
            });
        plain.replace("{}{}", "{}")
    }

    /// Whether it is the message, a label or a hint of a diagnostic, as far as the words before it tell.
    pub fn is_said(&self) -> bool {
        let before = self.before.trim_end();
        let before = before.strip_suffix("format!(").unwrap_or(before).trim_end();
        let code = self.text.contains('/') && !self.text.contains(' ');
        let pattern = self.pattern();
        let words = !code && pattern.bytes().any(|b| b.is_ascii_lowercase());
        let ends = [".hint(", ".noted(", "let message ="];
        words && (ends.iter().any(|end| before.ends_with(end)) || is_argument(before))
    }
}

/// Whether the next argument is that of a place or a message.
fn is_argument(before: &str) -> bool {
    let Some(before) = before.strip_suffix(',') else {
        return false;
    };
    let calls = [
        ".at(",
        ".related(",
        "Diagnostic::error(",
        "Diagnostic::warning(",
    ];
    let last = calls
        .iter()
        .filter_map(|call| Some(before.rfind(call)? + call.len()));
    let Some(start) = last.max() else {
        return false;
    };
    let first = &before[start..];
    first.matches('(').count() == first.matches(')').count() && !first.contains(';')
}
