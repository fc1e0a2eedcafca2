//! Counts, meetings and runs say whether they took place, and their days agree with what is said.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Amount, Date, FiscalYear, Record, Site, State},
    source::{Span, Spanned},
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut states = States { site, problems };
    for council in site.councils.iter() {
        for count in &council.counts {
            if count.state.is_none()
                && count.count.state.is_none()
                && count.count.number().is_some()
            {
                states.none("this count", &count.count.span);
            }
        }
    }
    for meeting in site.meetings.iter() {
        states.given("this meeting", meeting.state.as_ref(), meeting.span());
        states.title(&meeting.title, meeting.state.as_ref());
        states.attended(meeting.attended.as_ref(), meeting.state.as_ref());
        if let Some(date) = &meeting.date {
            states.day(
                date,
                meeting.weekday.as_ref(),
                *meeting.year,
                meeting.state.as_ref(),
            );
        }
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            states.given("this run", run.state.as_ref(), &run.id.span);
            states.title(run.title.as_deref().unwrap_or(""), run.state.as_ref());
            states.attended(run.attended.as_ref(), run.state.as_ref());
            for day in &run.days {
                states.day(
                    &day.date,
                    day.weekday.as_ref(),
                    *run.year,
                    run.state.as_ref(),
                );
            }
        }
    }
}

/// Whether a text is a weekday as people write it: 水, （水）, 水曜日, Wed, wednesday.
fn names(text: &str, weekday: char) -> bool {
    let english = match weekday {
        '日' => "sunday",
        '月' => "monday",
        '火' => "tuesday",
        '水' => "wednesday",
        '木' => "thursday",
        '金' => "friday",
        _ => "saturday",
    };
    let text = text.trim_matches(['(', ')', '（', '）', '.', ' ']);
    let lower = text.to_lowercase();
    let short = text.strip_prefix(weekday);
    short.is_some_and(|rest| ["", "曜", "曜日"].contains(&rest))
        || lower.len() >= 3 && english.starts_with(&lower)
}

/// Words that a table of dates has where nothing took place.
const NOT_HELD: [&str; 5] = ["未定", "予定", "中止", "延期", "調整中"];

/// What can be open of a meeting, so that the whole title is no title: `内容未定`.
const OPEN: [&str; 9] = [
    "内容",
    "日程",
    "日時",
    "時期",
    "テーマ",
    "議題",
    "題目",
    "詳細",
    "会場",
];

/// The word by which a title says that this did not take place: `未定`, `事例検討（予定）`.
fn not_held(title: &str) -> Option<&'static str> {
    let title = title.trim().trim_matches(['「', '」']);
    let title = title.trim_end_matches([')', '）', '。']);
    let last = title.rsplit(['(', '（']).next().unwrap_or(title);
    let whole = last.len() == title.len();
    let says = |word: &&str| match (whole, title.strip_suffix(*word)) {
        (true, Some(before)) => before.is_empty() || OPEN.contains(&before),
        (true, None) => false,
        (false, _) => last.ends_with(*word),
    };
    NOT_HELD.into_iter().find(|word| says(word))
}

struct States<'a> {
    site: &'a Site,
    problems: &'a mut Diagnostics,
}

impl States<'_> {
    fn given(&mut self, what: &str, state: Option<&Spanned<State>>, span: &Span) {
        if state.is_none() {
            self.none(what, span);
        }
    }

    fn none(&mut self, what: &str, span: &Span) {
        let states = State::ALL.map(State::as_str).join(", ");
        self.problems.push(
            Diagnostic::error(
                "count/no-state",
                format!("{what} does not say whether it took place"),
            )
            .at(span, "no `state`")
            .hint(format!("add `state:` with one of {states}")),
        );
    }

    /// Tables of the field write 未定 and 予定 among what was held, and then count it.
    fn title(&mut self, title: &str, state: Option<&Spanned<State>>) {
        let Some(held) = state.filter(|state| ***state == State::Held) else {
            return;
        };
        if let Some(word) = not_held(title) {
            self.problems.push(
                Diagnostic::error(
                    "state/not-held",
                    format!("held, although the title says `{word}`"),
                )
                .at(&held.span, "said to be held")
                .hint(
                    "say `planned`, `undecided`, `cancelled` or `postponed`, or correct the title",
                ),
            );
        }
    }

    /// Nobody came to what did not take place, or not yet.
    fn attended(&mut self, attended: Option<&Spanned<Amount>>, state: Option<&Spanned<State>>) {
        let came = attended.filter(|came| came.number().is_some_and(|number| !number.is_zero()));
        let open = state.filter(|state| ***state != State::Held);
        if let Some((came, open)) = came.zip(open) {
            let message = format!(
                "{} took part in what is {}",
                came.value.number().unwrap_or_default(),
                open.as_str()
            );
            self.problems.push(
                Diagnostic::error("state/attended", message)
                    .at(&came.span, "so many came")
                    .related(&open.span, "and it was not held")
                    .hint("say `held`, or take the number out"),
            );
        }
    }

    fn day(
        &mut self,
        date: &Spanned<Date>,
        weekday: Option<&Spanned<String>>,
        year: FiscalYear,
        state: Option<&Spanned<State>>,
    ) {
        let right = date.weekday();
        if let Some(weekday) = weekday.filter(|weekday| !names(weekday, right)) {
            let message = format!("{} is a {right}, not a {}", date.value, weekday.value);
            self.problems.push(
                Diagnostic::error("date/weekday", message)
                    .at(&weekday.span, "this weekday")
                    .related(&date.span, "of this day")
                    .hint(format!(
                        "look at the source: write `{right}`, or correct the day"
                    )),
            );
        }
        let falls = date.fiscal_year(*self.site.config.fiscal_year_starts);
        if falls != year {
            let message = format!(
                "{} lies in the fiscal year {}, not in {}",
                date.value, falls.0, year.0
            );
            self.problems.push(
                Diagnostic::error("date/other-year", message)
                    .at(&date.span, "this day")
                    .hint("correct the day or the year"),
            );
        }
        let issued = self
            .site
            .config
            .publications
            .iter()
            .map(|p| *p.issued)
            .max();
        let held = state.filter(|state| ***state == State::Held);
        if let (Some(issued), Some(held)) = (issued, held)
            && date.value > issued
        {
            self.problems.push(
                Diagnostic::error(
                    "state/not-held",
                    "held on a day after the last publication was issued",
                )
                .at(&held.span, "said to be held")
                .related(&date.span, "on this day")
                .hint(format!(
                    "the last issue is of {issued}: say `planned`, or correct the day"
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_read_as_people_write_them() {
        for good in ["水", "水曜", "水曜日", "（水）", "Wed", "wed.", "Wednesday"] {
            assert!(names(good, '水'), "{good}");
        }
        for bad in ["木", "", "水木", "W", "Thu"] {
            assert!(!names(bad, '水'), "{bad}");
        }
    }

    #[test]
    fn only_titles_that_say_so_are_not_held() {
        assert_eq!(not_held("未定"), Some("未定"));
        assert_eq!(
            not_held("移行支援事業所との意見交換会（内容は未定）"),
            Some("未定")
        );
        assert_eq!(not_held("事例検討(予定)"), Some("予定"));
        assert_eq!(not_held("「内容未定」"), Some("未定"));
        assert_eq!(not_held("日程調整中"), Some("調整中"));
        for held in [
            "予定の立て方",
            "未定を減らす工夫",
            "雇用の中止を考える",
            "研修（予定表の見方）",
        ] {
            assert_eq!(not_held(held), None, "{held}");
        }
    }
}
