//! Numbers of things that are listed right there: 「次の四点」 above four items, 「6市5町1村の12市町村」.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, numerals::parse, written::typed};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Block, BlockKind, List},
    model::{Narrative, Number, Site},
};

const N: &str = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})";

static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    let things = "点|つ|件|項目|段階|種類|柱|か所|名|人|社|機関|事業|本|通り|とおり";
    pattern(&format!(
        "(?:(?:次|以下|下)の{N}(?:つの)?(?:{things})|{N}(?:つ|点|件|項目|種類)(?:が)?(?:あります|です|挙げます|にまとめました|ありました))[^。0-9]{{0,24}}。?$"
    ))
});
static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "((?:[0-9]+(?:市|区|町|村)){2,4})の?(?:計|合わせて|合計)?([0-9]+)(?:市区町村|市町村|自治体|区市町村)",
    )
});
static LISTED: LazyLock<Regex> = LazyLock::new(|| pattern("([0-9]+)(?:名|人|件|回|社|校|か所|%)"));
static STEP: LazyLock<Regex> =
    LazyLock::new(|| pattern("^[^0-9。、]{0,8}([0-9]{1,2})(か月目|ヶ月目|週目|年目|日目)"));
static COUNT: LazyLock<Regex> = LazyLock::new(|| pattern("([0-9]+)(?:市|区|町|村)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

/// Lists that have as many items as the sentence above them says.
pub(super) fn lists(site: &Site, problems: &mut Diagnostics) {
    for narrative in &site.narratives {
        for block in &narrative.document.blocks {
            if let BlockKind::List(list) = &block.kind {
                steps(narrative, list, problems);
            }
        }
        for pair in narrative.document.blocks.windows(2) {
            list(narrative, pair, problems);
        }
    }
}

fn list(narrative: &Narrative, pair: &[Block], problems: &mut Diagnostics) {
    let [above, below] = pair else { return };
    let (BlockKind::Paragraph(content), BlockKind::List(list)) = (&above.kind, &below.kind) else {
        return;
    };
    let mut words = String::new();
    typed(content, &mut words);
    let words: String = words.nfkc().collect();
    let Some(found) = AHEAD.captures(words.trim_end()) else {
        return;
    };
    let said = found
        .get(1)
        .or(found.get(2))
        .and_then(|n| parse(n.as_str()));
    let items = i64::try_from(list.items.len()).ok().map(Number::from_int);
    if said.is_none() || said == items {
        return;
    }
    let message = format!("`{}` is said, {} are listed", &found[0], list.items.len());
    problems.push(
        Diagnostic::error("count/items", message)
            .at(&above.span, "said here")
            .related(&below.span, "listed here")
            .hint("list each of them, or correct the number")
            .waived(narrative.front.waive.reason("count/items")),
    );
}

/// 「5か月目に…」 stands behind 「3か月目に…」.
fn steps(narrative: &Narrative, list: &List, problems: &mut Diagnostics) {
    let items = list.items.iter().filter_map(|item| {
        let block = item.blocks.first()?;
        let BlockKind::Paragraph(content) = &block.kind else {
            return None;
        };
        let mut words = String::new();
        typed(content, &mut words);
        let words: String = words.nfkc().collect();
        let found = STEP.captures(&words)?;
        Some((found[2].to_owned(), Number::parse(&found[1])?, &block.span))
    });
    let items: Vec<_> = items.collect();
    let back = items
        .windows(2)
        .find(|pair| pair[0].0 == pair[1].0 && pair[1].1 < pair[0].1);
    let Some([before, after]) = back else { return };
    problems.push(
        Diagnostic::warning("prose/date", "this step is before the one above it")
            .at(after.2, "goes back")
            .related(before.2, "after this")
            .hint("correct one of the two, or put the steps in order")
            .waived(narrative.front.waive.reason("prose/date")),
    );
}

/// 「多い順に、引継ぎが31名、医療が24名」 goes down.
pub(super) fn orders(text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains("多い順") {
        return;
    }
    let words = text.normal();
    for sentence in words.split_inclusive('。') {
        let Some((_, list)) = sentence.split_once("多い順に") else {
            continue;
        };
        let numbers: Vec<(&str, Number)> = LISTED
            .captures_iter(list)
            .filter_map(|found| Some((found.get(0)?.as_str(), Number::parse(&found[1])?)))
            .collect();
        let Some([_, (written, _)]) = numbers.windows(2).find(|pair| pair[0].1 < pair[1].1) else {
            continue;
        };
        let message = format!("`{written}` is more than the one before it");
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(written), "in this order")
                .hint("put them in the order of their figures"),
            problems,
        );
    }
}

/// Cities, towns and villages add up.
pub(super) fn places(text: &Text<'_>, problems: &mut Diagnostics) {
    if !text.words.contains(['町', '村']) {
        return;
    }
    let words = text.normal();
    for found in PLACES.captures_iter(words) {
        let parts = COUNT
            .captures_iter(&found[1])
            .filter_map(|part| Number::parse(&part[1]));
        let sum: Number = parts.sum();
        if Number::parse(&found[2]).is_some_and(|said| said != sum) {
            let message = format!("`{}` add up to {sum}", &found[0]);
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(&found[0]), "said here")
                    .hint("count them again"),
                problems,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AHEAD;

    #[test]
    fn numbers_ahead_of_lists_are_read() {
        let number = |words: &str| {
            let found = AHEAD.captures(words)?;
            Some(found.get(1).or(found.get(2))?.as_str().to_owned())
        };
        assert_eq!(
            number("4月1日から次の四点を変えました。").as_deref(),
            Some("四")
        );
        assert_eq!(number("課題は三つあります。").as_deref(), Some("三"));
        assert_eq!(number("流れは、次の4段階です。").as_deref(), Some("4"));
        assert_eq!(number("会議は三つあります。くわしくは別に書きます。"), None);
    }
}
