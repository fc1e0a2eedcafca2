//! The glossary: all terms on one page, by their readings.

use super::title;
use crate::{
    compose::{Page, PageKind, routes, writing::Writing},
    document::{Inline, text},
    model::{Collection, Record, Site, Term},
};

/// The page of all terms; `None` when the site has none.
pub(super) fn page(site: &Site) -> Option<Page> {
    let mut terms: Vec<&Term> = site.glossary.iter().collect();
    terms.sort_by(|a, b| (a.reading.as_str(), a.id.as_str()).cmp(&(&b.reading, &b.id)));
    let span = terms.first()?.span().clone();
    let mut page = Writing::new(site, &span);
    let mut current = "";
    for term in terms {
        let row = row(&term.reading);
        if row != current {
            page.heading(row);
            current = row;
        }
        write(&mut page, term);
    }
    let route = routes::list(Collection::Glossary);
    let title = title(site, Collection::Glossary);
    Some(Page {
        summary: site.theme.word("glossary.summary").to_owned(),
        document: page.finish(),
        ..Page::blank(route, PageKind::Glossary, &title, &span)
    })
}

fn write(page: &mut Writing<'_>, term: &Term) {
    let heading = page
        .word("glossary.term")
        .replace("{term}", &term.term)
        .replace("{reading}", &term.reading);
    page.named_heading(3, &term.id, text(heading));
    page.paragraphs(&term.meaning);
    page.text_fact("glossary.plain", term.plain.as_deref());
    let others = term.abbreviations.iter().chain(&term.synonyms);
    let others = others.map(|name| Inline::Text(name.clone())).collect();
    let others = page.joined(others);
    page.fact("glossary.synonyms", others);
    page.text_fact("glossary.english", term.english.as_deref());
    let related = term.related.iter().map(|id| id.as_str());
    page.links_fact("glossary.related", Collection::Glossary, related);
    page.text_fact("record.source", term.source.as_deref());
}

/// The row of the kana table (五十音) in which a reading begins, as a key of the theme.
fn row(reading: &str) -> &'static str {
    let first = reading.chars().next().map_or(0, u32::from);
    match first {
        0x3041..=0x304A | 0x3094 => "glossary.row.a",
        0x304B..=0x3054 | 0x3095 | 0x3096 => "glossary.row.ka",
        0x3055..=0x305E => "glossary.row.sa",
        0x305F..=0x3069 => "glossary.row.ta",
        0x306A..=0x306E => "glossary.row.na",
        0x306F..=0x307D => "glossary.row.ha",
        0x307E..=0x3082 => "glossary.row.ma",
        0x3083..=0x3088 => "glossary.row.ya",
        0x3089..=0x308D => "glossary.row.ra",
        0x308E..=0x3093 => "glossary.row.wa",
        _ => "glossary.row.other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_stand_in_their_rows() {
        for (reading, expected) in [
            ("あ", "a"),
            ("がい", "ka"),
            ("じょぶ", "sa"),
            ("づ", "ta"),
            ("のう", "na"),
            ("ぱ", "ha"),
            ("も", "ma"),
            ("ゆ", "ya"),
            ("りわーく", "ra"),
            ("ん", "wa"),
            ("rework", "other"),
        ] {
            assert_eq!(
                row(reading),
                format!("glossary.row.{expected}"),
                "{reading}"
            );
        }
    }
}
