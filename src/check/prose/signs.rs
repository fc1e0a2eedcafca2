//! Brackets, characters and doubled words.

use unicode_normalization::is_nfc;

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};

const BRACKETS: [(char, char); 7] = [
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('〔', '〕'),
    ('〈', '〉'),
];

/// A phrase of so many characters twice in a row was pasted twice.
const PHRASE: usize = 10;
/// A shorter one, when nothing stands between.
const SHORT: usize = 4;

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    if let Some(bracket) = unpaired(&text.words) {
        let message = format!("the bracket `{bracket}` has no partner");
        text.report(
            Diagnostic::warning("prose/bracket", message)
                .at(&text.whole(), "in this text")
                .hint("add the other bracket, or take this one out"),
            problems,
        );
    }
    if let Some((c, why)) = text.words.chars().find_map(foreign) {
        let message = format!("the character `{c}` (U+{:04X}) {why}", u32::from(c));
        text.report(
            Diagnostic::warning("prose/character", message)
                .at(&text.place(c.encode_utf8(&mut [0; 4])), "this character")
                .hint("write it with ordinary characters: `（株）`, `カタカナ`, `5`"),
            problems,
        );
    }
    if !is_nfc(&text.words) {
        text.report(
            Diagnostic::warning(
                "prose/character",
                "the text has letters and their marks apart (not NFC)",
            )
            .at(&text.whole(), "in this text")
            .hint("it was copied from a PDF or a Mac: type the word again"),
            problems,
        );
    }
    if let Some(particles) = particles(&text.words) {
        text.report(
            Diagnostic::warning(
                "prose/twice",
                format!("the particle of `{particles}` stands twice"),
            )
            .at(&text.place(&particles), "and again")
            .hint("delete one of the two"),
            problems,
        );
    }
    if let Some(phrase) = doubled(&text.words) {
        text.report(
            Diagnostic::warning("prose/twice", format!("`{phrase}` stands twice in a row"))
                .at(&text.place(&phrase), "and again")
                .hint("delete one of the two"),
            problems,
        );
    }
}

/// The first bracket that is not closed, or not opened. `1)` and `ア)` are marks of lists.
fn unpaired(words: &str) -> Option<char> {
    let chars: Vec<char> = words.chars().collect();
    let mut open: Vec<char> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if BRACKETS.iter().any(|(opening, _)| opening == c) {
            open.push(*c);
        } else if let Some((opening, _)) = BRACKETS.iter().find(|(_, closing)| closing == c) {
            let mark = open.is_empty() && matches!(c, ')' | '）') && is_mark(&chars[..at]);
            if !mark && open.pop() != Some(*opening) {
                return Some(*c);
            }
        }
    }
    open.pop()
}

/// Whether a text ends with the mark of an item: `1`, `12`, `a`, `ア`.
fn is_mark(before: &[char]) -> bool {
    let back = before.iter().rev().copied();
    let mark: Vec<char> = back.take_while(|c| c.is_alphanumeric()).collect();
    match mark.as_slice() {
        [c] => c.is_ascii() || matches!(c, 'ァ'..='ヶ'),
        [a, b] => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

/// Characters that print as a box, or as something else, on other machines.
fn foreign(c: char) -> Option<(char, &'static str)> {
    let why = match u32::from(c) {
        0xFF61..=0xFF9F => "is half-width kana",
        0x3200..=0x33FF => "is several letters in one",
        0x2776..=0x2793 => "is a number of a symbol font",
        0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF => "is private to one machine",
        _ => return None,
    };
    Some((c, why))
}

/// A phrase that follows itself at once.
fn doubled(words: &str) -> Option<String> {
    if let Some(stammer) = stammer(words).or_else(|| repeated(words)) {
        return Some(stammer);
    }
    let chars: Vec<char> = words
        .chars()
        .filter(|c| !c.is_whitespace() && !"、・".contains(*c))
        .collect();
    for length in PHRASE..=chars.len() / 2 {
        // How many characters in a row equal the ones `length` before.
        let mut run = 0;
        for at in length..chars.len() {
            run = if chars[at] == chars[at - length] {
                run + 1
            } else {
                0
            };
            if run == length {
                let phrase: String = chars[at + 1 - length..=at].iter().collect();
                let said = phrase.chars().any(char::is_alphabetic);
                return said.then_some(phrase);
            }
        }
    }
    None
}

/// A particle that stands twice: 紙をを, センターに（…）に.
fn particles(words: &str) -> Option<String> {
    let chars: Vec<char> = words.chars().collect();
    let word = |c: char| c.is_alphabetic() && !matches!(c, 'ぁ'..='ん');
    let mut all = (0..chars.len()).filter_map(|at| Some((at, chars.get(at..at + 3)?)));
    let twice = all.find(|(at, w)| {
        // 町ににぎわいが戻る is right.
        let begins = chars
            .get(at + 3)
            .is_some_and(|c| "ぎおくげしっ".contains(*c));
        let particle = w[1] == 'を' || w[1] == 'に' && !begins;
        word(w[0]) && particle && w[1] == w[2]
    });
    if let Some((_, twice)) = twice {
        return Some(twice.iter().collect());
    }
    let opens = (1..chars.len())
        .filter(|at| matches!(chars[*at], '(' | '（') && "をに".contains(chars[at - 1]));
    opens
        .filter(|at| *at > 1 && word(chars[at - 2]))
        .find_map(|at| {
            let length = chars[at..].iter().position(|c| matches!(c, ')' | '）'))?;
            let again = *chars.get(at + length + 1)? == chars[at - 1];
            (again && length < 40).then(|| chars[at - 2..at].iter().collect())
        })
}

/// A short phrase with a Chinese character that stands twice without anything between.
fn repeated(words: &str) -> Option<String> {
    let chars: Vec<char> = words.chars().collect();
    let han = |c: &char| matches!(u32::from(*c), 0x4E00..=0x9FFF);
    let letters = |part: &[char]| part.iter().all(|c| c.is_alphabetic());
    (SHORT..PHRASE).find_map(|length| {
        let twice = |both: &&[char]| {
            let (one, other) = both.split_at(length);
            one == other && letters(one) && one.iter().any(han)
        };
        let found = chars.windows(2 * length).find(twice)?;
        Some(found[..length].iter().collect())
    })
}

/// A kana, a blank, and the kana again: 「…ない い。」, where two pages were put together.
fn stammer(words: &str) -> Option<String> {
    let chars: Vec<char> = words.chars().collect();
    let kana = |c: char| matches!(u32::from(c), 0x3041..=0x3096);
    let again = |w: &&[char]| kana(w[0]) && w[1].is_whitespace() && w[0] == w[2];
    chars
        .windows(3)
        .find(again)
        .map(|w| w[..1].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_find_their_partners() {
        for good in ["「あ（い）」", "1) あ", "（ア） い", "なし"] {
            assert_eq!(unpaired(good), None, "{good}");
        }
        assert_eq!(unpaired("「あ"), Some('「'));
        assert_eq!(unpaired("あ」"), Some('」'));
        assert_eq!(unpaired("センター長、職員）"), Some('）'));
        assert_eq!(unpaired("「（あ」）"), Some('」'));
    }

    #[test]
    fn particles_stand_once() {
        assert_eq!(particles("書いた紙をを渡す").as_deref(), Some("紙をを"));
        assert_eq!(
            particles("センターに（以下「甲」という。）に委託する").as_deref(),
            Some("ーに")
        );
        assert_eq!(particles("主治医に（月に一度）会う"), None);
        assert_eq!(particles("ことと、ものの、母ははは"), None);
    }

    #[test]
    fn phrases_that_follow_themselves_are_found() {
        let twice = "一つの圏域につき年二回一つの圏域につき年二回開きます";
        assert_eq!(doubled(twice).as_deref(), Some("一つの圏域につき年二回"));
        assert_eq!(doubled("――――――――――――――――――――――――"), None);
        assert_eq!(doubled("支援の支援の話"), None);
        assert_eq!(
            doubled("研修を受講した受講した人").as_deref(),
            Some("受講した")
        );
        assert_eq!(
            doubled("計12回開催（6か所×年2回）、計12回開催（6か所×年2回）").as_deref(),
            Some("計12回開催（6か所×年2回）")
        );
        assert_eq!(doubled("しなければならない い。").as_deref(), Some("い"));
    }
}
