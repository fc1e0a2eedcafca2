//! The view `tree`: viewpoints, actions and the measures under them, as a list or as a table.

use serde::Deserialize;

use super::{
    Desk, Result, parameters,
    plain::{self, Line},
    record,
};
use crate::{
    diagnostic::Diagnostic,
    document::{Align, Block, BlockKind, Hierarchy, Inline, Item, List, Reference, Table, text},
    model::{Collection, Measure, Node, Status, Tree},
    source::Spanned,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    of: Spanned<String>,
    #[serde(default)]
    form: Form,
    /// Only this node of the first level.
    node: Option<Spanned<u32>>,
    /// So many levels, with `form: list`; without it all of them and the measures.
    depth: Option<Spanned<usize>>,
    caption: Option<Spanned<String>>,
    id: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Form {
    #[default]
    List,
    Table,
}

pub(super) fn tree(desk: &Desk) -> Result<BlockKind> {
    let parameters: Parameters = parameters::read(desk.view)?;
    let (_, id) = record::id(desk, &parameters.of, &[Collection::Trees])?;
    let tree = desk.site.trees.get(id).expect("its id is among the ids");
    let nodes = chosen(tree, parameters.node.as_ref())?;
    fitting(&parameters)?;
    let said = |words: Option<Spanned<String>>| words.map(|words| words.value);
    let id = said(parameters.id).unwrap_or_default();
    let table = Table {
        caption: said(parameters.caption).map(text).unwrap_or_default(),
        source: desk.optional(said(parameters.source).or(tree.source.clone()).as_ref()),
        ..table(desk, tree, &nodes)
    };
    Ok(match parameters.form {
        Form::Table => BlockKind::Table(Table { id, ..table }),
        Form::List => {
            let depth = parameters.depth.map_or(usize::MAX, |depth| depth.value);
            let list = list(desk, tree, &nodes, (0, depth));
            BlockKind::Hierarchy(Hierarchy { id, list, table })
        }
    })
}

/// A table of measures always shows them all.
fn fitting(parameters: &Parameters) -> Result<()> {
    let Some(depth) = &parameters.depth else {
        return Ok(());
    };
    let problem = match parameters.form {
        Form::Table => Diagnostic::error("view/shape", "a table of measures has no `depth`")
            .at(&depth.span, "asked here")
            .hint("leave `depth` out, or show a list"),
        Form::List if depth.value == 0 => {
            Diagnostic::error("view/empty", "a tree without levels shows nothing")
                .at(&depth.span, "asked here")
                .hint("write 1 for the first level, 2 for two, or leave `depth` out")
        }
        Form::List => return Ok(()),
    };
    Err(Box::new(problem))
}

fn chosen<'a>(tree: &'a Tree, node: Option<&Spanned<u32>>) -> Result<Vec<&'a Node>> {
    let Some(wanted) = node else {
        return Ok(tree.nodes.iter().collect());
    };
    let found: Vec<&Node> = tree.nodes.iter().filter(|n| *n.num == **wanted).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known: Vec<String> = tree.nodes.iter().map(|n| n.num.to_string()).collect();
    let message = format!("the tree has no node {} on its first level", wanted.value);
    Err(Box::new(
        Diagnostic::error("view/empty", message)
            .at(&wanted.span, "asked here")
            .hint(format!("it has {}", known.join(", "))),
    ))
}

/// 視点5 精神障害者の安定的な就労を支援
fn name(desk: &Desk, tree: &Tree, node: &Node, depth: usize) -> String {
    let level = tree.levels.get(depth).map_or("", String::as_str);
    let num = node.num.to_string();
    let values = [
        ("level", level),
        ("num", num.as_str()),
        ("title", node.title.as_str()),
    ];
    desk.filled("tree.node", &values)
}

/// The nodes of a level, counted from zero, and what is under them down to another.
fn list(desk: &Desk, tree: &Tree, nodes: &[&Node], (depth, end): (usize, usize)) -> List {
    let items = nodes.iter().map(|node| {
        let mut blocks = vec![
            desk.block(BlockKind::Paragraph(vec![Inline::Strong(text(name(
                desk, tree, node, depth,
            )))])),
        ];
        blocks.extend(
            node.summary
                .iter()
                .map(|s| desk.block(BlockKind::Paragraph(text(s)))),
        );
        let inner: Vec<&Node> = node.nodes.iter().collect();
        if !inner.is_empty() && depth + 1 < end {
            let below = list(desk, tree, &inner, (depth + 1, end));
            blocks.push(desk.block(BlockKind::List(below)));
        }
        // Measures are the level under the last that the tree names.
        if tree.levels.len() < end {
            blocks.extend(measures(desk, node));
        }
        Item { done: None, blocks }
    });
    List {
        start: None,
        items: items.collect(),
    }
}

fn measures(desk: &Desk, node: &Node) -> Option<Block> {
    let known = node
        .measures
        .iter()
        .filter_map(|id| desk.site.measures.get(id));
    let items: Vec<Item> = known
        .map(|measure| {
            let mut content = vec![link(desk, measure)];
            let state = state(desk, measure);
            if !state.is_empty() {
                content.push(Inline::Text(desk.word("tree.state-before")));
                content.extend(state);
                content.push(Inline::Text(desk.word("tree.state-after")));
            }
            Item {
                done: None,
                blocks: desk.paragraph(content),
            }
        })
        .collect();
    (!items.is_empty()).then(|| desk.block(BlockKind::List(List { start: None, items })))
}

/// 9-1 東京ジョブコーチ支援事業の推進
fn link(desk: &Desk, measure: &Measure) -> Inline {
    let words = format!("{} {}", measure.printed_no.value, measure.name);
    reference(desk, measure, words)
}

fn reference(desk: &Desk, measure: &Measure, words: String) -> Inline {
    Inline::Reference(Reference {
        kind: Collection::Measures.kind().to_owned(),
        target: measure.id.to_string(),
        text: Some(words),
        span: desk.view.span.clone(),
    })
}

/// Where a measure stands in its life, or which one it repeats; nothing for those that go on.
fn state(desk: &Desk, measure: &Measure) -> Vec<Inline> {
    let original = measure.reprint_of.as_ref();
    if let Some(original) = original.and_then(|id| desk.site.measures.get(id)) {
        let mut content = text(desk.word("tree.reprint"));
        content.push(reference(desk, original, original.printed_no.value.clone()));
        return content;
    }
    match measure.status {
        Status::Active => Vec::new(),
        Status::Ended => text(desk.word("figure.status.ended")),
        Status::Planned => text(desk.word("figure.status.planned")),
    }
}

/// One line for each measure with everything that it stands under.
fn table(desk: &Desk, tree: &Tree, nodes: &[&Node]) -> Table {
    let mut lines = Vec::new();
    for node in nodes {
        lines.push(Line::Group(name(desk, tree, node, 0)));
        below(desk, tree, node, 0, &mut lines);
    }
    let heads = [
        ("tree.under", Align::Start),
        ("tree.num", Align::Start),
        ("tree.measure", Align::Start),
        ("tree.state", Align::Start),
    ];
    plain::table(desk, &heads, lines)
}

fn below(desk: &Desk, tree: &Tree, node: &Node, depth: usize, lines: &mut Vec<Line>) {
    let under = match depth {
        0 => String::new(),
        _ => name(desk, tree, node, depth),
    };
    for measure in node
        .measures
        .iter()
        .filter_map(|id| desk.site.measures.get(id))
    {
        lines.push(Line::Body(vec![
            text(&under),
            text(&measure.printed_no.value),
            vec![reference(desk, measure, measure.name.clone())],
            state(desk, measure),
        ]));
    }
    for inner in &node.nodes {
        below(desk, tree, inner, depth + 1, lines);
    }
}
