//! Facets and kinds are values of closed lists.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Case, Site, Vocabulary},
    source::Spanned,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut values = Values {
        site,
        missing: BTreeSet::new(),
        problems,
    };
    for organization in site.organizations.iter() {
        values.one("organization-kind", &organization.kind);
    }
    for case in site.cases.iter() {
        values.case(case);
    }
    let questions = site.surveys.iter().flat_map(|survey| &survey.questions);
    for question in questions {
        for coded in &question.coded {
            values.one(question.themes(), &coded.theme);
        }
    }
}

struct Values<'a> {
    site: &'a Site,
    /// Vocabularies that were reported missing; once is enough.
    missing: BTreeSet<&'a str>,
    problems: &'a mut Diagnostics,
}

impl<'a> Values<'a> {
    fn case(&mut self, case: &Case) {
        let lists = [
            ("moment", &case.moments),
            ("difficulty", &case.difficulties),
            ("accommodation", &case.accommodations),
            ("organization-kind", &case.actors),
            ("contact", &case.contacts),
            ("theme", &case.themes),
        ];
        let payers = case.cost.iter().flat_map(|cost| &cost.by);
        for value in payers {
            self.one("payer", value);
        }
        for (vocabulary, values) in lists {
            for value in values {
                self.one(vocabulary, value);
            }
        }
        let single = [
            ("age-band", &case.person.age_band),
            ("diagnosis-group", &case.person.diagnosis_group),
            ("sex", &case.person.sex),
            ("techo", &case.person.techo),
            ("frame", &case.work.frame),
            ("industry", &case.work.industry),
            ("size-band", &case.work.size_band),
            ("hours-band", &case.work.hours_band),
            ("disclosure", &case.work.disclosure),
            ("retention", &case.retention),
        ];
        for (vocabulary, value) in single {
            if let Some(value) = value {
                self.one(vocabulary, value);
            }
        }
    }

    fn one(&mut self, id: &'a str, value: &Spanned<String>) {
        let Some(vocabulary) = self.site.vocabularies.get(id) else {
            if self.missing.insert(id) {
                let message = format!("there is no vocabulary `{id}`");
                self.problems.push(
                    Diagnostic::error("vocabulary/missing", message)
                        .at(&value.span, "a value of it is used here")
                        .hint(format!("write `data/vocabularies/{id}.yaml` with `id: {id}`, `title` and `values`")),
                );
            }
            return;
        };
        if let Some(problem) = unknown(vocabulary, value) {
            self.problems.push(problem);
        }
    }
}

/// What is said of a value that is none of a vocabulary.
pub(super) fn unknown(vocabulary: &Vocabulary, value: &Spanned<String>) -> Option<Diagnostic> {
    if vocabulary.value(value).is_some() {
        return None;
    }
    let known = vocabulary.values.iter().map(|known| known.value.as_str());
    let message = format!("`{}` is no value of `{}`", value.value, vocabulary.id.value);
    let problem =
        Diagnostic::error("vocabulary/unknown-value", message).at(&value.span, "used here");
    Some(match nearest(value, known.clone()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint(format!(
            "the values are {}",
            known.collect::<Vec<_>>().join(", ")
        )),
    })
}
