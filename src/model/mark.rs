//! The marks of regulations: 第3条, 2, (1), ア, (ア), イ, ①, and their order.

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

const KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const KANJI: &str = "一二三四五六七八九十";

/// The way in which a regulation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// 条, 項, 号: 第1条, 2, (1), ア, (ア)
    Articles,
    /// 1, (1), ア, (ア)
    Sections,
    /// 1, (1), イ, ①
    Older,
}

/// The look of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// I, Ⅲ, 第1章
    Chapter,
    /// 第1条, 第3条の2
    Article,
    /// 1
    Digit,
    /// (1)
    Bracketed,
    /// 一
    Kanji,
    /// ア
    Kana,
    /// (ア)
    BracketedKana,
    /// イ, ロ, ハ
    Iroha,
    /// ①
    Circled,
    /// a, (a)
    Letter,
}

/// A mark: its look and its place in the order; the branch of 第3条の2 is 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub form: Form,
    pub place: u32,
    pub branch: u32,
}

impl Style {
    /// The forms that its levels may have, from the outermost; an article is the level above the first.
    pub fn levels(self) -> &'static [&'static [Form]] {
        const BRACKETED: &[Form] = &[Form::Bracketed];
        const DIGIT: &[Form] = &[Form::Digit];
        match self {
            Self::Articles => &[
                DIGIT,
                &[Form::Bracketed, Form::Kanji],
                &[Form::Kana, Form::Iroha],
                &[Form::BracketedKana, Form::Circled],
                &[Form::Letter],
            ],
            Self::Sections => &[
                DIGIT,
                BRACKETED,
                &[Form::Kana],
                &[Form::BracketedKana],
                &[Form::Letter, Form::Circled],
            ],
            Self::Older => &[
                DIGIT,
                BRACKETED,
                &[Form::Iroha],
                &[Form::Circled, Form::Bracketed],
                &[Form::Letter],
            ],
        }
    }

    /// The level of a form, from 0; `None` when the style has no such form.
    pub fn level(self, form: Form) -> Option<usize> {
        self.levels().iter().position(|forms| forms.contains(&form))
    }
}

impl Mark {
    /// Reads a printed mark; full-width digits and brackets are as good as narrow ones.
    pub fn parse(printed: &str, style: Style) -> Option<Self> {
        if let Some(place) = circled(printed.trim()) {
            return Some(Self::of(Form::Circled, place));
        }
        let roman = printed.trim().chars().next().is_some_and(is_roman_sign);
        let text: String = printed.nfkc().filter(|c| !c.is_whitespace()).collect();
        if roman {
            return roman_number(&text).map(|place| Self::of(Form::Chapter, place));
        }
        if let Some(number) = text.strip_prefix('第') {
            return chapter(number).or_else(|| article(number));
        }
        let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
        match inner {
            Some(inner) => bracketed(inner),
            None => bare(text.trim_end_matches(['.', '、', ')']), style),
        }
    }

    fn of(form: Form, place: u32) -> Self {
        Self {
            form,
            place,
            branch: 1,
        }
    }

    /// Whether it is the one that comes after another, or begins its row.
    pub fn follows(self, before: Option<Self>) -> bool {
        match before {
            None => self.place == 1 && self.branch == 1,
            Some(before) => {
                let next = self.place == before.place + 1 && self.branch == 1;
                let branch = self.place == before.place && self.branch == before.branch + 1;
                self.form == before.form && (next || branch && self.form == Form::Article)
            }
        }
    }

    /// The mark as its form writes it: what should stand there.
    pub fn show(self) -> String {
        let nth = |order: &str| {
            let place = usize::try_from(self.place).unwrap_or_default();
            let sign = order.chars().nth(place.wrapping_sub(1));
            sign.map_or_else(|| self.place.to_string(), String::from)
        };
        match self.form {
            Form::Chapter => format!("第{}章", self.place),
            Form::Article if self.branch > 1 => format!("第{}条の{}", self.place, self.branch),
            Form::Article => format!("第{}条", self.place),
            Form::Digit => self.place.to_string(),
            Form::Bracketed => format!("({})", self.place),
            Form::Kanji => nth(KANJI),
            Form::Kana => nth(KANA),
            Form::BracketedKana => format!("({})", nth(KANA)),
            Form::Iroha => nth(IROHA),
            Form::Circled => {
                char::from_u32(0x245F + self.place).map_or_else(String::new, String::from)
            }
            Form::Letter => nth("abcdefghijklmnopqrstuvwxyz"),
        }
    }

    /// The mark after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.form, self.place + 1)
    }

    /// What it is called in links: 9, 3の2, ア.
    pub fn name(self) -> String {
        match self.form {
            Form::Article if self.branch > 1 => format!("{}の{}", self.place, self.branch),
            Form::Chapter => format!("chapter-{}", self.place),
            Form::Kana | Form::Iroha | Form::Letter => self.show(),
            Form::BracketedKana => Self::of(Form::Kana, self.place).show(),
            _ => self.place.to_string(),
        }
    }
}

/// Ⅰ to Ⅿ: one sign for a whole Roman number.
fn is_roman_sign(c: char) -> bool {
    matches!(u32::from(c), 0x2160..=0x217F)
}

fn circled(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let sign = u32::from(chars.next()?);
    let place = match sign {
        0x2460..=0x2473 => sign - 0x245F,
        0x2776..=0x277F => sign - 0x2775,
        0x2780..=0x2789 => sign - 0x277F,
        _ => return None,
    };
    chars.next().is_none().then_some(place)
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn place(order: &str, text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let sign = chars.next()?;
    let place = order.chars().position(|c| c == sign)?;
    let alone = chars.next().is_none();
    alone.then(|| u32::try_from(place + 1).ok()).flatten()
}

/// I to XXXIX.
fn roman_number(text: &str) -> Option<u32> {
    let tens = text.bytes().take_while(|b| *b == b'X').count();
    let ones = match &text[tens..] {
        "" if tens > 0 => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    u32::try_from(tens * 10 + ones).ok()
}

fn chapter(text: &str) -> Option<Mark> {
    let (digits, _) = text.split_once(['章', '節', '編'])?;
    number(digits).map(|place| Mark::of(Form::Chapter, place))
}

fn article(text: &str) -> Option<Mark> {
    let (digits, rest) = text.split_once('条')?;
    let branch = match rest.strip_prefix('の') {
        Some(branch) => number(branch)?,
        None if rest.is_empty() => 1,
        None => return None,
    };
    Some(Mark {
        form: Form::Article,
        place: number(digits)?,
        branch,
    })
}

fn bracketed(inner: &str) -> Option<Mark> {
    let forms = [
        (Form::Bracketed, number(inner)),
        (Form::BracketedKana, place(KANA, inner)),
        (Form::Letter, place("abcdefghijklmnopqrstuvwxyz", inner)),
        (Form::Kanji, place(KANJI, inner)),
    ];
    let found = forms
        .into_iter()
        .find_map(|(form, place)| Some((form, place?)));
    found.map(|(form, place)| Mark::of(form, place))
}

fn bare(text: &str, style: Style) -> Option<Mark> {
    let (kana, order) = match style {
        Style::Older => (Form::Iroha, IROHA),
        _ => (Form::Kana, KANA),
    };
    let forms = [
        (Form::Digit, number(text)),
        (kana, place(order, text)),
        (Form::Kanji, place(KANJI, text)),
        (Form::Chapter, roman_number(text)),
        (Form::Letter, place("abcdefghijklmnopqrstuvwxyz", text)),
    ];
    let found = forms
        .into_iter()
        .find_map(|(form, place)| Some((form, place?)));
    found.map(|(form, place)| Mark::of(form, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(printed: &str, style: Style) -> Option<(Form, u32)> {
        Mark::parse(printed, style).map(|mark| (mark.form, mark.place))
    }

    #[test]
    fn marks_have_a_form_and_a_place() {
        let sections = Style::Sections;
        assert_eq!(read("２", sections), Some((Form::Digit, 2)));
        assert_eq!(read("（３）", sections), Some((Form::Bracketed, 3)));
        assert_eq!(read("ク", sections), Some((Form::Kana, 8)));
        assert_eq!(read("（カ）", sections), Some((Form::BracketedKana, 6)));
        assert_eq!(read("ロ", Style::Older), Some((Form::Iroha, 2)));
        assert_eq!(read("③", Style::Older), Some((Form::Circled, 3)));
        assert_eq!(read("第27条", Style::Articles), Some((Form::Article, 27)));
        assert_eq!(read("II", Style::Articles), Some((Form::Chapter, 2)));
        assert_eq!(read("Ⅳ", Style::Articles), Some((Form::Chapter, 4)));
        assert_eq!(read("- 2", Style::Articles), None);
    }

    #[test]
    fn marks_come_one_after_another() {
        let mark = |printed| Mark::parse(printed, Style::Articles);
        assert!(mark("第1条").unwrap().follows(None));
        assert!(mark("第3条の2").unwrap().follows(mark("第3条")));
        assert!(mark("第4条").unwrap().follows(mark("第3条の2")));
        assert!(!mark("第5条").unwrap().follows(mark("第3条")));
        assert_eq!(mark("(ク)").unwrap().next().show(), "(ケ)");
    }
}
