//! The site as HTML: pages shown by the templates of the theme, the theme's own files, assets, and
//! what servers and search engines ask for.

use rayon::prelude::*;

use crate::{
    compose::{PageKind, Pages},
    diagnostic::{Diagnostic, Diagnostics},
    model::{Collection, Site, Theme},
    outputs::{Outputs, Sizes},
    route::Route,
};

mod address;
mod files;
mod front;
mod furniture;
mod html;
mod inline;
mod linked;
mod navigation;
mod script;
mod shelf;
mod sitemap;
mod tables;
mod templates;
mod terms;
mod view;

use address::Start;
use files::Files;
use front::Ways;
use furniture::Furniture;
use html::Library;
use navigation::Navigation;
use shelf::Shelf;
use templates::Templates;
use terms::Terms;
use view::{LinkView, LinksView, PageView, SiteView};

/// Every page, the theme's files and the assets.
pub fn web(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    web_beside(site, pages, &Sizes::default())
}

/// The same beside the files of the other faces, whose sizes the pages tell.
pub fn web_beside(site: &Site, pages: &Pages, made: &Sizes) -> (Outputs, Diagnostics) {
    let mut files = Shelf::default();
    let sizes = Files::of(site, made);
    let templates = match Templates::new(&site.theme, &site_view(site)) {
        Ok(templates) => templates,
        Err(problem) => {
            files.report(*problem);
            return files.finish();
        }
    };
    let press = Press {
        templates,
        terms: Terms::of(site),
        files: &sizes,
        navigation: Navigation::of(pages, &sizes),
        furniture: Furniture::of(site, pages),
        ways: Ways::of(site, pages),
        by_facets: shown(pages, &facets_route()),
        site,
        pages,
    };
    let printed: Vec<(usize, Printed)> = (0..pages.pages.len())
        .into_par_iter()
        .filter(|index| pages.pages[*index].web)
        .map(|index| (index, press.page(index)))
        .collect();
    for (index, printed) in printed {
        files.page(&pages.pages[index], printed);
    }
    files.bare(search_route(), press.search());
    files.bare(missing_route(), press.missing(site));
    for (from, to) in &pages.moved {
        files.bare(from.clone(), press.moved(from, to));
    }
    for route in &pages.recalled {
        files.bare(route.clone(), press.bare("recalled", Start::Page(route)));
    }
    theme_files(&site.theme, &mut files);
    for (route, asset) in &site.assets {
        files.add(route.clone(), asset.bytes.to_vec(), None);
    }
    for (route, text) in sitemap::addresses(site, pages) {
        // A site may have files of its own under these names.
        if !site.assets.contains_key(&route) {
            files.add(route, text, None);
        }
    }
    files.finish()
}

/// A page as it leaves the press: its file, and the pictures drawn for it.
struct Printed {
    html: Option<String>,
    charts: Vec<(Route, String)>,
    problems: Vec<Diagnostic>,
}

/// What makes files out of pages.
struct Press<'a> {
    templates: Templates,
    terms: Terms<'a>,
    files: &'a Files,
    navigation: Navigation<'a>,
    furniture: Furniture<'a>,
    ways: Ways,
    /// There is a page that leads to cases without a script.
    by_facets: bool,
    site: &'a Site,
    pages: &'a Pages,
}

impl Press<'_> {
    fn page(&self, index: usize) -> Printed {
        let page = &self.pages.pages[index];
        let start = Start::Page(&page.route);
        let body = html::body(self.library(), start, page);
        let mut problems = body.problems;
        let (template, kind) = template(page.kind);
        let (previous, next) = self.navigation.neighbours(start, index);
        let (plain, full) = self.furniture.versions(start, page);
        let home = page.kind == PageKind::Home;
        let mut view = PageView {
            title: page.title.clone(),
            reading: page.reading.clone(),
            summary: page.summary.clone(),
            tags: body.tags,
            html: body.html,
            outline: navigation::outline(&page.document),
            parents: self.navigation.parents(start, index),
            children: match page.kind {
                PageKind::Section => self.navigation.children(start, index),
                _ => Vec::new(),
            },
            previous,
            next,
            publication: self.navigation.publication(start, index),
            navigation: self.navigation.main(start, Some(index)),
            foot: self.furniture.foot(start, Some(&page.route)),
            updated: page.updated.map(|day| self.furniture.day(day)),
            plain,
            full,
            terms: self.terms.views(start, &body.explained),
            address: self.furniture.address(page),
            canonical: self.furniture.canonical(page),
            linked: Some(linked::linked(self.site, self.pages, &self.furniture, page)),
            feedback: self.furniture.feedback(page),
            choices: self.ways.choices(start, page),
            handout: page.handout().and_then(|route| self.file(start, &route)),
            front: home
                .then(|| front::front(start, self.pages, &self.navigation, &self.furniture, index)),
            ..empty(kind, start)
        };
        view.links.facets = self.facets(start);
        let html = match self.templates.page(template, &view) {
            Ok(html) => Some(html),
            Err(problem) => {
                problems.push(*problem);
                None
            }
        };
        Printed {
            html,
            charts: body.charts,
            problems,
        }
    }

    fn library(&self) -> Library<'_> {
        Library {
            templates: &self.templates,
            terms: &self.terms,
            files: self.files,
        }
    }

    /// A link to a file, when it is made.
    fn file(&self, start: Start, route: &Route) -> Option<LinkView> {
        Some(LinkView {
            title: self.files.label(route, "")?,
            href: start.to(route, None),
            current: false,
        })
    }

    fn search(&self) -> Result<String, Box<Diagnostic>> {
        self.bare("search", Start::Page(&search_route()))
    }

    /// The way to cases without a script.
    fn facets(&self, start: Start) -> Option<String> {
        self.by_facets.then(|| start.to(&facets_route(), None))
    }

    /// What a server shows for addresses that the site does not have.
    fn missing(&self, site: &Site) -> Result<String, Box<Diagnostic>> {
        match &site.config.base_url {
            Some(address) => self.bare("missing", Start::Anywhere(address::path_of(address))),
            None => self.bare("missing", Start::Page(&missing_route())),
        }
    }

    /// What stands where a page was, and leads on.
    fn moved(&self, from: &Route, to: &Route) -> Result<String, Box<Diagnostic>> {
        let start = Start::Page(from);
        let page = self.pages.pages.iter().find(|page| page.route == *to);
        let view = PageView {
            title: self.templates.word("web.moved").to_owned(),
            navigation: self.navigation.main(start, None),
            foot: self.furniture.foot(start, None),
            next: page.map(|page| LinkView {
                title: page.title.clone(),
                href: start.to(to, None),
                current: false,
            }),
            ..empty("moved", start)
        };
        self.templates.page("moved.html", &view)
    }

    /// A page that no text is behind.
    fn bare(&self, kind: &'static str, start: Start) -> Result<String, Box<Diagnostic>> {
        let key = format!("web.{kind}");
        let mut view = PageView {
            title: self.templates.word(&key).to_owned(),
            navigation: self.navigation.main(start, None),
            foot: self.furniture.foot(start, None),
            ..empty(kind, start)
        };
        view.links.facets = self.facets(start);
        self.templates.page(&format!("{kind}.html"), &view)
    }
}

fn facets_route() -> Route {
    Route::page("cases/by")
}

/// Whether the web has a page at an address.
fn shown(pages: &Pages, route: &Route) -> bool {
    let mut shown = pages.pages.iter().filter(|page| page.web);
    shown.any(|page| page.route == *route)
}

fn search_route() -> Route {
    Route::page("search")
}

fn missing_route() -> Route {
    Route::new("404.html")
}

/// The template of a page and the name of its kind.
fn template(kind: PageKind) -> (&'static str, &'static str) {
    match kind {
        PageKind::Home => ("home.html", "home"),
        PageKind::Publication => ("publication.html", "publication"),
        PageKind::Section => ("section.html", "section"),
        PageKind::Narrative => ("page.html", "narrative"),
        PageKind::List(_) => ("list.html", "list"),
        PageKind::Glossary => ("glossary.html", "glossary"),
        PageKind::Record(collection) => {
            let template = match collection {
                Collection::Areas => "area.html",
                Collection::Trainings => "training.html",
                Collection::Cases => "case.html",
                Collection::Measures => "measure.html",
                _ => "record.html",
            };
            (template, collection.kind())
        }
    }
}

/// A page with nothing but its kind and the links of every page.
fn empty(kind: &'static str, start: Start) -> PageView {
    let to = |path: &str| start.to(&Route::new(path), None);
    PageView {
        kind,
        title: String::new(),
        reading: None,
        summary: String::new(),
        tags: Vec::new(),
        html: String::new(),
        outline: Vec::new(),
        parents: Vec::new(),
        children: Vec::new(),
        previous: None,
        next: None,
        publication: None,
        navigation: Vec::new(),
        foot: Vec::new(),
        updated: None,
        plain: None,
        full: None,
        terms: Vec::new(),
        address: String::new(),
        canonical: None,
        linked: None,
        feedback: None,
        choices: Vec::new(),
        handout: None,
        front: None,
        links: LinksView {
            home: to("index.html"),
            search: start.to(&search_route(), None),
            icon: to("theme/icon.svg"),
            tokens: to("theme/tokens.css"),
            style: to("theme/style.css"),
            reading: to("theme/reading.js"),
            index: to("search/index.js"),
            search_script: to("theme/search.js"),
            search_page: to("theme/search-page.js"),
            facets: None,
        },
    }
}

fn site_view(site: &Site) -> SiteView {
    let config = &site.config;
    SiteView {
        language: config.language.value.clone(),
        locale: match config.language.as_str() {
            "ja" => "ja_JP",
            _ => "en_US",
        },
        title: config.title.clone(),
        description: config.description.clone(),
        publisher: config.publisher.name.clone(),
        division: config.publisher.division.clone(),
        address: config.publisher.address.clone(),
        contact: config.publisher.contact.clone(),
        licence: config.publisher.licence.clone(),
        base: config.base_url.is_some(),
        furigana: config.furigana.as_str(),
    }
}

/// Style, scripts and icons: everything in the web folder of the theme that is no template.
fn theme_files(theme: &Theme, files: &mut Shelf) {
    for (path, source) in &theme.texts {
        if let Some(name) = path.strip_prefix(templates::FOLDER)
            && !name.ends_with(".html")
        {
            let route = Route::new(&format!("theme/{name}"));
            match name.ends_with(".js") {
                true => files.add(route, script::light(source).as_bytes(), None),
                false => files.add(route, source.text().as_bytes(), None),
            }
        }
    }
}
