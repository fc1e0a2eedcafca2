//! The index of all pages, built by tantivy in memory, and queries as tantivy runs them.

use std::{collections::BTreeSet, sync::Arc};

use tantivy::{
    Index, Searcher, TantivyDocument, Term,
    collector::{Count, TopDocs},
    directory::RamDirectory,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur,
        PhraseQuery, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{self, TokenStream, Tokenizer, TokenizerManager},
};

use super::{
    Entry, analysis,
    glossary::Synonyms,
    query::{Phrase, Word},
};

/// How much a word counts in the title, the headings and the body.
pub(super) const BOOSTS: [f32; 3] = [3.0, 1.5, 1.0];

/// The memory that tantivy may use before it writes out; a site of ten thousand pages needs less.
const MEMORY: usize = 256_000_000;

/// The pages in one segment: the number of a page in it is its number in the list of entries.
pub(super) struct PageIndex {
    pub searcher: Searcher,
    pub fields: [Field; 3],
    /// Facets with their values, as one word each.
    facets: Field,
}

impl PageIndex {
    pub fn of(entries: &[Entry], synonyms: &Arc<Synonyms>) -> tantivy::Result<Self> {
        let (schema, fields, facets) = schema();
        let tokenizers = TokenizerManager::default();
        tokenizers.register("japanese", Japanese(synonyms.clone()));
        let mut writer = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
        for entry in entries {
            let mut document = TantivyDocument::default();
            document.add_text(fields[0], &entry.title);
            for heading in &entry.headings {
                document.add_text(fields[1], heading);
            }
            document.add_text(fields[2], &entry.body);
            for (facet, value) in &entry.facets {
                document.add_text(facets, facet_word(facet, value));
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Self {
            searcher,
            fields,
            facets,
        })
    }

    /// The numbers of the pages that have all words of a query and a value of each facet, with their
    /// scores, best first; and the words for which variants were searched, as no page has them.
    pub fn search(&self, words: &[Word], facets: &[(String, String)]) -> tantivy::Result<Answer> {
        if words.is_empty() && facets.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut varied = Vec::new();
        for word in words {
            let mut query = self.word(&word.spellings)?;
            if !word.variants.is_empty() && self.searcher.search(&query, &Count)? == 0 {
                query = self.word(&word.variants)?;
                varied.push(word.text.clone());
            }
            let occur = if word.excluded {
                Occur::MustNot
            } else {
                Occur::Must
            };
            all.push((occur, query));
        }
        all.extend(self.chosen(facets));
        // Where nothing is asked for, all pages are meant.
        all.push((
            Occur::Must,
            Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0)),
        ));
        let limit = usize::try_from(self.searcher.num_docs())
            .unwrap_or(usize::MAX)
            .max(1);
        let found = self.searcher.search(
            &BooleanQuery::new(all),
            &TopDocs::with_limit(limit).order_by_score(),
        )?;
        let pages = found
            .into_iter()
            .map(|(score, address)| (address.doc_id, score));
        Ok((pages.collect(), varied))
    }

    /// A page has one of the values that are asked for of each facet; that does not change its score.
    fn chosen(&self, facets: &[(String, String)]) -> Vec<(Occur, Box<dyn Query>)> {
        let names: BTreeSet<&str> = facets.iter().map(|(name, _)| name.as_str()).collect();
        let any = names.into_iter().map(|name| {
            let values = facets.iter().filter(|(facet, _)| facet == name);
            let terms = values.map(|(_, value)| {
                let term = Term::from_field_text(self.facets, &facet_word(name, value));
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(query) as Box<dyn Query>)
            });
            let any = Box::new(BooleanQuery::new(terms.collect()));
            (
                Occur::Must,
                Box::new(ConstScoreQuery::new(any, 0.0)) as Box<dyn Query>,
            )
        });
        any.collect()
    }

    /// A word in any of its spellings: the best one counts, as spellings stand inside each other.
    fn word(&self, spellings: &[Phrase]) -> tantivy::Result<Box<dyn Query>> {
        if let [only] = spellings {
            return Ok(Box::new(self.phrase(only)?));
        }
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for spelling in spellings {
            any.push(Box::new(self.phrase(spelling)?));
        }
        Ok(Box::new(DisjunctionMaxQuery::new(any)))
    }

    /// A phrase in any field; what it can end in are alternatives.
    fn phrase(&self, phrase: &Phrase) -> tantivy::Result<BooleanQuery> {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let Some(((last, place), before)) = phrase.slots.split_last() else {
            return Ok(BooleanQuery::new(any));
        };
        let ends = match phrase.prefix {
            true => self.beginning_with(last)?,
            false => BTreeSet::from([last.clone()]),
        };
        for (field, boost) in self.fields.into_iter().zip(BOOSTS) {
            for end in &ends {
                let term = Term::from_field_text(field, end);
                let query: Box<dyn Query> = if before.is_empty() {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                } else {
                    let terms = before
                        .iter()
                        .map(|(text, place)| (*place as usize, Term::from_field_text(field, text)));
                    let terms = terms.chain([(*place as usize, term)]).collect();
                    Box::new(PhraseQuery::new_with_offset(terms))
                };
                any.push((Occur::Should, Box::new(BoostQuery::new(query, boost))));
            }
        }
        Ok(BooleanQuery::new(any))
    }

    fn beginning_with(&self, start: &str) -> tantivy::Result<BTreeSet<String>> {
        let mut terms = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            for field in self.fields {
                let inverted = segment.inverted_index(field)?;
                let mut stream = inverted
                    .terms()
                    .range()
                    .ge(start.as_bytes())
                    .into_stream()?;
                while stream.advance() && stream.key().starts_with(start.as_bytes()) {
                    terms.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
                }
            }
        }
        Ok(terms)
    }
}

/// Pages with their scores, and words for which variants were searched.
pub(super) type Answer = (Vec<(u32, f32)>, Vec<String>);

/// A value of a facet as a word of the index.
fn facet_word(facet: &str, value: &str) -> String {
    format!("{facet}={value}")
}

fn schema() -> (Schema, [Field; 3], Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("japanese")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true);
    let options = TextOptions::default().set_indexing_options(indexing);
    let fields =
        ["title", "headings", "body"].map(|name| schema.add_text_field(name, options.clone()));
    let whole = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let whole = TextOptions::default().set_indexing_options(whole);
    let facets = schema.add_text_field("facets", whole);
    (schema.build(), fields, facets)
}

/// Our analysis as tantivy wants it.
#[derive(Clone)]
struct Japanese(Arc<Synonyms>);

impl Tokenizer for Japanese {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let cells = analysis::cells(&analysis::normal(text));
        let mut tokens = analysis::tokens(&cells);
        tokens.extend(self.0.tokens(&cells));
        Tokens {
            rest: tokens.into_iter(),
            token: tokenizer::Token::default(),
        }
    }
}

struct Tokens {
    rest: std::vec::IntoIter<analysis::Token>,
    token: tokenizer::Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some(token) = self.rest.next() else {
            return false;
        };
        self.token.text = token.text;
        self.token.position = token.place as usize;
        self.token.position_length = 1;
        true
    }

    fn token(&self) -> &tokenizer::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut tokenizer::Token {
        &mut self.token
    }
}
