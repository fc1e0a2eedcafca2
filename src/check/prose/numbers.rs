//! Numbers of documents: one number is spelt in one way on the whole site.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// 29福保障地第1817号, 27東し障第359号, 障障第31号
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(\d{1,4}\p{Han}{1,6}(?:[ぁ-ん]?\p{Han}{1,6})?|\p{Han}{2,10})第(\d+)号")
        .expect("the pattern is written here")
});

/// What stands before the number of a document, and is no part of it.
const BEFORE: [&str; 6] = ["日付け", "日付", "日", "決定", "改正", "付"];

/// Numbers of Acts, and of items in them: many have the same.
const ACTS: [&str; 8] = ["法律", "省令", "政令", "府令", "条例", "規則", "条", "項"];

/// A number of a document in the parts that can be mistyped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    office: String,
    digits: String,
}

pub(super) fn check(texts: &[Text<'_>], problems: &mut Diagnostics) {
    let mut spellings: BTreeMap<Number, Vec<&Text<'_>>> = BTreeMap::new();
    // Most texts have none, and are not looked at twice.
    let some = |text: &&Text<'_>| text.words.contains('第') && text.words.contains('号');
    for text in texts.iter().filter(some) {
        for number in numbers(&text.words) {
            spellings.entry(number).or_default().push(text);
        }
    }
    let mut told: BTreeSet<&Number> = BTreeSet::new();
    for (number, texts) in &spellings {
        let other = spellings.iter().find(|(other, rivals)| {
            // The spelling that stands more often is right; of two equal ones the later is told.
            // What the data says of a document comes before what a text says of it.
            let rank = |texts: &[&Text<'_>]| (texts.iter().any(|text| !text.prose), texts.len());
            let more = (rank(rivals), *other) > (rank(texts), number);
            more && one_slip(number, other)
        });
        let Some((right, rivals)) = other.filter(|_| told.insert(number)) else {
            continue;
        };
        for text in texts {
            differs(text, number, right, rivals, problems);
        }
    }
}

fn differs(
    text: &Text<'_>,
    number: &Number,
    right: &Number,
    rivals: &[&Text<'_>],
    problems: &mut Diagnostics,
) {
    let (here, there) = (number.show(), right.show());
    let message = match rivals.len() {
        1 => format!("`{here}` stands here, and `{there}` elsewhere"),
        places => format!("`{here}` stands here, and `{there}` in {places} places"),
    };
    text.report(
        Diagnostic::warning("regulation/number-differs", message)
            .at(&text.place(&here), "spelt in another way")
            .related(&rivals[0].place(&there), "as here")
            .hint(format!(
                "they differ in `{}` and `{}`: look at the source, and write one",
                apart(&here, &there),
                apart(&there, &here)
            )),
        problems,
    );
}

impl Number {
    fn show(&self) -> String {
        format!("{}第{}号", self.office, self.digits)
    }
}

/// The part of a spelling that is not in another.
fn apart(a: &str, b: &str) -> String {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let start = a.iter().zip(&b).take_while(same).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    a[start..(a.len() - end).max(start)].iter().collect()
}

fn numbers(words: &str) -> Vec<Number> {
    let words: String = words.nfkc().filter(|c| !c.is_whitespace()).collect();
    let found = NUMBER.captures_iter(&words);
    let numbers = found.map(|part| Number {
        office: own(&part[1]).to_owned(),
        digits: part[2].to_owned(),
    });
    numbers
        .filter(|number| {
            let office = number.office.as_str();
            office.chars().count() > 1 && !ACTS.iter().any(|act| office.ends_with(act))
        })
        .collect()
}

/// The numbers of documents in a text, each in one spelling.
pub(super) fn document_numbers(words: &str) -> Vec<String> {
    numbers(words).iter().map(Number::show).collect()
}

/// The number without what stands before it: 日付障対発 is 障対発.
fn own(office: &str) -> &str {
    let bare = office.trim_start_matches(|c: char| c.is_ascii_digit());
    let cut = BEFORE.iter().find_map(|before| bare.strip_prefix(before));
    cut.unwrap_or(office)
}

/// Two characters in each other's place, or one that is another.
fn one_slip(a: &Number, b: &Number) -> bool {
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    let (office, other) = (chars(&a.office), chars(&b.office));
    if a.digits == b.digits {
        return swapped(&office, &other) || one_other(&office, &other);
    }
    office == other && swapped(&chars(&a.digits), &chars(&b.digits))
}

fn swapped(a: &[char], b: &[char]) -> bool {
    let Some(at) = (0..a.len().min(b.len())).find(|&at| a[at] != b[at]) else {
        return false;
    };
    a.len() == b.len()
        && at + 1 < a.len()
        && (a[at], a[at + 1]) == (b[at + 1], b[at])
        && a[at + 2..] == b[at + 2..]
}

/// In offices of four characters and more; shorter ones are one character apart and others. A digit
/// that differs is another year.
fn one_other(a: &[char], b: &[char]) -> bool {
    let mut apart = a.iter().zip(b).filter(|(a, b)| a != b);
    let one = apart.next();
    let letters = one.is_some_and(|(a, b)| !a.is_ascii_digit() && !b.is_ascii_digit());
    a.len() == b.len() && a.len() > 3 && letters && apart.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Vec<String> {
        numbers(words).iter().map(Number::show).collect()
    }

    #[test]
    fn numbers_of_documents_are_not_those_of_acts() {
        assert_eq!(
            read("２ ９ 福 保 障 地 第 １ ８ １ ７ 号"),
            ["29福保障地第1817号"]
        );
        assert_eq!(
            read("平成28年3月31日決定27東し障第359号"),
            ["27東し障第359号"]
        );
        assert_eq!(read("令和5年3月20日5見本第10号"), ["5見本第10号"]);
        assert_eq!(read("平成11年9月24日障対発第58号"), ["障対発第58号"]);
        assert_eq!(
            read("昭和35年法律第123号、同条第2号、第8号様式"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn one_slip_makes_another_spelling() {
        let slip = |a, b| one_slip(&numbers(a)[0], &numbers(b)[0]);
        assert!(slip("29福保地障第1817号", "29福保障地第1817号"));
        assert!(slip("29福保障地第1817号", "29福保障地第1871号"));
        assert!(!slip("28東し障第603号", "29東し障第603号"));
        assert!(!slip("障障第31号", "障精第50号"));
    }
}
