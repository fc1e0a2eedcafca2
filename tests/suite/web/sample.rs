//! A small site made by hand, with one of everything that a page can show.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use yearbook::{
    compose::{Book, BookChapter, Page, PageKind, Pages},
    document::{
        Block, BlockKind, Card, Code, Document, Fact, Figure, Heading, Inline, Item, Link, List,
        Note, Target, text,
    },
    model::{
        Asset, Collection, Config, Date, FiscalYear, Id, Publisher, Records, Site, Theme, YearStyle,
    },
    route::Route,
    source::{Source, Span, Spanned},
};

use super::figures::results;

const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90" width="400" height="90"><rect x="1" y="20" width="110" height="50" fill="#e9eef4" stroke="#17406d"/><text x="56" y="50" text-anchor="middle" font-size="14">病院</text><path d="M111 45H145" stroke="#17406d"/></svg>"##;

/// A site with the default theme and one picture.
pub fn site() -> Site {
    let picture = Asset {
        path: "content/report/flow.svg".into(),
        bytes: Arc::from(PICTURE.as_bytes()),
    };
    Site {
        faces: Default::default(),
        config: config(),
        programs: Records::default(),
        areas: Records::default(),
        organizations: Records::default(),
        councils: Records::default(),
        meetings: Records::default(),
        trainings: Records::default(),
        trees: Records::default(),
        measures: Records::default(),
        cases: Records::default(),
        surveys: Records::default(),
        regulations: Records::default(),
        glossary: Records::default(),
        vocabularies: Records::default(),
        own: Default::default(),
        narratives: Vec::new(),
        assets: BTreeMap::from([(Route::new("report/flow.svg"), picture)]),
        theme: theme(),
    }
}

fn config() -> Config {
    Config {
        print: Default::default(),
        handouts: false,
        private_names: Vec::new(),
        series: Vec::new(),
        foot: Vec::new(),
        furigana: Default::default(),
        moved: indexmap::IndexMap::new(),
        title: "障害のある人の就労を支える連携の年報".into(),
        description: "就労支援の連絡会・研修・事例を伝える年次報告と事例集です。".into(),
        language: Spanned::nowhere("ja".into()),
        fiscal_year_starts: Spanned::nowhere(4),
        year_style: YearStyle::Era,
        base_url: None,
        theme: None,
        publisher: Publisher {
            name: "架空県就労支援連携協議会".into(),
            division: Some("事務局".into()),
            address: Some("架空県中央市一丁目2番3号".into()),
            contact: Some("office@example.jp".into()),
            feedback: None,
            licence: Some("この冊子の文章と表は CC BY 4.0 で利用できます。".into()),
        },
        publications: Vec::new(),
        collections: Default::default(),
        severities: Default::default(),
        small_numbers: Default::default(),
    }
}

fn theme() -> Theme {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut theme = Theme::default();
    texts(&root, "web", &mut theme.texts);
    theme.words = words("ja");
    theme
}

/// The words of the default theme in a language.
pub fn words(language: &str) -> BTreeMap<String, String> {
    let path = format!("themes/default/words/{language}.yaml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(path).expect("the theme has words");
    let tree: serde_json::Value = serde_saphyr::from_str(&text).expect("words are a map");
    let mut words = BTreeMap::new();
    flatten("", &tree, &mut words);
    words
}

fn texts(root: &Path, folder: &str, texts_by_path: &mut BTreeMap<String, Source>) {
    let entries = fs::read_dir(root.join(folder)).expect("the default theme is in the repository");
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            texts(root, &path, texts_by_path);
        } else {
            let text = fs::read_to_string(entry.path()).expect("themes are text");
            texts_by_path.insert(path.clone(), Source::new(path, text));
        }
    }
}

fn flatten(key: &str, value: &serde_json::Value, words: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                let key = if key.is_empty() {
                    name.clone()
                } else {
                    format!("{key}.{name}")
                };
                flatten(&key, value, words);
            }
        }
        value => {
            let word = value.as_str().expect("words are text");
            words.insert(key.to_owned(), word.to_owned());
        }
    }
}

/// A home page, a publication of three chapters, cases, and a section of no publication.
pub fn pages() -> Pages {
    let mut pages = Pages {
        recalled: Vec::new(),
        moved: Vec::new(),
        pages: vec![
            page(
                "",
                "障害のある人の就労を支える連携の年報",
                PageKind::Home,
                home(),
            ),
            page(
                "report",
                "地域連携事業 令和6年度 年次報告",
                PageKind::Publication,
                preface(),
            ),
            page(
                "report/outline",
                "事業の概要",
                PageKind::Narrative,
                outline(),
            ),
            page("report/results", "実施状況", PageKind::Narrative, results()),
            page("cases", "事例", PageKind::List(Collection::Cases), list()),
        ],
        books: vec![book()],
    };
    for n in 1..=3 {
        let mut case = page(
            &format!("cases/c-000{n}"),
            &format!("復職した後の働き方を三者で決めた例（{n}）"),
            PageKind::Record(Collection::Cases),
            case(),
        );
        case.tags = vec![text("模擬事例"), text("精神障害"), text("復職")];
        pages.pages.push(case);
    }
    pages
        .pages
        .push(page("guide", "手引き", PageKind::Section, preface()));
    pages.pages.push(page(
        "guide/about",
        "この年報について",
        PageKind::Narrative,
        preface(),
    ));
    for (index, page) in pages.pages.iter_mut().enumerate() {
        (page.parents, page.book) = match index {
            0 => (vec![], None),
            1 => (vec![0], Some(0)),
            2..=4 => (vec![0, 1], Some(0)),
            5..=7 => (vec![0, 1, 4], Some(0)),
            8 => (vec![0], None),
            _ => (vec![0, 8], None),
        };
    }
    pages
}

fn book() -> Book {
    let chapter = |title: &str, pages: &[usize]| BookChapter {
        title: title.into(),
        part: Default::default(),
        pages: pages.to_vec(),
    };
    Book {
        registration: None,
        printing: Default::default(),
        series: None,
        printed: true,
        id: Id::new("report").expect("an id"),
        title: "地域連携事業 令和6年度 年次報告".into(),
        short: "年次報告".into(),
        subtitle: Some("医療と福祉と企業がともに支える働き方".into()),
        summary: Some("一年の取り組みと事例をまとめた報告書です。".into()),
        year: FiscalYear(2024),
        year_label: "令和6年度".into(),
        edition: Some(1),
        issued_label: "令和7年3月28日".into(),
        issued: Date {
            year: 2025,
            month: 3,
            day: 28,
        },
        page: 1,
        chapters: vec![
            chapter("事業の概要", &[2]),
            chapter("実施状況", &[3]),
            chapter("事例", &[4, 5, 6, 7]),
        ],
        span: span(),
    }
}

fn page(folder: &str, title: &str, kind: PageKind, blocks: Vec<Block>) -> Page {
    Page {
        route: Route::page(folder),
        kind,
        title: title.into(),
        reading: None,
        summary: "一年の取り組みを、確かめられる数字とともに伝えます。".into(),
        document: Document {
            blocks,
            notes: Vec::new(),
        },
        parents: Vec::new(),
        book: None,
        tags: Vec::new(),
        facets: Vec::new(),
        updated: None,
        plain_of: None,
        web: true,
        print: true,
        searched: true,
        span: span(),
    }
}

pub const LONG: &str = "この事業は、精神障害のある人が働き続けられるように、医療機関と就労支援機関、そして企業が\
「同じ一枚の図」を見ながら話し合う場をつくるものです。令和6年度は、6つの圏域で会議を25回開き、のべ1,204人が参加しました。\
参加した機関からは、（1）相手の仕事の進め方が分かった、（2）連絡の宛先が決まった、という声が多く寄せられています。";

fn home() -> Vec<Block> {
    let mut blocks = vec![
        paragraph(LONG),
        heading(2, "今日の仕事に使う", "今日の仕事に使う"),
    ];
    blocks.extend(list());
    blocks
}

fn preface() -> Vec<Block> {
    vec![paragraph(LONG), paragraph(LONG)]
}

fn outline() -> Vec<Block> {
    vec![
        heading(2, "目的", "目的"),
        paragraph(LONG),
        rich(),
        heading(2, "しくみ", "しくみ"),
        paragraph("関わる機関の役割は次のとおりです。"),
        block(BlockKind::Figure(Figure {
            id: "flow".into(),
            asset: Route::new("report/flow.svg"),
            alt: "病院、支援センター、企業が順につながる図".into(),
            caption: text("三者の関係"),
        })),
        list_of(
            None,
            &[
                "医療機関：治療と通院の支え",
                "支援センター：生活と仕事の支え",
            ],
        ),
        heading(3, "会議の開き方", "会議の開き方"),
        list_of(Some(1), &["議題を集める", "資料を送る（7日前まで）"]),
        tasks(),
        block(BlockKind::Quote(vec![paragraph(
            "支える人が孤立しないことが、働き続けるための条件である。",
        )])),
        block(BlockKind::Code(Code {
            language: Some("yaml".into()),
            text: "council: chiba-network\nyear: 2019\nheld: 49   # 実施 <1>\n".into(),
        })),
        block(BlockKind::Rule),
        facts(),
    ]
}

fn rich() -> Block {
    let to = |words: &str, target| {
        Inline::Link(Link {
            target,
            content: text(words),
            span: span(),
        })
    };
    block(BlockKind::Paragraph(vec![
        Inline::Text("対象は".into()),
        Inline::Strong(text("「働きたい」")),
        Inline::Text("と".into()),
        Inline::Emphasis(text("自分で決めた")),
        Inline::Text("人です。".into()),
        Inline::Ruby {
            base: "圏域".into(),
            reading: "けんいき".into(),
        },
        Inline::Text("ごとの数は".into()),
        to(
            "会議の表",
            Target::Page {
                route: Route::page("report/results"),
                anchor: Some("会議".into()),
            },
        ),
        Inline::Text("に、会議の数え方は注".into()),
        Inline::Note(0),
        Inline::Text("に示します。詳しくは".into()),
        to(
            "国の資料",
            Target::External("https://example.jp/a?b=1&c=2".into()),
        ),
        Inline::Text("を見てください。設定は ".into()),
        Inline::Code("data/<areas>.yaml".into()),
        Inline::Text(" に".into()),
        Inline::Deleted(text("書きます")),
        Inline::Text("まとめます。".into()),
        Inline::Break,
        Inline::Value {
            text: "1,204".into(),
            origin: "sum".into(),
        },
        Inline::Text("人。また注".into()),
        Inline::Note(0),
        Inline::Text("。".into()),
    ]))
}

fn tasks() -> Block {
    let item = |done, words| Item {
        done: Some(done),
        blocks: vec![paragraph(words)],
    };
    block(BlockKind::List(List {
        start: None,
        items: vec![
            item(true, "名簿を確かめる"),
            item(false, "次の日程を決める"),
        ],
    }))
}

fn facts() -> Block {
    let fact = |label: &str, words: &str| Fact {
        label: text(label),
        blocks: vec![paragraph(words)],
    };
    block(BlockKind::Facts(vec![
        fact("年度", "令和6年度"),
        fact("場面", "復職した後、勤務時間を延ばすとき"),
        fact(
            "関わった機関",
            "会社、主治医、障害者就業・生活支援センター、家族",
        ),
    ]))
}

fn list() -> Vec<Block> {
    let card = |n: usize| Card {
        title: text(format!("復職した後の働き方を三者で決めた例（{n}）")),
        target: Target::Page {
            route: Route::page(&format!("cases/c-000{n}")),
            anchor: None,
        },
        text: text("週3日の短い勤務から始め、主治医の意見を聞きながら半年で常勤に戻した。"),
        tags: vec!["模擬事例".into(), "精神障害".into()],
    };
    vec![
        paragraph("ここに挙げる事例は、実在の人や機関をもとにしていません。"),
        block(BlockKind::Cards((1..=3).map(card).collect())),
    ]
}

fn case() -> Vec<Block> {
    vec![
        facts(),
        heading(2, "困りごと", "困りごと"),
        paragraph(LONG),
        heading(2, "支援の経過", "支援の経過"),
        list_of(
            Some(1),
            &[
                "面談を開き、本人の希望を聞いた。",
                "主治医に意見書を依頼した。",
            ],
        ),
        heading(2, "結果", "結果"),
        paragraph(LONG),
    ]
}

fn list_of(start: Option<u64>, items: &[&str]) -> Block {
    let item = |words: &&str| Item {
        done: None,
        blocks: vec![paragraph(words)],
    };
    block(BlockKind::List(List {
        start,
        items: items.iter().map(item).collect(),
    }))
}

/// A footnote for the pages that refer to one.
pub fn note() -> Note {
    Note {
        label: "1".into(),
        blocks: vec![paragraph("会議の回数は、書面で開いたものを含みます。")],
    }
}

pub fn heading(level: u8, id: &str, words: &str) -> Block {
    block(BlockKind::Heading(Heading {
        level,
        id: id.into(),
        content: text(words),
    }))
}

pub fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(text(words)))
}

pub fn block(kind: BlockKind) -> Block {
    Block { kind, span: span() }
}

fn span() -> Span {
    Source::new("content/report/made.md", "made by hand").span(0..4)
}
