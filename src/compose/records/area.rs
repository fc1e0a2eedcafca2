//! The page of an area: who hosts its council, and what took place there.

use super::{blank, lead};
use crate::{
    compose::{Page, writing::Writing},
    document::text,
    model::{Area, Collection, Record, Site},
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
    page.note_and_source(None, area.source.as_deref());
    counts(&mut page, site, area);
    meetings(&mut page, site, area);
    runs(&mut page, site, area);
    Page {
        summary,
        ..blank(area, Some(&area.reading), page.finish())
    }
}

/// Councils of which only numbers are known.
fn counts(page: &mut Writing<'_>, site: &Site, area: &Area) {
    let id = area.id.as_str();
    for council in site.councils.iter() {
        if council.counts.iter().any(|count| count.area.as_str() == id) {
            let content = vec![page.link(Collection::Councils, &council.id)];
            page.named_heading(2, &council.id, content);
            let caption = page
                .word("area.counts-of")
                .replace("{area}", &area.name)
                .replace("{council}", &council.name);
            page.view(
                "table",
                format!(
                    "of: councils/{}\nwhere: {{area: {id}}}\nrows: year\ncolumns: state\ncaption: {caption:?}\n",
                    council.id.value
                ),
            );
        }
    }
}

fn meetings(page: &mut Writing<'_>, site: &Site, area: &Area) {
    let here = |m: &&crate::model::Meeting| m.area.as_ref().is_some_and(|a| **a == *area.id);
    let count = site.meetings.iter().filter(here).count();
    if count == 0 {
        return;
    }
    page.heading("area.meetings");
    let caption = page.word("area.meetings-of").replace("{area}", &area.name);
    page.view(
        "table",
        format!(
            "of: meetings\nwhere: {{area: {}}}\nlist: [num, title, year, state]\ncaption: {caption:?}\n",
            area.id.value
        ),
    );
}

fn runs(page: &mut Writing<'_>, site: &Site, area: &Area) {
    let here = |run: &crate::model::Run| run.area.as_ref().is_some_and(|a| **a == *area.id);
    if !site.trainings.iter().any(|t| t.runs.iter().any(here)) {
        return;
    }
    page.heading("area.runs");
    let caption = page.word("area.runs-of").replace("{area}", &area.name);
    page.view(
        "table",
        format!(
            "of: runs\nwhere: {{area: {}}}\nlist: [title, training, year, state]\ncaption: {caption:?}\n",
            area.id.value
        ),
    );
}
