//! Small numbers in surveys: answers of few persons, and what would give them away.

use super::Mask;
use crate::model::{Missing, Number, Survey, SurveyQuestion, Value};

const TOLD: &str = "with the respondents, this answer would tell one that is too small";

/// Takes the small counts out of a survey of persons. Shares go with their counts, as they are computed.
pub(super) fn mask(mask: &mut Mask<'_>, survey: &mut Survey) {
    mask.maybe(survey.asked.as_mut());
    mask.maybe(survey.returned.as_mut());
    for question in &mut survey.questions {
        self::question(mask, question);
    }
}

fn question(mask: &mut Mask<'_>, question: &mut SurveyQuestion) {
    mask.amount(&mut question.respondents);
    let known = question.respondents.number().is_some();
    let adds_up = question.adds_up();
    let mut hidden = Vec::new();
    for count in question.counts_mut() {
        let before = count.number();
        mask.amount(count);
        hidden.extend(before.filter(|_| count.number().is_none()));
    }
    if known && adds_up && mask.must_hide_others() {
        others(mask, question, hidden);
    }
    if !known && question.respondents.value.value == Value::Missing(Missing::Suppressed) {
        let statistics = [&mut question.mean, &mut question.median];
        for statistic in statistics.into_iter().flatten() {
            mask.hide(statistic, "a mean of so few persons tells of each of them");
        }
    }
}

/// One hidden answer is the difference of the others, and a few small ones together are still small:
/// the smallest of the others go with them until neither is so.
fn others(mask: &mut Mask<'_>, question: &mut SurveyQuestion, mut hidden: Vec<Number>) {
    while !hidden.is_empty() && (hidden.len() == 1 || mask.is_small(hidden.iter().copied().sum())) {
        let shown = question
            .counts_mut()
            .filter(|count| count.number().is_some_and(|n| !n.is_zero()));
        let Some(smallest) = shown.min_by_key(|count| count.number()) else {
            return;
        };
        hidden.extend(smallest.number());
        mask.hide(smallest, TOLD);
    }
}
