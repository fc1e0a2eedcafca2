//! The page of everything that can be taken away: books, forms and open data.

use crate::{
    compose::{
        Book, Page, PageKind, Pages, data,
        writing::{Writing, asset_link, page_link},
    },
    document::{Inline, text},
    model::Site,
    route::Route,
    source::Source,
};

/// Adds the page, unless the site has nothing to take away or has a page there.
pub(super) fn add(site: &Site, pages: &mut Pages) {
    let route = Route::page("downloads");
    let taken = pages.pages.iter().any(|page| page.route == route);
    if taken || pages.books.is_empty() {
        return;
    }
    let span = Source::new("yearbook.yaml", "").span(0..0);
    let mut page = Writing::new(site, &span);
    publications(&mut page, pages);
    past(&mut page);
    forms(&mut page);
    open_data(&mut page, pages);
    let home = pages.pages.iter().position(|p| p.kind == PageKind::Home);
    pages.pages.push(Page {
        summary: site.theme.word("downloads.summary").to_owned(),
        document: page.finish(),
        parents: home.into_iter().collect(),
        print: false,
        ..Page::blank(
            route,
            PageKind::Narrative,
            site.theme.word("downloads.title"),
            &span,
        )
    });
}

/// The books, the latest first.
fn publications(page: &mut Writing<'_>, pages: &Pages) {
    let mut books: Vec<&Book> = pages.books.iter().collect();
    books.sort_by_key(|book| std::cmp::Reverse(book.issued));
    let rows = books.into_iter().map(|book| {
        let file = |ending: &str| Route::new(&format!("{}.{ending}", book.id));
        let opening = &pages.pages[book.page];
        let name = match opening.web {
            true => page_link(&opening.route, &book.title),
            false => Inline::Text(book.title.clone()),
        };
        vec![
            vec![name],
            text(&book.issued_label),
            vec![asset_link(&file("pdf"), page.word("downloads.pdf"))],
            vec![asset_link(&file("txt"), page.word("downloads.text"))],
        ]
    });
    let rows = rows.collect();
    let heads = [
        "downloads.publication",
        "downloads.issued",
        "downloads.pdf",
        "downloads.text",
    ];
    section(page, "downloads.publications", &heads, rows);
}

/// Editions that came out before the site.
fn past(page: &mut Writing<'_>) {
    let site = page.site;
    let mut editions: Vec<_> = site
        .config
        .series
        .iter()
        .flat_map(|series| series.past.iter().map(move |edition| (series, edition)))
        .collect();
    editions.sort_by_key(|(_, edition)| std::cmp::Reverse(*edition.year));
    let rows: Vec<_> = editions
        .into_iter()
        .map(|(series, edition)| {
            let title = edition.title.as_ref().unwrap_or(&series.title);
            let name = format!("{title} {}", page.year(*edition.year));
            let issued = edition.issued;
            let issued = issued.map(|day| text(site.config.year_style.show_date(day)));
            vec![
                vec![asset_link(&Route::new(&edition.file), &name)],
                issued.unwrap_or_default(),
            ]
        })
        .collect();
    section(
        page,
        "downloads.past",
        &["downloads.publication", "downloads.issued"],
        rows,
    );
}

/// The forms of regulations that are files.
fn forms(page: &mut Writing<'_>) {
    let site = page.site;
    let mut rows = Vec::new();
    for regulation in site.regulations.iter() {
        for form in &regulation.forms {
            if let Some(file) = &form.file {
                let title = form.title.as_ref().map_or("", |title| title.as_str());
                let name = format!("{} {title}", form.number.value);
                let link = page.link(crate::model::Collection::Regulations, &regulation.id);
                rows.push(vec![vec![asset_link(&Route::new(file), &name)], vec![link]]);
            }
        }
    }
    section(
        page,
        "downloads.forms",
        &["downloads.file", "downloads.what"],
        rows,
    );
}

/// What holds for the site as a whole; the tables have a page of their own.
fn open_data(page: &mut Writing<'_>, pages: &Pages) {
    if !pages.pages.iter().any(|p| p.route == data::list()) {
        return;
    }
    let file = |route: Route, words: &str| vec![asset_link(&route, words)];
    let name = |route: &Route| {
        route
            .as_str()
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut rows = Vec::new();
    let sheets = !data::sheets(&pages.pages).is_empty();
    let files = [
        (sheets.then(|| data::codes("figures")), "data.figures"),
        (sheets.then(data::description), "data.description"),
        (data::calendar(page.site), "data.calendar"),
        (data::feed(page.site), "data.feed"),
    ];
    for (route, key) in files {
        if let Some(route) = route {
            let name = name(&route);
            rows.push(vec![file(route, &name), text(page.word(key))]);
        }
    }
    section(
        page,
        "downloads.data",
        &["downloads.file", "downloads.what"],
        rows,
    );
    let words = page.word("downloads.tables").to_owned();
    page.list(vec![vec![page_link(&data::list(), &words)]]);
}

fn section<'a>(
    page: &mut Writing<'a>,
    key: &'a str,
    heads: &[&'a str],
    rows: Vec<Vec<Vec<Inline>>>,
) {
    if rows.is_empty() {
        return;
    }
    page.heading(key);
    let caption = page.word("downloads.files-of");
    let caption = caption.replace("{what}", page.word(key));
    page.table(caption, heads, rows);
}
