//! Areas as tiles that lie as the areas do: each with its name and its number, darker for more.

use crate::{
    document::Chart,
    render::chart::{
        frame::{Anchor, Area, Canvas, LINE, MARGIN, SIZE, WIDTH},
        scale::value,
        words,
    },
};

/// From little to much; the last is still light enough for black words on it.
const SHADES: [&str; 4] = ["#ffffff", "#e3ecf6", "#bcd3ec", "#8fb4dd"];
/// The widest that a tile may be.
const BROAD: f64 = 132.0;
const GAP: f64 = 4.0;

/// Draws the tiles and what their shades mean; gives where they end.
pub fn draw(canvas: &mut Canvas, chart: &Chart, top: f64) -> f64 {
    let columns = chart.tiles.iter().map(|(column, _)| *column).max();
    let rows = chart.tiles.iter().map(|(_, row)| *row).max();
    let (Some(columns), Some(rows)) = (columns, rows) else {
        return top + MARGIN;
    };
    let broad = ((WIDTH - 2.0 * MARGIN) / f64::from(columns.max(1))).min(BROAD);
    let room = (broad - GAP) / SIZE - 0.6;
    let lines = chart
        .categories
        .iter()
        .map(|name| words::wrap(name, room).len());
    let high = (lines.max().unwrap_or(1) as f64 + 1.0) * LINE + 10.0;
    let start = legend(canvas, chart, top);
    for (category, (column, row)) in chart.tiles.iter().enumerate() {
        let area = Area {
            x: MARGIN + broad * f64::from(column.saturating_sub(1)),
            y: start + (high + GAP) * f64::from(row.saturating_sub(1)),
            width: broad - GAP,
            height: high,
        };
        tile(canvas, chart, category, area, room);
    }
    start + (high + GAP) * f64::from(rows) + MARGIN
}

fn tile(canvas: &mut Canvas, chart: &Chart, category: usize, area: Area, room: f64) {
    let number = chart
        .series
        .first()
        .and_then(|s| s.values.get(category).copied().flatten());
    let shade = number.map(|n| SHADES[class(chart, n.to_f64())]);
    canvas.tile(area, shade);
    let x = area.x + area.width / 2.0;
    let name = words::wrap(&chart.categories[category], room);
    for (index, line) in name.iter().enumerate() {
        canvas.text(
            x,
            area.y + 4.0 + SIZE + LINE * index as f64,
            Anchor::Middle,
            line,
        );
    }
    let foot = area.y + area.height - 8.0;
    match number {
        Some(number) => canvas.strong(x, foot, &number.grouped()),
        None => canvas.missing(x, foot),
    }
}

/// The largest value; a map of zeros has one class.
fn most(chart: &Chart) -> f64 {
    let values = chart.series.iter().flat_map(|series| {
        (0..chart.categories.len()).filter_map(|category| value(&series.values, category))
    });
    values.fold(0.0, f64::max)
}

/// Where classes begin: round numbers that divide the range in four.
fn bounds(chart: &Chart) -> [f64; 3] {
    let step = (most(chart) / 4.0).max(1.0);
    let power = 10_f64.powf(step.log10().floor());
    let step = (step / power).ceil() * power;
    [step, step * 2.0, step * 3.0]
}

fn class(chart: &Chart, value: f64) -> usize {
    bounds(chart)
        .iter()
        .filter(|bound| value >= **bound)
        .count()
}

/// The shades with their ranges, and the unit; gives where the tiles begin.
fn legend(canvas: &mut Canvas, chart: &Chart, top: f64) -> f64 {
    let bounds = bounds(chart);
    let highest = most(chart);
    let word = |n: f64| {
        crate::model::Number::parse(&format!("{n:.0}")).map_or_else(String::new, |n| n.grouped())
    };
    let mut x = MARGIN;
    let mut y = top;
    for (class, shade) in SHADES.iter().enumerate() {
        let low = if class == 0 { 0.0 } else { bounds[class - 1] };
        if low > highest {
            break;
        }
        let range = match bounds.get(class) {
            Some(next) => format!("{}〜{}", word(low), word(next - 1.0)),
            None => format!("{}〜", word(low)),
        };
        let length = 22.0 + words::length(&range) + 14.0;
        if x + length > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + LINE + 4.0);
        }
        let area = Area {
            x,
            y,
            width: 16.0,
            height: 16.0,
        };
        canvas.tile(area, Some(shade));
        canvas.text(x + 22.0, y + 13.0, Anchor::Start, &range);
        x += length;
    }
    if let Some(unit) = &chart.unit {
        let unit = format!("（{unit}）");
        if x + words::length(&unit) > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + LINE + 4.0);
        }
        canvas.text(x, y + 13.0, Anchor::Start, &unit);
    }
    y + LINE + 10.0
}
