//! A case on one sheet, for a meeting: what happened and what was learned, without the ways to other
//! pages. Its consent must cover print and the web.

use rayon::prelude::*;

use super::{
    Part,
    anchors::Anchors,
    chapter::Writer,
    code::Code,
    glyphs,
    manuscript::{add_pictures, themed},
    pack, pictures,
};
use crate::{
    compose::{Page, PageKind, Pages},
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind},
    model::{Collection, Colours, Date, Matter, Printing, Scope, Site},
    outputs::Outputs,
    render::{
        print::inlines::Links,
        world::{self, Files, Shelf},
    },
};

/// The headings of a page of a case under which other pages are named.
const WAYS: [&str; 4] = ["measures", "trainings", "similar", "related"];

/// A sheet for each case that print may show.
pub fn handouts(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    let mut problems = Diagnostics::default();
    let mut outputs = Outputs::default();
    let issued = site.config.publications.iter().map(|p| *p.issued).max();
    let Some(issued) = issued.filter(|_| site.config.handouts && !site.theme.fonts.is_empty())
    else {
        return (outputs, problems);
    };
    let shelf = Shelf::new(site.theme.fonts.values());
    let covered = shelf.characters();
    let cases = pages.pages.iter().filter(|page| is_printed(site, page));
    let sheets: Vec<Sheet> = cases
        .map(|page| sheet(site, page, &shelf, &covered))
        .collect();
    let made: Vec<(Option<Vec<u8>>, Diagnostics)> =
        sheets.par_iter().map(|sheet| set(sheet, issued)).collect();
    for (sheet, (pdf, found)) in sheets.iter().zip(made) {
        problems.extend(found);
        if let (Some(pdf), Some(route)) = (pdf, sheet.page.handout()) {
            let _ = outputs.insert(route, pdf);
        }
    }
    world::forget();
    (outputs, problems)
}

fn is_printed(site: &Site, page: &Page) -> bool {
    let case = page.route.as_str().split('/').nth(1);
    let case = case.and_then(|id| site.cases.get(id));
    page.kind == PageKind::Record(Collection::Cases)
        && page.web
        && page.print
        && case.is_some_and(|case| case.may(Scope::Print))
}

/// A case as files for Typst.
struct Sheet<'a> {
    page: &'a Page,
    files: Files,
    problems: Diagnostics,
}

fn sheet<'a>(site: &'a Site, page: &'a Page, shelf: &Shelf, covered: &[u32]) -> Sheet<'a> {
    let part = Part {
        title: page.title.clone(),
        matter: Matter::Main,
        pages: vec![page],
    };
    let anchors = Anchors::of(std::slice::from_ref(&part));
    let code = Code::importing("/print/handout.typ");
    let mut writer = Writer::new(site, &anchors, page, code);
    writer.code.line(Some(&page.span));
    writer.code.push("#md.handout(");
    writer.code.named("title", &page.title);
    writer.code.named("summary", &page.summary);
    writer.code.named("author", &site.config.publisher.name);
    writer.code.named("origin", &origin(site, page));
    writer.code.push("tags: (");
    for tag in &page.tags {
        writer.value(tag, Links::Words);
        writer.code.push(", ");
    }
    writer.code.push("), ");
    writer.blocks(&story(&page.document.blocks));
    writer.code.push(")");
    let (code, shown, mut problems) = (writer.code, writer.pictures, writer.problems);
    // Books have told already what is wrong with the words and pictures of a case.
    problems.extend(pictures::check(site, &shown, shelf));
    problems.extend(glyphs::check(std::iter::once(&code), covered));
    let mut files = themed(site, shelf);
    files.add("/main.typ", code.text().to_owned());
    add_pictures(&mut files, site, shown, Colours::Full);
    debug_assert_eq!(world::only_calls(code.text()), Ok(()));
    Sheet {
        page,
        files,
        problems,
    }
}

/// Where the sheet comes from: the title of the site and the address of the page.
fn origin(site: &Site, page: &Page) -> String {
    let title = &site.config.title;
    match &site.config.base_url {
        Some(base) => {
            let path = page.route.as_str().trim_end_matches("index.html");
            format!("{title}　{}/{path}", base.trim_end_matches('/'))
        }
        None => title.clone(),
    }
}

/// The blocks of a case without the parts that only lead to other pages.
fn story(blocks: &[Block]) -> Vec<Block> {
    let mut on_the_way = false;
    let mut kept = Vec::new();
    for block in blocks {
        if let BlockKind::Heading(heading) = &block.kind
            && heading.level <= 2
        {
            on_the_way = WAYS.contains(&heading.id.as_str());
        }
        if !on_the_way {
            kept.push(block.clone());
        }
    }
    kept
}

fn set(sheet: &Sheet<'_>, issued: Date) -> (Option<Vec<u8>>, Diagnostics) {
    let mut problems = Diagnostics::default();
    if sheet.problems.has_errors() {
        return (None, problems);
    }
    let span = &sheet.page.span;
    let (typeset, found) = world::typeset(&sheet.files, sheet.page.route.as_str(), issued);
    for problem in found {
        let message = format!("Typst cannot set this hand-out: {}", problem.message);
        problems.push(
            Diagnostic::error("print/handout", message)
                .at(span, "in this case")
                .hint("mend `print/handout.typ` of your theme, or say `handouts: false`"),
        );
    }
    let Some(typeset) = typeset else {
        return (None, problems);
    };
    if typeset.pages > 1 {
        let message = format!("the hand-out of this case takes {} pages", typeset.pages);
        problems.push(
            Diagnostic::warning("case/handout-long", message)
                .at(span, "in this case")
                .hint("shorten its text, or accept that it is no single sheet"),
        );
    }
    (
        Some(pack::pack(typeset.pdf, &Printing::default())),
        problems,
    )
}
