//! 索引: where the terms of the glossary are used in a book, by their readings.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{anchors::Anchors, chapter::Writer, code::Code};
use crate::{
    compose::{Book, PageKind, Pages},
    model::{Collection, Site, Term},
    route::Route,
};

/// Shorter names stand in words that have nothing to do with them; what else a term is called is
/// often a word of every day: 実施, 定着.
const LEAST: usize = 2;
const LEAST_ELSE: usize = 4;

/// The names of all terms, to be found in the words of a book.
#[derive(Debug)]
pub struct Terms {
    finder: AhoCorasick,
    /// The term that each name belongs to.
    ids: Vec<String>,
}

/// A term where its name begins.
#[derive(Debug, PartialEq)]
pub struct Use<'a> {
    pub at: usize,
    pub id: &'a str,
}

impl Terms {
    /// The terms that a book lists; `None` when it has no index.
    pub fn of(site: &Site, pages: &Pages, book: &Book) -> Option<Self> {
        let explained = || {
            let chapters = book.chapters.iter().flat_map(|chapter| &chapter.pages);
            chapters
                .into_iter()
                .any(|page| pages.pages[*page].kind == PageKind::Glossary)
        };
        if !book.printing.index.unwrap_or_else(explained) {
            return None;
        }
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for term in site.glossary.iter() {
            let own = std::iter::once(&term.term).chain(&term.abbreviations);
            let own = own.filter(|name| name.chars().count() >= LEAST);
            let others = term.synonyms.iter();
            let others = others.filter(|name| name.chars().count() >= LEAST_ELSE);
            for name in own.chain(others) {
                names.entry(name).or_insert(term.id.as_str());
            }
        }
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.keys());
        Some(Self {
            finder: finder.ok()?,
            ids: names.into_values().map(str::to_owned).collect(),
        })
    }

    /// The terms in a text. A name in Latin letters is a word of its own.
    pub fn uses<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Use<'a>> {
        let found = self.finder.find_iter(text);
        found.filter(|m| is_word(text, m.range())).map(|m| Use {
            at: m.start(),
            id: &self.ids[m.pattern().as_usize()],
        })
    }
}

fn is_word(text: &str, range: std::ops::Range<usize>) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let name = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !(latin(name.chars().next()) && latin(before)
        || latin(name.chars().next_back()) && latin(after))
}

impl Writer<'_> {
    /// Words with a mark before each term that has had none under the same heading.
    pub fn indexed(&mut self, terms: &Terms, words: &str) {
        let mut from = 0;
        for found in terms.uses(words) {
            if self.told.contains(found.id) {
                continue;
            }
            if found.at > from {
                self.code.string(&words[from..found.at]);
                self.code.push(", ");
                from = found.at;
            }
            self.used(found.id);
        }
        self.code.string(&words[from..]);
        self.code.push(", ");
    }

    /// A mark of a term, the first time that it is used under a heading.
    pub fn used(&mut self, id: &str) {
        if self.told.insert(id.to_owned()) {
            self.code.push("md.used(");
            self.code.string(id);
            self.code.push("), ");
            self.marked.insert(id.to_owned());
        }
    }
}

/// The call that prints the index: rows of the kana table, with the terms that were marked.
pub fn call(code: &mut Code, site: &Site, anchors: &Anchors, marked: &BTreeSet<String>) {
    let mut terms: Vec<&Term> = site.glossary.iter().collect();
    terms.retain(|term| marked.contains(term.id.as_str()));
    if terms.is_empty() {
        return;
    }
    terms.sort_by_cached_key(|term| (sorted(&term.reading), term.id.value.clone()));
    let glossary = Route::page(Collection::Glossary.folder());
    code.line(None);
    code.push("#md.index(");
    let mut current = None;
    for term in terms {
        let row = row(&term.reading);
        if current != Some(row) {
            code.push(if current.is_some() { ")), (" } else { "(" });
            code.string(row);
            code.push(", (");
            current = Some(row);
        }
        code.push("(");
        code.string(&term.term);
        code.push(", ");
        code.string(term.id.as_str());
        code.push(", ");
        match anchors.find(&glossary, Some(term.id.as_str())) {
            Some((label, _)) if label.ends_with(&format!("#{}", term.id.value)) => {
                code.string(&label);
            }
            _ => code.push("none"),
        }
        code.push("), ");
    }
    code.push(")))");
}

/// A reading as Japanese books order them: voiced, small and long sounds first as their plain ones.
fn sorted(reading: &str) -> (String, String) {
    let mut plain = String::new();
    for c in reading.chars() {
        match c {
            'ー' | '・' | ' ' | '　' => {}
            c => plain.push(plain_kana(c)),
        }
    }
    (plain, reading.to_owned())
}

fn plain_kana(c: char) -> char {
    const VOICED: &str = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほぱはぴひぷふぺへぽほぁあぃいぅうぇえぉおっつゃやゅゆょよゔうゎわ";
    let mut pairs = VOICED.chars();
    while let (Some(voiced), Some(plain)) = (pairs.next(), pairs.next()) {
        if voiced == c {
            return plain;
        }
    }
    c
}

/// The row of the kana table (五十音) in which a reading begins.
fn row(reading: &str) -> &'static str {
    const ROWS: [(&str, &str); 10] = [
        ("あ", "あいうえお"),
        ("か", "かきくけこ"),
        ("さ", "さしすせそ"),
        ("た", "たちつてと"),
        ("な", "なにぬねの"),
        ("は", "はひふへほ"),
        ("ま", "まみむめも"),
        ("や", "やゆよ"),
        ("ら", "らりるれろ"),
        ("わ", "わゐゑをん"),
    ];
    let first = reading.chars().next().map_or(' ', plain_kana);
    let row = ROWS.iter().find(|(_, kana)| kana.contains(first));
    row.map_or("A–Z", |(row, _)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_in_the_order_of_the_kana_table() {
        let mut readings = ["がっこう", "かいぎ", "リワーク", "かっこ", "ばす", "はし"];
        readings.sort_by_key(|reading| sorted(reading));
        assert_eq!(
            readings,
            ["かいぎ", "かっこ", "がっこう", "はし", "ばす", "リワーク"]
        );
        assert_eq!((row("ぎ"), row("っ"), row("IPS")), ("か", "た", "A–Z"));
    }
}
