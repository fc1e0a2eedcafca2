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

/// A character at its place: one place for each of Japanese, one for a whole Latin word, one left
/// empty for what separates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// A blank for whatever separates.
    pub c: char,
    pub place: u32,
    pub class: Class,
}

/// The characters of a normal text that count, each at its place.
pub(super) fn cells(normal: &str) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(normal.len() / 3);
    let mut place = 0;
    let mut in_word = false;
    for c in normal.chars() {
        let class = class(c);
        if in_word && class != Class::Word {
            place += 1;
            in_word = false;
        }
        match class {
            Class::Transparent => {}
            Class::Word => {
                cells.push(Cell { c, place, class });
                in_word = true;
            }
            Class::Japanese => {
                cells.push(Cell { c, place, class });
                place += 1;
            }
            // Before the first word, and after another separator, there is nothing to separate.
            Class::Separator => {
                if cells.last().is_some_and(|last| last.class != class) {
                    cells.push(Cell {
                        c: ' ',
                        place,
                        class,
                    });
                    place += 1;
                }
            }
        }
    }
    cells
}

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

/// The terms of a text of which the cells are known.
pub(super) fn tokens(cells: &[Cell]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(cells.len());
    let mut rest = cells;
    while let [first, after @ ..] = rest {
        rest = after;
        let mut push = |text, kind| {
            tokens.push(Token {
                text,
                place: first.place,
                kind,
            });
        };
        match first.class {
            Class::Japanese => match after.first() {
                Some(next) if next.class == Class::Japanese => {
                    push([first.c, next.c].iter().collect(), Kind::Pair);
                }
                _ => push(first.c.to_string(), Kind::Last),
            },
            Class::Word => {
                let inside = after
                    .iter()
                    .take_while(|cell| cell.class == Class::Word && cell.place == first.place);
                let inside = inside.count();
                if inside < LONGEST {
                    let word = std::iter::once(first).chain(&after[..inside]);
                    push(word.map(|cell| cell.c).collect(), Kind::Word);
                }
                rest = &after[inside..];
            }
            Class::Separator | Class::Transparent => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        tokens(&cells(&normal(text)))
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
