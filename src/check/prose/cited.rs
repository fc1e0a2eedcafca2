//! Articles that a text cites by the name of their regulation: 「実施要綱の第7条」. They exist, and are
//! about what the sentence is about.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Provision, Regulation, Site},
    source::Span,
};

static CITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([\p{Han}\p{Katakana}ー]*(?:要綱|要領|規程|規則|条例))」?の?(第[0-9]+条)(?:の?第([0-9]+)項)?")
        .expect("the pattern is written here")
});
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([\p{Han}\p{Katakana}ー・]*(?:要綱|要領|規程|規則|条例))」?の?(第[0-9]+条)(?:第[0-9]+項)?(?:に規定する|に定める|による|の)([\p{Han}\p{Katakana}\p{Hiragana}ー]{2,16})")
        .expect("the pattern is written here")
});
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([\p{Han}\p{Katakana}ー]{3,20})[(「](第[0-9]+号様式)")
        .expect("the pattern is written here")
});
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"第([0-9]+)条\(\[\[regulation:[a-z0-9-]+#([0-9]+)")
        .expect("the pattern is written here")
});
/// Words as they can be told apart without a dictionary.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Han}{2,}|[\p{Katakana}ー]{3,}").expect("the pattern is written here")
});

/// So many words in common say what an article is about.
const TELLING: usize = 3;

/// The regulations of a site with their articles.
pub(super) struct Cited<'a>(Vec<Known<'a>>);

struct Known<'a> {
    title: String,
    span: &'a Span,
    articles: Vec<Article>,
    /// The forms by their numbers, with their titles.
    forms: Vec<(String, String)>,
}

struct Article {
    num: String,
    caption: String,
    words: String,
    paragraphs: usize,
}

impl<'a> Cited<'a> {
    pub fn of(site: &'a Site) -> Self {
        let known = site.regulations.iter().map(|regulation| Known {
            title: regulation.title.value.nfkc().collect(),
            span: &regulation.title.span,
            articles: articles(regulation),
            forms: forms(regulation),
        });
        Self(known.filter(|known| !known.articles.is_empty()).collect())
    }

    /// 「要綱第6条の圏域連絡会」 of an article that is called otherwise, and another one is called so.
    pub fn subjects(&self, text: &Text<'_>, problems: &mut Diagnostics) {
        if !text.words.contains(['条', '式']) {
            return;
        }
        let words = text.normal();
        self.forms(text, words, problems);
        for found in SUBJECT.captures_iter(words) {
            let named = self.0.iter().filter(|known| {
                found[1].ends_with(&known.title) || known.title.ends_with(&found[1])
            });
            let [regulation] = named.collect::<Vec<_>>()[..] else {
                continue;
            };
            let called = |article: &&Article| {
                article.caption.chars().count() > 2 && found[3].starts_with(&article.caption)
            };
            let is_cited = |article: &&Article| article.num == found[2];
            let named: Vec<&Article> = regulation.articles.iter().filter(called).collect();
            let Some(cited) = regulation.articles.iter().find(is_cited) else {
                continue;
            };
            let [other] = named[..] else { continue };
            if other.num == cited.num {
                continue;
            }
            let message = format!(
                "{} is `{}`, `{}` is {}",
                cited.num, cited.caption, other.caption, other.num
            );
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(&cited.num), "cited here")
                    .related(regulation.span, "this regulation")
                    .hint("correct the number of the article"),
                problems,
            );
        }
    }

    pub fn check(&self, text: &Text<'_>, problems: &mut Diagnostics) {
        if !text.words.contains('条') {
            return;
        }
        let words = text.normal();
        beside(text, problems);
        for sentence in words.split_inclusive('。') {
            for found in CITED.captures_iter(sentence) {
                let named = self
                    .0
                    .iter()
                    .filter(|known| known.title.ends_with(&found[1]));
                let [regulation] = named.collect::<Vec<_>>()[..] else {
                    continue;
                };
                let paragraph = found
                    .get(3)
                    .and_then(|number| number.as_str().parse::<usize>().ok());
                match regulation
                    .articles
                    .iter()
                    .find(|article| article.num == found[2])
                {
                    None => regulation.unknown(text, &found[2], problems),
                    Some(article)
                        if paragraph.is_some_and(|wanted| wanted > article.paragraphs) =>
                    {
                        let cited = format!("{}第{}項", &found[2], &found[3]);
                        regulation.unknown(text, &cited, problems);
                    }
                    Some(article) => regulation.about(text, sentence, article, problems),
                }
            }
        }
    }
}

impl Cited<'_> {
    /// 「申請書（第2号様式）」 of a form that has the other number.
    fn forms(&self, text: &Text<'_>, words: &str, problems: &mut Diagnostics) {
        for found in FORM.captures_iter(words) {
            let of_title = |(_, title): &&(String, String)| title.ends_with(&found[1]);
            let forms = || self.0.iter().flat_map(|known| &known.forms);
            let named: Vec<_> = forms().filter(of_title).collect();
            let [(number, title)] = named[..] else {
                continue;
            };
            // 第1号様式別紙 belongs to 第1号様式.
            if number.starts_with(&found[2]) {
                continue;
            }
            let message = format!("`{}` is said of `{title}`, which is {number}", &found[2]);
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(&found[2]), "said here")
                    .hint("correct the number of the form"),
                problems,
            );
        }
    }
}

/// 「第7条（[[regulation:outline#8]]）」: the number and where the link leads.
fn beside(text: &Text<'_>, problems: &mut Diagnostics) {
    let source: String = text.span.text().nfkc().collect();
    for found in BESIDE.captures_iter(&source) {
        if found[1] != found[2] {
            let cited = format!("第{}条", &found[1]);
            let message = format!("{cited} is said, the link leads to 第{}条", &found[2]);
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(&cited), "said here")
                    .hint("correct the one or the other"),
                problems,
            );
        }
    }
}

impl Known<'_> {
    fn unknown(&self, text: &Text<'_>, cited: &str, problems: &mut Diagnostics) {
        let last = self.articles.last().map_or("", |article| &article.num);
        let message = format!("`{}` has no {cited}", self.title);
        text.report(
            Diagnostic::error("reference/unknown", message)
                .at(&text.place(cited), "cited here")
                .related(self.span, "this regulation")
                .hint(format!("its last article is {last}")),
            problems,
        );
    }

    /// A sentence whose words are those of another article, and none of the one that it cites.
    fn about(&self, text: &Text<'_>, sentence: &str, cited: &Article, problems: &mut Diagnostics) {
        let words: BTreeSet<&str> = WORD.find_iter(sentence).map(|word| word.as_str()).collect();
        let shared = |article: &Article| {
            let in_title = |word: &str| self.title.contains(word);
            words
                .iter()
                .filter(|word| article.words.contains(**word) && !in_title(word))
                .count()
        };
        let called = |article: &Article| words.iter().any(|word| article.caption.contains(*word));
        let near = |article: &&Article| (called(article), shared(article));
        let Some(best) = self.articles.iter().max_by_key(near) else {
            return;
        };
        let telling = called(best) || shared(best) >= TELLING;
        if !telling || shared(best) == 0 || shared(cited) > 0 {
            return;
        }
        let message = format!(
            "{} is cited, the words are those of {} `{}`",
            cited.num, best.num, best.caption
        );
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(&cited.num), "cited here")
                .related(self.span, "this regulation")
                .hint("a reference is checked: `[[regulation:…#…]]`"),
            problems,
        );
    }
}

fn forms(regulation: &Regulation) -> Vec<(String, String)> {
    let titled = regulation.forms.iter().filter_map(|form| {
        let title = form.title.as_ref()?.value.nfkc().collect();
        Some((form.number.value.nfkc().collect(), title))
    });
    titled.collect()
}

fn articles(regulation: &Regulation) -> Vec<Article> {
    let mut all = Vec::new();
    list(&regulation.body, &mut all);
    all
}

fn list(body: &[Provision], all: &mut Vec<Article>) {
    for provision in body {
        let num = provision
            .num
            .as_ref()
            .map(|num| num.value.nfkc().collect::<String>());
        if let Some(num) = num.filter(|num| num.starts_with('第') && num.ends_with('条')) {
            let caption = provision.caption.as_ref().or(provision.title.as_ref());
            let mut words = String::new();
            gather(provision, &mut words);
            all.push(Article {
                num,
                caption: caption
                    .map(|caption| caption.value.clone())
                    .unwrap_or_default(),
                words: words.nfkc().collect(),
                paragraphs: provision.paragraphs.len() + usize::from(provision.text.is_some()),
            });
        } else {
            list(&provision.children, all);
        }
    }
}

fn gather(provision: &Provision, words: &mut String) {
    for said in [&provision.caption, &provision.title, &provision.text]
        .into_iter()
        .flatten()
    {
        words.push_str(&said.value);
        words.push('\n');
    }
    for inner in provision.paragraphs.iter().chain(&provision.children) {
        gather(inner, words);
    }
}
