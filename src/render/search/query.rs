//! What a reader typed, as words that pages must have or must not have; in Rust here and in
//! `search.js` there.

use super::{
    analysis::{Kind, Token, bare, normal, tokens},
    glossary::Synonyms,
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
    pub synonyms: Synonyms,
    pub variants: Variants,
}

/// The words of a query. Blanks separate words, except between quotes.
pub(super) fn parse(query: &str, spellings: &Spellings) -> Vec<Word> {
    let chunks: Vec<(Chunk, Vec<Token>)> = chunks(&normal(query))
        .into_iter()
        .map(|chunk| {
            let tokens = tokens(&chunk.text);
            (chunk, tokens)
        })
        .filter(|(_, tokens)| !tokens.is_empty())
        .collect();
    let last = chunks.len().saturating_sub(1);
    let word = |(index, (chunk, typed)): (usize, &(Chunk, Vec<Token>))| {
        let mut phrases = vec![phrase(typed, index == last)];
        phrases.extend(whole(chunk.others(&spellings.synonyms)));
        Word {
            text: chunk.text.clone(),
            spellings: phrases,
            variants: match chunk.quoted {
                true => Vec::new(),
                false => whole(&spellings.variants.of(&bare(&chunk.text))),
            },
            excluded: chunk.excluded,
        }
    };
    chunks.iter().enumerate().map(word).collect()
}

fn whole(words: &[String]) -> Vec<Phrase> {
    let cut = words.iter().map(|word| tokens(&normal(word)));
    cut.filter(|tokens| !tokens.is_empty())
        .map(|tokens| phrase(&tokens, false))
        .collect()
}

/// A piece of a normal query.
pub(super) struct Chunk {
    pub text: String,
    quoted: bool,
    pub excluded: bool,
}

impl Chunk {
    /// What else it is called; a quoted piece means itself.
    pub fn others<'a>(&self, synonyms: &'a Synonyms) -> &'a [String] {
        match self.quoted {
            true => &[],
            false => synonyms.others(&self.text),
        }
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

/// Pairs overlap, so every second one says it all: half the terms to look up.
fn phrase(chunk: &[Token], last_chunk: bool) -> Phrase {
    let start = chunk[0].place;
    let mut phrase = Phrase {
        slots: Vec::new(),
        prefix: false,
    };
    // The places before this one are said.
    let mut said = start;
    for (index, token) in chunk.iter().enumerate() {
        let next = chunk.get(index + 1);
        let end = match token.kind {
            Kind::Pair => token.place + 2,
            Kind::Last | Kind::Word => token.place + 1,
        };
        let ends_run = token.kind == Kind::Pair && next.is_none_or(|next| next.kind != Kind::Pair);
        let needed = match token.kind {
            Kind::Pair => said <= token.place || (ends_run && said < end),
            Kind::Last | Kind::Word => said <= token.place,
        };
        if !needed {
            continue;
        }
        phrase.slots.push((token.text.clone(), token.place - start));
        said = end;
        phrase.prefix = next.is_none()
            && match token.kind {
                Kind::Pair => false,
                Kind::Last => true,
                Kind::Word => last_chunk && token.text.chars().count() > 1,
            };
    }
    phrase
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
