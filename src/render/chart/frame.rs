//! The paper of a chart: shapes and words in presentation attributes, and the SVG document around them.

use std::fmt::Write;

use crate::{
    document::Chart,
    render::chart::{scale::Scale, style, words},
};

/// The width of every chart; its height follows what is on it.
pub const WIDTH: f64 = 560.0;
/// Space around the drawing.
pub const MARGIN: f64 = 10.0;
/// The size of words.
pub const SIZE: f64 = 14.0;
/// The distance between lines of words.
pub const LINE: f64 = 18.0;

const INK: &str = "#1a1a1c";
const FAINT: &str = "#cfd4da";
const AXIS: &str = "#5c6066";

/// Where words stand to their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
#[derive(Default)]
pub struct Canvas {
    body: String,
    /// Places that words have taken.
    taken: Vec<Area>,
}

/// A rectangle of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Where words in a line with this foot stand.
    fn of(x: f64, y: f64, anchor: Anchor, text: &str) -> Self {
        let width = words::length(text);
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Self {
            x,
            y: y - SIZE,
            width,
            height: LINE,
        }
    }
}

impl Canvas {
    pub fn push(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    pub fn text(&mut self, x: f64, y: f64, anchor: Anchor, text: &str) {
        self.taken.push(Area::of(x, y, anchor, text));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let text = escaped(text);
        let (x, y) = (number(x), number(y));
        self.push(&format!("<text x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>"));
    }

    /// Words at the first of some places that is free; none when all are taken.
    pub fn text_where_free(&mut self, places: &[(f64, f64)], text: &str) {
        let free = places.iter().find(|(x, y)| {
            let area = Area::of(*x, *y, Anchor::Middle, text);
            area.x >= 0.0
                && area.x + area.width <= WIDTH
                && !self.taken.iter().any(|taken| taken.meets(&area))
        });
        if let Some(&(x, y)) = free {
            self.text(x, y, Anchor::Middle, text);
        }
    }

    /// Keeps words away from a place.
    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// A bar in the pattern of a series.
    pub fn bar(&mut self, series: usize, area: Area) {
        let (x, y) = (number(area.x), number(area.y));
        let (width, height) = (number(area.width), number(area.height));
        let (fill, color) = (style::fill(series), style::color(series));
        self.push(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" stroke=\"{color}\"/>"
        ));
    }

    /// A tile in a shade; hatched where its value is missing.
    pub fn tile(&mut self, area: Area, shade: Option<&str>) {
        let (x, y) = (number(area.x), number(area.y));
        let (width, height) = (number(area.width), number(area.height));
        let fill = shade.unwrap_or("#fff");
        let dashes = if shade.is_none() {
            " stroke-dasharray=\"4 3\""
        } else {
            ""
        };
        self.push(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"{fill}\" \
             stroke=\"{AXIS}\"{dashes}/>"
        ));
    }

    /// A number that is what the place is about.
    pub fn strong(&mut self, x: f64, y: f64, text: &str) {
        self.taken.push(Area::of(x, y, Anchor::Middle, text));
        let (x, y, text) = (number(x), number(y), escaped(text));
        self.push(&format!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" font-weight=\"bold\">{text}</text>"
        ));
    }

    /// Words inside a bar, on white so that no pattern runs through them; none where they do not fit.
    pub fn text_inside(&mut self, area: Area, text: &str) {
        let width = words::length(text) + 4.0;
        if area.width < width + 2.0 || area.height < LINE {
            return;
        }
        let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
        let (left, top) = (number(x - width / 2.0), number(y - LINE / 2.0 + 1.0));
        let (width, height) = (number(width), number(LINE - 2.0));
        self.push(&format!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"2\" fill=\"#fff\"/>"
        ));
        self.text(x, y + SIZE * 0.36, Anchor::Middle, text);
    }

    /// The mark of a missing value.
    pub fn missing(&mut self, x: f64, y: f64) {
        self.text(x, y, Anchor::Middle, "－");
    }

    pub fn grid(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.stroke(from, to, FAINT);
    }

    pub fn axis(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.stroke(from, to, AXIS);
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64), color: &str) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        self.push(&format!(
            "<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"{color}\"/>"
        ));
    }

    /// The document: title and description first, then the patterns in use, on white.
    pub fn finish(self, chart: &Chart, height: f64) -> String {
        let (width, height) = (number(WIDTH), number(height));
        let mut svg = String::new();
        let _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" font-family=\"BIZ UDGothic, BIZ UDPGothic, sans-serif\" \
             font-size=\"{SIZE}\" fill=\"{INK}\">"
        );
        let _ = writeln!(svg, "<title>{}</title>", escaped(&chart.title));
        if !chart.description.is_empty() {
            let _ = writeln!(svg, "<desc>{}</desc>", escaped(&chart.description));
        }
        svg.push_str(&style::patterns(chart.series.len()));
        let _ = writeln!(
            svg,
            "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
        );
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }
}

/// The field in which columns and lines stand.
pub struct Plot {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Plot {
    /// A field under `top` with its axis of values on the left, drawn.
    pub fn upright(canvas: &mut Canvas, chart: &Chart, scale: &Scale, top: f64) -> Self {
        let ticks = scale.ticks();
        let widest = ticks.iter().map(|(_, word)| words::length(word));
        let left = MARGIN + widest.fold(0.0, f64::max) + 8.0;
        let unit = if chart.unit.is_some() { LINE } else { 0.0 };
        let plot = Self {
            left,
            top: top + unit + 14.0,
            width: WIDTH - MARGIN - left,
            height: 230.0,
        };
        if let Some(unit) = &chart.unit {
            canvas.text(MARGIN, top + SIZE, Anchor::Start, &format!("（{unit}）"));
        }
        for (value, word) in ticks {
            let y = plot.y(scale, value);
            canvas.grid((left, y), (left + plot.width, y));
            canvas.text(left - 8.0, y + SIZE * 0.36, Anchor::End, &word);
        }
        plot
    }

    /// The height at which a value stands.
    pub fn y(&self, scale: &Scale, value: f64) -> f64 {
        self.top + self.height * (1.0 - scale.part(value))
    }

    /// The width for one category.
    pub fn band(&self, chart: &Chart) -> f64 {
        self.width / chart.categories.len().max(1) as f64
    }

    /// The names of the categories under the field, each as wide as its place; gives where they end.
    pub fn names(&self, canvas: &mut Canvas, chart: &Chart, scale: &Scale) -> f64 {
        let band = self.band(chart);
        let zero = self.y(scale, 0.0);
        canvas.axis((self.left, zero), (self.left + self.width, zero));
        // Where three characters do not fit, only some of the names are shown.
        let every = (3.5 * SIZE / band).ceil().max(1.0) as usize;
        let room = (band * every as f64 / SIZE - 0.5).max(3.0);
        let foot = self.top + self.height + 6.0;
        let mut bottom = foot;
        for (index, name) in chart.categories.iter().enumerate().step_by(every) {
            let x = self.left + band * (index as f64 + 0.5);
            for (line, words) in words::wrap(name, room).iter().enumerate() {
                let y = foot + SIZE + LINE * line as f64;
                canvas.text(x, y, Anchor::Middle, words);
                bottom = bottom.max(y);
            }
        }
        bottom + MARGIN
    }
}

/// A length with one decimal, and none where it is whole.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
