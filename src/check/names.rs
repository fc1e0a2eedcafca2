//! Organizations are called by the name that they had in the year of a text.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::prose::{self, Text};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Chapter, Date, FiscalYear, FormerName, Narrative, Organization, Record, Site},
    source::Span,
};

/// Words before a name that say it is an old one: 旧・西多摩センター.
const OLD: [&str; 8] = [
    "旧",
    "旧・",
    "旧称",
    "元",
    "当時の",
    "前身の",
    "旧称・",
    "formerly ",
];

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let former = Former::of(site);
    if former.is_empty() {
        return;
    }
    let starts = *site.config.fiscal_year_starts;
    for narrative in &site.narratives {
        let Some(year) = year_of(site, narrative) else {
            continue;
        };
        for text in prose::written(narrative) {
            told(&text, year, &former, starts, problems);
        }
    }
    for (text, year) in prose::dated(site) {
        told(&text, year, &former, starts, problems);
    }
}

/// A name that an organization no longer has.
struct Former<'a> {
    organization: &'a Organization,
    name: &'a FormerName,
    /// The last fiscal year in which it was in use.
    last: FiscalYear,
    /// The last one of which it was in use to the end.
    whole: FiscalYear,
    /// Names of today in which it stands.
    longer: Vec<&'a str>,
}

impl<'a> Former<'a> {
    fn of(site: &'a Site) -> Vec<Self> {
        let starts = *site.config.fiscal_year_starts;
        let today: Vec<&str> = site.organizations.iter().flat_map(names).collect();
        let organizations = site.organizations.iter();
        let former = organizations.flat_map(|o| o.former_names.iter().map(move |name| (o, name)));
        let former = former.filter_map(|(organization, name)| {
            let longer = today.iter().copied();
            let longer = longer.filter(|other| other.contains(&name.name));
            let until = name.until?;
            let last = until.fiscal_year(starts);
            let ends = until.is_last_of(starts);
            Some(Self {
                organization,
                name,
                last,
                whole: if ends { last } else { FiscalYear(last.0 - 1) },
                longer: longer.collect(),
            })
        });
        former.collect()
    }

    /// Whether a text uses the name for the present.
    fn used(&self, text: &Text<'_>, starts: u8) -> bool {
        let then = ["旧", "前の", "以前", "かつて", "改正前", "これまで"];
        if then.iter().any(|word| text.column.contains(word)) {
            return false;
        }
        let mut sentences = text.words.split_inclusive('。');
        sentences.any(|sentence| {
            let dated = years(sentence, starts).any(|year| year <= self.last);
            !dated && self.is_present(sentence)
        })
    }

    /// Whether a sentence uses the name, and does not tell how it was changed.
    fn is_present(&self, words: &str) -> bool {
        let changed = [
            "改め",
            "改称",
            "名称変更",
            "名称を変",
            "名前を変",
            "名前が変",
        ];
        if !words.contains(&self.name.name) || changed.iter().any(|word| words.contains(word)) {
            return false;
        }
        let mut words = words.to_owned();
        for name in &self.longer {
            words = words.replace(name, "\u{FFFC}");
        }
        let mut places = words.match_indices(self.name.name.as_str());
        places.any(|(at, _)| {
            let before = words[..at].trim_end_matches(['「', '（', '(', '『']);
            !OLD.iter().any(|old| before.ends_with(old))
        })
    }
}

/// What an organization is called today.
fn names(organization: &Organization) -> impl Iterator<Item = &str> {
    let aliases = organization.aliases.iter().map(String::as_str);
    std::iter::once(organization.name.as_str()).chain(aliases)
}

fn told(
    text: &Text<'_>,
    year: FiscalYear,
    former: &[Former<'_>],
    starts: u8,
    problems: &mut Diagnostics,
) {
    for old in former {
        if year <= old.last || !old.used(text, starts) {
            too_early(text, old, starts, problems);
            continue;
        }
        let (name, new) = (&old.name.name, &old.organization.name);
        let message = format!("in {year}, `{name}` is called `{new}`");
        let place: Span = text.place(name);
        text.report(
            Diagnostic::warning("name/former", message)
                .at(&place, "its former name")
                .related(old.organization.span(), "called so until then")
                .hint(format!(
                    "write `{new}`, or say that it is the old name: 旧{name}"
                )),
            problems,
        );
    }
}

/// The name of today in a sentence that tells of a year in which it was not yet in use.
fn too_early(text: &Text<'_>, old: &Former<'_>, starts: u8, problems: &mut Diagnostics) {
    let new = &old.organization.name;
    let early = |sentence: &&str| {
        let all: Vec<FiscalYear> = years(sentence, starts).collect();
        let then = !all.is_empty() && all.iter().all(|year| *year <= old.whole);
        let told = ["改め", "現在", "現・", "いまの", "今の"]
            .iter()
            .any(|word| sentence.contains(word));
        then && !told && sentence.contains(new.as_str()) && !sentence.contains(&old.name.name)
    };
    if !text
        .words
        .split_inclusive('。')
        .any(|sentence| early(&sentence))
    {
        return;
    }
    let message = format!("`{new}` was called `{}` then", old.name.name);
    text.report(
        Diagnostic::warning("name/not-yet", message)
            .at(&text.place(new), "a name of later years")
            .related(old.organization.span(), "called so from then on")
            .hint(format!(
                "write `{}`, or `{new}（当時は{}）`",
                old.name.name, old.name.name
            )),
        problems,
    );
}

/// The fiscal years that a sentence names, as years or by days in them.
fn years(sentence: &str, starts: u8) -> impl Iterator<Item = FiscalYear> + use<'_> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        let year = "(?:令和|平成|昭和)(?:元|[0-9]{1,2})|[12][0-9]{3}";
        Regex::new(&format!(
            "((?:{year})年度)|((?:{year})年[0-9]{{1,2}}月)([0-9]{{1,2}}日)?"
        ))
        .expect("the pattern is written here")
    });
    let words: String = sentence.nfkc().collect();
    let found: Vec<FiscalYear> = YEAR
        .captures_iter(&words)
        .filter_map(|found| match (found.get(1), found.get(2)) {
            (Some(year), _) => FiscalYear::parse(year.as_str()),
            (None, Some(month)) => {
                let day = found.get(3).map_or("1日", |day| day.as_str());
                Some(Date::parse(&format!("{}{day}", month.as_str()))?.fiscal_year(starts))
            }
            _ => None,
        })
        .collect();
    found.into_iter()
}

/// The fiscal year of the publication that has a narrative; one of its own comes first.
fn year_of(site: &Site, narrative: &Narrative) -> Option<FiscalYear> {
    let record = narrative.front.record.as_ref();
    if let Some(case) = record.and_then(|record| record.strip_prefix("case:")) {
        return site.cases.get(case).map(|case| case.year.value);
    }
    let has = |chapter: &Chapter| {
        let page = chapter.page.as_ref();
        let section = chapter.section.as_ref();
        let inside = |section: &str| {
            let folder = format!("{}/", section.trim_matches('/'));
            narrative.path.starts_with(&folder)
        };
        page.is_some_and(|page| page.value == narrative.path) || section.is_some_and(|s| inside(s))
    };
    let publications = site.config.publications.iter();
    let folder = |id: &str| narrative.path.starts_with(&format!("{id}/"));
    let mut own = publications.filter(|p| p.chapters.iter().any(has) || folder(&p.id));
    own.next().map(|publication| publication.year.value)
}
