//! The dirt of real documents, transcribed as it is, and of programs made up for the purpose: each
//! fault is reported by code, file and line, and nothing else is.
//!
//! `tests/problems/NAME.planted` lists the faults: what the fault is called, the code, the file, and
//! words that stand in its line. A name that begins with `+` is what follows from another fault; one
//! that begins with `?` is known not to be told, and why: superlatives, trends, what words mean.

use std::{collections::BTreeMap, fs, path::Path};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

/// The sites, how many faults of each are told, and how many are not.
const SITES: [(&str, usize, usize); 11] = [
    ("real-001", 16, 0),
    ("real-002", 9, 0),
    ("second-programme", 41, 0),
    ("third-programme", 39, 0),
    ("fourth-programme", 31, 0),
    ("fifth-programme", 68, 2),
    ("sixth-programme", 58, 2),
    ("seventh-programme", 69, 0),
    ("eighth-programme", 65, 4),
    ("ninth-programme", 63, 6),
    ("tenth-programme", 52, 13),
];

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = SITES
        .into_iter()
        .map(|(name, told, untold)| {
            Trial::test(format!("dirt::{name}"), move || {
                all_and_only(name, told, untold)
            })
        })
        .collect();
    trials.push(Trial::test(
        "dirt::nothing_is_found_where_nothing_is_wrong",
        clean,
    ));
    trials
}

/// The programmes before faults were planted. Figures that are typed by hand, and right, are told
/// in them, and nothing else.
fn clean() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    for name in [
        "sixth-clean",
        "seventh-clean",
        "eighth-clean",
        "ninth-clean",
    ] {
        let found = found(&folder, name)?;
        let found: Vec<String> = found
            .iter()
            .filter(|f| f.code != "prose/typed-figure" && f.severity != "note")
            .map(|f| format!("{} {}: {}", f.code, f.file, f.line))
            .collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
    Ok(())
}

struct Planted<'a> {
    fault: &'a str,
    code: &'a str,
    file: &'a str,
    words: &'a str,
}

fn all_and_only(name: &str, faults: usize, missed_faults: usize) -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let list = fs::read_to_string(folder.join(format!("{name}.planted")))?;
    let (untold, told): (Vec<&str>, Vec<&str>) =
        list.lines().partition(|line| line.starts_with('?'));
    let planted: Vec<Planted> = told.into_iter().map(planted).collect();
    let found = found(&folder, name)?;
    let mut told: BTreeMap<&str, bool> = BTreeMap::new();
    for fault in planted.iter().filter(|p| !p.fault.starts_with('+')) {
        let is_found = found.iter().any(|finding| finding.is(fault));
        *told.entry(fault.fault).or_default() |= is_found;
    }
    let missed: Vec<&&str> = told
        .iter()
        .filter(|(_, told)| !**told)
        .map(|(f, _)| f)
        .collect();
    let others = found.iter().filter(|f| !planted.iter().any(|p| f.is(p)));
    let others: Vec<String> = others
        .map(|f| format!("{} {}: {}", f.code, f.file, f.line))
        .collect();
    assert_eq!(told.len(), faults, "the list of {name} is whole");
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert_eq!(
        untold.len(),
        missed_faults,
        "known not to be told: {untold:#?}"
    );
    assert!(others.is_empty(), "found, and no fault: {others:#?}");
    Ok(())
}

fn planted(line: &str) -> Planted<'_> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().expect("a fault has four fields");
    Planted {
        fault: next(),
        code: next(),
        file: next(),
        words: next(),
    }
}

/// A finding with the whole line that it points to.
struct Finding {
    code: String,
    severity: String,
    file: String,
    line: String,
}

impl Finding {
    fn is(&self, planted: &Planted) -> bool {
        self.code == planted.code && self.file == planted.file && self.line.contains(planted.words)
    }
}

fn found(folder: &Path, name: &str) -> Result<Vec<Finding>, Failed> {
    let output = crate::program("check")
        .current_dir(folder)
        .args(["--root", name, "--format", "json"])
        .output()?;
    let problems: Vec<Value> = serde_json::from_slice(&output.stdout)?;
    let mut found = Vec::new();
    for problem in &problems {
        let said = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
        let text = fs::read_to_string(folder.join(name).join(said("file")))?;
        let line = problem["line"].as_u64().map_or(0, |line| line - 1);
        let line = text.lines().nth(usize::try_from(line)?).unwrap_or_default();
        found.push(Finding {
            code: said("code"),
            severity: said("severity"),
            file: said("file"),
            line: line.to_owned(),
        });
    }
    Ok(found)
}
