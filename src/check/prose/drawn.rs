//! What sentences say of the tables that authors draw on the same page: 「表1のとおり、定着率が最も高い
//! のは西浜」; and the numbers by which they name them.

use std::{cmp::Ordering, collections::BTreeMap, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Text, tables::written, texts};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{BlockKind, Table, plain},
    model::{Date, Narrative, Number, Site, Waivers},
};

static MOST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:最も|一番|いちばん|もっとも)(多|高|大き|長|少な|低|小さ|短)[いくかっ]*(?:のは|のが|区分は|圏域は)、?([^、。]{1,20})",
    )
});
static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"全体の([0-9]+(?:\.[0-9]+)?)%"));
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^((?:令和|平成)(?:元|[0-9]{1,2})|[0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
});
static CITED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(表|図)([0-9]{1,2})"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are written here")
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for narrative in &site.narratives {
        let tables: Vec<Drawn> = narrative
            .document
            .blocks
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Table(table) => Some(Drawn::of(table)),
                _ => None,
            })
            .collect();
        for block in &narrative.document.blocks {
            if let BlockKind::Table(table) = &block.kind {
                calendar(table, &narrative.front.waive, problems);
            }
        }
        let captions = captions(narrative);
        if tables.is_empty() && captions.is_empty() {
            continue;
        }
        for text in texts::written(narrative) {
            let words = text.normal();
            for sentence in words.split_inclusive('。') {
                most(&text, sentence, &tables, problems);
                share(&text, sentence, &tables, problems);
            }
            cited(&text, words, &captions, problems);
        }
    }
}

/// A table as it is read: the numbers of each column by the labels of its rows.
struct Drawn(Vec<(String, BTreeMap<String, Number>)>);

impl Drawn {
    fn of(table: &Table) -> Self {
        let columns = table.columns.iter().enumerate().skip(1);
        let read = columns.map(|(at, column)| {
            let rows = table.rows.iter().filter_map(|row| {
                let (_, label) = row.cells.first().and_then(written)?;
                let (_, words) = row.cells.get(at).and_then(written)?;
                let label: String = label.nfkc().collect();
                let total = ["計", "合計", "総計", "全体", "平均"].contains(&label.as_str());
                Some((label, number(&words)?)).filter(|_| !total)
            });
            (plain(&column.head).nfkc().collect(), rows.collect())
        });
        Self(read.collect())
    }
}

/// The number at the beginning of a cell: `86.4%`, `1,204件`.
fn number(words: &str) -> Option<Number> {
    let words: String = words.nfkc().collect();
    let end = words.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
    Number::parse(&words[..end.unwrap_or(words.len())].replace(',', ""))
}

/// 「定着率が最も高いのは西浜で」 of a column 定着率 with a row 西浜.
fn most(text: &Text<'_>, sentence: &str, tables: &[Drawn], problems: &mut Diagnostics) {
    for found in MOST.captures_iter(sentence) {
        let Some(whole) = found.get(0) else { continue };
        let clause = &sentence[..whole.start()];
        let beyond = match &found[1] {
            "少な" | "低" | "小さ" | "短" => Ordering::Less,
            _ => Ordering::Greater,
        };
        let columns = tables.iter().flat_map(|table| &table.0);
        let one_number =
            |table: &&Drawn| table.0.iter().filter(|(_, rows)| !rows.is_empty()).count() == 1;
        let named = columns
            .filter(|(head, _)| head.chars().count() > 1 && clause.contains(head.as_str()))
            .max_by_key(|(head, _)| head.len());
        // A table with one column of numbers needs no name.
        let only = tables.iter().filter(one_number).flat_map(|table| &table.0);
        let cites = CITED.is_match(clause);
        let Some((_, rows)) = named.or_else(|| {
            only.rev()
                .find(|(_, rows)| rows.len() > 1)
                .filter(|_| cites)
        }) else {
            continue;
        };
        let label = rows
            .keys()
            .filter(|label| found[2].starts_with(label.as_str()));
        let Some(label) = label.max_by_key(|label| label.len()) else {
            continue;
        };
        let value = rows[label];
        let Some((other, more)) = rows
            .iter()
            .find(|(_, other)| (*other).cmp(&value) == beyond)
        else {
            continue;
        };
        let message = format!("`{label}` has {value} in the table, `{other}` has {more}");
        text.report(
            Diagnostic::warning("prose/contradicts", message)
                .at(&text.place(whole.as_str()), "said here")
                .hint("name the row that the table gives"),
            problems,
        );
    }
}

/// 「コーディネーターの配置が、全体の76.3%を占めます」 of a table with one column of counts.
fn share(text: &Text<'_>, sentence: &str, tables: &[Drawn], problems: &mut Diagnostics) {
    for found in SHARE.captures_iter(sentence) {
        let (Some(whole), Some(said)) = (found.get(0), Number::parse(&found[1])) else {
            continue;
        };
        let clause = &sentence[..whole.start()];
        let counted =
            |table: &&Drawn| table.0.iter().filter(|(_, rows)| rows.len() > 1).count() == 1;
        for (_, rows) in tables.iter().filter(counted).flat_map(|table| &table.0) {
            let Some((label, part)) = rows
                .iter()
                .find(|(label, _)| clause.contains(label.as_str()))
            else {
                continue;
            };
            let places = said.places();
            let all: Number = rows.values().copied().sum();
            let Some(right) = part.percent_of(all, places).filter(|right| *right != said) else {
                continue;
            };
            let message = format!(
                "`{}` is typed, `{label}` is {}% in the table",
                whole.as_str(),
                right.rounded(places)
            );
            text.report(
                Diagnostic::warning("prose/contradicts", message)
                    .at(&text.place(whole.as_str()), "typed by hand")
                    .hint("reckon it again"),
                problems,
            );
        }
    }
}

/// A first column of months goes on in time.
fn calendar(table: &Table, waivers: &Waivers, problems: &mut Diagnostics) {
    let cells = table.rows.iter().map(|row| {
        let (span, words) = row.cells.first().and_then(written)?;
        let words: String = words.nfkc().collect();
        let found = MONTH.captures(&words)?;
        let day = found.get(3).map_or("1", |day| day.as_str());
        Some((
            span,
            Date::parse(&format!("{}年{}月{day}日", &found[1], &found[2]))?,
        ))
    });
    let Some(days) = cells.collect::<Option<Vec<_>>>() else {
        return;
    };
    let back: Vec<_> = days
        .windows(2)
        .filter(|pair| pair[1].1 < pair[0].1)
        .collect();
    // One that steps back is a slip, several are another order.
    if let ([pair], true) = (back.as_slice(), days.len() > 2) {
        problems.push(
            Diagnostic::warning("prose/date", "this row is before the one above it")
                .at(pair[1].0, "goes back")
                .related(pair[0].0, "after this")
                .hint("correct the year or the month, or put the rows in order")
                .waived(waivers.reason("prose/date")),
        );
    }
}

/// The numbers of the captions that the author typed: 「表1 圏域とセンター」.
fn captions(narrative: &Narrative) -> Vec<(String, String)> {
    let paragraphs = narrative
        .document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(content) => Some(plain(content).nfkc().collect::<String>()),
            _ => None,
        });
    let captions = paragraphs.filter_map(|words| {
        let found = CITED.captures(&words)?;
        let begins = found.get(0)?.start() == 0;
        let behind = &words[found.get(0)?.end()..];
        let named = behind.starts_with([' ', ':', '.']) && !words.ends_with('。');
        (begins && named).then(|| (found[1].to_owned(), found[2].to_owned()))
    });
    captions.collect()
}

/// A table that is named by its number is on the page, where the author numbers tables.
fn cited(text: &Text<'_>, words: &str, captions: &[(String, String)], problems: &mut Diagnostics) {
    for found in CITED.captures_iter(words) {
        let Some(whole) = found.get(0) else { continue };
        let (before, after) = (&words[..whole.start()], &words[whole.end()..]);
        // 代表1名, 表1-2, 「研修」の表2
        let word = before.ends_with(|c: char| matches!(c, '一'..='龥' | '」' | '-'))
            || before.ends_with("」の");
        let counted =
            after.starts_with(|c: char| c.is_ascii_digit() || "-名人件回社枚種".contains(c));
        let kind = captions.iter().any(|(kind, _)| *kind == found[1]);
        let there = captions
            .iter()
            .any(|(kind, number)| *kind == found[1] && *number == found[2]);
        if word || counted || !kind || there {
            continue;
        }
        let message = format!("this page has no {}", whole.as_str());
        text.report(
            Diagnostic::warning("reference/no-caption", message)
                .at(&text.place(whole.as_str()), "cited here")
                .hint("correct the number; references are checked: `[[fig:…]]`"),
            problems,
        );
    }
}
