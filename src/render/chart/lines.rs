//! Lines from year to year, with gaps where values are missing.

use crate::{
    document::Chart,
    model::Number,
    render::chart::{
        frame::{Area, Canvas, Plot, number},
        scale::{Scale, value},
        style,
    },
};

/// A value of a series at its place.
struct Point {
    series: usize,
    x: f64,
    y: f64,
    word: String,
}

/// Draws the lines; gives where they end.
pub fn draw(canvas: &mut Canvas, chart: &Chart, scale: &Scale, top: f64) -> f64 {
    let plot = Plot::upright(canvas, chart, scale, top);
    let bottom = plot.names(canvas, chart, scale);
    let points = points(canvas, chart, scale, &plot);
    for point in points.iter().flatten().flatten() {
        canvas.push(&style::mark(point.series, point.x, point.y));
        canvas.take(Area {
            x: point.x - 6.0,
            y: point.y - 6.0,
            width: 12.0,
            height: 12.0,
        });
    }
    for point in points.iter().flatten().flatten() {
        let places = [(point.x, point.y - 10.0), (point.x, point.y + 22.0)];
        canvas.text_where_free(&places, &point.word);
    }
    bottom
}

/// The points of each series, after the lines through them are drawn.
fn points(
    canvas: &mut Canvas,
    chart: &Chart,
    scale: &Scale,
    plot: &Plot,
) -> Vec<Vec<Option<Point>>> {
    let band = plot.band(chart);
    let zero = plot.y(scale, 0.0);
    let mut all = Vec::new();
    let mut gaps = vec![0.0; chart.categories.len()];
    for (index, series) in chart.series.iter().enumerate() {
        let mut points = Vec::new();
        for (category, gaps) in gaps.iter_mut().enumerate() {
            let x = plot.left + band * (category as f64 + 0.5);
            let found = value(&series.values, category);
            if found.is_none() {
                // One mark for each missing series, side by side above the axis.
                canvas.missing(x + *gaps, zero - 5.0);
                *gaps += 16.0;
            }
            let word = series.values.get(category).copied().flatten();
            points.push(found.map(|value| Point {
                series: index,
                x,
                y: plot.y(scale, value),
                word: word.map(Number::grouped).unwrap_or_default(),
            }));
        }
        path(canvas, index, &points);
        all.push(points);
    }
    all
}

fn path(canvas: &mut Canvas, series: usize, points: &[Option<Point>]) {
    let mut path = String::new();
    let mut pen = 'M';
    for point in points {
        let Some(point) = point else {
            pen = 'M';
            continue;
        };
        path.push_str(&format!("{pen}{} {}", number(point.x), number(point.y)));
        pen = 'L';
    }
    if path.contains('L') {
        let line = style::line(series);
        canvas.push(&format!("<path d=\"{path}\" {line}/>"));
    }
}
