//! The names of the series with what tells them apart.

use crate::{
    document::{Chart, ChartKind},
    render::chart::{
        frame::{Anchor, Area, Canvas, LINE, MARGIN, SIZE, WIDTH, number},
        style, words,
    },
};

/// A swatch and the space after it.
const SWATCH: f64 = 24.0;
const GAP: f64 = 20.0;

/// Draws the legend on as many lines as it needs; gives where it ends.
pub fn draw(canvas: &mut Canvas, chart: &Chart) -> f64 {
    let (mut x, mut y) = (MARGIN, MARGIN);
    let named = chart.series.iter().enumerate();
    let named: Vec<_> = named.filter(|(_, s)| !s.label.is_empty()).collect();
    for (index, series) in &named {
        let length = SWATCH + words::length(&series.label);
        if x > MARGIN && x + length > WIDTH - MARGIN {
            x = MARGIN;
            y += LINE + 4.0;
        }
        swatch(canvas, chart.kind, *index, x, y);
        let foot = y + SIZE;
        canvas.text(x + SWATCH, foot, Anchor::Start, &series.label);
        x += length + GAP;
    }
    if named.is_empty() {
        return MARGIN;
    }
    y + LINE + 8.0
}

fn swatch(canvas: &mut Canvas, kind: ChartKind, series: usize, x: f64, y: f64) {
    if kind != ChartKind::Line {
        let area = Area {
            x: x + 0.5,
            y: y + 2.0,
            width: 17.0,
            height: 13.0,
        };
        return canvas.bar(series, area);
    }
    let y = y + 9.0;
    let (from, to, height) = (number(x), number(x + 18.0), number(y));
    let line = style::line(series);
    canvas.push(&format!("<path d=\"M{from} {height}H{to}\" {line}/>"));
    canvas.push(&style::mark(series, x + 9.0, y));
}
