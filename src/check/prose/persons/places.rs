//! Proper names of hospitals, schools, stations, lines, towns, offices and companies.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Found,
    back::{Kind, kana_name, made_of, run},
    lists::words,
};

/// A kind of place: its code, the words it ends in, and the list of what may stand before them.
type Place = (&'static str, &'static [&'static str], &'static str);

const PLACES: [Place; 5] = [
    (
        "person/hospital",
        &[
            "病院",
            "クリニック",
            "医院",
            "診療所",
            "医療センター",
            "療養所",
            "診療内科",
            "薬局",
            "歯科",
        ],
        "hospital",
    ),
    (
        "person/school",
        &[
            "大学",
            "高校",
            "高等学校",
            "中学校",
            "小学校",
            "支援学校",
            "専門学校",
            "学園",
            "短大",
        ],
        "school",
    ),
    ("person/place", &["駅"], "station"),
    ("person/place", &["線"], "line"),
    (
        "person/organization",
        &[
            "作業所",
            "事業所",
            "工房",
            "福祉会",
            "支援センター",
            "生活支援センター",
            "ワークセンター",
            "ステーション",
            "グループホーム",
            "製作所",
            "商事",
            "信用金庫",
            "工務店",
            "運輸",
            "食品",
            "印刷",
            "電機",
            "建設",
            "物流",
        ],
        "office",
    ),
];

pub fn find(words: &str, found: &mut Vec<Found>) {
    for (code, ends, list) in PLACES {
        for end in ends {
            for (at, _) in words.match_indices(end) {
                if let Some(length) = named(&words[..at], &words[at + end.len()..], end, list) {
                    found.push(Found::sure(code, at - length..at + end.len()));
                }
            }
        }
    }
    towns(words, found);
    companies(words, found);
}

/// The bytes of the name before the end of a place, when it is not just a kind of it.
fn named(before: &str, after: &str, end: &str, list: &str) -> Option<usize> {
    let known = words(list);
    let han = run(
        before,
        &[Kind::Han, Kind::Katakana, Kind::Latin, Kind::Digit],
    );
    let rest = &before[..before.len() - han.len()];
    if is_part(end, after, han) {
        return None;
    }
    if !made_of(han, known) {
        let letters = han.chars().count();
        let long = match end {
            "線" | "食品" | "印刷" | "建設" | "運輸" | "物流" | "電機" | "商事" => {
                letters > 1
            }
            "ステーション" | "歯科" | "薬局" => letters > 1,
            _ => letters > 0,
        };
        // 市立 and the like are the end of a kind, not of a name.
        return (long && !is_count(han)).then_some(han.len());
    }
    let lines = ["線", "食品", "印刷", "建設", "運輸", "物流", "電機", "商事"];
    if lines.contains(&end) {
        return None;
    }
    let heart = rest
        .strip_suffix("こころの")
        .or_else(|| rest.strip_suffix("心の"));
    if let Some(outer) = heart.filter(|_| han.is_empty()) {
        let name = run(outer, &[Kind::Han, Kind::Katakana]);
        let name = if name.is_empty() {
            kana_name(outer, words("kana-names"))?
        } else {
            name
        };
        return (!made_of(name, known)).then_some(before.len() - outer.len() + name.len());
    }
    let name = kana_name(rest, words("kana-names"))?;
    Some(han.len() + name.len())
}

/// Whether the end is the beginning or the middle of another word.
fn is_part(end: &str, after: &str, before: &str) -> bool {
    match end {
        "駅" => after.starts_with(['員', '伝', '長', '弁']),
        "線" => after.starts_with(['路', '引', '状', '香']) || before.ends_with("新幹"),
        "大学" => after.starts_with(['院', '病']) && after.starts_with("病院"),
        "歯科" => after.starts_with(['医', '衛']),
        "食品" => after.starts_with([
            '製', '工', '加', '売', '衛', '関', '会', '業', 'を', 'の', 'や', 'に', 'も', 'が',
            'は', 'ロ', '表',
        ]),
        "建設" | "運輸" | "印刷" | "物流" | "電機" => after.starts_with([
            '業', '会', '現', '関', '物', '機', '所', 'し', 'す', 'さ', 'を', 'の', 'や', '・',
            '、', '倉', 'セ', '系', '中', '工', '費',
        ]),
        "事業所" => after.starts_with(['番', '名']),
        "支援センター" | "生活支援センター" => {
            before.ends_with("生活") && end == "支援センター"
        }
        _ => false,
    }
}

/// Nothing but a number or a part of one.
fn is_count(run: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十数両各同か所件".contains(c);
    run.chars().all(digit)
}

static TOWNS: LazyLock<Regex> = LazyLock::new(|| {
    let cities = words("cities")
        .iter()
        .map(|city| match city.ends_with('区') {
            true => (*city).to_owned(),
            false => format!("{city}[市]"),
        });
    let cities: Vec<String> = cities.collect();
    let behind =
        "内|に|の|で|から|へ|在住|出身|役所|役場|立|、|。|は|が|と|や|周辺|近辺|方面|まで|$";
    let pattern = format!(
        r"(?:{})|(?:東京都|北海道|京都府|大阪府|\p{{Han}}{{2,3}}県)[\p{{Han}}\p{{Katakana}}ヶケ]{{1,6}}?[市区町村郡]|[\p{{Han}}\p{{Katakana}}ヶケ]{{1,6}}[市区町村](?:{behind})",
        cities.join("|")
    );
    Regex::new(&pattern).expect("names are plain words")
});

fn towns(text: &str, found: &mut Vec<Found>) {
    for hit in TOWNS.find_iter(text) {
        let end = hit.as_str().rfind(['市', '区', '町', '村', '郡']);
        let Some(end) = end else { continue };
        let name = &hit.as_str()[..end];
        let after = &text[hit.start() + end + '市'.len_utf8()..];
        let kind = hit.as_str()[end..].chars().next().unwrap_or('市');
        let known = words("cities")
            .iter()
            .any(|city| hit.as_str().starts_with(city));
        let prefecture = ["東京都", "北海道", "京都府", "大阪府"]
            .iter()
            .any(|p| name.starts_with(p));
        let common = made_of(name, words("town"))
            || after.starts_with(['町', '村', '区', '民', '況', '分', '切', '場']);
        // 町 and 村 end many words; they are names where a place is said to be in them.
        let weak =
            matches!(kind, '町' | '村') && !after.starts_with(['に', '内', '在', '役', '立', 'の']);
        if known || prefecture || !common && !weak && name.chars().count() > 1 {
            let range = hit.start()..hit.start() + end + '市'.len_utf8();
            found.push(Found::sure("person/place", range));
        }
    }
    for end in ["市", "区", "町", "村"] {
        for (at, _) in text.match_indices(end) {
            let after = &text[at + end.len()..];
            let place = [
                "に", "内", "の", "で", "在住", "役所", "役場", "立", "から", "出身",
            ];
            let Some(name) = kana_name(&text[..at], words("kana-names")) else {
                continue;
            };
            let known = words("kana-names").contains(&name);
            if known && place.iter().any(|word| after.starts_with(word)) {
                found.push(Found::sure("person/place", at - name.len()..at + end.len()));
            }
        }
    }
}

static COMPANIES: LazyLock<Regex> = LazyLock::new(|| {
    let forms = "株式会社|有限会社|合同会社|合資会社|\\(株\\)|\\(有\\)|社会福祉法人|医療法人(?:社団|財団)?|一般社団法人|特定非営利活動法人|NPO法人|学校法人";
    let name = r"[\p{Han}\p{Katakana}A-Za-z0-9ー&]";
    let pattern = format!(
        r"(?:{forms})[「『\s]?(?:{name}{{2,12}}|\p{{Hiragana}}{{3,8}})|{name}{{2,12}}(?:株式会社|\(株\)|有限会社|合同会社)|(?:事業所|作業所|センター|ホーム|病院|クリニック|店|工場|学校|工房)[「『][^」』]{{2,14}}[」』]|(?:スーパー|コンビニ|ホテル|レストラン|カフェ|ドラッグストア)[「『][^」』]{{2,14}}[」』]"
    );
    Regex::new(&pattern).expect("the pattern is written here")
});

/// What follows a form of company and is no name.
const NO_COMPANIES: [&str; 12] = [
    "など",
    "等",
    "形態",
    "以外",
    "ではない",
    "として",
    "かどうか",
    "のような",
    "であって",
    "である",
    "格",
    "化",
];

fn companies(words: &str, found: &mut Vec<Found>) {
    for hit in COMPANIES.find_iter(words) {
        let tail = |word: &str| {
            hit.as_str().ends_with(word) || hit.as_str().contains(&format!("法人{word}"))
        };
        let first = NO_COMPANIES.iter().any(|word| {
            let form = hit.as_str().find(['社', '人', ')']).map_or(0, |at| at + 3);
            hit.as_str()
                .get(form..)
                .is_some_and(|rest| rest.starts_with(word))
        });
        let speech = hit.as_str().contains(['。', '、', '?', '!']) || hit.as_str().contains("です");
        if !first && !speech && !NO_COMPANIES.iter().any(|word| tail(word)) {
            found.push(Found::sure("person/organization", hit.range()));
        }
    }
}
