//! Words in a line as HTML.

use crate::{
    document::{Inline, Link, Target, plain},
    render::web::html::Writer,
};

impl Writer<'_> {
    /// Words with their markup.
    pub fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        self.push_inlines(inlines, &mut html);
        html
    }

    pub fn push_inlines(&mut self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            self.inline(inline, out);
        }
    }

    /// The words of a paragraph.
    pub fn run(&mut self, inlines: &[Inline], out: &mut String) {
        self.running = true;
        self.push_inlines(inlines, out);
        self.running = false;
    }

    fn inline(&mut self, inline: &Inline, out: &mut String) {
        match inline {
            Inline::Text(words) | Inline::Value { text: words, .. } => escape(words, out),
            Inline::Code(code) => {
                out.push_str("<code>");
                escape(code, out);
                out.push_str("</code>");
            }
            Inline::Emphasis(inner) => self.element("em", inner, out),
            Inline::Strong(inner) => self.element("strong", inner, out),
            Inline::Deleted(inner) => self.element("del", inner, out),
            Inline::Ruby { base, reading } => {
                let first = self.read.insert((base.clone(), reading.clone()));
                ruby(base, reading, first, out);
            }
            Inline::Link(link) => self.link(link, out),
            Inline::Image { asset, alt, .. } => {
                let src = self.start.to(asset, None);
                out.push_str(&format!("<img class=\"icon\" src=\"{src}\" alt=\""));
                escape(alt, out);
                out.push_str("\">");
            }
            Inline::Note(index) => self.mark(*index, out),
            Inline::Break => out.push_str("<br>"),
            // What could not be resolved has been reported; its words stand in for it.
            Inline::Expression { code, .. } => escape(code, out),
            Inline::Reference(reference) => {
                escape(reference.text.as_ref().unwrap_or(&reference.target), out);
            }
        }
    }

    fn element(&mut self, name: &str, inner: &[Inline], out: &mut String) {
        out.push_str(&format!("<{name}>"));
        self.push_inlines(inner, out);
        out.push_str(&format!("</{name}>"));
    }

    fn link(&mut self, link: &Link, out: &mut String) {
        let Some(href) = self.href(&link.target) else {
            return self.push_inlines(&link.content, out);
        };
        out.push_str("<a href=\"");
        escape(&href, out);
        out.push('"');
        if matches!(link.target, Target::External(_)) {
            out.push_str(" rel=\"external\"");
        }
        out.push('>');
        self.push_inlines(&link.content, out);
        if let Target::Asset(route) = &link.target
            && let Some(size) = self.files.label(route, &plain(&link.content))
        {
            out.push_str(" <span class=\"size\">");
            escape(&size, out);
            out.push_str("</span>");
        }
        out.push_str("</a>");
        self.tip(link, out);
    }

    /// The address of a target; `None` for what no page may link to.
    pub fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { route, anchor } => Some(self.start.to(route, anchor.as_deref())),
            Target::Asset(route) => Some(self.start.to(route, None)),
            Target::External(address) => safe(address).then(|| address.clone()),
            Target::Written(_) => None,
        }
    }

    fn mark(&mut self, index: usize, out: &mut String) {
        let Some(marks) = self.marks.get_mut(index) else {
            return;
        };
        *marks += 1;
        let id = mark_id(index, *marks);
        let number = index + 1;
        out.push_str(&format!(
            "<sup class=\"mark\"><a id=\"{id}\" href=\"#_note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }
}

/// The id of the n-th mark of a footnote, for the way back.
pub fn mark_id(index: usize, nth: usize) -> String {
    format!("_mark-{}-{nth}", index + 1)
}

/// A word under its reading; one that was read before on the page says so.
fn ruby(base: &str, reading: &str, first: bool, out: &mut String) {
    out.push_str(if first {
        "<ruby>"
    } else {
        "<ruby class=\"again\">"
    });
    escape(base, out);
    out.push_str("<rp>（</rp><rt>");
    escape(reading, out);
    out.push_str("</rt><rp>）</rp></ruby>");
}

fn safe(address: &str) -> bool {
    let schemes = ["https:", "http:", "mailto:", "tel:"];
    let start = address.to_ascii_lowercase();
    schemes.iter().any(|scheme| start.starts_with(scheme))
}

/// Text for HTML, in elements and in quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_the_author_is_text() {
        let mut html = String::new();
        escape("<b title=\"a\" & 'b'>", &mut html);
        assert_eq!(html, "&lt;b title=&quot;a&quot; &amp; &#39;b&#39;&gt;");
    }

    #[test]
    fn only_addresses_that_people_follow_are_links() {
        assert!(safe("https://example.jp"));
        assert!(safe("MAILTO:a@example.jp"));
        assert!(!safe("javascript:alert(1)"));
        assert!(!safe("data:text/html,a"));
    }
}
