//! Regulations (要綱・要領・通知): structure under printed numbers, with its history and its forms.

use indexmap::IndexMap;
use serde::Deserialize;

use crate::{
    model::{Date, Id, Style, Waivers},
    source::Spanned,
};

/// A regulation as it holds now, with what was changed when.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regulation {
    pub id: Spanned<Id>,
    pub kind: Spanned<RegulationKind>,
    pub title: Spanned<String>,
    pub reading: Option<String>,
    /// 29福保障地第1817号
    pub number: Option<Spanned<String>>,
    pub decided: Option<Spanned<Date>>,
    /// Who decided or sent it, in words.
    pub issuer: Option<String>,
    #[serde(default)]
    pub amendments: Vec<Amendment>,
    /// 附則: one of the first decision and one of each amendment.
    #[serde(default)]
    pub supplements: Vec<Supplement>,
    pub style: Style,
    /// What it is about, for lists and search.
    pub summary: Option<String>,
    /// What stands before the first number.
    pub preamble: Option<Spanned<String>>,
    #[serde(default)]
    pub body: Vec<Provision>,
    /// Acts that it refers to; `refs` name them as `act:ID`.
    #[serde(default)]
    pub acts: Vec<Act>,
    /// 第1号様式, 第2号様式, …
    #[serde(default)]
    pub forms: Vec<Attachment>,
    /// 別紙, 別記, 別表
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    pub program: Option<Spanned<Id>>,
    /// Its place in lists.
    #[serde(default)]
    pub order: u32,
    pub note: Option<String>,
    pub source: Option<String>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Findings that were looked at and are right, with the reason.
    #[serde(default)]
    pub waive: Waivers,
    #[serde(default)]
    pub internal: Option<String>,
}

/// What a regulation calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum RegulationKind {
    #[serde(rename = "要綱")]
    Yoko,
    #[serde(rename = "要領")]
    Yoryo,
    #[serde(rename = "要項")]
    Yokou,
    #[serde(rename = "規程")]
    Kitei,
    #[serde(rename = "規則")]
    Kisoku,
    #[serde(rename = "細則")]
    Saisoku,
    #[serde(rename = "基準")]
    Kijun,
    #[serde(rename = "指針")]
    Shishin,
    #[serde(rename = "通知")]
    Tsuchi,
}

impl RegulationKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Yoko,
        Self::Yoryo,
        Self::Yokou,
        Self::Kitei,
        Self::Kisoku,
        Self::Saisoku,
        Self::Kijun,
        Self::Shishin,
        Self::Tsuchi,
    ];

    /// As documents write it: 要綱.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yoko => "要綱",
            Self::Yoryo => "要領",
            Self::Yokou => "要項",
            Self::Kitei => "規程",
            Self::Kisoku => "規則",
            Self::Saisoku => "細則",
            Self::Kijun => "基準",
            Self::Shishin => "指針",
            Self::Tsuchi => "通知",
        }
    }

    /// The key of the theme's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yoko => "regulation.kind.yoko",
            Self::Yoryo => "regulation.kind.yoryo",
            Self::Yokou => "regulation.kind.yokou",
            Self::Kitei => "regulation.kind.kitei",
            Self::Kisoku => "regulation.kind.kisoku",
            Self::Saisoku => "regulation.kind.saisoku",
            Self::Kijun => "regulation.kind.kijun",
            Self::Shishin => "regulation.kind.shishin",
            Self::Tsuchi => "regulation.kind.tsuchi",
        }
    }
}

/// A change that was decided later.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Amendment {
    pub decided: Spanned<Date>,
    pub number: Option<Spanned<String>>,
    pub effective: Option<Spanned<Date>>,
    /// 一部改正, or what was changed.
    pub note: Option<String>,
}

/// A 附則: from when on the decision holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Supplement {
    pub text: Spanned<String>,
    pub effective: Option<Spanned<Date>>,
}

/// A numbered part of a regulation: chapter, article, paragraph, item.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Provision {
    /// As printed: 第1条, 2, (1), ア; the first paragraph of an article has none.
    pub num: Option<Spanned<String>>,
    /// What stands in brackets beside an article: （目的）.
    pub caption: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub text: Option<Spanned<String>>,
    /// Paragraphs (項) of an article behind its `text`, or all of them when it has none.
    #[serde(default)]
    pub paragraphs: Vec<Provision>,
    #[serde(default)]
    pub children: Vec<Provision>,
    /// Words of the text, and where they lead: `#9-1`, `other#3-2`, `other`, `act:employment`.
    #[serde(default)]
    pub refs: IndexMap<Spanned<String>, Spanned<String>>,
    /// The day of the amendment that put it in.
    pub added: Option<Spanned<Date>>,
}

/// An Act of others, by its name and its number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Act {
    pub id: Spanned<Id>,
    pub name: String,
    /// 昭和35年法律第123号
    pub number: Option<String>,
}

/// A form (様式) or an annex (別紙・別記).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Attachment {
    /// As printed: 第1号様式, 別紙2.
    pub number: Spanned<String>,
    pub title: Option<Spanned<String>>,
    /// Who gives it to whom, in words.
    pub from: Option<String>,
    pub to: Option<String>,
    /// A file of the site: `static/forms/1.pdf` is `forms/1.pdf`.
    pub file: Option<Spanned<String>>,
    /// Why there is no file.
    pub missing: Option<String>,
    pub text: Option<Spanned<String>>,
    #[serde(default)]
    pub body: Vec<Provision>,
}
