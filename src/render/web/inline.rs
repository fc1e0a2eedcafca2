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
        for (index, inline) in inlines.iter().enumerate() {
            if let Inline::Text(words) = inline
                && words.contains('\n')
            {
                let before = plain(&inlines[..index]).chars().next_back();
                let after = plain(&inlines[index + 1..]).chars().next();
                escape(&join(words, before, after), out);
            } else {
                self.inline(inline, out);
            }
        }
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
            Inline::Ruby { base, reading } => ruby(base, reading, out),
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
        out.push_str("</a>");
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

fn ruby(base: &str, reading: &str, out: &mut String) {
    out.push_str("<ruby>");
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

/// The text without line breaks between Japanese characters, which browsers show as spaces.
fn join(text: &str, before: Option<char>, after: Option<char>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let before = joined.chars().next_back().or(before);
        let next = characters.peek().copied().or(after);
        if c != '\n' || !(before.is_some_and(is_wide) && next.is_some_and(is_wide)) {
            joined.push(c);
        }
    }
    joined
}

/// A character as wide as it is high, beside which no space stands.
pub fn is_wide(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1100..=0x115F | 0x2010..=0x2BFF | 0x2E80..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
            | 0xFE30..=0xFE4F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F000..=0x3FFFF
    )
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

    #[test]
    fn a_break_between_japanese_characters_is_no_space() {
        assert_eq!(join("圏域の\n会議", None, None), "圏域の会議");
        assert_eq!(join("the area\nmeeting", None, None), "the area\nmeeting");
        assert_eq!(join("\n会議", Some('の'), None), "会議");
    }
}
