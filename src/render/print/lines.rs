//! Widths of words.

use crate::document::is_wide;

/// The width of a text in em: Japanese characters fill one, Latin ones half, and a quarter stands
/// between the two.
pub fn width(text: &str) -> f64 {
    let mut sum = 0.0;
    let mut before = None;
    for c in text.chars() {
        let parts = before.is_some_and(|b: char| {
            is_wide(b) != is_wide(c) && (b.is_alphanumeric() && c.is_alphanumeric())
        });
        sum += if is_wide(c) { 1.0 } else { 0.5 } + if parts { 0.25 } else { 0.0 };
        before = Some(c);
    }
    sum
}

/// The width of the longest stretch that no line break may divide.
pub fn longest_word(text: &str) -> f64 {
    let mut longest = 0.0_f64;
    let mut word = 0.0;
    for c in text.chars() {
        if is_wide(c) {
            // A closing mark stays with the character before it.
            longest = longest.max(word + 1.0).max(2.0);
            word = 0.0;
        } else if c == ' ' {
            word = 0.0;
        } else {
            word += 0.5;
            longest = longest.max(word);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_text_breaks_anywhere_and_figures_never() {
        assert!((width("圏域12") - 3.25).abs() < 1e-9);
        assert!((longest_word("1,204") - 2.5).abs() < 1e-9);
        assert!((longest_word("障害者就業・生活支援センター") - 2.0).abs() < 1e-9);
    }
}
