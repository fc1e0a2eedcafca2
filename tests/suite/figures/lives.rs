//! Views of what happens in time and space: trees, timelines, curricula, timetables, plans, maps.

use std::fs;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;
use yearbook::{load::load, model::Site};

use super::views::check_on;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("figures::trees", trees),
        Trial::test("figures::timelines", timelines),
        Trial::test("figures::curricula", curricula),
        Trial::test("figures::timetables", timetables),
        Trial::test("figures::plans_and_actuals", plans),
        Trial::test("figures::maps", maps),
        Trial::test("figures::persons_are_rounded_to_fives", rounded),
        Trial::test("figures::years_tell_their_change", changes),
    ]
}

const FILES: [(&str, &str); 9] = [
    (
        "yearbook.yaml",
        "title: 年報\ndescription: 見本\npublisher: {name: 事務局}\n",
    ),
    (
        "data/programs/p.yaml",
        "{id: north, name: 北の事業, owner: city, summary: 北の地域の事業です。, from: 2018}",
    ),
    (
        "data/areas/a.yaml",
        "- {id: coast, name: 海沿い, reading: うみぞい, program: north, order: 1, tile: {column: 2, row: 1}}
- {id: hills, name: 山あい, reading: やまあい, program: north, order: 2, tile: {column: 1, row: 2}}
",
    ),
    (
        "data/councils/c.yaml",
        "id: network
name: 連絡会
program: north
summary: 集まります。
unit: 回
of: events
plans:
  meetings:
    - {from: 2018, to: 2019, value: 4, unit: 回, per: area, source: 要領}
    - {from: 2020, value: 3, unit: 回, per: program}
  persons:
    - {from: 2018, value: 50〜70×3, unit: 名×回, per: program}
counts:
  - {area: coast, year: 2018, count: 5, state: held}
  - {area: hills, year: 2018, count: 0, state: held}
  - {area: hills, year: 2018, count: 2, state: planned}
",
    ),
    (
        "data/meetings/m.yaml",
        "- {id: m-2, council: network, area: coast, year: 2020, title: 後の会, state: planned, date: 2021-01-15}
- {id: m-1, council: network, area: hills, year: 2020, title: 先の会, state: held, date: 2020-06-11}
- {id: m-3, council: network, year: 2020, title: まだの会, state: undecided}
",
    ),
    (
        "data/trainings/t.yaml",
        "- id: parts
  name: 分かれた研修
  summary: 学びます。
  subjects:
    - {id: law, num: 1, title: 制度, module: 前, minutes: 1200}
    - {id: talk, num: 2, title: 話し方, module: 後, minutes: 60}
    - {id: rest, num: 3, title: 休み方, module: 前}
  runs: [{id: p-1, year: 2023, title: 春の回, state: held, days: [], subjects: [law, rest]}]
",
    ),
    (
        "data/trainings/u.yaml",
        "id: basics
name: 基礎研修
program: north
summary: 学びます。
source: 要領
subjects:
  - {id: law, num: 1, title: 制度, module: 基礎, minutes: 90}
  - {id: talk, num: 2, title: 話し方, content: 練習します。, module: 応用, minutes: 60}
  - {id: rest, num: 3, title: 休み方, module: 応用, minutes: 30}
runs:
  - {id: r-1, year: 2024, num: 1, title: 前期, state: held, capacity: 20, subjects: [law, talk], form: [講義],
     days: [{date: 2024-09-13, start: \"10:00\", end: \"12:00\"}, {date: 2024-06-11}]}
  - {id: r-2, year: 2024, num: 2, title: 後期, state: undecided, subjects: [law]}
",
    ),
    (
        "data/measures/m.yaml",
        "- {id: coaches, printed-no: \"9-1\", name: 支える人, program: north, summary: 支えます。, from: 2019,
   moved-to: [{item: 研修, measure: school, year: 2021}],
   plans: {visits: [{from: 2019, value: 10, unit: 回, per: program}]},
   indicators: [{id: visits, label: 訪問, unit: 回, of: events, results: {2019: 12, 2020: not-reported}, targets: {2021: 15}}]}
- {id: school, printed-no: \"9-2\", name: 学ぶ場, program: north, summary: 学びます。, to: 2022, status: ended}
- {id: again, printed-no: \"10-1\", name: 支える人, reprint-of: coaches, program: north}
",
    ),
    (
        "data/trees/t.yaml",
        "id: tree
title: 木
levels: [視点, 行動]
source: 計画
nodes:
  - {num: 1, title: 働く, nodes: [{num: 1, title: 支える, summary: 支えます。, measures: [coaches, school]}]}
  - {num: 2, title: 学ぶ, measures: [again]}
",
    ),
];

fn site() -> Result<Site, Failed> {
    site_with("", "")
}

/// The site with more settings, and with other measures.
fn site_with(settings: &str, measures: &str) -> Result<Site, Failed> {
    let folder = TempDir::new()?;
    for (path, text) in FILES {
        let text = match path {
            "yearbook.yaml" => format!("{text}{settings}\n"),
            "data/measures/m.yaml" if !measures.is_empty() => measures.to_owned(),
            _ => text.to_owned(),
        };
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(path, text)?;
    }
    let (site, problems) = load(folder.path());
    assert!(!problems.has_errors(), "{:#?}", problems.sorted());
    Ok(site.ok_or("no site")?)
}

fn trees() -> Result<(), Failed> {
    check_on(
        &site()?,
        "tree",
        &[
            (
                "of: trees/tree\nform: table\ncaption: 全体\nid: all",
                r#"[all] 全体 / None
位置 | 番号 | 事業 | 状況 | 
# 視点1 働く | 
行動1 支える | 9-1 | 支える人 | 
行動1 支える | 9-2 | 学ぶ場 | 終了 | 
# 視点2 学ぶ | 
 | 10-1 | 支える人 | 再掲：9-1 | 
出典：計画"#,
            ),
            (
                "of: trees/tree\nnode: 2\nform: table\ncaption: 一つ",
                r#"[] 一つ / None
位置 | 番号 | 事業 | 状況 | 
# 視点2 学ぶ | 
 | 10-1 | 支える人 | 再掲：9-1 | 
出典：計画"#,
            ),
            (
                "of: trees/tre",
                r#"reference/unknown 4:5 `trees/tre` no tree is called `tre` | did you mean `trees/tree`?"#,
            ),
            (
                "of: measures",
                r#"view/shape 4:5 `measures` the view `tree` shows no `measures` | it shows trees/…"#,
            ),
            (
                "of: trees/tree\ndepth: 1",
                r#"[]  / 計画
- 視点1 働く
- 視点2 学ぶ"#,
            ),
            (
                "of: trees/tree\nnode: 1\ndepth: 2",
                r#"[]  / 計画
- 視点1 働く
  - 行動1 支える
    支えます。"#,
            ),
            (
                "of: trees/tree",
                r#"[]  / 計画
- 視点1 働く
  - 行動1 支える
    支えます。
    - 9-1 支える人
    - 9-2 学ぶ場（終了）
- 視点2 学ぶ
  - 10-1 支える人（再掲：9-1）"#,
            ),
            (
                "of: trees/tree\ndepth: 0",
                r#"view/empty 5:8 `0` a tree without levels shows nothing | write 1 for the first level, 2 for two, or leave `depth` out"#,
            ),
            (
                "of: trees/tree\ndepth: 1\nform: table",
                r#"view/shape 5:8 `1` a table of measures has no `depth` | leave `depth` out, or show a list"#,
            ),
            (
                "of: trees/tree\nnode: 2\nid: second\ncaption: 学ぶこと\nsource: 別の計画",
                r#"[second] 学ぶこと / 別の計画
- 視点2 学ぶ
  - 10-1 支える人（再掲：9-1）"#,
            ),
            (
                "of: trees/tree\nnode: 3",
                r#"view/empty 5:7 `3` the tree has no node 3 on its first level | it has 1, 2"#,
            ),
        ],
    )
}

fn timelines() -> Result<(), Failed> {
    check_on(
        &site()?,
        "timeline",
        &[
            (
                "of: meetings\ncaption: 会議",
                r#"[] 会議 / None
時期 | だれが・どこで | できごと | 状態 | 
令和2年6月11日（木） | 山あい | 連絡会：先の会 | 実施 | 
令和3年1月15日（金） | 海沿い | 連絡会：後の会 | 予定 | 
日付未定 | 連絡会：まだの会 | 未定 | "#,
            ),
            (
                "of: runs\ncaption: 研修\nsource: 要領",
                r#"[] 研修 / None
時期 | できごと | 状態 | 
令和6年6月11日（火） | 基礎研修：前期 | 実施 | 
令和6年9月13日（金） | 基礎研修：前期 | 実施 | 
日付の記載なし | 分かれた研修：春の回 | 実施 | 
日付未定 | 基礎研修：後期 | 未定 | 
出典：要領"#,
            ),
            (
                "of: meetings\nby: month\ncaption: 会議",
                r#"[] 会議 / None
時期 | だれが・どこで | できごと | 状態 | 
# 令和2年6月 | 
令和2年6月11日（木） | 山あい | 連絡会：先の会 | 実施 | 
# 令和3年1月 | 
令和3年1月15日（金） | 海沿い | 連絡会：後の会 | 予定 | 
# 日付未定 | 
日付未定 | 連絡会：まだの会 | 未定 | "#,
            ),
            (
                "of: runs\nwhere: {training: basics}\nby: quarter\ncaption: 研修",
                r#"[] 研修 / None
時期 | できごと | 状態 | 
# 令和6年度 第1四半期 | 
令和6年6月11日（火） | 基礎研修：前期 | 実施 | 
# 令和6年度 第2四半期 | 
令和6年9月13日（金） | 基礎研修：前期 | 実施 | 
# 日付未定 | 
日付未定 | 基礎研修：後期 | 未定 | "#,
            ),
            (
                "of: measures\nby: month\ncaption: 事業",
                r#"view/shape 5:5 `month` `measures` have years and no days | write `by: year`, or leave it out"#,
            ),
            (
                "of: measures\ncaption: 事業",
                r#"[] 事業 / None
時期 | できごと | 
令和元年度 | 9-1 支える人が始まる | 
令和3年度 | 9-1 支える人 研修が移る先：学ぶ場 | 
令和4年度 | 9-2 学ぶ場が終わる | "#,
            ),
            (
                "of: programs\ncaption: 始まり",
                r#"[] 始まり / None
時期 | できごと | 
平成30年度 | 北の事業が始まる | "#,
            ),
            (
                "of: areas\ncaption: 圏域",
                r#"view/shape 4:5 `areas` `areas` have no time | a timeline shows meetings, runs, measures, organizations, programs or cases/…"#,
            ),
            (
                "of: cases/c-1\ncaption: 経過",
                r#"reference/unknown 4:5 `cases/c-1` no case is called `c-1` | write `cases/` and the id of a record"#,
            ),
            (
                "of: meetings\nwhere: {stat: held}\ncaption: 会議",
                r#"figure/unknown-filter 5:9 `stat` `meetings` cannot be filtered by `stat` | did you mean `state`?"#,
            ),
        ],
    )
}

fn curricula() -> Result<(), Failed> {
    check_on(
        &site()?,
        "curriculum",
        &[
            (
                "of: trainings/basics\ncaption: 科目",
                r#"[] 科目 / None
番号 | 科目 | 内容 | >時間（分） | 行った回 | 
# 基礎 | 
1 | 制度 | 90 | 令和6年度 第1回、令和6年度 第2回（未定） | 
# 応用 | 
2 | 話し方 | 練習します。 | 60 | 令和6年度 第1回 | 
3 | 休み方 | 30 | まだない | 
= 応用の計 | 90 | 
= 合計 | 180 | 
出典：要領"#,
            ),
            (
                "of: trainings/parts\ncaption: 科目",
                r#"[] 科目 / None
番号 | 科目 | >時間（分） | 行った回 | 
# 前 | 
1 | 制度 | 1,200 | 令和5年度 春の回 | 
3 | 休み方 | ― | 令和5年度 春の回 | 
= 前の計 | ― | 
# 後 | 
2 | 話し方 | 60 | まだない | 
= 合計 | ― | 
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: trainings/basic\ncaption: 科目",
                r#"reference/unknown 4:5 `trainings/basic` no training is called `basic` | did you mean `trainings/basics`?"#,
            ),
        ],
    )
}

fn timetables() -> Result<(), Failed> {
    check_on(
        &site()?,
        "timetable",
        &[
            (
                "of: trainings/basics\nyear: R6\ncaption: 日程",
                r#"[] 日程 / None
回 | 日付 | 時間 | 形式 | 題名 | >定員 | 状態 | 
1 | 令和6年6月11日（火） | 講義 | 前期 | 20 | 実施 | 
1 | 令和6年9月13日（金） | 10:00〜12:00 | 講義 | 前期 | 20 | 実施 | 
2 | 日付未定 | 後期 | 未定 | 
出典：要領"#,
            ),
            (
                "of: trainings/basics\nyear: 2023\ncaption: 日程",
                r#"view/empty 5:7 `2023` there are no runs to show | there are runs in 2024"#,
            ),
        ],
    )
}

fn plans() -> Result<(), Failed> {
    check_on(
        &site()?,
        "plan-and-actual",
        &[
            (
                "of: councils/network\nyears: [2018, 2019, 2020]\ncaption: 計画",
                r#"[] 計画 / Some("回")
年度 | >計画 | 計画の内訳 | >実施・実績 | >予定・未定・中止 | >計画に対する割合 | 計画の出典 | 
平成30年度 | 8 | 2か所 × 4回 | 5 | 2 | 62.5% | 要領 | 
令和元年度 | 8 | 2か所 × 4回 | ― | 要領 | 
令和2年度 | 3 | 3回 | 1 | 2 | 33.3% | 
※令和2年度から計画が変わりました。
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: measures/coaches\nyears: [2019, 2020, 2021]\ncaption: 計画\ndescription: 棒グラフです。\nid: visits",
                r#"[visits] Bar 計画 / Some("回") / 棒グラフです。
令和元年度 | 令和2年度 | 令和3年度
計画: 10 | 10 | 10
実施・実績: 12 | - | -
[] 計画 / Some("回")
年度 | >計画 | 計画の内訳 | >目標 | >実施・実績 | >計画に対する割合 | 
令和元年度 | 10 | 10回 | 12 | 120% | 
令和2年度 | 10 | 10回 | 報告なし | 
令和3年度 | 10 | 10回 | 15 | ― | 
※「報告なし」は、出典に書かれておらず、ゼロかどうかも分からないことを示します。
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: councils/network\nplan: meeting\nyears: [2018]\ncaption: 計画",
                r#"plan/unknown 5:7 `meeting` `councils/network` has no plan called `meeting` | did you mean `meetings`?"#,
            ),
            (
                "of: councils/network\nplan: persons\nyears: [2018]\ncaption: 計画",
                r#"[] 計画 / Some("名×回")
年度 | 計画の内訳 | >実施・実績 | 
平成30年度 | 50〜70×3名×回 | ― | 
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: measures/school\nyears: [2018]\ncaption: 計画",
                r#"plan/unknown 4:5 `measures/school` which plan of `measures/school` is meant? | record it under `plans`"#,
            ),
            (
                "of: councils/network\nactual: measures/coaches/visit\nyears: [2019]\ncaption: 計画",
                r#"figure/unknown 5:9 `measures/coaches/visit` nothing is called `measures/coaches/visit` | did you mean `measures/coaches/visits`?"#,
            ),
        ],
    )
}

fn maps() -> Result<(), Failed> {
    check_on(
        &site()?,
        "map",
        &[
            (
                "of: councils/network\nwhere: {year: 2018, state: held}\ntitle: 回数\ndescription: 地図です。",
                r#"[] Map 回数 / Some("回") / 地図です。
海沿い | 山あい
連絡会: 5 | 0
[] 回数 / Some("回")
圏域 | >連絡会 | 
海沿い | 5 | 
山あい | 0 | "#,
            ),
            (
                "of: councils/network\nwhere: {year: 2018}\ntitle: 回数\ndescription: 地図です。",
                r#"sum/mixed-states 4:5 `councils/network` `councils/network` mixes states: 1 held, 1 planned | add `where: {state: held}`, or `where: {state: any}` when all of them are meant"#,
            ),
        ],
    )
}

/// One to seven are hidden, the others rounded; other things are counted exactly.
fn rounded() -> Result<(), Failed> {
    let site = site_with(
        "small-numbers: {mode: round5}",
        "- id: people
  printed-no: \"1\"
  name: 人
  program: north
  summary: 数えます。
  indicators:
    - {id: users, label: 使った人, unit: 名, of: persons, results: {2021: 0, 2022: 7, 2023: 8, 2024: 1203}}
    - {id: calls, label: 電話, unit: 件, of: events, results: {2021: 3, 2022: 7, 2023: 8, 2024: 1203}}
",
    )?;
    let (site, _) = yearbook::check::check(site);
    check_on(
        &site,
        "table",
        &[(
            "of: measures/people\nyears: [2021, 2022, 2023, 2024]\ncaption: 数",
            r#"[] 数 / None
指標 | >令和3年度 | >令和4年度 | >令和5年度 | >令和6年度 | 
使った人（名） | 0 | 非公表 | 10 | 1,205 | 
電話（件） | 3 | 7 | 8 | 1,203 | 
※人数は五の倍数に丸め、一から七までの数は示していません。
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
        )],
    )
}

fn changes() -> Result<(), Failed> {
    let site = site_with(
        "year-style: fy",
        "- id: people
  printed-no: \"1\"
  name: 人
  program: north
  summary: 数えます。
  indicators:
    - {id: more, label: 増えた, unit: 名, of: persons, results: {2022: 70, 2023: 1203}, targets: {2024: 80}}
    - {id: less, label: 減った, unit: 件, of: events, results: {2022: 7, 2023: 4}}
    - {id: same, label: 同じ, unit: 件, of: events, results: {2022: 7, 2023: 7}}
    - {id: gap, label: 抜け, unit: 件, of: events, results: {2022: not-reported, 2023: 7}}
    - {id: other, label: 別, unit: 件, of: events, results: {2022: 3, 2023: 7}, series-break: {year: 2023, unit: 回, of: events}}
",
    )?;
    check_on(
        &site,
        "table",
        &[
            (
                "of: measures/people\nyears: [2022, 2023]\ntargets: [2024]\nchange: true\ncaption: 数",
                r#"[] 数 / None
指標 | >FY2022 | >FY2023 | >前年度からの増減 | >FY2024（目標） | 
増えた（名） | 70 | 1,203 | +1,133 | 80 | 
減った（件） | 7 | 4 | −3 | ― | 
同じ（件） | 7 | 7 | ±0 | ― | 
抜け（件） | 報告なし | 7 | ― | ― | 
別 | 3件 | 7回 | ― | ― | 
※「報告なし」は、出典に書かれておらず、ゼロかどうかも分からないことを示します。
※「―」は、記録に値がないことを示します。"#,
            ),
            (
                "of: measures/people\nyears: [2023, 2022]\nchange: true\ncaption: 数",
                r#"change/year 5:15 `2022` 2022 does not follow 2023 | the last two of `years` follow each other, or leave `change` out"#,
            ),
        ],
    )
}
