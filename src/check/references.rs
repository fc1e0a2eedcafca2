//! Every id that a record names is the id of a record.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{
        BuiltIn, Case, Council, Id, Measure, Meeting, Move, Node, Record, Records, Site, Training,
    },
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut references = References { site, problems };
    references.places();
    for council in site.councils.iter() {
        references.council(council);
    }
    for meeting in site.meetings.iter() {
        references.meeting(meeting);
    }
    for training in site.trainings.iter() {
        references.training(training);
    }
    for tree in site.trees.iter() {
        references.maybe(&site.programs, tree.program.as_ref());
        references.nodes(&tree.nodes);
    }
    for measure in site.measures.iter() {
        references.measure(measure);
    }
    for case in site.cases.iter() {
        references.case(case);
    }
    for survey in site.surveys.iter() {
        references.maybe(&site.programs, survey.program.as_ref());
    }
    for term in site.glossary.iter() {
        references.all(&site.glossary, &term.related);
    }
}

struct References<'a> {
    site: &'a Site,
    problems: &'a mut Diagnostics,
}

impl References<'_> {
    fn one<T: BuiltIn>(&mut self, records: &Records<T>, id: &Spanned<Id>) {
        if records.get(id).is_some() {
            return;
        }
        let (kind, folder) = (T::COLLECTION.kind(), T::COLLECTION.folder());
        let message = format!("no {kind} is called `{}`", id.value);
        let problem = unknown(message, &id.span, nearest(id, records.ids()));
        self.problems.push(match records.is_empty() {
            true => problem.hint(format!("there are no records in `data/{folder}/` yet")),
            false => problem,
        });
    }

    fn maybe<T: BuiltIn>(&mut self, records: &Records<T>, id: Option<&Spanned<Id>>) {
        if let Some(id) = id {
            self.one(records, id);
        }
    }

    fn all<T: BuiltIn>(&mut self, records: &Records<T>, ids: &[Spanned<Id>]) {
        for id in ids {
            self.one(records, id);
        }
    }

    fn places(&mut self) {
        let site = self.site;
        for program in site.programs.iter() {
            self.one(&site.organizations, &program.owner);
        }
        for area in site.areas.iter() {
            self.one(&site.programs, &area.program);
            self.maybe(&site.organizations, area.centre.as_ref());
        }
    }

    fn council(&mut self, council: &Council) {
        self.one(&self.site.programs, &council.program);
        for count in &council.counts {
            self.one(&self.site.areas, &count.area);
        }
        for absent in &council.absent {
            self.all(&self.site.areas, &absent.areas);
        }
    }

    fn meeting(&mut self, meeting: &Meeting) {
        self.one(&self.site.councils, &meeting.council);
        self.maybe(&self.site.areas, meeting.area.as_ref());
    }

    fn training(&mut self, training: &Training) {
        let site = self.site;
        self.maybe(&site.programs, training.program.as_ref());
        self.maybe(&site.measures, training.measure.as_ref());
        self.maybe(&site.organizations, training.host.as_ref());
        for absent in &training.absent {
            self.all(&site.areas, &absent.areas);
        }
        for subject in &training.subjects {
            self.all(&site.cases, &subject.cases);
        }
        for run in &training.runs {
            self.maybe(&site.areas, run.area.as_ref());
            for id in &run.subjects {
                let mut subjects = training.subjects.iter().map(|subject| subject.id.as_str());
                if !subjects.any(|subject| subject == id.as_str()) {
                    let message = format!("`{}` has no subject `{}`", training.name, id.value);
                    let subjects = training.subjects.iter().map(|subject| subject.id.as_str());
                    self.problems
                        .push(unknown(message, &id.span, nearest(id, subjects)));
                }
            }
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.all(&self.site.measures, &node.measures);
            self.nodes(&node.nodes);
        }
    }

    fn measure(&mut self, measure: &Measure) {
        let site = self.site;
        self.maybe(&site.programs, measure.program.as_ref());
        self.all(&site.organizations, &measure.owners);
        self.all(&site.organizations, &measure.implementers);
        for counts in measure.indicators.iter().filter_map(|i| i.counts.as_ref()) {
            self.counted(counts);
        }
        for moved in measure.moved_to.iter().chain(&measure.moved_from) {
            self.one(&site.measures, &moved.measure);
        }
        self.moves(measure, &measure.moved_to, "moved-from", |other| {
            &other.moved_from
        });
        self.moves(measure, &measure.moved_from, "moved-to", |other| {
            &other.moved_to
        });
        if let Some(original) = &measure.reprint_of {
            self.one(&site.measures, original);
            self.reprint(measure, original);
        }
    }

    /// `trainings/seminar`, `councils/network`: what an indicator counts as well.
    fn counted(&mut self, counts: &Spanned<String>) {
        let (folder, id) = counts.split_once('/').unwrap_or(("", counts));
        let known = match folder {
            "trainings" => self.site.trainings.ids().collect(),
            "councils" => self.site.councils.ids().collect(),
            _ => Vec::new(),
        };
        if !known.contains(&id) {
            let message = format!("nothing that is held is called `{}`", counts.value);
            let problem = unknown(message, &counts.span, nearest(id, known));
            self.problems.push(
                problem.hint("write `trainings/…` or `councils/…` with the id of the record"),
            );
        }
    }

    /// What one measure says it gave, the other says it got, in the same year.
    fn moves(
        &mut self,
        measure: &Measure,
        moves: &[Move],
        back: &str,
        of: impl Fn(&Measure) -> &[Move],
    ) {
        for moved in moves {
            let Some(other) = self.site.measures.get(&moved.measure) else {
                continue;
            };
            let agrees =
                |answer: &Move| *answer.measure == *measure.id && *answer.year == *moved.year;
            if !of(other).iter().any(agrees) {
                let message = format!("`{}` does not say that `{}` moved", other.name, moved.item);
                self.problems.push(
                    Diagnostic::error("measure/moves-differ", message)
                        .at(&moved.measure.span, "said here")
                        .related(other.span(), "and not here")
                        .hint(format!(
                            "add `{back}: [{{item: {}, measure: {}, year: {}}}]` there",
                            moved.item, measure.id.value, moved.year.0
                        )),
                );
            }
        }
    }

    /// A reprint (再掲) points to the measure itself and has no figures that could differ.
    fn reprint(&mut self, measure: &Measure, original: &Spanned<Id>) {
        let again = self
            .site
            .measures
            .get(original)
            .and_then(|m| m.reprint_of.as_ref());
        if let Some(first) = again {
            self.problems.push(
                Diagnostic::error(
                    "measure/reprint-of-reprint",
                    "this measure is a reprint itself",
                )
                .at(&original.span, "pointed to here")
                .hint(format!("point to `{}`", first.value)),
            );
        }
        if let Some(indicator) = measure.indicators.first() {
            self.problems.push(
                Diagnostic::error(
                    "measure/reprint-with-figures",
                    "a reprint has figures of its own",
                )
                .at(&indicator.id.span, "these would be counted twice")
                .hint("take them out; the figures of the original are shown"),
            );
        }
    }

    fn case(&mut self, case: &Case) {
        self.all(&self.site.measures, &case.measures);
        self.all(&self.site.cases, &case.similar);
        self.maybe(&self.site.areas, case.area.as_ref());
        self.tools(&case.tools);
        for id in &case.published_in {
            self.publication(id);
        }
    }
}

impl References<'_> {
    /// What was used: `kind:id` of any record.
    fn tools(&mut self, tools: &[Spanned<String>]) {
        for tool in tools {
            if self.site.record(tool).is_some() {
                continue;
            }
            let (kind, id) = tool.split_once(':').unwrap_or(("", tool));
            let of = self.site.collections().find(|known| known.kind() == kind);
            let known = of.map(|collection| self.site.ids(collection));
            let near = known.and_then(|ids| nearest(id, ids).map(str::to_owned));
            let message = format!("no record is called `{}`", tool.value);
            let near = near.map(|near| format!("{kind}:{near}"));
            self.problems.push(
                unknown(message, &tool.span, near.as_deref())
                    .hint("write the kind and the id of a record: `tool:share-sheet`"),
            );
        }
    }

    fn publication(&mut self, id: &Spanned<Id>) {
        let all = self.site.config.publications.iter();
        let known: Vec<&str> = all.map(|publication| publication.id.as_str()).collect();
        if !known.contains(&id.as_str()) {
            let message = format!("no publication is called `{}`", id.value);
            let problem = unknown(message, &id.span, nearest(id, known));
            self.problems.push(problem);
        }
    }
}

/// Something is named that does not exist.
pub(super) fn unknown(message: String, span: &Span, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("reference/unknown", message).at(span, "referred to here");
    match near {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("write the id as it stands in the other record"),
    }
}
