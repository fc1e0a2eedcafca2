//! The way from a folder to the files of its site, the same for every command: all of it but
//! writing.

use std::path::Path;

use crate::{
    check,
    compose::{self, Drafts, Pages},
    diagnostic::{Diagnostics, Language},
    load,
    model::Site,
    render::{self, Rendering},
};

/// The site under a root with the pages of its web. Books that show other cases than the web are
/// made of other pages.
pub fn read(root: &Path, drafts: Drafts) -> (Option<(Site, Pages)>, Diagnostics) {
    let (site, mut problems) = load::load(root);
    let Some(site) = site else {
        return (None, problems);
    };
    let (site, found) = check::check(site);
    problems.extend(found);
    let (pages, found) = composed(&site, drafts);
    problems.extend(found);
    (Some((site, pages)), problems)
}

/// Every file of a site.
pub fn files(
    site: &mut Site,
    pages: &Pages,
    drafts: Drafts,
    problems: &mut Diagnostics,
) -> Rendering {
    let mut rendering = heavy(site, pages, drafts, problems);
    let (light, found) = render::light(site, pages, &rendering.outputs.sizes());
    problems.extend_new(found);
    problems.extend(rendering.add(light));
    rendering
}

/// The files that take their time: the search and all books.
pub fn heavy(
    site: &mut Site,
    pages: &Pages,
    drafts: Drafts,
    problems: &mut Diagnostics,
) -> Rendering {
    let (mut rendering, found) = render::heavy(site, pages);
    problems.extend_new(found);
    for (books, found) in other_faces(site, drafts, problems, render::books) {
        problems.extend_new(found);
        problems.extend_new(rendering.extend(books));
    }
    rendering
}

/// What is wrong with a site that only its files would tell, found in a fraction of the time.
pub fn proof(site: &mut Site, pages: &Pages, drafts: Drafts, problems: &mut Diagnostics) {
    problems.extend(render::proof(site, pages));
    for found in other_faces(site, drafts, problems, render::proof_books) {
        problems.extend_new(found);
    }
}

/// The pages of the faces that are shown. What is wrong with a text of none of them is not told.
fn composed(site: &Site, drafts: Drafts) -> (Pages, Diagnostics) {
    let (pages, mut problems) = compose::compose(site, drafts);
    if site.faces() > 1 {
        let elsewhere = site.narratives.iter().filter(|text| match site.is_web() {
            true => !text.front.web && text.front.print,
            false => !text.front.print,
        });
        problems.leave_out(&elsewhere.map(|text| text.source.path()).collect());
    }
    (pages, problems)
}

/// What is made of the pages of books that show other cases than the web.
fn other_faces<T>(
    site: &mut Site,
    drafts: Drafts,
    problems: &mut Diagnostics,
    make: impl Fn(&Site, &Pages) -> T,
) -> Vec<T> {
    let mut made = Vec::new();
    for face in 1..site.faces() {
        site.show(face);
        let (pages, found) = composed(site, drafts);
        problems.extend_new(found);
        made.push(make(site, &pages));
    }
    site.show(0);
    made
}

/// What is known of the language that findings are told in.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    /// What the person asks for.
    pub asked: Option<Language>,
    /// What the machine is set to.
    pub machine: Language,
}

impl Speech {
    /// The language asked for, or that of the site. Settings that are too broken to be a site may
    /// still show it; else it is that of the machine.
    pub fn of(self, site: Option<&Site>, problems: &Diagnostics) -> Language {
        let of_site = || site.map(|site| language(&site.config.language));
        let asked = self.asked.or_else(of_site);
        let asked = asked.or_else(|| {
            let sorted = problems.sorted();
            let mut labels = sorted.iter().filter_map(|problem| problem.label.as_ref());
            let config = labels.find(|label| label.span.source.path() == "yearbook.yaml")?;
            broken(config.span.source.text())
        });
        asked.unwrap_or(self.machine)
    }
}

/// The language of settings that are not valid; without a word of it, they are in that of their texts.
fn broken(config: &str) -> Option<Language> {
    let mut said = config
        .lines()
        .filter_map(|line| line.strip_prefix("language:"));
    match said.next() {
        Some(tag) => Some(language(tag.trim().trim_matches(['"', '\'']))),
        None => (!config.is_ascii()).then_some(Language::Japanese),
    }
}

fn language(tag: &str) -> Language {
    match tag {
        "ja" => Language::Japanese,
        _ => Language::English,
    }
}
