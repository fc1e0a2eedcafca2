//! How much a case tells that others know as well: each field is harmless, and together they can be one
//! person only. A case has a budget; what was made up has none.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Case, Nature, Record, Site, Telling},
};

const CODE: &str = "case/telling";

/// More points than these should be looked at, and more than these are too many.
const SOME: u32 = 6;
const MOST: u32 = 8;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for case in site.cases.iter() {
        let problem = budget(case).filter(|_| case.nature != Nature::Simulated);
        problems.extend_some(problem);
    }
}

/// What the fields of a case tell, and how many points each counts.
fn told(case: &Case) -> Vec<(&'static str, u32)> {
    let (person, work) = (&case.person, &case.work);
    let told = [
        ("area", 2, case.area.is_some()),
        ("work", 2, is_one_company(case)),
        (
            "industry",
            1,
            work.industry.is_some() && !is_one_company(case),
        ),
        ("sex", 1, person.sex.is_some()),
        ("age-band", 1, person.age_band.is_some()),
        ("diagnosis-group", 1, person.diagnosis_group.is_some()),
        ("job", 1, work.job.is_some()),
        ("year", 1, true),
        ("rare-event", 2, tells(case, Telling::RareEvent)),
        ("own-words", 1, tells(case, Telling::OwnWords)),
    ];
    let told = told.into_iter().filter(|(.., told)| *told);
    told.map(|(name, points, _)| (name, points)).collect()
}

/// Few companies of an industry are of one size.
fn is_one_company(case: &Case) -> bool {
    case.work.industry.is_some() && case.work.size_band.is_some()
}

fn tells(case: &Case, what: Telling) -> bool {
    case.telling.contains(&what)
}

fn budget(case: &Case) -> Option<Diagnostic> {
    let told = told(case);
    let sum: u32 = told.iter().map(|(_, points)| points).sum();
    let message = if case.area.is_some() && is_one_company(case) {
        "the area with the industry and the size of the company can be one company only".to_owned()
    } else if sum > SOME {
        let each = told
            .iter()
            .map(|(name, points)| format!("`{name}` {points}"));
        let each: Vec<String> = each.collect();
        format!(
            "what this case tells of who it is comes to {sum} points, more than {SOME}: {}",
            each.join(", ")
        )
    } else {
        return None;
    };
    let close = case.area.is_some() && is_one_company(case);
    let problem = match close || sum > MOST {
        true => Diagnostic::error(CODE, message),
        false => Diagnostic::warning(CODE, message),
    };
    Some(
        problem
            .at(case.span(), "in this case")
            .hint("leave out what the story does not need: first the area, then the size of the company")
            .waived(case.waive.reason(CODE)),
    )
}
