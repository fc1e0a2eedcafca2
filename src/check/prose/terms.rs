//! Words that are one character away from a term: slips of typing, and of machines that read scans.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
};

/// Shorter words are one character away from too many others.
const TELLING: usize = 6;

/// The terms, names and labels of a site, each as characters.
pub(super) struct Lexicon {
    terms: Vec<Vec<char>>,
    /// Everything that is right as it stands.
    right: BTreeSet<Vec<char>>,
    /// What is never right, with the term that is meant.
    wrong: Vec<(String, String)>,
}

impl Lexicon {
    pub fn of(site: &Site) -> Self {
        let mut words: Vec<&str> = Vec::new();
        for term in site.glossary.iter() {
            words.push(&term.term);
            words.extend(
                term.abbreviations
                    .iter()
                    .chain(&term.synonyms)
                    .map(String::as_str),
            );
        }
        for organization in site.organizations.iter() {
            words.push(&organization.name);
            words.extend(organization.aliases.iter().map(String::as_str));
        }
        for vocabulary in site.vocabularies.iter() {
            words.extend(
                vocabulary
                    .values
                    .iter()
                    .map(|value| value.label.ja.as_str()),
            );
        }
        let acts = site
            .regulations
            .iter()
            .flat_map(|regulation| &regulation.acts);
        words.extend(acts.map(|act| act.name.as_str()));
        words.extend(site.programs.iter().map(|program| program.name.as_str()));
        let right: BTreeSet<Vec<char>> = words.iter().map(|word| word.nfkc().collect()).collect();
        let japanese = |term: &&Vec<char>| {
            term.len() >= TELLING && term.iter().all(|c| c.is_alphabetic() || *c == '・')
        };
        let terms = right.iter().filter(japanese).cloned().collect();
        let wrong = site.glossary.iter().flat_map(|term| {
            let meant = &term.term;
            let wrong = term.misspellings.iter();
            wrong.map(move |wrong| (wrong.nfkc().collect(), meant.clone()))
        });
        Self {
            terms,
            right,
            wrong: wrong.collect(),
        }
    }

    /// Whether a character of a text belongs to a word that is right as it stands, or is told as a
    /// misspelling.
    pub fn knows(&self, words: &str, c: char) -> bool {
        let right = self.right.iter().filter(|word| word.contains(&c));
        let mut right = right.map(|word| word.iter().collect::<String>());
        let mut wrong = self.wrong.iter().map(|(wrong, _)| wrong);
        right.any(|word| words.contains(&word))
            || wrong.any(|wrong| wrong.contains(c) && words.contains(wrong.as_str()))
    }

    /// The stretches of a text that are one character away from a term, with the term.
    fn slips(&self, words: &[char]) -> Vec<(String, String)> {
        let mut slips = Vec::new();
        for term in &self.terms {
            for window in words.windows(term.len()) {
                let slip: String = window.iter().collect();
                let known = || self.wrong.iter().any(|(wrong, _)| *wrong == slip);
                if one_apart(window, term) && !self.right_as(window) && !known() {
                    slips.push((slip, term.iter().collect()));
                }
            }
        }
        slips
    }

    /// Whether a stretch is, or is part of, something that is right as it stands.
    fn right_as(&self, window: &[char]) -> bool {
        self.right
            .iter()
            .any(|word| word.windows(window.len()).any(|part| part == window))
    }
}

/// The same but for one character, which is a letter on both sides and not the first or last: words
/// that begin or end otherwise are other words.
fn one_apart(window: &[char], term: &[char]) -> bool {
    if window[0] != term[0] || window[window.len() - 1] != term[term.len() - 1] {
        return false;
    }
    let mut apart = window.iter().zip(term).filter(|(a, b)| a != b);
    let Some((a, b)) = apart.next() else {
        return false;
    };
    // Particles make other phrases: 暮らしの家計, 暮らしと家計.
    let particle = |c: char| matches!(u32::from(c), 0x3041..=0x3096);
    let letters = a.is_alphabetic() && b.is_alphabetic();
    letters && !(particle(*a) && particle(*b)) && apart.next().is_none()
}

pub(super) fn check(text: &Text<'_>, lexicon: &Lexicon, problems: &mut Diagnostics) {
    let words: String = text.words.nfkc().collect();
    for (wrong, meant) in &lexicon.wrong {
        if words.contains(wrong) {
            text.report(
                Diagnostic::warning(
                    "prose/misspelling",
                    format!("`{wrong}` is `{meant}`, misspelt"),
                )
                .at(&text.place(wrong), "this word")
                .hint(format!("write `{meant}`")),
                problems,
            );
        }
    }
    let words: Vec<char> = words.chars().collect();
    for (slip, term) in lexicon.slips(&words) {
        let message = format!("`{slip}` is one character away from `{term}`");
        text.report(
            Diagnostic::warning("prose/near-term", message)
                .at(&text.place(&slip), "this word")
                .hint("correct it, or add it to the glossary if it is a word of its own"),
            problems,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> bool {
        let chars = |s: &str| s.chars().collect::<Vec<_>>();
        one_apart(&chars(a), &chars(b))
    }

    #[test]
    fn one_wrong_character_inside_a_word_is_a_slip() {
        assert!(apart("職場適心援助者", "職場適応援助者"));
        assert!(apart("ジュブマッチング", "ジョブマッチング"));
        assert!(!apart("就労定着支援", "就労移行支援"));
        assert!(!apart("職場適応援助者", "職場適応援助者"));
        assert!(!apart("一人暮らしの家計", "一人暮らしと家計"));
        assert!(!apart("支援センターが", "支援センターは"));
    }
}
