//! Open data as others take it: files that spreadsheets and programs read without harm, that agree
//! with the pages, and a calendar that calendars accept.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tempfile::TempDir;

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("data::every_file_is_a_table_of_single_values", files),
        Trial::test("data::files_say_what_pages_say", agree),
        Trial::test("data::figures_have_codes_that_are_explained", figures),
        Trial::test("data::hidden_persons_are_in_no_file", hidden),
        Trial::test("data::no_cell_is_a_formula", harmless),
        Trial::test("data::the_description_names_every_file", described),
        Trial::test("data::the_calendar_keeps_its_format", calendar),
    ]
}

/// Our own site, built once.
fn own() -> Result<PathBuf, Failed> {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    if BUILT.get().is_none() {
        let folder = tempfile::tempdir()?;
        build(Path::new(env!("CARGO_MANIFEST_DIR")), folder.path())?;
        let _ = BUILT.set(folder);
    }
    let folder = BUILT.get().ok_or("it was just set")?;
    Ok(folder.path().join("out"))
}

fn build(root: &Path, folder: &Path) -> Result<(), Failed> {
    let output = crate::program("build")
        .arg("--root")
        .arg(root)
        .arg("--out")
        .arg(folder.join("out"))
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    Ok(())
}

/// All CSV files with their addresses.
fn tables(out: &Path) -> Result<BTreeMap<String, String>, Failed> {
    let mut tables = BTreeMap::new();
    for folder in ["data", "data/codes"] {
        for file in fs::read_dir(out.join(folder))? {
            let path = file?.path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                let name = path.strip_prefix(out)?.to_string_lossy().into_owned();
                tables.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(tables)
}

/// The cells of a CSV file (RFC 4180).
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("there is a row");
        let cell = row.last_mut().expect("there is a cell");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last line ends");
    rows
}

/// A byte order mark, CRLF, one header with names of their own, as many cells in every row, numbers
/// without separators.
fn files() -> Result<(), Failed> {
    let tables = tables(&own()?)?;
    assert!(tables.len() > 60, "{}", tables.len());
    for (name, text) in &tables {
        assert!(text.starts_with('\u{feff}'), "{name}");
        let bare = text.replace("\r\n", "");
        let quoted = bare.matches('\n').count();
        assert!(
            quoted == 0 || bare.contains('"'),
            "{name}: a line ends without CR"
        );
        let rows = cells(text);
        let (head, rows) = rows.split_first().ok_or("no header")?;
        assert!(!rows.is_empty(), "{name} is empty");
        let mut names: Vec<&String> = head.iter().collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), head.len(), "{name}: {head:?}");
        assert!(
            head.iter().all(|name| !name.trim().is_empty()),
            "{name}: {head:?}"
        );
        for row in rows {
            assert_eq!(row.len(), head.len(), "{name}: {row:?}");
            for cell in row {
                let grouped = cell.split(',').count() > 1
                    && cell.chars().all(|c| c.is_ascii_digit() || c == ',');
                assert!(!grouped, "{name}: {cell}");
            }
        }
    }
    Ok(())
}

/// A table of a page and its files: the same rows.
fn agree() -> Result<(), Failed> {
    let out = own()?;
    let rows = cells(&fs::read_to_string(
        out.join("data/tokyo-2024-figures-jobcoach.csv"),
    )?);
    let cases = rows.iter().find(|row| row[0].starts_with("支援件数"));
    let cases = cases.ok_or("no such row")?;
    assert_eq!(cases[1..], ["703", "804", "847", "43", "1000"]);
    let html = fs::read_to_string(out.join("tokyo-2024/figures/index.html"))?;
    for figure in [">703<", ">804<", ">847<", ">1,000<"] {
        assert!(html.contains(figure), "{figure}");
    }
    let json: Value = serde_json::from_str(&fs::read_to_string(
        out.join("data/tokyo-2024-figures-jobcoach.json"),
    )?)?;
    let row = json["rows"].as_array().ok_or("no rows")?.iter();
    let row = row.filter(|row| {
        row[0]
            .as_str()
            .is_some_and(|name| name.starts_with("支援件数"))
    });
    assert_eq!(
        row.map(|row| row[3].clone()).collect::<Vec<_>>(),
        [Value::from(847)]
    );
    Ok(())
}

/// In the table of all figures every code is in a table of codes, and a cell without a value says why.
fn figures() -> Result<(), Failed> {
    let out = own()?;
    let rows = cells(&fs::read_to_string(out.join("data/figures.csv"))?);
    let (head, rows) = rows.split_first().ok_or("no header")?;
    assert!(rows.len() > 300, "{}", rows.len());
    let at = |name: &str| head.iter().position(|head| head == name);
    let column = |name: &str| at(name).ok_or(format!("no column {name}"));
    let (value, written, missing) = (column("value")?, column("written")?, column("missing")?);
    for (name, file) in [
        ("area", "areas"),
        ("state", "states"),
        ("missing", "missing"),
        ("council", "councils"),
    ] {
        let codes = cells(&fs::read_to_string(
            out.join(format!("data/codes/{file}.csv")),
        )?);
        let known: Vec<&String> = codes.iter().skip(1).map(|row| &row[0]).collect();
        let place = column(name)?;
        for row in rows.iter().filter(|row| !row[place].is_empty()) {
            assert!(known.contains(&&row[place]), "{name}: {row:?}");
        }
    }
    for row in rows {
        let said = [value, written, missing].map(|place| !row[place].is_empty());
        assert_eq!(said.iter().filter(|said| **said).count(), 1, "{row:?}");
        assert!(
            row[value].is_empty() || row[value].parse::<f64>().is_ok(),
            "{row:?}"
        );
    }
    Ok(())
}

const SMALL: [(&str, &str); 5] = [
    ("yearbook.yaml", "title: =年報\ndescription: 試し\npublisher: {name: 事務局, contact: なし, licence: なし}
publications: [{id: report, title: 報告, year: 2024, edition: 1, issued: 2025-03-28, chapters: [{page: report/a.md}]}]\n"),
    ("content/report/a.md", "---\ntitle: 数\n---\n\n```view table\nof: measures/calls\nyears: [2023, 2024]\ncaption: 数\nid: calls\n```\n\n```view table\nof: meetings\nlist: [title, date, state]\ncaption: \"=HYPERLINK(\\\"x\\\")\"\nid: meetings\n```\n"),
    ("data/programs/p.yaml", "{id: north, name: 北の事業, owner: city, summary: 北です。}"),
    ("data/measures/m.yaml", "{id: calls, printed-no: \"1\", name: 電話, program: north, summary: 受けます。, target: なし,
 indicators: [{id: people, label: 人, unit: 名, of: persons, results: {2023: 1234, 2024: 7}},
 {id: split, label: 分け, unit: 名, of: persons, results: {2023: 100, 2024: 50}, parts: [{label: 甲, results: {2023: 97, 2024: 25}}, {label: 乙, results: {2023: 3, 2024: 25}}]}]}"),
    ("data/meetings/m.yaml", "- {id: m-1, council: table, year: 2024, title: \"=1+1\", state: held, date: 2024-06-11}
- {id: m-2, council: table, year: 2024, title: \"@SUM(A1), 「\\\"」\", state: cancelled, date: 2024-07-05}
- {id: m-3, council: table, year: 2024, title: \"-1 長い題です。長い題です。長い題です。長い題です。長い題です。長い題です。; と, カンマ\", state: undecided, date: 2024-12-31}\n"),
];

fn small() -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, text)
    };
    for (path, text) in SMALL {
        write(path, text)?;
    }
    write(
        "data/councils/c.yaml",
        "{id: table, name: 円卓, program: north, summary: 集まります。, unit: 回, of: events}",
    )?;
    write(
        "data/organizations/o.yaml",
        "{id: city, name: 市, kind: gov}",
    )?;
    write(
        "data/vocabularies/v.yaml",
        "{id: organization-kind, title: 種類, values: [{value: gov, label: {ja: 行政}}]}",
    )?;
    build(folder.path(), folder.path())?;
    Ok(folder)
}

/// Neither the small count nor the part that would give it away.
fn hidden() -> Result<(), Failed> {
    let folder = small()?;
    let tables = tables(&folder.path().join("out"))?;
    let figures = cells(&tables["data/figures.csv"]);
    let told: Vec<&Vec<String>> = figures
        .iter()
        .filter(|row| row.contains(&"suppressed".to_owned()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (name, text) in &tables {
        for hidden in ["97", "3", "7"] {
            let cells = cells(text);
            let found = cells.iter().flatten().any(|cell| cell == hidden);
            assert!(!found, "{hidden} in {name}");
        }
    }
    Ok(())
}

fn harmless() -> Result<(), Failed> {
    let folder = small()?;
    let mut quoted = 0;
    for (name, text) in tables(&folder.path().join("out"))? {
        for cell in cells(&text).iter().flatten() {
            let number = cell.parse::<f64>().is_ok();
            let first = cell.chars().next().unwrap_or(' ');
            assert!(
                number || cell == "-" || !"=+-@\t\r".contains(first),
                "{name}: {cell}"
            );
            quoted += usize::from(first == '\'');
        }
    }
    assert!(quoted >= 3, "{quoted}");
    Ok(())
}

fn described() -> Result<(), Failed> {
    let out = own()?;
    let text = fs::read_to_string(out.join("data/description.json"))?;
    let description: Value = serde_json::from_str(&text)?;
    assert!(description["licence"].as_str().is_some());
    let all =
        ["files", "codes"].map(|key| description[key].as_array().cloned().unwrap_or_default());
    let mut named: Vec<String> = Vec::new();
    for file in all.iter().flatten() {
        assert_eq!(file["csv"]["encoding"], "UTF-8");
        assert_eq!(file["csv"]["byte-order-mark"], true);
        let path = file["csv"]["path"].as_str().ok_or("no path")?;
        let text = fs::read_to_string(out.join("data").join(path))?;
        let rows = cells(&text);
        assert_eq!(file["rows"].as_u64(), Some(rows.len() as u64 - 1), "{path}");
        let fields = file["fields"].as_array().ok_or("no fields")?;
        assert_eq!(fields.len(), rows[0].len(), "{path}");
        named.push(format!("data/{path}"));
    }
    named.sort_unstable();
    let there: Vec<String> = tables(&out)?.into_keys().collect();
    assert_eq!(named, there);
    Ok(())
}

/// Lines under 76 bytes that end in CRLF, and for each event what the format asks for.
fn calendar() -> Result<(), Failed> {
    let folder = small()?;
    let text = fs::read_to_string(folder.path().join("out/calendar.ics"))?;
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        "{text}"
    );
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let whole = text.replace("\r\n ", "");
    let events: Vec<&str> = whole.split("BEGIN:VEVENT").skip(1).collect();
    assert_eq!(events.len(), 3);
    let states = ["CONFIRMED", "CANCELLED", "TENTATIVE"];
    let days = ["20240611", "20240705", "20241231"];
    for ((event, state), day) in events.iter().zip(states).zip(days) {
        assert!(
            event.contains(&format!("\r\nSTATUS:{state}\r\n")),
            "{event}"
        );
        assert!(
            event.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")),
            "{event}"
        );
        for need in ["UID:", "DTSTAMP:", "SUMMARY:"] {
            assert!(event.contains(&format!("\r\n{need}")), "{need}: {event}");
        }
    }
    assert!(whole.contains("\\; と\\, カンマ"), "{whole}");
    Ok(())
}
