//! The first report of the README is a site that builds.

use std::{fs, path::Path, process::Command};

use libtest_mimic::{Failed, Trial};

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("readme::the_first_report_builds", first_report)]
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
    let output = Command::new(env!("CARGO_BIN_EXE_yearbook"))
        .args(["build", "--root"])
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
