//! The page of a council: who meets, what was planned, and how often it met where.

use std::collections::BTreeSet;

use super::{blank, lead};
use crate::{
    compose::{Page, writing::Writing},
    document::text,
    model::{Collection, Council, FiscalYear, Record, Site},
};

pub(super) fn page(site: &Site, council: &Council) -> Page {
    let mut page = Writing::new(site, council.span());
    let (summary, rest) = lead(&council.summary);
    page.paragraphs(&rest);
    page.link_fact(
        "council.program",
        Collection::Programs,
        Some(&council.program),
    );
    let affiliations = council.affiliations.iter().flat_map(text).collect();
    let affiliations = page.joined(affiliations);
    page.fact("council.affiliations", affiliations);
    let activities = council.activities.iter().flat_map(text).collect();
    let activities = page.joined(activities);
    page.fact("council.activities", activities);
    page.note_and_source(council.note.as_deref(), council.source.as_deref());
    if !council.plans.is_empty() {
        page.heading("council.plans");
        let caption = page
            .word("council.plans-of")
            .replace("{name}", &council.name);
        page.plans(caption, &council.plans);
    }
    let counted: BTreeSet<FiscalYear> = council.counts.iter().map(|c| *c.year).collect();
    if !counted.is_empty() {
        page.heading("council.counts");
        for year in counted {
            tally(
                &mut page,
                council,
                &format!("councils/{}", council.id.value),
                year,
                "",
            );
        }
    }
    let of_council = |m: &&crate::model::Meeting| *m.council == *council.id;
    let met: BTreeSet<FiscalYear> = site
        .meetings
        .iter()
        .filter(of_council)
        .map(|m| *m.year)
        .collect();
    if !met.is_empty() {
        page.heading("council.meetings");
        for year in met {
            let of_council = format!("council: {}, ", council.id.value);
            tally(&mut page, council, "meetings", year, &of_council);
            let caption = caption(&page, "council.meetings-in", council, year);
            page.view(
                "table",
                format!(
                    "of: meetings\nwhere: {{{of_council}year: {}}}\nlist: [area, num, title, state]\ncaption: {caption:?}\n",
                    year.0
                ),
            );
        }
    }
    Page {
        summary,
        ..blank(council, council.reading.as_deref(), page.finish())
    }
}

/// How often, by area and state, in a year.
fn tally(page: &mut Writing<'_>, council: &Council, of: &str, year: FiscalYear, filter: &str) {
    let caption = caption(page, "council.counts-in", council, year);
    page.view(
        "table",
        format!(
            "of: {of}\nwhere: {{{filter}year: {}}}\nrows: area\ncolumns: state\ntotal: true\ncaption: {caption:?}\n",
            year.0
        ),
    );
}

fn caption(page: &Writing<'_>, key: &str, council: &Council, year: FiscalYear) -> String {
    let words = page.site.theme.word(key);
    words
        .replace("{name}", &council.name)
        .replace("{year}", &page.year(year))
}
