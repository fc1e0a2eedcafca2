//! The messages in Japanese: a catalogue of patterns, `English | 日本語`, and the look-up of a text in it.
//!
//! `{}` in a pattern stands for any text. In the Japanese it is the text of the next slot, `{1}` that
//! of the second; with `:ja`, the text is itself said in Japanese where `words.txt` has it. Values that
//! the author writes (`held`, `area`) stay as they are, so `:ja` is only where no author has to copy.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::Diagnostic;

/// Whole messages, labels and hints, by the part of the program that says them.
const MESSAGES: [&str; 9] = [
    include_str!("japanese/load.txt"),
    include_str!("japanese/check-areas-to-plans.txt"),
    include_str!("japanese/check-publications-to-years.txt"),
    include_str!("japanese/prose.txt"),
    include_str!("japanese/regulations.txt"),
    include_str!("japanese/compose.txt"),
    include_str!("japanese/views.txt"),
    include_str!("japanese/render.txt"),
    LIBRARIES,
];

/// What libraries say, as far as it is known here.
const LIBRARIES: &str = include_str!("japanese/libraries.txt");

/// What stands in the slots of messages.
const WORDS: [&str; 1] = [include_str!("japanese/words.txt")];

static SAID: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(&MESSAGES));
static SLOTS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(&WORDS));

/// A message, a label or a hint in Japanese; `None` when the catalogue does not have it.
pub fn translate(text: &str) -> Option<String> {
    SAID.translate(text)
}

/// The English patterns of the catalogue, with `{}` for each slot, but for those of libraries.
pub fn patterns() -> impl Iterator<Item = &'static str> {
    let own = MESSAGES.into_iter().filter(|text| *text != LIBRARIES);
    own.chain(WORDS).flat_map(lines).map(|(english, _)| english)
}

/// A diagnostic in Japanese; what the catalogue does not have stays English.
pub(super) fn translated(diagnostic: &Diagnostic) -> Diagnostic {
    let mut said = diagnostic.clone();
    let texts = [&mut said.message].into_iter().chain(&mut said.hints);
    let labels = said.label.iter_mut().chain(&mut said.related);
    for text in texts.chain(labels.map(|label| &mut label.text)) {
        if let Some(japanese) = translate(text) {
            *text = japanese;
        }
    }
    said
}

/// The lines of a text; those that begin with `#` say where in the program the next ones are.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(halves)
}

/// Both sides of the first bar that stands in no code.
fn halves(line: &str) -> Option<(&str, &str)> {
    const BAR: &str = " | ";
    let bars = line.match_indices(BAR);
    let mut outside = bars.filter(|(at, _)| line[..*at].matches('`').count().is_multiple_of(2));
    let (at, _) = outside.next()?;
    Some((&line[..at], &line[at + BAR.len()..]))
}

/// Patterns that are found by their longest words.
struct Catalogue {
    /// Texts without slots.
    whole: BTreeMap<&'static str, &'static str>,
    /// Texts with slots, those with most words of their own first.
    patterns: Vec<Pattern>,
    /// The longest words of each pattern, in the same order.
    keys: AhoCorasick,
}

/// A text with slots.
struct Pattern {
    /// What stands before, between and behind the slots.
    words: Vec<&'static str>,
    japanese: Vec<Piece>,
}

/// A part of a Japanese text.
enum Piece {
    Text(&'static str),
    Slot { number: usize, said: bool },
}

impl Catalogue {
    fn of(texts: &[&'static str]) -> Self {
        let mut whole = BTreeMap::new();
        let mut patterns = Vec::new();
        for (english, japanese) in texts.iter().flat_map(|text| lines(text)) {
            match english.contains("{}") {
                true => patterns.push(Pattern {
                    words: english.split("{}").collect(),
                    japanese: pieces(japanese),
                }),
                false => drop(whole.insert(english, japanese)),
            }
        }
        let own = |pattern: &Pattern| pattern.words.iter().map(|words| words.len()).sum::<usize>();
        patterns.sort_by_key(|pattern| std::cmp::Reverse(own(pattern)));
        let longest = |pattern: &Pattern| pattern.words.iter().max_by_key(|w| w.len()).copied();
        let keys = AhoCorasick::new(patterns.iter().filter_map(longest));
        Self {
            whole,
            patterns,
            keys: keys.expect("the catalogue fits into memory"),
        }
    }

    fn translate(&self, text: &str) -> Option<String> {
        if let Some(japanese) = self.whole.get(text) {
            return Some((*japanese).to_owned());
        }
        let found = self.keys.find_overlapping_iter(text);
        let mut likely: Vec<usize> = found.map(|found| found.pattern().as_usize()).collect();
        likely.sort_unstable();
        likely.dedup();
        let mut likely = likely.into_iter().map(|at| &self.patterns[at]);
        likely.find_map(|pattern| Some(pattern.filled(&pattern.slots(text)?)))
    }
}

impl Pattern {
    /// What stands in the slots, when the text is of this pattern. No code ends inside a slot of code.
    fn slots<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, rest) = self.words.split_first()?;
        let (last, between) = rest.split_last()?;
        let mut inner = text.strip_prefix(first)?.strip_suffix(last)?;
        let mut slots = Vec::new();
        for words in between {
            let (slot, behind) = inner.split_once(words)?;
            slots.push(slot);
            inner = behind;
        }
        slots.push(inner);
        let sides = self.words.iter().zip(rest);
        let code = sides.map(|(before, behind)| before.ends_with('`') && behind.starts_with('`'));
        let mut both = slots.iter().zip(code);
        both.all(|(slot, code)| !code || !slot.contains('`'))
            .then_some(slots)
    }

    fn filled(&self, slots: &[&str]) -> String {
        let filled = self.japanese.iter().map(|piece| match *piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Slot { number, said: true } => said(slots.get(number).unwrap_or(&"")),
            Piece::Slot { number, .. } => (*slots.get(number).unwrap_or(&"")).to_owned(),
        });
        filled.collect()
    }
}

/// A word or a list of words in Japanese; what is not known stays as it is.
fn said(text: &str) -> String {
    if let Some(japanese) = SLOTS.translate(text) {
        return japanese;
    }
    let parts: Vec<&str> = [", ", " and ", " or "]
        .iter()
        .find(|between| text.contains(**between))
        .map_or_else(Vec::new, |between| text.split(between).collect());
    let japanese: Option<Vec<String>> = parts.iter().map(|part| SLOTS.translate(part)).collect();
    match japanese {
        Some(parts) if !parts.is_empty() => parts.join("、"),
        _ => text.to_owned(),
    }
}

/// The parts of a Japanese text: `{}`, `{1}`, `{:ja}` and `{1:ja}` are slots, all other brackets are text.
fn pieces(japanese: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut begin, mut next) = (0, 0);
    for (at, _) in japanese.match_indices('{') {
        let Some((slot, _)) = japanese[at + 1..].split_once('}') else {
            break;
        };
        let (number, said) = match slot.strip_suffix(":ja") {
            Some(number) => (number, true),
            None => (slot, false),
        };
        let number = match number {
            "" => next,
            number => match number.parse() {
                Ok(number) => number,
                Err(_) => continue,
            },
        };
        next += 1;
        pieces.push(Piece::Text(&japanese[begin..at]));
        pieces.push(Piece::Slot { number, said });
        begin = at + slot.len() + "{}".len();
    }
    pieces.push(Piece::Text(&japanese[begin..]));
    pieces
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn said(text: &str) -> String {
        translate(text).unwrap_or_default()
    }

    #[test]
    fn slots_keep_names_and_say_words() {
        assert_eq!(said("no area is called `held`"), "圏域「held」はありません");
        assert_eq!(
            said("16 took part in what is cancelled"),
            "中止の会や研修に、参加した人が16人とあります"
        );
        assert_eq!(
            said("this case is left out: of the mother, the consent was refused"),
            "この事例は載せません: the motherについて、同意を断られています"
        );
        assert_eq!(said("a line that nobody wrote"), "");
    }

    #[test]
    fn brackets_of_code_are_no_slots() {
        assert_eq!(
            said("write it here: `{名前|よみ}`"),
            "ここに読みを書いてください: `{名前|よみ}`"
        );
        assert_eq!(
            said("round it: `(…) | round(precision=1)`"),
            "丸めてください: `(…) | round(precision=1)`"
        );
    }

    #[test]
    fn each_line_is_whole_and_stands_once() {
        for texts in [&MESSAGES[..], &WORDS] {
            let mut seen = BTreeSet::new();
            for text in texts {
                for line in text
                    .lines()
                    .filter(|l| !l.is_empty() && !l.starts_with("# "))
                {
                    let (english, japanese) = halves(line).unwrap_or_default();
                    assert!(!english.is_empty() && !japanese.is_empty(), "{line}");
                    assert!(seen.insert(english), "twice: {line}");
                    let slots = english.matches("{}").count();
                    for piece in pieces(japanese) {
                        if let Piece::Slot { number, .. } = piece {
                            assert!(number < slots, "{line}");
                        }
                    }
                }
            }
        }
    }
}
