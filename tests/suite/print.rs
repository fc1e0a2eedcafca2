//! Print: a book made by hand becomes a PDF that keeps both standards and its looks.

use std::{fs, path::Path};

use libtest_mimic::{Failed, Trial};
use lopdf::{Dictionary, Document as Pdf, Object};
use yearbook::{
    compose::Pages,
    diagnostic::Severity,
    document::{Block, BlockKind, Code, Fact, Figure, Heading, Inline, Target, text},
    model::Site,
    render::print::{Volume, print, volumes},
    route::Route,
    source::Source,
};

mod book;
mod index;
mod shop;
mod tables;

use book::{asset, block, link, paragraph, report, site, table};

/// The trials of this module.
pub fn trials() -> Vec<Trial> {
    let mut trials = shop::trials();
    trials.extend(tables::trials());
    trials.extend(index::trials());
    trials.extend(own_trials());
    trials
}

fn own_trials() -> Vec<Trial> {
    vec![
        Trial::test("print::a_book_is_tagged_titled_and_in_japanese", tagged),
        Trial::test("print::contents_and_chapters_are_bookmarks", bookmarks),
        Trial::test("print::the_same_book_gives_the_same_bytes", same_bytes),
        Trial::test("print::chapters_open_on_right_hand_pages", right_hand),
        Trial::test("print::text_of_authors_is_printed_as_it_stands", literal),
        Trial::test("print::characters_without_glyph_are_reported", glyphs),
        Trial::test("print::tables_without_headers_are_reported", headers),
        Trial::test("print::words_without_room_are_reported", crowded),
        Trial::test("print::a_cell_of_any_length_is_set_in_full", long_cell),
        Trial::test(
            "print::broken_pictures_are_reported_with_their_place",
            places,
        ),
    ]
}

const TORTURE: &str = r#"#panic("x") $x$ @ref */ ]) } \u{41} "); #panic()"#;

fn tagged() -> Result<(), Failed> {
    let volume = made(&site(), &report())?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join("report.pdf"), &volume.pdf)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    assert_eq!(pdf.get_pages().len(), volume.pages);
    let catalog = pdf.catalog()?;
    assert_eq!(catalog.get(b"Lang")?.as_str()?, b"ja-JP");
    assert!(catalog.has(b"StructTreeRoot"), "no tags");
    assert!(catalog.has(b"Outlines"), "no bookmarks");
    let metadata = metadata(&pdf)?;
    for part in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "地域連携事業報告書",
    ] {
        assert!(metadata.contains(part), "no `{part}` in {metadata}");
    }
    let preferences = resolve(&pdf, catalog.get(b"ViewerPreferences")?)?;
    assert!(preferences.get(b"DisplayDocTitle")?.as_bool()?);
    Ok(())
}

fn bookmarks() -> Result<(), Failed> {
    let volume = made(&site(), &report())?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let titles: Vec<String> = pdf
        .get_toc()?
        .toc
        .into_iter()
        .map(|entry| entry.title)
        .collect();
    for title in ["目次", "事業の概要", "実施状況", "事例集"] {
        let found = titles.iter().any(|found| found.contains(title));
        assert!(found, "no `{title}` in {titles:?}");
    }
    Ok(())
}

fn same_bytes() -> Result<(), Failed> {
    let first = made(&site(), &report())?;
    let second = made(&site(), &report())?;
    assert!(first.pdf == second.pdf, "two runs differ");
    let (outputs, _) = print(&site(), &report());
    assert_eq!(
        outputs.get(&Route::new("report.pdf")),
        Some(first.pdf.as_slice())
    );
    Ok(())
}

fn right_hand() -> Result<(), Failed> {
    let volume = made(&site(), &report())?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let opening = pdf.get_toc()?.toc.into_iter().filter(|e| e.level == 1);
    for entry in opening {
        assert!(
            entry.page % 2 == 1,
            "{} on page {}",
            entry.title,
            entry.page
        );
    }
    assert!(
        volume.pages.is_multiple_of(2),
        "the colophon is on the back"
    );
    Ok(())
}

fn literal() -> Result<(), Failed> {
    let mut pages = report();
    let inlines = vec![
        Inline::Text(TORTURE.into()),
        Inline::Code(TORTURE.into()),
        Inline::Strong(text(TORTURE)),
        Inline::Emphasis(text(TORTURE)),
        Inline::Ruby {
            base: TORTURE.into(),
            reading: TORTURE.into(),
        },
        link(Target::External(format!("https://example.jp/{TORTURE}"))),
    ];
    pages.pages[0].title = TORTURE.into();
    pages.books[0].title = TORTURE.into();
    pages.books[0].chapters[0].title = TORTURE.into();
    pages.pages[0].document.blocks = vec![
        block(BlockKind::Heading(Heading {
            level: 5,
            id: TORTURE.into(),
            content: text(TORTURE),
        })),
        block(BlockKind::Paragraph(inlines.clone())),
        block(BlockKind::Code(Code {
            language: Some(TORTURE.into()),
            text: format!("{TORTURE}\n\n  {TORTURE}"),
        })),
        block(BlockKind::Facts(vec![Fact {
            label: text(TORTURE),
            blocks: vec![block(BlockKind::Paragraph(inlines))],
        }])),
        table(TORTURE, &[TORTURE, "数"], &[&[TORTURE, "1"]]),
    ];
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let words: String = pdf.extract_text(&[7])?.split_whitespace().collect();
    let torture: String = TORTURE.split_whitespace().collect();
    assert_eq!(words.matches(&torture).count(), 21, "{words}");
    Ok(())
}

fn glyphs() -> Result<(), Failed> {
    let mut pages = report();
    pages.pages[0].document.blocks = vec![paragraph("𠮷野さんと🦊。")];
    let shown = problems(&site(), &pages);
    for expected in [
        "error[print/missing-glyph]: no font can print the character `🦊` (U+1F98A)",
        "error[print/missing-glyph]: no font can print the character `𠮷` (U+20BB7)",
    ] {
        assert!(shown.contains(expected), "no `{expected}` in:\n{shown}");
    }
    Ok(())
}

fn headers() -> Result<(), Failed> {
    let mut pages = report();
    pages.pages[0].document.blocks = vec![table("見出しのない表", &["", ""], &[&["甲", "1"]])];
    let shown = problems(&site(), &pages);
    assert!(shown.contains("warning[print/table-header]"), "{shown}");
    Ok(())
}

fn crowded() -> Result<(), Failed> {
    let mut pages = report();
    let names: Vec<String> = (1..=40).map(|n| format!("指標{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut crowded = table("四十列の表", &names, &[&["123,456,789"; 40]]);
    let source = Source::new("content/report/crowded.md", "# 表\n\n四十列の表\n");
    crowded.span = source.span(7..22);
    pages.pages[0].document.blocks = vec![crowded, paragraph("表の後の文。")];
    let (_, problems) = volumes(&site(), &pages);
    let all = problems.sorted();
    let [problem] = all.as_slice() else {
        return Err(format!("{all:?}").into());
    };
    assert_eq!(problem.code, "print/overflow");
    let label = problem.label.as_ref().ok_or("no place")?;
    assert_eq!(label.span.source.path(), "content/report/crowded.md");
    Ok(())
}

fn long_cell() -> Result<(), Failed> {
    let mut pages = report();
    let words = "相談支援事業所と連携して就労を支える。".repeat(264);
    pages.pages[0].document.blocks =
        vec![table("長い欄の表", &["項目", "内容"], &[&["方針", &words]])];
    let volume = made(&site(), &pages)?;
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let numbers: Vec<u32> = pdf.get_pages().into_keys().collect();
    let printed: String = pdf.extract_text(&numbers)?.split_whitespace().collect();
    assert_eq!(printed.matches("就労を支える。").count(), 264);
    Ok(())
}

fn places() -> Result<(), Failed> {
    let mut site = site();
    let route = Route::new("report/broken.png");
    site.assets.insert(route.clone(), asset(b"not a picture"));
    let mut pages = report();
    let source = Source::new("content/report/broken.md", "# 図\n\n![図](broken.png)\n");
    pages.pages[0].document.blocks = vec![Block {
        kind: BlockKind::Figure(Figure {
            id: String::new(),
            asset: route,
            alt: "図".into(),
            caption: Vec::new(),
        }),
        span: source.span(7..24),
    }];
    let (_, problems) = volumes(&site, &pages);
    let all = problems.sorted();
    let [problem] = all.as_slice() else {
        return Err(format!("{all:?}").into());
    };
    assert_eq!(problem.code, "print/picture");
    let label = problem.label.as_ref().ok_or("no place")?;
    assert_eq!(label.span.source.path(), "content/report/broken.md");
    assert_eq!(label.span.start().line, 3);
    Ok(())
}

fn made(site: &Site, pages: &Pages) -> Result<Volume, Failed> {
    let (mut volumes, problems) = volumes(site, pages);
    if !problems.is_empty() {
        return Err(format!("{:#?}", problems.sorted()).into());
    }
    volumes.pop().ok_or_else(|| "no book".into())
}

fn problems(site: &Site, pages: &Pages) -> String {
    let (_, problems) = volumes(site, pages);
    let line = |severity: Severity, code: &str, message: &str| match severity {
        Severity::Error => format!("error[{code}]: {message}\n"),
        Severity::Warning => format!("warning[{code}]: {message}\n"),
        Severity::Note => format!("note[{code}]: {message}\n"),
    };
    let all = problems.sorted().into_iter();
    all.map(|d| line(d.severity, d.code, &d.message)).collect()
}

fn metadata(pdf: &Pdf) -> Result<String, Failed> {
    let reference = pdf.catalog()?.get(b"Metadata")?.as_reference()?;
    let stream = pdf.get_object(reference)?.as_stream()?;
    let bytes = stream
        .decompressed_content()
        .unwrap_or_else(|_| stream.content.clone());
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn resolve<'a>(pdf: &'a Pdf, object: &'a Object) -> Result<&'a Dictionary, Failed> {
    let (_, object) = pdf.dereference(object)?;
    Ok(object.as_dict()?)
}
