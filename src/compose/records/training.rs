//! The page of a training: its curriculum, its plans and its runs.

use std::collections::BTreeSet;

use super::{absent::absent, blank, columns, lead, reading, survey};
use crate::{
    compose::{Page, writing::Writing},
    document::text,
    model::{Collection, FiscalYear, Record, Run, Site, Training},
};

pub(super) fn page(site: &Site, training: &Training) -> Page {
    let mut page = Writing::new(site, training.span());
    let (summary, rest) = lead(&training.summary);
    page.paragraphs(&rest);
    page.link_fact(
        "training.program",
        Collection::Programs,
        training.program.as_ref(),
    );
    page.link_fact(
        "training.measure",
        Collection::Measures,
        training.measure.as_ref(),
    );
    page.link_fact(
        "training.host",
        Collection::Organizations,
        training.host.as_ref(),
    );
    let audience = training.audience.iter().flat_map(text).collect();
    let audience = page.joined(audience);
    page.fact("training.audience", audience);
    absent(&mut page, &training.absent);
    page.note_and_source(training.note.as_deref(), training.source.as_deref());
    subjects(&mut page, training);
    if !training.plans.is_empty() {
        page.heading("training.plans");
        let caption = page
            .word("training.plans-of")
            .replace("{name}", &training.name);
        page.plans(caption, &training.plans);
    }
    let years: BTreeSet<FiscalYear> = training.runs.iter().map(|run| *run.year).collect();
    if !years.is_empty() {
        page.heading("training.runs");
    }
    for year in years {
        runs(&mut page, training, year);
    }
    reading::lists(&mut page, training);
    survey::about(&mut page, "training", &training.id);
    Page {
        summary,
        ..blank(training, training.reading.as_deref(), page.finish())
    }
}

fn subjects(page: &mut Writing<'_>, training: &Training) {
    if training.subjects.is_empty() {
        return;
    }
    page.heading("training.subjects");
    let caption = page
        .word("training.subjects-of")
        .replace("{name}", &training.name);
    page.view(
        "curriculum",
        format!(
            "of: trainings/{}\ncaption: {caption:?}\n",
            training.id.value
        ),
    );
}

/// The runs of a year; of what no run says anything there is no column.
fn runs(page: &mut Writing<'_>, training: &Training, year: FiscalYear) {
    let runs: Vec<&Run> = training
        .runs
        .iter()
        .filter(|run| *run.year == year)
        .collect();
    let said = |of: fn(&Run) -> bool| runs.iter().any(|run| of(run));
    let list = columns(&[
        ("num", said(|run| run.num.is_some())),
        ("area", said(|run| run.area.is_some())),
        ("title", said(|run| run.title.is_some())),
        ("content", said(|run| run.content.is_some())),
        ("date", said(|run| !run.days.is_empty())),
        ("form", said(|run| !run.form.is_empty())),
        ("state", said(|run| run.state.is_some())),
        ("capacity", said(|run| run.capacity.is_some())),
        ("applied", said(|run| run.applied.is_some())),
        ("attended", said(|run| run.attended.is_some())),
        ("completed", said(|run| run.completed.is_some())),
    ]);
    if list == "[]" {
        return;
    }
    let caption = page
        .word("training.runs-in")
        .replace("{name}", &training.name)
        .replace("{year}", &page.year(year));
    page.view(
        "table",
        format!(
            "of: runs\nwhere: {{training: {}, year: {}}}\nlist: {list}\ncaption: {caption:?}\n",
            training.id.value, year.0
        ),
    );
}
