//! Charts as SVG: the same picture on the web and in print.
//!
//! Drawn here and not by a library: none of those at hand gives patterns for greyscale, a title and
//! description, and labels that keep clear of each other. Only presentation attributes are used,
//! which browsers and usvg read alike.

use crate::document::{Chart, ChartKind};

mod columns;
mod frame;
mod legend;
mod lines;
mod map;
mod multiples;
mod rows;
mod scale;
mod style;
mod words;

use frame::Canvas;
use scale::Scale;

/// Longer labels, in em, or more categories than this stand better beside rows than under columns.
const LONG_LABEL: f64 = 5.0;
const MANY: usize = 8;

/// The chart as an SVG document. Text stays text in the fonts of the theme; bars and lines differ in
/// pattern and mark, not only in colour; labels never overlap.
pub fn svg(chart: &Chart) -> String {
    let mut canvas = Canvas::default();
    if chart.kind == ChartKind::Map {
        let bottom = map::draw(&mut canvas, chart, frame::MARGIN);
        return canvas.finish(chart, bottom);
    }
    if chart.kind == ChartKind::SmallMultiples {
        let bottom = multiples::draw(&mut canvas, chart, &Scale::of(chart), frame::MARGIN);
        return canvas.finish(chart, bottom);
    }
    let top = legend::draw(&mut canvas, chart);
    let scale = Scale::of(chart);
    let bottom = match chart.kind {
        ChartKind::Line => lines::draw(&mut canvas, chart, &scale, top),
        ChartKind::Bar | ChartKind::Stacked if lies(chart) => {
            rows::draw(&mut canvas, chart, &scale, top)
        }
        _ => columns::draw(&mut canvas, chart, &scale, top),
    };
    canvas.finish(chart, bottom)
}

/// Whether bars lie, so that many or long labels can be read.
fn lies(chart: &Chart) -> bool {
    let longest = chart.categories.iter().map(|c| words::width(c));
    chart.categories.len() > MANY
        || longest.fold(0.0, f64::max) > LONG_LABEL
        || !columns::fit(chart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Series, Table},
        model::Number,
    };

    fn chart(kind: ChartKind, categories: &[&str], values: &[Option<i64>]) -> Chart {
        Chart {
            id: String::new(),
            kind,
            title: "会議の<回数>".into(),
            description: "棒グラフです".into(),
            unit: Some("回".into()),
            categories: categories.iter().map(|c| (*c).to_owned()).collect(),
            tiles: Vec::new(),
            series: vec![Series {
                label: "実施".into(),
                values: values.iter().map(|v| v.map(Number::from_int)).collect(),
            }],
            table: Table::default(),
        }
    }

    #[test]
    fn every_kind_says_what_it_shows_without_styles() {
        for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
            for categories in [&["令和5", "令和6"], &["習志野・八千代・鎌ケ谷", "安房"]]
            {
                let svg = svg(&chart(kind, categories, &[Some(1204), None]));
                assert!(svg.contains("<title>会議の&lt;回数&gt;</title>"), "{svg}");
                assert!(svg.contains("<desc>棒グラフです</desc>"), "{svg}");
                assert!(svg.contains(">1,204</text>"), "{svg}");
                assert!(!svg.contains("style"), "{svg}");
                assert!(!svg.contains("NaN"), "{svg}");
            }
        }
    }

    /// Where each word stands: left, top, right, bottom.
    fn boxes(svg: &str) -> Vec<(f64, f64, f64, f64, String)> {
        let value = |element: &str, name: &str| {
            let (_, rest) = element.split_once(&format!(" {name}=\""))?;
            rest.split('"').next()?.parse::<f64>().ok()
        };
        svg.split("<text")
            .skip(1)
            .map(|element| {
                let word = element.split('>').nth(1).and_then(|t| t.split('<').next());
                let word = word.expect("words in a text");
                let width = words::length(word);
                let x = value(element, "x").expect("an x");
                let y = value(element, "y").expect("a y");
                let left = match element {
                    e if e.contains("\"middle\"") => x - width / 2.0,
                    e if e.contains("\"end\"") => x - width,
                    _ => x,
                };
                (left, y - 11.0, left + width, y + 2.0, word.to_owned())
            })
            .collect()
    }

    #[test]
    fn words_never_overlap() {
        let names = [
            "千葉",
            "習志野・八千代・鎌ケ谷",
            "障害者就業・生活支援センターふるさと",
        ];
        for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
            for (count, series) in [(1, 1), (3, 3), (6, 2), (16, 3), (16, 6), (40, 1)] {
                for long in [1, 3] {
                    let categories: Vec<&str> = (0..count).map(|n| names[n % long]).collect();
                    let mut drawn = chart(kind, &categories, &[]);
                    drawn.series = (0..series).map(|s| some_series(s, count)).collect();
                    apart(&svg(&drawn), &format!("{kind:?} {count} {series} {long}"));
                }
            }
        }
    }

    fn some_series(number: usize, count: usize) -> Series {
        let value = |n: usize| (n * 37 + number * 11) % 1300;
        let value = |n| (n % 5 != number).then(|| i64::try_from(value(n)).expect("small"));
        Series {
            label: format!("系列の名前{number}"),
            values: (0..count).map(|n| value(n).map(Number::from_int)).collect(),
        }
    }

    fn apart(svg: &str, case: &str) {
        let boxes = boxes(svg);
        for (index, a) in boxes.iter().enumerate() {
            assert!(a.0 >= -1.0 && a.2 <= frame::WIDTH + 1.0, "{case}: {a:?}");
            for b in &boxes[index + 1..] {
                let meet = a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3;
                assert!(!meet, "{case}: {a:?} {b:?}");
            }
        }
    }

    #[test]
    fn words_of_tiles_never_overlap() {
        let names = ["千葉", "習志野・八千代・鎌ケ谷", "多摩西部"];
        for columns in [1_u8, 3, 5, 8] {
            let count = usize::from(columns) * 3;
            let categories: Vec<&str> = (0..count).map(|n| names[n % 3]).collect();
            let mut drawn = chart(ChartKind::Map, &categories, &[]);
            drawn.series = vec![some_series(0, count)];
            let place = |n: usize| u8::try_from(n).expect("few tiles");
            drawn.tiles = (0..count)
                .map(|n| (place(n) % columns + 1, place(n) / columns + 1))
                .collect();
            apart(&svg(&drawn), &format!("{columns} columns"));
        }
    }

    #[test]
    fn words_of_small_multiples_never_overlap() {
        let names = ["千葉", "東久留米特別支援学校（職能開発科）", "令和5年度"];
        for (fields, years) in [(1, 1), (9, 3), (4, 8), (20, 5), (3, 14)] {
            let categories: Vec<&str> = (0..years).map(|n| names[n % 3]).collect();
            let mut drawn = chart(ChartKind::SmallMultiples, &categories, &[]);
            drawn.series = (0..fields).map(|s| some_series(s, years)).collect();
            for (index, series) in drawn.series.iter_mut().enumerate() {
                series.label = names[index % 3].to_owned();
            }
            apart(&svg(&drawn), &format!("{fields} fields of {years}"));
        }
    }

    #[test]
    fn a_chart_of_nothing_is_still_a_picture() {
        for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
            let empty = svg(&chart(kind, &[], &[]));
            assert!(
                empty.ends_with("</svg>\n") && !empty.contains("NaN"),
                "{empty}"
            );
            let missing = svg(&chart(kind, &["令和5"], &[None]));
            assert!(
                missing.ends_with("</svg>\n") && !missing.contains("NaN"),
                "{missing}"
            );
        }
    }
}
