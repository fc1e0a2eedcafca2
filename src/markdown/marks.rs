//! Marks that CommonMark does not know: `{{ expression }}`, `[[kind:target|text]]`, `{漢字|かんじ}`,
//! `{圏域の名前|}` whose reading the data knows, and emphasis beside Japanese brackets.
//!
//! Each mark becomes one private character before parsing; beside `**` and Japanese punctuation an
//! invisible character makes the delimiter one that opens or closes. `Prepared` maps places back.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::blocks::OPTIONS;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Inline, READING, Reference},
    source::{Source, Span},
};

/// A character that is neither letter, space nor punctuation to anyone: it is taken out again.
const INVISIBLE: char = '\u{FFFE}';
/// Marks are numbered from here, in the last private plane.
const FIRST: u32 = 0x10_0000;

/// A text ready for CommonMark, with the way back.
pub(super) struct Prepared {
    pub text: String,
    start: usize,
    edits: Vec<Edit>,
    marks: Vec<Mark>,
    notes: Vec<Span>,
}

/// A stretch of the file that stands otherwise in the prepared text.
struct Edit {
    prepared: Range<usize>,
    written: Range<usize>,
}

struct Mark {
    inline: Inline,
    written: String,
}

impl Prepared {
    /// The byte in the file of a byte in the prepared text.
    pub fn place(&self, byte: usize) -> usize {
        let after = self
            .edits
            .partition_point(|edit| edit.prepared.start < byte);
        let Some(edit) = self.edits[..after].last() else {
            return self.start + byte;
        };
        if byte < edit.prepared.end {
            edit.written.start
        } else {
            edit.written.end + (byte - edit.prepared.end)
        }
    }

    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    /// A text as inlines: its marks in place.
    pub fn inlines(&self, text: &str) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut plain = String::new();
        for c in text.chars() {
            if let Some(mark) = self.mark(c) {
                if !plain.is_empty() {
                    inlines.push(Inline::Text(std::mem::take(&mut plain)));
                }
                inlines.push(mark.inline.clone());
            } else if c != INVISIBLE {
                plain.push(c);
            }
        }
        if !plain.is_empty() {
            inlines.push(Inline::Text(plain));
        }
        inlines
    }

    /// A text as it was written, for places where marks mean nothing.
    pub fn written(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match self.mark(c) {
                Some(mark) => out.push_str(&mark.written),
                None if c == INVISIBLE => {}
                None => out.push(c),
            }
        }
        out
    }

    /// All footnote marks `[^label]` of the text, whether there is such a note or not.
    pub fn notes(&self) -> &[Span] {
        &self.notes
    }

    fn mark(&self, c: char) -> Option<&Mark> {
        let number = u32::from(c).checked_sub(FIRST)?;
        self.marks.get(usize::try_from(number).ok()?)
    }
}

/// Prepares the text of a file from `start` on.
pub(super) fn prepare(source: &Source, start: usize, problems: &mut Diagnostics) -> Prepared {
    let text = &source.text()[start..];
    let mut scan = Scan {
        source,
        start,
        text,
        code: code(text),
        prepared: Prepared {
            text: String::with_capacity(text.len() + 64),
            start,
            edits: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
        },
        done: 0,
    };
    scan.run(problems);
    scan.prepared
}

/// The stretches in which marks mean nothing: code, and HTML, which is reported elsewhere.
fn code(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .filter(|(event, _)| {
            matches!(
                event,
                Event::Code(_)
                    | Event::Start(Tag::CodeBlock(_))
                    | Event::Html(_)
                    | Event::InlineHtml(_)
            )
        })
        .map(|(_, range)| range)
        .collect()
}

struct Scan<'a> {
    source: &'a Source,
    start: usize,
    text: &'a str,
    code: Vec<Range<usize>>,
    prepared: Prepared,
    /// Up to here the text has been taken over.
    done: usize,
}

impl Scan<'_> {
    fn run(&mut self, problems: &mut Diagnostics) {
        let mut at = 0;
        let mut skip = 0;
        while let Some(c) = self.text[at..].chars().next() {
            while self.code.get(skip).is_some_and(|code| code.end <= at) {
                skip += 1;
            }
            if let Some(code) = self.code.get(skip).filter(|code| code.contains(&at)) {
                at = code.end;
                continue;
            }
            at = match c {
                '\\' => at + 1 + self.text[at + 1..].chars().next().map_or(0, char::len_utf8),
                '{' if self.text[at..].starts_with("{{") => self.expression(at, problems),
                '{' => self.ruby(at),
                '[' if self.text[at..].starts_with("[[") => self.reference(at),
                '[' if self.text[at..].starts_with("[^") => self.note(at),
                '*' => self.emphasis(at),
                c => at + c.len_utf8(),
            };
        }
        self.take(self.text.len());
    }

    /// Takes the text over as it is, up to a byte.
    fn take(&mut self, end: usize) {
        self.prepared.text.push_str(&self.text[self.done..end]);
        self.done = end;
    }

    fn edit(&mut self, written: Range<usize>, c: char) {
        self.take(written.start);
        let from = self.prepared.text.len();
        self.prepared.text.push(c);
        self.done = written.end;
        self.prepared.edits.push(Edit {
            prepared: from..self.prepared.text.len(),
            written: self.start + written.start..self.start + written.end,
        });
    }

    fn put(&mut self, written: Range<usize>, inline: Inline) -> usize {
        let number =
            FIRST + u32::try_from(self.prepared.marks.len()).expect("under 4 billion marks");
        let end = written.end;
        let Some(c) = char::from_u32(number) else {
            return end;
        };
        self.prepared.marks.push(Mark {
            inline,
            written: self.text[written.clone()].to_owned(),
        });
        self.edit(written, c);
        end
    }

    /// The text from a byte to the end of its paragraph.
    fn paragraph(&self, at: usize) -> &str {
        let rest = &self.text[at..];
        let end = rest.find("\n\n").or_else(|| rest.find("\n\r\n"));
        &rest[..end.unwrap_or(rest.len())]
    }

    fn expression(&mut self, at: usize, problems: &mut Diagnostics) -> usize {
        let Some(length) = self.paragraph(at).find("}}") else {
            let span = self.source.span(self.start + at..self.start + at + 2);
            problems.push(
                Diagnostic::error(
                    "markdown/unclosed-expression",
                    "this expression does not end",
                )
                .at(&span, "begun here")
                .hint("close it with `}}`, or write `\\{{` for the characters themselves"),
            );
            return at + 2;
        };
        let code = at + 2..at + length;
        let inline = Inline::Expression {
            code: self.text[code.clone()].trim().to_owned(),
            span: self
                .source
                .span(self.start + code.start..self.start + code.end),
        };
        self.put(at..at + length + 2, inline)
    }

    fn reference(&mut self, at: usize) -> usize {
        let line = self.text[at..].lines().next().unwrap_or("");
        let Some(length) = line.find("]]") else {
            return at + 2;
        };
        let (address, text) = match line[2..length].split_once('|') {
            Some((address, text)) => (address, Some(text.trim().to_owned())),
            None => (&line[2..length], None),
        };
        let Some((kind, target)) = address.split_once(':') else {
            return at + 2;
        };
        let inline = Inline::Reference(Reference {
            kind: kind.trim().to_owned(),
            target: target.trim().to_owned(),
            text,
            span: self
                .source
                .span(self.start + at..self.start + at + length + 2),
        });
        self.put(at..at + length + 2, inline)
    }

    fn note(&mut self, at: usize) -> usize {
        let line = self.text[at..].lines().next().unwrap_or("");
        let Some(length) = line.find(']') else {
            return at + 2;
        };
        if !line[length..].starts_with("]:") {
            let span = self.start + at..self.start + at + length + 1;
            self.prepared.notes.push(self.source.span(span));
        }
        at + length + 1
    }

    fn ruby(&mut self, at: usize) -> usize {
        let line = self.text[at..].lines().next().unwrap_or("");
        let inner = line.find('}').map(|end| &line[1..end]);
        let Some((base, reading)) = inner.and_then(|inner| inner.split_once('|')) else {
            return at + 1;
        };
        if base.trim().is_empty() || reading.contains(['|', '{']) {
            return at + 1;
        }
        let end = at + base.len() + reading.len() + 3;
        let inline = match reading.trim() {
            "" => Inline::Reference(Reference {
                kind: READING.to_owned(),
                target: base.trim().to_owned(),
                text: None,
                span: self.source.span(self.start + at..self.start + end),
            }),
            reading => Inline::Ruby {
                base: base.trim().to_owned(),
                reading: reading.to_owned(),
            },
        };
        self.put(at..end, inline)
    }

    /// `は**「強調」**は`: CommonMark lets a delimiter beside punctuation open or close only next to
    /// a space, and Japanese has none. Seen through an invisible letter it opens and closes.
    fn emphasis(&mut self, at: usize) -> usize {
        let end = at + self.text[at..].bytes().take_while(|b| *b == b'*').count();
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
        if before.is_some_and(is_japanese_punctuation) && word(after) {
            self.edit(at..at, INVISIBLE);
        } else if after.is_some_and(is_japanese_punctuation) && word(before) {
            self.edit(end..end, INVISIBLE);
        }
        end
    }
}

fn is_japanese_punctuation(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x3003 | 0x3008..=0x3020 | 0x3030 | 0x30FB | 0xFF01..=0xFF0F
        | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65 | 0x2010..=0x2027 | 0x203B)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || is_japanese_punctuation(c)
}
