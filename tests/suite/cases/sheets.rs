//! Cases on paper: one sheet each.

use std::{fs, path::Path};

use libtest_mimic::{Failed, Trial};
use lopdf::Document as Pdf;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("cases::each_of_ours_is_one_sheet", ours),
        Trial::test("cases::a_sheet_that_runs_over_is_told", long),
    ]
}

/// A build of a site in a folder: what it says.
fn build(root: &Path, out: &Path) -> Result<String, Failed> {
    let output = crate::program("build")
        .arg("--root")
        .arg(root)
        .arg("--out")
        .arg(out)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    Ok(said)
}

fn ours() -> Result<(), Failed> {
    let out = tempfile::tempdir()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = build(root, &out.path().join("public"))?;
    assert!(!said.contains("handout"), "{said}");
    let mut sheets = 0;
    for entry in fs::read_dir(out.path().join("public/cases"))? {
        let folder = entry?.path();
        let id = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !id.starts_with("c-") {
            continue;
        }
        let pdf = Pdf::load(folder.join(format!("{id}.pdf")))?;
        assert_eq!(pdf.get_pages().len(), 1, "{id}");
        let text: String = pdf.extract_text(&[1])?.split_whitespace().collect();
        for words in ["困りごと", "経過", "学んだこと"] {
            assert!(text.contains(words), "{id} lacks {words}: {text}");
        }
        let page = fs::read_to_string(folder.join("index.html"))?;
        assert!(page.contains(&format!("href=\"{id}.pdf\"")), "{id}");
        sheets += 1;
    }
    assert!(sheets >= 24, "{sheets}");
    Ok(())
}

const CONFIG: &str = "title: 年報
description: 試し
publisher: {name: 事務局}
publications:
  - {id: report, title: 報告, year: 2024, edition: 1, issued: 2025-03-28, chapters: [{collection: cases}]}
";

fn long() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    let write = |path: &str, text: &str| -> Result<(), Failed> {
        let path = root.join(path);
        fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
        Ok(fs::write(path, text)?)
    };
    write("yearbook.yaml", CONFIG)?;
    write(
        "data/cases/c.yaml",
        "{id: a, title: 長い話, nature: simulated, outcome: lesson, year: 2024, summary: 長い話です。}",
    )?;
    let paragraph = "会社と支援者が話し合い、次の手を決めました。".repeat(12);
    let body = format!("{paragraph}\n\n").repeat(14);
    write(
        "content/cases/a.md",
        &format!("---\nrecord: case:a\n---\n\n## 始まり\n\n{body}"),
    )?;
    let out = root.join("public");
    let said = build(root, &out)?;
    assert!(said.contains("warning[case/handout-long]"), "{said}");
    assert!(out.join("cases/a/a.pdf").exists());
    write("yearbook.yaml", &format!("{CONFIG}handouts: false\n"))?;
    let said = build(root, &out)?;
    assert!(!said.contains("handout"), "{said}");
    assert!(!out.join("cases/a/a.pdf").exists());
    Ok(())
}
