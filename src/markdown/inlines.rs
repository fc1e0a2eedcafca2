//! What stands in a line: emphasis, links, marks, notes.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::Builder;
use crate::{
    diagnostic::Diagnostic,
    document::{Inline, Link, Target, is_wide, plain},
    source::Span,
};

impl Builder<'_> {
    /// The inlines up to `end`, which is consumed; without it, up to the first event that is no inline.
    pub(super) fn inlines(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.peek().cloned() {
            if let Event::End(tag) = &event {
                if Some(*tag) == end {
                    self.events.next();
                }
                break;
            }
            if end.is_none() && !is_inline(&event) {
                break;
            }
            self.events.next();
            let span = self.span(&range);
            self.inline(event, &span, &mut inlines);
        }
        joined(inlines)
    }

    fn inline(&mut self, event: Event<'_>, span: &Span, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => out.extend(self.prepared.inlines(&text)),
            Event::Code(text) => out.push(Inline::Code(self.prepared.written(&text))),
            Event::SoftBreak => out.push(Inline::Text("\n".to_owned())),
            Event::HardBreak => out.push(Inline::Break),
            Event::FootnoteReference(label) => {
                let note = self.note(&label);
                out.push(Inline::Note(note));
            }
            Event::Start(tag) => self.tag(tag, span, out),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, span),
            _ => {}
        }
    }

    fn tag(&mut self, tag: Tag<'_>, span: &Span, out: &mut Vec<Inline>) {
        let end = tag.to_end();
        match tag {
            Tag::Emphasis => out.push(Inline::Emphasis(self.inlines(Some(end)))),
            Tag::Strong => out.push(Inline::Strong(self.inlines(Some(end)))),
            Tag::Strikethrough => out.push(Inline::Deleted(self.inlines(Some(end)))),
            Tag::Link { dest_url, .. } => {
                let content = self.inlines(Some(end));
                let address = self.prepared.written(&dest_url);
                out.push(Inline::Link(Link {
                    target: target(&address),
                    content,
                    span: part(span, &address),
                }));
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let alt = plain(&self.inlines(Some(end)));
                let address = self.prepared.written(&dest_url);
                self.title = title.into_string();
                if let Some(asset) = self.picture(&address, &alt, span) {
                    out.push(Inline::Image {
                        asset,
                        alt,
                        span: span.clone(),
                    });
                }
            }
            _ => out.extend(self.inlines(Some(end))),
        }
    }

    /// HTML never reaches a page; comments are the author's own and vanish.
    pub(super) fn html(&mut self, html: &str, span: &Span) {
        if html.trim_start().starts_with("<!--") {
            return;
        }
        self.problems.push(
            Diagnostic::error("markdown/html", "HTML is not allowed in the text")
                .at(span, "HTML")
                .hint("write it in Markdown; for a line break end the line with `\\`"),
        );
    }
}

pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        _ => false,
    }
}

fn target(address: &str) -> Target {
    let scheme = ["https:", "http:", "mailto:", "tel:"];
    if scheme.iter().any(|s| address.starts_with(s)) {
        Target::External(address.to_owned())
    } else {
        Target::Written(address.to_owned())
    }
}

/// The address inside the place of its link.
fn part(span: &Span, address: &str) -> Span {
    match span.text().rfind(address) {
        Some(at) if !address.is_empty() => {
            let start = span.range.start + at;
            span.source.span(start..start + address.len())
        }
        _ => span.clone(),
    }
}

/// Neighbouring texts become one, and line breaks of the file a space, or nothing in Japanese.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match inline {
            Inline::Text(text) if text == "\n" => {
                if needs_space(out.last(), rest.peek()) {
                    push_text(&mut out, " ");
                }
            }
            Inline::Text(text) => push_text(&mut out, &text),
            other => out.push(other),
        }
    }
    out
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}

/// A break stands for a space unless Japanese is on one side and nothing else than Japanese, or a
/// value that is not known yet, on the other.
fn needs_space(before: Option<&Inline>, after: Option<&Inline>) -> bool {
    let edge = |inline: Option<&Inline>, last: bool| {
        let text = inline.map(|inline| plain(std::slice::from_ref(inline)))?;
        if last {
            text.chars().next_back()
        } else {
            text.chars().next()
        }
    };
    match (edge(before, true), edge(after, false)) {
        (Some(a), Some(b)) => !(is_wide(a) && is_wide(b)),
        (Some(c), None) | (None, Some(c)) => !is_wide(c),
        (None, None) => false,
    }
}
