//! The tree 視点 → 行動 → 事業: the numbers of a level run on without a gap, and a measure stands in one place.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Node, Record, Site, Tree},
    source::Span,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for tree in site.trees.iter() {
        let mut walk = Walk {
            tree,
            numbers: BTreeMap::new(),
            last: BTreeMap::new(),
            places: BTreeMap::new(),
            problems,
        };
        walk.nodes(&tree.nodes, 0);
        let Walk {
            places, problems, ..
        } = walk;
        lost(site, tree, &places, problems);
    }
}

/// A measure of the program stands somewhere in its tree.
fn lost(site: &Site, tree: &Tree, places: &BTreeMap<&str, &Span>, problems: &mut Diagnostics) {
    let Some(program) = tree.program.as_ref().filter(|_| !places.is_empty()) else {
        return;
    };
    let measures = site.measures.iter();
    let of_program = measures.filter(|m| m.program.as_deref() == Some(&**program));
    for measure in of_program.filter(|m| !places.contains_key(m.id.as_str())) {
        let message = format!("`{}` stands nowhere in `{}`", measure.name, tree.title);
        problems.push(
            Diagnostic::error("tree/lost", message)
                .at(measure.span(), "this measure")
                .related(&tree.id.span, "in this tree")
                .hint("add its id to the `measures` of a node; is a node missing?")
                .waived(measure.waive.reason("tree/lost")),
        );
    }
}

struct Walk<'a> {
    tree: &'a Tree,
    /// Where a number stands first, by level.
    numbers: BTreeMap<(usize, u32), &'a Span>,
    /// The node before, by level.
    last: BTreeMap<usize, &'a Node>,
    /// Where a measure stands first.
    places: BTreeMap<&'a str, &'a Span>,
    problems: &'a mut Diagnostics,
}

impl<'a> Walk<'a> {
    fn nodes(&mut self, nodes: &'a [Node], level: usize) {
        for node in nodes {
            self.node(node, level);
        }
    }

    fn node(&mut self, node: &'a Node, level: usize) {
        let Some(name) = self.tree.levels.get(level) else {
            let message = format!(
                "`levels` names {} levels, this is deeper",
                self.tree.levels.len()
            );
            self.problems.push(
                Diagnostic::error("tree/level", message)
                    .at(&node.num.span, "this node")
                    .hint("name the level in `levels`, or move the node up"),
            );
            return;
        };
        self.number(node, level, name);
        for measure in &node.measures {
            if let Some(first) = self.places.insert(measure.as_str(), &measure.span) {
                self.problems.push(
                    Diagnostic::error(
                        "tree/twice",
                        format!("`{}` stands in two places", measure.value),
                    )
                    .at(&measure.span, "again here")
                    .related(first, "first here")
                    .hint(
                        "a measure that is printed again is a record of its own with `reprint-of`",
                    ),
                );
            }
        }
        self.nodes(&node.nodes, level + 1);
    }
    /// Numbers are used once on a level, and each follows the one before: a gap is a node that was lost.
    fn number(&mut self, node: &'a Node, level: usize, name: &str) {
        let number = *node.num;
        let before = self.last.insert(level, node);
        if let Some(first) = self.numbers.insert((level, number), &node.num.span) {
            self.problems.push(
                Diagnostic::error("tree/number", format!("{name} {number} stands twice"))
                    .at(&node.num.span, "used again here")
                    .related(first, "first used here")
                    .hint("numbers of a level are used once in the whole tree"),
            );
            return;
        }
        let next = before.map_or(1, |before| before.num.saturating_add(1));
        if number == next {
            return;
        }
        let message = format!("{name} {number} stands where {name} {next} is expected");
        let problem = Diagnostic::error("tree/order", message).at(&node.num.span, "this number");
        let problem = match before {
            Some(before) => problem.related(&before.num.span, "the one before"),
            None => problem,
        };
        self.problems.push(problem.hint(
            "put the nodes in the order of their numbers; for a number that the source skips, \
             add a node whose title says so",
        ));
    }
}
