//! A book as files for Typst, with the author's line behind every line of code.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    anchors::Anchors,
    chapter::{self, Chapter, Picture},
    code::Code,
    frame, glyphs, grey,
    index::{self, Terms},
    pictures,
};
use crate::{
    compose::{Book, Page, Pages},
    diagnostic::Diagnostics,
    model::{Colours, Cover, Matter, Site},
    render::world::{self, Files, Shelf},
};

/// A chapter before it is code: its title and the pages it prints, each page once in a book.
pub struct Part<'a> {
    pub title: String,
    pub matter: Matter,
    pub pages: Vec<&'a Page>,
}

/// The chapters of a book in their order; a page stands in the first that names it.
fn parts<'a>(book: &'a Book, pages: &'a Pages) -> Vec<Part<'a>> {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for (_, chapter) in book.in_order() {
        let pages: Vec<&Page> = chapter
            .pages
            .iter()
            .filter(|index| seen.insert(**index))
            .map(|index| &pages.pages[*index])
            .filter(|page| page.print)
            .collect();
        if !pages.is_empty() {
            parts.push(Part {
                title: chapter.title.clone(),
                matter: chapter.part,
                pages,
            });
        }
    }
    parts
}

/// A book as files for Typst.
pub struct Manuscript {
    pub files: Files,
    /// The cover, when it is a file of its own.
    pub cover: Option<Files>,
    /// The chapters by their paths, to find the author's line behind a line of code.
    pub chapters: BTreeMap<String, Code>,
    pub problems: Diagnostics,
}

/// A book before it is typeset; its shelf has a font for the characters that are `covered`.
pub fn manuscript(
    site: &Site,
    pages: &Pages,
    book: &Book,
    shelf: &Shelf,
    covered: &[u32],
) -> Manuscript {
    let parts = parts(book, pages);
    let anchors = Anchors::of(&parts);
    let terms = Terms::of(site, pages, book);
    let mut marked = BTreeSet::new();
    let mut files = themed(site, shelf);
    let mut chapters = BTreeMap::new();
    let mut problems = Diagnostics::default();
    for (index, part) in parts.iter().enumerate() {
        let Chapter {
            code,
            pictures,
            problems: found,
            marked: used,
        } = chapter::chapter(
            site,
            &anchors,
            part,
            index + 1,
            &book.printing,
            terms.as_ref(),
        );
        marked.extend(used);
        problems.extend(found);
        problems.extend(pictures::check(site, &pictures, shelf));
        add_pictures(&mut files, site, pictures, book.printing.colours);
        let path = chapter_path(index + 1);
        files.add(&format!("/{path}"), code.text().to_owned());
        chapters.insert(path, code);
    }
    let matters: Vec<Matter> = parts.iter().map(|part| part.matter).collect();
    let mut main = frame::main(site, book, &matters);
    index::call(&mut main, site, &anchors, &marked);
    frame::end(&mut main, site, book);
    files.add("/main.typ", main.text().to_owned());
    chapters.insert("main.typ".to_owned(), main);
    for code in chapters.values() {
        debug_assert_eq!(world::only_calls(code.text()), Ok(()));
    }
    problems.extend(glyphs::check(chapters.values(), covered));
    let cover = (book.printing.cover == Cover::Apart).then(|| {
        let mut files = themed(site, shelf);
        files.add(
            "/main.typ",
            frame::cover_apart(site, book).text().to_owned(),
        );
        files
    });
    Manuscript {
        files,
        cover,
        chapters,
        problems,
    }
}

/// The print templates of the theme, and what the site gives them.
pub fn themed(site: &Site, shelf: &Shelf) -> Files {
    let mut files = Files::new(shelf, "/main.typ");
    for (path, text) in &site.theme.texts {
        if path.starts_with("print/") {
            files.add(&format!("/{path}"), text.text().to_owned());
        }
    }
    files.add("/settings.typ", frame::settings(site).text().to_owned());
    files
}

/// Where the code of a chapter is, counted from one.
pub fn chapter_path(number: usize) -> String {
    format!("chapter-{number:02}.typ")
}

/// Adds what chapters show.
pub fn add_pictures(
    files: &mut Files,
    site: &Site,
    pictures: BTreeMap<String, Picture>,
    colours: Colours,
) {
    for (path, picture) in pictures {
        match picture {
            Picture::Drawn(svg) => files.add_picture(&path, svg),
            Picture::Asset(route, _) => {
                let Some(asset) = site.assets.get(&route) else {
                    continue;
                };
                let grey = (colours == Colours::Grey).then(|| grey::picture(&asset.bytes));
                match grey.flatten() {
                    Some(bytes) => files.add_picture(&path, bytes),
                    None => files.add_picture(&path, Arc::clone(&asset.bytes)),
                }
            }
        }
    }
}
