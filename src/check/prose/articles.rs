//! Articles that a text names by what they are about: 「研修は第8条」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Provision, Site},
};

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"([\p{Han}\p{Hiragana}\p{Katakana}ー]{2,16}?)(?:については|について|は|を|が)(第[0-9]+条)",
    )
    .expect("the pattern is written here")
});

/// Articles with their captions, of each regulation of a site.
pub(super) struct Articles(Vec<(String, Vec<(String, String)>)>);

impl Articles {
    pub fn of(site: &Site) -> Self {
        let all = site.regulations.iter().map(|regulation| {
            let mut articles = Vec::new();
            list(&regulation.body, &mut articles);
            (regulation.id.value.as_str().to_owned(), articles)
        });
        Self(all.collect())
    }

    pub fn check(&self, text: &Text<'_>, problems: &mut Diagnostics) {
        let words = text.normal();
        if !words.contains('条') {
            return;
        }
        // The text leads to one regulation, and to no other.
        let named = self
            .0
            .iter()
            .filter(|(id, _)| text.span.text().contains(&format!("[[regulation:{id}")));
        let named: Vec<_> = named.collect();
        let [(_, articles)] = named.as_slice() else {
            return;
        };
        for found in ABOUT.captures_iter(words) {
            let subject = found[1].trim_start_matches(['、', 'の']);
            let fits = |caption: &str| {
                caption.chars().count() > 1
                    && (subject.ends_with(caption) || caption.ends_with(subject))
            };
            let fitting: Vec<_> = articles
                .iter()
                .filter(|(_, caption)| fits(caption))
                .collect();
            let ([(num, caption)], false) = (
                fitting.as_slice(),
                fitting.iter().any(|(num, _)| *num == found[2]),
            ) else {
                continue;
            };
            let message = format!(
                "`{}` is said of `{subject}`, {num} is called `{caption}`",
                &found[2]
            );
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(&found[2]), "this article")
                    .hint(format!(
                        "write {num}, or a reference, which is checked: `[[regulation:…#{}]]`",
                        num.trim_matches(['第', '条'])
                    )),
                problems,
            );
        }
    }
}

fn list(body: &[Provision], articles: &mut Vec<(String, String)>) {
    for provision in body {
        if let (Some(num), Some(caption)) = (&provision.num, &provision.caption) {
            articles.push((num.value.nfkc().collect(), caption.value.nfkc().collect()));
        }
        list(&provision.children, articles);
    }
}
