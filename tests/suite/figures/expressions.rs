//! `{{ … }}`: values in sentences, and what is wrong with them at its place.

use libtest_mimic::{Failed, Trial};
use yearbook::{
    compose::{expression::Expressions, figures::Figures},
    document::Inline,
    model::FiscalYear,
    source::Source,
};

use super::site::{line, site};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("figures::expressions_give_values", values),
        Trial::test("figures::expressions_compare", comparisons),
        Trial::test("figures::values_are_written_in_many_ways", written),
        Trial::test("figures::expressions_that_fail_say_where", failures),
    ]
}

/// Each expression in a Japanese sentence, and its text or its problem.
fn check(cases: &[(&str, &str)]) -> Result<(), Failed> {
    let site = site();
    let expressions = Expressions::new(&site, &Figures::of(&site));
    let mut wrong = Vec::new();
    for (code, expected) in cases {
        let source = Source::new("content/本文.md", format!("会議は{{{{ {code} }}}}回です。"));
        let from = "会議は{{".len();
        let span = source.span(from..from + code.len() + 2);
        let found = match expressions.evaluate(code, &span, Some(FiscalYear(2022))) {
            Ok((Inline::Value { text, origin }, None)) if origin == *code => text,
            Ok((Inline::Value { text, .. }, Some(remark))) => format!("{text} {}", line(&remark)),
            Ok((other, _)) => format!("{other:?}"),
            Err(problem) => line(&problem),
        };
        if found != *expected {
            wrong.push(format!("{code}\n  expected {expected}\n  found    {found}"));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong.join("\n").into()),
    }
}

fn values() -> Result<(), Failed> {
    check(&[
        (r#"count(of="meetings", year=2019, state="held")"#, "2"),
        (
            r#"count(of="meetings", council="network", state="any")"#,
            "4",
        ),
        (r#"count(of="meetings", state=["held", "undecided"])"#, "3"),
        (r#"count(of="meetings", state="cancelled")"#, "0"),
        (r#"count(of="areas", program="north")"#, "3"),
        // A reprint (再掲) is a row of print: it is counted only when it is asked for.
        (r#"count(of="measures")"#, "1"),
        (r#"count(of="measures", kind="reprint")"#, "1"),
        (r#"count(of="measures", kind="any")"#, "2"),
        (r#"count(of="surveys")"#, "1"),
        (r#"value(of="surveys/s-1", field="asked")"#, "70"),
        (r#"value(of="surveys/s-1", field="return-rate")"#, "74.3"),
        (r#"value(of="surveys/s-1/contact")"#, "52"),
        (r#"value(of="surveys/s-1/contact", answer="1")"#, "31"),
        (r#"value(of="surveys/s-1/contact", answer=2)"#, "14"),
        (
            r#"value(of="surveys/s-1/contact", answer="1", kind="share")"#,
            "59.6",
        ),
        (r#"sum(of="surveys/s-1/contact", answer=["1", "2"])"#, "45"),
        (r#"value(of="surveys/s-1/months", kind="mean")"#, "14.5"),
        (r#"value(of="surveys/s-1/noticed", answer="sleep")"#, "11"),
        (r#"count(of="cases", difficulty="worry")"#, "2"),
        (r#"count(of="cases", difficulty="focus")"#, "0"),
        (r#"sum(of="councils/talks", year="令和元年度")"#, "1,204"),
        (r#"sum(of="councils/talks", year="R1", area="hills")"#, "4"),
        (
            r#"sum(of="councils/talks", year=2020, missing="none")"#,
            "7",
        ),
        (
            r#"sum(of="trainings/basics", field="capacity", year=2024)"#,
            "44",
        ),
        (r#"value(of="measures/coaches/people", year=2022)"#, "79"),
        (
            r#"value(of="measures/coaches/people", year=2023, kind="target")"#,
            "80",
        ),
        (
            r#"value(of="measures/coaches/rate", year=2021, part="東校")"#,
            "89.5",
        ),
        (
            r#"value(of="measures/coaches/rate", year=2021)"#,
            "報告なし",
        ),
        (r#"value(of="measures/coaches/size", year=2021)"#, "40×6"),
        (
            r#"sum(of="measures/coaches/sites", year=2021, part="any")"#,
            "5",
        ),
        (r#"value(of="measures/coaches/sites", year=2021)"#, "5"),
        (
            r#"plan(of="councils/network", name="meetings", year=2019)"#,
            "4",
        ),
        (
            r#"plan(of="councils/network", name="meetings", year=2024)"#,
            "2",
        ),
        (
            r#"(100 * value(of="measures/coaches/people", year=2021) / 79) | round(precision=1)"#,
            "97.5",
        ),
    ])
}

fn comparisons() -> Result<(), Failed> {
    check(&[
        (
            r#"ratio(of="councils/talks", over="councils/talks", year=2019, area="hills")"#,
            "100.0",
        ),
        (
            r#"share(of="meetings", council="network", year=2019, state="held")"#,
            "66.7",
        ),
        (
            r#"share(of="measures/coaches/sites", year=2021, part="南", digits=0)"#,
            "60",
        ),
        (
            r#"share(of="councils/talks", year=2019, area="hills", among="area", digits=2)"#,
            "0.33",
        ),
        (r#"share(of="surveys/s-1/contact", answer="1")"#, "59.6"),
        (r#"change(of="measures/coaches/people", year=2022)"#, "+2"),
        (
            r#"change(of="measures/coaches/people", year=2022, percent=true)"#,
            "+2.6",
        ),
        (r#"change(of="runs", year=2024, state="any")"#, "+1"),
        (
            r#"ratio(of="measures/coaches/people", over="measures/coaches/sites", year=2021)"#,
            r#"ratio/units 1:7 `ratio(of="measures/coaches/people", over="measures/coaches/sites", year=2021)` `名` and `か所` are no parts of each other | divide them yourself and say what it is: `(value(…) / value(…)) | digits(places=1)`"#,
        ),
        (
            r#"ratio(of="measures/coaches/people", year=2021)"#,
            r#"expression/missing-argument 1:7 `ratio(of="measures/coaches/people", year=2021)` the argument `over` is missing | add `over="measures/…"`"#,
        ),
        (
            r#"ratio(of="meetings", over="meeting", year=2019, state="any")"#,
            r#"figure/unknown 1:33 `"meeting"` nothing is called `meeting` | did you mean `meetings`?"#,
        ),
        (
            r#"share(of="councils/talks", year=2019, area="hills")"#,
            r#"share/among 1:7 `share(of="councils/talks", year=2019, area="hills")` a share of what? `councils/talks` names no part and no state | name what is put together: `among="area"`, with a filter `area="…"`"#,
        ),
        (
            r#"share(of="councils/talks", year=2019, among="area")"#,
            r#"share/among 1:51 `"area"` `among` names `area`, but no filter says which one is meant | add `area="…"`"#,
        ),
        (
            r#"change(of="measures/coaches/people", year=2021)"#,
            "change/year 1:49 `2021` `measures/coaches/people` has no figure of 2020, the year before | say the figure alone, or record the year before",
        ),
        (
            r#"change(of="measures/coaches/people")"#,
            r#"change/year 1:7 `change(of="measures/coaches/people")` a change is that of one year | add `year=2023`: the year before is found by itself"#,
        ),
        (
            r#"change(of="measures/coaches/advice", year=2022)"#,
            "change/series 1:49 `2022` `measures/coaches/advice` counts `件` in 2022, and `機関` the year before | the series breaks there: say both figures with their units",
        ),
        (
            r#"change(of="councils/talks", year=2020, state="held")"#,
            r#"sum/missing 1:7 `change(of="councils/talks", year=2020, state="held")` of the 2 values, one is missing: 1 not-reported | add `missing="none"` to add up only the values that are known, and say so in the text"#,
        ),
        (
            r#"share(of="meetings", year=2019, state="held", digits=7)"#,
            "expression/failed 1:60 `7` `7` is no number of digits | write `digits=0` up to 3",
        ),
    ])
}

fn written() -> Result<(), Failed> {
    check(&[
        (
            r#"(value(of="measures/coaches/people", year=2021) / 3) | digits(places=1)"#,
            "25.7",
        ),
        (r#"sum(of="councils/talks", year=2019) | plain"#, "1204"),
        (
            r#"sum(of="councils/talks", year=2019) | wide"#,
            "１，２０４",
        ),
        (
            r#"value(of="measures/coaches/people", year=2021) | with_unit(unit="名")"#,
            "77名",
        ),
        (
            r#"value(of="measures/coaches/rate", year=2021) | with_unit(unit="%")"#,
            "報告なし",
        ),
        (r#"2024 | era"#, "令和6年度"),
        (r#""R6" | western"#, "2024年度"),
        (r#"value(of="measures/coaches/people", year=this)"#, "79"),
        (
            r#"value(of="measures/coaches/people", year=previous)"#,
            "77",
        ),
        (r#"this | western"#, "2022年度"),
        (r#"2024 | fy"#, "FY2024"),
        (r#""2024-06-11" | date"#, "令和6年6月11日（火）"),
        (
            r#""6月" | date"#,
            r#"expression/failed 1:14 `date` `6月` is not a day of the calendar | write "2024-06-11""#,
        ),
        (
            r#"value(of="measures/coaches/rate", year=2021) | digits(places=1)"#,
            "expression/failed 1:54 `digits(places=1)` `報告なし` is no number | a missing value is a word and cannot be rounded",
        ),
        (
            r#"2024 | eras"#,
            "expression/unknown 1:14 `eras` there is no filter called `eras` | did you mean `era`?",
        ),
        (
            r#""来年" | era"#,
            "expression/failed 1:14 `era` `来年` is not a fiscal year | write 2024, R6 or 令和6年度",
        ),
    ])
}

fn failures() -> Result<(), Failed> {
    check(&[
        (
            r#"count(of="meetings", year=2019)"#,
            r#"count/mixed-states 1:7 `count(of="meetings", year=2019)` `meetings` mixes states: 2 held, 1 undecided | add `state="held"`, or `state="any"` when all of them are meant"#,
        ),
        (
            r#"sum(of="surveys/s-1", answer=["1", "a"])"#,
            r#"sum/mixed-indicators 1:7 `sum(of="surveys/s-1", answer=["1", "a"])` `surveys/s-1` mixes indicators: 1 contact, 1 useful | add `indicator="contact"`"#,
        ),
        (
            r#"sum(of="surveys/s-1/useful", answer="any")"#,
            r#"sum/overlap 1:7 `sum(of="surveys/s-1/useful", answer="any")` who answered `surveys/s-1/useful` may have given several answers | show the answers one by one; together they count somebody twice"#,
        ),
        (
            r#"count(of="meetings", yaer=2019)"#,
            r#"figure/unknown-filter 1:28 `yaer` `meetings` cannot be filtered by `yaer` | did you mean `year`?"#,
        ),
        (
            r#"count(of="meetings", stat="held")"#,
            r#"figure/unknown-filter 1:28 `stat` `meetings` cannot be filtered by `stat` | did you mean `state`?"#,
        ),
        (
            r#"count(of="meetings", area="海沿い", state="any")"#,
            r#"figure/unknown-value 1:33 `"海沿い"` `meetings` has no `area` called `海沿い` | write its id: `coast`"#,
        ),
        (
            r#"count(of="meetings", area="coats", state="any")"#,
            r#"figure/unknown-value 1:33 `"coats"` `meetings` has no `area` called `coats` | did you mean `coast`?"#,
        ),
        (
            r#"count(of="meetings", area=coast, state="any")"#,
            r#"expression/unknown 1:33 `coast` the value of `area` is not known | put it in quotes: `area="…"`"#,
        ),
        (
            r#"count(of="meeting")"#,
            r#"figure/unknown 1:16 `"meeting"` nothing is called `meeting` | did you mean `meetings`?"#,
        ),
        (
            r#"count(state="held")"#,
            r#"expression/missing-argument 1:7 `count(state="held")` the argument `of` is missing | add `of="meetings"`"#,
        ),
        (
            r#"count(of="runs", year=2031)"#,
            r#"figure/unknown-value 1:29 `2031` `runs` has no `year` called `2031` | there is 2023, 2024"#,
        ),
        (
            r#"count(of="runs", year=2024, state="held", training="basic")"#,
            r#"figure/unknown-value 1:58 `"basic"` `runs` has no `training` called `basic` | did you mean `basics`?"#,
        ),
        (
            r#"count(of="councils/talks")"#,
            r#"count/not-records 1:16 `"councils/talks"` `councils/talks` is not a collection of records | add its figures up: `sum(of="councils/talks", …)`"#,
        ),
        (
            r#"sum(of="meetings")"#,
            r#"sum/records 1:14 `"meetings"` `meetings` are records, which have no sum | count them: `count(of="meetings", …)`"#,
        ),
        (
            r#"sum(of="councils/talks", year=2020)"#,
            r#"sum/missing 1:7 `sum(of="councils/talks", year=2020)` of the 2 values, one is missing: 1 not-reported | add `missing="none"` to add up only the values that are known, and say so in the text"#,
        ),
        (
            r#"sum(of="councils/talks", year=2021)"#,
            r#"sum/mixed-states 1:7 `sum(of="councils/talks", year=2021)` `councils/talks` mixes states: 1 held, 1 planned | add `state="held"`, or `state="any"` when all of them are meant"#,
        ),
        (
            r#"sum(of="councils/talks")"#,
            r#"sum/mixed-states 1:7 `sum(of="councils/talks")` `councils/talks` mixes states: 5 held, 1 planned | add `state="held"`, or `state="any"` when all of them are meant"#,
        ),
        (
            r#"sum(of="councils/network")"#,
            r#"figure/no-figures 1:14 `"councils/network"` `councils/network` has no figures | its meetings are counted: `count(of="meetings", council="network")`"#,
        ),
        (
            r#"sum(of="trainings/basics", year=2023)"#,
            r#"sum/mixed-fields 1:7 `sum(of="trainings/basics", year=2023)` `trainings/basics` mixes fields: 1 capacity, 1 attended | add `field="capacity"`"#,
        ),
        (
            r#"sum(of="measures/coaches", year=2021)"#,
            r#"sum/mixed-indicators 1:7 `sum(of="measures/coaches", year=2021)` `measures/coaches` mixes indicators: 1 people, 1 size, 1 rate, 1 sites, 1 advice | add `indicator="people"`"#,
        ),
        (
            r#"sum(of="measures/coaches/rate", year=2021, part="any")"#,
            r#"sum/rates 1:7 `sum(of="measures/coaches/rate", year=2021, part="any")` `measures/coaches/rate` are rates, which cannot be added up | show them one by one with `value`, or in a table without a total"#,
        ),
        (
            r#"sum(of="measures/coaches/size", year=2021)"#,
            r#"sum/sessions 1:7 `sum(of="measures/coaches/size", year=2021)` `40×6` is no number and cannot be added up | show it with `value`"#,
        ),
        (
            r#"value(of="measures/coaches/people")"#,
            r#"value/several 1:7 `value(of="measures/coaches/people")` `measures/coaches/people` has 2 figures here, not one | say which, as `year=2021`"#,
        ),
        (
            r#"value(of="measures/coaches/people", year=2023)"#,
            r#"figure/nothing 1:7 `value(of="measures/coaches/people", year=2023)` `measures/coaches/people` has nothing with `year` 2023 | there is a target only: add `kind="target"`"#,
        ),
        (
            r#"value(of="measures/coaches/peple", year=2022)"#,
            r#"figure/unknown 1:16 `"measures/coaches/peple"` nothing is called `measures/coaches/peple` | did you mean `measures/coaches/people`?"#,
        ),
        (
            r#"value(of="measures/coaches-again", year=2022)"#,
            r#"figure/no-figures 1:16 `"measures/coaches-again"` `measures/coaches-again` has no figures | it is printed again (再掲): ask for `measures/coaches/…`"#,
        ),
        (
            r#"value(of="measures/coaches/people", year="令和")"#,
            r#"figure/unknown-value 1:48 `"令和"` `令和` is not a fiscal year | write 2024, R6 or 令和6年度"#,
        ),
        (
            r#"plan(of="councils/network", name="meetings", year=2017)"#,
            r#"plan/none 1:57 `2017` the plan `meetings` of `councils/network` does not hold in 2017 | it holds from 2018 to 2020, and from 2021 on"#,
        ),
        (
            r#"plan(of="councils/network", name="meeting", year=2019)"#,
            r#"plan/unknown 1:40 `"meeting"` `councils/network` has no plan called `meeting` | did you mean `meetings`?"#,
        ),
        (
            r#"plan(of="councils/network", nam="meetings", year=2019)"#,
            r#"figure/unknown-filter 1:35 `nam` `plan` has no argument `nam` | its arguments are `of`, `name` and `year`"#,
        ),
        (
            r#"plan(of="councils/network", year=2019)"#,
            r#"expression/missing-argument 1:7 `plan(of="councils/network", year=2019)` the argument `name` is missing | add `name="meetings"`"#,
        ),
        (
            r#"cuont(of="meetings")"#,
            r#"expression/unknown 1:7 `cuont` there is no function called `cuont` | did you mean `count`?"#,
        ),
        (
            r#"count(of="cases") | ronud"#,
            r#"expression/unknown 1:27 `ronud` there is no filter called `ronud` | did you mean `round`?"#,
        ),
        (
            r#"count(of="cases""#,
            r#"expression/syntax 1:22 `"` the expression ends too early | close every `(` and every quotation mark"#,
        ),
        (
            r#"count(of="cases)"#,
            r#"expression/syntax 1:15 `=` string opened with `"` is missing its closing `"` | write `count(of="meetings", state="held")`, for example"#,
        ),
        (
            r#"count(of=“cases”)"#,
            r#"expression/syntax 1:16 `“` `“` is full-width and means nothing here | write it half-width; only text in quotes may be full-width"#,
        ),
        (
            r#"count(of="cases" state="held")"#,
            r#"expression/syntax 1:24 `state` found identifier but expected , | write `count(of="meetings", state="held")`, for example"#,
        ),
        (
            r#"count（of="cases")"#,
            r#"expression/syntax 1:12 `（` `（` is full-width and means nothing here | write it half-width; only text in quotes may be full-width"#,
        ),
        (
            r#"count(of="cases") / 3"#,
            r#"expression/inexact 1:7 `count(of="cases") / 3` the value has too many places: 0.6666666666666666 | round it: `(…) | round(precision=1)`"#,
        ),
        (
            r#"value(of="measures/coaches/size", year=2022) + 1"#,
            r#"expression/failed 1:7 `value(of="measures/coaches/size", year=2022) + 1` `+` requires both operands to be numbers, found `string` and `i64` | a missing value is a word, and sessions are no number: neither can be computed with"#,
        ),
        (
            r#"meetings"#,
            r#"expression/unknown 1:7 `meetings` nothing is called `meetings` here | the functions are `change(…)`, `count(…)`, `plan(…)`, `ratio(…)`, `share(…)`, `sum(…)`, `value(…)`"#,
        ),
        (
            r#""#,
            r#"expression/syntax 1:6 `` the expression is empty | write `count(of="meetings", state="held")`, for example"#,
        ),
    ])
}
