//! What sentences say of the answers to a question: of how many a share is, and which are more than
//! half.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::Text;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Site},
};

/// 「{{ asked }}社のうち{{ answer }}社（{{ share }}%）」, as it is written.
static OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"of="surveys/([a-z0-9-]+)",\s*field="(asked|returned)"\)\s*\}\}[^{}。]{1,3}のうち[^。]*?of="surveys/([a-z0-9-]+)/([a-z0-9-]+)"[^{}]*kind="share""#,
    )
    .expect("the pattern is written here")
});
static HALF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("半数を(超え|下回)[^。、]{0,6}のは、?([^。]+)").expect("the pattern is written here")
});

pub(super) fn check(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if site.surveys.iter().next().is_none() {
        return;
    }
    denominators(site, text, problems);
    halves(site, text, problems);
}

/// The share of an answer is of those who answered, not of those who were asked.
fn denominators(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    for found in OF.captures_iter(text.span.text()) {
        let Some(survey) = site.surveys.get(&found[1]).filter(|_| found[1] == found[3]) else {
            continue;
        };
        let whole = match &found[2] {
            "asked" => &survey.asked,
            _ => &survey.returned,
        };
        let question = survey.questions.iter().find(|q| q.id.as_str() == &found[4]);
        let (Some(whole), Some(question)) = (whole, question) else {
            continue;
        };
        let Some((said, answered)) = whole.number().zip(question.respondents.number()) else {
            continue;
        };
        if said == answered {
            continue;
        }
        let message = format!("the share is of the {answered} who answered, the words say {said}");
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(&format!("field=\"{}\"", &found[2])), "of these")
                .related(&question.respondents.span, "who answered")
                .hint(format!(
                    "write `{{{{ value(of=\"surveys/{}/{}\") }}}}`",
                    &found[3], &found[4]
                )),
            problems,
        );
    }
}

/// 「半数を超えたのは、「仕事の切り出し」と「体調の把握」です」
fn halves(site: &Site, text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains("半数") {
        return;
    }
    let words = text.normal();
    for found in HALF.captures_iter(words) {
        let over = &found[1] == "超え";
        for question in site.surveys.iter().flat_map(|survey| &survey.questions) {
            let Some(all) = question.respondents.number() else {
                continue;
            };
            let named = question.answers.iter().filter(|answer| {
                let label: String = answer.label.nfkc().collect();
                label.chars().count() > 2 && found[2].contains(&label)
            });
            let double = |number: Number| number + number;
            let wrong = named.filter(|answer| {
                let number = answer.value.number();
                number.is_some_and(|n| {
                    if over {
                        double(n) <= all
                    } else {
                        double(n) >= all
                    }
                })
            });
            for answer in wrong {
                let number = answer.value.number().unwrap_or_default();
                let message = format!("`{}` was chosen by {number} of {all}", answer.label);
                text.report(
                    Diagnostic::warning("prose/contradicts", message)
                        .at(&text.place(&answer.label), "said here")
                        .related(&answer.value.span, "so many")
                        .hint("name those of which it is true"),
                    problems,
                );
            }
        }
    }
}
