//! What each code means, in Japanese and English, for those who want to know more than a message says.

/// The codes and their meanings, a line each: `code | English | 日本語`.
const TEXT: &str = include_str!("explain.txt");

/// The meaning of a code.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    pub code: &'static str,
    pub english: &'static str,
    pub japanese: &'static str,
}

/// All codes, in alphabetical order.
pub fn explanations() -> impl Iterator<Item = Explanation> + Clone {
    TEXT.lines().filter_map(|line| {
        let mut parts = line.splitn(3, " | ");
        Some(Explanation {
            code: parts.next()?,
            english: parts.next()?,
            japanese: parts.next()?,
        })
    })
}

/// The meaning of one code; `None` when no finding has it.
pub fn explain(code: &str) -> Option<Explanation> {
    explanations().find(|explanation| explanation.code == code)
}
