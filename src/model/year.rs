//! Fiscal years and dates, as western years and as eras.

use std::fmt;

use serde::{Deserialize, Deserializer, de};
use unicode_normalization::UnicodeNormalization;

/// A fiscal year, named by the calendar year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// Reads `2024`, `R6`, `令和6年度`, `平成31年度`, `令和元年度`, full-width digits included; and months
    /// (`2024-04`, `令和6年4月`), of which January to March belong to the year before.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok().flatten()
    }

    /// The year; or the year that is meant by one that its era did not have.
    fn read(text: &str) -> Result<Option<Self>, Self> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let (year, month) = month_of(&text);
        let year = year.trim_end_matches('度').trim_end_matches('年');
        let began = match year.parse::<i32>() {
            Ok(year) => (1900..2200).contains(&year).then_some(Self(year)),
            Err(_) => of_era(year)?,
        };
        Ok(began.map(|year| match month {
            Some(1..=3) => Self(year.0 - 1),
            _ => year,
        }))
    }

    /// The fiscal years that a normal text names, each once: 令和6年度, 2024年度.
    pub fn all_in(text: &str) -> Vec<Self> {
        let mut years = Vec::new();
        for (at, word) in text.match_indices("年度") {
            let numeral = |c: char| c.is_ascii_digit() || "令和平成昭元".contains(c);
            let start = text[..at].trim_end_matches(numeral).len();
            let year = Self::parse(&text[start..at + word.len()]);
            years.extend(year.filter(|year| !years.contains(year)));
        }
        years
    }

    /// 令和6年度
    pub fn era(self) -> String {
        let (era, year) = match self.0 {
            2019.. => ("令和", self.0 - 2018),
            1989..2019 => ("平成", self.0 - 1988),
            _ => ("昭和", self.0 - 1925),
        };
        match year {
            1 => format!("{era}元年度"),
            year => format!("{era}{year}年度"),
        }
    }

    /// 2024年度
    pub fn western(self) -> String {
        format!("{}年度", self.0)
    }
}

/// A year and the month in it, when there is one: `2024-04`, `令和6年4月`.
fn month_of(text: &str) -> (&str, Option<u8>) {
    let split = text
        .split_once('-')
        .or_else(|| text.strip_suffix('月')?.split_once('年'));
    let month = split.and_then(|(_, month)| month.parse().ok());
    match (split, month) {
        (Some((year, _)), Some(month @ 1..=12)) => (year, Some(month)),
        _ => (text, None),
    }
}

/// The year of an era; as an error the year that is meant by one that the era did not have.
fn of_era(text: &str) -> Result<Option<FiscalYear>, FiscalYear> {
    let eras = [
        ("令和", 2018, 99),
        ("R", 2018, 99),
        ("平成", 1988, 31),
        ("H", 1988, 31),
        ("昭和", 1925, 64),
        ("S", 1925, 64),
    ];
    let found = eras.into_iter().find_map(|(era, before, last)| {
        let number = text.strip_prefix(era)?;
        Some((before, last, number))
    });
    let Some((before, last, number)) = found else {
        return Ok(None);
    };
    let number = match number {
        "元" => Some(1),
        number => number.parse::<i32>().ok(),
    };
    match number {
        Some(number) if (1..=last).contains(&number) => Ok(Some(FiscalYear(before + number))),
        Some(number) if (last + 1..=150).contains(&number) => Err(FiscalYear(before + number)),
        _ => Ok(None),
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl<'de> Deserialize<'de> for FiscalYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = FiscalYear;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fiscal year, as 2024, R6 or 令和6年度")
            }

            fn visit_i64<E: de::Error>(self, year: i64) -> Result<FiscalYear, E> {
                self.visit_str(&year.to_string())
            }

            fn visit_u64<E: de::Error>(self, year: u64) -> Result<FiscalYear, E> {
                self.visit_str(&year.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<FiscalYear, E> {
                match FiscalYear::read(text) {
                    Ok(Some(year)) => Ok(year),
                    Ok(None) => Err(E::custom(format!(
                        "`{text}` is not a fiscal year: write 2024, R6 or 令和6年度"
                    ))),
                    Err(meant) => Err(E::custom(format!(
                        "`{text}` is a year that its era does not have: {} is meant",
                        meant.era()
                    ))),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// Reads `2024-06-11`, `令和6年6月11日` and `2024年6月11日`; `None` when there is no such day.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('年') {
            return Self::written(text);
        }
        let mut parts = text.splitn(3, '-').map(str::parse::<i32>);
        Self::of(
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next()?.ok()?,
        )
    }

    /// A day in words, as letters and ordinances write it, blanks and wide digits included.
    fn written(text: &str) -> Option<Self> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let (month, day) = (month.parse().ok()?, rest.strip_suffix('日')?.parse().ok()?);
        let eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925)];
        let era = eras
            .into_iter()
            .find_map(|(era, before)| Some((era, before, year.strip_prefix(era)?)));
        let Some((era, before, year)) = era else {
            return Self::of(year.parse().ok()?, month, day);
        };
        let year = match year {
            "元" => 1,
            year => year.parse::<i32>().ok()?,
        };
        let date = Self::of(before + year, month, day)?;
        date.era().starts_with(era).then_some(date)
    }

    /// A day that the calendar has.
    fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let good = (1868..2200).contains(&year) && (1..=days).contains(&day);
        good.then(|| Self {
            year,
            month: u8::try_from(month).expect("a month is under 13"),
            day: u8::try_from(day).expect("a day is under 32"),
        })
    }

    /// 日 to 土, by Sakamoto's method.
    pub fn weekday(self) -> char {
        const MONTHS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 {
            self.year - 1
        } else {
            self.year
        };
        let sum = year + year / 4 - year / 100
            + year / 400
            + MONTHS[usize::from(self.month) - 1]
            + i32::from(self.day);
        ['日', '月', '火', '水', '木', '金', '土']
            [usize::try_from(sum.rem_euclid(7)).expect("under 7")]
    }

    /// Whether it is in the last days of a fiscal year, when fiscal years start in `first_month`.
    pub fn is_last_of(self, first_month: u8) -> bool {
        let last_month = if first_month == 1 {
            12
        } else {
            first_month - 1
        };
        self.month == last_month && self.day >= 28
    }

    /// The fiscal year of the day, when fiscal years start in `first_month`.
    pub fn fiscal_year(self, first_month: u8) -> FiscalYear {
        FiscalYear(if self.month < first_month {
            self.year - 1
        } else {
            self.year
        })
    }

    /// 2024年6月11日
    pub fn long(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// 令和6年6月11日; the era changes on 2019-05-01 and 1989-01-08.
    pub fn era(self) -> String {
        let day = (self.year, self.month, self.day);
        let (era, year) = match day {
            _ if day >= (2019, 5, 1) => ("令和", self.year - 2018),
            _ if day >= (1989, 1, 8) => ("平成", self.year - 1988),
            _ if day >= (1926, 12, 25) => ("昭和", self.year - 1925),
            _ => return self.long(),
        };
        let year = if year == 1 {
            "元".to_owned()
        } else {
            year.to_string()
        };
        format!("{era}{year}年{}月{}日", self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is not a day of the calendar: write 2024-06-11 or 令和6年6月11日"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_and_western_years_are_one() {
        for text in ["2019", "R1", "令和元年度", "平成31年度", "Ｒ１", "H31"] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2019)), "{text}");
        }
        assert_eq!(FiscalYear(2019).era(), "令和元年度");
        assert_eq!(FiscalYear(2018).era(), "平成30年度");
        assert_eq!(FiscalYear::parse("平成32年度"), None);
        assert_eq!(FiscalYear::parse("令和"), None);
        assert_eq!(FiscalYear::parse("令和0年度"), None);
        assert_eq!(FiscalYear::read("平成32年度"), Err(FiscalYear(2020)));
        assert_eq!(FiscalYear::read("昭和65年度"), Err(FiscalYear(1990)));
    }

    #[test]
    fn a_month_tells_its_fiscal_year() {
        for (text, year) in [
            ("2024-04", 2024),
            ("2024-03", 2023),
            ("令和6年4月", 2024),
            ("令和7年1月", 2024),
            ("R6年度", 2024),
            ("２０２４年度", 2024),
        ] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(year)), "{text}");
        }
        assert_eq!(FiscalYear::parse("2024-13"), None);
        assert_eq!(FiscalYear::parse("2024-04-01"), None);
    }

    #[test]
    fn days_know_their_weekday_and_fiscal_year() {
        let day = Date::parse("2025-01-17").unwrap();
        assert_eq!(day.weekday(), '金');
        assert_eq!(day.fiscal_year(4), FiscalYear(2024));
        assert_eq!(day.era(), "令和7年1月17日");
        assert_eq!(Date::parse("2023-02-29"), None);
        assert_eq!(
            Date::parse("平 成 ３ ０ 年 ３ 月 ３ ０ 日"),
            Date::parse("2018-03-30")
        );
        assert_eq!(Date::parse("令和元年5月1日"), Date::parse("2019-05-01"));
        assert_eq!(Date::parse("平成31年5月1日"), None);
        assert_eq!(Date::parse("平成30年3月30"), None);
    }
}
