//! Names of persons: before さん and the like, with a post, in full, alone, and as initials.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Found,
    back::{Kind, kana_name, kind, run},
    lists::{GIVEN_HAN, LATIN, READINGS, SURNAMES_HAN, hiragana, short, words},
    patterns::regex,
};

const HONORIFICS: [&str; 7] = ["さん", "氏", "君", "くん", "ちゃん", "様", "さま"];

/// Posts and professions that stand behind a family name.
const POSTS: [&str; 30] = [
    "先生",
    "医師",
    "主治医",
    "部長",
    "課長",
    "係長",
    "主任",
    "店長",
    "社長",
    "所長",
    "院長",
    "室長",
    "班長",
    "工場長",
    "施設長",
    "支援員",
    "相談員",
    "指導員",
    "看護師",
    "保健師",
    "心理士",
    "ジョブコーチ",
    "ワーカー",
    "リーダー",
    "マネージャー",
    "主査",
    "専務",
    "常務",
    "教授",
    "講師",
];

pub fn find(words: &str, found: &mut Vec<Found>) {
    for honorific in HONORIFICS {
        for (at, _) in words.match_indices(honorific) {
            let after = &words[at + honorific.len()..];
            if let Some(name) = honoured(&words[..at], honorific, after) {
                let end = at + honorific.len();
                found.push(Found {
                    code: name.code,
                    range: at - name.length..end,
                    sure: name.sure,
                });
            }
        }
    }
    for post in POSTS {
        for (at, _) in words.match_indices(post) {
            let name = surname_before(&words[..at]).or_else(|| katakana_surname(&words[..at]));
            if let Some(length) = name {
                found.push(Found::sure("person/name", at - length..at + post.len()));
            } else if let Some(length) = initial_before(&words[..at]) {
                found.push(Found::sure("person/initials", at - length..at + post.len()));
            }
        }
    }
    full_names(words, found);
    latin(words, found);
    initials(words, found);
}

struct Name {
    code: &'static str,
    /// In bytes.
    length: usize,
    /// The name is one of those that are known.
    sure: bool,
}

/// What stands before an honorific, when it is a name.
fn honoured(before: &str, honorific: &str, after: &str) -> Option<Name> {
    if let Some(length) = initial_before(before) {
        let other = matches!(honorific, "様" | "君") && after.starts_with(['式', '々', '子', '主']);
        return (!other).then_some(Name {
            code: "person/initials",
            length,
            sure: true,
        });
    }
    let name = |length, sure| {
        Some(Name {
            code: "person/name",
            length,
            sure,
        })
    };
    if let Some(length) = surname_before(before) {
        return name(length, true);
    }
    if let Some(length) = given_before(before) {
        return name(length, true);
    }
    if let Some(length) = latin_before(before) {
        return name(length, true);
    }
    if let Some(length) = reading_before(before, honorific, after) {
        return name(length, true);
    }
    shaped(before, honorific, after).map(|length| Name {
        code: "person/name",
        length,
        sure: false,
    })
}

/// The bytes of what stands before an honorific as names do, and is no word that is known.
fn shaped(before: &str, honorific: &str, after: &str) -> Option<usize> {
    let unlike = match honorific {
        "氏" => after.starts_with(['名', '族', '神', '素', '子']),
        "様" | "さま" => true,
        "ちゃん" => after.starts_with('と') && !before.ends_with(['っ', 'ー']),
        _ => false,
    };
    if unlike {
        return None;
    }
    let han = run(before, &[Kind::Han]);
    if !han.is_empty() {
        let common = words("people").iter().any(|word| before.ends_with(word));
        let number = han
            .chars()
            .all(|c| "一二三四五六七八九十百千何数".contains(c));
        // More than a name and a given name is the end of a word.
        let named = !common && !number && han.chars().count() < 7;
        return named.then_some(han.len());
    }
    let kana = run(before, &[Kind::Katakana]);
    if !kana.is_empty() {
        let common = words("people-kana").iter().any(|word| kana.ends_with(word));
        let named = !common && (2..=8).contains(&kana.chars().count());
        return named.then_some(kana.len());
    }
    let kana = kana_name(before, &[]).filter(|_| honorific != "氏" && honorific != "君")?;
    let common = words("people-hira").iter().any(|word| kana.ends_with(word));
    (!common).then_some(kana.len())
}

/// The bytes of a known family name at the end of a text, with a given name behind it or not.
fn surname_before(before: &str) -> Option<usize> {
    let han = run(before, &[Kind::Han]);
    let fits = |name: &str| SURNAMES_HAN.contains_key(name);
    let ends = han.char_indices().map(|(at, _)| &han[at..]);
    let name = ends.filter(|end| fits(end)).max_by_key(|end| end.len())?;
    // 担当者の方々: a family name of one character is a name only when nothing stands before it.
    let alone = name.chars().count() > 1 || name.len() == han.len();
    alone.then_some(name.len())
}

/// The bytes of a known given name that stands alone.
fn given_before(before: &str) -> Option<usize> {
    let han = run(before, &[Kind::Han]);
    let known = GIVEN_HAN.contains(han) || han.len() > 3 && is_full_name(han);
    (han.chars().count() > 1 && known).then_some(han.len())
}

fn is_full_name(han: &str) -> bool {
    han.char_indices()
        .skip(1)
        .any(|(at, _)| SURNAMES_HAN.contains_key(&han[..at]) && GIVEN_HAN.contains(&han[at..]))
}

/// The bytes of a name by its reading: たなか, タナカ.
fn reading_before(before: &str, honorific: &str, after: &str) -> Option<usize> {
    if honorific == "様" && after.starts_with(['式', '々', '子', '相', '態']) {
        return None;
    }
    let kana = match run(before, &[Kind::Katakana]) {
        "" => run(before, &[Kind::Hiragana]),
        kana => kana,
    };
    let sounds = hiragana(kana);
    let common = words("people-hira")
        .iter()
        .any(|word| sounds.ends_with(word));
    let ends = kana
        .char_indices()
        .map(|(at, _)| (&kana[at..], hiragana(&kana[at..])));
    let known = |(name, sounds): &(&str, String)| {
        let whole = name.len() == kana.len() || sounds.chars().count() > 2;
        whole && READINGS.contains(sounds.as_str())
    };
    let longest = ends.filter(known).map(|(name, _)| name.len()).max();
    longest.filter(|length| !common || *length > 6)
}

fn katakana_surname(before: &str) -> Option<usize> {
    let kana = run(before, &[Kind::Katakana]);
    let known = kana.chars().count() > 1 && READINGS.contains(hiragana(kana).as_str());
    known.then_some(kana.len())
}

/// A Latin word that is a Japanese name, before さん or the like.
fn latin_before(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches([' ', '-', '.']);
    let word = run(trimmed, &[Kind::Latin]);
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let name = word.len() > 2 && (LATIN.contains(&short(word)) || capital && is_name_case(word));
    name.then_some(before.len() - trimmed.len() + word.len())
}

fn is_name_case(word: &str) -> bool {
    word.chars().skip(1).all(|c| c.is_ascii_lowercase())
}

/// One or two capital letters at the end of a text, with dots or without.
fn initial_before(before: &str) -> Option<usize> {
    let letters = run(before.trim_end_matches('.'), &[Kind::Latin]);
    let all = before.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == '.');
    let length = before.len() - all.len();
    let after_word = all.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '&');
    let upper = letters.chars().all(|c| c.is_ascii_uppercase());
    let count = before[all.len()..]
        .chars()
        .filter(char::is_ascii_uppercase)
        .count();
    // HR, IT and PC are departments and things.
    let thing = [
        "IT", "HR", "PC", "QA", "SE", "JC", "PS", "CW", "OT", "PT", "ST", "PR", "OA", "AI",
    ];
    let thing = thing.contains(&&before[all.len()..]);
    (upper && !after_word && !thing && (1..=2).contains(&count)).then_some(length)
}

/// Words behind a name that stands alone.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    let names = SURNAMES_HAN
        .iter()
        .filter(|(name, word)| !**word && name.chars().count() > 1);
    let names: Vec<&str> = names.map(|(name, _)| *name).collect();
    let pattern = format!(
        "(?:{})(?:は|が|を|に|と|も|へ|の|から|、|:|\\()",
        names.join("|")
    );
    Regex::new(&pattern).expect("names are plain words")
});

/// A family name and what may be a given name behind it.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    let names = SURNAMES_HAN.keys().copied();
    let names: Vec<&str> = names.filter(|name| name.chars().count() > 1).collect();
    let given: Vec<&str> = GIVEN_HAN.iter().copied().collect();
    let (names, given) = (names.join("|"), given.join("|"));
    let pattern =
        format!(r"(?:{names})(?:[ \u{{3000}}]?(?:{given})|[ \u{{3000}}]\p{{Han}}{{1,3}})");
    Regex::new(&pattern).expect("names are plain words")
});

fn full_names(words: &str, found: &mut Vec<Found>) {
    let begins = |at: usize| {
        let before = words[..at].chars().next_back();
        before.is_none_or(|c| !matches!(kind(c), Kind::Han | Kind::Katakana))
    };
    for hit in WHOLE.find_iter(words).filter(|hit| begins(hit.start())) {
        let next = words[hit.end()..].chars().next();
        if next.is_none_or(|c| kind(c) != Kind::Han) {
            found.push(Found::sure("person/name", hit.range()));
        }
    }
    for hit in ALONE.find_iter(words).filter(|hit| begins(hit.start())) {
        let last = hit
            .as_str()
            .char_indices()
            .find(|(_, c)| kind(*c) != Kind::Han);
        let end = last.map_or(hit.end(), |(at, _)| hit.start() + at);
        found.push(Found {
            code: "person/name",
            range: hit.start()..end,
            sure: false,
        });
    }
}

static LATIN_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let shapes = [
        r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?",
        r"\b[A-Z][A-Za-z]+[\s-](?:san|sama|kun|chan|sensei)\b",
        r"\b[A-Z][a-z]+\s[A-Z][a-z]+\b",
        r"\b[A-Z]{4,}\s[A-Z][A-Za-z]{2,}\b",
    ];
    regex(&shapes.join("|"))
});

fn latin(words: &str, found: &mut Vec<Found>) {
    for hit in LATIN_NAMES.find_iter(words) {
        let titled = ["Mr", "Mrs", "Ms", "Miss", "Dr"]
            .iter()
            .any(|t| hit.as_str().starts_with(t));
        let polite = ["san", "sama", "kun", "chan", "sensei"]
            .iter()
            .any(|t| hit.as_str().ends_with(t));
        let known = hit
            .as_str()
            .split(' ')
            .filter(|word| LATIN.contains(&short(word)))
            .count();
        if titled || polite || known > 0 && hit.as_str().split(' ').count() == 2 && known > 1 {
            found.push(Found::sure("person/name", hit.range()));
        }
    }
}

/// Initials without さん: A.K., T・Y, Aは; and those of hospitals.
static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
    let shapes = [
        r"\b[A-Z]\.\s?[A-Z]\.?\b",
        r"\b[A-Z]・[A-Z]\b",
        r"(?:本人|患者|利用者|当事者|母|父|上司|友人|同僚)\s?[A-Z]\b",
        r"\b[A-Z](?:病院|クリニック|医院|診療所|学校|高校|大学|駅|市|区|町|村|県)",
        r"(?:^|[。「『])[A-Z](?:は|が)",
    ];
    regex(&shapes.join("|"))
});

fn initials(words: &str, found: &mut Vec<Found>) {
    for hit in INITIALS.find_iter(words) {
        let before = &words[..hit.start()];
        let after = &words[hit.end()..];
        let listed =
            before.ends_with(['・', '&', '/']) || after.starts_with(['・', '型', '社', '班']);
        let known = ["U.S", "U.K", "e.g", "A.I"]
            .iter()
            .any(|known| hit.as_str().starts_with(known));
        let capital = hit
            .as_str()
            .find(|c: char| c.is_ascii_uppercase())
            .unwrap_or(0);
        let lead = if hit.as_str().starts_with(['。', '「', '『']) {
            capital
        } else {
            0
        };
        if !listed && !known {
            found.push(Found::sure(
                "person/initials",
                hit.start() + lead..hit.end(),
            ));
        }
    }
}
