//! A plan that names an article as its source says what that article says: 「年2回開く」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::{
    check::prose::read_number,
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Plan, Provision, Record, Regulation, Site, Waivers},
    source::Spanned,
};

static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?P<kind>要綱|要領|要項|規程|規則|細則|基準|指針|通知)(?P<article>第[0-9]+条)")
        .expect("the pattern is written here")
});
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("年(?:度?に)?([0-9]+|[一二三四五六七八九十]+)回")
        .expect("the pattern is written here")
});

/// What is planned, by whom.
struct Planned<'a> {
    plan: &'a Plan,
    program: Option<&'a str>,
    waivers: &'a Waivers,
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let now = site.last_year();
    for planned in plans(site) {
        if now.is_some_and(|year| planned.plan.holds_in(year)) {
            compare(site, &planned, problems);
        }
    }
}

fn plans(site: &Site) -> Vec<Planned<'_>> {
    let mut all = Vec::new();
    for council in site.councils.iter() {
        let plans = council.plans.values().flatten();
        all.extend(plans.map(|plan| Planned {
            plan,
            program: Some(council.program.as_str()),
            waivers: council.waivers(),
        }));
    }
    for training in site.trainings.iter() {
        let plans = training.plans.values().flatten();
        all.extend(plans.map(|plan| Planned {
            plan,
            program: training.program.as_ref().map(|program| program.as_str()),
            waivers: training.waivers(),
        }));
    }
    all
}

fn compare(site: &Site, planned: &Planned<'_>, problems: &mut Diagnostics) {
    let plan = planned.plan;
    let source: String = plan.source.as_deref().unwrap_or_default().nfkc().collect();
    let (Some(cited), Some(number)) = (ARTICLE.captures(&source), plan.number()) else {
        return;
    };
    // 「改正前の要綱第5条」 is not in force.
    if plan.unit != "回" || source.contains("改正前") || source.contains('旧') {
        return;
    }
    let own = |r: &&Regulation| {
        r.kind.value.as_str() == &cited["kind"]
            && r.program.as_ref().map(|p| p.as_str()) == planned.program
    };
    let named = site.regulations.iter().filter(own).collect::<Vec<_>>();
    let [regulation] = named.as_slice() else {
        return;
    };
    let Some(article) = article(&regulation.body, &cited["article"]) else {
        return;
    };
    let mut said = Vec::new();
    times(article, &mut said);
    let Some((_, words)) = said.first() else {
        return;
    };
    if said.iter().any(|(said, _)| *said == number) {
        return;
    }
    let message = format!(
        "the plan says {number}, {} of `{}` says {}",
        &cited["article"], regulation.title.value, said[0].0
    );
    problems.push(
        Diagnostic::warning("regulation/plan-differs", message)
            .at(&plan.value.span, "planned here")
            .related(&words.span, "and otherwise here")
            .hint("look at the source: was one of the two not brought up to date?")
            .waived(planned.waivers.reason("regulation/plan-differs")),
    );
}

fn article<'a>(body: &'a [Provision], num: &str) -> Option<&'a Provision> {
    body.iter().find_map(|provision| {
        let here = provision
            .num
            .as_ref()
            .is_some_and(|own| own.value.nfkc().collect::<String>() == num);
        if here {
            Some(provision)
        } else {
            article(&provision.children, num)
        }
    })
}

/// How often a year a provision says that something is done.
fn times<'a>(provision: &'a Provision, said: &mut Vec<(Number, &'a Spanned<String>)>) {
    if let Some(text) = &provision.text {
        let words: String = text.value.nfkc().collect();
        let found = TIMES.captures_iter(&words);
        said.extend(found.filter_map(|found| Some((read_number(&found[1])?, text))));
    }
    for inner in provision.paragraphs.iter().chain(&provision.children) {
        times(inner, said);
    }
}
