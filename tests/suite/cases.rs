//! The casebook: which cases are alike and why, and that nothing internal leaves.

use std::fs;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

mod consent;
mod outputs;
mod sheets;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("cases::related_ones_say_why", related),
        Trial::test("cases::related_ones_say_their_words", alike_in_words),
        Trial::test("cases::nothing_internal_leaves", canaries),
        Trial::test("cases::pictures_stay_as_they_look", pictures),
    ];
    trials.extend(consent::trials());
    trials.extend(sheets::trials());
    trials
}

/// What must be in no byte of the output.
const CANARY: &str = "KANARIA";

const CASES: &str = "
- {id: a, title: 朝の話, nature: simulated, outcome: lesson, year: 2024, summary: 朝の話です。, internal: KANARIA, moments: [start], difficulties: [sleep], person: {diagnosis-group: mood}}
- {id: b, title: 昼の話, nature: simulated, outcome: lesson, year: 2024, summary: 昼の話です。, moments: [start], difficulties: [ache], person: {diagnosis-group: mood}}
- {id: c, title: 夜の話, nature: simulated, outcome: lesson, year: 2024, summary: 夜の話です。, moments: [leave], difficulties: [sleep]}
- {id: d, title: 別の話, nature: simulated, outcome: lesson, year: 2024, summary: 別の話です。, moments: [leave], difficulties: [ache], person: {diagnosis-group: mood}}
- {id: e, title: KANARIAの話, nature: real, outcome: lesson, year: 2024, summary: KANARIA, moments: [start], difficulties: [sleep], changed: KANARIA, learned: [KANARIA], timeline: [{at: KANARIA, what: KANARIA}]}
";

const FILES: [(&str, &str); 18] = [
    ("yearbook.yaml", "title: 年報
description: 試し
base-url: https://example.org/
publisher: {name: 事務局, contact: なし, licence: なし}
collections:
  tools: {title: 道具, kind: tool, fields: {memo: {type: text, label: KANARIA, internal: true}, size: {type: text, label: 大きさ}}}
publications:
  - {id: report, title: 報告, year: 2024, edition: 1, issued: 2025-03-28, chapters: [{page: report/a.md}, {collection: cases}, {collection: areas}, {collection: measures}, {collection: trainings}, {collection: surveys}, {collection: regulations}, {collection: organizations}, {collection: councils}, {collection: programs}, {collection: tools}, {collection: glossary}]}
"),
    ("content/report/a.md", "---\ntitle: 数\ninternal: KANARIA\n---\n\n数です。\n\n```view table\nof: meetings\nlist: [title, state]\ncaption: 会議\n```\n\n![写真](camera.jpg)\n\n![画面](screen.png)\n\n![写真](photo.webp)\n\n![動き](moving.gif)\n\n![図](drawing.svg)\n"),
    ("content/report/later.md", "---\ntitle: KANARIA\ndraft: true\n---\n\nKANARIA\n"),
    ("content/cases/e.md", "---\nrecord: case:e\n---\n\n## KANARIA\n\nKANARIA\n"),
    ("data/cases/c.yaml", CASES),
    ("data/programs/p.yaml", "{id: north, name: 北の事業, owner: city, summary: 北です。, internal: KANARIA}"),
    ("data/areas/a.yaml", "{id: coast, name: 海沿い, reading: うみぞい, program: north, order: 1, internal: KANARIA}"),
    ("data/organizations/o.yaml", "{id: city, name: 市, kind: gov, internal: KANARIA}"),
    ("data/councils/c.yaml", "{id: table, name: 円卓, program: north, summary: 集まります。, unit: 回, of: events, internal: KANARIA}"),
    ("data/meetings/m.yaml", "{id: m-1, council: table, area: coast, year: 2024, title: 会, state: held, date: 2024-06-11, internal: KANARIA}"),
    ("data/trainings/t.yaml", "{id: basics, name: 研修, program: north, summary: 学びます。, internal: KANARIA}"),
    ("data/trees/t.yaml", "{id: tree, title: 木, levels: [視点], internal: KANARIA, nodes: [{num: 1, title: 働く, measures: [calls]}]}"),
    ("data/measures/m.yaml", "{id: calls, printed-no: \"1\", name: 電話, program: north, summary: 受けます。, target: なし, internal: KANARIA}"),
    ("data/surveys/s.yaml", "{id: s, name: 調べ, year: 2024, internal: KANARIA, asked: 40, returned: 30, questions: [{id: q, text: 声, form: free, respondents: 20, quotes: [{text: KANARIA, consent: refused}]}]}"),
    ("data/regulations/r.yaml", "{id: rules, kind: 要領, title: 要領, style: articles, decided: 2024-03-01, internal: KANARIA, supplements: [{text: この要領は、令和6年4月1日から施行する。, effective: 2024-04-01}], body: [{num: 第1条, caption: 目的, text: 定める。}]}"),
    ("data/glossary/g.yaml", "{id: term, term: 言葉, reading: ことば, meaning: 意味です。, internal: KANARIA}"),
    ("data/tools/t.yaml", "{id: sheet, name: 用紙, size: 大, memo: KANARIA, internal: KANARIA}"),
    ("data/vocabularies/v.yaml", "- {id: organization-kind, title: 種類, internal: KANARIA, values: [{value: gov, label: {ja: 行政}}]}
- {id: moment, title: 場面, values: [{value: start, label: {ja: 入社のころ}}, {value: leave, label: {ja: 休職}}]}
- {id: difficulty, title: 困りごと, values: [{value: sleep, label: {ja: 睡眠}}, {value: ache, label: {ja: 頭痛}}]}
- {id: diagnosis-group, title: 障害, values: [{value: mood, label: {ja: 気分障害}}]}
"),
];

/// Pictures with a place, a name and a comment inside.
const PICTURES: [(&str, &[u8]); 5] = [
    ("camera.jpg", include_bytes!("cases/pictures/camera.jpg")),
    ("screen.png", include_bytes!("cases/pictures/screen.png")),
    ("photo.webp", include_bytes!("cases/pictures/photo.webp")),
    ("moving.gif", include_bytes!("cases/pictures/moving.gif")),
    ("drawing.svg", include_bytes!("cases/pictures/drawing.svg")),
];

fn built() -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    for (name, bytes) in PICTURES {
        let path = folder.path().join("content/report").join(name);
        fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
        fs::write(path, bytes)?;
    }
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
        fs::write(path, text)?;
    }
    let output = crate::program("build")
        .arg("--root")
        .arg(folder.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    Ok(folder)
}

/// The same difficulty counts more than the same moment; the same diagnosis alone counts nothing.
fn related() -> Result<(), Failed> {
    let folder = built()?;
    let page =
        |id: &str| fs::read_to_string(folder.path().join(format!("public/cases/{id}/index.html")));
    let html = page("a")?;
    let (_, after) = html
        .split_once("似たところのある事例</h2>")
        .ok_or("no heading")?;
    let at = |text: &str| after.find(text).ok_or(format!("no {text} in {after}"));
    assert!(at("夜の話")? < at("昼の話")?);
    let between = &after[at("夜の話")?..at("昼の話")?];
    assert!(
        between.contains("睡眠") && !between.contains("入社のころ"),
        "{between}"
    );
    let (cards, _) = after.split_once("</article>").unwrap_or((after, ""));
    assert!(!cards.contains("別の話"), "{cards}");
    assert!(page("e").is_err(), "a case without consent has no page");
    Ok(())
}

/// In the site of the repository some cases are alike in words that few others have, and say which.
fn alike_in_words() -> Result<(), Failed> {
    let (site, _) = yearbook::load::load(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
    let (site, _) = yearbook::check::check(site.ok_or("our own site is read")?);
    let (pages, _) = yearbook::compose::compose(&site, yearbook::compose::Drafts::Leave);
    let told = pages.pages.iter().flat_map(|page| &page.document.blocks);
    let cards = told.filter_map(|block| match &block.kind {
        yearbook::document::BlockKind::Cards(cards) => Some(cards),
        _ => None,
    });
    let tags: Vec<&String> = cards.flatten().flat_map(|card| &card.tags).collect();
    let same: Vec<_> = tags
        .iter()
        .filter(|tag| tag.starts_with("同じ言葉："))
        .collect();
    assert!(same.len() > 3, "{tags:?}");
    // What is said of the person is no reason.
    for word in ["統合失調症", "うつ病", "発達障害", "精神障害"] {
        assert!(!same.iter().any(|tag| tag.contains(word)), "{same:?}");
    }
    Ok(())
}

/// The word in none of the bytes of the output, nor in what a PDF holds when it is unpacked and read.
fn canaries() -> Result<(), Failed> {
    let folder = built()?;
    let files = outputs::outputs(&folder.path().join("public"))?;
    assert!(files.len() > 60, "{}", files.len());
    let canary = CANARY.to_lowercase();
    for file in files {
        let name = &file.name;
        let plain = String::from_utf8_lossy(&file.bytes).to_lowercase();
        assert!(!plain.contains(&canary), "{name}");
        assert!(!file.words.to_lowercase().contains(&canary), "{name}");
        assert!(!name.to_lowercase().contains(&canary), "{name}");
        if name.ends_with("report.pdf") {
            assert!(file.words.contains("朝の話"), "{name} can be read");
        }
    }
    Ok(())
}

/// Pictures lose what they tell besides, and nothing that readers see: the one of a camera held upright
/// keeps its way up, the moving one both its pictures.
fn pictures() -> Result<(), Failed> {
    let folder = built()?;
    for (name, bytes) in PICTURES {
        let bare = fs::read(folder.path().join("public/report").join(name))?;
        let has = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        assert!(has(bytes, CANARY.as_bytes()), "{name} tells something");
        assert!(!has(&bare, CANARY.as_bytes()), "{name}");
        assert!(
            bare.len() < bytes.len() && bare.len() > bytes.len() / 8,
            "{name}"
        );
        match name {
            "camera.jpg" => {
                let way_up = [b"\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[6]].concat();
                assert!(has(&bare, &way_up), "{name} has its way up");
            }
            "moving.gif" => {
                assert!(has(&bare, b"NETSCAPE2.0"), "{name} moves");
                assert_eq!(
                    bare.windows(3)
                        .filter(|part| *part == b"\x21\xf9\x04")
                        .count(),
                    2
                );
            }
            "drawing.svg" => {
                let svg = String::from_utf8(bare)?;
                assert!(
                    svg.contains("<title>図</title>") && svg.contains("data:image/jpeg;base64,")
                );
            }
            _ => {}
        }
    }
    Ok(())
}
