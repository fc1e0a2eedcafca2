//! Spellings that are tried when a word finds nothing: those of the theme's list (引継ぎ, 引き継ぎ) and
//! the other kana (りわーく, リワーク); in Rust here and in `search.js` there.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::analysis::{bare, normal};

/// Shorter words of kana are parts of too many others.
const SHORTEST: usize = 3;

/// Groups of spellings of the same word.
#[derive(Default)]
pub(super) struct Variants(Vec<Vec<String>>);

impl Variants {
    pub fn of_theme(groups: &[Vec<String>]) -> Self {
        let form = |word: &String| bare(&normal(word));
        Self(
            groups
                .iter()
                .map(|group| group.iter().map(form).collect())
                .collect(),
        )
    }

    /// What a bare normal word could also be, without the word itself.
    pub fn of(&self, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        for group in &self.0 {
            let inside = group
                .iter()
                .filter(|spelling| word.contains(spelling.as_str()));
            if let Some(longest) = inside.max_by_key(|spelling| spelling.chars().count()) {
                let others = group.iter().filter(|spelling| *spelling != longest);
                found.extend(others.map(|other| word.replacen(longest.as_str(), other, 1)));
            }
        }
        found.extend(other_kana(word));
        let mut seen = BTreeSet::from([word.to_owned()]);
        found.retain(|variant| seen.insert(variant.clone()));
        found
    }

    /// For the browser.
    pub fn as_json(&self) -> Value {
        json!(self.0)
    }
}

/// A word of hiragana in katakana, or the other way round.
fn other_kana(word: &str) -> Option<String> {
    let hiragana = |c: char| matches!(c, '\u{3041}'..='\u{3096}');
    let katakana = |c: char| matches!(c, '\u{30A1}'..='\u{30F6}');
    let all = |kind: &dyn Fn(char) -> bool| word.chars().all(|c| c == 'ー' || kind(c));
    let moved = |by: i64| {
        let other = |c: char| {
            let code = i64::from(u32::from(c)) + if c == 'ー' { 0 } else { by };
            u32::try_from(code)
                .ok()
                .and_then(char::from_u32)
                .unwrap_or(c)
        };
        Some(word.chars().map(other).collect())
    };
    match word.chars().count() >= SHORTEST {
        true if all(&hiragana) => moved(0x60),
        true if all(&katakana) => moved(-0x60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_the_list_are_exchanged_inside_words() {
        let group = ["引き継ぎ", "引継ぎ", "引継"].map(str::to_owned).to_vec();
        let variants = Variants::of_theme(&[group]);
        assert_eq!(variants.of("引継ぎ書"), ["引き継ぎ書", "引継書"]);
        assert!(variants.of("会議").is_empty());
    }

    #[test]
    fn kana_are_exchanged_in_words_of_kana_only() {
        let variants = Variants::default();
        assert_eq!(variants.of("りわーく"), ["リワーク"]);
        assert_eq!(variants.of("ナカポツ"), ["なかぽつ"]);
        assert!(variants.of("けあ").is_empty());
        assert!(variants.of("働くひと").is_empty());
    }
}
