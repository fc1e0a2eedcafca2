//! `print:` in `yearbook.yaml`: paper, margins and what a print shop asks for.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

use crate::source::Spanned;

/// What a site says of its books, or a publication of its own; what it leaves out is as usual.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Print {
    pub paper: Option<Spanned<Paper>>,
    pub margins: Margins,
    /// What the binding hides of the inner margin.
    pub gutter: Option<Spanned<Length>>,
    pub numbering: Numbering,
    /// Lists after the contents.
    pub lists: Option<Vec<ListOf>>,
    /// The number of pages is a multiple of this.
    pub pages_multiple: Option<Multiple>,
    pub colours: Option<Colours>,
    /// How far pages are printed beyond their edge.
    pub bleed: Option<Length>,
    /// Crop marks (トンボ).
    pub marks: Option<bool>,
    pub cover: Option<Cover>,
    /// Whether the terms of the glossary are listed with their pages.
    pub index: Option<bool>,
}

/// The sizes of paper that books are printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Paper {
    #[default]
    A4,
    A5,
    /// As in Japan (JIS): 182 × 257 mm.
    B5,
}

impl Paper {
    /// Width and height in millimetres.
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
            Self::B5 => (182.0, 257.0),
        }
    }

    /// Top, bottom, inside and outside, as they are when nothing else is said.
    fn margins(self) -> [f64; 4] {
        match self {
            Self::A4 => [28.0, 24.0, 25.0, 20.0],
            Self::A5 => [21.0, 19.0, 18.0, 14.0],
            Self::B5 => [25.0, 22.0, 22.0, 17.0],
        }
    }
}

/// Margins that are not as usual.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Margins {
    pub top: Option<Spanned<Length>>,
    pub bottom: Option<Spanned<Length>>,
    pub inside: Option<Spanned<Length>>,
    pub outside: Option<Spanned<Length>>,
}

/// How pages are numbered.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Numbering {
    /// What stands before the first chapter.
    pub front: Option<Numerals>,
}

/// The numerals of page numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numerals {
    /// One count through the whole book.
    #[default]
    Arabic,
    /// i, ii, iii; the first chapter begins on page 1.
    Roman,
}

/// What is listed with its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListOf {
    Figures,
    Tables,
}

impl ListOf {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Tables => "tables",
        }
    }
}

/// The inks of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colours {
    #[default]
    Full,
    /// Black alone.
    Grey,
}

/// Where the cover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// The first page of the book.
    #[default]
    Inside,
    /// A file beside the book.
    Apart,
}

/// A length on paper in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length(pub f64);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_any(Scalar)?;
        let bare = text.strip_suffix("mm").unwrap_or(&text).trim();
        let length = bare.parse().ok().filter(|mm| (0.0..=100.0).contains(mm));
        length.map(Self).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is no length on paper: write millimetres from 0 to 100, as `3` or `3mm`"
            ))
        })
    }
}

/// What a number of pages is a multiple of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Multiple(pub u32);

impl<'de> Deserialize<'de> for Multiple {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_any(Scalar)?;
        let pages = text.parse().ok();
        let pages = pages.filter(|n: &u32| (2..=64).contains(n) && n.is_multiple_of(2));
        pages.map(Self).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is no number of pages of a sheet: write an even number from 2 to 64, as `4`"
            ))
        })
    }
}

/// A number or a text, as text.
struct Scalar;

impl de::Visitor<'_> for Scalar {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

/// How a book is printed, with everything decided. Lengths are in millimetres.
#[derive(Debug, Clone)]
pub struct Printing {
    pub paper: Paper,
    pub top: f64,
    pub bottom: f64,
    /// With the gutter.
    pub inside: f64,
    pub outside: f64,
    pub front: Numerals,
    pub lists: Vec<ListOf>,
    pub multiple: u32,
    pub colours: Colours,
    pub bleed: f64,
    pub marks: bool,
    pub cover: Cover,
    /// `None` leaves it to the book.
    pub index: Option<bool>,
}

impl Default for Printing {
    fn default() -> Self {
        Print::default().over(&Print::default())
    }
}

impl Printing {
    /// Whether a PDF as Typst writes it is not yet what is asked for.
    pub fn changes_pdf(&self) -> bool {
        self.bleed > 0.0 || self.marks || self.colours == Colours::Grey
    }

    /// The width and height of what is printed on, upright.
    pub fn area(&self) -> (f64, f64) {
        let (width, height) = self.paper.size();
        (
            width - self.inside - self.outside,
            height - self.top - self.bottom,
        )
    }
}

impl Print {
    /// What a publication says, and where it says nothing, what the site says.
    pub fn over(&self, site: &Self) -> Printing {
        let paper = self.paper.as_ref().or(site.paper.as_ref());
        let paper = paper.map_or(Paper::default(), |paper| paper.value);
        let usual = paper.margins();
        let margin = |of: fn(&Margins) -> &Option<Spanned<Length>>, usual: f64| {
            let said = of(&self.margins).as_ref().or(of(&site.margins).as_ref());
            said.map_or(usual, |length| length.value.0)
        };
        let gutter = self.gutter.as_ref().or(site.gutter.as_ref());
        let marks = self.marks.or(site.marks).unwrap_or(false);
        let bleed = self.bleed.or(site.bleed);
        Printing {
            paper,
            top: margin(|m| &m.top, usual[0]),
            bottom: margin(|m| &m.bottom, usual[1]),
            inside: margin(|m| &m.inside, usual[2]) + gutter.map_or(0.0, |g| g.value.0),
            outside: margin(|m| &m.outside, usual[3]),
            front: self
                .numbering
                .front
                .or(site.numbering.front)
                .unwrap_or_default(),
            lists: self
                .lists
                .clone()
                .or(site.lists.clone())
                .unwrap_or_default(),
            multiple: self
                .pages_multiple
                .or(site.pages_multiple)
                .map_or(2, |n| n.0),
            colours: self.colours.or(site.colours).unwrap_or_default(),
            // Marks stand beside what is cut off: 3 mm, as Japanese print shops have it.
            bleed: bleed.map_or(if marks { 3.0 } else { 0.0 }, |length| length.0),
            marks,
            cover: self.cover.or(site.cover).unwrap_or_default(),
            index: self.index.or(site.index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_goes_before_its_site() {
        let site = Print {
            paper: Some(Spanned::nowhere(Paper::B5)),
            gutter: Some(Spanned::nowhere(Length(5.0))),
            marks: Some(true),
            ..Print::default()
        };
        let own = Print {
            paper: Some(Spanned::nowhere(Paper::A5)),
            bleed: Some(Length(0.0)),
            ..Print::default()
        };
        let printing = own.over(&site);
        assert_eq!(printing.paper, Paper::A5);
        assert!((printing.inside - 23.0).abs() < 1e-9);
        assert!(printing.bleed.abs() < 1e-9);
        let printing = Print::default().over(&site);
        assert!((printing.bleed - 3.0).abs() < 1e-9);
    }
}
