//! The amounts that the data states: counts of councils, fields of runs, indicators of measures.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Gatherer, fields};
use crate::{
    compose::figures::{Dimension, Figure, Member},
    model::{Amount, Council, FiscalYear, Indicator, Measure, Meeting, Of, State, Training},
    source::Spanned,
};

/// Amounts by year, as results and targets have them.
type ByYear = IndexMap<Spanned<FiscalYear>, Spanned<Amount>>;

impl Gatherer<'_> {
    pub(super) fn amounts(&mut self) {
        let site = self.site;
        for council in site.councils.iter() {
            self.plans("councils", &council.id, council.plans.iter());
            self.council(council);
        }
        for training in site.trainings.iter() {
            self.plans("trainings", &training.id, training.plans.iter());
            self.runs(training);
        }
        for measure in site.measures.iter() {
            self.plans("measures", &measure.id, measure.plans.iter());
            self.measure(measure);
        }
    }

    /// One amount; its own unit and state come before those of its record.
    pub(super) fn amount(
        &mut self,
        series: &str,
        mut members: Vec<Member>,
        amount: &Amount,
        state: Option<State>,
        (unit, of): (&str, Of),
    ) {
        members.extend(amount.state.or(state).map(|s| self.labels.state(s)));
        members.push(self.labels.missing(&amount.value));
        self.all.figures.push(Figure {
            series: series.to_owned(),
            members,
            value: amount.value.clone(),
            exact: amount.exact,
            unit: amount.unit.clone().unwrap_or_else(|| unit.to_owned()),
            of,
            note: amount.note.clone(),
            details: Vec::new(),
        });
    }

    fn council(&mut self, council: &Council) {
        let series = format!("councils/{}", council.id.value);
        let labels = self.labels;
        let meetings: Vec<&Meeting> = self
            .site
            .meetings
            .iter()
            .filter(|m| *m.council == *council.id)
            .collect();
        let begin = self.all.figures.len();
        let common = |year, field, rank| {
            vec![
                labels.council(&council.id),
                labels.program(&council.program),
                labels.year(year),
                labels.field(field, rank),
            ]
        };
        for count in &council.counts {
            let mut members = common(*count.year, "count", 0);
            members.push(labels.area(&count.area));
            let state = count.state.as_ref().map(|s| **s);
            let mut amount = count.count.value.clone();
            amount.note = amount.note.or_else(|| count.note.clone());
            self.amount(
                &series,
                members,
                &amount,
                state,
                (&council.unit, council.of),
            );
        }
        let persons = labels.word("figure.unit.persons");
        for meeting in &meetings {
            let Some(attended) = &meeting.attended else {
                continue;
            };
            let mut members = common(*meeting.year, "attended", 1);
            members.push(labels.record(*meeting, 0));
            members.extend(meeting.area.as_ref().map(|a| labels.area(a)));
            let state = meeting.state.as_ref().map(|s| **s);
            self.amount(&series, members, attended, state, (&persons, Of::Persons));
        }
        let instead = if meetings.is_empty() {
            "its meetings are not recorded either".to_owned()
        } else {
            format!(
                "its meetings are counted: `count(of=\"meetings\", council=\"{}\")`",
                *council.id
            )
        };
        self.named(series, &council.name, begin, instead);
    }

    fn runs(&mut self, training: &Training) {
        let series = format!("trainings/{}", training.id.value);
        let labels = self.labels;
        let persons = labels.word("figure.unit.persons");
        let begin = self.all.figures.len();
        for run in &training.runs {
            let name = run.title.as_deref().unwrap_or(run.id.as_str());
            for (rank, (field, amount)) in (0..).zip(fields(run)) {
                let Some(amount) = amount else { continue };
                let mut members = vec![
                    Member::new(Dimension::Record, run.id.as_str(), name, 0),
                    labels.training(&training.id),
                    labels.year(*run.year),
                    labels.field(field.as_str(), rank),
                ];
                members.extend(training.program.as_ref().map(|p| labels.program(p)));
                members.extend(run.area.as_ref().map(|a| labels.area(a)));
                let state = run.state.as_ref().map(|s| **s);
                self.amount(&series, members, amount, state, (&persons, Of::Persons));
            }
        }
        let instead = format!(
            "its runs are counted: `count(of=\"runs\", training=\"{}\")`",
            *training.id
        );
        self.named(series, &training.name, begin, instead);
    }

    fn measure(&mut self, measure: &Measure) {
        let series = format!("measures/{}", measure.id.value);
        let begin = self.all.figures.len();
        for (rank, indicator) in (0..).zip(&measure.indicators) {
            self.indicator(&series, measure, indicator, rank);
        }
        if begin == self.all.figures.len() {
            let instead = match &measure.reprint_of {
                Some(original) => {
                    format!(
                        "it is printed again (再掲): ask for `measures/{}/…`",
                        **original
                    )
                }
                None => "it has no indicators".to_owned(),
            };
            self.all.bare.insert(series, instead);
        }
    }

    fn indicator(&mut self, of: &str, measure: &Measure, indicator: &Indicator, rank: i64) {
        let series = format!("{of}/{}", indicator.id.value);
        let mut common = vec![
            self.labels.measure(&measure.id),
            Member::new(
                Dimension::Indicator,
                indicator.id.as_str(),
                &indicator.label,
                rank,
            ),
        ];
        common.extend(measure.program.as_ref().map(|p| self.labels.program(p)));
        self.results(&series, &common, indicator, "result", &indicator.results);
        self.results(&series, &common, indicator, "target", &indicator.targets);
        for (rank, part) in (0..).zip(&indicator.parts) {
            let mut member = Member::new(Dimension::Part, &part.label, &part.label, rank);
            member.group.clone_from(&part.group);
            let mut common = common.clone();
            common.push(member);
            self.results(&series, &common, indicator, "result", &part.results);
            self.results(&series, &common, indicator, "target", &part.targets);
        }
        self.series(series.clone(), indicator.label.clone());
        let numbers = self.renumbered(indicator);
        let said = &mut self.all.series[&series];
        said.parts_by.clone_from(&indicator.parts_by);
        said.notes.extend(indicator.note.clone());
        said.notes.extend(numbers);
        let after = indicator.series_break.as_ref();
        said.notes.extend(after.and_then(|b| b.note.clone()));
    }

    /// Under which numbers it was printed, when these tell nothing about which figure it is.
    fn renumbered(&self, indicator: &Indicator) -> Option<String> {
        let numbers: BTreeSet<&str> = indicator.printed_nos.values().map(String::as_str).collect();
        if numbers.len() < 2 {
            return None;
        }
        let word = self.labels.word("measure.numbered");
        let said = indicator.printed_nos.iter().map(|(year, number)| {
            let year = self.labels.year(**year).label;
            word.replace("{year}", &year).replace("{number}", number)
        });
        let said: Vec<String> = said.collect();
        let said = said.join(&self.labels.word("figure.separator"));
        Some(
            self.labels
                .word("measure.renumbered")
                .replace("{numbers}", &said),
        )
    }

    fn results(
        &mut self,
        series: &str,
        common: &[Member],
        indicator: &Indicator,
        kind: &str,
        amounts: &ByYear,
    ) {
        for (year, amount) in amounts {
            let mut members = common.to_vec();
            members.push(self.labels.year(**year));
            members.push(self.labels.kind(kind));
            let counted = (indicator.unit_in(**year), indicator.of_in(**year));
            self.amount(series, members, amount, None, counted);
        }
    }

    /// Names a series, or says what to ask instead when the record gave no figures.
    pub(super) fn named(&mut self, series: String, name: &str, begin: usize, instead: String) {
        if begin == self.all.figures.len() {
            self.all.bare.insert(series, instead);
        } else {
            self.series(series, name.to_owned());
        }
    }
}
