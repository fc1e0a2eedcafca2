//! The lists of records: all of a collection, or those of one program as the chapter of a publication.

use super::{facets, lead, regulation, title};
use crate::{
    compose::{
        Page, PageKind, routes,
        writing::{Writing, label},
    },
    document::{BlockKind, Card, Inline, Target, text},
    model::{
        Area, Case, Collection, Council, Field, Id, Measure, Node, OwnRecord, Program, Records,
        Regulation, Site, Survey, Training, Tree,
    },
    route::Route,
    source::{Source, Span},
};

/// Which records a list shows, and where it stands.
pub(in crate::compose) struct List<'a> {
    pub collection: Collection,
    pub program: Option<&'a Id>,
    pub route: Route,
    /// The theme's word for the collection when missing.
    pub title: Option<&'a str>,
    pub span: Span,
}

impl List<'_> {
    /// The list of all records of a collection.
    pub fn of(collection: Collection) -> Self {
        Self {
            collection,
            program: None,
            route: routes::list(collection),
            title: None,
            span: Source::new("", "").span(0..0),
        }
    }
}

/// The page of a list, and its records in order; `None` when there are none.
pub(in crate::compose) fn list(site: &Site, list: &List<'_>) -> Option<(Page, Vec<Route>)> {
    let mut page = Writing::new(site, &list.span);
    let ids = records(site, list.collection, list.program);
    if ids.is_empty() {
        return None;
    }
    match list.collection {
        Collection::Measures => measure_tree(&mut page, &ids),
        Collection::Areas => area_table(&mut page, &ids),
        Collection::Organizations => organization_table(&mut page, &ids),
        Collection::Regulations => regulation::table(&mut page, &ids),
        Collection::Cases => {
            if facets::any(site) {
                page.push(BlockKind::Paragraph(facets::way(site)));
            }
            cards(&mut page, list.collection, &ids);
        }
        _ => cards(&mut page, list.collection, &ids),
    }
    let key = format!("list.summary.{}", list.collection.folder());
    let routes = ids
        .iter()
        .filter_map(|id| routes::record(list.collection, id));
    let routes = routes.map(|(route, _)| route).collect();
    let title = list
        .title
        .map_or_else(|| title(site, list.collection), str::to_owned);
    let kind = PageKind::List(list.collection);
    let page = Page {
        summary: site.theme.word(&key).to_owned(),
        document: page.finish(),
        ..Page::blank(list.route.clone(), kind, &title, &list.span)
    };
    Some((page, routes))
}

/// Whether a program has some of the records of a collection, and not all.
pub(in crate::compose) fn excludes(site: &Site, collection: Collection, program: &Id) -> bool {
    records(site, collection, Some(program)).len() < records(site, collection, None).len()
}

/// The ids of a collection, or of those of a program, in the order of lists.
pub(super) fn records<'a>(
    site: &'a Site,
    collection: Collection,
    program: Option<&Id>,
) -> Vec<&'a str> {
    match collection {
        Collection::Programs => programs(site).iter().map(|p| p.id.as_str()).collect(),
        Collection::Areas => areas(site, program).iter().map(|a| a.id.as_str()).collect(),
        Collection::Organizations => site.organizations.ids().collect(),
        Collection::Councils => {
            let councils = councils(site).into_iter();
            let councils = councils.filter(|c| program.is_none_or(|p| *p == *c.program));
            councils.map(|c| c.id.as_str()).collect()
        }
        Collection::Trainings => trainings(site, program)
            .iter()
            .map(|t| t.id.as_str())
            .collect(),
        Collection::Measures => measures_of(site, program),
        Collection::Cases => site.cases.ids().collect(),
        Collection::Surveys => surveys_of(site, program),
        Collection::Regulations => {
            let of = |r: &&Regulation| program.is_none_or(|p| r.program.as_deref() == Some(p));
            let mut regulations: Vec<_> = site.regulations.iter().filter(of).collect();
            regulations.sort_by_key(|regulation| regulation.order);
            regulations.iter().map(|r| r.id.as_str()).collect()
        }
        Collection::Own { folder, .. } => own_records(&site.own[&folder], program),
        _ => Vec::new(),
    }
}

pub(super) fn programs(site: &Site) -> Vec<&Program> {
    let mut programs: Vec<_> = site.programs.iter().collect();
    programs.sort_by_key(|program| program.order);
    programs
}

pub(super) fn areas<'a>(site: &'a Site, program: Option<&Id>) -> Vec<&'a Area> {
    let order = programs(site);
    let place = |area: &&Area| order.iter().position(|p| *p.id == *area.program);
    let areas = site.areas.iter();
    let mut areas: Vec<_> = areas
        .filter(|a| program.is_none_or(|p| *p == *a.program))
        .collect();
    areas.sort_by_key(|area| (place(area), area.order));
    areas
}

pub(super) fn councils(site: &Site) -> Vec<&Council> {
    let mut councils: Vec<_> = site.councils.iter().collect();
    councils.sort_by_key(|council| council.order);
    councils
}

pub(super) fn trainings<'a>(site: &'a Site, program: Option<&Id>) -> Vec<&'a Training> {
    let trainings = site.trainings.iter();
    let of = |t: &&Training| program.is_none_or(|p| t.program.as_deref() == Some(p));
    let mut trainings: Vec<_> = trainings.filter(of).collect();
    trainings.sort_by_key(|training| training.order);
    trainings
}

/// Measures in the order of the trees, then those that stand in none.
fn measures_of<'a>(site: &'a Site, program: Option<&Id>) -> Vec<&'a str> {
    fn collect<'a>(nodes: &'a [Node], out: &mut Vec<&'a str>) {
        for node in nodes {
            out.extend(node.measures.iter().map(|id| id.as_str()));
            collect(&node.nodes, out);
        }
    }
    let mut order = Vec::new();
    for tree in site.trees.iter() {
        collect(&tree.nodes, &mut order);
    }
    order.extend(site.measures.ids());
    let mut ids: Vec<&str> = Vec::new();
    for id in order {
        let of = |m: &&Measure| program.is_none_or(|p| m.program.as_deref() == Some(p));
        if site.measures.get(id).filter(of).is_some() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Surveys of a program, the latest first.
fn surveys_of<'a>(site: &'a Site, program: Option<&Id>) -> Vec<&'a str> {
    let surveys = site.surveys.iter();
    let of = |s: &&Survey| program.is_none_or(|p| s.program.as_deref() == Some(p));
    let mut surveys: Vec<_> = surveys.filter(of).collect();
    surveys.sort_by_key(|survey| std::cmp::Reverse(*survey.year));
    surveys.iter().map(|survey| survey.id.as_str()).collect()
}

fn survey_summary<'a>(site: &'a Site, id: &str) -> &'a str {
    let survey = site.surveys.get(id);
    survey
        .and_then(|s| s.summary.as_deref())
        .unwrap_or_default()
}

/// Records of an own collection; those of a program are those that refer to it.
fn own_records<'a>(records: &'a Records<OwnRecord>, program: Option<&Id>) -> Vec<&'a str> {
    let of = |record: &&OwnRecord| {
        let mut fields = record.fields.values();
        program.is_none_or(|program| {
            fields.any(|field| match field {
                Field::References(Collection::Programs, ids) => {
                    ids.iter().any(|id| **id == *program)
                }
                _ => false,
            })
        })
    };
    let mut records: Vec<&OwnRecord> = records.iter().filter(of).collect();
    records.sort_by_key(|record| record.order);
    records.iter().map(|record| record.id.as_str()).collect()
}

/// 視点 → 行動 → 事業 as headings and lists.
fn measure_tree(page: &mut Writing<'_>, ids: &[&str]) {
    let site = page.site;
    let mut left: Vec<&str> = ids.to_vec();
    for tree in site.trees.iter() {
        nodes(page, tree, &tree.nodes, 0, &mut left);
    }
    if left.len() < ids.len() && !left.is_empty() {
        page.heading("list.others");
    }
    let items = left.into_iter().map(|id| measure_line(page, id)).collect();
    page.list(items);
}

fn nodes(
    page: &mut Writing<'_>,
    tree: &Tree,
    nodes_here: &[Node],
    level: u8,
    left: &mut Vec<&str>,
) {
    for node in nodes_here {
        if !holds(node, left) {
            continue;
        }
        let name = tree
            .levels
            .get(usize::from(level))
            .map_or("", String::as_str);
        let id = format!("{}-{level}-{}", tree.id.value, node.num.value);
        let words = page.word("list.node").replace("{level}", name);
        let words = words.replace("{num}", &node.num.value.to_string());
        page.named_heading(
            (level + 2).min(6),
            &id,
            text(words.replace("{title}", &node.title)),
        );
        page.paragraphs(node.summary.as_deref().unwrap_or_default());
        let mut items = Vec::new();
        for measure in &node.measures {
            if let Some(place) = left.iter().position(|id| *id == measure.as_str()) {
                items.push(measure_line(page, left.remove(place)));
            }
        }
        page.list(items);
        nodes(page, tree, &node.nodes, level + 1, left);
    }
}

fn holds(node: &Node, ids: &[&str]) -> bool {
    node.measures.iter().any(|id| ids.contains(&id.as_str()))
        || node.nodes.iter().any(|node| holds(node, ids))
}

fn measure_line(page: &Writing<'_>, id: &str) -> Vec<Inline> {
    let number = page
        .site
        .measures
        .get(id)
        .map_or("", |m| m.printed_no.as_str());
    let mut line = text(format!("{number} "));
    line.push(page.link(Collection::Measures, id));
    line
}

fn area_table(page: &mut Writing<'_>, ids: &[&str]) {
    let areas: Vec<&Area> = ids
        .iter()
        .filter_map(|id| page.site.areas.get(id))
        .collect();
    for program in programs(page.site) {
        let own: Vec<_> = areas.iter().filter(|a| *a.program == *program.id).collect();
        if own.is_empty() {
            continue;
        }
        if own.len() < areas.len() {
            page.named_heading(2, &program.id, text(&program.name));
        }
        let rows = own.into_iter().map(|area| {
            let municipalities = area.municipalities.iter().flat_map(|m| text(&m.name));
            vec![
                vec![page.link(Collection::Areas, &area.id)],
                text(&area.reading),
                area.centre
                    .iter()
                    .map(|c| page.link(Collection::Organizations, c))
                    .collect(),
                page.joined(municipalities.collect()),
            ]
        });
        let rows = rows.collect();
        let caption = page
            .word("list.areas-of")
            .replace("{program}", &program.name);
        let heads = [
            "list.name",
            "list.reading",
            "area.centre",
            "area.municipalities",
        ];
        page.table(caption, &heads, rows);
    }
}

fn organization_table(page: &mut Writing<'_>, ids: &[&str]) {
    let organizations = ids.iter().filter_map(|id| page.site.organizations.get(id));
    let rows = organizations.map(|organization| {
        vec![
            vec![page.link(Collection::Organizations, &organization.id)],
            text(label(page.site, "organization-kind", &organization.kind)),
        ]
    });
    let rows = rows.collect();
    let caption = page.word("list.organizations").to_owned();
    page.table(caption, &["list.name", "organization.kind"], rows);
}

fn cards(page: &mut Writing<'_>, collection: Collection, ids: &[&str]) {
    let cards = ids
        .iter()
        .filter_map(|id| card(page.site, collection, id))
        .collect();
    page.cards(cards);
}

fn card(site: &Site, collection: Collection, id: &str) -> Option<Card> {
    let (route, anchor) = routes::record(collection, id)?;
    let (summary, tags) = match collection {
        Collection::Programs => (site.programs.get(id)?.summary.as_str(), Vec::new()),
        Collection::Councils => (site.councils.get(id)?.summary.as_str(), Vec::new()),
        Collection::Trainings => (site.trainings.get(id)?.summary.as_str(), Vec::new()),
        Collection::Surveys => (survey_summary(site, id), Vec::new()),
        Collection::Cases => return site.cases.get(id).map(|case| case_card(site, case)),
        Collection::Own { folder, .. } => {
            let record = site.own[&folder].get(id)?;
            (
                record.summary.as_deref().unwrap_or_default(),
                choices(site, record),
            )
        }
        _ => ("", Vec::new()),
    };
    Some(Card {
        title: text(site.name(collection, id)?),
        target: Target::Page { route, anchor },
        text: text(lead(summary).0),
        tags,
    })
}

/// What was chosen for a record from the first vocabulary that its collection names.
fn choices(site: &Site, record: &OwnRecord) -> Vec<String> {
    let chosen = record.fields.iter().find_map(|(name, field)| match field {
        Field::Choices(values) => Some((name.vocabulary?, values)),
        _ => None,
    });
    let (vocabulary, values) = match chosen {
        Some((vocabulary, values)) => (vocabulary.as_str(), values.as_slice()),
        None => return Vec::new(),
    };
    let values = values.iter();
    values.map(|value| label(site, vocabulary, value)).collect()
}

/// A case in a list: what it tells, and its difficulties.
pub(super) fn case_card(site: &Site, case: &Case) -> Card {
    let difficulties = case.difficulties.iter();
    Card {
        title: text(case.title.as_str()),
        target: Target::Page {
            route: routes::of(case),
            anchor: None,
        },
        text: text(case.summary.as_str()),
        tags: difficulties
            .map(|value| label(site, "difficulty", value))
            .collect(),
    }
}
