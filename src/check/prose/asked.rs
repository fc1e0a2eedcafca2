//! What the expressions of a text ask for. Texts hold a mark where one stands; here it is read again,
//! so that the words around it can be compared with what readers will see there.

use super::{Text, figures::only_year};
use crate::{
    diagnostic::Diagnostics,
    model::{FiscalYear, Indicator, Plan, Site, SurveyQuestion},
    source::Span,
};

mod around;
mod breakdowns;
mod changes;
mod courses;
mod directions;
mod goals;
mod most;
mod orders;
mod parts;
mod proportions;
mod read;
mod spread;
mod values;

pub(super) use read::of;

/// Where an expression stands in a text.
pub(super) const MARK: char = '\u{FFFC}';

/// What one expression asks for.
#[derive(Debug, Clone)]
pub(super) enum Asked<'a> {
    Figure(Figure<'a>),
    /// A fiscal year that is written by a filter.
    Year(FiscalYear),
    /// Anything else: a reference, a reckoned value.
    Other,
}

impl<'a> Asked<'a> {
    fn figure(self) -> Option<Figure<'a>> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::Year(_) | Self::Other => None,
        }
    }
}

/// A figure of one year.
#[derive(Debug, Clone)]
pub(super) struct Figure<'a> {
    call: Call,
    pub of: Of<'a>,
    pub year: FiscalYear,
    /// The part or the area that is asked for, by its name.
    pub only: Option<String>,
    /// A target, where a result may stand as well.
    target: bool,
    /// Of all states, whether held or still to come.
    any_state: bool,
    /// The plans of which one holds in the year.
    plans: Vec<&'a Plan>,
    /// The unit is written by a filter.
    with_unit: bool,
    /// Where it is asked for.
    span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// A figure, or a sum of them.
    Number,
    Plan,
    Change,
    /// A ratio, a share.
    Percent,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    Indicator(&'a Indicator),
    Council(&'a str),
    /// Meetings of a council, counted one by one.
    Meetings(&'a str),
    /// Runs of a training.
    Runs(&'a str),
    /// The answers to a question.
    Answers(&'a SurveyQuestion),
    Unknown,
}

/// A sentence of a text with what its expressions ask for.
pub(super) struct Sentence<'t, 'a> {
    pub words: &'t str,
    pub asked: &'t [Asked<'a>],
}

/// The sentences of a normal text.
pub(super) fn sentences<'t, 'a>(words: &'t str, asked: &'t [Asked<'a>]) -> Vec<Sentence<'t, 'a>> {
    let mut rest = asked;
    let cut = words.split_inclusive('。').map(|words| {
        let here = words.matches(MARK).count().min(rest.len());
        let (asked, later) = rest.split_at(here);
        rest = later;
        Sentence { words, asked }
    });
    cut.collect()
}

impl<'t, 'a> Sentence<'t, 'a> {
    /// Each figure, with the words before and behind it.
    fn figures(&self) -> impl Iterator<Item = (&'t str, &'t Figure<'a>, &'t str)> {
        let marks = self.words.match_indices(MARK);
        let (words, asked) = (self.words, self.asked);
        marks
            .zip(asked)
            .filter_map(move |((at, _), asked)| match asked {
                Asked::Figure(figure) => {
                    Some((&words[..at], figure, &words[at + MARK.len_utf8()..]))
                }
                _ => None,
            })
    }

    /// The one fiscal year that it names, in words or by a filter.
    fn year(&self) -> Option<FiscalYear> {
        let told = self.asked.iter().filter_map(|asked| match asked {
            Asked::Year(year) => Some(*year),
            _ => None,
        });
        let mut told = told.chain(only_year(self.words));
        let first = told.next()?;
        told.all(|year| year == first).then_some(first)
    }
}

/// Reports what the words of a text say wrongly of what its expressions ask for, or those of the
/// paragraphs before it in its section.
pub(super) fn check(
    site: &Site,
    text: &Text<'_>,
    section: &[Text<'_>],
    told: &[String],
    problems: &mut Diagnostics,
) {
    let shown = section.iter().flat_map(|text| of(site, text));
    let mut shown: Vec<Figure> = shown.filter_map(Asked::figure).collect();
    // A cell speaks of its row.
    if !text.column.is_empty() {
        shown.clear();
    }
    let asked = of(site, text);
    let words = text.normal();
    let last = site.last_year();
    let mut found = Diagnostics::default();
    for sentence in sentences(words, &asked) {
        around::check(site, text, &sentence, &mut found);
        parts::check(site, text, &sentence, &mut found);
        most::check(site, text, &sentence, &mut found);
        orders::check(site, text, &sentence, &mut found);
        breakdowns::check(site, text, &sentence, &shown, &mut found);
        courses::check(site, text, &sentence, &shown, &mut found);
        spread::check(site, text, &sentence, &shown, &mut found);
        goals::check(site, text, &sentence, &shown, &mut found);
        directions::check(site, text, &sentence, &shown, &mut found);
        proportions::check(site, text, &sentence, &shown, last, &mut found);
        let here = sentence.figures().map(|(_, figure, _)| figure.clone());
        // A sentence speaks of what it shows itself, or of what was shown last.
        let here: Vec<Figure> = here.collect();
        if !here.is_empty() {
            shown = here;
        }
        changes::check(site, text, &sentence, &shown, last, &mut found);
    }
    // Of one number one thing is told.
    for problem in found.sorted() {
        if !told
            .iter()
            .any(|told| problem.message.contains(&format!("`{told}`")))
        {
            problems.push(problem.clone());
        }
    }
}
