//! The page of an area: who hosts its council, and what took place there.

use super::{blank, columns, lead};
use crate::{
    compose::{Page, writing::Writing},
    document::{Inline, text},
    model::{Area, Collection, Meeting, Record, Run, Site},
};

pub(super) fn page(site: &Site, area: &Area) -> Page {
    let mut page = Writing::new(site, area.span());
    let (summary, rest) = lead(area.summary.as_deref().unwrap_or_default());
    page.paragraphs(&rest);
    page.link_fact("area.program", Collection::Programs, Some(&area.program));
    page.link_fact(
        "area.centre",
        Collection::Organizations,
        area.centre.as_ref(),
    );
    let municipalities = area.municipalities.iter();
    let names = municipalities.flat_map(|m| text(&m.name)).collect();
    let names = page.joined(names);
    page.fact("area.municipalities", names);
    counts(&mut page, site, area);
    page.note_and_source(None, area.source.as_deref());
    meetings(&mut page, site, area);
    runs(&mut page, site, area);
    Page {
        summary,
        ..blank(area, Some(&area.reading), page.finish())
    }
}

/// Councils of which only numbers are known: 令和元年度 実施 86回.
fn counts(page: &mut Writing<'_>, site: &Site, area: &Area) {
    for council in site.councils.iter() {
        let here = council.counts.iter().filter(|c| *c.area == *area.id);
        let said = here.map(|count| {
            let state = count.state.as_deref().copied().or(count.count.state);
            let state = state.map(|state| format!("state.{}", state.as_str()));
            let words = page
                .word("area.count")
                .replace("{year}", &page.year(*count.year));
            let words = words.replace(
                "{state}",
                &state.map_or(String::new(), |key| site.theme.word(&key).to_owned()),
            );
            Inline::Text(words.replace(
                "{value}",
                &page.value(&count.count.value.value, &council.unit),
            ))
        });
        let said = page.joined(said.collect());
        if !said.is_empty() {
            let label = vec![page.link(Collection::Councils, &council.id)];
            page.labelled_fact(label, said);
        }
    }
}

fn meetings(page: &mut Writing<'_>, site: &Site, area: &Area) {
    let here = |m: &&Meeting| m.area.as_ref().is_some_and(|a| **a == *area.id);
    let met: Vec<&Meeting> = site.meetings.iter().filter(here).collect();
    let said = |of: fn(&Meeting) -> bool| met.iter().any(|meeting| of(meeting));
    let list = columns(&[
        ("council", true),
        ("num", said(|meeting| meeting.num.is_some())),
        ("title", true),
        ("date", said(|meeting| meeting.date.is_some())),
        ("year", true),
        ("state", said(|meeting| meeting.state.is_some())),
    ]);
    if !met.is_empty() {
        page.heading("area.meetings");
        records(page, area, "meetings", &list, "area.meetings-of");
    }
}

fn runs(page: &mut Writing<'_>, site: &Site, area: &Area) {
    let here = |run: &&Run| run.area.as_ref().is_some_and(|a| **a == *area.id);
    let runs = site.trainings.iter().flat_map(|training| &training.runs);
    let runs: Vec<&Run> = runs.filter(here).collect();
    let said = |of: fn(&Run) -> bool| runs.iter().any(|run| of(run));
    let list = columns(&[
        ("title", said(|run| run.title.is_some())),
        ("training", true),
        ("date", said(|run| !run.days.is_empty())),
        ("year", true),
        ("state", said(|run| run.state.is_some())),
    ]);
    if !runs.is_empty() {
        page.heading("area.runs");
        records(page, area, "runs", &list, "area.runs-of");
    }
}

/// What took place in the area, a record in each row.
fn records(page: &mut Writing<'_>, area: &Area, of: &str, list: &str, caption: &'static str) {
    let caption = page.word(caption).replace("{area}", &area.name);
    page.view(
        "table",
        format!(
            "of: {of}\nwhere: {{area: {}}}\nlist: {list}\ncaption: {caption:?}\n",
            area.id.value
        ),
    );
}
