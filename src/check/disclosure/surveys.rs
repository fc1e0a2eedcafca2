//! Small numbers in surveys: answers of few persons, and what would give them away.

use super::{Mask, is_hidden};
use crate::model::{AnswerForm, Number, Survey, SurveyQuestion};

const TOLD: &str = "with the respondents, this answer would tell one that is too small";
const NEARLY_ALL: &str =
    "with the respondents, this answer would tell of the few who did not give it";

/// Takes the small counts out of a survey of persons. Shares go with their counts, as they are computed.
pub(super) fn mask(mask: &mut Mask<'_>, survey: &mut Survey) {
    mask.maybe(survey.asked.as_mut());
    mask.maybe(survey.returned.as_mut());
    for question in &mut survey.questions {
        self::question(mask, question);
    }
}

fn question(mask: &mut Mask<'_>, question: &mut SurveyQuestion) {
    let respondents = question.respondents.number();
    mask.amount(&mut question.respondents);
    let known = question.respondents.number().is_some();
    let whole = (known && question.adds_up()).then_some(TOLD);
    // Who does not speak of a theme in free words has said nothing about it.
    let chosen = *question.form == AnswerForm::Multiple;
    mask.parts(question.counts_mut().collect(), whole);
    if let Some(respondents) = respondents.filter(|_| chosen && known) {
        nearly_all(mask, question, respondents);
    }
    if is_hidden(&question.respondents) {
        let statistics = [&mut question.mean, &mut question.median];
        for statistic in statistics.into_iter().flatten() {
            mask.hide(statistic, "a mean of so few persons tells of each of them");
        }
    }
}

/// Of a question with several answers those who did not give one are nowhere else: they are the
/// respondents without it.
fn nearly_all(mask: &mut Mask<'_>, question: &mut SurveyQuestion, respondents: Number) {
    if !mask.must_hide_others() {
        return;
    }
    for count in question.counts_mut() {
        let others = count.number().map(|number| respondents - number);
        if others.is_some_and(|others| mask.small.hides(others)) {
            mask.hide(count, NEARLY_ALL);
        }
    }
}
