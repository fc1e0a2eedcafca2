//! Answers in bands, 「1回から2回」「6回以上」: the median and the mean lie where the answers do.

use unicode_normalization::UnicodeNormalization;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Amount, AnswerForm, Number, Site, Survey, SurveyQuestion},
    source::Spanned,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for survey in site.surveys.iter() {
        for question in &survey.questions {
            if *question.form == AnswerForm::Number {
                within(survey, question, problems);
            }
        }
    }
}

/// The least and the most that an answer in a band can be, and how many gave it.
struct Band {
    least: f64,
    most: f64,
    times: f64,
}

fn within(survey: &Survey, question: &SurveyQuestion, problems: &mut Diagnostics) {
    let Some(bands) = bands(question) else { return };
    let all: f64 = bands.iter().map(|band| band.times).sum();
    if all < 1.0 {
        return;
    }
    let lower = at(&bands, ((all - 1.0) / 2.0).floor());
    let upper = at(&bands, (all / 2.0).floor());
    let median = (lower.least, upper.most);
    outside(survey, "median", question.median.as_ref(), median, problems);
    let sum = |of: fn(&Band) -> f64| bands.iter().map(|band| of(band) * band.times).sum::<f64>();
    let mean = (
        sum(|band| band.least) / all,
        sum(|band| if band.times == 0.0 { 0.0 } else { band.most }) / all,
    );
    outside(survey, "mean", question.mean.as_ref(), mean, problems);
}

/// The band of the answer with a number, counted from zero.
fn at(bands: &[Band], number: f64) -> &Band {
    let mut before = 0.0;
    let found = bands.iter().find(|band| {
        before += band.times;
        number < before
    });
    found.unwrap_or(&bands[bands.len() - 1])
}

fn outside(
    survey: &Survey,
    what: &str,
    said: Option<&Spanned<Amount>>,
    (least, most): (f64, f64),
    problems: &mut Diagnostics,
) {
    let Some((said, number)) = said.and_then(|said| Some((said, said.number()?))) else {
        return;
    };
    let slack = 0.5 / f64::from(10_u32.pow(number.places()));
    let value = number.to_f64();
    if value + slack >= least && value - slack <= most {
        return;
    }
    let message = match most.is_finite() {
        true => format!("the {what} is {number}, its answers give {least:.1} to {most:.1}"),
        false => format!("the {what} is {number}, its answers give at least {least:.1}"),
    };
    problems.push(
        Diagnostic::error("survey/outside-bands", message)
            .at(&said.span, "stated here")
            .hint("look at the source: the figure or one of the answers is wrong")
            .waived(survey.waive.reason("survey/outside-bands")),
    );
}

/// The bands of a question, when all its answers are such, from the least to the most.
fn bands(question: &SurveyQuestion) -> Option<Vec<Band>> {
    let told = question.answers.iter().filter(|answer| {
        let silent = ["無回答", "不明", "わからない"];
        !silent.iter().any(|word| answer.label.contains(word))
    });
    let bands = told.map(|answer| {
        let (least, most) = range(&answer.label)?;
        let times = answer.value.number()?.to_f64();
        Some(Band { least, most, times })
    });
    let bands: Vec<Band> = bands.collect::<Option<_>>()?;
    let in_order = bands.windows(2).all(|pair| pair[0].most <= pair[1].least);
    (bands.len() > 1 && in_order).then_some(bands)
}

/// 「1回から2回」, 「3〜5日」, 「6回以上」, 「10人未満」, 「なし」
fn range(label: &str) -> Option<(f64, f64)> {
    let label: String = label.nfkc().filter(|c| *c != ',').collect();
    let numbers = label.split(|c: char| !c.is_ascii_digit() && c != '.');
    let numbers: Vec<f64> = numbers
        .filter_map(Number::parse)
        .map(Number::to_f64)
        .collect();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match numbers.as_slice() {
        [] if has(&["なし", "ない", "なかった", "ゼロ"]) => Some((0.0, 0.0)),
        [from] if has(&["以上", "から", "より多", "超"]) => Some((*from, f64::INFINITY)),
        [to] if has(&["以下", "まで", "未満", "以内"]) => Some((0.0, *to)),
        [only] => Some((*only, *only)),
        [from, to] if from <= to => Some((*from, *to)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_bands() {
        assert_eq!(range("３回から５回"), Some((3.0, 5.0)));
        assert_eq!(range("1〜2日"), Some((1.0, 2.0)));
        assert_eq!(range("なかった"), Some((0.0, 0.0)));
        assert_eq!(range("30人未満"), Some((0.0, 30.0)));
        assert_eq!(range("6回以上"), Some((6.0, f64::INFINITY)));
        assert_eq!(range("ときどき"), None);
    }

    #[test]
    fn the_middle_answers_are_found() {
        let band = |least, times| Band {
            least,
            most: least,
            times,
        };
        let bands = [band(0.0, 2.0), band(1.0, 1.0), band(2.0, 2.0)];
        assert_eq!(at(&bands, 2.0).least, 1.0);
        assert_eq!(at(&bands, 4.0).least, 2.0);
    }
}
