//! The feed of publications (Atom, RFC 4287), newest first.

use super::absolute;
use crate::{
    compose::{Book, Pages, data},
    model::{Date, Site},
    route::Route,
};

/// The text of the file; `base` is the address of the site.
pub fn feed(site: &Site, pages: &Pages, base: &str) -> String {
    let mut books: Vec<&Book> = pages.books.iter().collect();
    books.sort_by(|a, b| (b.issued, &a.id).cmp(&(a.issued, &b.id)));
    let config = &site.config;
    let mut xml = Xml::default();
    xml.open(&format!(
        "feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"",
        escaped(&config.language)
    ));
    xml.text("id", &absolute(base, &Route::new("")));
    xml.text("title", &config.title);
    xml.text("subtitle", &config.description);
    if let Some(newest) = books.first() {
        xml.text("updated", &midnight(newest.issued));
    }
    xml.link("alternate", "text/html", &absolute(base, &Route::new("")));
    if let Some(route) = data::feed(site) {
        xml.link("self", "application/atom+xml", &absolute(base, &route));
    }
    xml.open("author");
    xml.text("name", &config.publisher.name);
    xml.close("author");
    if let Some(licence) = &config.publisher.licence {
        xml.text("rights", licence);
    }
    for book in books {
        entry(&mut xml, pages, book, base);
    }
    xml.close("feed");
    xml.0
}

fn entry(xml: &mut Xml, pages: &Pages, book: &Book, base: &str) {
    let page = absolute(base, &pages.pages[book.page].route);
    let pdf = absolute(base, &Route::new(&format!("{}.pdf", book.id)));
    let web = pages.pages[book.page].web;
    xml.open("entry");
    xml.text("id", &page);
    xml.text("title", &book.title);
    xml.text("published", &midnight(book.issued));
    xml.text("updated", &midnight(book.issued));
    match web {
        true => {
            xml.link("alternate", "text/html", &page);
            xml.link("related", "application/pdf", &pdf);
        }
        false => xml.link("alternate", "application/pdf", &pdf),
    }
    let summary = book.summary.as_ref().or(book.subtitle.as_ref());
    xml.text("summary", summary.unwrap_or(&book.year_label));
    xml.close("entry");
}

/// The first moment of a day in Japan.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00+09:00")
}

/// A text of elements, one in a line.
struct Xml(String);

impl Default for Xml {
    fn default() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }
}

impl Xml {
    fn open(&mut self, name: &str) {
        self.0.push_str(&format!("<{name}>\n"));
    }

    fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }

    fn text(&mut self, name: &str, words: &str) {
        let words = escaped(words);
        self.0.push_str(&format!("<{name}>{words}</{name}>\n"));
    }

    fn link(&mut self, relation: &str, kind: &str, address: &str) {
        let address = escaped(address);
        let link = format!("<link rel=\"{relation}\" type=\"{kind}\" href=\"{address}\"/>\n");
        self.0.push_str(&link);
    }
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to say other control characters.
            c if c.is_control() && !"\n\t".contains(c) => {}
            c => out.push(c),
        }
    }
    out
}
