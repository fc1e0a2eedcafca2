//! Tables in print: they go on over pages, and their figures stand digit under digit.

use std::{fs, process::Command};

use libtest_mimic::{Failed, Trial};
use lopdf::Document as Pdf;
use yearbook::document::BlockKind;

use super::{
    book::{report, site, table},
    made,
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("print::a_table_that_goes_on_says_so", continued),
        Trial::test("print::figures_stand_digit_under_digit", digits),
        Trial::test("print::the_head_of_a_group_stays_with_its_rows", groups),
    ]
}

fn continued() -> Result<(), Failed> {
    let volume = made(&site(), &report())?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let mut with = Vec::new();
    for number in pdf.get_pages().into_keys() {
        let words: String = pdf.extract_text(&[number])?.split_whitespace().collect();
        if words.contains("研修の一覧（つづき）") {
            assert!(words.contains("表2-2研修の一覧（つづき）"), "{words}");
            assert!(words.contains("内容"), "the heads are repeated: {words}");
            with.push(number);
        } else if words.contains("研修の一覧") {
            assert!(with.is_empty(), "the first page says nothing of it");
        }
    }
    assert!(!with.is_empty());
    Ok(())
}

fn digits() -> Result<(), Failed> {
    let mut pages = report();
    let mut block = table(
        "小数のある表",
        &["圏域", "回"],
        &[
            &["東", "1112.5"],
            &["西", "2223"],
            &["南", "444.25"],
            &["北", "－"],
        ],
    );
    if let BlockKind::Table(table) = &mut block.kind {
        table.columns[1].align = yearbook::document::Align::End;
    }
    pages.pages[0].document.blocks = vec![block];
    let volume = made(&site(), &pages)?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("t.pdf"), &volume.pdf)?;
    let said = Command::new("pdftotext")
        .current_dir(folder.path())
        .args(["-bbox", "t.pdf", "-"])
        .output()?;
    let said = String::from_utf8(said.stdout)?;
    let right = |word: &str| -> Result<f64, Failed> {
        let line = said.lines().find(|l| l.contains(&format!(">{word}<")));
        let line = line.ok_or_else(|| format!("no {word}"))?;
        let value = line
            .split("xMax=\"")
            .nth(1)
            .and_then(|l| l.split('"').next());
        Ok(value.ok_or("no place")?.parse()?)
    };
    // Nine points wide are two characters.
    let widest = right("444.25")?;
    for (word, less) in [("1112.5", 4.5), ("2223", 13.5), ("－", 0.0)] {
        let found = widest - right(word)?;
        assert!((found - less).abs() < 0.3, "{word}: {found}");
    }
    Ok(())
}

/// However long the table, no page ends with the head of a group.
fn groups() -> Result<(), Failed> {
    use yearbook::document::RowRole;
    let mut pages = report();
    let names: Vec<String> = (1..=90).map(|n| format!("項目{n}です")).collect();
    let rows: Vec<[&str; 2]> = names.iter().map(|name| [name.as_str(), "1"]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let mut block = table("群のある表", &["項目", "数"], &rows);
    if let BlockKind::Table(table) = &mut block.kind {
        for row in table.rows.iter_mut().step_by(2) {
            row.role = RowRole::Group;
        }
    }
    pages.pages[0].document.blocks = vec![block];
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    for number in pdf.get_pages().into_keys() {
        let words: String = pdf.extract_text(&[number])?.split_whitespace().collect();
        for n in (1..90).step_by(2) {
            let group = format!("項目{n}です");
            let next = format!("項目{}です", n + 1);
            assert!(
                !words.contains(&group) || words.contains(&next),
                "{group} stands alone on page {number}"
            );
        }
    }
    Ok(())
}
