//! Tables in print: they go on over pages, and their figures stand digit under digit.

use std::{fs, process::Command};

use libtest_mimic::{Failed, Trial};
use lopdf::Document as Pdf;
use yearbook::{document::BlockKind, render::print::Volume};

use super::{
    book::{paragraph, report, site, table},
    made,
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("print::a_table_that_goes_on_says_so", continued),
        Trial::test("print::figures_stand_digit_under_digit", digits),
        Trial::test("print::a_narrow_table_keeps_its_width_over_pages", narrow),
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
    let said = places(&volume)?;
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

fn narrow() -> Result<(), Failed> {
    let mut pages = report();
    let rows: Vec<&[&str]> = vec![&["長めの項目です", "1"]; 60];
    // The caption is wider than the table.
    let caption = "幅の狭い表の上に立つ、表よりも幅の広い表題";
    let mut block = table(caption, &["項目", "数"], &rows);
    if let BlockKind::Table(table) = &mut block.kind {
        table.unit = Some("回".into());
        table.source = yearbook::document::text("事務局の記録");
    }
    let before = paragraph(&"前の文です。".repeat(200));
    pages.pages[0].document.blocks = vec![before, block];
    let said = places(&made(&site(), &pages)?)?;
    // A cell in more than one line is more than one word.
    assert_eq!(said.matches(">長めの項目です<").count(), 60);
    Ok(())
}

/// The words of a PDF with their places.
fn places(volume: &Volume) -> Result<String, Failed> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("t.pdf"), &volume.pdf)?;
    let said = Command::new("pdftotext")
        .current_dir(folder.path())
        .args(["-bbox", "t.pdf", "-"])
        .output()?;
    Ok(String::from_utf8(said.stdout)?)
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
