//! Small counts of persons in all that is computed: totals, shares, rates, and what authors reckon.

use std::{fs, path::Path, process::Command};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;
use yearbook::{
    compose::{expression::Expressions, figures::Figures},
    document::Inline,
    load::load,
    model::Site,
    source::Source,
};

use super::{
    site::{line, lines},
    views::check_on,
};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test(
            "figures::totals_are_counted_first_and_rounded_then",
            rounded_totals,
        ),
        Trial::test("figures::what_is_masked_makes_no_total", masked_totals),
        Trial::test(
            "figures::nothing_is_reckoned_from_rounded_counts",
            rounded_sums,
        ),
        Trial::test("figures::no_difference_tells_of_a_few", masked_sums),
        Trial::test("figures::rates_go_with_their_figures", rates),
        Trial::test("figures::nearly_all_tell_of_the_few_others", nearly_all),
        Trial::test("figures::rounded_totals_are_the_same_on_all_faces", faces),
    ]
}

const CONFIG: &str = "title: 年報
description: 見本
publisher: {name: 事務局}
publications:
  - id: report
    title: 年報
    year: 2024
    issued: 2025-03-28
    chapters: [{page: report/a.md}, {collection: trainings}]
";

const AREAS: &str = "- {id: coast, name: 海沿い, reading: うみぞい, program: north, order: 1}
- {id: hills, name: 山あい, reading: やまあい, program: north, order: 2}
- {id: lake, name: 湖畔, reading: こはん, program: north, order: 3}
";

/// Exactly 3 + 8 + 12 = 23 attended, which is 25 in fives; the rounded rows would give 20.
const TRAININGS: &str = "id: basics
name: 基礎研修
program: north
summary: 学びます。
runs:
  - {id: r-1, year: 2024, num: 1, area: coast, title: 前期, state: held, capacity: 40, attended: 3}
  - {id: r-2, year: 2024, num: 2, area: hills, title: 中期, state: held, capacity: 40, attended: 8}
  - {id: r-3, year: 2024, num: 3, area: lake, title: 後期, state: held, capacity: 40, attended: 12}
  - {id: r-4, year: 2023, num: 1, area: lake, title: 前の年, state: held, capacity: 40, attended: 31}
";

const MEASURES: &str = "id: work
printed-no: \"1\"
name: 就職
program: north
summary: 数えます。
target: 続けます。
indicators:
  - {id: leavers, label: 修了した人, unit: 名, of: persons, results: {2022: 40, 2023: 33, 2024: 48}}
  - {id: employed, label: 就職した人, unit: 名, of: persons, results: {2022: 6, 2023: 17, 2024: 48}}
  - {id: rate, label: 就職率, unit: \"%\", of: rate, numerator: employed, denominator: leavers, results: {2022: 15, 2023: 51.5, 2024: 100}}
";

const SURVEY: &str = "id: s
name: 調査
year: 2024
questions:
  - id: useful
    text: 役に立ったこと
    form: multiple
    respondents: 50
    answers: [{code: a, label: 講演, value: 47}, {code: b, label: 話し合い, value: 40}, {code: c, label: 資料, value: 50}, {code: d, label: 見学, value: 0}]
";

const TOTALS: &str = "of: trainings/basics\nwhere: {year: 2024, field: attended}\nrows: area\ntotal: true\ncaption: 参加";

const SUM: &str = r#"sum(of="trainings/basics", year=2024, field="attended")"#;

/// The files of the site, with a line of settings.
fn folder(setting: &str) -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    for (path, text) in [
        ("yearbook.yaml", format!("{CONFIG}{setting}\n").as_str()),
        (
            "data/programs/p.yaml",
            "{id: north, name: 北の事業, owner: city, summary: 北の地域の事業です。}",
        ),
        (
            "data/organizations/o.yaml",
            "{id: city, name: 市, kind: government}",
        ),
        (
            "data/vocabularies/v.yaml",
            "{id: organization-kind, title: 種類, values: [{value: government, label: {ja: 行政}}]}",
        ),
        ("data/areas/a.yaml", AREAS),
        ("data/trainings/t.yaml", TRAININGS),
        ("data/measures/m.yaml", MEASURES),
        ("data/surveys/s.yaml", SURVEY),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, text)?;
    }
    Ok(folder)
}

/// The site as it is after its checks, which took out what is too small; and what they said.
fn checked(setting: &str) -> Result<(Site, Vec<String>), Failed> {
    let (site, problems) = load(folder(setting)?.path());
    let site = site.ok_or_else(|| format!("{:#?}", problems.sorted()))?;
    let (site, problems) = yearbook::check::check(site);
    Ok((site, lines(&problems)))
}

/// The value of an expression in a sentence, or what is wrong with it.
fn said(site: &Site, code: &str) -> String {
    let expressions = Expressions::new(site, &Figures::of(site));
    let source = Source::new("content/本文.md", format!("参加は{{{{ {code} }}}}名です。"));
    let from = "参加は{{".len();
    let span = source.span(from..from + code.len() + 2);
    match expressions.evaluate(code, &span, None) {
        Ok((Inline::Value { text, .. }, None)) => text,
        Ok((Inline::Value { text, .. }, Some(remark))) => format!("{text} {}", line(&remark)),
        Ok((other, _)) => format!("{other:?}"),
        Err(problem) => line(&problem),
    }
}

fn says(site: &Site, cases: &[(&str, &str)]) -> Result<(), Failed> {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(code, expected)| (code, expected, said(site, code)))
        .filter(|(_, expected, found)| !found.starts_with(*expected))
        .map(|(code, expected, found)| format!("{code}\n  expected {expected}\n  found    {found}"))
        .collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

fn rounded_totals() -> Result<(), Failed> {
    let (site, _) = checked("small-numbers: {mode: round5}")?;
    check_on(
        &site,
        "table",
        &[(
            TOTALS,
            r#"[] 参加 / Some("名")
圏域 | >基礎研修 | 
海沿い | 非公表 | 
山あい | 10 | 
湖畔 | 10 | 
= 合計 | 25 | 
※人数は五の倍数に丸め、一から七までの数は示していません。
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
        )],
    )?;
    says(
        &site,
        &[
            (SUM, "25"),
            (
                r#"sum(of="trainings/basics", year=2024, field="attended", missing="none")"#,
                "20",
            ),
            (
                r#"sum(of="trainings/basics", year=2024, field="attended", area="coast")"#,
                "sum/missing 1:7",
            ),
            (
                r#"share(of="trainings/basics", year=2024, field="attended", area="lake", among="area")"#,
                "40.0",
            ),
            (
                r#"change(of="trainings/basics", year=2024, field="attended")"#,
                "−5",
            ),
            (
                r#"sum(of="trainings/basics", year=2024, field="capacity")"#,
                "120",
            ),
        ],
    )
}

/// With one row masked a total would tell it; what is not masked has its total as ever.
fn masked_totals() -> Result<(), Failed> {
    let (site, _) = checked("small-numbers: {below: 5}")?;
    check_on(
        &site,
        "table",
        &[
            (
                TOTALS,
                r#"[] 参加 / Some("名")
圏域 | >基礎研修 | 
海沿い | 非公表 | 
山あい | 8 | 
湖畔 | 12 | 
= 合計 | 非公表 | 
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
            ),
            (
                "of: trainings/basics\nwhere: {year: 2023, field: attended}\nrows: area\ntotal: true\ncaption: 参加",
                r#"[] 参加 / Some("名")
圏域 | >基礎研修 | 
湖畔 | 31 | 
= 合計 | 31 | "#,
            ),
        ],
    )?;
    says(
        &site,
        &[
            (SUM, "sum/missing 1:7"),
            (
                r#"share(of="trainings/basics", year=2024, field="attended", area="lake", among="area")"#,
                "sum/missing 1:7",
            ),
            (
                r#"change(of="trainings/basics", year=2024, field="attended")"#,
                "sum/missing 1:7",
            ),
        ],
    )
}

fn rounded_sums() -> Result<(), Failed> {
    let (site, _) = checked("small-numbers: {mode: round5}")?;
    let known = r#"sum(of="trainings/basics", year=2024, field="attended", missing="none")"#;
    says(
        &site,
        &[
            (
                &format!("{SUM} - {known}"),
                r#"expression/persons 1:7 `sum(of="trainings/basics", year=2024, field="attended") - sum("#,
            ),
            (&format!("{SUM} / 3"), "expression/persons 1:7"),
            (&format!("{SUM} | digits"), "25"),
            // Places are offered to nobody yet.
            (
                r#"sum(of="trainings/basics", year=2024, field="capacity") / 3"#,
                "40",
            ),
        ],
    )
}

fn masked_sums() -> Result<(), Failed> {
    let (site, _) = checked("small-numbers: {below: 15}")?;
    let leavers = |year: u16| format!("value(of=\"measures/work/leavers\", year={year})");
    let employed = r#"value(of="measures/work/employed", year=2023)"#;
    says(
        &site,
        &[
            (&format!("{} - {}", leavers(2024), leavers(2023)), "15"),
            (
                &format!("{} - {}", leavers(2024), leavers(2022)),
                "expression/persons 1:7",
            ),
            (
                &format!("({} - {employed}) * 100", leavers(2023)),
                "expression/persons 1:7",
            ),
            (&format!("{} - {employed}", leavers(2023)), "16"),
            (&format!("{} / 3", leavers(2023)), "11"),
            (r#"change(of="measures/work/leavers", year=2023)"#, "−7"),
            (
                r#"value(of="measures/work/employed", year=2022) - 1"#,
                "expression/failed",
            ),
        ],
    )
}

fn rates() -> Result<(), Failed> {
    let table = "of: measures/work\nyears: [2022, 2023]\ncaption: 数";
    let (site, _) = checked("small-numbers: {below: 10}")?;
    check_on(
        &site,
        "table",
        &[(
            table,
            r#"[] 数 / None
指標 | >令和4年度 | >令和5年度 | 
修了した人（名） | 40 | 33 | 
就職した人（名） | 非公表 | 17 | 
就職率（%） | 非公表 | 51.5 | 
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
        )],
    )?;
    says(
        &site,
        &[
            (
                r#"ratio(of="measures/work/employed", over="measures/work/leavers", year=2022)"#,
                "sum/missing",
            ),
            (
                r#"ratio(of="measures/work/employed", over="measures/work/leavers", year=2024)"#,
                "100.0 ratio/tells 1:7",
            ),
        ],
    )?;
    let (site, _) = checked("small-numbers: {mode: round5}")?;
    // 15 of 35, as both are shown, and not 17 of 33.
    check_on(
        &site,
        "table",
        &[(
            table,
            r#"[] 数 / None
指標 | >令和4年度 | >令和5年度 | 
修了した人（名） | 40 | 35 | 
就職した人（名） | 非公表 | 15 | 
就職率（%） | 非公表 | 42.9 | 
※人数は五の倍数に丸め、一から七までの数は示していません。
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
        )],
    )
}

/// 47 of 50 gave an answer: three did not, which no other answer tells.
fn nearly_all() -> Result<(), Failed> {
    let (site, problems) = checked("")?;
    check_on(
        &site,
        "table",
        &[(
            "of: surveys/s/useful\nwhere: {kind: [result, share]}\nrows: answer\ncolumns: kind\ncaption: 役に立ったこと",
            r#"[] 役に立ったこと / None
答え | >回答 | >割合 | 
講演 | 非公表 | 非公表 | 
話し合い | 40名 | 80% | 
資料 | 50名 | 100% | 
見学 | 0名 | 0% | 
※n=50（nは、この問いに答えた数です。割合はnに対するものです。）
※「非公表」は、個人が分かるおそれがあるため、値を載せないことを示します。"#,
        )],
    )?;
    let told = problems.iter().any(|problem| {
        problem.starts_with("figure/suppressed 9:") && problem.contains("the few who did not")
    });
    let all = problems
        .iter()
        .any(|problem| problem.starts_with("survey/tells 9:") && problem.contains("everybody"));
    assert!(told && all, "{problems:#?}");
    Ok(())
}

/// What a file says in words; of a PDF the text of its pages.
fn words(path: &Path) -> Result<String, Failed> {
    if path.extension().is_some_and(|end| end == "pdf") {
        let output = Command::new("pdftotext").arg(path).arg("-").output()?;
        return Ok(String::from_utf8(output.stdout)?);
    }
    Ok(fs::read_to_string(path)?)
}

fn faces() -> Result<(), Failed> {
    let folder = folder("small-numbers: {mode: round5}")?;
    let root = folder.path();
    let chart = TOTALS.replace(
        "total: true\ncaption: 参加",
        "kind: bar\ntitle: 図\ndescription: 棒",
    );
    let page = format!(
        "---\ntitle: 参加\n---\n\n参加は計{{{{ {SUM} }}}}名です。\n\n```view table\n{TOTALS}\n```\n\n```view chart\n{chart}\n```\n"
    );
    fs::create_dir_all(root.join("content/report"))?;
    fs::write(root.join("content/report/a.md"), page)?;
    fs::write(
        root.join("content/index.md"),
        "---\ntitle: はじめ\n---\n\nはじめです。\n",
    )?;
    let output = crate::program("build").arg("--root").arg(root).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let public = root.join("public");
    for (face, total) in [
        ("report/a/index.html", "25"),
        ("report.pdf", "25"),
        ("report.txt", "25"),
        ("data/report-a-1.csv", "25"),
        ("data/report-a-1.json", "25"),
    ] {
        let words = words(&public.join(face))?;
        if !words.contains(total) {
            return Err(format!("{face} does not say {total}:\n{words}").into());
        }
    }
    let figures = words(&public.join("data/figures.csv"))?;
    let attended: Vec<&str> = figures
        .lines()
        .filter(|line| line.contains("attended"))
        .collect();
    assert_eq!(attended.len(), 4, "{figures}");
    for line in attended {
        let exact = [",3,", ",8,", ",12,", ",31,"]
            .iter()
            .any(|n| line.contains(n));
        assert!(!exact, "{line}");
    }
    Ok(())
}
