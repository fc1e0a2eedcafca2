//! A small site that has every kind of figure.

use std::{fs, path::Path};

use tempfile::TempDir;
use yearbook::{
    diagnostic::{Diagnostic, Diagnostics},
    load::load,
    model::Site,
};

const FILES: [(&str, &str); 10] = [
    (
        "yearbook.yaml",
        "title: 年報\ndescription: 見本\nlanguage: ja\npublisher: {name: 事務局}\n",
    ),
    (
        "data/programs/p.yaml",
        "{id: north, name: 北の事業, owner: city, summary: 北の地域の事業です。}",
    ),
    (
        "data/areas/a.yaml",
        "- {id: coast, name: 海沿い, reading: うみぞい, program: north, order: 2}
- {id: hills, name: 山あい, reading: やまあい, program: north, order: 1}
- {id: lake, name: 湖畔, reading: こはん, program: north, order: 3}
",
    ),
    (
        "data/councils/c.yaml",
        "- id: network
  name: 連絡会
  program: north
  summary: 集まります。
  unit: 回
  of: events
  plans:
    meetings:
      - {from: 2018, to: 2020, value: 4, unit: 回, per: area}
      - {from: 2021, value: 2, unit: 回, per: area}
- id: talks
  name: 個別の話し合い
  program: north
  summary: 話します。
  unit: 回
  of: events
  counts:
    - {area: coast, year: 2019, count: １２００, state: held}
    - {area: hills, year: 2019, count: 4, state: held}
    - {area: coast, year: 2020, count: 7, state: held}
    - {area: hills, year: 2020, count: not-reported, state: held}
    - {area: coast, year: 2021, count: 3, state: held}
    - {area: hills, year: 2021, count: 2, state: planned}
",
    ),
    (
        "data/meetings/m.yaml",
        "- {id: m-1, council: network, area: coast, year: 2019, num: 1, title: 初めての会, state: held, date: 2019-06-11}
- {id: m-2, council: network, area: coast, year: 2019, num: 2, title: 未定, state: undecided}
- {id: m-3, council: network, area: hills, year: 2019, num: 1, title: 山の会, state: held, date: 2019-07-05}
- {id: m-4, council: network, year: 2020, num: 1, title: 全体の会, state: planned}
",
    ),
    (
        "data/trainings/t.yaml",
        "id: basics
name: 基礎研修
program: north
summary: 学びます。
runs:
  - {id: r-1, year: 2024, num: 1, title: 前期, state: planned, capacity: 20}
  - {id: r-2, year: 2024, num: 2, title: 後期, state: planned, capacity: 24}
  - {id: r-3, year: 2023, num: 1, title: 去年, state: held, capacity: 30, attended: 28}
",
    ),
    (
        "data/measures/m.yaml",
        "- id: coaches
  printed-no: \"9-1\"
  name: 支える人
  program: north
  summary: 支えます。
  indicators:
    - {id: people, label: 支える人の数, unit: 名, of: persons, results: {2021: 77, 2022: 79}, targets: {2023: 80}}
    - {id: size, label: 研修の規模, unit: 名×回, of: persons, results: {2021: 40×6, 2022: {value: ended, note: 斜線です。}}}
    - id: rate
      label: 就職率
      unit: \"%\"
      of: rate
      results: {2021: not-reported}
      parts-by: 学校
      parts:
        - {label: 東校, group: 普通科, results: {2021: 89.5, 2022: 96}}
        - {label: 西校, group: 専門科, results: {2021: 97, 2022: not-started}}
    - {id: sites, label: 窓口, unit: か所, of: organizations, results: {2021: 5}, parts: [{label: 北, results: {2021: 2}}, {label: 南, results: {2021: 3}}]}
    - id: advice
      label: 助言
      unit: 機関
      of: organizations
      results: {2021: 134, 2022: 315}
      series-break: {year: 2022, unit: 件, of: cases, note: 令和4年度から件数です。}
- {id: coaches-again, printed-no: \"9-2\", name: 支える人, reprint-of: coaches, program: north}
",
    ),
    (
        "data/cases/c.yaml",
        "- {id: c-1, title: 眠れない日, nature: simulated, outcome: good-practice, year: 2024, summary: 休み方を決めました。, difficulties: [sleep, worry]}
- {id: c-2, title: 引き継ぎ, nature: composite, outcome: lesson, year: 2024, summary: 札にしました。, difficulties: [worry]}
",
    ),
    (
        "data/surveys/s.yaml",
        "id: s-1
name: 連絡会アンケート
year: 2024
program: north
asked: 70
returned: 52
questions:
  - id: contact
    text: 医療機関と連絡を取りましたか
    form: single
    respondents: 52
    answers:
      - {code: 1, label: 取った, value: 31}
      - {code: 2, label: 予定がある, value: 14}
      - {code: 9, label: 無回答, value: 7}
  - id: useful
    text: 役に立ったこと
    form: multiple
    respondents: 50
    answers: [{code: a, label: 講演, value: 40}, {code: b, label: 話し合い, value: 35}]
  - {id: months, text: 勤めた月数, form: number, unit: か月, respondents: 48, mean: 14.5}
  - id: noticed
    text: 気づいたこと
    form: free
    vocabulary: difficulty
    respondents: 18
    coded: [{theme: sleep, value: 11}, {theme: worry, value: 12}]
",
    ),
    (
        "data/vocabularies/v.yaml",
        "id: difficulty
title: 困りごと
values:
  - {value: worry, label: {ja: 不安}}
  - {value: sleep, label: {ja: 睡眠}}
  - {value: focus, label: {ja: 集中}}
",
    ),
];

/// The site, read as any site is; the folder is gone afterwards.
pub fn site() -> Site {
    site_in("ja")
}

/// The site with the words of a language.
pub fn site_in(language: &str) -> Site {
    let folder = TempDir::new().unwrap();
    let language = format!("language: {language}");
    for (path, text) in FILES {
        write(
            folder.path(),
            path,
            &text.replace("language: ja", &language),
        );
    }
    let term = "{id: rework, term: リワーク, reading: りわーく, meaning: 職場へ戻る支援です。}";
    write(folder.path(), "data/glossary/g.yaml", term);
    let (site, problems) = load(folder.path());
    assert!(!problems.has_errors(), "{:#?}", problems.sorted());
    site.unwrap()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A problem in one line: code, place, what stands there, message and hints.
pub fn line(problem: &Diagnostic) -> String {
    let label = problem.label.as_ref().expect("a place");
    let start = label.span.start();
    format!(
        "{} {}:{} `{}` {} | {}",
        problem.code,
        start.line,
        start.column,
        label.span.text(),
        problem.message,
        problem.hints.join(" | ")
    )
}

/// All problems, one in a line.
pub fn lines(problems: &Diagnostics) -> Vec<String> {
    problems.sorted().into_iter().map(line).collect()
}
