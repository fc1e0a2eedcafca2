//! From pages to files. Renderers are functions of the same pages and do not know each other.

use crate::{
    compose::Pages,
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
    outputs::Outputs,
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
        let mut problems = Diagnostics::default();
        merge(&mut self.outputs, &more.outputs, &mut problems);
        self.summaries.extend(more.summaries);
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

/// Every file of the site.
pub fn render(site: &Site, pages: &Pages) -> Made<Rendering> {
    let (search, volumes) = rayon::join(
        || search::search(site, pages),
        || print::volumes(site, pages),
    );
    let faces = vec![search, data::data(site, pages)];
    let (mut rendering, mut problems) = gather(site, pages, faces, volumes);
    // Pages tell how large the other files are.
    let (web, found) = web::web_beside(site, pages, &[&rendering.outputs]);
    problems.extend(found);
    merge(&mut rendering.outputs, &web, &mut problems);
    (rendering, problems)
}

/// The files of books that show other cases than the web: nothing of the web.
pub fn books(site: &Site, pages: &Pages) -> Made<Rendering> {
    gather(site, pages, Vec::new(), print::volumes(site, pages))
}

/// What a rendering of books alone would complain about.
pub fn proof_books(site: &Site, pages: &Pages) -> Diagnostics {
    gather(site, pages, Vec::new(), print::proofs(site, pages)).1
}

/// What a rendering would complain about, found in a fraction of its time: no book is typeset
/// whole, and no index is made.
pub fn proof(site: &Site, pages: &Pages) -> Diagnostics {
    let (web, volumes) = rayon::join(|| web::web(site, pages), || print::proofs(site, pages));
    gather(site, pages, vec![web, data::data(site, pages)], volumes).1
}

/// All faces of the site as one set of files.
fn gather(
    site: &Site,
    pages: &Pages,
    faces: Vec<Made<Outputs>>,
    (volumes, mut problems): Made<Vec<Volume>>,
) -> Made<Rendering> {
    let mut rendering = Rendering::default();
    for (outputs, found) in faces {
        problems.extend(found);
        merge(&mut rendering.outputs, &outputs, &mut problems);
    }
    merge(
        &mut rendering.outputs,
        &text::editions(site, pages),
        &mut problems,
    );
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
        merge(&mut rendering.outputs, &outputs, &mut problems);
    }
    (rendering, problems)
}

fn web_pages(pages: &Pages, book: usize) -> usize {
    let of_book = |page: &&crate::compose::Page| page.web && page.book == Some(book);
    pages.pages.iter().filter(of_book).count()
}

fn merge(all: &mut Outputs, more: &Outputs, problems: &mut Diagnostics) {
    for (route, bytes) in more.iter() {
        if !all.insert(route.clone(), bytes) {
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
}
