//! How texts and queries are cut into terms, in Rust here and in `search.js` there, by one table.
//!
//! A run of Japanese becomes its overlapping pairs of characters and, by itself, its last character;
//! Latin words and digits stay whole. Every character of Japanese and every word takes one place, a
//! separator leaves one place empty, 「・」 takes none. So a query word is found where its pairs stand
//! at the right distances, and that is where a reader sees it.

use unicode_normalization::UnicodeNormalization;

/// What a character does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Separator,
    Japanese,
    Word,
    /// As if it were not there: 「・」, joiners, variation selectors.
    Transparent,
}

/// Fixed ranges and no Unicode properties: programs and browsers know different versions of Unicode.
type Ranges = &'static [(u32, u32)];

const TRANSPARENT: Ranges = &[
    (0xAD, 0xAD),
    (0x200B, 0x200D),
    (0x2060, 0x2060),
    (0x30FB, 0x30FB),
    (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
];

const JAPANESE: Ranges = &[
    (0x3005, 0x3007),
    (0x303B, 0x303B),
    (0x3041, 0x3096),
    (0x3099, 0x309A),
    (0x309D, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x2_0000, 0x3_FFFF),
];

const WORD: Ranges = &[
    (0x30, 0x39),
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2C1),
    (0x300, 0x373),
    (0x376, 0x37D),
    (0x37F, 0x3FF),
    (0x400, 0x52F),
    (0x531, 0x556),
    (0x561, 0x587),
    (0x591, 0x5F2),
    (0x610, 0x669),
    (0x66E, 0x6FF),
    (0x900, 0x1FFF),
    (0x2C00, 0x2DFF),
    (0xA640, 0xABFF),
    (0x1_0000, 0x1_FFFF),
];

/// The table as the browser reads it: for each class the ends of its ranges.
pub(super) fn table() -> [Vec<u32>; 3] {
    [JAPANESE, WORD, TRANSPARENT].map(|ranges| ranges.iter().flat_map(|&(a, b)| [a, b]).collect())
}

pub(super) fn class(c: char) -> Class {
    let within = |ranges: Ranges| {
        let code = u32::from(c);
        ranges.iter().any(|&(from, to)| (from..=to).contains(&code))
    };
    if within(TRANSPARENT) {
        Class::Transparent
    } else if within(JAPANESE) {
        Class::Japanese
    } else if within(WORD) {
        Class::Word
    } else {
        Class::Separator
    }
}

/// The form in which texts are compared: NFKC, lower case.
pub(super) fn normal(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// A normal text without what is as if it were not there.
pub(super) fn bare(normal: &str) -> String {
    let seen = normal.chars().filter(|c| class(*c) != Class::Transparent);
    seen.collect()
}

/// Longer words are addresses and keys, which nobody searches whole.
const LONGEST: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Two characters of Japanese.
    Pair,
    /// The last character of a run of Japanese.
    Last,
    Word,
}

/// A term at its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub text: String,
    pub place: u32,
    pub kind: Kind,
}

/// The terms of a normal text.
pub(super) fn tokens(normal: &str) -> Vec<Token> {
    let mut cutter = Cutter::default();
    for c in normal.chars() {
        match class(c) {
            Class::Transparent => cutter.end_word(),
            Class::Japanese => cutter.japanese(c),
            Class::Word => cutter.word(c),
            Class::Separator => cutter.separator(),
        }
    }
    cutter.end_run();
    cutter.end_word();
    cutter.tokens
}

#[derive(Default)]
struct Cutter {
    tokens: Vec<Token>,
    place: u32,
    /// The character of Japanese just read.
    before: Option<char>,
    word: String,
    /// Something was read since the last empty place.
    any: bool,
}

impl Cutter {
    fn japanese(&mut self, c: char) {
        self.end_word();
        if let Some(before) = self.before {
            let pair = [before, c].iter().collect();
            self.push(pair, self.place - 1, Kind::Pair);
        }
        self.before = Some(c);
        self.place += 1;
        self.any = true;
    }

    fn word(&mut self, c: char) {
        self.end_run();
        self.word.push(c);
        self.any = true;
    }

    fn separator(&mut self) {
        self.end_run();
        self.end_word();
        if self.any {
            self.place += 1;
            self.any = false;
        }
    }

    fn end_run(&mut self) {
        if let Some(last) = self.before.take() {
            self.push(last.to_string(), self.place - 1, Kind::Last);
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        if word.chars().count() <= LONGEST {
            self.push(word, self.place, Kind::Word);
        }
        self.place += 1;
    }

    fn push(&mut self, text: String, place: u32, kind: Kind) {
        self.tokens.push(Token { text, place, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        tokens(&normal(text))
            .iter()
            .map(|t| format!("{}@{}", t.text, t.place))
            .collect()
    }

    #[test]
    fn runs_are_pairs_and_words_are_whole() {
        assert_eq!(
            said("就労支援B型"),
            ["就労@0", "労支@1", "支援@2", "援@3", "b@4", "型@5"]
        );
        assert_eq!(said("支援。就労"), ["支援@0", "援@1", "就労@3", "労@4"]);
        assert_eq!(said("就業・生活"), said("就業生活"));
        assert_eq!(said("ﾘﾜｰｸ　２０２４"), said("リワーク 2024"));
        assert_eq!(said("葛\u{E0100}飾"), said("葛飾"));
    }

    /// The client in the browser is held to the same lines.
    #[test]
    fn nasty_texts_are_cut_as_the_shared_file_says() {
        for line in include_str!("../../../tests/suite/search/tokens.txt").lines() {
            let (text, expected) = line.split_once(" → ").expect("text → terms");
            assert_eq!(said(text).join(" "), expected, "{text}");
        }
    }
}
