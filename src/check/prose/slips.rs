//! How a stretch of text can miss a word: one character, two beside each other, parts in another
//! order, a part left out or put in.

/// What is wrong with a stretch that should be a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// One character is another.
    One,
    /// Two characters beside each other are others.
    Two,
    /// Two parts changed places: 就労継続B型支援.
    Turned,
    /// A part is left out, or put in.
    Part,
}

/// Two characters that join words.
const PARTICLES: [&str; 14] = [
    "から", "まで", "への", "との", "での", "には", "では", "とは", "より", "など", "する", "した",
    "して", "ため",
];

/// How many characters two words have in common at their beginnings and at their ends.
fn ends(a: &[char], b: &[char]) -> (usize, usize) {
    let begin = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[begin..], &b[begin..]);
    let pairs = a.iter().rev().zip(b.iter().rev());
    (begin, pairs.take_while(|(a, b)| a == b).count())
}

/// Particles make other phrases: 暮らしの家計, 暮らしと家計.
fn particle(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096)
}

/// The slip in a stretch as long as the term. Words that begin or end otherwise are other words.
pub(super) fn same_length(window: &[char], term: &[char]) -> Option<Slip> {
    let (begin, end) = ends(window, term);
    if begin == term.len() {
        return None;
    }
    // The last part may have changed places too, when both are words: 支援プログラム.
    if end == 0 {
        let (ours, theirs) = (&window[begin..], &term[begin..]);
        let words = begin >= 2 && turned(ours, theirs, 2);
        return words.then_some(Slip::Turned);
    }
    if begin == 0 {
        return None;
    }
    let (ours, theirs) = (
        &window[begin..window.len() - end],
        &term[begin..term.len() - end],
    );
    let letters = |part: &[char]| part.iter().all(|c| c.is_alphabetic());
    let particles = |part: &[char]| match part {
        [one] => particle(*one),
        [_, _] => PARTICLES.contains(&part.iter().collect::<String>().as_str()),
        _ => false,
    };
    if !letters(ours) || !letters(theirs) || particles(ours) && particles(theirs) {
        return None;
    }
    match ours.len() {
        1 => Some(Slip::One),
        _ if turned(ours, theirs, 1) => (begin >= 2).then_some(Slip::Turned),
        2 if term.len() > 6 => Some(Slip::Two),
        _ => None,
    }
}

/// Last characters that are taken for each other, since they sound alike: 職能開発課.
const ALIKE: [&str; 14] = [
    "科課", "性生", "制製", "員院", "所署", "者社", "会回", "員因", "官館", "機器", "績積", "策作",
    "法方", "型形",
];

/// A stretch whose last character only sounds like that of the term.
pub(super) fn sounds_alike(window: &[char], term: &[char]) -> Option<Slip> {
    let ([begin @ .., ours], [same @ .., theirs]) = (window, term) else {
        return None;
    };
    let alike = |pair: &&str| pair.contains(*ours) && pair.contains(*theirs);
    (begin == same && ours != theirs && ALIKE.iter().any(alike)).then_some(Slip::One)
}

/// Whether a stretch is another with its two parts the other way round, each so long at least.
fn turned(ours: &[char], theirs: &[char], least: usize) -> bool {
    let whole = |part: &[char]| part.iter().all(|c| !particle(*c));
    whole(ours)
        && (least..=theirs.len().saturating_sub(least))
            .any(|at| ours == [&theirs[at..], &theirs[..at]].concat())
}

/// The slip in a stretch that is longer or shorter than the name.
pub(super) fn other_length(window: &[char], name: &[char]) -> Option<Slip> {
    let (begin, end) = ends(window, name);
    let (long, short) = match window.len() > name.len() {
        true => (window, name),
        false => (name, window),
    };
    if begin < 2 || end < 2 || begin + end < short.len() {
        return None;
    }
    let part = &long[begin..begin + long.len() - short.len()];
    let word = part.iter().all(|c| c.is_alphabetic() && !particle(*c));
    let joined = |at: usize| particle(long[at]);
    let word = word && !joined(begin - 1) && !joined(begin + part.len());
    word.then_some(Slip::Part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    fn same(a: &str, b: &str) -> Option<Slip> {
        same_length(&chars(a), &chars(b))
    }

    #[test]
    fn one_wrong_character_inside_a_word_is_a_slip() {
        assert_eq!(same("職場適心援助者", "職場適応援助者"), Some(Slip::One));
        assert_eq!(
            same("ジュブマッチング", "ジョブマッチング"),
            Some(Slip::One)
        );
        assert_eq!(same("就労定着支援", "就労移行支援"), None);
        assert_eq!(same("職場適応援助者", "職場適応援助者"), None);
        let alike = |a: &str, b: &str| sounds_alike(&chars(a), &chars(b));
        assert_eq!(alike("職能開発課", "職能開発科"), Some(Slip::One));
        assert_eq!(alike("支援事業所", "支援事業者"), None);
        assert_eq!(same("一人暮らしの家計", "一人暮らしと家計"), None);
        assert_eq!(same("支援センターが", "支援センターは"), None);
    }

    #[test]
    fn parts_that_change_places_are_a_slip() {
        assert_eq!(
            same("従業員プログラム支援", "従業員支援プログラム"),
            Some(Slip::Turned)
        );
        assert_eq!(
            same("就労継続B型支援事業所", "就労継続支援B型事業所"),
            Some(Slip::Turned)
        );
        assert_eq!(
            same("主につづ病コース", "主にうつ病コース"),
            Some(Slip::Two)
        );
    }

    #[test]
    fn names_lose_and_gain_parts() {
        let other = |a: &str, b: &str| other_length(&chars(a), &chars(b));
        let name = "障害者雇用支援連絡協議会";
        assert_eq!(other("障害者雇用連絡協議会", name), Some(Slip::Part));
        assert_eq!(other("障害者の雇用支援連絡協議会", name), None);
        assert_eq!(other("雇用支援連絡協議会", name), None);
    }
}
