//! What could tell readers of a case who the person is: numbers, dates, names. Patterns after NFKC,
//! and never a substitute for two people who read the case.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

struct Pattern {
    code: &'static str,
    severity: Severity,
    what: &'static str,
    hint: &'static str,
    regex: Regex,
}

/// Words that end like a name with さん, 様 or 氏 and are none.
const NO_NAMES: [&str; 14] = [
    "皆さん",
    "みなさん",
    "お子さん",
    "患者さん",
    "奥さん",
    "お母さん",
    "お父さん",
    "様式",
    "多様",
    "同様",
    "態様",
    "仕様",
    "模様",
    "彼氏",
];

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let error = Severity::Error;
    let pattern = |code, severity, what, hint, regex: &str| Pattern {
        code,
        severity,
        what,
        hint,
        regex: Regex::new(regex).expect("the patterns are written here"),
    };
    vec![
        pattern(
            "person/phone",
            error,
            "a telephone number",
            "take it out",
            r"0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}|内線\s*\d+",
        ),
        pattern(
            "person/mail",
            error,
            "a mail address",
            "take it out",
            r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z.]+",
        ),
        pattern(
            "person/address",
            error,
            "an address",
            "name the prefecture at most",
            r"〒\s*\d{3}-\d{4}|\d+丁目|\d+番地",
        ),
        pattern(
            "person/birth",
            error,
            "a birthday",
            "write the decade: 30代",
            r"\d+[年.]\d+[月.]\d+日?\s*生",
        ),
        pattern(
            "person/date",
            error,
            "an exact day",
            "count from a moment: 入社3か月目",
            r"\d+年\d+月\d+日",
        ),
        pattern(
            "person/age",
            error,
            "an exact age",
            "write the decade: 30代",
            r"\d{1,3}歳",
        ),
        pattern(
            "person/number",
            error,
            "a personal number",
            "take it out",
            r"(?:手帳|受給者証|患者|個人)番号|第\d{4,}号|\b\d{12}\b",
        ),
        pattern(
            "person/name",
            error,
            "a name",
            "write 本人, 上司 or 支援者",
            r"[\p{Han}\u{30A1}-\u{30FC}]{1,4}(?:さん|氏|君)",
        ),
        pattern(
            "person/initials",
            Severity::Warning,
            "initials",
            "write 本人, 上司 or 支援者",
            r"\b[A-Z]\.?[A-Z]?\.?(?:さん|氏|君|様)|\b[A-Z]\.[A-Z]\.",
        ),
        pattern(
            "person/hospital",
            error,
            "the name of a hospital",
            "write 医療機関 or 主治医の病院",
            r"[\p{Han}\u{30A1}-\u{30FC}]{2,}(?:病院|クリニック|医院|診療所)",
        ),
        pattern(
            "person/dose",
            Severity::Warning,
            "a dose of a medicine",
            "write 薬の調整",
            r"\d+(?:\.\d+)?\s*(?:mg|ミリグラム|錠)",
        ),
    ]
});

/// Common words that stand before 病院 and name none.
const NO_HOSPITALS: [&str; 8] = [
    "精神科",
    "主治医",
    "総合",
    "大学",
    "地域",
    "専門",
    "通院先",
    "協力",
];

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let words: String = text.words.nfkc().collect();
    for pattern in PATTERNS.iter() {
        for found in pattern.regex.find_iter(&words) {
            if is_common(pattern.code, found.as_str()) {
                continue;
            }
            let message = format!("`{}` looks like {}", found.as_str(), pattern.what);
            let mut problem = Diagnostic::error(pattern.code, message)
                .at(&text.place(found.as_str()), "in the text of a case")
                .hint(pattern.hint);
            problem.severity = pattern.severity;
            text.report(problem, problems);
        }
    }
}

fn is_common(code: &str, found: &str) -> bool {
    match code {
        "person/name" => NO_NAMES.iter().any(|word| found.ends_with(word)),
        "person/hospital" => NO_HOSPITALS.iter().any(|word| {
            ["病院", "クリニック", "医院", "診療所"]
                .iter()
                .any(|kind| found == format!("{word}{kind}"))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(words: &str) -> Vec<&'static str> {
        PATTERNS
            .iter()
            .filter(|p| {
                p.regex
                    .find_iter(words)
                    .any(|found| !is_common(p.code, found.as_str()))
            })
            .map(|p| p.code)
            .collect()
    }

    #[test]
    fn what_tells_who_it_is_is_found() {
        for (words, code) in [
            ("電話は03-1234-5678です", "person/phone"),
            ("taro@example.jp に", "person/mail"),
            ("中央1丁目に住む", "person/address"),
            ("昭和60年4月3日生まれ", "person/birth"),
            ("令和5年6月1日に入社", "person/date"),
            ("34歳の男性", "person/age"),
            ("手帳番号を", "person/number"),
            ("山田さんが", "person/name"),
            ("Aさんは", "person/initials"),
            ("みなと中央病院に", "person/hospital"),
            ("5mgに増やし", "person/dose"),
        ] {
            assert!(codes(words).contains(&code), "{words}: {:?}", codes(words));
        }
    }

    #[test]
    fn ordinary_words_are_not() {
        for words in [
            "皆さんに伝え",
            "同様に",
            "精神科病院の主治医",
            "入社3か月目に30代の本人が",
            "多様な働き方",
            "B型事業所で",
        ] {
            assert_eq!(codes(words), Vec::<&str>::new(), "{words}");
        }
    }
}
