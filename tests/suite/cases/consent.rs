//! Every state and scope of consent, over every kind of output.

use std::{fmt::Write, fs, path::Path};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use super::outputs::{File, outputs};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("cases::consent_decides_over_every_output", every_output),
        Trial::test(
            "cases::a_text_of_one_face_is_asked_on_that_face_only",
            texts,
        ),
    ]
}

/// The id of a case, its consent in YAML, and whether the web, books and trainings may show it.
type Kind = (&'static str, &'static str, [bool; 3]);

const KINDS: [Kind; 18] = [
    (
        "qfull",
        "{state: granted, scope: [web, print, training], granted-on: 2024-04-01}",
        [true, true, true],
    ),
    (
        "qweb",
        "{state: granted, scope: [web]}",
        [true, false, false],
    ),
    (
        "qprint",
        "{state: granted, scope: [print]}",
        [false, true, false],
    ),
    (
        "qwebtrain",
        "{state: granted, scope: [web, training]}",
        [true, false, true],
    ),
    (
        "qwebprint",
        "{state: granted, scope: [web, print]}",
        [true, true, false],
    ),
    (
        "qprinttrain",
        "{state: granted, scope: [print, training]}",
        [false, true, false],
    ),
    (
        "qtrain",
        "{state: granted, scope: [training]}",
        [false, false, false],
    ),
    ("qnowhere", "{state: granted}", [false, false, false]),
    (
        "qrefused",
        "{state: refused, scope: [web, print, training]}",
        [false, false, false],
    ),
    (
        "qwithdrawn",
        "{state: withdrawn, scope: [web, print, training]}",
        [false, false, false],
    ),
    (
        "qexpired",
        "{state: expired, scope: [web, print, training]}",
        [false, false, false],
    ),
    (
        "qended",
        "{state: granted, scope: [web, print, training], expires: 2025-03-27}",
        [false, false, false],
    ),
    (
        "qlast",
        "{state: granted, scope: [web, print, training], expires: 2025-03-28}",
        [true, true, true],
    ),
    (
        "qlater",
        "{state: granted, scope: [web, print, training], granted-on: 2025-03-29}",
        [false, false, false],
    ),
    (
        "qthird",
        "{state: granted, scope: [web, print, training], third-party: [{who: 会社, state: refused}]}",
        [false, false, false],
    ),
    (
        "qthirdended",
        "{state: granted, scope: [web, print, training], third-party: [{who: 病院, state: granted, expires: 2025-01-01}]}",
        [false, false, false],
    ),
    ("qnone", "", [false, false, false]),
    ("qsimulated", "simulated", [true, true, true]),
];

fn site() -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let ids: Vec<&str> = KINDS.iter().map(|(id, ..)| *id).collect();
    let ids = ids.join(", ");
    let mut cases = String::new();
    for (id, consent, _) in KINDS {
        let nature = if consent == "simulated" {
            "simulated"
        } else {
            "real"
        };
        let consent = match consent {
            "" | "simulated" => String::new(),
            consent => format!(
                ", consent: {}",
                consent.replacen("state:", "reviewed-by-person: true, state:", 1)
            ),
        };
        writeln!(
            cases,
            "- {{id: {id}, title: {id}の話, nature: {nature}, outcome: lesson, year: 2024, summary: {id}です。, moments: [start], difficulties: [sleep], changed: {id}になりました。, timeline: [{{at: 入社, what: {id}が動いた}}], similar: [{ids}], deidentification: {{done-on: 2024-01-01, author: one, checker: two}}{consent}}}"
        )?;
    }
    let subjects = format!("subjects: [{{id: first, num: 1, title: 学ぶこと, cases: [{ids}]}}]");
    let texts = [
        ("yearbook.yaml".to_owned(), CONFIG.to_owned()),
        ("content/report/a.md".to_owned(), TEXT.to_owned()),
        ("data/cases/c.yaml".to_owned(), cases),
        (
            "data/tools/t.yaml".to_owned(),
            format!("{{id: sheet, name: 用紙, used: [{ids}]}}"),
        ),
        (
            "data/programs/p.yaml".to_owned(),
            "{id: north, name: 北の事業, owner: city, summary: 北です。}".to_owned(),
        ),
        (
            "data/organizations/o.yaml".to_owned(),
            "{id: city, name: 市, kind: gov}".to_owned(),
        ),
        (
            "data/trainings/t.yaml".to_owned(),
            format!("{{id: basics, name: 研修, program: north, summary: 学びます。, {subjects}}}"),
        ),
        (
            "data/vocabularies/v.yaml".to_owned(),
            VOCABULARIES.to_owned(),
        ),
    ];
    for (path, text) in texts {
        write(folder.path(), &path, &text)?;
    }
    for (id, ..) in KINDS {
        let body = format!(
            "---\nrecord: case:{id}\n---\n\n## {id}の始まり\n\n{id}の物語です。\n\n![{id}の絵]({id}.svg)\n"
        );
        write(folder.path(), &format!("content/cases/{id}.md"), &body)?;
        let picture = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>{id}</title></svg>"
        );
        write(folder.path(), &format!("content/cases/{id}.svg"), &picture)?;
    }
    Ok(folder)
}

const CONFIG: &str = "title: 年報
description: 試し
base-url: https://example.org/
publisher: {name: 事務局, contact: なし, licence: なし}
collections:
  tools: {title: 道具, kind: tool, fields: {used: {type: reference, to: cases, label: 使った例, many: true}}}
publications:
  - {id: report, title: 報告, year: 2024, edition: 1, issued: 2025-03-28, chapters: [{page: report/a.md}, {collection: cases}, {collection: tools}, {collection: trainings}]}
  - {id: older, title: 前の報告, year: 2023, edition: 1, issued: 2024-03-28, chapters: [{collection: cases}]}
";

const TEXT: &str = "---\ntitle: 数\n---\n\n{{ count(of=\"cases\") }}件です。

```view table
of: cases
list: [title, summary]
caption: 事例
```

```view cards
of: cases
```
";

const VOCABULARIES: &str = "
- {id: organization-kind, title: 種類, values: [{value: gov, label: {ja: 行政}}]}
- {id: moment, title: 場面, values: [{value: start, label: {ja: 入社のころ}}]}
- {id: difficulty, title: 困りごと, values: [{value: sleep, label: {ja: 睡眠}}]}
";

fn write(folder: &Path, path: &str, text: &str) -> Result<(), Failed> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
    fs::write(path, text)?;
    Ok(())
}

fn build(folder: &Path) -> Result<Vec<File>, Failed> {
    let output = crate::program("build").arg("--root").arg(folder).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    outputs(&folder.join("public"))
}

/// Where the word of a case stands: not where it is the beginning of another id.
fn holds(words: &str, id: &str) -> bool {
    words.match_indices(id).any(|(at, _)| {
        let after = words[at + id.len()..].chars().next();
        !after.is_some_and(|c| c.is_ascii_lowercase())
    })
}

fn every_output() -> Result<(), Failed> {
    let folder = site()?;
    let files = build(folder.path())?;
    let find = |name: &str| {
        let file = files.iter().find(|file| file.name == name);
        file.map(|file| file.words.as_str())
            .ok_or(format!("no {name}"))
    };
    let mut wrong = Vec::new();
    let mut expect = |what: &str, id: &str, shown: bool, wanted: bool| {
        if shown != wanted {
            wrong.push(format!(
                "{id} is {}in {what}",
                if shown { "" } else { "not " }
            ));
        }
    };
    for (id, _, [web, print, training]) in KINDS {
        for file in files.iter().filter(|file| file.name != ".yearbook") {
            let book = file.name.ends_with(".pdf") || file.name.ends_with(".txt");
            let notice = file.name == format!("cases/{id}/index.html") && !web;
            let allowed = if book {
                print && (web || !file.name.starts_with("cases/"))
            } else {
                web
            };
            let shown = holds(&file.words, id) || holds(&file.name, id) && !notice;
            if shown && !allowed {
                expect(&file.name, id, true, false);
            }
        }
        for page in [
            "sitemap.xml",
            "cases/index.html",
            "cases/by/difficulty/sleep/index.html",
            "report/a/index.html",
            "tools/sheet/index.html",
        ] {
            expect(page, id, holds(find(page)?, id), web);
        }
        let read = find("trainings/basics/index.html")?;
        expect("a reading list", id, holds(read, id), web && training);
        for book in ["report.pdf", "report.txt"] {
            expect(book, id, holds(find(book)?, id), print);
        }
        // A book that came out before the consent was given does not show the case.
        expect(
            "older.pdf",
            id,
            holds(find("older.pdf")?, id),
            print && id != "qfull",
        );
        let searched = files
            .iter()
            .any(|file| file.name.starts_with("search/") && holds(&file.words, id));
        expect("the search", id, searched, web);
        let page = find(&format!("cases/{id}/index.html"));
        let notice = page
            .as_ref()
            .is_ok_and(|words| words.contains("この事例は公開していません"));
        expect("a notice", id, notice, id == "qwithdrawn");
        expect("a page", id, page.is_ok() && !notice, web);
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

/// A narrative for print may refer to a case for print; the same on the web is a mistake with its place.
fn texts() -> Result<(), Failed> {
    let folder = site()?;
    let text =
        |web: bool| format!("---\ntitle: 印刷の頁\nweb: {web}\n---\n\n[[case:qprint]]を見ます。\n");
    let check = |text: String| -> Result<String, Failed> {
        write(folder.path(), "content/report/b.md", &text)?;
        let config = CONFIG.replace(
            "{page: report/a.md}",
            "{page: report/a.md}, {page: report/b.md}",
        );
        write(folder.path(), "yearbook.yaml", &config)?;
        let output = crate::program("check")
            .args(["--format", "short", "--root"])
            .arg(folder.path())
            .output()?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let said = check(text(false))?;
    assert!(!said.contains("reference/unknown"), "{said}");
    let said = check(text(true))?;
    assert!(
        said.contains("content/report/b.md:6:1: error[reference/unknown]"),
        "{said}"
    );
    Ok(())
}
