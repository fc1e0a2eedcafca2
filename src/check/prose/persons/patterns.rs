//! What has a shape of its own: numbers, days, ages, addresses, doses.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Found, lists};

/// Anything that people type for a hyphen.
const HYPHEN: &str = "[-‐‑‒–—―−ー─]";
/// A number in digits or in kanji.
const NUMBER: &str = "(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})";
/// A year as its era says it, or with four digits.
const YEAR: &str = "(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\\s*(?:[0-9]{1,2}|元|[〇一二三四五六七八九十]{1,3})|(?:19|20)[0-9]{2}|二〇[〇一二三四五六七八九]{2})";

struct Pattern {
    code: &'static str,
    regex: Regex,
    /// Tells what only looks so, by what stands before, what is found and what follows.
    common: fn(&str, &str, &str) -> bool,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    for (code, shapes, common) in SHAPES {
        for shape in *shapes {
            let shape = shape
                .replace("{H}", HYPHEN)
                .replace("{N}", NUMBER)
                .replace("{Y}", YEAR);
            let regex = regex(&shape);
            patterns.push(Pattern {
                code,
                regex,
                common: *common,
            });
        }
    }
    patterns.push(Pattern {
        code: "person/medicine",
        regex: any_of("drug"),
        common: |_, _, _| false,
    });
    patterns.push(Pattern {
        code: "person/heavy",
        regex: any_of("heavy"),
        common: |_, found, after| found == "DV" && after.starts_with('D'),
    });
    patterns
});

/// A pattern in which a word ends where Japanese begins.
pub fn regex(shape: &str) -> Regex {
    let shape = shape.replace(r"\b", r"(?-u:\b)");
    Regex::new(&shape).expect("the patterns are written here")
}

fn any_of(list: &str) -> Regex {
    let words = lists::words(list).iter().map(|word| regex::escape(word));
    let words: Vec<String> = words.collect();
    Regex::new(&words.join("|")).expect("lists hold plain words")
}

/// A code, the shapes of it, and what only looks so.
type Shape = (
    &'static str,
    &'static [&'static str],
    fn(&str, &str, &str) -> bool,
);

const SHAPES: &[Shape] = &[
    (
        "person/phone",
        &[
            r"(?:\+81[\s-]?|0)[0-9]{1,4}\s?[-‐‑‒–—―−ー─(.]\s?[0-9]{1,4}\s?[-‐‑‒–—―−ー─).]\s?[0-9]{3,4}",
            r"\([0-9]{2,5}\)\s?[0-9]{1,4}{H}[0-9]{4}",
            r"\b0[5789]0\s?[0-9]{4}\s?[0-9]{4}\b|\b0[0-9]{1,3} [0-9]{2,4} [0-9]{4}\b",
            r"(?i:電話|TEL|携帯|FAX|ファックス)(?:番号)?\s*[:は]?\s*0[0-9]{8,10}\b",
            r"〇[〇一二三四五六七八九]{1,3}[-‐‑‒–—―−ー─][〇一二三四五六七八九]{1,4}[-‐‑‒–—―−ー─][〇一二三四五六七八九]{4}",
            r"内線\s*(?:番号)?\s*[:は]?\s*[0-9]{2,}",
        ],
        |_, found, _| found.chars().filter(char::is_ascii_digit).count() > 12,
    ),
    (
        "person/mail",
        &[
            r"[A-Za-z0-9._%+-]+\s?(?:@|\[at\]|\(at\)|アットマーク)\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            r"(?:LINE|ライン|ツイッター|Twitter|Instagram|インスタグラム|インスタ|Facebook|フェイスブック|TikTok|SNS)(?:の)?\s*(?:ID|アカウント|ユーザー名)\s*[::はが]?\s*@?[A-Za-z0-9_.]{3,}",
            r"(?:^|[^A-Za-z0-9.])@[A-Za-z0-9_]{4,}",
        ],
        |_, _, _| false,
    ),
    (
        "person/address",
        &[
            r"〒\s*[0-9]{3}{H}?[0-9]{4}|\b[0-9]{3}{H}[0-9]{4}\b",
            r"(?:[0-9]+|[一二三四五六七八九十]+)(?:丁目|番地)|[0-9]+番[0-9]+号",
            r"[\p{Han}\p{Katakana}ヶケ町]{H}?[0-9]{1,3}{H}[0-9]{1,3}{H}[0-9]{1,4}\b",
            r"[町村丘台郷原谷沢][0-9]{1,4}{H}[0-9]{1,3}\b",
            r"(?:マンション|アパート|ハイツ|コーポ|ハイム|レジデンス|メゾン|団地|荘|寮|ビル)[\p{Han}\p{Katakana}A-Z]{0,6}\s?[0-9]{1,2}?(?:階)?[0-9]{2,4}(?:号室|号)?|[0-9]{2,4}号室|[0-9]+号棟",
        ],
        is_amount,
    ),
    (
        "person/birth",
        &[
            r"{Y}\s*[年./-]\s*{N}\s*[月./-]\s*{N}\s*日?\s*\(?(?:生|誕生)",
            r"{Y}\s*年\s*(?:{N}\s*月)?\s*生(?:まれ|れ)",
            r"(?:生年月日|誕生日|生まれた日|生まれ)\s*[:は]?\s*(?:{Y}\s*[年./-]\s*)?{N}\s*[月./-]\s*{N}",
            r"(?:明治|大正|昭和|平成|令和)\s*(?:[0-9]{1,2}|元)年度?生\b",
        ],
        |_, _, _| false,
    ),
    (
        "person/date",
        &[
            r"{Y}\s*年\s*{N}\s*月\s*{N}\s*日",
            r"\b(?:(?:19|20)[0-9]{2}|[MTSHR][0-9]{1,2}|'[0-9]{2})\s?[./-]\s?(?:0?[1-9]|1[0-2])\s?[./-]\s?(?:0?[1-9]|[12][0-9]|3[01])\b",
            r"\b(?:0?[1-9]|1[0-2])月\s*(?:0?[1-9]|[12][0-9]|3[01])日",
            r"(?:十[一二]?|[一二三四五六七八九])月(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日",
            r"\b(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])(?:\s*\([月火水木金土日]\)|付|\s*に\s*(?:受診|入院|退院|入社|退社|退職|休職|復職|面談|来所|電話))",
            r"{Y}\s*年\s*{N}\s*月\s*(?:末|頃|ごろ|初め|上旬|中旬|下旬)?\s*(?:に|から|より)?\s*(?:入院|退院|発症|初診|入社|採用|退職|離職|休職|復職|受診|逮捕|転院|事故)",
        ],
        |_, _, _| false,
    ),
    (
        "person/age",
        &[
            r"[0-9]{1,3}\s*[歳才]",
            r"(?:[二三四五六七八九]?十[一二三四五六七八九]?)[歳才]",
            r"(?:年齢|年令)\s*[:はが]?\s*[0-9]{1,3}\b",
            r"(?i)\b[0-9]{1,3}[- ]years?[- ]old\b",
        ],
        |before, found, after| {
            let bounds = [
                "以上",
                "以下",
                "未満",
                "代",
                "前後",
                "まで",
                "から",
                "定年",
                "の定年",
                "を超え",
                "ほど",
                "くらい",
                "ぐらい",
                "上の",
                "下の",
                "違い",
                "差",
                "児健診",
                "到達",
                "になるまで",
                "の壁",
                "の誕生日まで",
            ];
            let rough = ["ない", "0歳以"].iter().any(|end| found.ends_with(end));
            // 「年齢は18歳から」: what was found ends before the sign.
            let after = after.trim_start_matches(['歳', '才']);
            rough
                || bounds.iter().any(|bound| after.starts_with(bound))
                || is_of_many(before)
                || is_of_law(found, after)
        },
    ),
    (
        "person/number",
        &[
            r"(?:手帳|受給者証?|患者|診察券|基礎年金|個人)(?:の)?番号|マイナンバー",
            r"(?:保険証?|被保険者|社員|職員|従業員|会員|口座|免許証?|在留カード|カルテ|患者|年金|学籍|パスポート|ケース)(?:の)?(?:番号|No\.?|ID|ナンバー)\s*[:はが]?\s*[A-Za-z]{0,3}{H}?[0-9]{2,}",
            r"第\s?(?:[0-9]{4,}|[〇一二三四五六七八九]{4,})\s?号",
            r"\b[0-9]{7,11}\b|\b[0-9]{13,}\b|\b[A-Z]{2}[0-9]{7}\b",
            r"\p{Han}{2,3}\s?[0-9]{2,3}\s?[あ-ん]\s?[0-9・]{1,2}{H}?[0-9]{2}\b",
        ],
        |_, _, after| after.starts_with(['円', '人', '件', '回', '台', '個', '時']),
    ),
    (
        "person/my-number",
        &[r"\b[0-9]{12}\b|\b[0-9]{4}[-\s][0-9]{4}[-\s][0-9]{4}\b"],
        |_, _, _| false,
    ),
    (
        "person/dose",
        &[
            r"[0-9]+(?:\.[0-9]+)?\s*(?:mg|μg|mcg|ミリグラム|ミリ(?:を|に|へ|ず|で|、|。|$)|錠|カプセル|包)",
            r"(?:[一二三四五六七八九十半]|半)錠",
        ],
        |_, _, after| after.starts_with(['み', 'ん']),
    ),
];

/// Numbers with a unit behind them are no address.
fn is_amount(_: &str, found: &str, after: &str) -> bool {
    let units = [
        "円",
        "人",
        "名",
        "時間",
        "字",
        "文字",
        "個",
        "件",
        "回",
        "社",
        "km",
        "m",
        "g",
        "年",
        "月",
        "日",
        "分",
        "か月",
        "ヶ月",
        "週",
        "歳",
        "%",
        "万",
        "枚",
        "ページ",
        "度",
    ];
    let address = ["〒", "丁目", "番地", "号室", "号棟"];
    !address.iter().any(|word| found.contains(word))
        && units.iter().any(|unit| after.starts_with(unit))
}

/// A mean is nobody's age.
fn is_of_many(before: &str) -> bool {
    const NEAR: usize = 8;
    let near = before.chars().count().saturating_sub(NEAR);
    let near: String = before.chars().skip(near).collect();
    ["平均", "中央値"].iter().any(|word| near.contains(word))
}

/// Ages that a law gives a meaning: of age, insured for care, retired. To reach one tells no age of today.
fn is_of_law(found: &str, after: &str) -> bool {
    const AGES: [&str; 6] = ["18", "20", "40", "60", "65", "75"];
    let age = found.trim_end_matches(['歳', '才']).trim_end();
    let reached = ["になっ", "になる", "になれ", "を迎え", "に達し"];
    AGES.contains(&age) && reached.iter().any(|word| after.starts_with(word))
}

pub fn find(words: &str, found: &mut Vec<Found>) {
    for pattern in PATTERNS.iter() {
        for hit in pattern.regex.find_iter(words) {
            let range = trimmed(hit.as_str(), hit.range());
            let (before, after) = (&words[..hit.start()], &words[hit.end()..]);
            if !(pattern.common)(before, hit.as_str(), after) {
                found.push(Found::sure(pattern.code, range));
            }
        }
    }
}

/// Without what stands before a sign to tell that a word begins there.
fn trimmed(found: &str, range: Range<usize>) -> Range<usize> {
    match found.find('@') {
        Some(at) if at > 0 && !found.as_bytes()[0].is_ascii() => range.start + at..range.end,
        _ => range,
    }
}
