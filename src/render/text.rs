//! Documents as plain text: what search looks through, word for word what readers see, and the text
//! edition of a publication.

use crate::document::{Block, BlockKind, Document, Inline, List, Table, plain};

mod edition;

pub use edition::editions;

/// The words of a document in reading order. Blocks, items and cells stand in lines of their own, so
/// that no word runs from one into the next.
pub fn text(document: &Document) -> String {
    let mut lines = Vec::new();
    blocks(&document.blocks, &mut lines);
    for note in &document.notes {
        blocks(&note.blocks, &mut lines);
    }
    lines.join("\n")
}

fn blocks(all: &[Block], lines: &mut Vec<String>) {
    for block in all {
        match &block.kind {
            BlockKind::Heading(heading) => line(&heading.content, lines),
            BlockKind::Paragraph(inlines) => line(inlines, lines),
            BlockKind::Quote(inner) => blocks(inner, lines),
            BlockKind::Code(code) => lines.push(code.text.clone()),
            BlockKind::List(list) => items(list, lines),
            BlockKind::Clauses(clauses) => {
                for clause in clauses {
                    lines.extend((!clause.num.is_empty()).then(|| clause.num.clone()));
                    blocks(&clause.blocks, lines);
                }
            }
            BlockKind::Facts(facts) => {
                for fact in facts {
                    line(&fact.label, lines);
                    blocks(&fact.blocks, lines);
                }
            }
            BlockKind::Table(inner) => table(inner, lines),
            BlockKind::Chart(chart) => {
                lines.push(chart.description.clone());
                table(&chart.table, lines);
            }
            BlockKind::Hierarchy(tree) => {
                line(&tree.table.caption, lines);
                items(&tree.list, lines);
                line(&tree.table.source, lines);
            }
            BlockKind::Figure(figure) => {
                lines.push(figure.alt.clone());
                line(&figure.caption, lines);
            }
            BlockKind::Cards(cards) => {
                for card in cards {
                    line(&card.title, lines);
                    line(&card.text, lines);
                    lines.extend(card.tags.iter().cloned());
                }
            }
            BlockKind::Rule | BlockKind::View(_) => {}
        }
    }
}

fn items(list: &List, lines: &mut Vec<String>) {
    for item in &list.items {
        blocks(&item.blocks, lines);
    }
}

fn table(table: &Table, lines: &mut Vec<String>) {
    line(&table.caption, lines);
    lines.extend(table.unit.clone());
    for column in &table.columns {
        line(&column.head, lines);
    }
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        blocks(&cell.blocks, lines);
    }
    for remark in &table.remarks {
        line(remark, lines);
    }
    line(&table.source, lines);
}

fn line(inlines: &[Inline], lines: &mut Vec<String>) {
    let words = plain(inlines);
    if !words.trim().is_empty() {
        lines.push(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{markdown, source::Source};

    #[test]
    fn words_stay_whole_and_cells_apart() {
        let source = Source::new(
            "content/a.md",
            "就労**支援**の\n{圏域|けんいき}。[^1]\n\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n\n[^1]: 注の文\n",
        );
        let (document, _) = markdown::parse(&source, 0);
        assert_eq!(text(&document), "就労支援の圏域。\n一\n二\n三\n四\n注の文");
    }
}
