//! From pages to files. Renderers are functions of the same pages and do not know each other.

use crate::{
    compose::Pages,
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
    outputs::{Outputs, Sizes},
    render::print::Volume,
};

pub mod chart;
pub mod data;
mod highlight;
pub mod print;
pub mod search;
pub mod text;
pub mod web;
mod world;

/// Everything a build makes.
#[derive(Debug, Default)]
pub struct Rendering {
    pub outputs: Outputs,
    pub summaries: Vec<Summary>,
}

impl Rendering {
    /// Adds what was made of other pages.
    pub fn extend(&mut self, more: Rendering) -> Diagnostics {
        self.summaries.extend(more.summaries);
        self.add(more.outputs)
    }

    /// Adds files; tells of those that something else makes too.
    pub fn add(&mut self, more: Outputs) -> Diagnostics {
        let mut problems = Diagnostics::default();
        merge(&mut self.outputs, more, &mut problems);
        problems
    }
}

/// What became of a publication.
#[derive(Debug)]
pub struct Summary {
    pub title: String,
    pub web_pages: usize,
    pub printed_pages: usize,
    /// The name of its PDF in the output.
    pub pdf: String,
}

type Made<T> = (T, Diagnostics);

/// The files that take their time: the search and the books.
pub fn heavy(site: &Site, pages: &Pages) -> Made<Rendering> {
    let ((search, found), (volumes, (handouts, more))) = rayon::join(
        || search::search(site, pages),
        || (print::volumes(site, pages), print::handouts(site, pages)),
    );
    let (mut rendering, mut problems) = bound(pages, volumes);
    problems.extend(found);
    problems.extend(more);
    problems.extend(rendering.add(handouts));
    problems.extend(rendering.add(search));
    (rendering, problems)
}

/// The files that are made at once: pages, open data, text editions. Pages tell how large the other
/// files are.
pub fn light(site: &Site, pages: &Pages, heavy: &Sizes) -> Made<Outputs> {
    let (mut outputs, mut problems) = data::data(site, pages);
    merge(&mut outputs, text::editions(site, pages), &mut problems);
    let mut sizes = outputs.sizes();
    sizes.extend(heavy.iter().map(|(route, size)| (route.clone(), *size)));
    let (web, found) = web::web_beside(site, pages, &sizes);
    problems.extend(found);
    merge(&mut outputs, web, &mut problems);
    (outputs, problems)
}

/// The same, with what is wrong with the manuscripts of books.
pub fn preview(site: &Site, pages: &Pages, heavy: &Sizes) -> Made<Outputs> {
    let ((outputs, mut problems), found) = rayon::join(
        || light(site, pages, heavy),
        || print::readings(site, pages),
    );
    problems.extend_new(found);
    (outputs, problems)
}

/// The files of books that show other cases than the web: nothing of the web.
pub fn books(site: &Site, pages: &Pages) -> Made<Rendering> {
    let (mut rendering, mut problems) = bound(pages, print::volumes(site, pages));
    problems.extend(rendering.add(text::editions(site, pages)));
    (rendering, problems)
}

/// What a rendering of books alone would complain about.
pub fn proof_books(site: &Site, pages: &Pages) -> Diagnostics {
    let (mut rendering, mut problems) = bound(pages, print::proofs(site, pages));
    problems.extend(rendering.add(text::editions(site, pages)));
    problems
}

/// What a rendering would complain about, found in a fraction of its time: no book is typeset
/// whole, and no index is made.
pub fn proof(site: &Site, pages: &Pages) -> Diagnostics {
    let ((light, mut problems), volumes) = rayon::join(
        || light(site, pages, &Sizes::default()),
        || print::proofs(site, pages),
    );
    let (mut rendering, found) = bound(pages, volumes);
    problems.extend(found);
    problems.extend(rendering.add(light));
    problems
}

/// Books as files, with what became of their publications.
fn bound(pages: &Pages, (volumes, mut problems): Made<Vec<Volume>>) -> Made<Rendering> {
    let mut rendering = Rendering::default();
    for volume in volumes {
        let pdf = volume.route.to_string();
        if let Some(index) = pages
            .books
            .iter()
            .position(|b| format!("{}.pdf", b.id) == pdf)
        {
            rendering.summaries.push(Summary {
                title: pages.books[index].title.clone(),
                web_pages: web_pages(pages, index),
                printed_pages: volume.pages,
                pdf,
            });
        }
        let mut outputs = Outputs::default();
        let _ = outputs.insert(volume.route, volume.pdf);
        problems.extend(rendering.add(outputs));
    }
    (rendering, problems)
}

fn web_pages(pages: &Pages, book: usize) -> usize {
    let of_book = |page: &&crate::compose::Page| page.web && page.book == Some(book);
    pages.pages.iter().filter(of_book).count()
}

fn merge(all: &mut Outputs, more: Outputs, problems: &mut Diagnostics) {
    for route in all.append(more) {
        problems.push(
            Diagnostic::error(
                "output/same-file",
                format!("two things make the file `{route}`"),
            )
            .in_file(route.as_str())
            .hint("rename the page, the publication or the static file"),
        );
    }
}
