//! A small report made by hand, with one of everything that print can show.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use yearbook::{
    compose::{Book, BookChapter, Page, PageKind, Pages},
    document::{
        Align, Block, BlockKind, Card, Cell, Chart, ChartKind, Code, Column, Document, Fact,
        Figure, Heading, Inline, Item, Link, List, Look, Note, Row, RowRole, Series, Table, Target,
        text,
    },
    model::{
        Asset, Collection, Config, Date, FiscalYear, Id, Number, Publisher, Records, Site, Theme,
        YearStyle,
    },
    route::Route,
    source::{Source, Span, Spanned},
};

const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90" width="400" height="90">
<rect x="1" y="20" width="110" height="50" fill="#e9eef4" stroke="#17406d"/><text x="56" y="50" text-anchor="middle" font-size="14">病院</text>
<rect x="145" y="20" width="110" height="50" fill="#e9eef4" stroke="#17406d"/><text x="200" y="50" text-anchor="middle" font-size="14">支援センター</text>
<rect x="289" y="20" width="110" height="50" fill="#e9eef4" stroke="#17406d"/><text x="344" y="50" text-anchor="middle" font-size="14">企業</text>
<path d="M111 45H145M255 45H289" stroke="#17406d" stroke-width="2"/></svg>"##;

/// A site with the default theme and one picture.
pub fn site() -> Site {
    let mut assets = BTreeMap::new();
    let flow = asset(PICTURE.as_bytes());
    assets.insert(Route::new("report/flow.svg"), flow);
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
        assets,
        theme: theme(),
    }
}

pub fn asset(bytes: &[u8]) -> Asset {
    Asset {
        path: "content/report/picture".into(),
        bytes: Arc::from(bytes),
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
        title: "地域連携事業".into(),
        description: "報告書の例".into(),
        language: Spanned::nowhere("ja".into()),
        fiscal_year_starts: Spanned::nowhere(4),
        year_style: YearStyle::Era,
        base_url: Some("https://example.jp/site".into()),
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
    for (path, bytes) in files(&root.join("print")) {
        let text = String::from_utf8(bytes).expect("themes are text");
        let path = format!("print/{path}");
        theme.texts.insert(path.clone(), Source::new(path, text));
    }
    for (path, bytes) in files(&root.join("fonts")) {
        if path.ends_with(".ttf") {
            theme.fonts.insert(path, bytes.into());
        }
    }
    theme
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the default theme is in the repository");
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).expect("the theme can be read");
        (entry.file_name().to_string_lossy().into_owned(), bytes)
    };
    entries.flatten().map(read).collect()
}

/// A book of three chapters.
pub fn report() -> Pages {
    let mut pages = Pages {
        recalled: Vec::new(),
        moved: Vec::new(),
        pages: vec![
            page(
                "report/outline",
                "事業の概要",
                PageKind::Narrative,
                outline(),
            ),
            page("report/results", "実施状況", PageKind::Narrative, results()),
            page(
                "report/details",
                "圏域別の状況",
                PageKind::Narrative,
                details(),
            ),
            page("cases", "事例集", PageKind::List(Collection::Cases), list()),
        ],
        books: Vec::new(),
    };
    for n in 1..=3 {
        let mut case = page(
            &format!("cases/c-000{n}"),
            &format!("事例{n}　復職した後の働き方を三者で決めた例"),
            PageKind::Record(Collection::Cases),
            case(),
        );
        case.tags = vec![text("模擬事例"), text("精神障害"), text("復職")];
        pages.pages.push(case);
    }
    let chapter = |title: &str, pages: &[usize]| BookChapter {
        title: title.into(),
        part: Default::default(),
        pages: pages.to_vec(),
    };
    pages.books.push(Book {
        registration: None,
        printing: Default::default(),
        series: None,
        printed: true,
        id: Id::new("report").expect("an id"),
        title: "地域連携事業報告書".into(),
        short: "報告書".into(),
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
        page: 0,
        chapters: vec![
            chapter("事業の概要", &[0]),
            chapter("実施状況", &[1, 2]),
            chapter("事例集", &[3, 4, 5, 6]),
        ],
        span: span(),
    });
    pages
}

fn page(folder: &str, title: &str, kind: PageKind, blocks: Vec<Block>) -> Page {
    let note = "会議の回数は、書面で開いたものを含みます。";
    Page {
        route: Route::page(folder),
        kind,
        title: title.into(),
        reading: None,
        summary: String::new(),
        document: Document {
            blocks,
            notes: vec![Note {
                label: "1".into(),
                blocks: vec![paragraph(note)],
            }],
        },
        parents: Vec::new(),
        book: Some(0),
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

const LONG: &str = "この事業は、精神障害のある人が働き続けられるように、医療機関と就労支援機関、そして企業が\
「同じ一枚の図」を見ながら話し合う場をつくるものです。令和6年度は、6つの圏域で会議を25回開き、のべ1,204人が参加しました。\
参加した機関からは、（1）相手の仕事の進め方が分かった、（2）連絡の宛先が決まった、という声が多く寄せられています。";

fn outline() -> Vec<Block> {
    vec![
        heading(2, "目的", "目的"),
        paragraph(LONG),
        rich(),
        heading(2, "しくみ", "しくみ"),
        paragraph(
            "関わる機関の役割は次のとおりです。連絡は支援センターが中心になって取り次ぎます。",
        ),
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
                "企業：職場での配慮",
            ],
        ),
        heading(3, "会議の開き方", "会議の開き方"),
        list_of(
            Some(1),
            &[
                "議題を集める",
                "資料を送る（7日前まで）",
                "記録を30日以内に配る",
            ],
        ),
        tasks(),
        block(BlockKind::Quote(vec![paragraph(
            "支える人が孤立しないことが、働き続けるための条件である。",
        )])),
        block(BlockKind::Code(Code {
            language: Some("yaml".into()),
            text: "council: chiba-network\nyear: 2019\nheld: 49   # 実施".into(),
        })),
        block(BlockKind::Rule),
        terms(),
    ]
}

fn rich() -> Block {
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
        link(Target::Page {
            route: Route::page("report/results"),
            anchor: Some("meetings".into()),
        }),
        Inline::Text("に、会議の数え方は".into()),
        Inline::Note(0),
        Inline::Text("注に示します。詳しくは".into()),
        link(Target::External("https://www.mhlw.go.jp/example".into())),
        Inline::Text("と".into()),
        link(Target::Page {
            route: Route::page("glossary"),
            anchor: None,
        }),
        Inline::Text("を見てください。設定は ".into()),
        Inline::Code("data/areas.yaml".into()),
        Inline::Text(" に".into()),
        Inline::Deleted(text("書きます")),
        Inline::Text("まとめます。".into()),
        Inline::Break,
        Inline::Text(
            "English words such as Individual Placement and Support (IPS) stand in the line."
                .into(),
        ),
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

fn terms() -> Block {
    let fact = |label: &str, words: &str| Fact {
        label: text(label),
        blocks: vec![paragraph(words)],
    };
    block(BlockKind::Facts(vec![
        fact(
            "なかぽつ",
            "障害者就業・生活支援センターのこと。就業と生活の両方を支える。",
        ),
        fact(
            "三者面談",
            "本人、企業、支援者が同じ席で話す面談。医療機関が加わることもある。",
        ),
    ]))
}

fn results() -> Vec<Block> {
    vec![
        paragraph(LONG),
        heading(2, "会議", "会議"),
        meetings(),
        paragraph(LONG),
        chart(),
        heading(2, "研修", "研修"),
        paragraph(LONG),
        long_table(),
    ]
}

fn meetings() -> Block {
    let number = |words: &str| cell(words, false);
    let row = |role, cells: &[&str]| Row {
        role,
        cells: cells
            .iter()
            .enumerate()
            .map(|(index, words)| cell(words, index == 0))
            .collect(),
    };
    block(BlockKind::Table(Table {
        look: Look::Plain,
        id: "meetings".into(),
        caption: text("圏域別の会議の回数"),
        unit: Some("回".into()),
        columns: columns(&["圏域", "実施", "予定", "未定", "中止", "合計"]),
        rows: vec![
            Row {
                role: RowRole::Group,
                cells: vec![number("県北")],
            },
            row(
                RowRole::Body,
                &["東葛北部", "1,204", "2", "－", "1", "1,207"],
            ),
            row(RowRole::Body, &["印旛", "12", "3", "－", "0", "15"]),
            row(RowRole::Total, &["計", "1,216", "5", "－", "1", "1,222"]),
        ],
        remarks: vec![text("「－」は、まだ決まっていないことを示します。")],
        source: text("事務局の記録（令和7年3月）"),
    }))
}

fn long_table() -> Block {
    let row = |n: usize| Row {
        role: RowRole::Body,
        cells: vec![
            cell(&format!("第{n}回"), true),
            cell("令和6年7月11日（木）", false),
            cell(
                "就労支援の基礎と、医療機関との連絡の取り方について、演習を交えて学ぶ。参加者どうしの名刺交換を行う。",
                false,
            ),
            cell("中央市民会館", false),
            cell("48", false),
        ],
    };
    let mut columns = columns(&["回", "日時", "内容", "会場", "参加者"]);
    for column in &mut columns[1..4] {
        column.align = Align::Start;
    }
    block(BlockKind::Table(Table {
        look: Look::Plain,
        id: "trainings".into(),
        caption: text("研修の一覧"),
        unit: Some("人".into()),
        columns,
        rows: (1..=24).map(row).collect(),
        ..Table::default()
    }))
}

fn chart() -> Block {
    let series = |label: &str, values: &[i64]| Series {
        label: label.into(),
        values: values.iter().map(|v| Some(Number::from_int(*v))).collect(),
    };
    let mut figures = Table {
        columns: columns(&["年度", "実施", "予定"]),
        unit: Some("回".into()),
        ..Table::default()
    };
    for (year, held, planned) in [("令和4年度", "16", "2"), ("令和5年度", "25", "4")] {
        figures.rows.push(Row {
            role: RowRole::Body,
            cells: vec![cell(year, true), cell(held, false), cell(planned, false)],
        });
    }
    block(BlockKind::Chart(Chart {
        tiles: Vec::new(),
        id: "growth".into(),
        kind: ChartKind::Bar,
        title: "会議の回数の移り変わり".into(),
        description: "令和4年度の16回から令和5年度の25回に増えた棒グラフ".into(),
        unit: Some("回".into()),
        categories: vec!["令和4年度".into(), "令和5年度".into()],
        series: vec![series("実施", &[16, 25]), series("予定", &[2, 4])],
        table: figures,
    }))
}

fn details() -> Vec<Block> {
    let names: Vec<String> = (1..=14).map(|n| format!("令和{n}年度")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.insert(0, "指標");
    let figures = vec!["1,234"; 14];
    let mut row = vec!["会議に参加した機関の数"];
    row.extend(figures);
    vec![
        heading(2, "年度ごとの数", "年度ごとの数"),
        paragraph(LONG),
        table("年度ごとの参加機関数", &names, &[&row, &row, &row]),
        paragraph(LONG),
    ]
}

fn list() -> Vec<Block> {
    let card = |n: usize| Card {
        title: text(format!("事例{n}　復職した後の働き方を三者で決めた例")),
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
        terms(),
        heading(2, "困りごと", "困りごと"),
        paragraph(LONG),
        heading(2, "支援の経過", "支援の経過"),
        list_of(
            Some(1),
            &[
                "面談を開き、本人の希望を聞いた。",
                "主治医に意見書を依頼した。",
                "勤務時間を段階的に延ばした。",
            ],
        ),
        paragraph(LONG),
        heading(2, "結果", "結果"),
        paragraph(LONG),
    ]
}

pub fn table(caption: &str, head: &[&str], rows: &[&[&str]]) -> Block {
    let row = |cells: &[&str]| Row {
        role: RowRole::Body,
        cells: cells
            .iter()
            .enumerate()
            .map(|(index, words)| cell(words, index == 0))
            .collect(),
    };
    block(BlockKind::Table(Table {
        look: Look::Plain,
        caption: text(caption),
        columns: columns(head),
        rows: rows.iter().map(|cells| row(cells)).collect(),
        ..Table::default()
    }))
}

fn columns(names: &[&str]) -> Vec<Column> {
    let column = |(index, name): (usize, &&str)| Column {
        head: if name.is_empty() {
            Vec::new()
        } else {
            text(*name)
        },
        align: if index == 0 { Align::Start } else { Align::End },
    };
    names.iter().enumerate().map(column).collect()
}

fn cell(words: &str, header: bool) -> Cell {
    Cell {
        header,
        blocks: vec![paragraph(words)],
    }
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

fn heading(level: u8, id: &str, words: &str) -> Block {
    block(BlockKind::Heading(Heading {
        level,
        id: id.into(),
        content: text(words),
    }))
}

pub fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(text(words)))
}

pub fn link(target: Target) -> Inline {
    let words = match &target {
        Target::Page { route, .. } if route.as_str().contains("glossary") => "用語集",
        Target::Page { .. } => "会議の表",
        _ => "国の資料",
    };
    Inline::Link(Link {
        target,
        content: text(words),
        span: span(),
    })
}

pub fn block(kind: BlockKind) -> Block {
    Block { kind, span: span() }
}

fn span() -> Span {
    Source::new("content/report/made.md", "𠮷野さんと🦊。").span(0..26)
}
