//! Words that just miss a term or a name: slips of typing, and of machines that read scans.

use unicode_normalization::UnicodeNormalization;

use super::{
    Text,
    names::{Word, Words},
    slips::{Slip, other_length, same_length, sounds_alike},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
};

/// The longest part that a name loses or gains.
const PART: usize = 3;

/// The terms, names and labels of a site.
pub(super) struct Lexicon {
    words: Words,
    /// What is never right, with the term that is meant.
    wrong: Vec<(String, String)>,
    /// The terms of the glossary that are four kanji.
    fours: Vec<String>,
}

/// Shorter words are one character away from too many others.
const FOUR: usize = 4;
/// In so many texts a term is one that the site speaks of.
const OFTEN: usize = 3;

fn is_kanji(c: char) -> bool {
    matches!(c, '一'..='龥')
}

/// A stretch of a text that misses a word.
struct Miss {
    written: String,
    term: String,
    slip: Slip,
    /// The term is the name of a body.
    proper: bool,
}

impl Lexicon {
    pub fn of(site: &Site) -> Self {
        let wrong = site.glossary.iter().flat_map(|term| {
            let meant = &term.term;
            let wrong = term.misspellings.iter();
            wrong.map(move |wrong| (wrong.nfkc().collect(), meant.clone()))
        });
        let terms = site.glossary.iter().map(|term| term.term.nfkc().collect());
        let four = |term: &String| term.chars().count() == FOUR && term.chars().all(is_kanji);
        Self {
            words: Words::of(site),
            wrong: wrong.collect(),
            fours: terms.filter(four).collect(),
        }
    }

    /// Whether a character of a text belongs to a word that is right as it stands, or is told as a
    /// misspelling.
    pub fn knows(&self, words: &str, c: char) -> bool {
        let mut wrong = self.wrong.iter().map(|(wrong, _)| wrong);
        self.words.knows(words, c)
            || wrong.any(|wrong| wrong.contains(c) && words.contains(wrong.as_str()))
    }

    /// A word of four kanji that stands once on the site, one character inside away from a term that
    /// stands often: 職業実習, 職場実習.
    fn short(&self, text: &Text<'_>, words: &str, all: &[Text<'_>], problems: &mut Diagnostics) {
        if self.fours.is_empty() {
            return;
        }
        for word in words
            .split(|c| !is_kanji(c))
            .filter(|word| word.chars().count() == FOUR)
        {
            let near = |term: &&String| {
                let mut apart = (0..)
                    .zip(word.chars().zip(term.chars()))
                    .filter(|(_, (a, b))| a != b);
                matches!((apart.next(), apart.next()), (Some((1 | 2, _)), None))
            };
            let letters: Vec<char> = word.chars().collect();
            let Some(term) = self
                .fours
                .iter()
                .find(near)
                .filter(|_| !self.words.right_as(&letters))
            else {
                continue;
            };
            let times = |word: &str| all.iter().filter(|text| text.words.contains(word)).count();
            if times(word) > 1 || times(term) < OFTEN {
                continue;
            }
            text.report(
                Diagnostic::warning(
                    "prose/near-term",
                    format!("`{word}` is one character away from `{term}`"),
                )
                .at(&text.place(word), "only here")
                .hint("correct it, or add it to the glossary if it is a word of its own"),
                problems,
            );
        }
    }

    fn misses(&self, words: &[char]) -> Vec<Miss> {
        let mut misses = Vec::new();
        for (at, first) in words.iter().enumerate() {
            for word in self.words.beginning(*first) {
                misses.extend(self.miss(&words[at..], word));
            }
        }
        // A word that misses a term misses its parts too, and may stand there again.
        misses.sort_by_key(|miss| std::cmp::Reverse(miss.written.len()));
        let mut whole: Vec<Miss> = Vec::new();
        for miss in misses {
            if !whole
                .iter()
                .any(|other| other.written.contains(&miss.written))
            {
                whole.push(miss);
            }
        }
        whole
    }

    /// What is wrong with the beginning of a stretch, when it just misses a word.
    fn miss(&self, words: &[char], word: &Word) -> Option<Miss> {
        let length = word.term.len();
        if words.starts_with(&word.term) {
            return None;
        }
        let same = words.get(..length).and_then(|window| {
            let slip = match word.short {
                true => None,
                false => same_length(window, &word.term),
            };
            let slip = slip.or_else(|| sounds_alike(window, &word.term))?;
            Some((window, slip))
        });
        if word.short && same.is_none() {
            return None;
        }
        let (window, slip) = same.or_else(|| {
            let most = if word.proper { PART } else { 1 };
            let least = length.saturating_sub(most);
            let longer = if word.proper { length + most } else { length };
            (least..=longer)
                .filter(|other| *other != length)
                .filter_map(|other| words.get(..other))
                .find_map(|window| Some((window, other_length(window, &word.term)?)))
        })?;
        let written: String = window.iter().collect();
        let known = self.wrong.iter().any(|(wrong, _)| *wrong == written);
        let right = self.words.right_as(window) || self.words.right_in(window);
        (!known && !right).then(|| Miss {
            written,
            term: word.term.iter().collect(),
            slip,
            proper: word.proper,
        })
    }
}

pub(super) fn check(
    text: &Text<'_>,
    lexicon: &Lexicon,
    all: &[Text<'_>],
    problems: &mut Diagnostics,
) {
    let words = text.normal();
    misspellings(text, words, lexicon, problems);
    lexicon.short(text, words, all, problems);
    let words: Vec<char> = words.chars().collect();
    for miss in lexicon.misses(&words) {
        // Two other characters make another word, unless nobody else on the site writes them.
        if miss.slip == Slip::Two && elsewhere(&miss, all) {
            continue;
        }
        let Miss {
            written,
            term,
            slip,
            proper,
        } = &miss;
        let (code, message) = match slip {
            Slip::One => (
                "prose/near-term",
                format!("`{written}` is one character away from `{term}`"),
            ),
            Slip::Two => (
                "prose/near-term",
                format!("`{written}` is two characters away from `{term}`"),
            ),
            Slip::Turned => (
                "prose/turned-term",
                format!("`{written}` has the parts of `{term}` in another order"),
            ),
            Slip::Part if !proper => (
                "prose/near-term",
                format!("`{written}` is one character away from `{term}`"),
            ),
            Slip::Part => ("prose/near-name", format!("`{written}` is nearly `{term}`")),
        };
        text.report(
            Diagnostic::warning(code, message)
                .at(&text.place(written), "this word")
                .hint("correct it, or add it to the glossary if it is a word of its own"),
            problems,
        );
    }
}

fn misspellings(text: &Text<'_>, words: &str, lexicon: &Lexicon, problems: &mut Diagnostics) {
    for (wrong, meant) in &lexicon.wrong {
        if lexicon.words.stands_wrong(words, wrong) {
            let message = format!("`{wrong}` is `{meant}`, misspelt");
            text.report(
                Diagnostic::warning("prose/misspelling", message)
                    .at(&text.place(wrong), "this word")
                    .hint(format!("write `{meant}`")),
                problems,
            );
        }
    }
}

/// Whether the two characters that differ stand together anywhere else on the site.
fn elsewhere(miss: &Miss, all: &[Text<'_>]) -> bool {
    let pairs = miss.written.chars().zip(miss.term.chars());
    let other: String = pairs.filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    let times = |text: &Text<'_>| {
        let words = text.normal();
        words.matches(&other).count() - words.matches(&miss.written).count()
    };
    all.iter().any(|text| times(text) > 0)
}
