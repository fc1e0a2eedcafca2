//! From the records of a site to the list of its figures.

use crate::{
    compose::figures::{
        All, Detail, Dimension, Entry, Figure, Member, PlanFigure, Series, labels::Labels,
    },
    model::{
        Amount, Case, Id, Meeting, Number, Of, Organization, Plan, Record, Run, Site, Training,
        Value,
    },
    source::Spanned,
};

mod amounts;
mod own;
mod surveys;

/// All figures of a site, in the order of its data.
pub(super) fn all(site: &Site) -> All {
    let mut gatherer = Gatherer {
        site,
        labels: Labels(site),
        all: All::default(),
    };
    gatherer.records();
    gatherer.amounts();
    gatherer.surveys();
    gatherer.closed();
    let mut all = gatherer.all;
    for (place, figure) in all.figures.iter().enumerate() {
        let places = all.places.entry(figure.series.clone()).or_default();
        places.push(place);
    }
    all
}

struct Gatherer<'a> {
    site: &'a Site,
    labels: Labels<'a>,
    all: All,
}

impl Gatherer<'_> {
    fn records(&mut self) {
        let site = self.site;
        for program in site.programs.iter() {
            let members = vec![self.labels.record(program, program.order)];
            self.record("programs", members, described(program, &program.summary));
        }
        for area in site.areas.iter() {
            let members = vec![
                self.labels.record(area, area.order),
                self.labels.program(&area.program),
            ];
            let mut details = described(area, area.summary.as_deref().unwrap_or_default());
            details.push((Detail::Reading, text(&area.reading)));
            self.record("areas", members, details);
        }
        site.organizations.iter().for_each(|o| self.organization(o));
        for council in site.councils.iter() {
            let members = vec![
                self.labels.record(council, council.order),
                self.labels.program(&council.program),
            ];
            self.record("councils", members, described(council, &council.summary));
        }
        site.trainings.iter().for_each(|t| self.training(t));
        self.measures();
        site.cases.iter().for_each(|c| self.case(c));
        for term in site.glossary.iter() {
            let members = vec![self.labels.record(term, 0)];
            let mut details = described(term, &term.meaning);
            details.push((Detail::Reading, text(&term.reading)));
            self.record("glossary", members, details);
        }
        site.meetings.iter().for_each(|m| self.meeting(m));
        self.own();
    }

    /// A record that counts as one.
    fn record(
        &mut self,
        series: &'static str,
        members: Vec<Member>,
        details: Vec<(Detail, Entry)>,
    ) {
        let unit = self.labels.word(format_args!("figure.unit.{series}"));
        let of = match series {
            "meetings" | "runs" => Of::Events,
            "areas" | "organizations" => Of::Organizations,
            "cases" => Of::Cases,
            _ => Of::Items,
        };
        if !self.all.series.contains_key(series) {
            let label = self.labels.word(format_args!("figure.series.{series}"));
            self.series(series.to_owned(), label);
        }
        self.all.figures.push(Figure {
            series: series.to_owned(),
            members,
            value: Value::Number(Number::from_int(1)),
            exact: None,
            unit,
            of,
            note: None,
            details,
        });
    }

    fn series(&mut self, name: String, label: String) {
        let series = Series {
            label,
            ..Series::default()
        };
        self.all.series.entry(name).or_insert(series);
    }

    fn organization(&mut self, organization: &Organization) {
        let kind = self
            .labels
            .facet(Dimension::OrganizationKind, &organization.kind);
        let mut members = vec![self.labels.record(organization, 0), kind];
        members.extend(organization.from.as_ref().map(|y| self.labels.year(**y)));
        let department = organization.department.as_deref();
        members.extend(department.map(|d| Member::new(Dimension::Department, d, d, 0)));
        members.push(self.labels.organization_status(organization));
        let summary = organization.summary.as_deref().unwrap_or_default();
        self.record("organizations", members, described(organization, summary));
    }

    fn training(&mut self, training: &Training) {
        let mut members = vec![self.labels.record(training, training.order)];
        members.extend(training.program.as_ref().map(|p| self.labels.program(p)));
        members.extend(training.measure.as_ref().map(|m| self.labels.measure(m)));
        self.record("trainings", members, described(training, &training.summary));
        for run in &training.runs {
            self.run(training, run);
        }
    }

    fn measures(&mut self) {
        for measure in self.site.measures.iter() {
            let mut members = vec![self.labels.record(measure, 0)];
            members.extend(measure.program.as_ref().map(|p| self.labels.program(p)));
            members.push(self.labels.status(measure.status));
            // A reprint is a row of print, and no measure more.
            members.extend(
                measure
                    .reprint_of
                    .iter()
                    .map(|_| self.labels.kind("reprint")),
            );
            let mut details = described(measure, measure.summary.as_deref().unwrap_or_default());
            details.push((Detail::PrintedNo, text(&measure.printed_no)));
            self.record("measures", members, details);
        }
    }

    fn case(&mut self, case: &Case) {
        let labels = self.labels;
        let mut members = vec![
            labels.record(case, 0),
            labels.year(*case.year),
            labels.nature(case.nature),
            labels.outcome(case.outcome),
        ];
        members.extend(case.measures.iter().map(|m| labels.measure(m)));
        let many = [
            (Dimension::Moment, &case.moments),
            (Dimension::Difficulty, &case.difficulties),
            (Dimension::Accommodation, &case.accommodations),
            (Dimension::Actor, &case.actors),
            (Dimension::Contact, &case.contacts),
            (Dimension::Theme, &case.themes),
        ];
        for (dimension, values) in many {
            members.extend(values.iter().map(|v| labels.facet(dimension, v)));
        }
        let one = [
            (Dimension::AgeBand, &case.person.age_band),
            (Dimension::DiagnosisGroup, &case.person.diagnosis_group),
            (Dimension::Industry, &case.work.industry),
            (Dimension::SizeBand, &case.work.size_band),
            (Dimension::HoursBand, &case.work.hours_band),
            (Dimension::Disclosure, &case.work.disclosure),
            (Dimension::Retention, &case.retention),
        ];
        for (dimension, value) in one {
            members.extend(value.iter().map(|v| labels.facet(dimension, v)));
        }
        self.record("cases", members, described(case, &case.summary));
    }

    fn meeting(&mut self, meeting: &Meeting) {
        let labels = self.labels;
        let mut members = vec![
            labels.record(meeting, 0),
            labels.council(&meeting.council),
            labels.year(*meeting.year),
        ];
        let council = self.site.councils.get(meeting.council.as_str());
        members.extend(council.map(|c| labels.program(&c.program)));
        members.extend(meeting.area.as_ref().map(|a| labels.area(a)));
        members.extend(meeting.state.as_ref().map(|s| labels.state(**s)));
        let mut details = vec![(Detail::Title, text(&meeting.title))];
        details.extend(meeting.num.map(|n| (Detail::Num, number(n))));
        let date = meeting.date.as_ref();
        details.extend(date.map(|date| (Detail::Date, text(&labels.date(**date)))));
        details.extend(amount(Detail::Attended, meeting.attended.as_ref()));
        details.extend(noted(meeting.note.as_ref(), meeting.source.as_ref()));
        self.record("meetings", members, details);
    }

    fn run(&mut self, training: &Training, run: &Run) {
        let labels = self.labels;
        let name = run.title.as_deref().unwrap_or(run.id.as_str());
        let mut members = vec![
            Member::new(Dimension::Record, run.id.as_str(), name, 0),
            labels.training(&training.id),
            labels.year(*run.year),
        ];
        members.extend(training.program.as_ref().map(|p| labels.program(p)));
        members.extend(run.area.as_ref().map(|a| labels.area(a)));
        members.extend(run.state.as_ref().map(|s| labels.state(**s)));
        let mut details = Vec::new();
        details.extend(run.num.map(|n| (Detail::Num, number(n))));
        details.extend(run.title.as_ref().map(|t| (Detail::Title, text(t))));
        details.extend(run.content.as_ref().map(|c| (Detail::Content, text(c))));
        let days: Vec<String> = run.days.iter().map(|day| labels.day(day)).collect();
        for (detail, several) in [(Detail::Date, &days), (Detail::Form, &run.form)] {
            if !several.is_empty() {
                let separator = labels.word("figure.separator");
                details.push((detail, Entry::Text(several.join(&separator))));
            }
        }
        for (detail, stated) in fields(run) {
            details.extend(amount(detail, stated));
        }
        details.extend(noted(run.note.as_ref(), None));
        self.record("runs", members, details);
    }

    fn closed(&mut self) {
        let dimensions = Dimension::ALL.iter().copied().chain(self.own_dimensions());
        let with_vocabulary =
            dimensions.filter_map(|d| Some((d, self.site.vocabularies.get(d.vocabulary()?)?)));
        self.all.closed = with_vocabulary
            .map(|(d, v)| (d, v.values.iter().map(|v| v.value.value.clone()).collect()))
            .collect();
    }

    fn plans<'p>(
        &mut self,
        series: &str,
        id: &Id,
        plans: impl Iterator<Item = (&'p String, &'p Vec<Plan>)>,
    ) {
        for (name, plans) in plans {
            self.all.plans.extend(plans.iter().map(|plan| PlanFigure {
                of: format!("{series}/{id}"),
                name: name.clone(),
                plan: plan.clone(),
            }));
        }
    }
}

/// The amounts of a run under the names of their fields.
fn fields(run: &Run) -> [(Detail, Option<&Spanned<Amount>>); 4] {
    [
        (Detail::Capacity, run.capacity.as_ref()),
        (Detail::Applied, run.applied.as_ref()),
        (Detail::Attended, run.attended.as_ref()),
        (Detail::Completed, run.completed.as_ref()),
    ]
}

fn described(record: &impl Record, summary: &str) -> Vec<(Detail, Entry)> {
    let name = text(record.name());
    let mut details = vec![(Detail::Title, name.clone()), (Detail::Name, name)];
    if !summary.is_empty() {
        details.push((Detail::Summary, text(summary)));
    }
    details
}

fn noted(note: Option<&String>, source: Option<&String>) -> impl Iterator<Item = (Detail, Entry)> {
    let note = note.map(|n| (Detail::Note, text(n)));
    note.into_iter()
        .chain(source.map(|s| (Detail::Source, text(s))))
}

fn text(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn number(number: u32) -> Entry {
    Entry::Value(Value::Number(Number::from_int(i64::from(number))))
}

fn amount(detail: Detail, amount: Option<&Spanned<Amount>>) -> Option<(Detail, Entry)> {
    Some((detail, Entry::Value(amount?.value.value.clone())))
}
