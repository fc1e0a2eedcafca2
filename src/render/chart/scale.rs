//! The axis of values: round steps, and where a value stands.

use crate::{
    document::{Chart, ChartKind},
    model::Number,
};

/// Steps that an axis has about.
const STEPS: f64 = 5.0;

/// An axis from `low` to `high` in round steps; zero is always on it.
#[derive(Debug, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub step: f64,
}

impl Scale {
    pub fn of(chart: &Chart) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        let mut numbers = chart.series.iter().flat_map(|s| s.values.iter().flatten());
        let whole = numbers.all(|number| number.to_f64().fract() == 0.0);
        for category in 0..chart.categories.len() {
            let values = chart
                .series
                .iter()
                .filter_map(|s| value(&s.values, category));
            if chart.kind == ChartKind::Stacked {
                high = high.max(values.sum());
            } else {
                for value in values {
                    low = low.min(value);
                    high = high.max(value);
                }
            }
        }
        Self::around(low, high, whole)
    }

    fn around(low: f64, high: f64, whole: bool) -> Self {
        let range = if high > low { high - low } else { 1.0 };
        let least = if whole { 1.0 } else { 0.0 };
        let step = round_step(range / STEPS).max(least);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil().max(1.0) * step,
            step,
        }
    }

    /// Where a value stands, from 0 at the low end to 1 at the high end.
    pub fn part(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The values that the axis names, with their words.
    pub fn ticks(&self) -> Vec<(f64, String)> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count)
            .map(|n| self.low + self.step * n as f64)
            .map(|value| (value, label(value)))
            .collect()
    }
}

/// The number that a series has for a category.
pub fn value(values: &[Option<Number>], category: usize) -> Option<f64> {
    values.get(category).copied().flatten().map(Number::to_f64)
}

/// 1, 2 or 5 with zeros: the first that is not smaller.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= step * 0.999)
        .unwrap_or(10.0);
    factor * power
}

fn label(value: f64) -> String {
    let rounded = format!("{value:.2}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    let plain = if plain == "-0" { "0" } else { plain };
    Number::parse(plain).map_or_else(|| plain.to_owned(), Number::grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps() {
        let axis = |low, high| {
            let scale = Scale::around(low, high, high.fract() == 0.0);
            let words: Vec<String> = scale.ticks().into_iter().map(|(_, word)| word).collect();
            words.join(" ")
        };
        assert_eq!(axis(0.0, 1204.0), "0 500 1,000 1,500");
        assert_eq!(axis(0.0, 25.0), "0 5 10 15 20 25");
        assert_eq!(axis(0.0, 3.0), "0 1 2 3");
        assert_eq!(axis(0.0, 0.0), "0 1");
        assert_eq!(axis(0.0, 0.9), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(axis(-3.0, 4.5), "-4 -2 0 2 4 6");
    }
}
