//! Numbers before what they count, as people write them: `1,204件`, `３２回`, `三十二回`, `3万1,418回`.

use crate::model::Number;

/// A number with its unit, as it stands in a normal text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub number: Number,
    pub unit: &'a str,
    /// Both, as they stand there.
    pub written: &'a str,
    /// What stands before them in the sentence.
    pub before: &'a str,
    /// What stands behind them.
    pub after: &'a str,
}

/// Words before or behind a number that is not meant to the last digit.
const ABOUT: [&str; 6] = ["約", "およそ", "おおよそ", "ほぼ", "おおむね", "概ね"];
const ROUGHLY: [&str; 13] = [
    "を超",
    "以上",
    "余",
    "近く",
    "ほど",
    "程度",
    "前後",
    "弱",
    "強",
    "あまり",
    "を上回",
    "を下回",
    "に迫",
];

/// Words by which a sentence speaks of a part of what a figure counts, or of each.
const PARTIAL: [&str; 16] = [
    "うち",
    "前半",
    "後半",
    "半期",
    "あたり",
    "当たり",
    "につき",
    "ごと",
    "毎",
    "一日",
    "1日",
    "ある",
    "最も",
    "一番",
    "これまで",
    "内訳",
];

impl Typed<'_> {
    /// Whether it may stand for a figure: the same, or what the figure is about.
    pub fn agrees(&self, figure: Number) -> bool {
        if self.number == figure {
            return true;
        }
        let places = self.number.places();
        if places < figure.places() && Number::parse(&figure.rounded(places)) == Some(self.number) {
            return true;
        }
        let about = ABOUT.iter().any(|word| self.before.ends_with(word));
        let roughly = ROUGHLY.iter().any(|word| self.after.starts_with(word));
        (about || roughly) && (self.number - figure).abs() < self.number.step()
    }

    /// Whether the sentence speaks of a part only, of each, or of a change.
    pub fn is_partial(&self) -> bool {
        let clause = self.before.rsplit(['。', '」']).next().unwrap_or_default();
        let each = [
            "ずつ", "まで", "以内", "目", "増", "減", "多く", "少な", "の差", "の増", "の減", "上回", "下回",
            "及ば", "足り",
        ];
        PARTIAL.iter().any(|word| clause.contains(word))
            || ["から", "うちの", "残り", "残る"]
                .iter()
                .any(|word| clause.ends_with(word))
            || each.iter().any(|word| self.after.starts_with(word))
            || clause.ends_with("には") && clause.contains('日')
    }
}

/// The numbers of a normal text that stand before one of the units, the longest first.
pub(super) fn typed<'a>(sentence: &'a str, units: &[&'a str]) -> Vec<Typed<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = sentence[at..].find(is_numeral).map(|start| at + start) {
        let digits = &sentence[start..];
        let before = &sentence[..start];
        let end = |is: fn(char) -> bool| {
            let end = digits.find(|c: char| !(is(c) || matches!(c, ',' | '.')));
            end.unwrap_or(digits.len())
        };
        let (plain, whole) = (end(|c| c.is_ascii_digit()), end(is_numeral));
        at = start + whole;
        // 第3回, 数十件: an ordinal, and a number that nobody knows.
        if before.ends_with(['第', '数', '何', '幾']) {
            continue;
        }
        // 990千円: the digits alone, when a unit begins behind them.
        let read = |length: usize| {
            let after = &digits[length..];
            let unit = units
                .iter()
                .find(|unit| !unit.is_empty() && after.starts_with(**unit))?;
            let number = parse(digits[..length].trim_end_matches(['.', ',']))?;
            Some(Typed {
                number,
                unit,
                written: &digits[..length + unit.len()],
                before,
                after: &after[unit.len()..],
            })
        };
        let alone = (plain > 0).then(|| read(plain)).flatten();
        found.extend(alone.or_else(|| read(whole)));
    }
    found
}

/// 年4回, 各2回: what is done in each year or place is no figure of the whole.
pub(super) fn is_each(before: &str) -> bool {
    before.ends_with(['年', '月', '週', '各', '毎'])
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || scale(c).is_some() || "万億".contains(c)
}

fn digit(c: char) -> Option<i64> {
    let place = "〇一二三四五六七八九".chars().position(|one| one == c)?;
    i64::try_from(place).ok()
}

fn scale(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// A number in digits, in kanji, or in both.
pub(in crate::check) fn parse(text: &str) -> Option<Number> {
    if text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c)) {
        return Number::parse(text);
    }
    // 二〇二四: figure by figure.
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        let digits = text.chars().filter_map(digit).map(|d| d.to_string());
        return Number::parse(&digits.collect::<String>());
    }
    // Longer ones are no numbers that anybody counts.
    if text.chars().count() > 12 {
        return None;
    }
    let (mut sum, mut rest) = (0_i64, text);
    for (sign, size) in [('億', 100_000_000), ('万', 10_000)] {
        if let Some((head, tail)) = rest.split_once(sign) {
            sum += below_ten_thousand(head).filter(|n| (1..10_000).contains(n))? * size;
            rest = tail;
        }
    }
    let last = match rest {
        "" => 0,
        rest => below_ten_thousand(rest)?,
    };
    (last < 10_000 || sum == 0).then(|| Number::from_int(sum + last))
}

fn below_ten_thousand(text: &str) -> Option<i64> {
    if text.chars().all(|c| c.is_ascii_digit() || c == ',') {
        return text.replace(',', "").parse().ok();
    }
    let (mut sum, mut one) = (0, None);
    for c in text.chars() {
        let arabic = c.to_digit(10).map(i64::from);
        if let Some(value) = arabic.or_else(|| digit(c)) {
            one = Some(one.unwrap_or(0) * 10 + value);
        } else {
            sum += one.take().unwrap_or(1) * scale(c)?;
        }
    }
    Some(sum + one.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> Vec<String> {
        let typed = typed(sentence, &["か所", "件", "回", "人"]);
        typed
            .iter()
            .map(|t| format!("{}{}", t.number, t.unit))
            .collect()
    }

    #[test]
    fn numbers_stand_before_units_in_digits_and_in_kanji() {
        assert_eq!(
            read("令和5年度は1,204件、12か所で、3人でした"),
            ["1204件", "12か所", "3人"]
        );
        assert_eq!(
            read("三十二回と六百八十六回、十二か所"),
            ["32回", "686回", "12か所"]
        );
        assert_eq!(read("閲覧は3万1,418回、千葉で二〇件"), ["31418回", "20件"]);
        assert_eq!(read("第三回、数十件、何十回"), Vec::<String>::new());
        let money = typed("990千円", &["千円", "円"]);
        assert_eq!(
            (money[0].number, money[0].unit),
            (Number::from_int(990), "千円")
        );
    }

    #[test]
    fn about_a_number_is_near_it() {
        let agrees = |sentence: &'static str, figure| {
            let typed = typed(sentence, &["件"]);
            typed[0].agrees(Number::from_int(figure))
        };
        assert!(agrees("約1,900件", 1884));
        assert!(!agrees("約1,700件", 1884));
        assert!(agrees("1,800件を超えました", 1884));
        assert!(agrees("2,000件近く", 1884));
        assert!(!agrees("1,900件", 1884));
    }
}
