//! Surveys and reprints on all faces: one source, the same numbers, and nothing that may not leave.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("surveys::all_faces_show_the_same", faces),
        Trial::test(
            "surveys::what_is_small_or_not_agreed_to_is_nowhere",
            nowhere,
        ),
        Trial::test("surveys::a_reprint_is_shown_from_its_source", reprint),
    ]
}

const CONFIG: &str = "title: 年報
description: 見本
publisher: {name: 事務局}
publications:
  - id: report
    title: 年報
    year: 2024
    issued: 2025-03-28
    chapters: [{collection: surveys}, {collection: measures}]
";

const SURVEY: &str = "id: table
name: 連絡会アンケート
year: 2024
asked: 70
returned: 52
questions:
  - id: contact
    text: 連絡を取りましたか
    form: single
    respondents: 51
    answers:
      - {code: 1, label: 取った, value: 31}
      - {code: 2, label: 予定がある, value: 13}
      - {code: 9, label: 無回答, value: 7}
  - id: noticed
    text: 気づいたこと
    form: free
    respondents: 23
    coded: [{theme: handover, value: 17}]
    quotes:
      - {text: 話が早くなりました。, consent: granted}
      - {text: 秘密の言葉です。}
      - {text: 断った言葉です。, consent: refused}
internal: 内部の覚え書き
";

const MEASURES: &str = "- id: coaches
  printed-no: \"1-1\"
  name: 支える人
  summary: 職場を訪ねます。
  indicators: [{id: people, label: 支える人の数, unit: 名, of: persons, results: {2022: 77, 2023: 9831}, targets: {2024: 85}}]
- {id: coaches-again, printed-no: \"2-1\", name: 支える人, reprint-of: coaches}
";

const THEMES: &str = "{id: theme, title: 主題, values: [{value: handover, label: {ja: 引き継ぎ}}]}";

/// The sentence that counts and adds up, with what it says.
const COUNTED: (&str, &str) = (
    "事業は{{ count(of=\"measures\") }}つ、人は{{ sum(of=\"measures/coaches/people\", year=2023) }}名です。",
    "事業は1つ、人は9,831名です。",
);

fn build() -> Result<(TempDir, BTreeMap<String, Vec<u8>>), Failed> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    for (path, text) in [
        ("yearbook.yaml", CONFIG),
        ("data/surveys/s.yaml", SURVEY),
        ("data/measures/m.yaml", MEASURES),
        ("data/vocabularies/v.yaml", THEMES),
        (
            "content/index.md",
            &format!("---\ntitle: はじめ\n---\n\n{}\n", COUNTED.0),
        ),
    ] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, text)?;
    }
    let output = crate::program("build").arg("--root").arg(root).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let mut files = BTreeMap::new();
    read(&root.join("public"), root.join("public"), &mut files)?;
    Ok((folder, files))
}

fn read(root: &Path, folder: PathBuf, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, path, files)?;
        } else {
            let name = path.strip_prefix(root)?.display().to_string();
            files.insert(name, fs::read(path)?);
        }
    }
    Ok(())
}

/// What a file says in words; of a PDF the text of its pages.
fn words(name: &str, bytes: &[u8], folder: &Path) -> Result<String, Failed> {
    if !name.ends_with(".pdf") {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let output = Command::new("pdftotext")
        .arg(folder.join("public").join(name))
        .arg("-")
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
}

fn faces() -> Result<(), Failed> {
    let (folder, files) = build()?;
    let faces = [
        "surveys/table/index.html",
        "report.txt",
        "report.pdf",
        "data/surveys-table-1.csv",
        "data/surveys-table-1.json",
    ];
    for face in faces {
        let bytes = files.get(face).ok_or(format!("no {face}"))?;
        let words = words(face, bytes, folder.path())?;
        // 31 of 51 answered so; the two others are too few to show apart from each other.
        for said in ["取った", "31", "60.8", "n=51"] {
            let data = face.starts_with("data/") && said == "n=51";
            if !data && !words.contains(said) {
                return Err(format!("{face} does not say {said}:\n{words}").into());
            }
        }
    }
    let page = String::from_utf8_lossy(&files["surveys/table/index.html"]);
    for said in ["74.3%", "話が早くなりました", "引き継ぎ", "17"] {
        assert!(page.contains(said), "the page does not say {said}");
    }
    Ok(())
}

fn nowhere() -> Result<(), Failed> {
    let (folder, files) = build()?;
    for (name, bytes) in &files {
        let words = words(name, bytes, folder.path())?;
        for secret in ["秘密の言葉", "断った言葉", "内部の覚え書き", "13.7", "25.5"]
        {
            let glyphs = name.starts_with("theme/") || name.starts_with("search/");
            if words.contains(secret) && !(glyphs && secret.is_ascii()) {
                return Err(format!("{name} says {secret}").into());
            }
        }
    }
    Ok(())
}

/// 再掲: its page has the figures of the measure, which are counted and added up once.
fn reprint() -> Result<(), Failed> {
    let (folder, files) = build()?;
    for page in ["measures/coaches", "measures/coaches-again"] {
        let page = &files[&format!("{page}/index.html")];
        let page = String::from_utf8_lossy(page);
        for said in ["9,831", "職場を訪ねます", "85"] {
            assert!(page.contains(said), "no {said}:\n{page}");
        }
    }
    let text = words("report.pdf", &files["report.pdf"], folder.path())?;
    assert_eq!(text.matches("9,831").count(), 2, "{text}");
    let home = String::from_utf8_lossy(&files["index.html"]);
    let plain = regex::Regex::new("<[^>]*>")?;
    let home = plain.replace_all(&home, "");
    assert!(home.contains(COUNTED.1), "{home}");
    Ok(())
}
