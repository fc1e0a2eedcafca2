//! Figures: exact numbers, numbers of sessions, ranges, and values that are missing for a reason.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, Sub},
};

use serde::{Deserialize, Deserializer, de};
use unicode_normalization::UnicodeNormalization;

use crate::model::State;

/// An exact decimal with up to four places: sums of figures are never off by a rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(i64);

impl Number {
    const ONE: i64 = 10_000;

    pub fn from_int(whole: i64) -> Self {
        Self(whole * Self::ONE)
    }

    /// Reads `1,204`, `89.5`, `２５`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.nfkc().filter(|c| *c != ',').collect();
        let text = text.trim();
        let (negative, digits) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 12
            || places.len() > 4
            || !numeric(whole)
            || !numeric(places)
        {
            return None;
        }
        let fraction = format!("{places:0<4}").parse::<i64>().ok()?;
        let value = whole.parse::<i64>().ok()? * Self::ONE + fraction;
        Some(Self(if negative { -value } else { value }))
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// As a percentage of a whole, rounded to some places; `None` when the whole is nothing.
    pub fn percent_of(self, whole: Self, places: u32) -> Option<Self> {
        let (part, whole) = (i128::from(self.0), i128::from(whole.0));
        if whole <= 0 {
            return None;
        }
        let steps = 10_i128.pow(places.min(4));
        let rounded = (part.abs() * 200 * steps + whole).div_euclid(2 * whole) * part.signum();
        let unit = i128::from(Self::ONE) / steps;
        i64::try_from(rounded * unit).ok().map(Self)
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The value of its last digit that is no zero: a hundred of 1,700.
    pub fn step(self) -> Self {
        let mut step = 1;
        while self.0 != 0 && self.0 % (step * 10) == 0 {
            step *= 10;
        }
        Self(step)
    }

    /// How many decimals it is told with.
    pub fn places(self) -> u32 {
        (0..4)
            .find(|places| self.0 % (Self::ONE / 10_i64.pow(*places)) == 0)
            .unwrap_or(4)
    }

    /// As a difference: `+12`, `−3`, `±0`.
    pub fn signed(self) -> String {
        let text = self.grouped();
        match text.strip_prefix('-') {
            Some(less) => format!("−{less}"),
            None if self.is_zero() => format!("±{text}"),
            None => format!("+{text}"),
        }
    }

    /// The count of persons as it is told where counts are rounded to fives: nothing of one to seven.
    /// Seven would be five, which four would be too.
    pub fn to_fives(self) -> Option<Self> {
        let five = 5 * Self::ONE;
        let told = self.is_zero() || self >= Self::from_int(8);
        told.then_some(Self((self.0 + five / 2).div_euclid(five) * five))
    }

    /// For drawing only: figures are added and compared exactly.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// With exactly so many places, rounded half away from zero: `12.5` to none is `13`.
    pub fn rounded(self, places: u32) -> String {
        let unit = Self::ONE / 10_i64.pow(places.min(4));
        let half = if self.0 < 0 { -unit } else { unit } / 2;
        let steps = (self.0 + half) / unit;
        let scale = 10_i64.pow(places.min(4));
        let sign = if steps < 0 { "-" } else { "" };
        let (whole, rest) = (steps.abs() / scale, steps.abs() % scale);
        let whole = Self::from_int(whole).grouped();
        match places {
            0 => format!("{sign}{whole}"),
            places => format!(
                "{sign}{whole}.{rest:0width$}",
                width = places.min(4) as usize
            ),
        }
    }

    /// With thousands separators: `1,204`, `89.5`.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or(("", plain.as_str()), |d| ("-", d));
        let (whole, places) = digits
            .split_once('.')
            .map_or((digits, None), |(w, p)| (w, Some(p)));
        let mut grouped = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if let Some(places) = places {
            grouped.push('.');
            grouped.push_str(places);
        }
        grouped
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.abs() / Self::ONE, self.0.abs() % Self::ONE);
        if places == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{places:04}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

impl Add for Number {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Number {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::default(), Self::add)
    }
}

/// Why a value is missing; never an empty cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    NotStarted,
    Ended,
    Undecided,
    Planned,
    NotReported,
    NotApplicable,
    Suppressed,
}

impl Missing {
    /// The word in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Ended => "ended",
            Self::Undecided => "undecided",
            Self::Planned => "planned",
            Self::NotReported => "not-reported",
            Self::NotApplicable => "not-applicable",
            Self::Suppressed => "suppressed",
        }
    }

    pub const ALL: [Self; 7] = [
        Self::NotStarted,
        Self::Ended,
        Self::Undecided,
        Self::Planned,
        Self::NotReported,
        Self::NotApplicable,
        Self::Suppressed,
    ];
}

/// What is counted; only counts of persons can disclose a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    Persons,
    Events,
    Organizations,
    Cases,
    Items,
    Days,
    Views,
    Money,
    Rate,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(Number),
    /// Sessions with their size, as written: `70×3`, `10×1+20×2`, `10〜30×3`. Never added up with numbers.
    Sessions(String),
    Missing(Missing),
}

/// A figure: a value, and where it matters its own unit, state and note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    pub value: Value,
    pub unit: Option<String>,
    pub state: Option<State>,
    pub note: Option<String>,
    /// What was counted, where only a rounding of it leaves: totals are computed from it.
    pub exact: Option<Number>,
}

impl Amount {
    /// The number, unless the value is missing or a number of sessions.
    pub fn number(&self) -> Option<Number> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Sessions(_) | Value::Missing(_) => None,
        }
    }
}

impl Value {
    /// How many sessions: three of `70×3` and of `10×1+20×2`.
    pub fn sessions(&self) -> Option<Number> {
        let Self::Sessions(written) = self else {
            return None;
        };
        let times = |session: &str| Number::parse(session.rsplit_once('×')?.1);
        written.split('+').map(times).sum()
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some(number) = Number::parse(text) {
            return Some(Self::Number(number));
        }
        if let Some(missing) = Missing::ALL.into_iter().find(|m| m.as_str() == text) {
            return Some(Self::Missing(missing));
        }
        let written: String = text.nfkc().collect();
        let sessions = written.contains('×')
            && written
                .chars()
                .all(|c| c.is_ascii_digit() || "×+~〜-".contains(c));
        sessions.then(|| Self::Sessions(written.replace('~', "〜")))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl de::Visitor<'_> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(AMOUNT)
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Value, E> {
        self.visit_str(&n.to_string())
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Value, E> {
        self.visit_str(&n.to_string())
    }

    fn visit_f64<E: de::Error>(self, n: f64) -> Result<Value, E> {
        self.visit_str(&n.to_string())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        Value::parse(text).ok_or_else(|| E::custom(format!("`{text}` is not {AMOUNT}")))
    }
}

const AMOUNT: &str = "a number, sessions such as 70×3, or the reason why it is missing (not-started, ended, \
                      undecided, planned, not-reported, not-applicable, suppressed)";

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        struct Long {
            value: Value,
            unit: Option<String>,
            state: Option<State>,
            note: Option<String>,
        }

        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(AMOUNT)
            }

            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Amount, E> {
                ValueVisitor.visit_i64(n).map(Amount::from)
            }

            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Amount, E> {
                ValueVisitor.visit_u64(n).map(Amount::from)
            }

            fn visit_f64<E: de::Error>(self, n: f64) -> Result<Amount, E> {
                ValueVisitor.visit_f64(n).map(Amount::from)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
                ValueVisitor.visit_str(text).map(Amount::from)
            }

            fn visit_map<M: de::MapAccess<'de>>(self, map: M) -> Result<Amount, M::Error> {
                let long = Long::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Amount {
                    value: long.value,
                    unit: long.unit,
                    state: long.state,
                    note: long.note,
                    exact: None,
                })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl From<Value> for Amount {
    fn from(value: Value) -> Self {
        Self {
            value,
            unit: None,
            state: None,
            note: None,
            exact: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_read_as_people_type_them() {
        assert_eq!(Number::parse("２，３５１").unwrap().to_string(), "2351");
        assert_eq!(Number::parse("1204.50").unwrap().grouped(), "1,204.5");
        assert_eq!(
            Number::parse("0.1").unwrap() + Number::parse("0.2").unwrap(),
            Number::parse("0.3").unwrap()
        );
        for bad in ["", "4回", "約100", "1.23456", "--1", "1.-5"] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn percentages_have_one_decimal_and_round_half_up() {
        let percent = |part, whole| {
            let percent = Number::from_int(part).percent_of(Number::from_int(whole), 1);
            percent.map(|number| number.to_string())
        };
        assert_eq!(percent(52, 70).as_deref(), Some("74.3"));
        assert_eq!(percent(1, 16).as_deref(), Some("6.3"));
        assert_eq!(percent(0, 8).as_deref(), Some("0"));
        assert_eq!(percent(3, 0), None);
    }

    #[test]
    fn counts_of_persons_are_told_in_fives_and_small_ones_not_at_all() {
        let told = |n| Number::from_int(n).to_fives().map(|n| n.to_string());
        assert_eq!(told(0).as_deref(), Some("0"));
        assert_eq!((told(1), told(7)), (None, None));
        assert_eq!(told(8).as_deref(), Some("10"));
        assert_eq!(told(12).as_deref(), Some("10"));
        assert_eq!(told(13).as_deref(), Some("15"));
    }

    #[test]
    fn numbers_are_rounded_as_people_round() {
        let number = |text| Number::parse(text).unwrap();
        assert_eq!(number("12.5").rounded(0), "13");
        assert_eq!(number("-12.5").rounded(0), "-13");
        assert_eq!(number("1204.04").rounded(1), "1,204.0");
        assert_eq!(number("5").rounded(1), "5.0");
    }

    #[test]
    fn sessions_are_kept_as_written_and_are_no_number() {
        assert_eq!(Value::parse("70×3"), Some(Value::Sessions("70×3".into())));
        assert_eq!(
            Value::parse("10~30×3"),
            Some(Value::Sessions("10〜30×3".into()))
        );
        assert_eq!(Value::parse("70名"), None);
        let times = |text: &str| Value::parse(text).and_then(|value| value.sessions());
        assert_eq!(times("10×1+20×2"), Some(Number::from_int(3)));
        assert_eq!(times("10〜30×3"), Some(Number::from_int(3)));
        assert_eq!(times("70"), None);
    }
}
