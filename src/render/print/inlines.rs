//! Words in a line as calls of the theme's functions.

use crate::{
    document::{Inline, Link, Target, plain},
    model::Collection,
    render::print::chapter::Writer,
    route::Route,
    source::Span,
};

/// What links may add to the text around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Page references and footnotes.
    Full,
    /// Nothing: in headings, captions and the heads of tables, which print repeats.
    Words,
}

impl Writer<'_> {
    /// Arguments of a call: `"text", md.bold("text"), `
    pub fn arguments(&mut self, inlines: &[Inline], links: Links) {
        let mut words = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Value { text, .. } => words.push_str(text),
                _ => {
                    self.words(&mut words, links);
                    self.inline(inline, links);
                }
            }
        }
        self.words(&mut words, links);
    }

    /// One value: a string when there is nothing but words.
    pub fn value(&mut self, inlines: &[Inline], links: Links) {
        match inlines {
            [] => self.code.push("\"\""),
            [Inline::Text(text) | Inline::Value { text, .. }] => {
                self.code.string(text);
            }
            _ => {
                self.code.push("md.join(");
                self.arguments(inlines, links);
                self.code.push(")");
            }
        }
    }

    /// One value, or `none` where there are no words.
    pub fn optional(&mut self, inlines: &[Inline], links: Links) {
        if inlines.is_empty() {
            self.code.push("none");
        } else {
            self.value(inlines, links);
        }
    }

    fn words(&mut self, words: &mut String, links: Links) {
        if words.is_empty() {
            return;
        }
        match self.terms.filter(|_| links == Links::Full) {
            Some(terms) => self.indexed(terms, words),
            None => self.raw_words(words),
        }
        words.clear();
    }

    fn inline(&mut self, inline: &Inline, links: Links) {
        match inline {
            Inline::Text(words) | Inline::Value { text: words, .. } => self.raw_words(words),
            Inline::Code(text) => {
                self.code.push("md.mono(");
                self.code.string(text);
                self.code.push("), ");
            }
            Inline::Emphasis(inner) => self.call("dots", inner, links),
            Inline::Strong(inner) => self.call("bold", inner, links),
            Inline::Deleted(inner) => self.call("struck", inner, links),
            Inline::Ruby { base, reading } => {
                self.code.push("md.ruby(");
                self.code.string(base);
                self.code.push(", ");
                self.code.string(reading);
                self.code.push("), ");
            }
            Inline::Link(link) if links == Links::Full => self.link(link),
            Inline::Link(link) => self.call("join", &link.content, links),
            Inline::Image { asset, alt, span } => self.icon(asset, alt, span),
            Inline::Note(index) if links == Links::Full => self.note(*index),
            Inline::Note(_) => {}
            Inline::Break => self.code.push("md.br(), "),
            // What could not be resolved has been reported; its words stand in for it.
            Inline::Expression { code, .. } => self.raw_words(code),
            Inline::Reference(reference) => {
                self.raw_words(reference.text.as_ref().unwrap_or(&reference.target));
            }
        }
    }

    fn raw_words(&mut self, words: &str) {
        self.code.string(words);
        self.code.push(", ");
    }

    fn call(&mut self, function: &str, inner: &[Inline], links: Links) {
        self.code.push("md.");
        self.code.push(function);
        self.code.push("(");
        self.arguments(inner, links);
        self.code.push("), ");
    }

    fn icon(&mut self, asset: &Route, alt: &str, span: &Span) {
        let Some(path) = self.asset(asset, span) else {
            return;
        };
        self.code.push("md.icon(");
        self.code.string(&path);
        self.code.push(", ");
        self.code.string(alt);
        self.code.push("), ");
    }

    fn link(&mut self, link: &Link) {
        match &link.target {
            Target::Page { route, anchor } => {
                let glossary = Collection::Glossary.folder();
                if let Some(id) = anchor.as_ref().filter(|_| *route == Route::page(glossary))
                    && self.terms.is_some()
                {
                    self.used(id);
                }
                if let Some((label, kind)) = self.anchors.find(route, anchor.as_deref()) {
                    self.code.push("md.xref(");
                    self.code.string(&label);
                    self.code.push(", ");
                    // 前項 and 第9条 are found by their numbers: a page beside each would be in the way.
                    let own = self.clauses && *route == self.page.route;
                    self.code.string(if own { "part" } else { kind.as_str() });
                    self.code.push(", ");
                    self.arguments(&link.content, Links::Words);
                    self.code.push("), ");
                } else {
                    self.outside(route, anchor.as_deref(), link);
                }
            }
            Target::Asset(route) => self.outside(route, None, link),
            Target::External(address) => self.url(address, link),
            Target::Written(_) => self.call("join", &link.content, Links::Full),
        }
    }

    /// A link to a part of the site that is not in this book: its address, when the site has one.
    fn outside(&mut self, route: &Route, anchor: Option<&str>, link: &Link) {
        let Some(base) = &self.site.config.base_url else {
            return self.call("join", &link.content, Links::Words);
        };
        let folder = route.as_str().strip_suffix("index.html");
        let path = folder.unwrap_or(route.as_str());
        let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
        let address = format!("{}/{path}{anchor}", base.trim_end_matches('/'));
        self.url(&address, link);
    }

    fn url(&mut self, address: &str, link: &Link) {
        let shown = address
            .trim_start_matches("mailto:")
            .trim_start_matches("tel:");
        let words = plain(&link.content);
        let said = words.contains(shown) || words.contains(shown.trim_end_matches('/'));
        let first = !said && self.addresses.insert(address.to_owned());
        self.code.push("md.url(");
        self.code.string(address);
        self.code.push(", ");
        self.code.string(shown);
        self.code.push(if first { ", true, " } else { ", false, " });
        self.arguments(&link.content, Links::Words);
        self.code.push("), ");
    }

    fn note(&mut self, index: usize) {
        let Some(note) = self.page.document.notes.get(index) else {
            return;
        };
        let id = format!("{}#note-{}", self.page.route, index + 1);
        if !self.noted.insert(id.clone()) {
            self.code.push("md.again(");
            self.code.string(&id);
            self.code.push("), ");
            return;
        }
        self.code.push("md.note(");
        self.code.string(&id);
        self.code.push(", ");
        self.contents(&note.blocks);
        self.code.push("), ");
    }
}
