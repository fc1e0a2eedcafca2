//! The first report of the README is a site that builds, and so is one with its collection of tools.

use std::{fs, path::Path};

use libtest_mimic::{Failed, Trial};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("readme::the_first_report_builds", first_report),
        Trial::test("readme::the_own_collection_builds", own_collection),
    ]
}

/// The listings of a chapter, without the indentation of its list.
fn listings(chapter: &str) -> Vec<String> {
    let mut listings: Vec<String> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in chapter.lines() {
        let bare = line.strip_prefix("   ").unwrap_or(line);
        match fence {
            None if bare.starts_with("```") => {
                fence = Some(if bare.starts_with("````") {
                    "````"
                } else {
                    "```"
                });
                listings.push(String::new());
            }
            Some(end) if bare.trim_end() == end => fence = None,
            Some(_) => {
                if let Some(listing) = listings.last_mut() {
                    listing.push_str(bare);
                    listing.push('\n');
                }
            }
            None => {}
        }
    }
    listings
}

fn first_report() -> Result<(), Failed> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let chapter = readme
        .split("## A first report")
        .nth(1)
        .and_then(|rest| rest.split("### In the text").next())
        .ok_or("the README has no such chapter")?;
    let listings = listings(chapter);
    let [config, data, text] = listings.as_slice() else {
        return Err(format!("three listings were expected: {listings:#?}").into());
    };
    let folder = tempfile::tempdir()?;
    let write = |path: &str, content: &str| -> Result<(), Failed> {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        fs::write(file, content)?;
        Ok(())
    };
    write("yearbook.yaml", config)?;
    for file in data.split("# data/").skip(1) {
        let (name, content) = file.split_once('\n').ok_or("no file name")?;
        write(&format!("data/{name}"), content)?;
    }
    write("content/report/intro.md", text)?;
    let output = crate::program("build")
        .arg("--root")
        .arg(folder.path())
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let page = fs::read_to_string(folder.path().join("public/report/intro/index.html"))?;
    assert!(page.contains("電話相談は1,204件でした"), "{page}");
    assert!(folder.path().join("public/report.pdf").is_file());
    Ok(())
}

/// The settings, records and view of the chapter, in a site that has what they refer to.
fn own_collection() -> Result<(), Failed> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    let chapter = readme
        .split("### Your own collections")
        .nth(1)
        .and_then(|rest| rest.split("\n### ").next())
        .ok_or("the README has no such chapter")?;
    let listings = listings(chapter);
    let [settings, records, view] = listings.as_slice() else {
        return Err(format!("three listings were expected: {listings:#?}").into());
    };
    let value = |id: &str, value: &str| {
        format!("- {{id: {id}, title: 一覧, values: [{{value: {value}, label: {{ja: 値}}}}]}}\n")
    };
    let lists = value("theme", "handover") + &value("organization-kind", "government");
    let files = [
        (
            "yearbook.yaml",
            format!("title: 年報\ndescription: 試し\npublisher: {{name: 事務局}}\n{settings}"),
        ),
        ("data/tools/all.yaml", records.clone()),
        ("data/vocabularies/all.yaml", lists),
        (
            "data/organizations/all.yaml",
            "- {id: prefecture, name: なぎさ県, kind: government}\n".to_owned(),
        ),
        (
            "data/glossary/all.yaml",
            "- {id: rework, term: リワーク, reading: りわーく, meaning: 復職の支援です。}\n"
                .to_owned(),
        ),
        (
            "content/index.md",
            format!(
                "---\ntitle: 年報\n---\n\n{{{{ count(of=\"tools\", theme=\"handover\") }}}}点、{{{{ sum(of=\"tools\", field=\"trials\", state=\"held\") }}}}回。\n\n{view}"
            ),
        ),
    ];
    let folder = tempfile::tempdir()?;
    for (path, content) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        fs::write(file, content)?;
    }
    let output = crate::program("build")
        .arg("--root")
        .arg(folder.path())
        .output()?;
    let said = String::from_utf8(output.stderr)?;
    if !output.status.success() || said.contains("error") || said.contains("warning") {
        return Err(said.into());
    }
    let home = fs::read_to_string(folder.path().join("public/index.html"))?;
    assert!(
        home.contains("1点、12回。") && home.contains("道具の一覧"),
        "{home}"
    );
    let page = folder.path().join("public/tools/share-sheet/index.html");
    assert!(fs::read_to_string(page)?.contains("リワーク"));
    Ok(())
}
