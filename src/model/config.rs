//! `yearbook.yaml`: what the site is called, what it publishes, and how.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    model::{Date, FiscalYear, Id, Number, OwnCollection, Print, Severities},
    source::Spanned,
};

/// The settings of a site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    pub title: String,
    pub description: String,
    /// `ja` or `en`: the words of the theme.
    #[serde(default = "japanese")]
    pub language: Spanned<String>,
    /// The month in which fiscal years start, 1 to 12.
    #[serde(default = "april")]
    pub fiscal_year_starts: Spanned<u8>,
    #[serde(default)]
    pub year_style: YearStyle,
    /// The address of the published site, for links that must be absolute.
    pub base_url: Option<String>,
    /// A folder under `themes/` that overrides files of the default theme.
    pub theme: Option<Spanned<Id>>,
    pub publisher: Publisher,
    /// The parts of the site that become books, in the order of the navigation.
    #[serde(default)]
    pub publications: Vec<Publication>,
    /// Publications that come out again and again, of which each edition is a publication.
    #[serde(default)]
    pub series: Vec<Series>,
    /// Addresses that pages had, and the addresses that they have now.
    #[serde(default)]
    pub moved: IndexMap<Spanned<String>, Spanned<String>>,
    /// Collections that the site adds to those of the program, by their folders under `data/`.
    #[serde(default)]
    pub collections: IndexMap<Spanned<Id>, OwnCollection>,
    /// Pages that the foot of every page leads to, by their paths in `content/`.
    #[serde(default)]
    pub foot: Vec<Spanned<String>>,
    /// Which readings (振り仮名) a page shows until its reader chooses.
    #[serde(default)]
    pub furigana: Furigana,
    /// Counts of persons that are too small to show.
    #[serde(default)]
    pub small_numbers: SmallNumbers,
    /// Whether each case is also a PDF of one sheet.
    #[serde(default = "yes")]
    pub handouts: bool,
    /// How books are printed.
    #[serde(default)]
    pub print: Print,
    /// Names that no text may hold: of staff, lecturers, offices. Never in any output.
    #[serde(default)]
    pub private_names: Vec<String>,
    /// How bad a kind of finding is on this site, by its code, or in a collection.
    #[serde(default)]
    pub severities: Severities,
}

/// Which of the readings that authors marked are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Furigana {
    Off,
    /// The first of each word on a page.
    First,
    #[default]
    All,
}

impl Furigana {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::First => "first",
            Self::All => "all",
        }
    }
}

/// Which counts of persons could tell who they are.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmallNumbers {
    /// Counts of persons from one up to, and without, this number are not shown; 0 shows all.
    #[serde(default = "ten")]
    pub below: u32,
    #[serde(default)]
    pub mode: SmallMode,
}

impl SmallNumbers {
    /// Whether so many persons are too few to be shown.
    pub fn hides(self, number: Number) -> bool {
        match self.mode {
            SmallMode::Mask => !number.is_zero() && number < Number::from_int(self.below.into()),
            SmallMode::Round5 => number.to_fives().is_none(),
        }
    }

    /// The smallest number of persons that is shown, besides none.
    pub fn least(self) -> Number {
        match self.mode {
            SmallMode::Mask => Number::from_int(self.below.into()),
            SmallMode::Round5 => Number::from_int(8),
        }
    }
}

impl Default for SmallNumbers {
    fn default() -> Self {
        Self {
            below: ten(),
            mode: SmallMode::default(),
        }
    }
}

fn ten() -> u32 {
    10
}

/// What becomes of counts of persons that could tell who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallMode {
    /// Small ones are hidden, with those that would give them away.
    #[default]
    Mask,
    /// One to seven are hidden, all others rounded to the nearest five.
    Round5,
}

/// How fiscal years are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearStyle {
    /// 令和6年度
    #[default]
    Era,
    /// 2024年度
    Western,
    /// FY2024
    Fy,
}

impl YearStyle {
    pub fn show(self, year: FiscalYear) -> String {
        match self {
            Self::Era => year.era(),
            Self::Western => year.western(),
            Self::Fy => format!("FY{}", year.0),
        }
    }

    pub fn show_date(self, date: Date) -> String {
        match self {
            Self::Era => date.era(),
            Self::Western => date.long(),
            Self::Fy => date.to_string(),
        }
    }

    /// 令和6年6月, 2024年6月 or 2024-06
    pub fn show_month(self, date: Date) -> String {
        let day = self.show_date(date);
        let end = match self {
            Self::Era | Self::Western => day.find('月').map(|at| at + '月'.len_utf8()),
            Self::Fy => day.rfind('-'),
        };
        day[..end.unwrap_or(day.len())].to_owned()
    }
}

/// Who publishes, for the foot of each page and the colophon (奥付).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publisher {
    pub name: String,
    pub division: Option<String>,
    pub address: Option<String>,
    pub contact: Option<String>,
    /// Where readers write to about a page: `mailto:office@example.jp`, or the address of a form.
    pub feedback: Option<Spanned<String>>,
    pub licence: Option<String>,
}

/// An ordered set of chapters: a part of the site on the web, one PDF in print.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publication {
    /// Also the name of its PDF.
    pub id: Spanned<Id>,
    pub title: String,
    pub subtitle: Option<String>,
    /// The name in the navigation; the title when missing.
    pub short: Option<String>,
    pub year: Spanned<FiscalYear>,
    /// The series of which it is the edition of its year.
    pub series: Option<Spanned<Id>>,
    /// 第1版
    pub edition: Option<u32>,
    pub issued: Spanned<Date>,
    pub summary: Option<String>,
    /// 印刷物登録番号: the number under which an office keeps what it printed.
    pub registration: Option<String>,
    /// Where it is printed in another way than the books of the site.
    #[serde(default)]
    pub print: Print,
    pub chapters: Vec<Chapter>,
}

/// A publication with an edition for each year: the yearly report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Series {
    pub id: Spanned<Id>,
    pub title: String,
    pub summary: Option<String>,
    /// Editions that came out before the site, as files in `static/`.
    #[serde(default)]
    pub past: Vec<PastEdition>,
}

/// An edition that is a file and nothing else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PastEdition {
    pub year: Spanned<FiscalYear>,
    pub title: Option<String>,
    /// Its path in the output: `past/2020.pdf`.
    pub file: Spanned<String>,
    pub issued: Option<Date>,
}

/// A chapter: one page, the pages of a folder, or the records of a collection. Exactly one of the three.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Chapter {
    /// `report/foreword.md`
    pub page: Option<Spanned<String>>,
    /// `report/chapters`: its `_index.md` opens the chapter, the other pages follow in their order.
    pub section: Option<Spanned<String>>,
    /// `cases`
    pub collection: Option<Spanned<String>>,
    /// With `collection`: only records of this program.
    pub program: Option<Spanned<Id>>,
    /// With `collection`: the title of the chapter, otherwise the theme's word for the collection.
    pub title: Option<String>,
    /// Where it stands in print.
    #[serde(default)]
    pub part: Matter,
}

/// The parts of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// Before the contents, without a number: a foreword.
    Front,
    #[default]
    Main,
    /// 資料編, after the chapters, with a count of its own: 資料1.
    Appendix,
}

fn japanese() -> Spanned<String> {
    Spanned::nowhere("ja".to_owned())
}

fn yes() -> bool {
    true
}

fn april() -> Spanned<u8> {
    Spanned::nowhere(4)
}
