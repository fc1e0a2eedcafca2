//! A site's own collections: every face shows their records as it shows those of the program.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

const ROOT: &str = "tests/sites/own";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("own::a_record_has_a_page", page),
        Trial::test("own::records_have_lists_and_lead_to_each_other", lists),
        Trial::test("own::figures_are_asked_for_as_others_are", figures),
        Trial::test("own::tables_are_open_data", data),
        Trial::test("own::print_and_text_say_what_the_web_says", print),
        Trial::test("own::search_finds_them", search),
        Trial::test(
            "own::what_is_internal_too_small_or_without_consent_is_nowhere",
            nowhere,
        ),
        Trial::test("own::without_settings_nothing_is_said_of_them", no_settings),
    ]
}

fn yearbook(arguments: &[&str]) -> Result<Output, Failed> {
    let output = crate::program(arguments[0])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(&arguments[1..])
        .output()?;
    Ok(output)
}

fn build() -> Result<TempDir, Failed> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("out");
    let out = out.to_str().expect("test paths are UTF-8");
    let output = yearbook(&["build", "--root", ROOT, "--out", out])?;
    match output.status.success() {
        true => Ok(folder),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
    }
}

/// A text file of the output.
fn read(folder: &TempDir, file: &str) -> Result<String, Failed> {
    Ok(fs::read_to_string(folder.path().join("out").join(file))?)
}

/// The words of a page, with `|` where marks stood.
fn words(folder: &TempDir, file: &str) -> Result<String, Failed> {
    let page = read(folder, file)?;
    let mut words = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                if !words.ends_with('|') {
                    words.push('|');
                }
            }
            c if inside || c.is_whitespace() => {}
            c => words.push(c),
        }
    }
    Ok(words)
}

fn says(text: &str, expected: &[&str]) -> Result<(), Failed> {
    match expected.iter().find(|words| !text.contains(**words)) {
        Some(words) => Err(format!("no `{words}` in\n{text}").into()),
        None => Ok(()),
    }
}

/// Fields with their labels and units, in the order of the settings; texts and notes below.
fn page() -> Result<(), Failed> {
    let site = build()?;
    let page = words(&site, "tools/share-sheet/index.html")?;
    says(
        &page,
        &[
            "|版|第2版|公開日|2024年6月11日|導入年度|2024年度|使う機関|みさき病院|、|みさき支援センター|",
            "|試した圏域|みなと|主な目的|引継ぎ、役割分担|次に使う道具|電話メモ|使った事例|机に紙を置いた事例|試行|12回|使った人|34名|ページ数|2ページ|",
            "|使いみち|受診の前|に書きます。|電話メモ|のあとに使います|1|。|",
            "|書く順|試行は12回でした。|",
            "この用紙は、いくつもの機関が直しました|2|。|",
            "|欄は減らせます。|",
            "|話し合いの記録はありません。|",
        ],
    )?;
    says(&words(&site, "tools/agenda/index.html")?, &["3組（予定）"])?;
    let memo = words(&site, "tools/call-memo/index.html")?;
    assert!(
        !memo.contains("使った事例"),
        "its case has no consent: {memo}"
    );
    says(&memo, &["|使った人|非公表|ページ数|報告なし|"])
}

/// By their order; the navigation leads to them, and what they refer to leads back.
fn lists() -> Result<(), Failed> {
    let site = build()?;
    let list = words(&site, "tools/index.html")?;
    let places: Vec<_> = ["電話メモ", "共有シート", "面談の進行表"]
        .map(|name| list.find(&format!("|{name}|")))
        .into();
    assert!(places.is_sorted() && places[0].is_some(), "{list}");
    says(&list, &["連携に使う用紙です。"])?;
    let home = words(&site, "index.html")?;
    says(&home, &["|道具|置き場所|"])?;
    for page in ["organizations/clinic", "areas/minato"] {
        let page = words(&site, &format!("{page}/index.html"))?;
        says(&page, &["|道具|共有シート|"])?;
    }
    Ok(())
}

fn figures() -> Result<(), Failed> {
    let site = build()?;
    let page = words(&site, "report/intro/index.html")?;
    says(
        &page,
        &[
            "道具は3点、令和6年度に入れたものは2点、費用のものは0点、みさき病院が使うものは1点です。試行は17回しました。",
            "のページ数は2です。",
            "|名称|版|公開日|導入年度|主な目的|試行（回）|使った人（名）|ページ数（ページ）|",
            "|面談の進行表|―|―|2024年度|役割分担|3組（予定）|―|1|",
            "|試した圏域|試行|みなと|12|やま|5|合計|17|",
            "|道具の手順|名称|手順|共有シート|書く前|本人|が選びます。|睡眠を書きます。|電話メモ|を2ページ目に貼ります。|電話メモ|一文だけです。|",
            "|主な目的|2023年度|2024年度|引継ぎ|0|1|役割分担|1|2|",
            "|道具|試行|電話メモ|5|共有シート|12|",
        ],
    )?;
    let chart = read(&site, "report/intro/charts/1.svg")?;
    says(&chart, &["電話メモ", "共有シート"])
}

fn data() -> Result<(), Failed> {
    let site = build()?;
    let csv = read(&site, "data/report-intro-list.csv")?;
    says(
        &csv,
        &[
            "名称,版,公開日,導入年度,主な目的,試行（回）,使った人（名）,ページ数（ページ）\r\n",
            "電話メモ,―,―,2023年度,役割分担,5,非公表,報告なし\r\n",
        ],
    )?;
    let csv = read(&site, "data/report-intro-steps.csv")?;
    says(
        &csv,
        &[
            "共有シート,\"書く前\n本人が選びます。\n睡眠を書きます。\n電話メモを2ページ目に貼ります。\"\r\n",
        ],
    )?;
    let csv = read(&site, "data/report-intro-areas.csv")?;
    says(&csv, &["みなと,12\r\n", "合計,17\r\n"])
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn print() -> Result<(), Failed> {
    let site = build()?;
    let output = Command::new("pdftotext")
        .arg(site.path().join("out/report.pdf"))
        .arg("-")
        .output()
        .map_err(|error| format!("pdftotext does not start ({error}): `tests/run` installs it"))?;
    let pdf = without_spaces(&String::from_utf8(output.stdout)?);
    let text = without_spaces(&read(&site, "report.txt")?);
    for text in [pdf, text] {
        says(
            &text,
            &[
                "道具の一覧",
                "試行は17回しました",
                "試行は12回でした",
                "第2版",
                "次に使う道具",
                "3組（予定）",
                "本人が選びます。",
                "2ページ目に貼ります。",
                "欄は減らせます。",
            ],
        )?;
    }
    Ok(())
}

fn search() -> Result<(), Failed> {
    for query in ["きょうゆうしーと", "受診の前", "いくつもの機関"] {
        let output = yearbook(&["search", query, "--root", ROOT, "--format", "json"])?;
        let found = String::from_utf8(output.stdout)?;
        says(&found, &["tools/share-sheet", "共有シート", "道具"])
            .map_err(|error| format!("{query}: {error:?}"))?;
    }
    Ok(())
}

fn nowhere() -> Result<(), Failed> {
    let site = build()?;
    let mut folders: Vec<PathBuf> = vec![site.path().join("out")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            for secret in ["ひみつ", "closed-case", "編集のメモ", "4名"] {
                let told = text.replace("34名", "").contains(secret);
                assert!(!told, "{} says {secret}", path.display());
            }
        }
    }
    Ok(())
}

/// Settings that cannot be read are one problem, and not one for each file of an own collection.
fn no_settings() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let tools = folder.path().join("data/tools");
    fs::create_dir_all(&tools)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(ROOT);
    fs::copy(root.join("data/tools/all.yaml"), tools.join("all.yaml"))?;
    fs::write(folder.path().join("yearbook.yaml"), "titel: 年報\n")?;
    let root = folder.path().to_str().expect("test paths are UTF-8");
    let output = yearbook(&["check", "--root", root, "--format", "short"])?;
    let said = String::from_utf8(output.stderr)?;
    says(&said, &["error[yaml/unknown-field]"])?;
    assert!(!said.contains("data/"), "{said}");
    Ok(())
}
