//! Printed numbers: meetings and runs are numbered one after another, measures once and under their node.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{FiscalYear, Measure, Node, Record, Site, Tree, Waivers},
    source::Span,
};

/// A meeting or a run with its number.
struct Numbered<'a> {
    area: Option<&'a str>,
    num: u32,
    span: &'a Span,
    waivers: &'a Waivers,
}

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for numbered in together(site).into_values() {
        // Numbers run through all areas, or begin again in each.
        let distinct: BTreeSet<u32> = numbered.iter().map(|n| n.num).collect();
        let through = distinct.len() == numbered.len();
        let mut groups: BTreeMap<Option<&str>, Vec<Numbered<'_>>> = BTreeMap::new();
        for one in numbered {
            let area = one.area.filter(|_| !through);
            groups.entry(area).or_default().push(one);
        }
        for mut group in groups.into_values() {
            group.sort_by_key(|n| (n.num, n.span.range.start));
            follow(&group, problems);
        }
    }
    printed(site, problems);
    for tree in site.trees.iter() {
        under_nodes(site, tree, problems);
    }
}

/// The meetings of a council and the runs of a training, by year.
fn together(site: &Site) -> BTreeMap<(&str, FiscalYear), Vec<Numbered<'_>>> {
    let mut groups: BTreeMap<(&str, FiscalYear), Vec<Numbered<'_>>> = BTreeMap::new();
    for meeting in site.meetings.iter() {
        let key = (meeting.council.as_str(), *meeting.year);
        groups
            .entry(key)
            .or_default()
            .extend(meeting.num.map(|num| Numbered {
                area: meeting.area.as_ref().map(|area| area.as_str()),
                num,
                span: meeting.span(),
                waivers: &meeting.waive,
            }));
    }
    for training in site.trainings.iter() {
        for run in &training.runs {
            let key = (training.id.as_str(), *run.year);
            groups
                .entry(key)
                .or_default()
                .extend(run.num.map(|num| Numbered {
                    area: run.area.as_ref().map(|area| area.as_str()),
                    num,
                    span: &run.id.span,
                    waivers: &training.waive,
                }));
        }
    }
    groups
}

/// The first number that another has, or that leaves a gap.
fn follow(numbered: &[Numbered<'_>], problems: &mut Diagnostics) {
    let next = |pair: &&[Numbered<'_>]| pair[1].num != pair[0].num.saturating_add(1);
    let Some([before, after]) = numbered.windows(2).find(next) else {
        return;
    };
    let message = match after.num == before.num {
        true => format!("number {} stands twice", after.num),
        false => format!("number {} follows {}", after.num, before.num),
    };
    problems.push(
        Diagnostic::warning("number/order", message)
            .at(after.span, "in the same year")
            .related(before.span, "the one before")
            .hint("is one missing, or entered twice? correct `num`")
            .waived(after.waivers.reason("number/order")),
    );
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
