//! Ends of sentences that stand twice, where two pages or two versions were put together.

use super::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Longer phrases that stand twice are told wherever they stand.
const SHORT: usize = 9;

/// Words that are made of one part twice.
const WORDS: [&str; 3] = ["ますます", "たびたび", "くるくる"];

pub(super) fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let Some(end) = twice(&text.words) else {
        return;
    };
    text.report(
        Diagnostic::warning(
            "prose/twice",
            format!("the end of a sentence, `{end}`, stands twice"),
        )
        .at(&text.place(&end), "and again")
        .hint("delete one of the two"),
        problems,
    );
}

/// The end of a sentence that follows itself, at once or as a sentence of its own.
fn twice(words: &str) -> Option<String> {
    let sentences: Vec<&str> = words.split('。').map(str::trim).collect();
    let again = |pair: &[&str]| {
        let length = pair[1].chars().count();
        let part = (2..=SHORT).contains(&length) && pair[0].ends_with(pair[1]);
        (part && pair[0] != pair[1]).then(|| pair[1].to_owned())
    };
    let whole = &sentences[..sentences.len() - 1];
    whole
        .windows(2)
        .find_map(again)
        .or_else(|| whole.iter().find_map(|sentence| doubled(sentence)))
}

/// 「…しなければならないない」
fn doubled(sentence: &str) -> Option<String> {
    let chars: Vec<char> = sentence.chars().collect();
    let verb = chars.last().is_some_and(|c| "いるたすうくむ".contains(*c));
    let word = WORDS.iter().any(|word| sentence.ends_with(word));
    if !verb || word {
        return None;
    }
    (2..=SHORT.min(chars.len() / 2)).find_map(|length| {
        let (head, end) = chars.split_at(chars.len() - length);
        let kana = |c: &char| matches!(u32::from(*c), 0x3041..=0x3096);
        let same = head.ends_with(end) && end.iter().all(kana);
        same.then(|| end.iter().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_follow_themselves_are_found() {
        let found = |words: &str| twice(words);
        assert_eq!(
            found("記録しなければならないない。").as_deref(),
            Some("ない")
        );
        assert_eq!(
            found("規模で実施する。実施する。").as_deref(),
            Some("実施する")
        );
        assert_eq!(found("支援が広がる。会も開く。"), None);
        assert_eq!(found("ますます。"), None);
        assert_eq!(found("話し合いを続けていく"), None);
    }
}
