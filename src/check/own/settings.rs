//! `collections:` in `yearbook.yaml`: names that are free, and options that fit the types of fields.

use std::collections::BTreeMap;

use crate::{
    check::references,
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Collection, FieldType, Id, OwnField, Shape, Site},
    source::{Span, Spanned},
};

/// Folders of the output, other figures, and words of the theme that stand beside those of collections.
const FOLDERS: [&str; 12] = [
    "data", "name", "node", "others", "own", "persons", "reading", "reprint", "runs", "search",
    "static", "theme",
];

/// Kinds of references and of pages that are something else.
const KINDS: [&str; 10] = [
    "fig",
    "home",
    "list",
    "missing",
    "narrative",
    "page",
    "publication",
    "search",
    "section",
    "table",
];

/// What figures of own collections are asked by besides their fields.
const ASKED: [&str; 6] = ["of", "record", "field", "state", "missing", "any"];

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let mut kinds: BTreeMap<&str, &Span> = BTreeMap::new();
    for (folder, own) in &site.config.collections {
        let taken = name_taken(site, folder);
        let kind = own.kind.as_ref().unwrap_or(folder);
        let first = kinds.insert(kind.as_str(), &kind.span);
        // A name that is taken is told of once, and not again as the kind that it gives.
        if taken.is_none() || own.kind.is_some() {
            self::kind(kind, first, problems);
        }
        if let Some(problem) = taken {
            problems.push(problem);
        }
        for (field_name, field) in &own.fields {
            let reserved = Shape::COMMON.contains(&field_name.as_str());
            if reserved || ASKED.contains(&field_name.as_str()) {
                problems.push(field_taken(field_name, reserved));
            }
            options(field_name, field, problems);
            targets(site, field, problems);
        }
    }
}

/// What is said of a folder that something else has.
fn name_taken(site: &Site, folder: &Spanned<Id>) -> Option<Diagnostic> {
    let built_in = Collection::ALL
        .iter()
        .any(|c| c.folder() == folder.as_str());
    let mut publications = site.config.publications.iter();
    let publication = publications.find(|p| p.id.value == folder.value);
    if !built_in && !FOLDERS.contains(&folder.as_str()) && publication.is_none() {
        return None;
    }
    let message = format!("the name `{}` is taken", folder.value);
    let problem = Diagnostic::error("config/collection-name", message)
        .at(&folder.span, "a collection of your own");
    Some(match publication {
        Some(publication) => problem
            .related(&publication.id.span, "a publication has it")
            .hint("give the collection another name"),
        None if built_in => problem.hint(format!(
            "put records of that type into `data/{}/`; a collection of your own needs another name",
            folder.value
        )),
        None => problem.hint("the site uses that name itself: choose another"),
    })
}

fn kind(kind: &Spanned<Id>, first: Option<&Span>, problems: &mut Diagnostics) {
    let built_in = Collection::ALL.iter().any(|c| c.kind() == kind.as_str());
    if !built_in && !KINDS.contains(&kind.as_str()) && first.is_none() {
        return;
    }
    let message = format!("the kind `{}` is taken", kind.value);
    let problem = Diagnostic::error("config/collection-kind", message).at(&kind.span, "used here");
    let problem = match first {
        Some(first) => problem.related(first, "first used here"),
        None => problem,
    };
    problems.push(problem.hint(format!(
        "`{}` means something else already: write `kind: …` with another word",
        kind.value
    )));
}

fn field_taken(name: &Spanned<Id>, reserved: bool) -> Diagnostic {
    let message = format!("no field can be called `{}`", name.value);
    let problem = Diagnostic::error("config/field-name", message).at(&name.span, "this field");
    match reserved {
        true => problem.hint(format!(
            "every record has `{}` already: take the field out, or give it another name",
            name.value
        )),
        false => problem.hint("figures are asked for by this word: give the field another name"),
    }
}

/// An option, whether a field has it, and the types that it belongs to.
type Choice<'a> = (&'static str, Option<&'a Span>, &'static [FieldType]);

fn options(name: &Spanned<Id>, field: &OwnField, problems: &mut Diagnostics) {
    use FieldType::{Choice, Count, Number, Reference};
    let given: [self::Choice; 6] = [
        ("from", field.from.as_ref().map(|o| &o.span), &[Choice]),
        ("to", field.to.as_ref().map(|o| &o.span), &[Reference]),
        (
            "many",
            field.many.as_ref().map(|o| &o.span),
            &[Choice, Reference],
        ),
        (
            "unit",
            field.unit.as_ref().map(|o| &o.span),
            &[Number, Count],
        ),
        ("of", field.of.as_ref().map(|o| &o.span), &[Count]),
        ("state", field.state.as_ref().map(|o| &o.span), &[Count]),
    ];
    for (option, span, types) in given {
        let fits = types.contains(&field.r#type);
        match span {
            Some(span) if !fits => {
                let message = format!("`{option}` says nothing of `{}`", name.value);
                let types: Vec<&str> = types.iter().map(|t| t.as_str()).collect();
                problems.push(
                    Diagnostic::error("config/field-option", message)
                        .at(span, "this option")
                        .related(&field.r#type.span, "of a field of this type")
                        .hint(format!(
                            "it belongs to fields of type {}",
                            types.join(" and ")
                        )),
                );
            }
            None if fits && matches!(option, "from" | "to") => {
                let message = format!("`{}` does not say `{option}`", name.value);
                let hint = match option {
                    "from" => "add `from: …` with the id of a vocabulary in `data/vocabularies/`",
                    _ => "add `to: …` with the folder of the collection it refers to",
                };
                problems.push(
                    Diagnostic::error("config/field-option", message)
                        .at(&field.r#type.span, "this type needs it")
                        .hint(hint),
                );
            }
            _ => {}
        }
    }
}

/// The vocabulary and the collection that a field names.
fn targets(site: &Site, field: &OwnField, problems: &mut Diagnostics) {
    if let Some(from) = &field.from
        && site.vocabularies.get(from).is_none()
    {
        let message = format!("there is no vocabulary `{}`", from.value);
        let problem = Diagnostic::error("vocabulary/missing", message).at(&from.span, "named here");
        problems.push(match nearest(from, site.vocabularies.ids()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!(
                "write `data/vocabularies/{0}.yaml` with `id: {0}`, `title` and `values`",
                from.value
            )),
        });
    }
    if let Some(to) = &field.to
        && site.collections().all(|c| c.folder() != to.as_str())
    {
        let message = format!("there is no collection called `{}`", to.value);
        let near = nearest(to, site.collections().map(Collection::folder));
        problems.push(references::unknown(message, &to.span, near));
    }
}
