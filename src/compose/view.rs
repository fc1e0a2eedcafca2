//! Views: fenced blocks that place data as tables, charts, cards, trees and timelines.

use std::fmt::Display;

use crate::{
    compose::figures::{About, Figures, Question, Trouble},
    diagnostic::{Diagnostic, Diagnostics, nearest},
    document::{Block, BlockKind, Inline, View, text},
    model::{FiscalYear, Site, State},
    source::{Span, Spanned},
};

mod cards;
mod chart;
mod codes;
mod cross;
mod curriculum;
mod grid;
mod lay;
mod list;
mod map;
mod parameters;
mod plain;
mod plan_and_actual;
mod record;
mod sample;
mod table;
mod timeline;
mod timetable;
mod tree;
mod words;
mod written;
mod years;

use parameters::Where;

/// A problem as the steps of a view hand it on.
type Result<T> = std::result::Result<T, Box<Diagnostic>>;

/// The views, by the name in the info string.
pub const NAMES: [&str; 11] = [
    "cards",
    "chart",
    "codes",
    "curriculum",
    "map",
    "plan-and-actual",
    "sample",
    "table",
    "timeline",
    "timetable",
    "tree",
];

/// The block that a view stands for. Its id is empty unless the author gave one.
pub fn evaluate(
    view: &View,
    figures: &Figures,
    site: &Site,
    edition: Option<FiscalYear>,
) -> (Option<Block>, Diagnostics) {
    let desk = Desk {
        view,
        figures,
        site,
        edition,
    };
    let mut problems = Diagnostics::default();
    let block = match view.name.as_str() {
        "table" => table::table(&desk).map(BlockKind::Table),
        "chart" => chart::chart(&desk).map(BlockKind::Chart),
        "codes" => codes::codes(&desk).map(BlockKind::Table),
        "sample" => sample::sample(&desk),
        "cards" => cards::cards(&desk).map(BlockKind::Cards),
        "curriculum" => curriculum::curriculum(&desk).map(BlockKind::Table),
        "map" => map::map(&desk).map(BlockKind::Chart),
        "plan-and-actual" => plan_and_actual::plan_and_actual(&desk),
        "timeline" => timeline::timeline(&desk).map(BlockKind::Table),
        "timetable" => timetable::timetable(&desk).map(BlockKind::Table),
        "tree" => tree::tree(&desk),
        name => Err(Box::new(unknown(view, name))),
    };
    let block = block.map_err(|problem| problems.push(*problem)).ok();
    if let Some(block) = &block {
        words::check(&desk, block, &mut problems);
    }
    (block.map(|kind| desk.block(kind)), problems)
}

fn unknown(view: &View, name: &str) -> Diagnostic {
    let message = format!("there is no view called `{name}`");
    Diagnostic::error("view/unknown", message)
        .at(&name_of(view), "not a view")
        .hint(match nearest(name, NAMES) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the views are {}", NAMES.join(", ")),
        })
}

/// The name of a view in its info string, the line above the parameters.
fn name_of(view: &View) -> Span {
    let Span { source, range } = &view.span;
    let above = source.text()[..range.start].trim_end();
    let line = above.rfind('\n').map_or(0, |at| at + 1);
    match above[line..].rfind(&view.name) {
        Some(at) => source.span(line + at..line + at + view.name.len()),
        None => view.span.clone(),
    }
}

/// What a view is made with.
struct Desk<'a> {
    view: &'a View,
    figures: &'a Figures,
    site: &'a Site,
    /// The year of the edition that the page belongs to.
    edition: Option<FiscalYear>,
}

impl Desk<'_> {
    fn word(&self, key: impl Display) -> String {
        self.site.theme.word(&key.to_string()).to_owned()
    }

    /// A word with its places filled: `{label}（{unit}）`.
    fn filled(&self, key: &str, values: &[(&str, &str)]) -> String {
        let fill = |word: String, (name, value): &(&str, &str)| {
            word.replace(&format!("{{{name}}}"), value)
        };
        values.iter().fold(self.word(key), fill)
    }

    /// The word for a day that the data does not tell: what was held had one.
    fn undated(&self, state: Option<&State>) -> String {
        self.word(match state {
            Some(State::Held) => "timeline.unknown",
            _ => "timeline.undated",
        })
    }

    fn block(&self, kind: BlockKind) -> Block {
        Block {
            kind,
            span: self.view.span.clone(),
        }
    }

    /// A cell of one paragraph.
    fn paragraph(&self, content: Vec<Inline>) -> Vec<Block> {
        vec![self.block(BlockKind::Paragraph(content))]
    }

    fn optional(&self, words: Option<&String>) -> Vec<Inline> {
        words.map(text).unwrap_or_default()
    }
}

/// A question to the figures and its places in the file.
struct Asked<'a> {
    of: &'a Spanned<String>,
    filters: &'a Where,
}

impl Asked<'_> {
    fn question(&self, desk: &Desk) -> Result<Question> {
        self.filters.question(&self.of.value, desk)
    }

    /// Why there is no answer, at the parameter that is wrong.
    fn trouble(&self, trouble: Trouble) -> Box<Diagnostic> {
        let span = match &trouble.about {
            About::Filter(name) => self
                .filters
                .place(name, trouble.code == "figure/unknown-filter"),
            About::Of | About::Whole => None,
        };
        placed(span.unwrap_or(&self.of.span), trouble)
    }
}

/// Trouble at a place that the caller knows.
fn placed(span: &Span, trouble: Trouble) -> Box<Diagnostic> {
    let mut diagnostic = Diagnostic::error(trouble.code, trouble.message).at(span, "asked here");
    diagnostic.hints = trouble.hints;
    Box::new(diagnostic)
}
