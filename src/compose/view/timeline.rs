//! The view `timeline`: what happened, or will, in the order of time.

use serde::Deserialize;

use super::{
    Asked, Desk, Result,
    parameters::{self, Where},
    plain::{self, Line},
    record,
};
use crate::{
    compose::figures::{Dimension, Labels},
    diagnostic::Diagnostic,
    document::{Align, Inline, Look, Reference, Table, text},
    model::{Collection, Date, FiscalYear, Meeting, Run, State, Training},
    source::Spanned,
};

mod period;

use period::Period;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    #[serde(default)]
    r#where: Where,
    /// Months, quarters or years under headings of their own.
    by: Option<Spanned<Period>>,
    caption: String,
    #[serde(default)]
    id: String,
    source: Option<String>,
}

/// Something at a time: what comes without a day stands at the end.
struct Event {
    /// For the order: a day, or the first day of a year.
    at: Option<Date>,
    when: String,
    who: Vec<Inline>,
    what: Vec<Inline>,
    state: String,
}

pub(super) fn timeline(desk: &Desk) -> Result<Table> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let mut events = events(desk, &parameters)?;
    if events.is_empty() {
        let message = format!("`{}` has nothing with a time", parameters.of.value);
        return Err(Box::new(
            Diagnostic::error("view/empty", message)
                .at(&parameters.of.span, "asked here")
                .hint("record when it happened: `date`, `days`, `from` or `timeline`"),
        ));
    }
    if !parameters.of.contains('/') {
        let order = |event: &Event| match event.at {
            Some(at) => (false, Some(at), String::new()),
            None => (true, None, event.when.clone()),
        };
        events.sort_by_cached_key(order);
    }
    let by = period::chosen(&parameters.of, parameters.by.as_ref())?;
    let lines = lines(desk, events, by);
    let heads = [
        ("timeline.when", Align::Start),
        ("timeline.who", Align::Start),
        ("timeline.what", Align::Start),
        ("figure.column.state", Align::Start),
    ];
    Ok(Table {
        id: parameters.id,
        caption: text(&parameters.caption),
        source: desk.optional(parameters.source.as_ref()),
        look: Look::Timeline,
        ..plain::table(desk, &heads, lines)
    })
}

/// A line for each event, those of one period under its heading.
fn lines(desk: &Desk, events: Vec<Event>, by: Option<Period>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for event in events {
        let heading = by.map(|by| match event.at {
            Some(at) => by.label(desk, at),
            None => event.when.clone(),
        });
        if heading != last {
            lines.extend(heading.clone().map(Line::Group));
            last = heading;
        }
        lines.push(Line::Body(vec![
            text(event.when),
            event.who,
            event.what,
            text_or_none(event.state),
        ]));
    }
    lines
}

fn text_or_none(words: String) -> Vec<Inline> {
    match words.is_empty() {
        true => Vec::new(),
        false => text(words),
    }
}

fn events(desk: &Desk, parameters: &Parameters) -> Result<Vec<Event>> {
    let of = &parameters.of;
    if of.contains('/') {
        let (_, id) = record::id(desk, of, &[Collection::Cases])?;
        return Ok(steps(desk, id));
    }
    let asked = Asked {
        of,
        filters: &parameters.r#where,
    };
    let selection = desk
        .figures
        .select(&asked.question(desk)?, &[])
        .map_err(|trouble| asked.trouble(trouble))?;
    let records = selection.figures.iter();
    let ids: Vec<&str> = records
        .filter_map(|figure| figure.member(Dimension::Record))
        .map(|member| member.value.as_str())
        .collect();
    let clock = Clock { desk };
    match of.as_str() {
        "meetings" => Ok(ids.iter().filter_map(|id| clock.meeting(id)).collect()),
        "runs" => Ok(clock.runs(&ids)),
        "measures" => Ok(ids.iter().flat_map(|id| clock.measure(id)).collect()),
        "organizations" => Ok(ids.iter().filter_map(|id| clock.organization(id)).collect()),
        "programs" => Ok(ids.iter().flat_map(|id| clock.program(id)).collect()),
        other => Err(Box::new(
            Diagnostic::error("view/shape", format!("`{other}` have no time"))
                .at(&of.span, "asked here")
                .hint(
                    "a timeline shows meetings, runs, measures, organizations, programs or cases/…",
                ),
        )),
    }
}

/// The steps of a case, in the order in which it tells them.
fn steps(desk: &Desk, id: &str) -> Vec<Event> {
    let case = desk.site.cases.get(id).expect("its id is among the ids");
    let steps = case.timeline.iter().map(|step| Event {
        at: None,
        when: step.at.value.clone(),
        who: desk.optional(step.who.as_ref().map(|who| &who.value)),
        what: text(step.what.as_str()),
        state: String::new(),
    });
    steps.collect()
}

/// Tells when things happen.
struct Clock<'a> {
    desk: &'a Desk<'a>,
}

impl Clock<'_> {
    fn word(&self, key: &str) -> String {
        self.desk.word(key)
    }

    fn day(&self, date: Option<Date>, state: Option<&State>) -> String {
        match date {
            Some(date) => Labels(self.desk.site).date(date),
            None => self.desk.undated(state),
        }
    }

    fn state(&self, state: Option<&State>) -> String {
        let word = |state: &State| self.desk.word(format_args!("state.{}", state.as_str()));
        state.map(word).unwrap_or_default()
    }

    fn reference(&self, collection: Collection, id: &str, words: Option<String>) -> Inline {
        let name = self.desk.site.name(collection, id).unwrap_or(id);
        Inline::Reference(Reference {
            kind: collection.kind().to_owned(),
            target: id.to_owned(),
            text: Some(words.unwrap_or_else(|| name.to_owned())),
            span: self.desk.view.span.clone(),
        })
    }

    fn meeting(&self, id: &str) -> Option<Event> {
        let meeting: &Meeting = self.desk.site.meetings.get(id)?;
        let date = meeting.date.as_deref().copied();
        let area = meeting.area.as_ref();
        let area = area.and_then(|id| self.desk.site.name(Collection::Areas, id));
        let mut what = vec![self.reference(Collection::Councils, &meeting.council, None)];
        what.push(Inline::Text(self.word("timeline.colon")));
        what.extend(text(&meeting.title));
        Some(Event {
            at: date,
            when: self.day(date, meeting.state.as_deref()),
            who: area.map(text).unwrap_or_default(),
            what,
            state: self.state(meeting.state.as_deref()),
        })
    }

    fn runs(&self, ids: &[&str]) -> Vec<Event> {
        let mut events = Vec::new();
        for training in self.desk.site.trainings.iter() {
            for run in training
                .runs
                .iter()
                .filter(|run| ids.contains(&run.id.as_str()))
            {
                let days: Vec<Option<Date>> = match run.days.is_empty() {
                    true => vec![None],
                    false => run.days.iter().map(|day| Some(*day.date)).collect(),
                };
                events.extend(days.into_iter().map(|day| self.run(training, run, day)));
            }
        }
        events
    }

    fn run(&self, training: &Training, run: &Run, day: Option<Date>) -> Event {
        let area = run.area.as_ref();
        let area = area.and_then(|id| self.desk.site.name(Collection::Areas, id));
        let mut what = vec![self.reference(Collection::Trainings, &training.id, None)];
        if let Some(title) = &run.title {
            what.push(Inline::Text(self.word("timeline.colon")));
            what.extend(text(title));
        }
        Event {
            at: day,
            when: self.day(day, run.state.as_deref()),
            who: area.map(text).unwrap_or_default(),
            what,
            state: self.state(run.state.as_deref()),
        }
    }

    /// What begins, ends or moves in a year.
    fn in_year(&self, year: FiscalYear, key: &str, subject: Inline) -> Event {
        let mut what = vec![subject];
        what.push(Inline::Text(self.word(key)));
        let month = *self.desk.site.config.fiscal_year_starts;
        Event {
            at: Date::parse(&format!("{:04}-{month:02}-01", year.0)),
            when: self.desk.site.config.year_style.show(year),
            who: Vec::new(),
            what,
            state: String::new(),
        }
    }

    fn measure(&self, id: &str) -> Vec<Event> {
        let Some(measure) = self.desk.site.measures.get(id) else {
            return Vec::new();
        };
        let name = |words: &str| self.reference(Collection::Measures, id, Some(words.to_owned()));
        let whole = format!("{} {}", measure.printed_no.value, measure.name);
        let mut events = Vec::new();
        let lives = [
            (&measure.from, "timeline.begins"),
            (&measure.to, "timeline.ends"),
        ];
        for (year, key) in lives {
            events.extend(
                year.iter()
                    .map(|year| self.in_year(**year, key, name(&whole))),
            );
        }
        for moved in &measure.moved_to {
            let item = format!("{whole} {}", moved.item);
            let mut event = self.in_year(*moved.year, "timeline.moves", name(&item));
            event
                .what
                .push(self.reference(Collection::Measures, &moved.measure, None));
            events.push(event);
        }
        events
    }

    fn organization(&self, id: &str) -> Option<Event> {
        let organization = self.desk.site.organizations.get(id)?;
        let year = organization.from.as_ref()?;
        let subject = self.reference(Collection::Organizations, id, None);
        let key = match organization.status {
            crate::model::Status::Planned => "timeline.will-open",
            _ => "timeline.opens",
        };
        Some(self.in_year(**year, key, subject))
    }

    fn program(&self, id: &str) -> Vec<Event> {
        let Some(program) = self.desk.site.programs.get(id) else {
            return Vec::new();
        };
        let years = [
            (program.from, "timeline.begins"),
            (program.to, "timeline.ends"),
        ];
        let told = years
            .into_iter()
            .filter_map(|(year, key)| Some((year?, key)));
        let subject = || self.reference(Collection::Programs, id, None);
        told.map(|(year, key)| self.in_year(year, key, subject()))
            .collect()
    }
}
