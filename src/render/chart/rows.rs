//! Lying bars: many categories, or long names, all of them read without turning the head.

use crate::{
    document::{Chart, ChartKind},
    model::Number,
    render::chart::{
        frame::{Anchor, Area, Canvas, LINE, MARGIN, SIZE, WIDTH},
        scale::{Scale, value},
        words,
    },
};

/// The widest column of names, in em.
const NAMES: f64 = 11.0;

/// The height of a bar alone, and of one among others.
const ALONE: f64 = 20.0;
const AMONG: f64 = 18.0;

/// Space between categories.
const GAP: f64 = 8.0;

/// The field of the bars.
struct Field<'a> {
    scale: &'a Scale,
    left: f64,
    width: f64,
}

impl Field<'_> {
    fn x(&self, value: f64) -> f64 {
        self.left + self.width * self.scale.part(value)
    }
}

/// Draws the bars; gives where they end.
pub fn draw(canvas: &mut Canvas, chart: &Chart, scale: &Scale, top: f64) -> f64 {
    let names: Vec<Vec<String>> = chart
        .categories
        .iter()
        .map(|name| words::wrap(name, NAMES))
        .collect();
    let widest = names.iter().flatten().map(|line| words::length(line));
    let unit = words::length(&unit(chart));
    let left = MARGIN + widest.fold(unit, f64::max) + 8.0;
    let field = Field {
        scale,
        left,
        width: WIDTH - MARGIN - beside(chart) - left,
    };
    let heights: Vec<f64> = names.iter().map(|lines| height(chart, lines)).collect();
    let start = axis(canvas, chart, &field, top, heights.iter().sum());
    let mut y = start;
    for (category, lines) in names.iter().enumerate() {
        name(canvas, lines, left - 8.0, y, heights[category]);
        match chart.kind {
            ChartKind::Stacked => stack(canvas, chart, &field, category, y, heights[category]),
            _ => group(canvas, chart, &field, category, y, heights[category]),
        }
        y += heights[category];
    }
    canvas.axis((field.x(0.0), start), (field.x(0.0), y));
    y + MARGIN
}

/// Room for the words beside the longest bar.
fn beside(chart: &Chart) -> f64 {
    let numbers = chart.series.iter().flat_map(|s| s.values.iter().flatten());
    let longest = numbers.map(|n| words::length(&n.grouped()));
    match chart.kind {
        ChartKind::Stacked => SIZE,
        _ => longest.fold(SIZE, f64::max) + 6.0,
    }
}

fn height(chart: &Chart, lines: &[String]) -> f64 {
    let bars = match chart.kind {
        ChartKind::Stacked => ALONE,
        _ if chart.series.len() == 1 => ALONE,
        _ => AMONG * chart.series.len() as f64,
    };
    bars.max(LINE * lines.len() as f64) + GAP
}

/// The axis of values above the bars, with its unit; gives where the bars begin.
fn axis(canvas: &mut Canvas, chart: &Chart, field: &Field, top: f64, height: f64) -> f64 {
    let start = top + LINE + 6.0;
    let mut free = f64::MIN;
    for (value, word) in field.scale.ticks() {
        let x = field.x(value);
        canvas.grid((x, start), (x, start + height));
        let half = words::length(&word) / 2.0;
        // Where figures would touch, every other one is left out.
        if x - half >= free {
            canvas.text(x, top + SIZE, Anchor::Middle, &word);
            free = x + half + SIZE;
        }
    }
    if chart.unit.is_some() {
        canvas.text(MARGIN, top + SIZE, Anchor::Start, &unit(chart));
    }
    start
}

fn unit(chart: &Chart) -> String {
    let unit = chart.unit.as_ref();
    unit.map_or_else(String::new, |unit| format!("（{unit}）"))
}

fn name(canvas: &mut Canvas, lines: &[String], x: f64, y: f64, height: f64) {
    let middle = y + height / 2.0 - LINE * (lines.len() as f64 - 1.0) / 2.0;
    for (index, line) in lines.iter().enumerate() {
        let foot = middle + SIZE * 0.36 + LINE * index as f64;
        canvas.text(x, foot, Anchor::End, line);
    }
}

fn group(
    canvas: &mut Canvas,
    chart: &Chart,
    field: &Field,
    category: usize,
    top: f64,
    height: f64,
) {
    let count = chart.series.len() as f64;
    let thick = ((height - GAP) / count).min(ALONE);
    let first = top + (height - thick * count) / 2.0;
    let zero = field.x(0.0);
    for (index, series) in chart.series.iter().enumerate() {
        let y = first + thick * index as f64;
        let foot = y + thick / 2.0 + SIZE * 0.36;
        let Some(value) = value(&series.values, category) else {
            canvas.missing(zero + SIZE / 2.0 + 4.0, foot);
            continue;
        };
        let x = field.x(value);
        let bar = Area {
            x: x.min(zero),
            y: y + 1.5,
            width: (x - zero).abs(),
            height: thick - 3.0,
        };
        canvas.bar(index, bar);
        let word = series.values[category].map(Number::grouped);
        canvas.text(
            x.max(zero) + 5.0,
            foot,
            Anchor::Start,
            &word.unwrap_or_default(),
        );
    }
}

fn stack(
    canvas: &mut Canvas,
    chart: &Chart,
    field: &Field,
    category: usize,
    top: f64,
    height: f64,
) {
    let y = top + (height - ALONE) / 2.0;
    let mut sum = 0.0;
    let mut missing = false;
    for (index, series) in chart.series.iter().enumerate() {
        let Some(value) = value(&series.values, category) else {
            missing = true;
            continue;
        };
        let (from, to) = (field.x(sum), field.x(sum + value));
        sum += value;
        if value > 0.0 {
            let bar = Area {
                x: from,
                y,
                width: to - from,
                height: ALONE,
            };
            canvas.bar(index, bar);
            let word = series.values[category].map(Number::grouped);
            canvas.text_inside(bar, &word.unwrap_or_default());
        }
    }
    if missing {
        let x = field.x(sum) + SIZE / 2.0 + 2.0;
        canvas.missing(x, y + ALONE / 2.0 + SIZE * 0.36);
    }
}
