//! Books as PDF, set by Typst. A chapter becomes a file that only calls functions of the theme with
//! the words of the author as text; the theme decides how it looks.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    compose::{Book, Pages},
    diagnostic::{Diagnostic, Diagnostics},
    model::{Site, Theme},
    outputs::Outputs,
    render::world::{self, Overflow, Place, Problem, Shelf, Spoilt, Typeset},
    route::Route,
};

mod anchors;
mod chapter;
mod code;
mod columns;
mod digits;
mod frame;
mod glyphs;
mod grey;
mod handout;
mod index;
mod inlines;
mod lines;
mod manuscript;
mod pack;
mod pictures;
mod tables;

use code::Code;
pub use handout::handouts;
use manuscript::{Manuscript, Part, chapter_path, manuscript};

/// A book as a file.
#[derive(Debug)]
pub struct Volume {
    pub route: Route,
    pub pdf: Vec<u8>,
    /// The number of its pages.
    pub pages: usize,
}

/// One PDF for each book.
pub fn print(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    let (volumes, mut problems) = volumes(site, pages);
    let mut outputs = Outputs::default();
    for volume in volumes {
        let message = format!("two publications make the file `{}`", volume.route);
        if !outputs.insert(volume.route, volume.pdf) {
            let twice = Diagnostic::error("print/same-file", message);
            problems.push(twice.hint("give each publication an id of its own"));
        }
    }
    (outputs, problems)
}

/// Every book, typeset.
pub fn volumes(site: &Site, pages: &Pages) -> (Vec<Volume>, Diagnostics) {
    let (manuscripts, problems) = manuscripts(site, pages);
    let results: Vec<(Vec<Volume>, Diagnostics)> = printed(pages)
        .into_par_iter()
        .zip(manuscripts)
        .map(|(book, manuscript)| bind(&site.theme, book, manuscript))
        .collect();
    gathered(results, problems)
}

/// What is wrong with the books, without setting them: the words of authors are strings in calls
/// of the theme, and whether print has their characters and pictures is known before. Templates
/// that the site has made its own are tried in full. The volumes are empty.
pub fn proofs(site: &Site, pages: &Pages) -> (Vec<Volume>, Diagnostics) {
    let mut texts = site.theme.texts.iter();
    if texts.any(|(path, text)| path.starts_with("print/") && is_own(text.path())) {
        return volumes(site, pages);
    }
    let (manuscripts, problems) = manuscripts(site, pages);
    let books = printed(pages).into_iter().zip(manuscripts);
    let results = books.map(|(book, manuscript)| {
        let empty = Volume {
            route: book_route(book),
            pdf: Vec::new(),
            pages: 0,
        };
        (vec![empty], manuscript.problems)
    });
    gathered(results.collect(), problems)
}

/// What is wrong with the manuscripts of all books, whatever templates set them.
pub fn readings(site: &Site, pages: &Pages) -> Diagnostics {
    let (manuscripts, mut problems) = manuscripts(site, pages);
    for manuscript in manuscripts {
        problems.extend(manuscript.problems);
    }
    problems
}

fn gathered(
    results: Vec<(Vec<Volume>, Diagnostics)>,
    mut problems: Diagnostics,
) -> (Vec<Volume>, Diagnostics) {
    let mut volumes = Vec::new();
    for (volume, found) in results {
        volumes.extend(volume);
        problems.extend(found);
    }
    world::forget();
    (volumes, problems)
}

/// The books that are made of these pages.
fn printed(pages: &Pages) -> Vec<&Book> {
    pages.books.iter().filter(|book| book.printed).collect()
}

/// Whether a file of the theme is one that the site has in place of the default.
fn is_own(path: &str) -> bool {
    !path.starts_with("themes/default/")
}

fn book_route(book: &Book) -> Route {
    Route::new(&format!("{}.pdf", book.id))
}

/// The manuscripts of all books, none when there is nothing to set them with. They are made one
/// after another, so that Typst numbers their files always alike.
fn manuscripts(site: &Site, pages: &Pages) -> (Vec<Manuscript>, Diagnostics) {
    let mut problems = Diagnostics::default();
    let books = printed(pages);
    if books.is_empty() {
        return (Vec::new(), problems);
    }
    if site.theme.fonts.is_empty() {
        problems.push(
            Diagnostic::error("print/no-fonts", "the theme has no fonts to print with")
                .in_file("fonts"),
        );
        return (Vec::new(), problems);
    }
    let shelf = Shelf::new(site.theme.fonts.values());
    let covered = shelf.characters();
    let made = books
        .into_iter()
        .map(|book| manuscript(site, pages, book, &shelf, &covered));
    (made.collect(), problems)
}

/// Sets a manuscript, unless something is wrong with it already: the book, and the cover where it
/// is a file of its own.
fn bind(theme: &Theme, book: &Book, manuscript: Manuscript) -> (Vec<Volume>, Diagnostics) {
    let mut problems = manuscript.problems;
    if problems.has_errors() {
        return (Vec::new(), problems);
    }
    let (typeset, found) = world::typeset(&manuscript.files, book.id.as_str(), book.issued);
    for problem in found {
        problems.push(diagnostic(theme, book, &manuscript.chapters, problem));
    }
    for spoilt in typeset.iter().flat_map(|typeset| &typeset.spoilt) {
        problems.push(overflow(book, &manuscript.chapters, spoilt));
    }
    let whole = typeset.map(|typeset| volume(book, book_route(book), typeset));
    let mut volumes: Vec<Volume> = whole.into_iter().collect();
    if let Some(files) = manuscript.cover {
        let ident = format!("{}-cover", book.id);
        let (typeset, found) = world::typeset(&files, &ident, book.issued);
        for problem in found {
            problems.push(diagnostic(theme, book, &manuscript.chapters, problem));
        }
        let route = Route::new(&format!("{ident}.pdf"));
        volumes.extend(typeset.map(|typeset| volume(book, route, typeset)));
    }
    (volumes, problems)
}

fn volume(book: &Book, route: Route, typeset: Typeset) -> Volume {
    Volume {
        route,
        pdf: pack::pack(typeset.pdf, &book.printing),
        pages: typeset.pages,
    }
}

/// Words without room, at the table that they stand in.
fn overflow(book: &Book, chapters: &BTreeMap<String, Code>, spoilt: &Spoilt) -> Diagnostic {
    let Spoilt { page, words, .. } = spoilt;
    let message = match spoilt.how {
        Overflow::Words => format!("`{words}` is printed over other words on page {page}"),
        Overflow::Edge => format!("`{words}` runs over the edge of page {page}"),
    };
    let table = spoilt.mark.as_ref().and_then(|mark| {
        let (number, offset) = mark.split_once(' ')?;
        let number: usize = number.parse().ok()?;
        let offset: usize = offset.parse().ok()?;
        chapters
            .get(&chapter_path(number))?
            .origin(&(offset..offset))
    });
    let problem = Diagnostic::warning("print/overflow", message);
    match table {
        Some(span) => problem
            .at(span, "in this table")
            .hint("give print fewer columns, shorter words, or two tables in place of one"),
        None => problem
            .at(&book.span, "in this book")
            .hint("shorten these words, or mend the print template that sets them"),
    }
}

/// What Typst says, at the line of a template that the site has made its own, or else at the
/// author's line, or else at the line of the theme.
fn diagnostic(
    theme: &Theme,
    book: &Book,
    chapters: &BTreeMap<String, Code>,
    problem: Problem,
) -> Diagnostic {
    let written = |place: &Place| {
        let code = chapters.get(&place.path)?;
        code.origin(&place.bytes).cloned()
    };
    let designed = |place: &Place| {
        let text = theme.texts.get(&place.path)?;
        Some(text.span(place.bytes.clone()))
    };
    let own = |place: &Place| designed(place).filter(|span| is_own(span.source.path()));
    let span = problem.places.first().and_then(own);
    let span = span.or_else(|| problem.places.iter().find_map(written));
    let span = span.or_else(|| problem.places.iter().find_map(designed));
    let message = format!("Typst cannot set `{}`: {}", book.id, problem.message);
    let mut diagnostic = if problem.fatal {
        Diagnostic::error("print/typesetting", message)
    } else {
        Diagnostic::warning("print/typesetting", message)
    };
    diagnostic = diagnostic.at(&span.unwrap_or_else(|| book.span.clone()), "set from here");
    if problem.hints.is_empty() {
        diagnostic = diagnostic
            .hint("mend the print template; without the file the one of the default theme is used");
    }
    problem.hints.into_iter().fold(diagnostic, Diagnostic::hint)
}
