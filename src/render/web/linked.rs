//! What a page is, for machines, in the words of schema.org: JSON-LD stands in the page as data,
//! which no policy takes for a script.

use serde_json::{Map, Value, json};

use crate::{
    compose::{Book, Page, PageKind, Pages},
    model::{Collection, Council, Date, Meeting, Run, Site, State, Training},
    render::web::furniture::Furniture,
    source::Spanned,
};

/// The description of a page: a report, a course with its runs, an article, a list, or the site.
pub fn linked(site: &Site, pages: &Pages, furniture: &Furniture, page: &Page) -> String {
    let book = page.book.map(|index| &pages.books[index]);
    let mut about = Map::new();
    let mut say = |name: &str, value: Value| {
        if !value.is_null() {
            about.insert(name.to_owned(), value);
        }
    };
    say("@context", "https://schema.org".into());
    match (page.kind, book) {
        (PageKind::Home, _) => say("@type", "WebSite".into()),
        (PageKind::Publication, Some(book)) => {
            say("@type", "Report".into());
            say("datePublished", book.issued.to_string().into());
            say("reportNumber", book.edition.map(|n| n.to_string()).into());
            say("encoding", pdf(site, book));
        }
        (PageKind::Record(Collection::Trainings), _) => {
            say("@type", "Course".into());
            if let Some(training) = training(site, page) {
                say("provider", host(site, training));
                say("hasCourseInstance", runs(site, training));
            }
        }
        (PageKind::Record(Collection::Councils), _) => {
            say("@type", "Article".into());
            say("mainEntity", council(site, page));
        }
        (PageKind::List(_), _) => say("@type", "CollectionPage".into()),
        (PageKind::Glossary, _) => say("@type", "DefinedTermSet".into()),
        _ => {
            say("@type", "Article".into());
            say(
                "datePublished",
                book.map(|book| book.issued.to_string()).into(),
            );
        }
    }
    let name = match page.kind {
        PageKind::Home => &site.config.title,
        _ => &page.title,
    };
    say("name", name.clone().into());
    if !page.summary.is_empty() {
        say("description", page.summary.clone().into());
    }
    say("inLanguage", site.config.language.value.clone().into());
    say("url", furniture.canonical(page).into());
    say(
        "dateModified",
        page.updated.map(|day| day.to_string()).into(),
    );
    if let Some(book) = book.filter(|_| page.kind != PageKind::Publication) {
        say("isPartOf", json!({"@type": "Report", "name": book.title}));
    }
    say("publisher", organization(&site.config.publisher.name));
    // A `<` would end the element that the text stands in.
    Value::Object(about).to_string().replace('<', "\\u003c")
}

fn organization(name: &str) -> Value {
    json!({"@type": "Organization", "name": name})
}

fn pdf(site: &Site, book: &Book) -> Value {
    let Some(base) = &site.config.base_url else {
        return Value::Null;
    };
    let address = format!("{}/{}.pdf", base.trim_end_matches('/'), book.id);
    json!({"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": address})
}

fn training<'a>(site: &'a Site, page: &Page) -> Option<&'a Training> {
    site.trainings.get(record(page)?)
}

/// The id of the record that a page is about.
fn record(page: &Page) -> Option<&str> {
    let folder = page.route.as_str().strip_suffix("/index.html")?;
    folder.rsplit('/').next()
}

/// A council with the meetings of its last year that have a day.
fn council(site: &Site, page: &Page) -> Value {
    let Some(council) = record(page).and_then(|id| site.councils.get(id)) else {
        return Value::Null;
    };
    let meetings = site.meetings.iter();
    let dated = meetings.filter(|m| m.council.value == *council.id && m.date.is_some());
    let dated: Vec<&Meeting> = dated.collect();
    let last = dated.iter().map(|meeting| meeting.year.value).max();
    let events = dated
        .iter()
        .filter(|meeting| Some(meeting.year.value) == last);
    let events: Vec<Value> = events
        .map(|meeting| event(site, council, meeting))
        .collect();
    let mut about = organization(&council.name);
    if !events.is_empty() {
        about["event"] = events.into();
    }
    about
}

fn event(site: &Site, council: &Council, meeting: &Meeting) -> Value {
    let area = meeting.area.as_ref().and_then(|id| site.areas.get(id));
    let mut about = json!({
        "@type": "Event",
        "name": format!("{} {}", council.name, meeting.title),
        "startDate": meeting.date.as_ref().map(|day| day.value.to_string()),
        "location": {"@type": "Place", "name": area.map_or(&site.config.publisher.name, |a| &a.name)},
    });
    if is_cancelled(meeting.state.as_ref()) {
        about["eventStatus"] = CANCELLED.into();
    }
    about
}

fn is_cancelled(state: Option<&Spanned<State>>) -> bool {
    state.is_some_and(|state| state.value == State::Cancelled)
}

const CANCELLED: &str = "https://schema.org/EventCancelled";

fn host(site: &Site, training: &Training) -> Value {
    let host = training
        .host
        .as_ref()
        .and_then(|id| site.organizations.get(id));
    let name = host.map_or(&site.config.publisher.name, |host| &host.name);
    organization(name)
}

/// The runs that have a day; a course is an event on its days.
fn runs(site: &Site, training: &Training) -> Value {
    let dated = training.runs.iter().filter(|run| !run.days.is_empty());
    let runs: Vec<Value> = dated.map(|run| instance(site, run)).collect();
    match runs.is_empty() {
        true => Value::Null,
        false => runs.into(),
    }
}

fn instance(site: &Site, run: &Run) -> Value {
    let days: Vec<Date> = run.days.iter().map(|day| day.date.value).collect();
    let mut about = Map::new();
    about.insert("@type".to_owned(), "CourseInstance".into());
    if let Some(title) = &run.title {
        about.insert("name".to_owned(), title.clone().into());
    }
    let first = days.iter().min().map(Date::to_string);
    about.insert("startDate".to_owned(), first.into());
    let last = days.iter().max().map(Date::to_string);
    about.insert("endDate".to_owned(), last.into());
    if is_cancelled(run.state.as_ref()) {
        about.insert("eventStatus".to_owned(), CANCELLED.into());
    }
    if let Some(area) = run.area.as_ref().and_then(|id| site.areas.get(id)) {
        let place = json!({"@type": "Place", "name": area.name});
        about.insert("location".to_owned(), place);
    }
    Value::Object(about)
}
