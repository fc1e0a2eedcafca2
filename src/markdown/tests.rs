use super::*;
use crate::document::{Block, BlockKind, Inline, plain};

fn parsed(text: &str) -> (Document, Vec<String>) {
    let source = Source::new("content/a/b.md", text);
    let (document, problems) = parse(&source, 0);
    let problems = problems
        .sorted()
        .iter()
        .map(|d| {
            let at = d.label.as_ref().map(|l| l.span.start()).expect("a place");
            format!("{}:{} {}", at.line, at.column, d.code)
        })
        .collect();
    (document, problems)
}

fn blocks(text: &str) -> Vec<Block> {
    let (document, problems) = parsed(text);
    assert_eq!(problems, Vec::<String>::new(), "{text}");
    document.blocks
}

fn inlines(text: &str) -> Vec<Inline> {
    match blocks(text).remove(0).kind {
        BlockKind::Paragraph(inlines) => inlines,
        other => panic!("no paragraph: {other:?}"),
    }
}

#[test]
fn emphasis_opens_and_closes_beside_japanese_brackets() {
    for text in [
        "**「強調」**は太い",
        "これは**「強調」**です",
        "これは**強調。**です",
        "前の文。**「強調」**、次",
        "（**注意：**必ず）",
    ] {
        let strong = inlines(text)
            .iter()
            .any(|inline| matches!(inline, Inline::Strong(_)));
        assert!(strong, "{text}");
        assert!(!plain(&inlines(text)).contains(['*', '\u{FFFE}']), "{text}");
    }
    assert_eq!(plain(&inlines("2*3*4")), "234");
    assert_eq!(plain(&inlines(r"\*\*「強調」\*\*")), "**「強調」**");
}

#[test]
fn line_breaks_vanish_between_japanese_and_stay_spaces_between_words() {
    assert_eq!(plain(&inlines("支援の\n現場")), "支援の現場");
    assert_eq!(plain(&inlines("job\ncoach")), "job coach");
    assert_eq!(plain(&inlines("支援\njob")), "支援 job");
}

#[test]
fn marks_are_found_with_their_place_also_in_cells() {
    let text = "| 圏域 | 数 |\n| --- | --- |\n| {圏域|けんいき} | [[case:c-1|例]]と{{ count(of=\"cases\") }} |\n";
    let BlockKind::Table(table) = &blocks(text)[0].kind else {
        panic!("a table");
    };
    let cell = |n: usize| match &table.rows[0].cells[n].blocks[0].kind {
        BlockKind::Paragraph(inlines) => inlines.clone(),
        _ => panic!("a paragraph"),
    };
    assert!(
        matches!(&cell(0)[0], Inline::Ruby { base, reading } if base == "圏域" && reading == "けんいき")
    );
    let Inline::Reference(reference) = &cell(1)[0] else {
        panic!("a reference");
    };
    assert_eq!(reference.span.text(), "[[case:c-1|例]]");
    assert_eq!(
        (reference.span.start().line, reference.span.start().column),
        (3, 15)
    );
    let Inline::Expression { code, span } = &cell(1)[2] else {
        panic!("an expression");
    };
    assert_eq!(code, "count(of=\"cases\")");
    assert_eq!(span.text().trim(), code);
}

#[test]
fn marks_mean_nothing_in_code() {
    let inline = inlines("書き方は `{{ count() }}` と `[[case:x]]` です");
    assert!(matches!(&inline[1], Inline::Code(code) if code == "{{ count() }}"));
    assert!(matches!(&inline[3], Inline::Code(code) if code == "[[case:x]]"));
    let blocks = blocks("```yaml\na: {圏域|けんいき}\n```\n");
    assert!(
        matches!(&blocks[0].kind, BlockKind::Code(code) if code.text == "a: {圏域|けんいき}\n")
    );
}

#[test]
fn views_know_the_place_of_their_parameters() {
    let text = "文\n\n```view table\nof: meetings\n```\n";
    let BlockKind::View(view) = &blocks(text)[1].kind else {
        panic!("a view");
    };
    assert_eq!(
        (view.name.as_str(), view.parameters.as_str()),
        ("table", "of: meetings\n")
    );
    assert_eq!(view.span.text(), "of: meetings\n");
}

#[test]
fn notes_come_in_the_order_of_their_marks() {
    let (document, problems) = parsed("一[^b]と二[^a]。\n\n[^a]: い\n[^b]: ろ\n");
    assert_eq!(problems, Vec::<String>::new());
    let labels: Vec<_> = document.notes.iter().map(|n| n.label.as_str()).collect();
    assert_eq!(labels, ["b", "a"]);
    let (_, problems) = parsed("支援の[^x]例。\n\n[^y]: 誰も見ない\n");
    assert_eq!(
        problems,
        ["1:4 markdown/unknown-note", "3:1 markdown/unused-note"]
    );
}

#[test]
fn a_picture_alone_is_a_figure_with_its_title_as_caption() {
    let blocks = blocks("![関係の図](network.svg \"連携の形 {#net}\")\n");
    let BlockKind::Figure(figure) = &blocks[0].kind else {
        panic!("a figure");
    };
    assert_eq!(figure.asset.as_str(), "a/network.svg");
    assert_eq!(
        (plain(&figure.caption).as_str(), figure.id.as_str()),
        ("連携の形", "net")
    );
}

#[test]
fn headings_keep_japanese_as_ids() {
    let blocks = blocks("## 目的\n\n### 目的\n\n## か\u{3099}い要 & 数 {#summary}\n");
    let ids: Vec<_> = blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Heading(heading) => heading.id.as_str(),
            _ => "",
        })
        .collect();
    assert_eq!(ids, ["目的", "目的-2", "summary"]);
}

#[test]
fn captions_stand_above_their_tables() {
    let blocks = blocks("表：会議の数 {#meetings}\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert_eq!(blocks.len(), 1);
    let BlockKind::Table(table) = &blocks[0].kind else {
        panic!("a table");
    };
    assert_eq!(
        (plain(&table.caption).as_str(), table.id.as_str()),
        ("会議の数", "meetings")
    );
}

#[test]
fn slips_are_reported_where_they_stand() {
    for (text, expected) in [
        ("これは{{ count( です", "1:4 markdown/unclosed-expression"),
        ("# 題", "1:1 markdown/heading-level"),
        ("## 一\n\n#### 二", "3:1 markdown/heading-level"),
        ("行<br>行", "1:2 markdown/html"),
        ("![](a.png)", "1:1 markdown/no-alt"),
        (
            "絵![絵](https://example.jp/a.png)",
            "1:2 markdown/external-image",
        ),
        ("| a |\n|---|\n| 1 | 2 |\n", "3:1 markdown/too-many-cells"),
    ] {
        assert_eq!(parsed(text).1, [expected], "{text}");
    }
}

#[test]
fn notes_that_print_would_repeat_are_refused() {
    for text in [
        "## 題[^1]",
        "表：題[^1]\n\n| a |\n|---|\n| 1 |",
        "| a[^1] |\n|---|\n| 1 |",
    ] {
        let (_, problems) = parsed(&format!("{text}\n\n[^1]: 注\n"));
        assert!(
            problems.len() == 1 && problems[0].contains("note-in-heading"),
            "{text}: {problems:?}"
        );
    }
}

#[test]
fn deep_nesting_ends_in_a_problem() {
    let (_, problems) = parsed(&format!("{} 深い", ">".repeat(100)));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("too-deep"), "{problems:?}");
}
