//! Lines from year to year, with gaps where values are missing.

use crate::{
    document::Chart,
    model::Number,
    render::chart::{
        frame::{Area, Canvas, LINE, Plot, SIZE, number},
        scale::{Scale, value},
        style, words,
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
    let points = points(chart, scale, &plot);
    for (series, points) in points.iter().enumerate() {
        path(canvas, series, points);
    }
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
        canvas.text_where_free(&places(point), &point.word);
    }
    gaps(canvas, &points, scale, &plot, plot.band(chart));
    bottom
}

/// The points of each series.
fn points(chart: &Chart, scale: &Scale, plot: &Plot) -> Vec<Vec<Option<Point>>> {
    let band = plot.band(chart);
    let point = |series: usize, category: usize| {
        let values = &chart.series[series].values;
        let value = value(values, category)?;
        Some(Point {
            series,
            x: plot.left + band * (category as f64 + 0.5),
            y: plot.y(scale, value),
            word: values[category].map(Number::grouped).unwrap_or_default(),
        })
    };
    let categories = 0..chart.categories.len();
    (0..chart.series.len())
        .map(|series| categories.clone().map(|c| point(series, c)).collect())
        .collect()
}

/// A mark for each missing value, on the axis and clear of everything else.
fn gaps(canvas: &mut Canvas, points: &[Vec<Option<Point>>], scale: &Scale, plot: &Plot, band: f64) {
    let zero = plot.y(scale, 0.0);
    for points in points {
        let missing = points.iter().enumerate().filter(|(_, p)| p.is_none());
        for (category, _) in missing {
            let x = plot.left + band * (category as f64 + 0.5);
            let beside = [0.0, 20.0, -20.0].map(|beside| (x + beside, zero - 6.0));
            let above = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(|line| (x, zero - 6.0 - LINE * line));
            let places = [&beside[..], &above[..]].concat();
            canvas.text_where_free(&places, "－");
        }
    }
}

/// Where the word of a point may stand: above, below, beside.
fn places(point: &Point) -> [(f64, f64); 4] {
    let beside = words::length(&point.word) / 2.0 + 9.0;
    let level = point.y + SIZE * 0.36;
    [
        (point.x, point.y - 10.0),
        (point.x, point.y + 22.0),
        (point.x + beside, level),
        (point.x - beside, level),
    ]
}

fn path(canvas: &mut Canvas, series: usize, points: &[Option<Point>]) {
    let mut path = String::new();
    let mut pen = 'M';
    for pair in points.windows(2) {
        if let [Some(from), Some(to)] = pair {
            keep_clear(canvas, from, to);
        }
    }
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

/// Keeps words off the line between two points.
fn keep_clear(canvas: &mut Canvas, from: &Point, to: &Point) {
    let (across, up) = (to.x - from.x, to.y - from.y);
    let count = (across.hypot(up) / 4.0).ceil();
    for step in 0..=count as usize {
        let part = step as f64 / count.max(1.0);
        canvas.take(Area {
            x: from.x + across * part - 1.5,
            y: from.y + up * part - 1.5,
            width: 3.0,
            height: 3.0,
        });
    }
}
