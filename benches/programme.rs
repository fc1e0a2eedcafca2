//! A programme of any size, made by rule: councils that meet in areas over years, measures with
//! figures, trainings with runs, organizations and terms. All of it is clean.

use std::{fmt::Write, fs, io, path::Path};

const AREAS: usize = 16;
const YEARS: std::ops::Range<usize> = 2015..2025;

/// Writes a site with `records` records and a report that prints a chapter for each area.
pub fn write(folder: &Path, records: usize) -> io::Result<()> {
    fs::create_dir_all(folder.join("content/report"))?;
    fs::write(folder.join("yearbook.yaml"), CONFIG)?;
    fs::write(
        folder.join("content/index.md"),
        "---\ntitle: 年報\n---\n\n年報です。\n",
    )?;
    fs::write(folder.join("content/report/figures.md"), FIGURES)?;
    let meetings = records * 7 / 10;
    let mut data = Data { folder, count: 0 };
    data.file(
        "organizations/owner.yaml",
        1,
        "- {id: prefecture, name: 県, kind: government}\n",
    )?;
    data.file("vocabularies/kinds.yaml", 1, KINDS)?;
    data.file("programs/one.yaml", 1, PROGRAM)?;
    data.file("areas/all.yaml", AREAS, &areas())?;
    data.file("councils/network.yaml", 1, COUNCIL)?;
    for year in YEARS {
        let count = meetings / YEARS.len();
        data.file(
            &format!("meetings/{year}.yaml"),
            count,
            &meetings_of(year, count),
        )?;
    }
    let rest = records - data.count;
    data.file("measures/all.yaml", rest / 4, &measures(rest / 4))?;
    data.file("trainings/all.yaml", rest / 10, &trainings(rest / 10))?;
    data.file("glossary/all.yaml", rest / 5, &terms(rest / 5))?;
    let rest = records - data.count;
    data.file("organizations/all.yaml", rest, &organizations(rest))
}

struct Data<'a> {
    folder: &'a Path,
    /// Records written so far.
    count: usize,
}

impl Data<'_> {
    fn file(&mut self, path: &str, records: usize, text: &str) -> io::Result<()> {
        let path = self.folder.join("data").join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        self.count += records;
        fs::write(path, text)
    }
}

const CONFIG: &str = "\
title: 生成した年報
description: 速さを測るための年報です。
publisher: {name: 事務局, contact: なし, licence: Apache License 2.0}
publications:
  - id: report
    title: 年報
    year: 2024
    edition: 1
    issued: 2025-03-28
    chapters:
      - page: report/figures.md
      - {collection: areas, title: 圏域の記録}
";

const FIGURES: &str = "\
---
title: 数字
---

令和6年度の会議は{{ count(of=\"meetings\", year=2024, state=\"held\") }}回でした。

```view table
of: meetings
where: {council: network}
rows: area
columns: year
caption: 圏域ごとの会議
id: meetings
```
";

const KINDS: &str = "\
id: organization-kind
title: 機関の種類
values:
  - {value: government, label: {ja: 行政}}
  - {value: centre, label: {ja: センター}}
";

const PROGRAM: &str = "\
id: bridge
name: 橋わたし事業
owner: prefecture
summary: 病院と会社が話し合う場をつくります。
";

const COUNCIL: &str = "\
id: network
name: 連絡会
program: bridge
summary: 圏域ごとに集まります。
unit: 回
of: events
";

fn areas() -> String {
    lines(AREAS, |text, n| {
        let _ = writeln!(
            text,
            "- {{id: area-{n}, name: 第{n}圏域, reading: だい{n}けんいき, program: bridge, order: {n}}}"
        );
    })
}

fn meetings_of(year: usize, count: usize) -> String {
    lines(count, |text, n| {
        let (area, num) = (n % AREAS, n / AREAS + 1);
        let _ = writeln!(
            text,
            "- {{id: m-{year}-{n}, council: network, area: area-{area}, year: {year}, num: {num}, \
             title: {}と{}, state: held}}",
            word(n),
            word(n / 7 + 3)
        );
    })
}

fn measures(count: usize) -> String {
    lines(count, |text, n| {
        let (first, second, third) = (n + 11, n + 24, n + 38);
        let _ = writeln!(
            text,
            "- id: measure-{n}\n  printed-no: \"{n}-1\"\n  name: {}の事業（{n}）\n  program: bridge\n  \
             owners: [prefecture]\n  summary: {}を支えます。\n  indicators:\n    - {{id: persons, \
             label: 利用した人, unit: 名, of: persons, results: {{2021: {first}, 2022: {second}, \
             2023: {third}}}, targets: {{2024: {}}}}}",
            word(n),
            word(n + 5),
            n + 50
        );
    })
}

fn trainings(count: usize) -> String {
    lines(count, |text, n| {
        let _ = writeln!(
            text,
            "- id: training-{n}\n  name: {}の研修（{n}）\n  program: bridge\n  summary: {}を学びます。\n  \
             runs:\n    - {{id: t-{n}-1, year: 2024, num: 1, state: held, capacity: 50, attended: 41}}",
            word(n),
            word(n + 2)
        );
    })
}

fn terms(count: usize) -> String {
    lines(count, |text, n| {
        let _ = writeln!(
            text,
            "- {{id: term-{n}, term: {}{n}番, reading: よみ{n}ばん, meaning: {}のことです。}}",
            word(n),
            word(n + 9)
        );
    })
}

fn organizations(count: usize) -> String {
    lines(count, |text, n| {
        let _ = writeln!(
            text,
            "- {{id: centre-{n}, name: {}センター第{n}, kind: centre, invented: true}}",
            word(n)
        );
    })
}

fn lines(count: usize, line: impl Fn(&mut String, usize)) -> String {
    let mut text = String::new();
    for n in 0..count {
        line(&mut text, n);
    }
    text
}

fn word(n: usize) -> &'static str {
    const WORDS: [&str; 13] = [
        "定着支援",
        "医療連携",
        "企業実習",
        "職場体験",
        "生活支援",
        "引継ぎ",
        "復職支援",
        "相談窓口",
        "就労準備",
        "家族支援",
        "情報共有",
        "人材育成",
        "地域連携",
    ];
    WORDS[n % WORDS.len()]
}
