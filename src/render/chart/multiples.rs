//! Small multiples: the same small field for each series, so that their courses can be compared.

use crate::{
    document::Chart,
    model::Number,
    render::chart::{
        frame::{Anchor, Area, Canvas, LINE, MARGIN, SIZE, WIDTH},
        scale::{Scale, value},
        words,
    },
};

/// The least width of a field, and the height of its bars.
const LEAST: f64 = 150.0;
const HIGH: f64 = 84.0;
const GAP: f64 = 18.0;

/// Draws the fields, as many beside each other as have room; gives where they end.
pub fn draw(canvas: &mut Canvas, chart: &Chart, scale: &Scale, top: f64) -> f64 {
    let mut top = top;
    if let Some(unit) = &chart.unit {
        canvas.text(MARGIN, top + SIZE, Anchor::Start, &format!("（{unit}）"));
        top += LINE + 6.0;
    }
    let line = WIDTH - 2.0 * MARGIN;
    let least = LEAST.max(28.0 * chart.categories.len() as f64);
    let beside = ((line + GAP) / (least + GAP)).floor().max(1.0) as usize;
    let width = (line + GAP) / beside as f64 - GAP;
    let rows: Vec<usize> = (0..chart.series.len()).step_by(beside).collect();
    for first in rows {
        let fields = first..(first + beside).min(chart.series.len());
        let heads = fields
            .clone()
            .map(|n| words::wrap(&chart.series[n].label, width / SIZE).len());
        let head = heads.max().unwrap_or(1) as f64 * LINE;
        let mut bottom = top;
        for (place, series) in fields.enumerate() {
            let area = Area {
                x: MARGIN + (width + GAP) * place as f64,
                y: top + head + LINE,
                width,
                height: HIGH,
            };
            name(canvas, chart, series, &area, top + head);
            bottom = bottom.max(field(canvas, chart, scale, series, &area));
        }
        top = bottom + GAP;
    }
    top
}

/// The name of a field, its last line just above it.
fn name(canvas: &mut Canvas, chart: &Chart, series: usize, area: &Area, foot: f64) {
    let lines = words::wrap(&chart.series[series].label, area.width / SIZE);
    let above = lines.len() as f64 - 1.0;
    for (index, line) in lines.iter().enumerate() {
        let y = foot - 5.0 - LINE * (above - index as f64);
        canvas.text(area.x, y, Anchor::Start, line);
    }
}

/// The bars of a field with their values, and the names under the first and the last.
fn field(canvas: &mut Canvas, chart: &Chart, scale: &Scale, series: usize, area: &Area) -> f64 {
    let count = chart.categories.len().max(1);
    let band = area.width / count as f64;
    let broad = (band * 0.6).min(34.0);
    let values = &chart.series[series].values;
    let y = |value: f64| area.y + area.height * (1.0 - scale.part(value));
    let zero = y(0.0);
    canvas.axis((area.x, zero), (area.x + area.width, zero));
    for category in 0..chart.categories.len() {
        let middle = area.x + band * (category as f64 + 0.5);
        let Some(value) = value(values, category) else {
            canvas.text_where_free(&[(middle, zero - 4.0)], "－");
            continue;
        };
        let head = y(value);
        canvas.bar(
            0,
            Area {
                x: middle - broad / 2.0,
                y: head.min(zero),
                width: broad,
                height: (head - zero).abs(),
            },
        );
        let word = values[category].map(Number::grouped).unwrap_or_default();
        canvas.text_where_free(&[(middle, head.min(zero) - 4.0)], &word);
    }
    names(canvas, chart, area)
}

/// The names of the first and the last bar, or of the only one; gives where they end.
fn names(canvas: &mut Canvas, chart: &Chart, area: &Area) -> f64 {
    let foot = area.y + area.height + 4.0;
    let room = (area.width / 2.0 - 8.0) / SIZE;
    let ends = match chart.categories.as_slice() {
        [] => return foot,
        [only] => vec![(only, area.x, Anchor::Start)],
        [first, .., last] => vec![
            (first, area.x, Anchor::Start),
            (last, area.x + area.width, Anchor::End),
        ],
    };
    let mut bottom = foot;
    for (name, x, anchor) in ends {
        for (line, part) in words::wrap(name, room).iter().enumerate() {
            let y = foot + SIZE + LINE * line as f64;
            canvas.text(x, y, anchor, part);
            bottom = bottom.max(y);
        }
    }
    bottom + 4.0
}
