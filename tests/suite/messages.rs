//! What is wrong is told in the language of the site: Japanese ones in Japanese, all of it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use libtest_mimic::{Failed, Trial};
use regex::Regex;
use yearbook::{
    compose::Drafts,
    diagnostic::{Diagnostic, japanese},
    make,
};

use self::sources::{Literal, literals};

mod sources;

pub fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = fixtures()
        .into_iter()
        .map(|name| {
            Trial::test(format!("messages::{name}_in_japanese"), move || {
                whole(&name)
            })
        })
        .collect();
    trials.extend([
        Trial::test("messages::a_broken_site_in_japanese", broken_site),
        Trial::test("messages::the_site_says_the_language", languages),
        Trial::test(
            "messages::programs_read_the_same_in_all_languages",
            programs,
        ),
        Trial::test("messages::no_line_of_the_catalogue_is_left_over", left_over),
        Trial::test("messages::no_text_lacks_its_line", lacking),
    ]);
    trials
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the suite has its sites");
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// What libraries say of files that they cannot read stays as it is.
const OF_LIBRARIES: [&str; 3] = ["file/picture", "print/picture", "print/typesetting"];

/// Everything that is told of a fixture has a line in the catalogue, and no English is left in it.
fn whole(name: &str) -> Result<(), Failed> {
    let (found, mut problems) = make::read(&folder().join(name), Drafts::Include);
    if let Some((mut site, pages)) = found {
        make::proof(&mut site, &pages, Drafts::Include, &mut problems);
    }
    let names = Regex::new("`[^`]*`|「[^」]*」")?;
    let english = Regex::new("[A-Za-z]{3,} [a-z]{2,}")?;
    let mut wrong = BTreeSet::new();
    for problem in problems.sorted() {
        for text in texts(problem) {
            let Some(japanese) = japanese::translate(text) else {
                wrong.insert(format!("{}: no line has `{text}`", problem.code));
                continue;
            };
            let rest = names.replace_all(&japanese, "");
            if english.is_match(&rest) && !OF_LIBRARIES.contains(&problem.code) {
                wrong.insert(format!("{}: English in `{japanese}`", problem.code));
            }
        }
    }
    verdict(wrong)
}

fn verdict(wrong: BTreeSet<String>) -> Result<(), Failed> {
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Vec::from_iter(wrong).join("\n").into()),
    }
}

fn texts(problem: &Diagnostic) -> impl Iterator<Item = &str> {
    let labels = problem.label.iter().chain(&problem.related);
    let labels = labels.map(|label| label.text.as_str());
    let hints = problem.hints.iter().map(String::as_str);
    labels.chain(hints).chain([problem.message.as_str()])
}

/// A site of two files.
fn site(config: &str, areas: &str) -> Result<tempfile::TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("data/areas"))?;
    fs::write(folder.path().join("yearbook.yaml"), config)?;
    fs::write(folder.path().join("data/areas/all.yaml"), areas)?;
    Ok(folder)
}

/// What `check` says on a machine that is set to a language, with arguments.
fn told(site: &Path, machine: &str, arguments: &[&str]) -> Result<String, Failed> {
    let output = Command::new(env!("CARGO_BIN_EXE_yearbook"))
        .args(["check", "--root"])
        .arg(site)
        .args(arguments)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", machine)
        .output()?;
    Ok(String::from_utf8(output.stderr)? + &String::from_utf8(output.stdout)?)
}

const CONFIG: &str = "title: 年報\ndescription: 試し\npublisher: {name: 事務局}\n";

const AREAS: &str = "\
- {id: minato, name: みなと, reeding: みなと, program: bridge, order: 1}
";

fn broken_site() -> Result<(), Failed> {
    let site = site(
        CONFIG,
        "- {id: minato, name: みなと, reading: みなと, program: bridge, order: 1}\n",
    )?;
    let text = "---\ntitle: はじめに\n---\n\n次の会議は[予定](yotei.md)をご覧ください。\n";
    fs::create_dir_all(site.path().join("content"))?;
    fs::write(site.path().join("content/index.md"), text)?;
    let said = told(site.path(), "C.UTF-8", &[])?;
    assert_eq!(
        said,
        "\
エラー[link/unknown]: ページやファイル `yotei.md` はありません
 --> content/index.md:5:11
  |
5 | 次の会議は[予定](yotei.md)をご覧ください。
  |                  ^^^^^^^^ ここからのリンクです
  |
  = ヒント: リンクは、このファイルから見た場所を `../guide/about.md` のように書きます。ほかのサイトは `https:` から書いてください

エラー[reference/unknown]: プログラム「bridge」はありません
 --> data/areas/all.yaml:1:50
  |
1 | - {id: minato, name: みなと, reading: みなと, program: bridge, order: 1}
  |                                                        ^^^^^^ ここで参照しています
  |
  = ヒント: 相手の記録にある番号（id）のとおりに書いてください
  = ヒント: `data/programs/` にはまだ記録がありません

エラー 2件、警告 0件が見つかりました
"
    );
    Ok(())
}

/// The person who asks comes first, then the site, and at last the machine.
fn languages() -> Result<(), Failed> {
    let english = format!("language: en\n{CONFIG}");
    let broken = "language: en\ntitel: 年報\n";
    let cases: [(&str, &str, &[&str], &str); 8] = [
        (CONFIG, "en_GB.UTF-8", &[], "ヒント"),
        (CONFIG, "ja_JP.UTF-8", &["--language", "en"], "help"),
        (&english, "ja_JP.UTF-8", &[], "help"),
        (&english, "C", &["--language", "ja"], "ヒント"),
        // Settings that are not valid show their language all the same.
        ("titel: 年報\n", "C", &[], "ヒント"),
        (broken, "ja_JP.UTF-8", &[], "help"),
        ("titel: Report\n", "ja_JP.UTF-8", &[], "ヒント"),
        ("titel: Report\n", "en_GB.UTF-8", &[], "help"),
    ];
    for (config, machine, arguments, word) in cases {
        let site = site(config, AREAS)?;
        let said = told(site.path(), machine, arguments)?;
        let says = said.contains(&format!("= {word}: "));
        assert!(says, "{config}\n{machine} {arguments:?}:\n{said}");
    }
    let nowhere = tempfile::tempdir()?;
    let said = told(nowhere.path(), "ja_JP.UTF-8", &[])?;
    assert!(said.contains("`yearbook.yaml` がありません"), "{said}");
    let said = told(nowhere.path(), "C", &[])?;
    assert!(said.contains("there is no `yearbook.yaml` here"), "{said}");
    Ok(())
}

/// Codes, words of severity, places and names of keys are for programs; only texts are translated.
fn programs() -> Result<(), Failed> {
    let site = site(CONFIG, AREAS)?;
    let json = told(site.path(), "C", &["--format", "json"])?;
    let problems: Vec<serde_json::Value> = serde_json::from_str(&json)?;
    let problem = problems.first().ok_or("nothing was found")?;
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["code"], "yaml/unknown-field");
    assert_eq!(problem["message"], "「reeding」という項目はありません");
    assert_eq!(problem["hints"][0], "「reading」ではありませんか");
    assert_eq!(problem["line"], 1);
    let short = told(site.path(), "C", &["--format", "short"])?;
    let line =
        "data/areas/all.yaml:1:27: error[yaml/unknown-field]: 「reeding」という項目はありません";
    assert!(short.starts_with(line), "{short}");
    Ok(())
}

/// The words of each line stand in the sources.
fn left_over() -> Result<(), Failed> {
    let mut said = String::new();
    for literal in literals()? {
        said.push_str(&literal.text);
        said.push('\n');
        said.push_str(&literal.pattern());
        said.push('\n');
    }
    let mut wrong = BTreeSet::new();
    for pattern in japanese::patterns() {
        let parts = pattern.split("{}");
        let mut words = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
        if !words.all(|words| said.contains(words)) {
            wrong.insert(format!("nothing says `{pattern}`: delete its line"));
        }
    }
    verdict(wrong)
}

/// Each text that a diagnostic is given in the sources has its line.
fn lacking() -> Result<(), Failed> {
    let patterns: BTreeSet<&str> = japanese::patterns().collect();
    let mut wrong = BTreeSet::new();
    let said: Vec<Literal> = literals()?.into_iter().filter(Literal::is_said).collect();
    assert!(said.len() > 600, "{}", said.len());
    for literal in said {
        let pattern = literal.pattern();
        let known = patterns.contains(&*literal.text)
            || patterns.contains(&*pattern)
            || patterns.contains(&*format!("{pattern} {{}}"))
            || japanese::translate(&pattern.replace("{}", "X")).is_some();
        if !known {
            wrong.insert(format!(
                "{}: `{pattern}` has no line in src/diagnostic/japanese",
                literal.file
            ));
        }
    }
    verdict(wrong)
}
