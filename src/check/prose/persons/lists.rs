//! Words that the patterns of persons know: names, and what looks like one and is none.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const LISTS: &str = include_str!("lists.txt");
const SURNAMES: &str = include_str!("surnames.txt");
const GIVEN: &str = include_str!("given.txt");

static WORDS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in LISTS.lines().filter(|line| !line.starts_with('#')) {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(list) => name = list,
            None => lists.entry(name).or_default().extend(line.split(' ')),
        }
    }
    lists
});

/// The words of a list of `lists.txt`.
pub fn words(list: &str) -> &'static [&'static str] {
    &WORDS[list]
}

/// Family names, each with whether it is a common word or a place as well.
pub static SURNAMES_HAN: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    let names = SURNAMES.lines().filter_map(|line| line.split_once(' '));
    names
        .map(|(name, rest)| (name, rest.ends_with('*')))
        .collect()
});

/// Given names.
pub static GIVEN_HAN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let names = GIVEN.lines().filter_map(|line| line.split_once(' '));
    names.map(|(name, _)| name).collect()
});

/// How family and given names are read, in hiragana.
pub static READINGS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = SURNAMES.lines().chain(GIVEN.lines());
    lines.filter_map(|line| line.split(' ').nth(1)).collect()
});

/// The readings in Latin letters, long vowels written short.
pub static LATIN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    READINGS
        .iter()
        .map(|reading| short(&latin(reading)))
        .collect()
});

/// A Latin word in the spelling of `LATIN`: Satou, Satoh and Sato are one.
pub fn short(word: &str) -> String {
    let mut word = word.to_lowercase();
    for (long, short) in [("ou", "o"), ("oo", "o"), ("uu", "u"), ("oh", "o")] {
        word = word.replace(long, short);
    }
    word
}

/// Hiragana in the letters of Hepburn.
fn latin(reading: &str) -> String {
    let mut out = String::new();
    let mut doubled = false;
    for c in reading.chars() {
        let small = match c {
            'ゃ' => "a",
            'ゅ' => "u",
            'ょ' => "o",
            _ => "",
        };
        if c == 'っ' {
            doubled = true;
        } else if small.is_empty() {
            let sound = sound(c);
            out.extend(sound.chars().next().filter(|_| doubled));
            out.push_str(sound);
            doubled = false;
        } else {
            out.pop();
            let soft = ["sh", "ch", "j"].iter().any(|end| out.ends_with(end));
            if !soft {
                out.push('y');
            }
            out.push_str(small);
        }
    }
    out
}

fn sound(c: char) -> &'static str {
    const ROWS: [(&str, [&str; 5]); 15] = [
        ("あいうえお", ["a", "i", "u", "e", "o"]),
        ("かきくけこ", ["ka", "ki", "ku", "ke", "ko"]),
        ("さしすせそ", ["sa", "shi", "su", "se", "so"]),
        ("たちつてと", ["ta", "chi", "tsu", "te", "to"]),
        ("なにぬねの", ["na", "ni", "nu", "ne", "no"]),
        ("はひふへほ", ["ha", "hi", "fu", "he", "ho"]),
        ("まみむめも", ["ma", "mi", "mu", "me", "mo"]),
        ("や　ゆ　よ", ["ya", "", "yu", "", "yo"]),
        ("らりるれろ", ["ra", "ri", "ru", "re", "ro"]),
        ("わ　ん　を", ["wa", "", "n", "", "o"]),
        ("がぎぐげご", ["ga", "gi", "gu", "ge", "go"]),
        ("ざじずぜぞ", ["za", "ji", "zu", "ze", "zo"]),
        ("だぢづでど", ["da", "ji", "zu", "de", "do"]),
        ("ばびぶべぼ", ["ba", "bi", "bu", "be", "bo"]),
        ("ぱぴぷぺぽ", ["pa", "pi", "pu", "pe", "po"]),
    ];
    let of = |(row, sounds): &(&str, [&'static str; 5])| {
        let at = row.chars().position(|known| known == c)?;
        Some(sounds[at])
    };
    ROWS.iter().find_map(of).unwrap_or("")
}

/// Katakana as hiragana.
pub fn hiragana(words: &str) -> String {
    let plain = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    };
    words.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_written_in_latin_letters() {
        for (reading, word) in [
            ("さとう", "sato"),
            ("しょうじ", "shoji"),
            ("はっとり", "hattori"),
            ("りょう", "ryo"),
            ("じゅんこ", "junko"),
        ] {
            assert_eq!(short(&latin(reading)), word);
        }
        assert!(LATIN.contains(&short("Satoh")) && LATIN.contains(&short("Itou")));
    }

    #[test]
    fn every_list_is_there() {
        for list in [
            "people",
            "people-kana",
            "people-hira",
            "hospital",
            "school",
            "station",
            "line",
            "town",
            "office",
            "diagnosis",
            "heavy",
            "drug",
            "kana-names",
            "cities",
        ] {
            assert!(words(list).len() > 20, "{list}");
        }
        assert!(SURNAMES_HAN.len() > 400 && GIVEN_HAN.len() > 140);
    }
}
