//! The stretch of a text in which the words of a query stand.

use super::analysis::{self, Class};

/// Characters before the first word, and in all.
const BEFORE: usize = 20;
const LENGTH: usize = 90;

/// Around the first place of a word of the query, in one line.
pub(super) fn excerpt(text: &str, query: &str) -> String {
    let chars: Vec<char> = text
        .chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect();
    let found = analysis::chunks(&analysis::normal(query))
        .iter()
        .filter_map(|word| place(&chars, word))
        .min();
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

/// The character at which a normal word begins, whatever forms and transparent characters the text has.
fn place(chars: &[char], word: &str) -> Option<usize> {
    let word: Vec<char> = word
        .chars()
        .filter(|c| analysis::class(*c) != Class::Transparent)
        .collect();
    if word.is_empty() {
        return None;
    }
    // Normal characters with the place in the text that each came from.
    let mut normal: Vec<(char, usize)> = Vec::with_capacity(chars.len());
    for (place, c) in chars.iter().enumerate() {
        let form = analysis::normal(c.encode_utf8(&mut [0; 4]));
        let seen = form
            .chars()
            .filter(|c| analysis::class(*c) != Class::Transparent);
        normal.extend(seen.map(|c| (c, place)));
    }
    normal
        .windows(word.len())
        .find(|window| window.iter().zip(&word).all(|((c, _), wanted)| c == wanted))
        .map(|window| window[0].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_begins_before_the_word() {
        let text = format!(
            "{}障害者就業・生活支援センターへ{}",
            "あ".repeat(40),
            "い".repeat(90)
        );
        let found = excerpt(&text, "就業生活");
        assert!(found.starts_with("…ああ"), "{found}");
        assert!(found.contains("就業・生活支援センター"), "{found}");
        assert_eq!(found.chars().count(), LENGTH + 2);
    }
}
