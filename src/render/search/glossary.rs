//! What the glossary and the vocabularies of facets call the same: a word of a query that is a
//! spelling or the reading of a term stands for every spelling of it, unless it is quoted.
//!
//! Spellings are terms of the index besides the pairs of their characters, so that a long name is
//! looked up in one place: a *name* wherever a spelling stands, and a *concept* wherever any spelling
//! stands of a term that has several.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use serde_json::{Value, json};

use super::analysis::{self, Cell, Class, Kind, Token, cells, normal};
use crate::{
    compose::facets,
    model::{Site, Term},
};

/// What begins the terms of the index that no text has.
const CONCEPT: char = '\u{E000}';
const NAME: char = '\u{E001}';
/// Shorter spellings are pairs already.
const SHORTEST_NAME: usize = 3;

/// The spellings of all terms, by each word that stands for them.
#[derive(Default)]
pub(super) struct Synonyms {
    /// How many terms there are; concepts are called by their numbers.
    terms: usize,
    /// Of all terms.
    spellings: BTreeSet<String>,
    by_word: BTreeMap<String, Meanings>,
    /// The spellings by their first characters, the longest first.
    by_first: HashMap<char, Vec<Spelling>>,
}

/// What a word stands for.
#[derive(Default)]
pub(super) struct Meanings {
    /// What else it is called, as the glossary spells it.
    pub others: Vec<String>,
    /// Concepts that it stands for.
    pub concepts: Vec<usize>,
    /// Spellings of terms that have just one, to which the word is the reading.
    pub names: Vec<String>,
    /// The concepts are on every page that has the word itself.
    pub covered: bool,
}

/// A spelling as it stands in texts.
struct Spelling {
    cells: Vec<Cell>,
    name: Option<String>,
    concepts: Vec<usize>,
}

impl Spelling {
    /// Whether it stands at a cell; Latin words are not cut.
    fn stands(&self, cells: &[Cell], at: usize) -> bool {
        let end = at + self.cells.len();
        let same = |a: &Cell, b: &Cell| {
            a.c == b.c && a.place - cells[at].place == b.place - self.cells[0].place
        };
        end <= cells.len()
            && cells[at..end]
                .iter()
                .zip(&self.cells)
                .all(|(a, b)| same(a, b))
            && (at == 0 || !one_word(&cells[at - 1..=at]))
            && (end == cells.len() || !one_word(&cells[end - 1..=end]))
    }
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
        let keys: Vec<String> = spellings.iter().map(|word| key(word)).collect();
        let several = keys.iter().any(|known| known != &keys[0]);
        let concept = self.terms;
        self.terms += 1;
        for (index, word) in keys.iter().chain([&key(&reading)]).enumerate() {
            if word.is_empty() {
                continue;
            }
            let meanings = self.by_word.entry(word.clone()).or_default();
            for (spelling, form) in spellings.iter().zip(&keys) {
                let known = meanings.others.iter().any(|other| key(other) == *form);
                if !known && form != word {
                    meanings.others.push(spelling.clone());
                    if !several {
                        meanings.names.push(spelling.clone());
                    }
                }
            }
            if several && !meanings.concepts.contains(&concept) {
                meanings.concepts.push(concept);
                meanings.covered |= index < keys.len();
            }
        }
        for spelling in &spellings {
            self.spell(spelling, several.then_some(concept));
        }
        self.spellings.extend(spellings);
    }

    fn spell(&mut self, spelling: &str, concept: Option<usize>) {
        let mut cells = cells(&normal(spelling));
        while cells
            .last()
            .is_some_and(|cell| cell.class == Class::Separator)
        {
            cells.pop();
        }
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
            return;
        };
        let in_one = cells.windows(2).all(|pair| {
            let words = pair.iter().all(|cell| cell.class == Class::Word);
            pair[1].class != Class::Separator && (!words || one_word(pair))
        });
        let named = in_one && cells.len() >= SHORTEST_NAME && last.class == Class::Japanese;
        let name = std::iter::once(NAME).chain(cells.iter().map(|cell| cell.c));
        let name: Option<String> = named.then(|| name.collect());
        let known = self.by_first.entry(first.c).or_default();
        let same = known.iter().position(|known| known.cells == cells);
        let place = same.unwrap_or_else(|| {
            let longer = known
                .iter()
                .take_while(|known| known.cells.len() >= cells.len());
            let place = longer.count();
            let spelling = Spelling {
                name,
                concepts: Vec::new(),
                cells,
            };
            known.insert(place, spelling);
            place
        });
        let concepts = &mut known[place].concepts;
        concepts.extend(concept.filter(|new| !concepts.contains(new)));
    }

    /// What a normal word stands for.
    pub fn meanings(&self, word: &str) -> Option<&Meanings> {
        self.by_word.get(&key(word))
    }

    /// The names and concepts of a text; the concept stands once where its spellings overlap.
    pub fn tokens(&self, cells: &[Cell]) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut said: HashMap<usize, usize> = HashMap::new();
        for at in 0..cells.len() {
            let known = self.by_first.get(&cells[at].c).into_iter().flatten();
            for spelling in known.filter(|spelling| spelling.stands(cells, at)) {
                let mut push = |text: &str| {
                    tokens.push(Token {
                        text: text.to_owned(),
                        place: cells[at].place,
                        kind: Kind::Word,
                    });
                };
                spelling.name.iter().for_each(|name| push(name));
                for number in &spelling.concepts {
                    if said.get(number).is_none_or(|&end| end <= at) {
                        said.insert(*number, at + spelling.cells.len());
                        push(&concept(*number));
                    }
                }
            }
        }
        tokens
    }

    /// The longest name that begins with a cell, and the place behind it.
    pub fn name<'a>(&'a self, cells: &[Cell], at: usize) -> Option<(&'a str, u32)> {
        let known = self.by_first.get(&cells[at].c).into_iter().flatten();
        let mut here = known.filter(|spelling| spelling.stands(cells, at));
        here.find_map(|spelling| {
            let last = cells[at + spelling.cells.len() - 1];
            Some((spelling.name.as_deref()?, last.place + 1))
        })
    }

    /// For the browser: all spellings; the words with the numbers of what they stand for; the names of
    /// the index, the longest first.
    pub fn as_json(&self) -> [Value; 3] {
        let known = self.by_word.values().flat_map(|meanings| &meanings.others);
        let known: BTreeSet<&String> = known.chain(&self.spellings).collect();
        let known: Vec<&String> = known.into_iter().collect();
        let numbers = |words: &[String]| -> Vec<usize> {
            words
                .iter()
                .filter_map(|word| known.binary_search(&word).ok())
                .collect()
        };
        let words = self.by_word.iter().map(|(word, meanings)| {
            let (others, names) = (numbers(&meanings.others), numbers(&meanings.names));
            json!([word, others, meanings.concepts, names, meanings.covered])
        });
        let names = self
            .by_first
            .values()
            .flatten()
            .filter_map(|spelling| spelling.name.as_deref());
        let mut names: Vec<&str> = names.map(|name| name.trim_start_matches(NAME)).collect();
        names.sort_by_key(|name| (Reverse(name.chars().count()), *name));
        [json!(known), words.collect(), json!(names)]
    }
}

/// A concept as a term of the index.
pub(super) fn concept(number: usize) -> String {
    format!("{CONCEPT}{number}")
}

/// Whether two neighbours are in the same Latin word.
fn one_word(pair: &[Cell]) -> bool {
    pair[0].class == Class::Word && pair[1].class == Class::Word && pair[0].place == pair[1].place
}

fn spellings(term: &Term) -> Vec<String> {
    let others = term.abbreviations.iter().chain(&term.synonyms);
    [&term.term].into_iter().chain(others).cloned().collect()
}

/// The form in which a word is looked up.
fn key(word: &str) -> String {
    analysis::bare(&normal(word))
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
        synonyms.add(words(&["リワーク"]), "りわーく".into());
        synonyms
    }

    fn others(word: &str) -> Vec<String> {
        let synonyms = synonyms();
        let meanings = synonyms.meanings(word);
        meanings.map_or_else(Vec::new, |meanings| meanings.others.clone())
    }

    #[test]
    fn spellings_lead_to_each_other_and_readings_to_them() {
        assert_eq!(others("就業生活センター"), ["ナカポツ"]);
        assert_eq!(others("べつ"), ["別のセンター", "ナカポツ"]);
        assert_eq!(others("りわーく"), ["リワーク"]);
        assert!(others("リワーク").is_empty());
        assert!(others("就業").is_empty());
    }

    #[test]
    fn a_spelling_of_two_terms_means_both() {
        assert_eq!(others("ﾅｶﾎﾟﾂ"), ["就業・生活センター", "別のセンター"]);
        let synonyms = synonyms();
        let meanings = synonyms.meanings("ﾅｶﾎﾟﾂ").expect("it is known");
        assert_eq!(meanings.concepts, [0, 1]);
    }

    #[test]
    fn texts_have_names_and_concepts_where_spellings_stand() {
        let said = |text: &str| {
            let tokens = synonyms().tokens(&cells(&normal(text)));
            let tokens = tokens.iter().map(|t| format!("{}@{}", t.text, t.place));
            tokens.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            said("この就業・生活センター"),
            "\u{E001}就業生活センター@2 \u{E000}0@2"
        );
        assert_eq!(
            said("ナカポツ"),
            "\u{E001}ナカポツ@0 \u{E000}0@0 \u{E000}1@0"
        );
        assert_eq!(said("リワーク。"), "\u{E001}リワーク@0");
        assert_eq!(said("就業、生活センター"), "");
    }
}
