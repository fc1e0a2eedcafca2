//! The calendar of meetings and trainings (iCalendar, RFC 5545). Hours are Japanese time, written as
//! UTC, so that no table of time zones is needed.

use std::collections::BTreeSet;

use super::absolute;
use crate::{
    compose::Pages,
    model::{Collection, Date, Day, Id, Meeting, Run, Site, State, Training},
    route::Route,
};

/// Lines are folded before they have more bytes.
const WIDTH: usize = 75;

/// Japan is nine hours ahead of UTC.
const AHEAD: u16 = 9 * 60;

/// What happens on a day.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    day: Date,
    /// From and to, in minutes since midnight.
    hours: Option<(u16, Option<u16>)>,
    uid: String,
    summary: String,
    category: String,
    place: Option<String>,
    state: Option<State>,
    address: Option<String>,
}

/// The text of the file.
pub fn calendar(site: &Site, pages: &Pages) -> String {
    let desk = Desk::of(site, pages);
    let meetings = site.meetings.iter().filter_map(|m| desk.meeting(m));
    let mut events: Vec<Event> = meetings.collect();
    for training in site.trainings.iter() {
        for run in &training.runs {
            let days = run.days.iter().enumerate();
            events.extend(days.map(|(index, day)| desk.run(training, run, index, day)));
        }
    }
    events.sort();
    let mut lines = Lines::default();
    lines.raw("BEGIN:VCALENDAR");
    lines.raw("VERSION:2.0");
    lines.raw("PRODID:-//yearbook//yearbook//EN");
    lines.raw("CALSCALE:GREGORIAN");
    lines.text("X-WR-CALNAME", &site.config.title);
    for event in &events {
        desk.write(event, &mut lines);
    }
    lines.raw("END:VCALENDAR");
    lines.0
}

struct Desk<'a> {
    site: &'a Site,
    pages: BTreeSet<&'a Route>,
    /// When the data was last published.
    issued: Option<Date>,
}

impl<'a> Desk<'a> {
    fn of(site: &'a Site, pages: &'a Pages) -> Self {
        let shown = pages.pages.iter().filter(|page| page.web);
        Self {
            site,
            pages: shown.map(|page| &page.route).collect(),
            issued: pages.books.iter().map(|book| book.issued).max(),
        }
    }

    fn word(&self, key: &'a str) -> &'a str {
        self.site.theme.word(key)
    }

    fn meeting(&self, meeting: &Meeting) -> Option<Event> {
        let day = meeting.date.as_ref()?.value;
        let council = &meeting.council.value;
        let series = self.site.name(Collection::Councils, council);
        Some(Event {
            day,
            hours: None,
            uid: self.uid(&format!("meetings/{}", meeting.id.value)),
            summary: self.summary(series.unwrap_or(council), Some(&meeting.title), meeting.num),
            category: self.word("web.kind.meeting").to_owned(),
            place: self.area(meeting.area.as_deref()),
            state: meeting.state.as_deref().copied(),
            address: self.address(Collection::Councils, council),
        })
    }

    fn run(&self, training: &Training, run: &Run, index: usize, day: &Day) -> Event {
        let start = day.start.as_deref().and_then(minutes);
        let end = day.end.as_deref().and_then(minutes);
        let id = &training.id.value;
        Event {
            day: day.date.value,
            hours: start.map(|start| (start, end.filter(|end| *end > start))),
            uid: self.uid(&format!("trainings/{id}/{}/{}", run.id.value, index + 1)),
            summary: self.summary(&training.name, run.title.as_deref(), run.num),
            category: self.word("web.kind.training").to_owned(),
            place: self.area(run.area.as_deref()),
            state: run.state.as_deref().copied(),
            address: self.address(Collection::Trainings, id),
        }
    }

    /// The series with the title, or with the number in it.
    fn summary(&self, series: &str, title: Option<&str>, number: Option<u32>) -> String {
        match (title, number) {
            (Some(title), _) => self
                .word("data.event")
                .replace("{series}", series)
                .replace("{title}", title),
            (None, Some(number)) => self
                .word("data.run")
                .replace("{series}", series)
                .replace("{n}", &number.to_string()),
            (None, None) => series.to_owned(),
        }
    }

    fn area(&self, id: Option<&Id>) -> Option<String> {
        let name = self.site.name(Collection::Areas, id?)?;
        Some(name.to_owned())
    }

    /// A name that stays the same as long as the ids do, in the name of the site where it is known.
    fn uid(&self, record: &str) -> String {
        let base = self.site.config.base_url.as_deref().unwrap_or_default();
        let host = base.split_once("://").map_or("", |(_, after)| after);
        match host.split('/').next() {
            Some("") | None => record.to_owned(),
            Some(host) => format!("{record}@{host}"),
        }
    }

    fn address(&self, collection: Collection, id: &str) -> Option<String> {
        let base = self.site.config.base_url.as_deref()?;
        let route = Route::page(&format!("{}/{id}", collection.folder()));
        let shown = self.pages.contains(&route);
        shown.then(|| absolute(base, &route))
    }

    fn write(&self, event: &Event, lines: &mut Lines) {
        let stamp = self.issued.unwrap_or(event.day);
        lines.raw("BEGIN:VEVENT");
        lines.text("UID", &event.uid);
        lines.raw(&format!("DTSTAMP:{}T000000Z", compact(stamp)));
        match event.hours {
            None => lines.raw(&format!("DTSTART;VALUE=DATE:{}", compact(event.day))),
            Some((start, end)) => {
                lines.raw(&format!("DTSTART:{}", utc(event.day, start)));
                if let Some(end) = end {
                    lines.raw(&format!("DTEND:{}", utc(event.day, end)));
                }
            }
        }
        lines.text("SUMMARY", &event.summary);
        lines.text("CATEGORIES", &event.category);
        if let Some(place) = &event.place {
            lines.text("LOCATION", place);
        }
        if let Some(state) = event.state {
            lines.raw(&format!("STATUS:{}", status(state)));
        }
        if let Some(address) = &event.address {
            lines.raw(&format!("URL:{address}"));
        }
        lines.raw("END:VEVENT");
    }
}

fn status(state: State) -> &'static str {
    match state {
        State::Held => "CONFIRMED",
        State::Planned | State::Undecided => "TENTATIVE",
        State::Cancelled | State::Postponed => "CANCELLED",
    }
}

/// `10:30` as minutes since midnight; `None` for what is no hour of a day.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once([':', '：'])?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= 24 * 60).then_some(all)
}

/// `20240611`
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// A moment of Japanese time in UTC: `20240611T010000Z`.
fn utc(day: Date, minutes: u16) -> String {
    let (day, minutes) = match minutes.checked_sub(AHEAD) {
        Some(minutes) => (day, minutes),
        None => (before(day), minutes + 24 * 60 - AHEAD),
    };
    format!("{}T{:02}{:02}00Z", compact(day), minutes / 60, minutes % 60)
}

/// The day before.
fn before(day: Date) -> Date {
    let (year, month) = match (day.day, day.month) {
        (2.., _) => {
            return Date {
                day: day.day - 1,
                ..day
            };
        }
        (_, 1) => (day.year - 1, 12),
        (_, month) => (day.year, month - 1),
    };
    let last = (28..=31).rev();
    let mut last = last.filter_map(|d| Date::parse(&format!("{year:04}-{month:02}-{d:02}")));
    last.next().unwrap_or(day)
}

/// Lines as the format wants them: escaped, folded, with CRLF.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn text(&mut self, name: &str, words: &str) {
        let mut escaped = String::new();
        for c in words.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.raw(&format!("{name}:{escaped}"));
    }

    /// A line; behind a fold it goes on after a space.
    fn raw(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_japan_become_utc() {
        let day = Date::parse("2024-03-01").unwrap();
        assert_eq!(utc(day, minutes("10:00").unwrap()), "20240301T010000Z");
        assert_eq!(utc(day, minutes("8:30").unwrap()), "20240229T233000Z");
        let new_year = Date::parse("2025-01-01").unwrap();
        assert_eq!(utc(new_year, 0), "20241231T150000Z");
        assert_eq!(minutes("24:30"), None);
        assert_eq!(minutes("午前"), None);
    }

    #[test]
    fn lines_are_escaped_and_folded_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &format!("a,b;{}", "圏域".repeat(20)));
        assert!(lines.0.starts_with("SUMMARY:a\\,b\\;圏域"));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= WIDTH));
        assert_eq!(lines.0.replace("\r\n ", "").matches("圏域").count(), 20);
    }
}
