//! Several years: series with their editions, a page for each year, years that an edition decides,
//! and addresses that pages had.

use std::{fs, path::Path, process::Output};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

const CONFIG: &str = "title: 年報
description: 試し
base-url: https://example.org/
publisher: {name: 事務局, contact: なし, licence: なし}
series:
  - id: yearly
    title: 年次報告
    past: [{year: R3, file: past/r3.pdf, issued: 2022-03-31}]
publications:
  - {id: report-2023, title: 令和5年度の報告, series: yearly, year: 2023, edition: 1, issued: 2024-03-29, chapters: [{page: report-2023/figures.md}]}
  - {id: report-2024, title: 令和6年度の報告, series: yearly, year: 2024, edition: 1, issued: 2025-03-28, chapters: [{page: report-2024/figures.md}]}
moved:
  report/old/: report-2024/figures/
";

const FIGURES: &str = "---
title: 数字
---

今年は{{ value(of=\"measures/calls/calls\", year=this) }}件、{{ previous | era }}は{{ value(of=\"measures/calls/calls\", year=previous) }}件でした。

```view table
of: measures/calls
years: {last: 2}
caption: 電話
```

```view table
of: meetings
where: {year: this}
rows: council
columns: state
caption: 会議
```
";

const FILES: [(&str, &str); 8] = [
    ("yearbook.yaml", CONFIG),
    ("content/report-2023/figures.md", FIGURES),
    ("content/report-2024/figures.md", FIGURES),
    ("static/past/r3.pdf", "%PDF-1.4"),
    (
        "data/programs/p.yaml",
        "{id: north, name: 北の事業, owner: city, summary: 北です。}",
    ),
    (
        "data/organizations/o.yaml",
        "- {id: city, name: 市, kind: gov}\n",
    ),
    (
        "data/measures/m.yaml",
        "{id: calls, printed-no: \"1\", name: 電話, program: north, summary: 受けます。, target: なし,
 indicators: [{id: calls, label: 電話の件数, unit: 件, of: events, results: {2022: 11, 2023: 12, 2024: 13}}]}",
    ),
    (
        "data/councils/c.yaml",
        "{id: table, name: 円卓, program: north, summary: 集まります。, unit: 回, of: events}",
    ),
];

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("years::an_edition_decides_its_years", editions),
        Trial::test("years::series_and_years_have_pages", pages),
        Trial::test("years::what_moved_leads_on", moved),
        Trial::test("years::a_page_that_is_gone_is_told", gone),
    ]
}

/// Builds a site again, and gives what it says.
fn build(folder: &Path) -> Result<Output, Failed> {
    let mut command = crate::program("build");
    Ok(command.arg("--root").arg(folder).output()?)
}

fn rebuilt(folder: &Path) -> Result<String, Failed> {
    let output = build(folder)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    Ok(said)
}

fn built() -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, text)
    };
    for (path, text) in FILES {
        write(path, text)?;
    }
    write(
        "data/vocabularies/v.yaml",
        "{id: organization-kind, title: 種類, values: [{value: gov, label: {ja: 行政}}]}",
    )?;
    write(
        "data/meetings/m.yaml",
        "- {id: m-1, council: table, year: 2023, title: 一, state: held}
- {id: m-2, council: table, year: 2024, title: 二, state: held}
- {id: m-3, council: table, year: 2024, title: 三, state: planned}
",
    )?;
    rebuilt(folder.path())?;
    Ok(folder)
}

fn page(folder: &Path, path: &str) -> Result<String, Failed> {
    Ok(fs::read_to_string(folder.join("public").join(path))?)
}

/// A page without its tags.
fn plain(html: &str) -> String {
    let parts = html
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect()
}

/// The same text in two editions says the figures of two years.
fn editions() -> Result<(), Failed> {
    let folder = built()?;
    for (id, said, columns) in [
        (
            "report-2023",
            "今年は12件、令和4年度は11件",
            ["令和4年度", "令和5年度"],
        ),
        (
            "report-2024",
            "今年は13件、令和5年度は12件",
            ["令和5年度", "令和6年度"],
        ),
    ] {
        let html = page(folder.path(), &format!("{id}/figures/index.html"))?;
        let shown = plain(&html);
        assert!(shown.contains(said), "{shown}");
        for column in columns {
            assert!(html.contains(&format!(">{column}</th>")), "{id}: {column}");
        }
    }
    let html = page(folder.path(), "report-2024/figures/index.html")?;
    assert!(html.contains(">予定</th>"), "{html}");
    Ok(())
}

fn pages() -> Result<(), Failed> {
    let folder = built()?;
    let series = page(folder.path(), "yearly/index.html")?;
    let at = |text: &str| series.rfind(text).ok_or(format!("no {text} in {series}"));
    assert!(at("令和6年度の報告")? < at("令和5年度の報告")?);
    assert!(at("../past/r3.pdf")? > at("令和5年度の報告")?);
    let opening = page(folder.path(), "report-2023/index.html")?;
    assert!(
        opening.contains("href=\"../yearly/index.html\""),
        "{opening}"
    );
    assert!(
        opening.contains("href=\"../report-2024/index.html\""),
        "{opening}"
    );
    let year = page(folder.path(), "2024/index.html")?;
    let shown = plain(&year);
    assert!(shown.contains("令和6年度の報告"), "{shown}");
    assert!(
        year.contains("href=\"../measures/calls/index.html\""),
        "{year}"
    );
    let list = page(folder.path(), "years/index.html")?;
    for link in [
        "../2024/index.html",
        "../2021/index.html",
        "../yearly/index.html",
    ] {
        assert!(list.contains(link), "{list}");
    }
    Ok(())
}

fn moved() -> Result<(), Failed> {
    let folder = built()?;
    let old = page(folder.path(), "report/old/index.html")?;
    let to = "../../report-2024/figures/index.html";
    assert!(old.contains(&format!("content=\"0; url={to}\"")), "{old}");
    assert!(old.contains(&format!("href=\"{to}\"")), "{old}");
    assert!(old.contains("noindex"), "{old}");
    let sitemap = page(folder.path(), "sitemap.xml")?;
    assert!(sitemap.contains("report-2024/figures/"), "{sitemap}");
    assert!(!sitemap.contains("report/old"), "{sitemap}");
    Ok(())
}

/// A page that the last build made is missed once, unless the site says where it went.
fn gone() -> Result<(), Failed> {
    let folder = built()?;
    let page = |name: &str| folder.path().join(format!("content/notes/{name}.md"));
    fs::create_dir_all(folder.path().join("content/notes"))?;
    fs::write(page("old"), "---\ntitle: 覚え\n---\n\n覚えです。\n")?;
    rebuilt(folder.path())?;
    fs::rename(page("old"), page("new"))?;
    let said = rebuilt(folder.path())?;
    assert!(
        said.contains("page/gone") && said.contains("notes/old/"),
        "{said}"
    );
    assert!(!rebuilt(folder.path())?.contains("page/gone"));
    fs::rename(page("new"), page("newer"))?;
    // Told before anything is written: a site that calls it an error keeps its page.
    let strict = format!("severities: {{page/gone: error}}\n{CONFIG}");
    fs::write(folder.path().join("yearbook.yaml"), strict)?;
    let output = build(folder.path())?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("error[page/gone]"),
        "{said}"
    );
    assert!(folder.path().join("public/notes/new/index.html").is_file());
    let config = format!("{CONFIG}  notes/new/: notes/newer/\n");
    fs::write(folder.path().join("yearbook.yaml"), config)?;
    let said = rebuilt(folder.path())?;
    assert!(!said.contains("page/gone"), "{said}");
    Ok(())
}
