//! A site's own collections: their settings make sense, and their records name what exists.

use super::{references, vocabularies};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    model::{Collection, Field, FieldName, Id, OwnCollection, OwnField, OwnRecord, Site},
    source::Spanned,
};

mod settings;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    settings::check(site, problems);
    for (collection, own) in site.config.own() {
        let Collection::Own { folder, .. } = collection else {
            continue;
        };
        for record in site.own[&folder].iter() {
            year(site, record, problems);
            for (name, field) in &record.fields {
                Values { site, problems }.field(own, *name, field);
            }
        }
    }
}

/// A record with a `year` and one day has the day in that year.
fn year(site: &Site, record: &OwnRecord, problems: &mut Diagnostics) {
    let mut dates = record.fields.values().filter_map(|field| match field {
        Field::Date(date) => Some(date),
        _ => None,
    });
    let year = record.fields.iter().find_map(|(name, field)| match field {
        Field::Year(year) if name.name.as_str() == "year" => Some(year),
        _ => None,
    });
    let (Some(date), None, Some(year)) = (dates.next(), dates.next(), year) else {
        return;
    };
    let falls = date.fiscal_year(*site.config.fiscal_year_starts);
    if falls != **year {
        let message = format!(
            "{} lies in the fiscal year {}, not in {}",
            date.value, falls.0, year.0
        );
        problems.push(
            Diagnostic::error("date/other-year", message)
                .at(&date.span, "this day")
                .hint("correct the day or the year")
                .waived(record.waive.reason("date/other-year")),
        );
    }
}

/// The site without the fields that never leave it.
pub(super) fn gate(mut site: Site) -> Site {
    for records in site.own.values_mut() {
        for record in records.iter_mut() {
            let kept = |name: &FieldName| {
                let own = site.config.collections.iter();
                let mut own = own.filter(|(folder, _)| folder.as_str() == name.collection.as_str());
                own.all(|(_, own)| setting(own, *name).is_some_and(|field| !field.internal))
            };
            record.fields.retain(|name, _| kept(name));
        }
    }
    site
}

fn setting(own: &OwnCollection, name: FieldName) -> Option<&OwnField> {
    let mut fields = own.fields.iter();
    let found = fields.find(|(field, _)| field.as_str() == name.name.as_str());
    found.map(|(_, field)| field)
}

struct Values<'a> {
    site: &'a Site,
    problems: &'a mut Diagnostics,
}

impl Values<'_> {
    fn field(self, own: &OwnCollection, name: FieldName, field: &Field) {
        match field {
            Field::Choices(values) => {
                let vocabulary = name.vocabulary.map(|word| word.as_str());
                // One that is missing is told of once, in the settings.
                let vocabulary = vocabulary.and_then(|id| self.site.vocabularies.get(id));
                for value in values {
                    if let Some(problem) = vocabulary.and_then(|v| vocabularies::unknown(v, value))
                    {
                        self.problems.push(problem);
                    }
                }
            }
            Field::References(collection, ids) => {
                let unknown = |id: &&Spanned<Id>| self.site.name(*collection, id).is_none();
                for id in ids.iter().filter(unknown) {
                    let message = format!("no {} is called `{}`", collection.kind(), id.value);
                    let near = nearest(id, self.site.ids(*collection));
                    self.problems
                        .push(references::unknown(message, &id.span, near));
                }
            }
            Field::Amount { amount, .. } => {
                let stated = setting(own, name).and_then(|field| field.state.as_ref());
                let needed = stated.is_some_and(|state| **state);
                if needed && amount.state.is_none() && amount.number().is_some() {
                    let message = format!("`{}` does not say whether it was held", name.name);
                    self.problems.push(
                        Diagnostic::error("count/no-state", message)
                            .at(&amount.span, "this count")
                            .hint("write `{value: …, state: held}`; `planned`, `undecided`, `cancelled` and `postponed` are the other states"),
                    );
                }
            }
            Field::Text(_) | Field::Markdown(..) | Field::Date(_) | Field::Year(_) => {}
        }
    }
}
