//! Titles of regulations: a text that cites one has all of it.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, citations};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Regulation, RegulationKind, Site},
};

/// What looks like a title, with its brackets.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = RegulationKind::ALL.map(RegulationKind::as_str).join("|");
    let kinds = format!(
        r"「[^「」]{{4,}}(?:{kinds})」|[\p{{Han}}\p{{Katakana}}ー・A-Za-z0-9]{{4,}}(?:{kinds})"
    );
    Regex::new(&kinds).expect("the pattern is written here")
});

/// Shorter titles are like too many other words.
const TELLING: usize = 8;

/// The titles of a site's regulations.
pub(super) struct Titles<'a> {
    titles: Vec<(Vec<char>, &'a Regulation)>,
}

impl<'a> Titles<'a> {
    pub fn of(site: &'a Site) -> Self {
        let titles = site.regulations.iter().map(|regulation| {
            let title = regulation.title.nfkc().collect();
            (title, regulation)
        });
        Self {
            titles: titles.collect(),
        }
    }

    /// The regulation that is cited at the end of some words, and whether its title is right.
    fn meant(&self, words: &str, cited: &str) -> Option<(&'a Regulation, bool)> {
        let quoted = cited.ends_with('」');
        let cited: Vec<char> = cited.trim_matches(['「', '」']).chars().collect();
        let words: Vec<char> = words.trim_end_matches('」').chars().collect();
        let own = |title: &[char]| match quoted {
            true => cited == title,
            false => words.ends_with(title),
        };
        // Bare words say where they end, and not where they begin: 見本の会の要領.
        let near = |title: &[char]| match quoted || title.iter().all(|c| !is_kana(*c)) {
            true => nearly(&cited, title),
            false => most(&words, title),
        };
        let find = |fits: &dyn Fn(&[char]) -> bool| {
            let mut titles = self.titles.iter();
            titles.find(|(title, _)| fits(title)).map(|(_, r)| *r)
        };
        find(&own)
            .map(|regulation| (regulation, true))
            .or_else(|| Some((find(&near)?, false)))
    }
}

fn is_kana(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096)
}

/// Most of a title stands at the end of some words, without its head.
fn most(words: &[char], title: &[char]) -> bool {
    let same = words.iter().rev().zip(title.iter().rev());
    let same = same.take_while(|(a, b)| a == b).count();
    same >= TELLING && same * 5 >= title.len() * 4 && same < title.len()
}

pub(super) fn check(text: &Text<'_>, titles: &Titles<'_>, problems: &mut Diagnostics) {
    if titles.titles.is_empty() {
        return;
    }
    let words = text.normal();
    for found in TITLE.find_iter(words) {
        let cited = found.as_str();
        let bare = cited.trim_matches(['「', '」']);
        let Some((regulation, right)) = titles.meant(&words[..found.end()], cited) else {
            continue;
        };
        citations::behind(text, &words[found.end()..], regulation, problems);
        if right {
            continue;
        }
        let title: String = regulation.title.nfkc().collect();
        let message = format!("`{bare}` is nearly the title `{title}`");
        text.report(
            Diagnostic::error("regulation/title-differs", message)
                .at(&text.place(bare), "cited here")
                .related(&regulation.title.span, "the title")
                .hint("write the whole title, or waive it when another one is meant"),
            problems,
        );
    }
}

/// One stretch is missing or too much, or one character is another.
fn nearly(a: &[char], b: &[char]) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < TELLING || (long - short) * 3 > long {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    match long - short {
        // Another kind is another document: 要綱 and 要領 of one name.
        0 => start + end + 1 == long && end >= 2,
        _ => start + end >= short && end >= 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_without_its_head_is_nearly_one() {
        let near = |a: &str, b: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            nearly(&chars(a), &chars(b))
        };
        let title = "精神障害者就労定着連携促進事業実施要綱";
        assert!(near("障害者就労定着連携促進事業実施要綱", title));
        assert!(near("精神障害者就労定着促進事業実施要綱", title));
        assert!(near("精神障害者就労定着連携推進事業実施要綱", title));
        assert!(!near("研修事業実施要領", title));
        assert!(!near("実施要綱", title));
    }
}
