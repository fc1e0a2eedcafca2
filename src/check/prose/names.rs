//! The words of a site that texts must not miss: terms, names and labels.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::model::{Record, Site};

/// Shorter words are one character away from too many others.
const TELLING: usize = 6;
/// A word this short may end in a character that sounds like the right one.
const SHORT: usize = 5;
/// Names that are shorter lose no part without being another name.
const LONG: usize = 8;

/// A word and whether it is the name of one thing.
pub(super) struct Word {
    pub term: Vec<char>,
    /// The name of a body: a council, an organization.
    pub proper: bool,
    /// Too short for anything but a wrong character at the end.
    pub short: bool,
}

/// The words of a site by their first characters.
pub(super) struct Words {
    by_first: BTreeMap<char, Vec<Word>>,
    /// Everything that is right as it stands.
    right: BTreeSet<Vec<char>>,
}

impl Words {
    pub fn of(site: &Site) -> Self {
        let mut right: BTreeMap<Vec<char>, bool> = BTreeMap::new();
        for (word, proper) in said(site) {
            let known = right.entry(word.nfkc().collect()).or_default();
            *known |= proper;
        }
        let mut by_first: BTreeMap<char, Vec<Word>> = BTreeMap::new();
        let japanese = |c: &char| c.is_alphabetic() || *c == '・';
        for (term, proper) in &right {
            if term.len() >= SHORT && term.iter().all(japanese) {
                let (term, proper) = (term.clone(), *proper && term.len() >= LONG);
                let short = term.len() < TELLING;
                by_first.entry(term[0]).or_default().push(Word {
                    term,
                    proper,
                    short,
                });
            }
        }
        let right = right.into_keys().collect();
        Self { by_first, right }
    }

    /// The words that begin with a character.
    pub fn beginning(&self, first: char) -> &[Word] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }

    /// Whether a text has a word that is right and has this character.
    pub fn knows(&self, text: &str, c: char) -> bool {
        let right = self.right.iter().filter(|word| word.contains(&c));
        let mut right = right.map(|word| word.iter().collect::<String>());
        right.any(|word| text.contains(&word))
    }

    /// Whether some wrong words stand in a text, and not only inside of right ones: サーバ in サーバー.
    pub fn stands_wrong(&self, text: &str, wrong: &str) -> bool {
        if !text.contains(wrong) {
            return false;
        }
        let letters: Vec<char> = wrong.chars().collect();
        let mut text = text.to_owned();
        for right in self.right.iter().filter(|word| word.len() > letters.len()) {
            if right.windows(letters.len()).any(|part| part == letters) {
                text = text.replace(&right.iter().collect::<String>(), "\u{FFFC}");
            }
        }
        text.contains(wrong)
    }

    /// Whether a stretch is, or is part of, something that is right as it stands.
    pub fn right_as(&self, window: &[char]) -> bool {
        self.right
            .iter()
            .any(|word| word.windows(window.len()).any(|part| part == window))
    }

    /// Whether what is right stands in a stretch and fills most of it: 県立 before a name is no slip.
    pub fn right_in(&self, window: &[char]) -> bool {
        let long = |word: &&Vec<char>| word.len() >= LONG && word.len() < window.len();
        self.right
            .iter()
            .filter(long)
            .any(|word| window.windows(word.len()).any(|part| part == *word))
    }
}

fn said(site: &Site) -> Vec<(&str, bool)> {
    let mut words: Vec<(&str, bool)> = Vec::new();
    for term in site.glossary.iter() {
        let others = term.abbreviations.iter().chain(&term.synonyms);
        words.push((&term.term, false));
        words.extend(others.map(|word| (word.as_str(), false)));
    }
    for organization in site.organizations.iter() {
        let former = organization.former_names.iter().map(|former| &former.name);
        let others = organization.aliases.iter().chain(former);
        words.push((&organization.name, true));
        words.extend(others.map(|word| (word.as_str(), false)));
    }
    for vocabulary in site.vocabularies.iter() {
        let values = vocabulary.values.iter();
        words.extend(values.map(|value| (value.label.ja.as_str(), false)));
    }
    words.extend(site.councils.iter().map(|record| (record.name(), true)));
    // Names of what is done are made of common words: 就労定着支援事業 is another thing than
    // 就労定着支援促進事業.
    words.extend(site.programs.iter().map(|record| (record.name(), false)));
    words.extend(site.trainings.iter().map(|record| (record.name(), false)));
    let regulations = site.regulations.iter();
    let acts = regulations.flat_map(|regulation| &regulation.acts);
    words.extend(acts.map(|act| (act.name.as_str(), false)));
    // What else has a name is right, and too long to be missed by chance.
    words.extend(site.measures.iter().map(|record| (record.name(), false)));
    words
}
