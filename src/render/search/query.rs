//! What a reader typed, as words that pages must have or must not have; in Rust here and in
//! `search.js` there.

use std::sync::Arc;

use super::{
    analysis::{Cell, Class, Kind, bare, cells, normal, tokens},
    glossary::{Meanings, Synonyms, concept},
    variants::Variants,
};

/// Terms at distances from their beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub slots: Vec<(String, u32)>,
    /// The last term stands for all that begin with it.
    pub prefix: bool,
}

/// A word of a query.
#[derive(Debug)]
pub(super) struct Word {
    pub text: String,
    /// As it is typed, then as the glossary also spells it.
    pub spellings: Vec<Phrase>,
    /// What it could be when nothing is found.
    pub variants: Vec<Phrase>,
    /// Pages must not have it: it began with 「-」.
    pub excluded: bool,
}

/// What the site calls the same.
#[derive(Default)]
pub(super) struct Spellings {
    pub synonyms: Arc<Synonyms>,
    pub variants: Variants,
}

/// The words of a query. Blanks separate words, except between quotes.
pub(super) fn parse(query: &str, spellings: &Spellings) -> Vec<Word> {
    let chunks: Vec<(Chunk, Vec<Cell>)> = chunks(&normal(query))
        .into_iter()
        .map(|chunk| {
            let cells = cells(&chunk.text);
            (chunk, cells)
        })
        .filter(|(_, cells)| has_words(cells))
        .collect();
    let last = chunks.len().saturating_sub(1);
    let chunks = chunks.iter().enumerate();
    chunks
        .map(|(index, (chunk, typed))| Word {
            text: chunk.text.clone(),
            spellings: meant(chunk, typed, index == last, &spellings.synonyms),
            variants: varied(chunk, spellings),
            excluded: chunk.excluded,
        })
        .collect()
}

/// A piece as it is typed, and what else it stands for.
fn meant(chunk: &Chunk, typed: &[Cell], last_chunk: bool, synonyms: &Synonyms) -> Vec<Phrase> {
    let typed = phrase(typed, last_chunk, synonyms);
    let Some(meanings) = chunk.meanings(synonyms) else {
        return vec![typed];
    };
    let concepts = meanings.concepts.iter().map(|number| Phrase {
        slots: vec![(concept(*number), 0)],
        prefix: false,
    });
    let mut phrases: Vec<Phrase> = concepts.collect();
    if !meanings.covered || typed.prefix {
        phrases.insert(0, typed);
    }
    phrases.extend(whole(&meanings.names, synonyms));
    phrases
}

/// What a piece could be when nothing is found, with what the glossary also calls that.
fn varied(chunk: &Chunk, spellings: &Spellings) -> Vec<Phrase> {
    let variants = chunk.variants(&spellings.variants).into_iter();
    let cut = variants.map(|text| {
        let cells = cells(&normal(&text));
        (Chunk { text, ..*chunk }, cells)
    });
    cut.filter(|(_, cells)| has_words(cells))
        .flat_map(|(variant, cells)| meant(&variant, &cells, false, &spellings.synonyms))
        .collect()
}

fn whole(words: &[String], synonyms: &Synonyms) -> Vec<Phrase> {
    let cut = words.iter().map(|word| cells(&normal(word)));
    cut.filter(|cells| has_words(cells))
        .map(|cells| phrase(&cells, false, synonyms))
        .collect()
}

fn has_words(cells: &[Cell]) -> bool {
    !tokens(cells).is_empty()
}

/// What else the words of a query are called, as the glossary spells it.
pub(super) fn others(query: &str, synonyms: &Synonyms) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for chunk in chunks(&normal(query)) {
        let new = chunk.others(synonyms).iter();
        let new: Vec<&String> = new.filter(|other| !others.contains(other)).collect();
        others.extend(new.into_iter().cloned());
    }
    others
}

/// A piece of a normal query.
pub(super) struct Chunk {
    pub text: String,
    quoted: bool,
    pub excluded: bool,
}

impl Chunk {
    /// What else it stands for; a quoted piece means itself.
    fn meanings<'a>(&self, synonyms: &'a Synonyms) -> Option<&'a Meanings> {
        synonyms.meanings(&self.text).filter(|_| !self.quoted)
    }

    /// What it could be when nothing is found; a quoted piece means itself.
    pub fn variants(&self, variants: &Variants) -> Vec<String> {
        match self.quoted {
            true => Vec::new(),
            false => variants.of(&bare(&self.text)),
        }
    }

    /// What else it is called, as the glossary spells it.
    pub fn others<'a>(&self, synonyms: &'a Synonyms) -> &'a [String] {
        self.meanings(synonyms)
            .map_or(&[], |meanings| &meanings.others)
    }
}

/// The pieces between blanks and quotes of a normal query. A 「-」 before a piece excludes it.
pub(super) fn chunks(normal: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let (mut quoted, mut excluded) = (false, false);
    let mut text = String::new();
    let mut push = |text: &mut String, quoted, excluded| {
        if !text.is_empty() {
            let text = std::mem::take(text);
            chunks.push(Chunk {
                text,
                quoted,
                excluded,
            });
        }
    };
    for c in normal.chars() {
        match c {
            '"' => {
                // A quote keeps the sign that stands right before it.
                let sign = excluded && text.is_empty();
                push(&mut text, quoted, excluded);
                excluded = !quoted && sign;
                quoted = !quoted;
            }
            c if c.is_whitespace() && !quoted => {
                push(&mut text, quoted, excluded);
                excluded = false;
            }
            '-' | '−' if text.is_empty() && !quoted => excluded = true,
            c => text.push(c),
        }
    }
    push(&mut text, quoted, excluded);
    chunks
}

/// Names say more than pairs, and pairs overlap, so every second one says it all: few terms to look up.
fn phrase(cells: &[Cell], last_chunk: bool, synonyms: &Synonyms) -> Phrase {
    let tokens = tokens(cells);
    let start = tokens[0].place;
    let mut phrase = Phrase {
        slots: Vec::new(),
        prefix: false,
    };
    // The places before this one are said.
    let mut said = start;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let mut end = match token.kind {
            Kind::Pair => token.place + 2,
            Kind::Last | Kind::Word => token.place + 1,
        };
        let fresh = said <= token.place;
        let ends_run = token.kind == Kind::Pair && next.is_none_or(|next| next.kind != Kind::Pair);
        if !(fresh || ends_run && said < end) {
            continue;
        }
        let mut text = token.text.as_str();
        phrase.prefix = next.is_none()
            && match token.kind {
                Kind::Pair => false,
                Kind::Last => true,
                Kind::Word => last_chunk && token.text.chars().count() > 1,
            };
        if fresh && let Some(name) = name_at(cells, token.place, synonyms) {
            (text, end) = name;
            phrase.prefix = false;
        }
        phrase.slots.push((text.to_owned(), token.place - start));
        said = end;
    }
    phrase
}

/// The longest name that begins at a place, and the place behind it.
fn name_at<'a>(cells: &[Cell], place: u32, synonyms: &'a Synonyms) -> Option<(&'a str, u32)> {
    let here = |cell: &Cell| cell.place == place && cell.class != Class::Separator;
    synonyms.name(cells, cells.iter().position(here)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_say_every_place_once() {
        let slots = |query: &str| {
            let words = parse(query, &Spellings::default());
            assert_eq!(words.len(), 1, "{query}");
            let [phrase] = words[0].spellings.as_slice() else {
                panic!("{query} is one word that means itself");
            };
            let slots = phrase.slots.iter().map(|(t, p)| format!("{t}@{p}"));
            (slots.collect::<Vec<_>>().join(" "), phrase.prefix)
        };
        assert_eq!(slots("支援"), ("支援@0".into(), false));
        assert_eq!(slots("就労支援"), ("就労@0 支援@2".into(), false));
        assert_eq!(slots("引き継ぎ書"), ("引き@0 継ぎ@2 ぎ書@3".into(), false));
        assert_eq!(slots("働"), ("働@0".into(), true));
        assert_eq!(slots("B型"), ("b@0 型@1".into(), true));
        assert_eq!(slots("jobc"), ("jobc@0".into(), true));
        let words = |query: &str| parse(query, &Spellings::default()).len();
        assert_eq!(words("主治医　会社"), 2);
        assert_eq!(words("\"主治医 会社\""), 1);
        assert_eq!(words(" 。、 "), 0);
    }

    #[test]
    fn a_sign_before_a_word_excludes_it() {
        let said = |query: &str| {
            let words = parse(query, &Spellings::default());
            let shown = words.iter().map(|w| {
                let sign = if w.excluded { "-" } else { "" };
                format!("{sign}{}", w.text)
            });
            shown.collect::<Vec<_>>().join("|")
        };
        assert_eq!(said("会議 -電話"), "会議|-電話");
        assert_eq!(said("会議　－電話"), "会議|-電話");
        assert_eq!(said("-\"電話 相談\" 会議"), "-電話 相談|会議");
        assert_eq!(said("A-1 会議"), "a-1|会議");
        assert_eq!(said("- 会議"), "会議");
        assert_eq!(said("\"-会議\""), "-会議");
    }
}
