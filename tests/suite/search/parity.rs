//! Hundreds of queries of every class, asked of tantivy and of the client under Node: the same pages,
//! the same order, the same scores.

use std::{fs, path::Path};

use libtest_mimic::{Failed, Trial};
use yearbook::render::search::{Order, Request};

use super::{
    agree,
    library::{Dice, Library, is_japanese},
    make,
};

pub fn trials() -> Vec<Trial> {
    vec![Trial::test(
        "search::every_class_of_query_is_ranked_alike",
        parity,
    )]
}

const PAGES: usize = 250;
const CASES: usize = 60;
/// Queries of each class.
const EACH: usize = 40;

const GLOSSARY: &str = "
- {id: term-a, term: 就労支援センター, reading: しゅうろうしえんせんたー, abbreviations: [就労センター, ＳＳＣ], meaning: 窓口です。}
- {id: term-b, term: ジョブコーチ, reading: じょぶこーち, synonyms: [job, 職場適応援助者], meaning: 人です。}
- {id: term-c, term: リワーク, reading: りわーく, synonyms: [復職, 復職支援], meaning: 訓練です。}
- {id: term-d, term: ケア会議, reading: けあかいぎ, meaning: 会議です。}
- {id: term-e, term: 就労支援B型, reading: しゅうろうびーがた, abbreviations: [B型], meaning: 事業です。}
- {id: term-f, term: Web会議, reading: うぇぶかいぎ, abbreviations: [web], synonyms: [オンライン 会議], meaning: 会議です。}
";

const VOCABULARIES: &str = "
- id: moment
  title: 場面
  values:
    - {value: start, label: {ja: 入社のころ}, reading: にゅうしゃ, synonyms: [引継ぎ]}
    - {value: leave, label: {ja: 休職}, reading: きゅうしょく}
    - {value: back, label: {ja: 復職}, reading: ふくしょく, synonyms: [職場復帰]}
- id: difficulty
  title: 困りごと
  values:
    - {value: sleep, label: {ja: 眠れない}, reading: ねむれない}
    - {value: tired, label: {ja: 疲れ}, reading: つかれ, synonyms: [疲れやすさ]}
";

const MOMENTS: [&str; 3] = ["start", "leave", "back"];
const DIFFICULTIES: [&str; 2] = ["sleep", "tired"];
const LATIN: [&str; 8] = ["jo", "job", "we", "web", "b", "a型", "Ｗｅｂ", "ssc"];
const KNOWN: [&str; 16] = [
    "就労支援センター",
    "しゅうろうしえんせんたー",
    "ｼﾞｮﾌﾞｺｰﾁ",
    "じょぶこーち",
    "リワーク",
    "ﾘﾜｰｸ",
    "りわーく",
    "復職",
    "引継ぎ",
    "引き継ぎ",
    "にゅうしゃ",
    "職場復帰",
    "けあかいぎ",
    "Ｂ型",
    "オンライン 会議",
    "\"オンライン 会議\"",
];

fn write(folder: &Path, library: &Library, dice: &mut Dice) -> std::io::Result<()> {
    library.write(folder)?;
    let file = |path: &str, text: &str| {
        let path = folder.join("data").join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, text)
    };
    file("glossary/all.yaml", GLOSSARY)?;
    file("vocabularies/all.yaml", VOCABULARIES)?;
    for number in 0..CASES {
        let text = library.text(number * 3);
        let summary: String = text.chars().filter(|c| *c != '\n').take(120).collect();
        let case = format!(
            "id: c-{number:04}\ntitle: 事例{number}\nnature: simulated\noutcome: lesson\nyear: 2024\n\
             summary: 「{summary}」\nmoments: [{}]\ndifficulties: [{}]\n",
            MOMENTS[dice.roll(3)],
            DIFFICULTIES[dice.roll(2)]
        );
        file(&format!("cases/c-{number:04}.yaml"), &case)?;
    }
    Ok(())
}

/// A stretch of `length` characters of a page that are all of a kind.
fn stretch(library: &Library, dice: &mut Dice, length: usize, kind: fn(char) -> bool) -> String {
    loop {
        let text: Vec<char> = library.text(dice.roll(PAGES)).chars().collect();
        let start = dice.roll(text.len());
        let Some(found) = text.get(start..start + length) else {
            continue;
        };
        if found.iter().all(|c| kind(*c)) {
            return found.iter().collect();
        }
    }
}

/// A query of a class.
fn request(class: usize, turn: usize, library: &Library, dice: &mut Dice) -> Request {
    let mut japanese = |length| stretch(library, dice, length, is_japanese);
    let text = match class {
        0..3 => japanese(class + 1),
        3 => japanese(4 + turn % 7),
        4 => loop {
            let mixed = stretch(library, dice, 5, |c| {
                is_japanese(c) || c.is_ascii_alphanumeric()
            });
            if !mixed.chars().all(is_japanese) || turn.is_multiple_of(4) {
                break mixed;
            }
        },
        5 => LATIN[turn % LATIN.len()]
            .chars()
            .take(1 + turn / LATIN.len())
            .collect(),
        6 => format!("{}　{}", japanese(2), japanese(2 + turn % 2)),
        7 => format!("\"{}\" {}", japanese(2 + turn % 3), japanese(2)),
        8 => format!("{} -{}", japanese(2), japanese(1 + turn % 2)),
        9 => [String::new(), japanese(2), japanese(1)][turn % 3].clone(),
        10 => KNOWN[turn % KNOWN.len()].to_owned(),
        _ => format!(
            "{} {}",
            KNOWN[turn * 7 % KNOWN.len()],
            japanese(1 + turn % 2)
        ),
    };
    let mut facets = Vec::new();
    if class == 9 {
        let mut choose =
            |facet: &str, value: &str| facets.push((facet.to_owned(), value.to_owned()));
        choose("moment", MOMENTS[dice.roll(3)]);
        match turn % 4 {
            0 => choose("difficulty", DIFFICULTIES[dice.roll(2)]),
            1 => choose("moment", MOMENTS[dice.roll(3)]),
            2 => choose("kind", "case"),
            _ => {}
        }
    }
    let order = if turn % 10 == 9 {
        Order::Title
    } else {
        Order::Rank
    };
    Request {
        text,
        facets,
        order,
    }
}

fn parity() -> Result<(), Failed> {
    let mut dice = Dice(7);
    let library = Library::generate(PAGES, 2, 0);
    let folder = tempfile::tempdir()?;
    write(folder.path(), &library, &mut dice)?;
    let (site, pages) = make(folder.path())?;
    let mut requests = Vec::new();
    for class in 0..12 {
        for turn in 0..EACH {
            requests.push(request(class, turn, &library, &mut dice));
        }
    }
    assert!(requests.len() >= 400);
    let found = agree(&site, &pages, &requests, &folder.path().join("public"))?;
    for (class, found) in found.chunks(EACH).enumerate() {
        let some = found.iter().filter(|hits| **hits > 0).count();
        assert!(
            some > EACH / 4,
            "class {class} finds something in {some} of {EACH}"
        );
    }
    Ok(())
}
