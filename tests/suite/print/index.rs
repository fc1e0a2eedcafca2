//! The index: terms of the glossary by their readings, with the pages that use them.

use libtest_mimic::{Failed, Trial};
use lopdf::Document as Pdf;
use yearbook::{
    model::{Id, Site, Term},
    render::print::Volume,
    source::Spanned,
};

use super::{
    book::{paragraph, report, site},
    made,
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("print::an_index_leads_to_the_pages_of_terms", index),
        Trial::test("print::a_book_without_terms_has_no_index", none),
    ]
}

fn term(id: &str, term: &str, reading: &str, synonyms: &[&str]) -> Term {
    Term {
        id: Spanned::nowhere(Id::new(id).expect("an id")),
        term: term.into(),
        reading: Spanned::nowhere(reading.into()),
        abbreviations: Vec::new(),
        synonyms: synonyms.iter().map(|name| (*name).to_owned()).collect(),
        misspellings: Vec::new(),
        english: None,
        meaning: "説明".into(),
        plain: None,
        related: Vec::new(),
        source: None,
        updated: None,
        waive: Default::default(),
        internal: None,
    }
}

fn with_terms() -> Site {
    let mut site = site();
    for term in [
        term("rework", "リワーク", "りわーく", &[]),
        term("quest", "学級会", "がっきゅうかい", &["学級の話し合い"]),
        term("council", "会議体", "かいぎたい", &[]),
        term("ips", "IPS", "あいぴーえす", &[]),
        term("never", "使わない語", "つかわないご", &[]),
    ] {
        assert!(site.glossary.insert(term).is_ok());
    }
    site
}

fn index() -> Result<(), Failed> {
    let mut pages = report();
    pages.books[0].printing.index = Some(true);
    pages.pages[0].document.blocks = vec![
        paragraph("会議体でリワークとリワークを話す。TIPSは別の語。"),
        paragraph("学級の話し合いをIPSと呼ぶ。"),
    ];
    pages.pages[1].document.blocks = vec![paragraph("リワークを続ける。")];
    let volume = made(&with_terms(), &pages)?;
    let words = last(&volume)?;
    // The chapters open on pages 7 and 9; what is used twice there is named once.
    let expected = "索引あIPS7か会議体7学級会7らリワーク7,9";
    let bare: String = words.chars().filter(|c| *c != '·').collect();
    assert!(bare.contains(expected), "{words}");
    Ok(())
}

fn none() -> Result<(), Failed> {
    let mut pages = report();
    let before = made(&with_terms(), &pages)?;
    assert!(!last(&before)?.contains("索引"), "nobody asked for one");
    pages.books[0].printing.index = Some(true);
    let volume = made(&site(), &pages)?;
    assert!(!last(&volume)?.contains("索引"), "there are no terms");
    Ok(())
}

/// The words of the last pages before the colophon.
fn last(volume: &Volume) -> Result<String, Failed> {
    let pdf = Pdf::load_mem(&volume.pdf)?;
    let end = u32::try_from(volume.pages)?;
    let pages: Vec<u32> = (end.saturating_sub(2)..end).collect();
    Ok(pdf.extract_text(&pages)?.split_whitespace().collect())
}
