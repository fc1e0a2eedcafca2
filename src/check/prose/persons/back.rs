//! What stands before a place in a text: the run of characters of one kind that ends there.

/// The kind of a character, as far as names are made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Han,
    Katakana,
    Hiragana,
    Latin,
    Digit,
    Other,
}

pub fn kind(c: char) -> Kind {
    match c {
        '々' | '〆' | 'ヶ' | 'ヵ' => Kind::Han,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' => Kind::Han,
        '\u{30A1}'..='\u{30FA}' | 'ー' => Kind::Katakana,
        '\u{3041}'..='\u{3096}' => Kind::Hiragana,
        'A'..='Z' | 'a'..='z' => Kind::Latin,
        '0'..='9' => Kind::Digit,
        _ => Kind::Other,
    }
}

/// The characters at the end of a text that are of some kinds.
pub fn run<'a>(before: &'a str, kinds: &[Kind]) -> &'a str {
    let rest = before.trim_end_matches(|c| kinds.contains(&kind(c)));
    &before[rest.len()..]
}

/// Little words that stand before a name and are none of it.
const PARTICLES: [&str; 16] = [
    "から",
    "まで",
    "より",
    "など",
    "として",
    "という",
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "も",
    "の",
    "へ",
    "や",
];

/// Ends of words that are no names: particles, and what verbs and adjectives end in.
const NO_ENDS: [char; 19] = [
    'の', 'な', 'る', 'い', 'た', 'く', 'て', 'に', 'を', 'は', 'が', 'で', 'も', 'へ', 'う', 'す',
    'だ', 'ん', 'や',
];

/// Words in hiragana that are no names, though they end like one.
const NO_NAMES: [&str; 34] = [
    "また",
    "まず",
    "すぐ",
    "さらに",
    "やはり",
    "ときどき",
    "しばらく",
    "ずっと",
    "ゆっくり",
    "そこ",
    "ここ",
    "どこ",
    "それぞれ",
    "おもに",
    "とき",
    "こと",
    "もの",
    "ところ",
    "あと",
    "まえ",
    "うち",
    "なか",
    "もと",
    "ほか",
    "ため",
    "まま",
    "うえ",
    "ほど",
    "だけ",
    "ながら",
    "たら",
    "れば",
    "ばかり",
    "あたり",
];

/// A name in hiragana at the end of a text, without the particle before it: みなと of 本人はみなと.
pub fn kana_name<'a>(before: &'a str, known: &[&str]) -> Option<&'a str> {
    let run = run(before, &[Kind::Hiragana]);
    let longest = known.iter().filter(|name| run.ends_with(**name));
    if let Some(name) = longest.max_by_key(|name| name.len()) {
        return Some(&before[before.len() - name.len()..]);
    }
    // Behind a kanji stands the end of its word, then a particle, then a name.
    let outer = before[..before.len() - run.len()].chars().next_back();
    let follows =
        outer.is_some_and(|c| matches!(kind(c), Kind::Han | Kind::Katakana | Kind::Latin));
    let cut = PARTICLES
        .iter()
        .find_map(|particle| run.strip_prefix(particle));
    let name = match follows {
        true => cut?,
        false => run,
    };
    let length = name.chars().count();
    let ends = name
        .chars()
        .next_back()
        .is_some_and(|c| NO_ENDS.contains(&c));
    let common = NO_NAMES.iter().any(|word| name.ends_with(word));
    ((3..=6).contains(&length) && !ends && !common).then_some(name)
}

/// Whether a run is made of nothing but some words.
pub fn made_of(run: &str, words: &[&str]) -> bool {
    let mut open = vec![0];
    let mut seen = vec![false; run.len() + 1];
    while let Some(at) = open.pop() {
        if at == run.len() {
            return true;
        }
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        let fitting = words.iter().filter(|word| run[at..].starts_with(**word));
        open.extend(fitting.map(|word| at + word.len()));
        let first = run[at..].chars().next();
        open.extend(first.filter(char::is_ascii_digit).map(|_| at + 1));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_hiragana_are_cut_out_of_their_sentence() {
        let known = ["みなと"];
        let name = |before| kana_name(before, &known);
        assert_eq!(name("本人はみなと"), Some("みなと"));
        assert_eq!(name("本人はわらべの"), None);
        assert_eq!(name("本人はさざなみ"), Some("さざなみ"));
        assert_eq!(name("通っている"), None);
        assert_eq!(name("近くの"), None);
        assert_eq!(name("、また"), None);
    }

    #[test]
    fn a_run_is_taken_apart_into_known_words() {
        assert!(made_of("市内総合", &["市", "市内", "総合"]));
        assert!(!made_of("市内港", &["市", "市内", "総合"]));
        assert!(made_of("", &[]));
    }
}
