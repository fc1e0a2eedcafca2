//! What a print shop asks for: paper, boxes, marks, sheets, black alone, a cover apart.

use std::{fs, process::Command};

use libtest_mimic::{Failed, Trial};
use lopdf::{Dictionary, Document as Pdf, Object, content::Content};
use yearbook::{
    compose::Pages,
    document::{BlockKind, Figure},
    model::{Colours, Cover, ListOf, Matter, Numerals, Paper, Printing},
    render::print::{Volume, volumes},
    route::Route,
};

use super::{
    book::{asset, block, report, site},
    made, metadata,
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("print::boxes_say_where_paper_and_ink_end", boxes),
        Trial::test("print::bleed_without_marks_has_boxes_too", bleed),
        Trial::test("print::pages_fill_whole_sheets", sheets),
        Trial::test("print::a_grey_edition_has_no_colours", grey),
        Trial::test("print::lists_of_figures_and_tables_on_request", lists),
        Trial::test("print::the_front_counts_in_roman_numerals", roman),
        Trial::test("print::a_cover_apart_is_a_file_of_its_own", cover),
        Trial::test("print::gutter_and_paper_move_the_words", gutter),
        Trial::test(
            "print::front_and_appendix_stand_around_the_chapters",
            matters,
        ),
    ]
}

/// The small report printed in a way of its own.
fn printed(change: impl FnOnce(&mut Printing)) -> Pages {
    let mut pages = report();
    change(&mut pages.books[0].printing);
    pages
}

fn boxes() -> Result<(), Failed> {
    let pages = printed(|printing| {
        printing.paper = Paper::A5;
        printing.marks = true;
        printing.bleed = 3.0;
    });
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    for id in pdf.get_pages().into_values() {
        let page = pdf.get_dictionary(id)?;
        let [media, trim, bleed] =
            [b"MediaBox".as_slice(), b"TrimBox", b"BleedBox"].map(|name| sides(page, name));
        let (media, trim, bleed) = (media?, trim?, bleed?);
        let turned = media[2] > media[3];
        let (width, height) = if turned {
            (210.0, 148.0)
        } else {
            (148.0, 210.0)
        };
        near(media, [0.0, 0.0, width + 26.0, height + 26.0])?;
        near(trim, [13.0, 13.0, width + 13.0, height + 13.0])?;
        near(bleed, [10.0, 10.0, width + 16.0, height + 16.0])?;
    }
    assert!(metadata(&pdf)?.contains("<pdfaid:part>2</pdfaid:part>"));
    Ok(())
}

fn bleed() -> Result<(), Failed> {
    let volume = made(&site(), &printed(|printing| printing.bleed = 5.0))?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let id = pdf.get_pages()[&1];
    let page = pdf.get_dictionary(id)?;
    near(sides(page, b"MediaBox")?, [0.0, 0.0, 220.0, 307.0])?;
    near(sides(page, b"TrimBox")?, [5.0, 5.0, 215.0, 302.0])?;
    near(sides(page, b"BleedBox")?, [0.0, 0.0, 220.0, 307.0])
}

/// A box of a page in millimetres.
fn sides(page: &Dictionary, name: &[u8]) -> Result<[f32; 4], Failed> {
    let sides = page.get(name)?.as_array()?.iter();
    let sides: Result<Vec<f32>, _> = sides.map(Object::as_float).collect();
    let sides: [f32; 4] = sides?.try_into().map_err(|_| "no box")?;
    Ok(sides.map(|side| side * 25.4 / 72.0))
}

fn near(found: [f32; 4], expected: [f32; 4]) -> Result<(), Failed> {
    let far = found
        .iter()
        .zip(expected)
        .any(|(a, b)| (a - b).abs() > 0.01);
    match far {
        true => Err(format!("{found:?} in place of {expected:?}").into()),
        false => Ok(()),
    }
}

fn sheets() -> Result<(), Failed> {
    for multiple in [4, 8, 16] {
        let volume = made(&site(), &printed(|printing| printing.multiple = multiple))?;
        assert_eq!(volume.pages % multiple as usize, 0, "{multiple}");
        let last = words(&volume, &[volume.pages])?;
        assert!(last.contains("編集・発行"), "{last}");
    }
    Ok(())
}

/// One orange pixel.
const PHOTOGRAPH: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xaf\xc0\x00\x00\x03\x41\x01\x20\x52\xe1\x9f\x5c\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn grey() -> Result<(), Failed> {
    let mut site = site();
    let route = Route::new("report/photo.png");
    site.assets.insert(route.clone(), asset(PHOTOGRAPH));
    let mut pages = printed(|printing| printing.colours = Colours::Grey);
    let photograph = block(BlockKind::Figure(Figure {
        id: String::new(),
        asset: route,
        alt: "写真".into(),
        caption: Vec::new(),
    }));
    pages.pages[0].document.blocks.push(photograph);
    let volume = made(&site, &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let mut painted = 0;
    for object in pdf.objects.values() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let form = stream
            .dict
            .get(b"Subtype")
            .is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Form"));
        if stream.dict.has(b"Type") && !form {
            continue;
        }
        let Ok(content) = stream
            .get_plain_content()
            .and_then(|plain| Content::decode(&plain))
        else {
            continue;
        };
        for operation in content.operations {
            let paints = ["sc", "scn", "SC", "SCN", "rg", "RG", "k", "K"];
            painted += usize::from(operation.operator == "g");
            assert!(
                !paints.contains(&&*operation.operator) || operation.operands.len() < 3,
                "{operation:?}"
            );
        }
    }
    assert!(painted > 100, "{painted}");
    same_light(&volume)
}

/// Every pixel of the pages has as much red as green and blue.
fn same_light(volume: &Volume) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("grey.pdf"), &volume.pdf)?;
    let made = Command::new("pdftoppm")
        .current_dir(folder.path())
        .args(["-r", "20", "grey.pdf", "page"])
        .status()?;
    assert!(made.success());
    let mut looked = 0;
    for entry in fs::read_dir(folder.path())?.flatten() {
        let bytes = fs::read(entry.path())?;
        if !bytes.starts_with(b"P6") {
            continue;
        }
        looked += 1;
        // Three lines stand before the pixels.
        let head: usize = bytes
            .split(|b| *b == b'\n')
            .take(3)
            .map(|line| line.len() + 1)
            .sum();
        let even = bytes[head..]
            .chunks_exact(3)
            .all(|rgb| rgb[0].abs_diff(rgb[1]) < 4 && rgb[1].abs_diff(rgb[2]) < 4);
        assert!(even, "{} has colours", entry.path().display());
    }
    assert_eq!(looked, volume.pages);
    Ok(())
}

fn lists() -> Result<(), Failed> {
    let plain = made(&site(), &report())?;
    assert!(!words(&plain, &[5, 6])?.contains("表の一覧"));
    let pages = printed(|printing| printing.lists = vec![ListOf::Figures, ListOf::Tables]);
    let volume = made(&site(), &pages)?;
    let contents = words(&volume, &[5, 6])?;
    for expected in [
        "図の一覧",
        "図1-1三者の関係",
        "表の一覧",
        "表2-1圏域別の会議の回数",
    ] {
        assert!(contents.contains(expected), "no `{expected}` in {contents}");
    }
    Ok(())
}

fn roman() -> Result<(), Failed> {
    let pages = printed(|printing| printing.front = Numerals::Roman);
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let labels = pdf.catalog()?.get(b"PageLabels")?;
    let (_, labels) = pdf.dereference(labels)?;
    let mut styles = Vec::new();
    for pair in labels.as_dict()?.get(b"Nums")?.as_array()?.chunks(2) {
        let (_, label) = pdf.dereference(&pair[1])?;
        let style = label.as_dict()?.get(b"S")?.as_name()?.to_vec();
        styles.push((pair[0].as_i64()?, String::from_utf8(style)?));
    }
    for (page, style) in styles {
        assert_eq!(style, if page < 6 { "r" } else { "D" }, "page {page}");
    }
    assert!(words(&volume, &[5])?.ends_with('v'), "the contents");
    assert!(words(&volume, &[8])?.ends_with('2'), "the first chapter");
    Ok(())
}

fn cover() -> Result<(), Failed> {
    let pages = printed(|printing| printing.cover = Cover::Apart);
    let (all, problems) = volumes(&site(), &pages);
    assert!(problems.is_empty(), "{:?}", problems.sorted());
    let [book, cover] = all.as_slice() else {
        return Err(format!("{} files", all.len()).into());
    };
    assert_eq!(cover.route.as_str(), "report-cover.pdf");
    assert_eq!(cover.pages, 1);
    assert!(words(cover, &[1])?.contains("令和7年3月28日"));
    assert!(words(book, &[1])?.contains("地域連携事業報告書"));
    assert!(words(book, &[3])?.starts_with("目次"));
    Ok(())
}

fn gutter() -> Result<(), Failed> {
    let usual = made(&site(), &report())?;
    let pages = printed(|printing| {
        printing.paper = Paper::B5;
        printing.inside = 40.0;
    });
    let narrow = made(&site(), &pages)?;
    assert!(narrow.pages > usual.pages);
    Ok(())
}

fn matters() -> Result<(), Failed> {
    let mut pages = report();
    pages.books[0].chapters[0].part = Matter::Appendix;
    pages.books[0].chapters[1].part = Matter::Front;
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let toc = pdf.get_toc()?.toc.into_iter();
    let titles: Vec<String> = toc.filter(|e| e.level == 1).map(|e| e.title).collect();
    let expected = ["実施状況", "目次", "1 事例集", "資料編", "資料1 事業の概要"];
    assert_eq!(titles, expected);
    let all: Vec<usize> = (1..=volume.pages).collect();
    let all = words(&volume, &all)?;
    for expected in ["資料1事業の概要", "第1章事例集", "図資1-1"] {
        assert!(all.contains(expected), "no `{expected}` in {all}");
    }
    Ok(())
}

/// The words of some pages without spaces.
fn words(volume: &Volume, numbers: &[usize]) -> Result<String, Failed> {
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let numbers: Result<Vec<u32>, _> = numbers.iter().map(|n| u32::try_from(*n)).collect();
    Ok(pdf.extract_text(&numbers?)?.split_whitespace().collect())
}
