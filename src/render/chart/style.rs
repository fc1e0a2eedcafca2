//! What tells series apart, in greyscale too: colour, pattern, mark and dashes.

use std::fmt::Write;

use crate::render::chart::frame::number;

/// Dark enough on white to be seen as shapes (3:1) and to differ in brightness.
const COLORS: [&str; 6] = [
    "#1c4f8c", "#b4530a", "#2b7a57", "#74458f", "#4d5560", "#a01742",
];

/// Strokes of a pattern in a field of eight by eight; the first series is plain.
const PATTERNS: [&str; 6] = [
    "",
    "M-2 2L2 -2M-1 9L9 -1M6 10L10 6",
    "M2 2h.1M6 6h.1",
    "M0 4H8",
    "M4 0V8",
    "M-2 6L2 10M-1 -1L9 9M6 -2L10 2",
];

const DASHES: [&str; 6] = ["", "7 4", "2 3", "10 3 2 3", "5 2", "1 4"];

pub fn color(series: usize) -> &'static str {
    COLORS[series % COLORS.len()]
}

/// The filling of bars: a colour, or a pattern in it.
pub fn fill(series: usize) -> String {
    if PATTERNS[series % PATTERNS.len()].is_empty() {
        color(series).to_owned()
    } else {
        format!("url(#p{})", series % PATTERNS.len())
    }
}

/// The definitions that `fill` refers to.
pub fn patterns(series: usize) -> String {
    let mut defs = String::new();
    for (index, strokes) in PATTERNS.iter().enumerate().take(series) {
        if strokes.is_empty() {
            continue;
        }
        // Dots are strokes of no length.
        let width = if strokes.contains('h') { 3 } else { 2 };
        let color = color(index);
        let _ = writeln!(
            defs,
            "<pattern id=\"p{index}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"{strokes}\" fill=\"none\" stroke=\"{color}\" \
             stroke-width=\"{width}\" stroke-linecap=\"round\"/></pattern>"
        );
    }
    if defs.is_empty() {
        return defs;
    }
    format!("<defs>\n{defs}</defs>\n")
}

/// The attributes of the line of a series.
pub fn line(series: usize) -> String {
    let color = color(series);
    match DASHES[series % DASHES.len()] {
        "" => format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"2.5\""),
        dashes => format!(
            "fill=\"none\" stroke=\"{color}\" stroke-width=\"2.5\" stroke-dasharray=\"{dashes}\""
        ),
    }
}

/// The mark of a series at a point: circle, square, triangle and so on.
pub fn mark(series: usize, x: f64, y: f64) -> String {
    let color = color(series);
    let hollow = series % 2 == 1;
    let fill = if hollow { "#fff" } else { color };
    let at = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
    let shape = match series % 6 {
        0 => {
            let (x, y) = (number(x), number(y));
            return format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\" fill=\"{color}\"/>");
        }
        1 => [at(-4.5, -4.5), at(4.5, -4.5), at(4.5, 4.5), at(-4.5, 4.5)].to_vec(),
        2 => [at(0.0, -5.5), at(5.5, 4.5), at(-5.5, 4.5)].to_vec(),
        3 => [at(0.0, -6.0), at(6.0, 0.0), at(0.0, 6.0), at(-6.0, 0.0)].to_vec(),
        4 => [at(-5.5, -4.5), at(5.5, -4.5), at(0.0, 5.5)].to_vec(),
        _ => [at(-6.0, -2.0), at(6.0, -2.0), at(6.0, 2.0), at(-6.0, 2.0)].to_vec(),
    };
    let path = shape.join("L");
    format!("<path d=\"M{path}Z\" fill=\"{fill}\" stroke=\"{color}\" stroke-width=\"2\"/>")
}
