//! Cases that are like a case, and why: the same difficulties and moments first, then themes and
//! accommodations; never what is said of the person.

use crate::{
    compose::writing::label,
    model::{Case, Site},
    source::Spanned,
};

/// Cases shown at most.
const MOST: usize = 3;

/// A way in which cases are alike: the vocabulary, how much it counts, and the values of a case.
type Way = (&'static str, usize, fn(&Case) -> &[Spanned<String>]);

const WAYS: [Way; 4] = [
    ("difficulty", 3, |case| &case.difficulties),
    ("moment", 2, |case| &case.moments),
    ("theme", 1, |case| &case.themes),
    ("accommodation", 1, |case| &case.accommodations),
];

/// The cases most like a case that it does not name itself, each with the labels that both have.
pub(super) fn related<'a>(site: &'a Site, case: &Case) -> Vec<(&'a Case, Vec<String>)> {
    let others = site.cases.iter().filter(|other| *other.id != *case.id);
    let named = |other: &&Case| case.similar.iter().any(|id| **id == *other.id);
    let mut found: Vec<(usize, &Case, Vec<String>)> = others
        .filter(|other| !named(other))
        .filter_map(|other| {
            let (score, telling, labels) = alike(site, case, other);
            telling.then_some((score, other, labels))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.value.cmp(&b.1.id.value)));
    let best = found.into_iter().take(MOST);
    best.map(|(_, other, labels)| (other, labels)).collect()
}

/// How much two cases are alike, whether in a difficulty or a moment, and the labels of it.
fn alike(site: &Site, case: &Case, other: &Case) -> (usize, bool, Vec<String>) {
    let (mut score, mut telling, mut labels) = (0, false, Vec::new());
    for (vocabulary, weight, values) in WAYS {
        let theirs = values(other);
        let both = values(case)
            .iter()
            .filter(|value| theirs.iter().any(|their| their.value == value.value));
        for value in both {
            score += weight;
            telling |= weight > 1;
            labels.push(label(site, vocabulary, value));
        }
    }
    (score, telling, labels)
}
