//! Organizations are called by the name that they had in the year of a text.

use super::prose::{self, Text};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Chapter, FiscalYear, FormerName, Narrative, Organization, Record, Site},
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
    for narrative in &site.narratives {
        let Some(year) = year_of(site, narrative) else {
            continue;
        };
        for text in prose::written(narrative) {
            told(&text, year, &former, problems);
        }
    }
    for (text, year) in prose::dated(site) {
        told(&text, year, &former, problems);
    }
}

/// A name that an organization no longer has.
struct Former<'a> {
    organization: &'a Organization,
    name: &'a FormerName,
    /// The last fiscal year in which it was in use.
    last: FiscalYear,
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
            Some(Self {
                organization,
                name,
                last: name.until?.fiscal_year(starts),
                longer: longer.collect(),
            })
        });
        former.collect()
    }

    /// Where a text uses the name for the present.
    fn used(&self, words: &str) -> bool {
        if !words.contains(&self.name.name) {
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

fn told(text: &Text<'_>, year: FiscalYear, former: &[Former<'_>], problems: &mut Diagnostics) {
    for old in former {
        if year <= old.last || !old.used(&text.words) {
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
