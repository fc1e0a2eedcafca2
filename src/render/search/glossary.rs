//! What the glossary and the vocabularies of facets call the same: a word of a query that is a
//! spelling or the reading of a term stands for every spelling of it, unless it is quoted.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::analysis;
use crate::{
    compose::facets,
    model::{Site, Term},
};

/// The spellings of all terms, by each word that stands for them.
#[derive(Default)]
pub(super) struct Synonyms {
    terms: Vec<(Vec<String>, String)>,
    by_word: BTreeMap<String, Vec<String>>,
}

impl Synonyms {
    pub fn of(site: &Site) -> Self {
        let mut synonyms = Self::default();
        for term in site.glossary.iter() {
            synonyms.add(spellings(term), term.reading.value.clone());
        }
        let values = facets(site).into_iter().flat_map(|facet| {
            let vocabulary = site.vocabularies.get(facet.name);
            vocabulary
                .into_iter()
                .flat_map(|vocabulary| &vocabulary.values)
        });
        for value in values.filter(|value| !value.synonyms.is_empty() || value.reading.is_some()) {
            let others = value.synonyms.iter().cloned();
            let words = [value.label.ja.clone()].into_iter().chain(others).collect();
            synonyms.add(words, value.reading.clone().unwrap_or_default());
        }
        synonyms
    }

    /// A reading leads to its term, but who asks for the term does not ask for the reading: short
    /// ones stand inside other words.
    fn add(&mut self, spellings: Vec<String>, reading: String) {
        for word in spellings.iter().chain([&reading]).map(|word| key(word)) {
            if word.is_empty() {
                continue;
            }
            let others = self.by_word.entry(word.clone()).or_default();
            for spelling in &spellings {
                let known = others.iter().any(|other| key(other) == key(spelling));
                if !known && key(spelling) != word {
                    others.push(spelling.clone());
                }
            }
        }
        self.terms.push((spellings, reading));
    }

    /// What else a normal word is called, as the glossary spells it.
    pub fn others(&self, word: &str) -> &[String] {
        self.by_word.get(&key(word)).map_or(&[], Vec::as_slice)
    }

    /// For the browser: the spellings and the reading of each term.
    pub fn as_json(&self) -> Value {
        json!(self.terms)
    }
}

fn spellings(term: &Term) -> Vec<String> {
    let others = term.abbreviations.iter().chain(&term.synonyms);
    [&term.term].into_iter().chain(others).cloned().collect()
}

/// The form in which a word is looked up.
fn key(word: &str) -> String {
    analysis::bare(&analysis::normal(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synonyms() -> Synonyms {
        let mut synonyms = Synonyms::default();
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        synonyms.add(
            words(&["就業・生活センター", "ナカポツ"]),
            "せんたー".into(),
        );
        synonyms.add(words(&["別のセンター", "ナカポツ"]), "べつ".into());
        synonyms
    }

    #[test]
    fn spellings_lead_to_each_other_and_readings_to_them() {
        let synonyms = synonyms();
        assert_eq!(synonyms.others("就業生活センター"), ["ナカポツ"]);
        assert_eq!(synonyms.others("べつ"), ["別のセンター", "ナカポツ"]);
        assert!(synonyms.others("就業").is_empty());
    }

    #[test]
    fn a_spelling_of_two_terms_means_both() {
        let both = ["就業・生活センター", "別のセンター"];
        assert_eq!(synonyms().others("ﾅｶﾎﾟﾂ"), both);
    }
}
