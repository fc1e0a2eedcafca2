//! The provisions of a regulation and the terms of the glossary: places inside a page that a hit can
//! lead to.

use crate::{
    compose::{Page, PageKind},
    document::{BlockKind, plain},
    model::Collection,
};

/// Where in the text of a page its headings begin, counted in characters, with their names on the page
/// and what they say. Other pages are read from their beginning.
pub(super) fn of(page: &Page, body: &str) -> Vec<(usize, String, String)> {
    let parted = matches!(
        page.kind,
        PageKind::Glossary | PageKind::Record(Collection::Regulations)
    );
    let mut places = Vec::new();
    if !parted {
        return places;
    }
    // Texts stand in the body in the order of the page, each in lines of its own.
    let (mut bytes, mut chars) = (0, 0);
    for block in &page.document.blocks {
        let BlockKind::Heading(heading) = &block.kind else {
            continue;
        };
        let words = plain(&heading.content);
        let line = body[bytes..].find(&format!("\n{words}\n"));
        if let Some(before) = line.filter(|_| !heading.id.is_empty()) {
            let start = bytes + before + 1;
            chars += body[bytes..start].chars().count();
            bytes = start;
            places.push((chars, heading.id.clone(), words));
        }
    }
    places
}
