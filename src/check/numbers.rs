//! Printed numbers: meetings and runs are numbered one after another, measures once and under their node.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Measure, Node, Record, Site, Tree},
    source::Span,
};

/// Things that are numbered together: of one record, year and area.
type Group<'a> = (&'a str, FiscalYear, Option<&'a str>);

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut groups: BTreeMap<Group<'_>, Vec<(u32, &Span)>> = BTreeMap::new();
    for meeting in site.meetings.iter() {
        let area = meeting.area.as_ref().map(|area| area.as_str());
        let key = (meeting.council.as_str(), *meeting.year, area);
        let num = meeting.num.map(|num| (num, meeting.span()));
        groups.entry(key).or_default().extend(num);
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            let area = run.area.as_ref().map(|area| area.as_str());
            let key = (training.id.as_str(), *run.year, area);
            let num = run.num.map(|num| (num, &run.id.span));
            groups.entry(key).or_default().extend(num);
        }
    }
    for mut numbers in groups.into_values() {
        numbers.sort_by_key(|(num, span)| (*num, span.range.start));
        follow(&numbers, problems);
    }
    printed(site, problems);
    for tree in site.trees.iter() {
        under_nodes(site, tree, problems);
    }
}

/// The first number that another has, or that leaves a gap.
fn follow(numbers: &[(u32, &Span)], problems: &mut Diagnostics) {
    for pair in numbers.windows(2) {
        let [(before, first), (num, span)] = pair else {
            continue;
        };
        if *num == before + 1 {
            continue;
        }
        let message = match num == before {
            true => format!("number {num} stands twice"),
            false => format!("number {num} follows {before}"),
        };
        problems.push(
            Diagnostic::warning("number/order", message)
                .at(span, "in the same year and area")
                .related(first, "the one before")
                .hint("is one missing, or entered twice? correct `num`"),
        );
        return;
    }
}

/// A number is printed beside one measure only; a mark such as ● is none.
fn printed(site: &Site, problems: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, &str), &Measure> = BTreeMap::new();
    for measure in site.measures.iter() {
        let program = measure
            .program
            .as_ref()
            .map_or("", |program| program.as_str());
        let number = measure.printed_no.as_str();
        if !number.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let Some(first) = seen.insert((program, number), measure) else {
            continue;
        };
        problems.push(
            Diagnostic::warning(
                "number/printed-twice",
                format!("`{number}` is printed twice"),
            )
            .at(&measure.printed_no.span, "again here")
            .related(&first.printed_no.span, "first here")
            .hint("give each measure a number of its own")
            .waived(measure.waive.reason("number/printed-twice")),
        );
    }
}

/// Where the numbers of most measures begin with that of their node, all do.
fn under_nodes(site: &Site, tree: &Tree, problems: &mut Diagnostics) {
    let mut pairs: Vec<(u32, &Measure)> = Vec::new();
    leaves(site, &tree.nodes, &mut pairs);
    let begins = |(node, measure): &&(u32, &Measure)| -> Option<bool> {
        let (first, _) = measure.printed_no.split_once('-')?;
        Some(first.parse::<u32>().ok()? == *node)
    };
    let right = pairs
        .iter()
        .filter(|pair| begins(pair) == Some(true))
        .count();
    let wrong: Vec<_> = pairs
        .iter()
        .filter(|pair| begins(pair) == Some(false))
        .collect();
    if right < wrong.len() * 3 {
        return;
    }
    for (node, measure) in wrong {
        let message = format!("`{}` stands under {node}", measure.printed_no.value);
        problems.push(
            Diagnostic::warning("number/other-node", message)
                .at(&measure.printed_no.span, "this number")
                .related(&tree.id.span, "in this tree")
                .hint("correct the number, or move the measure to its node")
                .waived(measure.waive.reason("number/other-node")),
        );
    }
}

fn leaves<'a>(site: &'a Site, nodes: &[Node], pairs: &mut Vec<(u32, &'a Measure)>) {
    for node in nodes {
        let measures = node.measures.iter().filter_map(|id| site.measures.get(id));
        pairs.extend(measures.map(|measure| (*node.num, measure)));
        leaves(site, &node.nodes, pairs);
    }
}
