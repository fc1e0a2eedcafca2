//! The page of a regulation: its number and history, its text under its printed numbers, its
//! 附則, its forms, and the Acts it refers to.

use super::blank;
use crate::{
    compose::{Page, writing::Writing},
    document::{Block, BlockKind, Clause, Inline, Link, Target, text},
    model::{Act, Amendment, Collection, Date, Place, Record, Regulation, Site},
    route::Route,
    source::Source,
};

mod body;

use body::Body;

pub(super) fn page(site: &Site, regulation: &Regulation) -> Page {
    let mut page = Writing::new(site, regulation.span());
    head(&mut page, site, regulation);
    let body = Body::of(site, regulation);
    for block in body.blocks() {
        page.push_block(block);
    }
    supplements(&mut page, site, regulation);
    for block in body.annexes() {
        page.push_block(block);
    }
    forms(&mut page, regulation);
    acts(&mut page, regulation);
    let kind = site.theme.word(regulation.kind.word());
    Page {
        summary: regulation.summary.clone().unwrap_or_default(),
        tags: vec![text(kind)],
        ..blank(regulation, regulation.reading.as_deref(), page.finish())
    }
}

/// Regulations with their numbers and days, for lists.
pub(super) fn table(page: &mut Writing<'_>, ids: &[&str]) {
    let site = page.site;
    let show = |date: &Date| text(site.config.year_style.show_date(*date));
    let regulations = ids.iter().filter_map(|id| site.regulations.get(id));
    let rows = regulations.map(|regulation| {
        let number = regulation.number.as_ref();
        let number: Option<String> = number.map(|number| number.split_whitespace().collect());
        let amended = regulation.amendments.iter().map(|a| &*a.decided).max();
        vec![
            vec![page.link(Collection::Regulations, &regulation.id)],
            text(page.word(regulation.kind.word())),
            number.map(text).unwrap_or_default(),
            regulation.decided.as_deref().map(show).unwrap_or_default(),
            amended.map(show).unwrap_or_default(),
        ]
    });
    let rows = rows.collect();
    let heads = [
        "list.name",
        "regulation.type",
        "regulation.number",
        "regulation.decided",
        "regulation.last-amended",
    ];
    let caption = page.word("list.regulations").to_owned();
    page.table(caption, &heads, rows);
}

/// Number, day and what was changed when.
fn head(page: &mut Writing<'_>, site: &Site, regulation: &Regulation) {
    // Numbers are often printed with blanks between their characters.
    let number = regulation.number.as_ref();
    let number: Option<String> = number.map(|number| number.split_whitespace().collect());
    page.text_fact("regulation.number", number.as_deref());
    page.text_fact("regulation.issuer", regulation.issuer.as_deref());
    let shown = |date: Date| site.config.year_style.show_date(date);
    let decided = regulation.decided.as_deref().copied().map(shown);
    page.text_fact("regulation.decided", decided.as_deref());
    for amendment in &regulation.amendments {
        page.fact("regulation.amended", text(amended(site, amendment)));
    }
    let supplements = regulation.supplements.iter();
    let effective = supplements.filter_map(|s| s.effective.as_deref()).max();
    let effective = effective.copied().map(shown);
    page.text_fact("regulation.effective", effective.as_deref());
    page.link_fact(
        "regulation.program",
        Collection::Programs,
        regulation.program.as_ref(),
    );
    page.note_and_source(regulation.note.as_deref(), regulation.source.as_deref());
}

/// 平成31年3月29日 一部改正（28東し障第603号、平成29年4月1日から）
fn amended(site: &Site, amendment: &Amendment) -> String {
    let show = |date: Date| site.config.year_style.show_date(date);
    let effective = amendment.effective.as_deref().copied().map(|date| {
        let words = site.theme.word("regulation.from");
        words.replace("{date}", &show(date))
    });
    let number = amendment.number.as_ref().map(|number| number.value.clone());
    let inside: Vec<String> = number.into_iter().chain(effective).collect();
    let mut said = show(*amendment.decided);
    if let Some(note) = &amendment.note {
        said = format!("{said} {note}");
    }
    match inside.is_empty() {
        true => said,
        false => {
            let joined = inside.join(site.theme.word("text.and"));
            let words = site.theme.word("regulation.amended-with");
            words.replace("{said}", &said).replace("{inside}", &joined)
        }
    }
}

/// 附則, one after another: that of the decision, then those of the amendments.
fn supplements(page: &mut Writing<'_>, site: &Site, regulation: &Regulation) {
    if regulation.supplements.is_empty() {
        return;
    }
    page.heading("regulation.supplements");
    let days = [regulation.decided.as_deref()]
        .into_iter()
        .chain(regulation.amendments.iter().map(|a| Some(&*a.decided)));
    let days: Vec<Option<&Date>> = days.collect();
    let several = regulation.supplements.len() > 1;
    let clauses = regulation.supplements.iter().enumerate();
    let clauses = clauses.map(|(place, supplement)| {
        let day = days.get(place).copied().flatten();
        let key = match place {
            0 => "regulation.supplement-of-decision",
            _ => "regulation.supplement-of-amendment",
        };
        let said = day.filter(|_| several).map(|day| {
            let day = site.config.year_style.show_date(*day);
            let words = site.theme.word(key).replace("{date}", &day);
            vec![Inline::Strong(text(words))]
        });
        let content = said.into_iter().chain([text(supplement.text.as_str())]);
        let blocks = content.map(|inlines| Block {
            kind: BlockKind::Paragraph(inlines),
            span: supplement.text.span.clone(),
        });
        Clause {
            id: format!("supplement-{}", place + 1),
            num: String::new(),
            blocks: blocks.collect(),
        }
    });
    let clauses = clauses.collect();
    page.push(BlockKind::Clauses(clauses));
}

/// The forms, with where they are cited, and their files or why there are none.
fn forms(page: &mut Writing<'_>, regulation: &Regulation) {
    if regulation.forms.is_empty() {
        return;
    }
    page.heading("regulation.forms");
    let rows = regulation.forms.iter().map(|form| {
        let file = match (&form.file, &form.missing) {
            (Some(file), _) => vec![Inline::Link(Link {
                target: Target::Asset(Route::new(file)),
                content: text(page.word("regulation.file")),
                span: file.span.clone(),
            })],
            (None, Some(reason)) => text(reason),
            (None, None) => Vec::new(),
        };
        let cited = regulation.citing(&form.number);
        let cited = cited.iter().map(|place| to(regulation, place)).collect();
        vec![
            text(form.number.as_str()),
            form.title
                .as_ref()
                .map(|t| text(t.as_str()))
                .unwrap_or_default(),
            page.joined(cited),
            form.from.as_deref().map(text).unwrap_or_default(),
            form.to.as_deref().map(text).unwrap_or_default(),
            file,
        ]
    });
    let rows = rows.collect();
    let heads = [
        "regulation.form",
        "regulation.form-title",
        "regulation.cited",
        "regulation.form-from",
        "regulation.form-to",
        "regulation.form-file",
    ];
    let caption = page.word("regulation.forms-of");
    let caption = caption.replace("{title}", &regulation.title);
    page.table(caption, &heads, rows);
}

fn acts(page: &mut Writing<'_>, regulation: &Regulation) {
    if regulation.acts.is_empty() {
        return;
    }
    page.heading("regulation.acts");
    let rows = regulation.acts.iter().map(|act| {
        let cited = citing_act(regulation, act);
        let cited = cited.iter().map(|place| to(regulation, place)).collect();
        vec![
            text(&act.name),
            act.number.as_deref().map(text).unwrap_or_default(),
            page.joined(cited),
        ]
    });
    let rows = rows.collect();
    let heads = ["regulation.act", "regulation.number", "regulation.cited"];
    let caption = page.word("regulation.acts-of");
    let caption = caption.replace("{title}", &regulation.title);
    page.table(caption, &heads, rows);
}

fn citing_act<'a>(regulation: &'a Regulation, act: &Act) -> Vec<Place<'a>> {
    let wanted = format!("act:{}", act.id.value);
    let cites = |place: &Place<'_>| {
        place.text().is_some() && place.provision.refs.values().any(|to| to.value == wanted)
    };
    regulation.places().into_iter().filter(cites).collect()
}

/// A link to a provision of the same page, in its printed words.
fn to(regulation: &Regulation, place: &Place<'_>) -> Inline {
    Inline::Link(Link {
        target: Target::Page {
            route: crate::compose::routes::of(regulation),
            anchor: Some(place.name.clone()),
        },
        content: text(regulation.called(&place.name)),
        span: Source::new("", "").span(0..0),
    })
}
