//! Widths of words and labels broken into lines, without asking a font.

use crate::render::chart::frame::SIZE;

/// The width of a text in em: Japanese characters fill one, all others a little over a half.
pub fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

/// The width of a text in the units of the drawing.
pub fn length(text: &str) -> f64 {
    width(text) * SIZE
}

fn width_of(c: char) -> f64 {
    if u32::from(c) < 0x1100 { 0.58 } else { 1.0 }
}

/// A label on as many lines as it takes; breaks come after 「・」 and spaces where these stand near the end of a line.
pub fn wrap(text: &str, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0.0;
    for c in text.chars() {
        if filled + width_of(c) > width && !line.is_empty() && !closes(c) {
            let rest = carried(&mut line);
            lines.push(std::mem::replace(&mut line, rest));
            filled = self::width(&line);
        }
        line.push(c);
        filled += width_of(c);
    }
    lines.push(line);
    lines
}

/// What moves to the next line, so that a word is not divided: what stands after a break that is near.
fn carried(line: &mut String) -> String {
    let near = line.len() / 2;
    let last = line
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '・' | ' ' | '　' | '／' | '、'))
        .map(|(index, c)| index + c.len_utf8());
    let digits = line
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_alphanumeric())
        .last()
        .map(|(index, _)| index);
    match last.filter(|index| *index > near).or(digits) {
        Some(index) if index > 0 && index < line.len() => line.split_off(index),
        _ => String::new(),
    }
}

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '。' | '）' | '」' | '・' | 'ー' | ')' | '％' | '%'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_break_where_words_do() {
        assert_eq!(
            wrap("習志野・八千代・鎌ケ谷", 8.0),
            ["習志野・八千代・", "鎌ケ谷"]
        );
        assert_eq!(wrap("令和6年度", 8.0), ["令和6年度"]);
        assert_eq!(wrap("個別支援会議", 4.0), ["個別支援", "会議"]);
        assert_eq!(wrap("事業2024", 3.0), ["事業", "2024"]);
    }
}
