//! Persons who are named with their post: in a report the post is mostly enough.

use std::sync::LazyLock;

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};
use regex::Regex;

/// A post and what looks like a family name behind it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let post = "センター長|所長|理事長|施設長|事務局長|事業部長|課長|係長|室長|院長|園長|校長|学院長|会長|代表理事|主任";
    let behind = "を|が|は|の|と|に|も|、|。|氏|さん|様|先生";
    Regex::new(&format!(
        r"(?:{post})[・ 　]?(\p{{Han}}{{1,3}}[ 　]\p{{Han}}{{1,3}}|\p{{Han}}{{2,3}})(?:{behind})"
    ))
    .expect("the pattern is written here")
});

/// Words behind a post that are no names.
const NO_NAMES: [&str; 36] = [
    "会議",
    "会合",
    "会",
    "等",
    "級",
    "職",
    "補佐",
    "代理",
    "候補",
    "以下",
    "自身",
    "全員",
    "本人",
    "同士",
    "相当",
    "経験",
    "研修",
    "就任",
    "退任",
    "交代",
    "挨拶",
    "講話",
    "決裁",
    "承認",
    "通知",
    "印",
    "宛",
    "以上",
    "一名",
    "二名",
    "兼任",
    "兼務",
    "名義",
    "権限",
    "会長",
    "連絡会",
];

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let words = text.normal();
    for found in NAMED.captures_iter(words) {
        let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else {
            continue;
        };
        let common = NO_NAMES.iter().any(|word| name.as_str().starts_with(word));
        if common || name.as_str().ends_with("会") || name.as_str().ends_with("者") {
            continue;
        }
        let end = name.end() - whole.start();
        let shown = &whole.as_str()[..end];
        text.report(
            Diagnostic::warning("person/post", format!("`{shown}` looks like a person"))
                .at(&text.place(shown), "a post and a name")
                .noted("write the post only, unless the person agreed to be named"),
            problems,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_posts_are_found() {
        let name = |words: &str| {
            let found = NAMED.captures(words)?;
            Some(found[1].to_owned())
        };
        assert_eq!(name("センター長松橋を中心に").as_deref(), Some("松橋"));
        assert_eq!(name("事務局長 山田 太郎が").as_deref(), Some("山田 太郎"));
        assert_eq!(name("センター長は全体をまとめる"), None);
        assert_eq!(name("所長が出席する"), None);
    }
}
