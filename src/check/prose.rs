//! What stands in texts: numbers that belong into the data, words one character away from a term,
//! brackets without a partner, marks out of order, dates that cannot be, words that were pasted twice.

use std::sync::OnceLock;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Site, Waivers},
    source::{Span, Spanned},
};

mod aligned;
mod answers;
mod articles;
mod aside;
mod asked;
mod begun;
mod citations;
mod cited;
mod claims;
mod counted;
mod days;
mod drawn;
mod ends;
mod everywhere;
mod figures;
mod happened;
mod held;
mod known;
mod listed;
mod marks;
mod names;
mod numbers;
mod numerals;
mod old;
mod opened;
mod persons;
mod posts;
mod regulations;
mod renamed;
mod scheduled;
mod signs;
mod slips;
mod sums;
mod tables;
mod terms;
mod texts;
mod titles;
mod trends;
mod written;

use articles::Articles;
use cited::Cited;
use claims::Claims;
use held::Times;
use known::Known;
pub(super) use numerals::parse as read_number;
use terms::Lexicon;
pub(super) use texts::{dated, written};
use titles::Titles;

/// A stretch of words that is read as one: a paragraph, or a field of a record.
pub(super) struct Text<'a> {
    pub words: String,
    /// The paragraph, or the id of the record.
    span: Span,
    /// The span is the id of a record, behind which the words stand somewhere.
    record: bool,
    waivers: &'a Waivers,
    /// It tells of a person.
    case: bool,
    /// The heading that it stands under.
    heading: String,
    /// What stands above it, when it is a cell of a table.
    pub column: String,
    /// Whether readers take its numbers for results: texts of authors, not fields of data.
    prose: bool,
    /// What stands where the words have a mark: the code of an expression, or something else.
    asked: Vec<Option<Spanned<String>>>,
    /// The words in one width, read once for all that look at them.
    normal: OnceLock<String>,
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let known = Known::of(site);
    let lexicon = Lexicon::of(site);
    let claims = Claims::of(site, &known);
    let times = Times::of(site);
    let titles = Titles::of(site);
    let articles = Articles::of(site);
    let cited = Cited::of(site);
    let acts = citations::acts(site);
    let private = persons::Known::of(site);
    let texts = texts::of(site);
    numbers::check(&texts, problems);
    let of_text = |(at, text): (usize, &Text)| {
        let mut problems = Diagnostics::default();
        titles::check(text, &titles, &mut problems);
        citations::check(text, &acts, &mut problems);
        ends::check(text, &mut problems);
        old::check(text, &lexicon, &mut problems);
        signs::check(text, &mut problems);
        marks::check(text, &mut problems);
        days::check(text, &mut problems);
        terms::check(text, &lexicon, &texts, &mut problems);
        persons::check(text, &private, &mut problems);
        cited.subjects(text, &mut problems);
        if !text.case {
            posts::check(text, &mut problems);
        }
        let mut told = times.check(text, &mut problems);
        if text.prose {
            told.extend(claims.check(text, &mut problems));
            figures::check(text, &known, &told, &mut problems);
            asked::check(site, text, section(&texts, at), &told, &mut problems);
            trends::check(text, &known, &mut problems);
            articles.check(text, &mut problems);
            cited.check(text, &mut problems);
            counted::places(text, &mut problems);
            counted::orders(text, &mut problems);
            listed::check(site, text, &mut problems);
            renamed::check(site, text, &mut problems);
            begun::check(site, text, &mut problems);
            answers::check(site, text, &mut problems);
            happened::check(site, text, &mut problems);
            everywhere::check(site, text, &mut problems);
            scheduled::check(site, text, &mut problems);
            opened::check(site, text, &mut problems);
        }
        problems
    };
    let found: Vec<Diagnostics> = texts.par_iter().enumerate().map(of_text).collect();
    found.into_iter().for_each(|found| problems.extend(found));
    for text in aside::of(site) {
        persons::check(&text, &private, problems);
    }
    tables::check(site, problems);
}

/// The paragraphs of a section before one of them.
fn section<'t, 'a>(texts: &'t [Text<'a>], at: usize) -> &'t [Text<'a>] {
    let here = &texts[at];
    let alike = |text: &&Text| {
        text.prose && text.heading == here.heading && text.span.source.is(&here.span.source)
    };
    let before = texts[..at].iter().rev().take_while(alike).count();
    &texts[at - before..at]
}

impl<'a> Text<'a> {
    /// Words that stand in a file as they are, and are no prose.
    fn of(words: &str, span: &Span, waivers: &'a Waivers) -> Self {
        Self {
            words: words.to_owned(),
            span: span.clone(),
            record: false,
            waivers,
            case: false,
            heading: String::new(),
            column: String::new(),
            prose: false,
            asked: Vec::new(),
            normal: OnceLock::new(),
        }
    }

    /// The words with each character in its usual width (NFKC).
    pub fn normal(&self) -> &str {
        self.normal.get_or_init(|| self.words.nfkc().collect())
    }

    /// Where some words stand in the file, whatever width their characters have; the whole text when
    /// they stand otherwise there.
    pub fn place(&self, words: &str) -> Span {
        match self.record {
            true => place(&self.span, words),
            false => found(&self.written(), words).unwrap_or_else(|| self.span.clone()),
        }
    }

    /// What stands in the file. A text of several lines is pointed to by its first; the others follow,
    /// with an indentation that is no part of it.
    fn written(&self) -> Span {
        let rest = self.words.strip_prefix(self.span.text());
        if !rest.is_some_and(|rest| rest.starts_with('\n')) {
            return self.span.clone();
        }
        let start = self.span.range.start;
        let after = &self.span.source.text()[start..];
        let lines = after.split_inclusive('\n').take(self.words.lines().count());
        let length: usize = lines.map(str::len).sum();
        self.span.source.span(start..start + length)
    }

    /// Where the text stands.
    fn whole(&self) -> Span {
        match self.record {
            true => self.place(&self.words),
            false => self.span.clone(),
        }
    }

    /// Reports a finding about the text, or notes that it is waived.
    pub fn report(&self, diagnostic: Diagnostic, problems: &mut Diagnostics) {
        let reason = self.waivers.reason(diagnostic.code);
        problems.push(diagnostic.waived(reason));
    }
}

/// Where some words stand in the record with an id; the id itself when they stand otherwise there.
pub(super) fn place(id: &Span, words: &str) -> Span {
    found(&texts::stretch(id), words).unwrap_or_else(|| id.clone())
}

/// Where some words stand in a stretch of a file, whatever width their characters have.
fn found(within: &Span, words: &str) -> Option<Span> {
    if let Some(at) = within.text().find(words) {
        let from = within.range.start + at;
        return Some(within.source.span(from..from + words.len()));
    }
    // Phrases are compared without what joins their words.
    let joins = |c: &char| c.is_whitespace() || "、・".contains(*c);
    let wanted: String = words.nfkc().filter(|c| !joins(c)).collect();
    let written = within.text();
    let first = wanted.chars().next()?;
    for (start, begin) in written.char_indices() {
        if joins(&begin) || begin.nfkc().next() != Some(first) {
            continue;
        }
        let mut form = String::new();
        for (at, c) in written[start..].char_indices() {
            form.extend(c.nfkc().filter(|c| !joins(c)));
            if form == wanted {
                let from = within.range.start + start;
                return Some(within.source.span(from..from + at + c.len_utf8()));
            }
            if !wanted.starts_with(&form) {
                break;
            }
        }
    }
    None
}
