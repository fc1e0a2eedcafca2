//! Line breaks of the source and widths of words.

/// The text on one line: a break between Japanese characters is no space.
pub fn join(text: &str, after: Option<char>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if c != '\n' {
            joined.push(c);
            continue;
        }
        let before = joined.chars().next_back();
        let next = characters.peek().copied().or(after);
        if !(before.is_some_and(is_wide) && next.is_none_or(is_wide)) {
            joined.push(' ');
        }
    }
    joined
}

/// The width of a text in em: Japanese characters fill one, Latin ones half, and a quarter stands
/// between the two.
pub fn width(text: &str) -> f64 {
    let mut sum = 0.0;
    let mut before = None;
    for c in text.chars() {
        let parts = before.is_some_and(|b: char| {
            is_wide(b) != is_wide(c) && (b.is_alphanumeric() && c.is_alphanumeric())
        });
        sum += if is_wide(c) { 1.0 } else { 0.5 } + if parts { 0.25 } else { 0.0 };
        before = Some(c);
    }
    sum
}

/// The width of the longest stretch that no line break may divide.
pub fn longest_word(text: &str) -> f64 {
    let mut longest = 0.0_f64;
    let mut word = 0.0;
    for c in text.chars() {
        if is_wide(c) {
            // A closing mark stays with the character before it.
            longest = longest.max(word + 1.0).max(2.0);
            word = 0.0;
        } else if c == ' ' {
            word = 0.0;
        } else {
            word += 0.5;
            longest = longest.max(word);
        }
    }
    longest
}

fn is_wide(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1100..=0x115F | 0x2010..=0x2BFF | 0x2E80..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
            | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F000..=0x3FFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_between_japanese_characters_is_no_space() {
        assert_eq!(join("圏域の\n会議", None), "圏域の会議");
        assert_eq!(join("the area\nmeeting", None), "the area meeting");
        assert_eq!(join("全\n3回", None), "全 3回");
        assert_eq!(join("圏域の\n", Some('会')), "圏域の");
    }

    #[test]
    fn japanese_text_breaks_anywhere_and_figures_never() {
        assert!((width("圏域12") - 3.25).abs() < 1e-9);
        assert!((longest_word("1,204") - 2.5).abs() < 1e-9);
        assert!((longest_word("障害者就業・生活支援センター") - 2.0).abs() < 1e-9);
    }
}
