//! The stretch of a text in which the words of a query stand.

use unicode_normalization::char::is_combining_mark;

use super::{
    analysis::{self, Class},
    query::{self, Spellings},
};

/// Characters before the first word, and in all.
const BEFORE: usize = 20;
const LENGTH: usize = 90;

/// A word as it is compared with texts.
pub(super) struct Wanted {
    form: Vec<char>,
    /// Latin words that begin with it are meant as well.
    prefix: bool,
}

/// The words of a query and what else they are called.
pub(super) fn wanted(query: &str, spellings: &Spellings) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let chunks = query::chunks(&analysis::normal(query));
    let last = chunks.len().saturating_sub(1);
    for (index, chunk) in chunks.iter().enumerate().filter(|(_, c)| !c.excluded) {
        let typed = form(&chunk.text);
        let variants = chunk.variants(&spellings.variants);
        let mut others = chunk.others(&spellings.synonyms).to_vec();
        for variant in variants {
            let meanings = spellings.synonyms.meanings(&variant);
            others.extend(meanings.into_iter().flat_map(|known| known.others.clone()));
            others.push(variant);
        }
        let others = others.iter().map(|other| Wanted {
            form: form(&analysis::normal(other)),
            prefix: false,
        });
        wanted.extend(others);
        wanted.push(Wanted {
            prefix: index == last && typed.len() > 1,
            form: typed,
        });
    }
    wanted.retain(|word| !word.form.is_empty());
    wanted
}

/// A normal text as it is compared: separators as blanks.
fn form(normal: &str) -> Vec<char> {
    let mut form: Vec<char> = analysis::cells(normal).iter().map(|cell| cell.c).collect();
    while form.last() == Some(&' ') {
        form.pop();
    }
    form
}

/// A line of a text around the first word that is wanted, and the place of that word.
pub(super) fn excerpt(text: &str, wanted: &[Wanted]) -> (String, usize) {
    let chars: Vec<char> = text
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    let seen = seen(&chars);
    let found = wanted.iter().filter_map(|word| place(&seen, word)).min();
    let first = found.unwrap_or(0);
    let start = first.saturating_sub(BEFORE);
    let end = (start + LENGTH).min(chars.len());
    let mut excerpt: String = chars[start..end].iter().collect();
    if start > 0 {
        excerpt.insert(0, '…');
    }
    if end < chars.len() {
        excerpt.push('…');
    }
    (excerpt, first)
}

/// A character as words are compared with it, and where it begins and ends in the text.
struct Seen {
    c: char,
    class: Class,
    from: usize,
    to: usize,
}

/// The characters of a text that count. A mark belongs to the character before it: half-width 「ｶﾞ」 is
/// one character in normal form.
fn seen(chars: &[char]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(chars.len());
    let mut from = 0;
    while from < chars.len() {
        let marks = chars[from + 1..].iter().take_while(|c| is_mark(**c));
        let to = from + 1 + marks.count();
        let shown: String = chars[from..to].iter().collect();
        for c in analysis::normal(&shown).chars() {
            let class = analysis::class(c);
            let separates = class == Class::Separator;
            if class == Class::Transparent || separates && seen.last().is_some_and(|s| s.c == ' ') {
                continue;
            }
            let c = if separates { ' ' } else { c };
            seen.push(Seen { c, class, from, to });
        }
        from = to;
    }
    seen
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

/// The place at which a word begins; Latin words are not cut.
fn place(seen: &[Seen], word: &Wanted) -> Option<usize> {
    let joined = |at: usize| match (at.checked_sub(1).and_then(|at| seen.get(at)), seen.get(at)) {
        (Some(before), Some(after)) => {
            before.class == Class::Word && after.class == Class::Word && before.to == after.from
        }
        _ => false,
    };
    let mut windows = seen.windows(word.form.len()).enumerate();
    let (_, window) = windows.find(|(at, window)| {
        window.iter().zip(&word.form).all(|(seen, c)| seen.c == *c)
            && !joined(*at)
            && (word.prefix || !joined(at + word.form.len()))
    })?;
    Some(window[0].from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt_for(text: &str, query: &str) -> String {
        excerpt(text, &wanted(query, &Spellings::default())).0
    }

    #[test]
    fn an_excerpt_begins_before_the_word() {
        let text = format!(
            "{}障害者就業・生活支援センターへ{}",
            "あ".repeat(40),
            "い".repeat(90)
        );
        let found = excerpt_for(&text, "就業生活");
        assert!(found.starts_with("…ああ"), "{found}");
        assert!(found.contains("就業・生活支援センター"), "{found}");
        assert_eq!(found.chars().count(), LENGTH + 2);
    }

    #[test]
    fn words_are_found_in_other_forms_and_not_inside_latin_words() {
        let text = format!("{}ｶﾞｲﾄﾞで", "あ".repeat(100));
        let found = excerpt_for(&text, "ガイド");
        assert!(found.ends_with("ｶﾞｲﾄﾞで"), "{found}");
        let text = format!("data{}ta", " あ".repeat(100));
        let found = excerpt_for(&text, "ta");
        assert!(found.ends_with("あta"), "{found}");
        let text = format!("tables{} ta b", " あ".repeat(100));
        assert!(excerpt_for(&text, "ta").starts_with("tables"));
        let found = excerpt_for(&text, "ta b");
        assert!(found.ends_with("あ ta b"), "{found}");
    }
}
