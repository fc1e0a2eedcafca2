//! Waivers and severities name findings that exist, and waivers say why.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, explain, explanations, nearest},
    model::{Grade, Record, Records, Site, Waivers},
    source::Spanned,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    severities(site, problems);
    for narrative in &site.narratives {
        waivers(&narrative.front.waive, problems);
    }
    of(&site.programs, problems);
    of(&site.areas, problems);
    of(&site.organizations, problems);
    of(&site.councils, problems);
    of(&site.meetings, problems);
    of(&site.trainings, problems);
    of(&site.trees, problems);
    of(&site.measures, problems);
    of(&site.cases, problems);
    of(&site.surveys, problems);
    of(&site.regulations, problems);
    of(&site.glossary, problems);
    of(&site.vocabularies, problems);
    for records in site.own.values() {
        of(records, problems);
    }
}

/// Keys are codes, or folders of collections with codes below them.
fn severities(site: &Site, problems: &mut Diagnostics) {
    const CODE: &str = "config/unknown-code";
    for (key, grade) in &site.config.severities {
        let Grade::Collection(codes) = grade else {
            known(key, CODE, problems);
            continue;
        };
        let mut folders = site.collections().map(|collection| collection.folder());
        if !folders.any(|folder| folder == key.value) {
            let message = format!("there is no collection called `{}`", key.value);
            let problem = Diagnostic::error(CODE, message).at(&key.span, "named here");
            let folders = site.collections().map(|collection| collection.folder());
            problems.push(match nearest(key, folders) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint("write the folder of a collection: `cases`"),
            });
        }
        for code in codes.keys() {
            known(code, CODE, problems);
        }
    }
}

fn of<T: Record>(records: &Records<T>, problems: &mut Diagnostics) {
    for record in records.iter() {
        waivers(record.waivers(), problems);
    }
}

fn waivers(waivers: &Waivers, problems: &mut Diagnostics) {
    for (code, reason) in waivers.iter() {
        known(code, "waiver/unknown-code", problems);
        if reason.trim().is_empty() {
            problems.push(
                Diagnostic::error("waiver/no-reason", "the waiver does not say why")
                    .at(&code.span, "waived here")
                    .hint("write the reason behind the code"),
            );
        }
    }
}

fn known(code: &Spanned<String>, complaint: &'static str, problems: &mut Diagnostics) {
    if explain(code).is_some() {
        return;
    }
    let message = format!("no finding has the code `{}`", code.value);
    let problem = Diagnostic::error(complaint, message).at(&code.span, "named here");
    problems.push(
        match nearest(code, explanations().map(|known| known.code)) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("`yearbook explain` lists all codes"),
        },
    );
}
