//! What cannot be read on laid-out pages: words over words, and words over the edge of the paper.

use typst::{
    introspection::Tag,
    layout::{Em, Frame, FrameItem, Point, Transform},
    text::TextItem,
};
use typst_layout::PagedDocument;

/// Words that cannot be read as they are printed.
#[derive(Debug, PartialEq)]
pub struct Spoilt {
    /// The page, counted from one.
    pub page: usize,
    pub words: String,
    pub how: Overflow,
    /// The mark that the words follow, see `MARK`.
    pub mark: Option<String>,
}

/// Where words go that have no room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Overflow {
    /// Over other words.
    Words,
    /// Over the edge of the paper.
    Edge,
}

/// What a label begins with that says what the words after it belong to.
pub const MARK: &str = "mark ";

/// A run of words as it lies on its page, in points.
struct Run<'a> {
    words: &'a str,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    mark: Option<String>,
}

/// What cannot be read, once for each mark and page.
pub(super) fn spoilt(document: &PagedDocument) -> Vec<Spoilt> {
    let mut all: Vec<Spoilt> = Vec::new();
    let mut mark = None;
    for (index, page) in document.pages().iter().enumerate() {
        let mut runs = Vec::new();
        gather(&page.frame, Transform::identity(), &mut mark, &mut runs);
        runs.sort_by(|a, b| a.top.total_cmp(&b.top));
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        for (at, run) in runs.iter().enumerate() {
            let below = runs[at + 1..].iter();
            let mut near = below.take_while(|other| other.top < run.bottom);
            let how = if run.left < -1.0 || run.right > width + 1.0 || run.bottom > height + 1.0 {
                Overflow::Edge
            } else if near.any(|other| collide(run, other)) {
                Overflow::Words
            } else {
                continue;
            };
            let found = Spoilt {
                page: index + 1,
                words: run.words.to_owned(),
                how,
                mark: run.mark.clone(),
            };
            if !all
                .iter()
                .any(|s| s.page == found.page && s.mark == found.mark)
            {
                all.push(found);
            }
        }
    }
    all
}

/// Whether two runs lie over each other, by more than kerning and accents do.
fn collide(a: &Run<'_>, b: &Run<'_>) -> bool {
    let across = a.right.min(b.right) - a.left.max(b.left);
    let down = a.bottom.min(b.bottom) - a.top.max(b.top);
    let size = (a.bottom - a.top).min(b.bottom - b.top);
    across > 1.0 && down > size * 0.3
}

fn gather<'a>(
    frame: &'a Frame,
    transform: Transform,
    mark: &mut Option<String>,
    runs: &mut Vec<Run<'a>>,
) {
    for (point, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let moved = Transform::translate(point.x, point.y).pre_concat(group.transform);
                gather(&group.frame, transform.pre_concat(moved), mark, runs);
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                runs.push(run(text, *point, transform, mark.clone()));
            }
            FrameItem::Tag(Tag::Start(content, _)) => {
                let label = content.label().map(|label| label.resolve());
                if let Some(label) = label
                    && let Some(name) = label.as_str().strip_prefix(MARK)
                {
                    *mark = Some(name.to_owned()).filter(|name| !name.is_empty());
                }
            }
            _ => {}
        }
    }
}

/// The body of the letters, without the air above and below them.
fn run(text: &TextItem, point: Point, transform: Transform, mark: Option<String>) -> Run<'_> {
    let blank = text.glyphs.iter().rev().take_while(|glyph| {
        let words = text.text.get(glyph.range());
        words.is_some_and(|words| words.trim().is_empty())
    });
    let blank = blank.map(|glyph| glyph.x_advance).sum::<Em>().at(text.size);
    let size = Point::new(text.width() - blank, text.size * -0.6);
    let (a, b) = (
        point.transform(transform),
        (point + size).transform(transform),
    );
    Run {
        words: text.text.trim(),
        left: a.x.min(b.x).to_pt(),
        right: a.x.max(b.x).to_pt(),
        top: a.y.min(b.y).to_pt(),
        bottom: a.y.max(b.y).to_pt(),
        mark,
    }
}
