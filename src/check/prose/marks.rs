//! Marks of enumerations that skip or repeat, and dates that cannot be.

use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The order of marks in documents of the field.
const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for order in [KANA, CIRCLED] {
        if let Some((before, mark)) = out_of_order(&text.words, order) {
            let message = format!("the mark `{mark}` follows `{before}`");
            text.report(
                Diagnostic::warning("prose/marker", message)
                    .at(&text.whole(), "in this enumeration")
                    .hint("number the items one after another"),
                problems,
            );
        }
    }
    let normal: String = text.words.nfkc().collect();
    if normal.contains("平成31年度") {
        text.report(
            Diagnostic::warning(
                "prose/era",
                "`平成31年度` became `令和元年度` on 1 May 2019",
            )
            .at(&text.place("平成31年度"), "this year")
            .noted("write 令和元年度 for what lies after April 2019, unless it is a title"),
            problems,
        );
    }
    for (date, why) in dates(&normal) {
        text.report(
            Diagnostic::warning("prose/date", format!("`{date}` {why}"))
                .at(&text.place(&date), "this date")
                .hint("write the date in full, as 令和6年6月11日"),
            problems,
        );
    }
}

/// The first mark that is not the one after the mark before it. An enumeration begins with the
/// first mark of its order, and may begin again; kana count only in brackets.
fn out_of_order(words: &str, order: &str) -> Option<(char, char)> {
    let chars: Vec<char> = words.chars().collect();
    let order: Vec<char> = order.chars().collect();
    let mut last: Option<usize> = None;
    for (at, c) in chars.iter().enumerate() {
        let mark = circled(*c);
        let Some(place) = order.iter().position(|known| *known == mark) else {
            continue;
        };
        let bracketed = at > 0
            && matches!(chars[at - 1], '(' | '（')
            && matches!(chars.get(at + 1), Some(')' | '）'));
        if order[0] == 'ア' && !bracketed || is_range(&chars[at + 1..]) {
            continue;
        }
        match last {
            _ if place == 0 => last = Some(0),
            Some(before) if place == before + 1 => last = Some(place),
            Some(before) => return Some((order[before], *c)),
            // A reference to one item is no enumeration.
            None => {}
        }
    }
    None
}

/// Whether a mark begins or ends a range: （ア）から（エ）まで names items and lists none.
fn is_range(after: &[char]) -> bool {
    let after = match after {
        [')' | '）', rest @ ..] => rest,
        rest => rest,
    };
    after.starts_with(&['か', 'ら']) || after.starts_with(&['ま', 'で'])
}

/// The ordinary number in a circle for one of a symbol font: `⑤` for `➄`.
pub(super) fn circled(c: char) -> char {
    let place = match u32::from(c) {
        code @ 0x2776..=0x2793 => (code - 0x2776) % 10,
        _ => return c,
    };
    let nth = usize::try_from(place).unwrap_or(0);
    CIRCLED.chars().nth(nth).unwrap_or(c)
}

/// Dates without their 日, and dates that their era does not have.
fn dates(words: &str) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices('月') {
        let month = digits_before(&words[..at]);
        let Some(head) = words[..at]
            .strip_suffix(month)
            .and_then(|head| head.strip_suffix('年'))
        else {
            continue;
        };
        let year = match head.strip_suffix('元') {
            Some(_) => "元",
            None => digits_before(head),
        };
        if month.is_empty() || year.is_empty() {
            continue;
        }
        let era = ["平成", "令和", "昭和"].into_iter().find(|era| {
            head.strip_suffix(year)
                .is_some_and(|rest| rest.ends_with(era))
        });
        let after = &words[at + '月'.len_utf8()..];
        let day: String = after.chars().take_while(char::is_ascii_digit).collect();
        let rest = &after[day.len()..];
        let date = format!("{}{year}年{month}月{day}", era.unwrap_or_default());
        if !day.is_empty() && !rest.starts_with(['日', '〜', '~', '-', '・', '、', '/']) {
            found.push((date.clone(), "has no 日"));
        }
        let last = match month {
            "2" => 29,
            "4" | "6" | "9" | "11" => 30,
            _ => 31,
        };
        if day.parse::<u32>().is_ok_and(|day| day == 0 || day > last) {
            found.push((format!("{date}日"), "is no day of the calendar"));
        }
        let (year, month) = (
            if year == "元" {
                1
            } else {
                year.parse().unwrap_or(0)
            },
            month.parse().unwrap_or(0),
        );
        if impossible(era, year, month) {
            found.push((date, "is a date that its era does not have"));
        }
    }
    found
}

fn digits_before(words: &str) -> &str {
    let start = words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    &words[start..]
}

/// 平成 ended on 30 April 2019, 昭和 on 7 January 1989.
fn impossible(era: Option<&str>, year: u32, month: u32) -> bool {
    if !(1..=12).contains(&month) {
        return true;
    }
    match era {
        Some("平成") => year > 31 || year == 31 && month > 4,
        Some("令和") => year == 1 && month < 5,
        Some("昭和") => year > 64 || year == 64 && month > 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_one_after_another() {
        assert_eq!(out_of_order("(ア)一(イ)二(ウ)三", KANA), None);
        assert_eq!(
            out_of_order("（ア）一（イ）二（エ）三", KANA),
            Some(('イ', 'エ'))
        );
        assert_eq!(out_of_order("①一②二①また一②二", CIRCLED), None);
        assert_eq!(out_of_order("①一②二②三", CIRCLED), Some(('②', '②')));
        assert_eq!(out_of_order("具体的取組②のとおり", CIRCLED), None);
        assert_eq!(out_of_order("アイデアとケア", KANA), None);
        assert_eq!(out_of_order("次の(ア)から(エ)までの機関", KANA), None);
    }

    #[test]
    fn dates_are_whole_and_possible() {
        let said = |words: &str| {
            dates(words)
                .into_iter()
                .map(|(date, _)| date)
                .collect::<Vec<_>>()
        };
        assert_eq!(said("平成30年3月30付で"), ["平成30年3月30"]);
        assert_eq!(
            said("平成30年3月30日に、令和元年5月1日から"),
            Vec::<String>::new()
        );
        assert_eq!(said("平成31年5月1日"), ["平成31年5月1"]);
        assert_eq!(
            said("令和元年4月と2024年13月"),
            ["令和元年4月", "2024年13月"]
        );
        assert_eq!(said("令和6年2月30日に"), ["令和6年2月30日"]);
        assert_eq!(said("3か月"), Vec::<String>::new());
    }
}
