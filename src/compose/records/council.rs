//! The page of a council: who meets, what was planned, and how often it met where.

use std::collections::BTreeSet;

use super::{absent::absent, blank, columns, lead, survey};
use crate::{
    compose::{Page, writing::Writing},
    document::text,
    model::{AreaCount, Collection, Council, FiscalYear, Meeting, Missing, Record, Site, Value},
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
    absent(&mut page, &council.absent);
    page.note_and_source(council.note.as_deref(), council.source.as_deref());
    if !council.plans.is_empty() {
        page.heading("council.plans");
        let caption = page
            .word("council.plans-of")
            .replace("{name}", &council.name);
        page.plans(caption, &council.plans);
    }
    // What `check` reports as missing is not shown as if it were there.
    let stated = |c: &&AreaCount| c.state.is_some() || c.count.state.is_some();
    let counts = council.counts.iter().filter(stated);
    let counted: BTreeSet<FiscalYear> = counts.map(|c| *c.year).collect();
    if !counted.is_empty() {
        page.heading("council.counts");
        for year in counted {
            let of = format!("councils/{}", council.id.value);
            tally(&mut page, council, &of, year, &format!("year: {}", year.0));
        }
    }
    let met: Vec<&Meeting> = site
        .meetings
        .iter()
        .filter(|m| *m.council == *council.id)
        .collect();
    let years: BTreeSet<FiscalYear> = met.iter().map(|meeting| *meeting.year).collect();
    if !years.is_empty() {
        page.heading("council.meetings");
    }
    for year in years {
        let met: Vec<&Meeting> = met.iter().copied().filter(|m| *m.year == year).collect();
        meetings(&mut page, council, year, &met);
    }
    survey::about(&mut page, "council", &council.id);
    Page {
        summary,
        ..blank(council, council.reading.as_deref(), page.finish())
    }
}

/// The meetings of a year, and how many there were in each area when they say where.
fn meetings(page: &mut Writing<'_>, council: &Council, year: FiscalYear, met: &[&Meeting]) {
    let filter = format!("council: {}, ", council.id.value);
    let said = |of: fn(&Meeting) -> bool| met.iter().any(|meeting| of(meeting));
    let placed = said(|meeting| meeting.area.is_some());
    if placed && met.iter().all(|meeting| meeting.state.is_some()) {
        tally(
            page,
            council,
            "meetings",
            year,
            &format!("{filter}year: {}", year.0),
        );
    }
    let list = columns(&[
        ("area", placed),
        ("num", said(|meeting| meeting.num.is_some())),
        ("title", true),
        ("date", said(|meeting| meeting.date.is_some())),
        ("state", said(|meeting| meeting.state.is_some())),
    ]);
    let caption = caption(page, "council.meetings-in", council, year);
    page.view(
        "table",
        format!(
            "of: meetings\nwhere: {{{filter}year: {}}}\nlist: {list}\ncaption: {caption:?}\n",
            year.0
        ),
    );
}

/// How often, by area and state, in a year. Where nobody knows a value there is no total.
fn tally(page: &mut Writing<'_>, council: &Council, of: &str, year: FiscalYear, filter: &str) {
    let caption = caption(page, "council.counts-in", council, year);
    let mut counts = council.counts.iter().filter(|count| *count.year == year);
    let withheld = Value::Missing(Missing::Suppressed);
    let total =
        counts.all(|count| count.count.number().is_some() || count.count.value.value == withheld);
    page.view(
        "table",
        format!(
            "of: {of}\nwhere: {{{filter}}}\nrows: area\ncolumns: state\ntotal: {total}\ncaption: {caption:?}\n"
        ),
    );
}

fn caption(page: &Writing<'_>, key: &str, council: &Council, year: FiscalYear) -> String {
    let words = page.site.theme.word(key);
    words
        .replace("{name}", &council.name)
        .replace("{year}", &page.year(year))
}
