//! Tables and charts for the sample.

use yearbook::{
    document::{
        Align, Block, BlockKind, Cell, Chart, ChartKind, Column, Look, Row, RowRole, Series, Table,
        text,
    },
    model::Number,
};

use super::sample::{LONG, block, heading, paragraph};

/// A page full of tables and charts.
pub fn results() -> Vec<Block> {
    vec![
        paragraph(LONG),
        heading(2, "会議", "会議"),
        meetings(),
        paragraph(LONG),
        heading(2, "圏域ごとの会議", "圏域ごとの会議"),
        by_area(),
        heading(2, "移り変わり", "移り変わり"),
        growth(ChartKind::Line, "growth"),
        growth(ChartKind::Bar, "bars"),
        heading(2, "年度ごとの数", "年度ごとの数"),
        years(),
    ]
}

fn row(role: RowRole, cells: &[&str]) -> Row {
    Row {
        role,
        cells: cells
            .iter()
            .enumerate()
            .map(|(index, words)| Cell {
                header: index == 0 && role != RowRole::Group,
                blocks: vec![paragraph(words)],
            })
            .collect(),
    }
}

fn meetings() -> Block {
    block(BlockKind::Table(Table {
        look: Look::Plain,
        id: "meetings".into(),
        caption: text("圏域別の会議の回数"),
        unit: Some("回".into()),
        columns: columns(&["圏域", "実施", "予定", "未定", "中止"]),
        rows: vec![
            row(RowRole::Group, &["県北"]),
            row(RowRole::Body, &["東葛北部", "1,204", "2", "－", "1"]),
            row(RowRole::Body, &["印旛", "12", "3", "－", "0"]),
            row(RowRole::Group, &["県南"]),
            row(RowRole::Body, &["安房", "4", "0", "1", "0"]),
            row(RowRole::Total, &["計", "1,220", "5", "1", "1"]),
        ],
        remarks: vec![text("「－」は、まだ決まっていないことを示します。")],
        source: text("事務局の記録（令和7年3月）"),
    }))
}

fn years() -> Block {
    let names: Vec<String> = (1..=12).map(|n| format!("令和{n}年度")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.insert(0, "");
    let mut cells = vec!["会議に参加した機関の数"];
    cells.extend(["1,234"; 12]);
    block(BlockKind::Table(Table {
        look: Look::Plain,
        caption: text("年度ごとの参加機関数"),
        columns: columns(&names),
        rows: vec![row(RowRole::Body, &cells), row(RowRole::Body, &cells)],
        ..Table::default()
    }))
}

/// Areas with their meetings by state, as the longest labels have it.
fn by_area() -> Block {
    const AREAS: [&str; 16] = [
        "千葉",
        "船橋",
        "習志野・八千代・鎌ケ谷",
        "市川・浦安",
        "松戸",
        "野田・流山",
        "柏・我孫子",
        "印旛",
        "香取",
        "海匝",
        "山武",
        "長生",
        "夷隅",
        "安房",
        "君津",
        "市原",
    ];
    let number = |n: usize| Some(Number::from_int(i64::try_from(n).expect("small")));
    let series = vec![
        Series {
            label: "実施".into(),
            values: (0..16).map(|n| number(n * 7 % 31 + 4)).collect(),
        },
        Series {
            label: "予定".into(),
            values: (0..16).map(|n| number(n % 4)).collect(),
        },
        Series {
            label: "未定".into(),
            values: (0..16)
                .map(|n| (n != 3).then_some(number(n % 3)).flatten())
                .collect(),
        },
    ];
    chart(
        ChartKind::Stacked,
        "by-area",
        "圏域ごとの個別支援会議",
        &AREAS,
        series,
    )
}

fn growth(kind: ChartKind, id: &str) -> Block {
    let years = ["令和3年度", "令和4年度", "令和5年度", "令和6年度"];
    let series = |label: &str, values: [Option<i64>; 4]| Series {
        label: label.into(),
        values: values
            .into_iter()
            .map(|v| v.map(Number::from_int))
            .collect(),
    };
    let series = vec![
        series(
            "医療機関が参加した会議",
            [Some(16), Some(25), Some(39), Some(1204)],
        ),
        series("企業が参加した会議", [Some(14), None, Some(42), Some(990)]),
        series("目標", [Some(20), Some(30), Some(40), None]),
    ];
    chart(kind, id, "会議の回数の移り変わり", &years, series)
}

fn chart(
    kind: ChartKind,
    id: &str,
    title: &str,
    categories: &[&str],
    series: Vec<Series>,
) -> Block {
    let mut head = vec![""];
    head.extend(series.iter().map(|s| s.label.as_str()));
    let rows = categories.iter().enumerate().map(|(index, category)| {
        let mut cells = vec![(*category).to_owned()];
        cells.extend(
            series
                .iter()
                .map(|s| s.values[index].map_or("－".to_owned(), Number::grouped)),
        );
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        row(RowRole::Body, &cells)
    });
    let table = Table {
        caption: text(title),
        unit: Some("回".into()),
        columns: columns(&head),
        rows: rows.collect(),
        source: text("事務局の記録"),
        ..Table::default()
    };
    block(BlockKind::Chart(Chart {
        tiles: Vec::new(),
        id: id.into(),
        kind,
        title: title.into(),
        description: format!("{title}を示す図です。"),
        unit: Some("回".into()),
        categories: categories.iter().map(|c| (*c).to_owned()).collect(),
        series,
        table,
    }))
}

fn columns(names: &[&str]) -> Vec<Column> {
    let column = |(index, name): (usize, &&str)| Column {
        head: match *name {
            "" => Vec::new(),
            name => text(name),
        },
        align: if index == 0 { Align::Start } else { Align::End },
    };
    names.iter().enumerate().map(column).collect()
}
