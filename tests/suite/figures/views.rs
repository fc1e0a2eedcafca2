//! Views: what tables, charts and cards show, and what is wrong with their parameters at its place.

use std::fmt::Write;

use libtest_mimic::{Failed, Trial};
use yearbook::{
    compose::{figures::Figures, view},
    document::{Align, Block, BlockKind, Card, Chart, List, RowRole, Table, Target, View, plain},
    model::{FiscalYear, Site},
    source::Source,
};

use super::site::{lines, site};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("figures::tables", tables),
        Trial::test("figures::charts", charts),
        Trial::test("figures::cards", cards),
        Trial::test("figures::views_that_fail_say_where", failures),
        Trial::test("figures::views_in_quotes_keep_their_places", quoted),
    ]
}

/// Each view under a heading, and what it shows or its problems.
fn check(name: &str, cases: &[(&str, &str)]) -> Result<(), Failed> {
    check_on(&site(), name, cases)
}

/// The same on another site.
pub(super) fn check_on(site: &Site, name: &str, cases: &[(&str, &str)]) -> Result<(), Failed> {
    let figures = Figures::of(site);
    let mut wrong = String::new();
    for (parameters, expected) in cases {
        let text = format!("## 見出し\n\n```view {name}\n{parameters}\n```\n");
        let start = text.rfind(&format!("{parameters}\n```")).unwrap();
        let source = Source::new("content/本文.md", text);
        let view = View {
            name: name.to_owned(),
            parameters: format!("{parameters}\n"),
            span: source.span(start..start + parameters.len() + 1),
        };
        let (block, problems) = view::evaluate(&view, &figures, site, Some(FiscalYear(2022)));
        let mut found = lines(&problems);
        found.extend(block.as_ref().map(shown));
        let found = found.join("\n");
        if found.trim() != expected.trim() {
            writeln!(
                wrong,
                "== {parameters}\n-- expected\n{expected}\n-- found\n{found}"
            )?;
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.into()),
    }
}

fn shown(block: &Block) -> String {
    match &block.kind {
        BlockKind::Table(table) => shown_table(table),
        BlockKind::Chart(chart) => shown_chart(chart),
        BlockKind::Cards(cards) => cards.iter().map(shown_card).collect::<Vec<_>>().join("\n"),
        BlockKind::Hierarchy(tree) => format!(
            "[{}] {} / {}\n{}",
            tree.id,
            plain(&tree.table.caption),
            plain(&tree.table.source),
            shown_list(&tree.list, 0)
        ),
        other => format!("{other:?}"),
    }
}

/// A list as text, each list in a list two columns further in.
fn shown_list(list: &List, depth: usize) -> String {
    let mut lines = Vec::new();
    for item in &list.items {
        for (place, block) in item.blocks.iter().enumerate() {
            lines.push(match &block.kind {
                BlockKind::Paragraph(words) => {
                    let mark = if place == 0 { "-" } else { " " };
                    format!("{}{mark} {}", "  ".repeat(depth), plain(words))
                }
                BlockKind::List(inner) => shown_list(inner, depth + 1),
                other => format!("{other:?}"),
            });
        }
    }
    lines.join("\n")
}

/// A table as text: `>` before columns that stand to the right, `#` before group headings,
/// `=` before totals.
fn shown_table(table: &Table) -> String {
    let mut out = format!(
        "[{}] {} / {:?}\n",
        table.id,
        plain(&table.caption),
        table.unit
    );
    for column in &table.columns {
        let right = if column.align == Align::End { ">" } else { "" };
        write!(out, "{right}{} | ", plain(&column.head)).unwrap();
    }
    for row in &table.rows {
        out.push('\n');
        out.push_str(match row.role {
            RowRole::Body => "",
            RowRole::Group => "# ",
            RowRole::Total => "= ",
        });
        for (index, cell) in row.cells.iter().enumerate() {
            assert_eq!(cell.header, index == 0);
            for block in &cell.blocks {
                let BlockKind::Paragraph(content) = &block.kind else {
                    panic!("a paragraph");
                };
                write!(out, "{} | ", plain(content)).unwrap();
            }
        }
    }
    for remark in &table.remarks {
        write!(out, "\n※{}", plain(remark)).unwrap();
    }
    if !table.source.is_empty() {
        write!(out, "\n出典：{}", plain(&table.source)).unwrap();
    }
    out
}

fn shown_chart(chart: &Chart) -> String {
    let mut out = format!(
        "[{}] {:?} {} / {:?} / {}\n{}",
        chart.id,
        chart.kind,
        chart.title,
        chart.unit,
        chart.description,
        chart.categories.join(" | ")
    );
    for series in &chart.series {
        let values = series.values.iter().map(|v| match v {
            Some(number) => number.to_string(),
            None => "-".to_owned(),
        });
        let values: Vec<String> = values.collect();
        write!(out, "\n{}: {}", series.label, values.join(" | ")).unwrap();
    }
    write!(out, "\n{}", shown_table(&chart.table)).unwrap();
    out
}

fn shown_card(card: &Card) -> String {
    let Target::Page { route, anchor } = &card.target else {
        panic!("a page");
    };
    let anchor = anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
    format!(
        "{} → {route}{anchor}：{} [{}]",
        plain(&card.title),
        plain(&card.text),
        card.tags.join(", ")
    )
}

fn tables() -> Result<(), Failed> {
    check(
        "table",
        &[
            (
                "of: measures/coaches\nyears: [2021, R4]\ntargets: [2023]\ncaption: 実績と目標\nid: coaches\nsource: 資料1",
                r#"[coaches] 実績と目標 / None
指標 | >令和3年度 | >令和4年度 | >令和5年度（目標） | 
支える人の数（名） | 77 | 79 | 80 | 
研修の規模（名×回） | 40×6 | 終了 | ― | 
就職率 | 報告なし | ― | ― | 
窓口（か所） | 5 | ― | ― | 
助言 | 134機関 | 315件 | ― | 
※助言：令和4年度から件数です。
※研修の規模（令和4年度）：斜線です。
※「終了」は、事業が終わり、その年度には行われなかったことを示します。
※「報告なし」は、出典に書かれておらず、ゼロかどうかも分からないことを示します。
※「―」は、記録に値がないことを示します。
出典：資料1"#,
            ),
            (
                "of: measures/coaches/people\nyears: [2021, 2022]\ncaption: 人数",
                r#"[] 人数 / Some("名")
指標 | >令和3年度 | >令和4年度 | 
支える人の数 | 77 | 79 | "#,
            ),
            (
                "of: surveys/s-1/contact\nwhere: {kind: [result, share]}\nrows: answer\ncolumns: kind\ncaption: 連絡",
                r#"[] 連絡 / None
答え | >回答 | >割合 | 
取った | 31名 | 59.6% | 
予定がある | 14名 | 26.9% | 
無回答 | 7名 | 13.5% | 
※n=52（nは、この問いに答えた数です。割合はnに対するものです。）"#,
            ),
            (
                "of: meetings\nwhere: {council: network, year: 2019}\nrows: area\ncolumns: state\ntotal: true\ncaption: 状態別",
                r#"[] 状態別 / Some("回")
圏域 | >実施 | >未定 | 
山あい | 1 | 0 | 
海沿い | 1 | 1 | 
= 合計 | 2 | 1 | "#,
            ),
            (
                "of: meetings\nwhere: {year: 令和元年度, state: held}\nrows: area\ncaption: 実施",
                r#"[] 実施 / Some("回")
圏域 | >会議 | 
山あい | 1 | 
海沿い | 1 | "#,
            ),
            (
                "of: meetings\nwhere: {year: 2019}\nlist: [area, num, title, date, state]\ncaption: 題",
                r#"[] 題 / None
圏域 | >回 | 題名 | 日付 | 状態 | 
山あい | 1 | 山の会 | 令和元年7月5日（金） | 実施 | 
海沿い | 1 | 初めての会 | 令和元年6月11日（火） | 実施 | 
海沿い | 2 | 未定 | ― | 未定 | 
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: runs\nwhere: {training: basics, year: 2024}\nlist: [num, title, state, capacity]\ncaption: 予定",
                r#"[] 予定 / None
>回 | 題名 | 状態 | >定員（名） | 
1 | 前期 | 予定 | 20 | 
2 | 後期 | 予定 | 24 | "#,
            ),
            (
                "of: councils/talks\nwhere: {state: held}\nrows: area\ncolumns: year\ncaption: 年別",
                r#"[] 年別 / Some("回")
圏域 | >令和元年度 | >令和2年度 | >令和3年度 | 
山あい | 4 | 報告なし | ― | 
海沿い | 1,200 | 7 | 3 | 
※「報告なし」は、出典に書かれておらず、ゼロかどうかも分からないことを示します。
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: councils/talks\nwhere: {year: 2019}\nrows: area\ntotal: true\ncaption: 合計",
                r#"[] 合計 / Some("回")
圏域 | >個別の話し合い | 
山あい | 4 | 
海沿い | 1,200 | 
= 合計 | 1,204 | "#,
            ),
            (
                "of: measures/coaches/rate\nrows: part\ncolumns: year\ncaption: 学校",
                r#"[] 学校 / Some("%")
学校 | >令和3年度 | >令和4年度 | 
# 普通科 | 
東校 | 89.5 | 96 | 
# 専門科 | 
西校 | 97 | 開始前 | 
※「開始前」は、その年度にはまだ始まっていなかったことを示します。"#,
            ),
            (
                "of: cases\nrows: difficulty\ncolumns: outcome\ncaption: 困りごと",
                r#"[] 困りごと / Some("件")
困りごと | >好事例 | >課題が残った例 | 
不安 | 1 | 1 | 
睡眠 | 1 | 0 | "#,
            ),
            (
                "of: meetings\nrows: area\ncolumns: state\ntotal: true\ncaption: 圏域のない回",
                r#"[] 圏域のない回 / Some("回")
圏域 | >実施 | >予定 | >未定 | 
山あい | 1 | 0 | 0 | 
海沿い | 1 | 0 | 1 | 
圏域なし | 0 | 1 | 0 | 
= 合計 | 2 | 1 | 1 | "#,
            ),
        ],
    )
}

fn charts() -> Result<(), Failed> {
    check(
        "chart",
        &[
            (
                "kind: bar\nof: councils/talks\nwhere: {year: 2020}\nrows: area\ntitle: 回数\ndescription: 棒です。\nid: talks",
                r#"[talks] Bar 回数 / Some("回") / 棒です。
山あい | 海沿い
個別の話し合い: - | 7
[] 回数 / Some("回")
圏域 | >個別の話し合い | 
山あい | 報告なし | 
海沿い | 7 | 
※「報告なし」は、出典に書かれておらず、ゼロかどうかも分からないことを示します。"#,
            ),
            (
                "kind: stacked\nof: meetings\nwhere: {year: 2019}\nrows: area\ncolumns: state\ntitle: 状態\ndescription: 積み上げです。\nsource: 資料2",
                r#"[] Stacked 状態 / Some("回") / 積み上げです。
山あい | 海沿い
実施: 1 | 1
未定: 0 | 1
[] 状態 / Some("回")
圏域 | >実施 | >未定 | 
山あい | 1 | 0 | 
海沿い | 1 | 1 | 
出典：資料2"#,
            ),
            (
                "kind: line\nof: measures/coaches/people\nwhere: {kind: result}\nrows: year\ntitle: 人数\ndescription: 線です。",
                r#"[] Line 人数 / Some("名") / 線です。
令和3年度 | 令和4年度
支える人の数: 77 | 79
[] 人数 / Some("名")
年度 | >支える人の数 | 
令和3年度 | 77 | 
令和4年度 | 79 | "#,
            ),
        ],
    )
}

fn cards() -> Result<(), Failed> {
    check(
        "cards",
        &[
            (
                "of: cases\nlimit: 1",
                r#"眠れない日 → cases/c-1/index.html：休み方を決めました。 [模擬, 好事例]"#,
            ),
            (
                "of: cases\nwhere: {outcome: lesson}",
                r#"引き継ぎ → cases/c-2/index.html：札にしました。 [合成, 課題が残った例]"#,
            ),
            (
                "of: areas\nlimit: 2",
                r#"山あい → areas/hills/index.html： []
海沿い → areas/coast/index.html： []"#,
            ),
            (
                "of: measures",
                r#"支える人 → measures/coaches/index.html：支えます。 [9-1]"#,
            ),
            (
                "of: glossary",
                r#"リワーク → glossary/index.html#rework：職場へ戻る支援です。 []"#,
            ),
        ],
    )
}

fn failures() -> Result<(), Failed> {
    check(
        "table",
        &[
            (
                "of: meetings\ncolums: state\ncaption: 題",
                r#"yaml/unknown-field 5:1 `colums` unknown field `colums` | did you mean `columns`?"#,
            ),
            (
                "of: meetings\nrows: area\ncolumns: stat\ncaption: 題",
                r#"view/unknown-dimension 6:10 `stat` figures cannot be arranged by `stat` | did you mean `state`?"#,
            ),
            (
                "of: meetings\nrows: indicator\ncaption: 題",
                r#"view/unknown-dimension 5:7 `indicator` `meetings` has no `indicator` here | arrange by area, council, program, record, state, year"#,
            ),
            (
                "of: meetings\nrows: area\ncaption: 題",
                r#"count/mixed-states 4:5 `meetings` `meetings` mixes states: 1 held, 1 undecided | add `where: {state: held}`, or `where: {state: any}` when all of them are meant"#,
            ),
            (
                "of: meetings\nwhere: {state: hold}\nrows: area\ncaption: 題",
                r#"figure/unknown-value 5:16 `hold` `meetings` has no `state` called `hold` | did you mean `held`?"#,
            ),
            (
                "of: meetings\nwhere: {stat: held}\nrows: area\ncaption: 題",
                r#"figure/unknown-filter 5:9 `stat` `meetings` cannot be filtered by `stat` | did you mean `state`?"#,
            ),
            (
                "of: meetings\nwhere: {area: lake}\nrows: area\ncaption: 題",
                r#"figure/unknown-value 5:15 `lake` `meetings` has no `area` called `lake` | there is coast, hills"#,
            ),
            (
                "of: meetings\ncaption: 題",
                r#"view/shape 4:5 `meetings` these parameters make no table together | give `years` and `targets`, or `rows` with `columns` and `total`, or `list`"#,
            ),
            (
                "of: meetings\nlist: [num, titel]\ncaption: 題",
                r#"view/unknown-column 5:13 `titel` no record here has `titel` | did you mean `title`?"#,
            ),
            (
                "of: meetings\nlist: [num, capacity]\ncaption: 題",
                r#"view/unknown-column 5:13 `capacity` no record here has `capacity` | records here have area, council, date, num, program, record, state, title, year"#,
            ),
            (
                "of: meetings\nrows: area",
                r#"yaml/missing-field 5:1 `rows` the field `caption` is missing | add `caption: …`"#,
            ),
            (
                "of: measures/coaches\nyears: [2020]\ncaption: 題",
                r#"view/no-figures 5:9 `2020` `measures/coaches` has no results in 2020 | it has results in 2021, 2022"#,
            ),
            (
                "of: measures/coaches/rate\ntargets: [2024]\ncaption: 題",
                r#"view/no-figures 5:11 `2024` `measures/coaches/rate` has no targets in 2024 | it has no targets at all"#,
            ),
            (
                "of: measures/coaches/rate\nrows: part\ncolumns: year\ntotal: true\ncaption: 題",
                r#"sum/rates 7:8 `true` `measures/coaches/rate` are rates, which cannot be added up | show them one by one with `value`, or in a table without a total | or leave `total` out"#,
            ),
            (
                "of: councils/talks\nwhere: {year: 2020}\nrows: area\ntotal: true\ncaption: 題",
                r#"sum/missing 7:8 `true` of the 2 values, one is missing: 1 not-reported | add `where: {missing: none}` to add up only the values that are known, and say so in the text | or leave `total` out"#,
            ),
            (
                "of: councils/talks\nrows: area\ncaption: 題",
                r#"sum/mixed-states 4:5 `councils/talks` `councils/talks` mixes states: 2 held, 1 planned | add `where: {state: held}`, or `where: {state: any}` when all of them are meant"#,
            ),
            (
                "of: cases\nrows: difficulty\ntotal: true\ncaption: 題",
                r#"total/overlap 6:8 `true` records stand in more than one `difficulty` | leave `total` out"#,
            ),
            (
                "of: meetngs\nrows: area\ncaption: 題",
                r#"figure/unknown 4:5 `meetngs` nothing is called `meetngs` | did you mean `meetings`?"#,
            ),
            (
                "of: meetings\nwhere：{state: held}\nrows: area\ncaption: 題",
                r#"yaml/unknown-field 5:1 `where：{state` unknown field `where：{state` | the fields here are of, where, years, targets, rows, columns, list, total, change, caption, id, source"#,
            ),
            (
                " ",
                r#"view/empty 3:9 `table` the view `table` has no parameters | say at least what it shows: `of: meetings`"#,
            ),
        ],
    )?;
    check(
        "chart",
        &[
            (
                "kind: pie\nof: meetings\nrows: area\ntitle: 題\ndescription: 図",
                r#"yaml/unknown-value 4:7 `pie` unknown value `pie` | the values are bar, stacked, line, small-multiples"#,
            ),
            (
                "kind: line\nof: measures/coaches/size\nrows: year\ntitle: 題\ndescription: 図",
                r#"chart/sessions 5:5 `measures/coaches/size` `40×6` is no number and cannot be drawn | show these figures in a table"#,
            ),
            (
                "kind: line\nof: measures/coaches/advice\nrows: year\ntitle: 題\ndescription: 図",
                r#"chart/mixed-units 5:5 `measures/coaches/advice` the figures have different units | choose figures of one unit, or show them in a table"#,
            ),
            (
                "kind: bar\nof: meetings\nwhere: {state: held}\nrows: area\ntitle: 題",
                r#"yaml/missing-field 8:1 `title` the field `description` is missing | add `description: …`"#,
            ),
        ],
    )?;
    check(
        "cards",
        &[
            (
                "of: meetings",
                r#"cards/no-pages 4:5 `meetings` `meetings` have no pages to link to | cards link to areas, cases, councils, glossary, measures, organizations, programs, surveys, trainings"#,
            ),
            (
                "of: cases\nwhere: {difficulty: focus}",
                r#"figure/nothing 4:5 `cases` `cases` has nothing with these filters | ask for less, or leave the view out"#,
            ),
        ],
    )?;
    check(
        "tabel",
        &[(
            "of: meetings",
            r#"view/unknown 3:9 `tabel` there is no view called `tabel` | did you mean `table`?"#,
        )],
    )
}

/// In a quote every line has a mark before it; the place is that of the file all the same.
fn quoted() -> Result<(), Failed> {
    let site = site();
    let figures = Figures::of(&site);
    let text = "> ```view cards\n> of: cases\n> where: {nature: reel}\n> ```\n";
    let source = Source::new("content/本文.md", text);
    let view = View {
        name: "cards".to_owned(),
        parameters: "of: cases\nwhere: {nature: reel}\n".to_owned(),
        span: source.span(text.find("of").unwrap()..text.rfind("> ```").unwrap()),
    };
    let (_, problems) = view::evaluate(&view, &figures, &site, None);
    assert_eq!(
        lines(&problems),
        [
            "figure/unknown-value 3:19 `reel` `cases` has no `nature` called `reel` | did you mean `real`?"
        ]
    );
    Ok(())
}
