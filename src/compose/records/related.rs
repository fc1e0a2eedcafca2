//! Cases that are like a case, and why: the same difficulties and moments first, then themes,
//! accommodations and words that few other cases have; never what is said of the person.

use std::collections::{BTreeMap, BTreeSet};

use super::Bodies;
use crate::{
    compose::{routes, writing::label},
    document::{BlockKind, Document, plain},
    model::{Case, Site},
    source::Spanned,
};

/// Cases shown at most.
const MOST: usize = 3;
/// So many words in common are told; with one more they alone make two cases alike.
const WORDS: usize = 3;
/// What is in words of times and numbers, which say nothing of a case.
const TIMES: &str = "年月日時分週曜今翌毎前後回度一二三四五六七八九十半";
/// A word that more cases have than this says nothing of one of them.
const COMMON: usize = 50;

/// A way in which cases are alike: the vocabulary, how much it counts, and the values of a case.
type Way = (&'static str, usize, fn(&Case) -> &[Spanned<String>]);

const WAYS: [Way; 4] = [
    ("difficulty", 3, |case| &case.difficulties),
    ("moment", 2, |case| &case.moments),
    ("theme", 1, |case| &case.themes),
    ("accommodation", 1, |case| &case.accommodations),
];

/// The words by which the cases of a site can be alike.
pub(super) struct Likeness<'a> {
    site: &'a Site,
    /// Rare words of each case, the rarest first.
    words: BTreeMap<&'a str, Vec<String>>,
    /// The cases that have a rare word.
    having: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Likeness<'a> {
    /// Reads the cases and their stories, which are among the bodies.
    pub fn of(site: &'a Site, bodies: &Bodies) -> Self {
        let personal = personal(site);
        let mut having: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for case in site.cases.iter() {
            let mut words = words_of(case, bodies.get(&routes::of(case)));
            words.retain(|word| !personal.iter().any(|label| label.contains(word)));
            for word in words {
                having.entry(word).or_default().push(case.id.as_str());
            }
        }
        let rare = 2..=(site.cases.iter().count() / 6).clamp(2, COMMON);
        having.retain(|_, cases| rare.contains(&cases.len()));
        let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (word, cases) in &having {
            for case in cases {
                words.entry(case).or_default().push(word.clone());
            }
        }
        for words in words.values_mut() {
            words.sort_by_key(|word| (having[word].len(), std::cmp::Reverse(word.len())));
        }
        Self {
            site,
            words,
            having,
        }
    }

    /// The cases most like a case that it does not name itself, each with what both have.
    pub fn related(&self, case: &Case) -> Vec<(&'a Case, Vec<String>)> {
        let shared = self.shared(case);
        let named = |other: &&Case| case.similar.iter().any(|id| **id == *other.id);
        let others = self.site.cases.iter().filter(|other| *other.id != *case.id);
        let mut found: Vec<(usize, &Case, Vec<String>)> = others
            .filter(|other| !named(other))
            .filter_map(|other| {
                let words = shared.get(other.id.as_str()).map_or(&[][..], Vec::as_slice);
                let (score, labels) = self.alike(case, other, words)?;
                Some((score, other, labels))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.value.cmp(&b.1.id.value)));
        let best = found.into_iter().take(MOST);
        best.map(|(_, other, labels)| (other, labels)).collect()
    }

    /// The rare words that other cases share with a case, the rarest first.
    fn shared(&self, case: &Case) -> BTreeMap<&'a str, Vec<&str>> {
        let mut shared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for word in self.words.get(case.id.as_str()).into_iter().flatten() {
            for other in &self.having[word] {
                shared.entry(other).or_default().push(word);
            }
        }
        shared
    }

    /// How much two cases are alike, and in what; `None` when neither a difficulty, a moment nor
    /// their words say that they are.
    fn alike(&self, case: &Case, other: &Case, words: &[&str]) -> Option<(usize, Vec<String>)> {
        let (mut score, mut telling, mut labels) = (0, false, Vec::new());
        for (vocabulary, weight, values) in WAYS {
            let theirs = values(other);
            let both = values(case)
                .iter()
                .filter(|value| theirs.iter().any(|their| their.value == value.value));
            for value in both {
                score += weight;
                telling |= weight > 1;
                labels.push(label(self.site, vocabulary, value));
            }
        }
        if words.len() >= WORDS {
            score += words.len();
            telling |= words.len() > WORDS;
            let told = words[..WORDS].join("・");
            let words = self.site.theme.word("case.same-words");
            labels.push(words.replace("{words}", &told));
        }
        telling.then_some((score, labels))
    }
}

/// What vocabularies say of persons: cases are never alike by that.
fn personal(site: &Site) -> Vec<&str> {
    let named = ["diagnosis-group", "sex", "age-band", "techo"];
    let vocabularies = named.iter().filter_map(|id| site.vocabularies.get(id));
    let values = vocabularies.flat_map(|vocabulary| &vocabulary.values);
    let said = values.flat_map(|value| value.synonyms.iter().chain([&value.label.ja]));
    said.map(String::as_str).collect()
}

/// The words of a case and its story.
fn words_of(case: &Case, story: Option<&Document>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let said = [&case.title, &case.summary].into_iter();
    let steps = case.timeline.iter().map(|step| &step.what);
    let lessons = case
        .learned
        .iter()
        .chain(&case.setbacks)
        .chain(&case.changed);
    for text in said.chain(steps).chain(lessons) {
        all.extend(words(text));
    }
    for block in story.into_iter().flat_map(|story| &story.blocks) {
        if let BlockKind::Paragraph(content) = &block.kind {
            all.extend(words(&plain(content)));
        }
    }
    all
}

/// Runs of two or more kanji or three or more katakana: what stands for words where no dictionary is.
fn words(text: &str) -> Vec<String> {
    let script = |c: char| match c {
        '一'..='鿿' | '々' => 1,
        'ァ'..='ヺ' | 'ー' => 2,
        _ => 0,
    };
    let mut all = vec![(0, String::new())];
    for c in text.chars() {
        let (last, word) = all.last_mut().expect("one was there from the start");
        if *last == script(c) {
            word.push(c);
        } else {
            all.push((script(c), c.to_string()));
        }
    }
    let long = |(script, word): (usize, String)| {
        let telling = !word.contains(|c| TIMES.contains(c));
        (script > 0 && word.chars().count() > script && telling).then_some(word)
    };
    all.into_iter().filter_map(long).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_runs_of_one_script() {
        assert_eq!(
            words("翌日、主治医とジョブコーチの話し合い、復職。A社"),
            ["主治医", "ジョブコーチ", "復職"]
        );
    }
}
