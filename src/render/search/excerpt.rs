//! The stretch of a text in which the words of a query stand.

use unicode_normalization::char::is_combining_mark;

use super::{
    analysis::{self, Class},
    query::{self, Spellings},
};

/// Characters before the first word, and in all.
const BEFORE: usize = 20;
const LENGTH: usize = 90;

/// The words of a query and what else they are called, as they stand in normal texts.
pub(super) fn wanted(query: &str, spellings: &Spellings) -> Vec<String> {
    let mut wanted = Vec::new();
    let chunks = query::chunks(&analysis::normal(query));
    for chunk in chunks.iter().filter(|chunk| !chunk.excluded) {
        let word = analysis::bare(&chunk.text);
        let others = chunk.others(&spellings.synonyms).iter();
        wanted.extend(spellings.variants.of(&word));
        wanted.push(word);
        wanted.extend(others.map(|other| analysis::bare(&analysis::normal(other))));
    }
    wanted.retain(|word| !word.is_empty());
    wanted
}

/// Around the first place of a wanted word, in one line.
pub(super) fn excerpt(text: &str, wanted: &[String]) -> String {
    let chars: Vec<char> = text
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    let seen = seen(&chars);
    let found = wanted.iter().filter_map(|word| place(&seen, word)).min();
    let start = found.unwrap_or(0).saturating_sub(BEFORE);
    let end = (start + LENGTH).min(chars.len());
    let mut excerpt: String = chars[start..end].iter().collect();
    if start > 0 {
        excerpt.insert(0, '…');
    }
    if end < chars.len() {
        excerpt.push('…');
    }
    excerpt
}

/// The normal characters of a text without transparent ones, with the place that each came from. A
/// mark belongs to the character before it: half-width 「ｶﾞ」 is one character in normal form.
fn seen(chars: &[char]) -> Vec<(char, usize)> {
    let mut seen = Vec::with_capacity(chars.len());
    let mut place = 0;
    while place < chars.len() {
        let marks = chars[place + 1..].iter().take_while(|c| is_mark(**c));
        let end = place + 1 + marks.count();
        let shown: String = chars[place..end].iter().collect();
        let normal = analysis::bare(&analysis::normal(&shown));
        seen.extend(normal.chars().map(|c| (c, place)));
        place = end;
    }
    seen
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

/// The place at which a word begins; a Latin word does not begin inside another.
fn place(seen: &[(char, usize)], word: &str) -> Option<usize> {
    let word: Vec<char> = word.chars().collect();
    let is_word = |c: char| analysis::class(c) == Class::Word;
    let mut windows = seen.windows(word.len()).enumerate();
    let (_, window) = windows.find(|(at, window)| {
        let inside = *at > 0 && is_word(seen[at - 1].0) && is_word(word[0]);
        !inside && window.iter().zip(&word).all(|((c, _), wanted)| c == wanted)
    })?;
    Some(window[0].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt_for(text: &str, query: &str) -> String {
        excerpt(text, &wanted(query, &Spellings::default()))
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
    }
}
