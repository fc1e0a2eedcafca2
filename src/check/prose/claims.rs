//! What sentences reckon from figures: changes from one year to the next, sums over areas, targets,
//! plans, and how many subjects a training has.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{
    Text,
    figures::only_year,
    known::{Figure, Kind, Known},
    numerals::{Typed, is_each, typed},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Number, Plan, Record, Site},
};

pub(super) static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
    let then = "前の年度?|前年度?|昨年度?";
    let than = "より|から|比で?|と比べて?|に比べて?|と比較して";
    Regex::new(&format!("(?:{then})(?:{than})[、もは]*(?:約|およそ)?$"))
        .expect("the pattern is written here")
});

/// What a sentence says of a change: more, or less.
const MORE: [&str; 6] = ["増", "の増", "多", "ふえ", "上回", "伸び"];
const LESS: [&str; 6] = ["減", "の減", "少", "へり", "下回", "落ち"];

/// Whether words behind a number say that it is more (`true`) or less.
pub(super) fn direction(after: &str) -> Option<bool> {
    let more = MORE.iter().any(|word| after.starts_with(word));
    let less = LESS.iter().any(|word| after.starts_with(word));
    (more != less).then_some(more)
}

/// What is planned, and what is taught.
pub(super) struct Claims<'a> {
    known: &'a Known,
    plans: Vec<(String, &'a Plan, usize)>,
    subjects: Vec<(String, usize)>,
    costs: Vec<(&'a str, Number, &'a str)>,
    areas: Vec<String>,
}

impl<'a> Claims<'a> {
    pub fn of(site: &'a Site, known: &'a Known) -> Self {
        let areas = |program: Option<&str>| site.areas_of(program);
        let mut plans = Vec::new();
        for council in site.councils.iter() {
            let listed = council.plans.get("meetings").into_iter().flatten();
            let areas = areas(Some(council.program.as_str()));
            plans.extend(listed.map(|plan| (council.name.nfkc().collect(), plan, areas)));
        }
        for training in site.trainings.iter() {
            let listed = training.plans.get("runs").into_iter().flatten();
            let areas = areas(training.program.as_ref().map(|p| p.as_str()));
            plans.extend(listed.map(|plan| (training.name.nfkc().collect(), plan, areas)));
        }
        let taught = site.trainings.iter().filter(|t| !t.subjects.is_empty());
        let subjects = taught.map(|t| (t.name().nfkc().collect(), t.subjects.len()));
        Self {
            known,
            plans,
            subjects: subjects.collect(),
            costs: costs(site),
            areas: site
                .areas
                .iter()
                .map(|area| area.name.nfkc().collect())
                .collect(),
        }
    }

    /// Reports what a text reckons wrongly or by hand, and gives the numbers of it.
    pub fn check(&self, text: &Text<'_>, problems: &mut Diagnostics) -> Vec<String> {
        let words = text.normal();
        let heading: String = text.heading.nfkc().collect();
        let mut units: Vec<&str> = self.known.units.iter().map(String::as_str).collect();
        units.extend([
            "回",
            "科目",
            "つの科目",
            "億円",
            "百万円",
            "万円",
            "千円",
            "円",
        ]);
        units.sort_by_key(|unit| std::cmp::Reverse(unit.chars().count()));
        let mut told = Vec::new();
        for sentence in words.split_inclusive('。') {
            for typed in typed(sentence, &units) {
                let found = self
                    .change(sentence, &typed)
                    .or_else(|| self.sum_of_areas(sentence, words, &typed))
                    .or_else(|| self.target(sentence, &typed))
                    .or_else(|| self.plan(sentence, &heading, &typed))
                    .or_else(|| self.subjects(sentence, &heading, &typed))
                    .or_else(|| self.cost(sentence, &typed));
                let Some((right, what, hint)) = found else {
                    continue;
                };
                let place = text.place(typed.written);
                let (code, message) = match right {
                    None => (
                        "prose/typed-figure",
                        format!("`{}` is typed, and follows from the data", typed.written),
                    ),
                    Some(right) => (
                        "prose/contradicts",
                        format!(
                            "`{}` is typed, the data gives {right} for {what}",
                            typed.written
                        ),
                    ),
                };
                text.report(
                    Diagnostic::warning(code, message)
                        .at(&place, "typed by hand")
                        .hint(hint),
                    problems,
                );
                told.push(typed.written.to_owned());
            }
        }
        told
    }

    /// 「前の年度より133件増えました」
    fn change(&self, sentence: &str, typed: &Typed<'_>) -> Option<Claim> {
        let more = direction(typed.after)?;
        if !AGAINST.is_match(typed.before) {
            return None;
        }
        let results = |f: &&Figure| f.kind == Kind::Result && !f.of.is_empty();
        let named = self.known.of_unit(typed.unit).filter(results).filter(|f| {
            f.names
                .iter()
                .any(|name| typed.before.contains(name.as_str()))
        });
        let year = only_year(sentence);
        let fits = named.filter(|f| year.is_none_or(|year| f.year == year));
        let now = fits.max_by_key(|f| (f.label.chars().count(), f.year))?;
        let before =
            |f: &&Figure| f.of == now.of && f.label == now.label && f.year.0 + 1 == now.year.0;
        let before = self
            .known
            .of_unit(typed.unit)
            .filter(results)
            .find(before)?;
        let change = now.number - before.number;
        let said = if more {
            typed.number
        } else {
            Number::default() - typed.number
        };
        let right = (said != change && !typed.agrees(change.abs())).then(|| change.signed());
        let hint = format!(
            "write `{{{{ change(of=\"{}\", year={}) }}}}`",
            now.of, now.year.0
        );
        Some((right, format!("`{}` in {}", now.label, now.year.0), hint))
    }

    /// 「入船、沖見、南浦を合わせて68回」
    fn sum_of_areas(&self, sentence: &str, words: &str, typed: &Typed<'_>) -> Option<Claim> {
        let areas = self.areas_before(typed);
        let of_area =
            |f: &&Figure| matches!(&f.kind, Kind::Area(name) if areas.contains(name.as_str()));
        let spoken = |f: &&Figure| words.contains(&f.record.nfkc().collect::<String>());
        let figures = self.known.of_unit(typed.unit).filter(of_area);
        let named: Vec<&Figure> = figures.filter(spoken).collect();
        let last = named.iter().map(|f| f.year).max()?;
        let year = only_year(sentence).unwrap_or(last);
        let of_year: Vec<&Figure> = named.into_iter().filter(|f| f.year == year).collect();
        let first = of_year.first()?;
        let found: BTreeSet<&Kind> = of_year.iter().map(|f| &f.kind).collect();
        if areas.len() < 2 || found.len() < areas.len() || of_year.iter().any(|f| f.of != first.of)
        {
            return None;
        }
        let sum: Number = of_year.iter().map(|f| f.number).sum();
        let right = (!typed.agrees(sum)).then(|| sum.grouped());
        let list: Vec<&str> = areas.into_iter().collect();
        let what = format!("{} of `{}` in {}", list.join(", "), first.record, year.0);
        let hint = format!(
            "write `{{{{ sum(of=\"{}\", year={}, area=[…]) }}}}`",
            first.of, year.0
        );
        Some((right, what, hint))
    }

    /// The areas that are put together right before a number.
    fn areas_before<'t>(&'t self, typed: &Typed<'_>) -> BTreeSet<&'t str> {
        let together = ["合わせて", "あわせて", "合わせると", "計", "合計"];
        let end = typed.before.trim_end_matches(['も', '、', '約']);
        let Some(mut rest) = together.iter().find_map(|word| end.strip_suffix(word)) else {
            return BTreeSet::new();
        };
        let mut areas = BTreeSet::new();
        loop {
            let joined =
                rest.trim_end_matches(['を', 'で', 'は', '、', '・', 'と', 'や', '「', '」']);
            let known = self
                .areas
                .iter()
                .filter(|area| joined.ends_with(area.as_str()));
            let Some(area) = known.max_by_key(|area| area.len()) else {
                return areas;
            };
            areas.insert(area.as_str());
            rest = &joined[..joined.len() - area.len()];
        }
    }

    /// 「令和7年度は企業70社を目標にします」
    fn target(&self, sentence: &str, typed: &Typed<'_>) -> Option<Claim> {
        let year = only_year(sentence)?;
        let aims = typed
            .after
            .find("目標")
            .is_some_and(|at| !typed.after[..at].contains('。'))
            || typed.before.ends_with("目標は");
        if !aims || typed.is_partial() {
            return None;
        }
        let targets = |f: &&Figure| f.kind == Kind::Target && f.year == year;
        let targets: Vec<&Figure> = self.known.of_unit(typed.unit).filter(targets).collect();
        if targets.iter().any(|f| typed.agrees(f.number)) {
            return None;
        }
        // The words right before the number say of what it is.
        let clause = typed.before.rsplit(['、', '。']).next().unwrap_or_default();
        let likes = targets.iter().map(|f| (shared(&f.label, clause), *f));
        let most = likes
            .clone()
            .map(|(like, _)| like)
            .max()
            .filter(|most| *most > 0)?;
        let mut likely = likes.filter(|(like, _)| *like == most);
        let (_, only) = likely.next().filter(|_| likely.next().is_none())?;
        let what = format!("the target of `{}` in {}", only.label, year.0);
        Some((
            Some(only.number.grouped()),
            what,
            format!("write `{{{{ {} }}}}`", only.expression),
        ))
    }

    /// 「令和6年度の計画は一つの圏域で年2回です」
    fn plan(&self, sentence: &str, heading: &str, typed: &Typed<'_>) -> Option<Claim> {
        let planned = typed.before.contains("計画") && typed.unit == "回";
        let said = planned && (is_each(typed.before) || typed.before.ends_with("は"));
        let year = only_year(sentence).filter(|_| said)?;
        let holding = self.plans.iter().filter(|(_, plan, _)| plan.holds_in(year));
        let named: Vec<_> = holding
            .filter(|(name, ..)| names(sentence, heading, name))
            .collect();
        let [(name, plan, areas)] = named.as_slice() else {
            return None;
        };
        let number = plan.number()?;
        let whole = plan.in_a_year(*areas);
        if typed.number == number || Some(typed.number) == whole {
            return None;
        }
        let hint = "ask for it: `{{ plan(of=\"councils/…\", name=\"meetings\", year=…) }}`";
        let what = format!("the plan of `{name}` in {}", year.0);
        Some((Some(number.grouped()), what, hint.to_owned()))
    }

    /// 「委託費は4,860円」 of 4,860千円.
    fn cost(&self, sentence: &str, typed: &Typed<'_>) -> Option<Claim> {
        let same = |(_, number, unit): &&(&str, Number, &str)| {
            *number == typed.number && *unit == typed.unit
        };
        if !typed.unit.ends_with('円') || self.costs.iter().any(|cost| same(&cost)) {
            return None;
        }
        let told = |(label, number, unit): &&(&str, Number, &str)| {
            *number == typed.number
                && unit.ends_with('円')
                && number.to_f64() >= 100.0
                && shared(label.split(['（', '(']).next().unwrap_or(label), sentence) > 0
        };
        let (label, number, unit) = self.costs.iter().find(told)?;
        let hint = "correct the unit of one of the two".to_owned();
        Some((
            Some(format!("{}{unit}", number.grouped())),
            format!("`{label}`"),
            hint,
        ))
    }

    /// 「七つの科目を学びます」
    fn subjects(&self, sentence: &str, heading: &str, typed: &Typed<'_>) -> Option<Claim> {
        if !typed.unit.ends_with("科目") || typed.is_partial() {
            return None;
        }
        let named = self
            .subjects
            .iter()
            .filter(|(name, _)| names(sentence, heading, name));
        let named: Vec<_> = named.collect();
        let [(name, number)] = named.as_slice() else {
            return None;
        };
        let number = Number::from_int(i64::try_from(*number).ok()?);
        (typed.number != number).then(|| {
            let hint = "list each subject of the training, or correct the number".to_owned();
            (
                Some(number.grouped()),
                format!("the subjects of `{name}`"),
                hint,
            )
        })
    }
}

/// What things cost, by the labels of the costs.
fn costs(site: &Site) -> Vec<(&str, Number, &str)> {
    let costs = site.measures.iter().flat_map(|measure| &measure.unit_costs);
    let known = costs.filter_map(|cost| {
        Some((
            cost.label.as_str(),
            cost.value.number()?,
            cost.unit.as_str(),
        ))
    });
    known.collect()
}

/// What the data gives instead, of what, and what to write.
type Claim = (Option<String>, String, String);

/// Whether a sentence or its heading names a record, in full or by the end of its name.
pub(super) fn names(sentence: &str, heading: &str, name: &str) -> bool {
    let short = |words: &str| words.chars().count() >= 4 && name.ends_with(words);
    let mut ends = name.char_indices().map(|(at, _)| &name[at..]);
    ends.any(|end| (end == name || end.chars().count() >= 6) && sentence.contains(end))
        || short(heading)
        || heading.contains(name)
}

/// How many pairs of characters of a label stand in a clause.
fn shared(label: &str, clause: &str) -> usize {
    let chars: Vec<char> = label.nfkc().collect();
    let pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
    pairs.filter(|pair| clause.contains(pair)).count()
}
