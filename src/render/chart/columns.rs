//! Standing bars: few categories with short names.

use crate::{
    document::{Chart, ChartKind},
    model::Number,
    render::chart::{
        frame::{Anchor, Area, Canvas, Plot, WIDTH},
        scale::{Scale, value},
        words,
    },
};

/// The widest that a bar may be.
const BROAD: f64 = 56.0;

/// The part of its place that a group of bars fills.
const FULL: f64 = 0.8;

/// Whether each bar is broad enough for the words of its value.
pub fn fit(chart: &Chart) -> bool {
    if chart.kind == ChartKind::Stacked {
        return true;
    }
    let numbers = chart.series.iter().flat_map(|s| s.values.iter().flatten());
    let longest = numbers.map(|n| words::length(&n.grouped()));
    let bars = chart.categories.len() * chart.series.len().max(1);
    let place = WIDTH * 0.85 * FULL / bars.max(1) as f64;
    longest.fold(0.0, f64::max) <= place
}

/// Draws the bars; gives where they end.
pub fn draw(canvas: &mut Canvas, chart: &Chart, scale: &Scale, top: f64) -> f64 {
    let plot = Plot::upright(canvas, chart, scale, top);
    let band = plot.band(chart);
    for category in 0..chart.categories.len() {
        let center = plot.left + band * (category as f64 + 0.5);
        match chart.kind {
            ChartKind::Stacked => stack(canvas, chart, scale, &plot, category, center),
            _ => group(canvas, chart, scale, &plot, category, center),
        }
    }
    plot.names(canvas, chart, scale)
}

fn group(
    canvas: &mut Canvas,
    chart: &Chart,
    scale: &Scale,
    plot: &Plot,
    category: usize,
    center: f64,
) {
    let count = chart.series.len() as f64;
    let broad = (plot.band(chart) * FULL / count).min(BROAD);
    let zero = plot.y(scale, 0.0);
    for (index, series) in chart.series.iter().enumerate() {
        let x = center + broad * (index as f64 - count / 2.0);
        let Some(value) = value(&series.values, category) else {
            canvas.missing(x + broad / 2.0, zero - 4.0);
            continue;
        };
        let y = plot.y(scale, value);
        let bar = Area {
            x: x + 1.5,
            y: y.min(zero),
            width: broad - 3.0,
            height: (y - zero).abs(),
        };
        canvas.bar(index, bar);
        let word = series.values[category].map(Number::grouped);
        canvas.text(
            x + broad / 2.0,
            bar.y - 5.0,
            Anchor::Middle,
            &word.unwrap_or_default(),
        );
    }
}

fn stack(
    canvas: &mut Canvas,
    chart: &Chart,
    scale: &Scale,
    plot: &Plot,
    category: usize,
    center: f64,
) {
    let broad = (plot.band(chart) * FULL).min(BROAD);
    let mut sum = 0.0;
    let mut gaps = 0.0;
    for (index, series) in chart.series.iter().enumerate() {
        let Some(value) = value(&series.values, category) else {
            gaps += 1.0;
            continue;
        };
        let (foot, head) = (plot.y(scale, sum), plot.y(scale, sum + value));
        sum += value;
        if value > 0.0 {
            let bar = Area {
                x: center - broad / 2.0,
                y: head,
                width: broad,
                height: foot - head,
            };
            canvas.bar(index, bar);
            let word = series.values[category].map(Number::grouped);
            canvas.text_inside(bar, &word.unwrap_or_default());
        }
    }
    if gaps > 0.0 {
        canvas.missing(center, plot.y(scale, sum) - 5.0);
    }
}
