//! The records of collections that the site adds: what each is counted by, shows and states.

use super::{Gatherer, noted, text};
use crate::{
    compose::figures::{Detail, Dimension, Entry, Member, labels::Labels},
    model::{Amount, Collection, Field, FieldName, OwnRecord, Record, State},
};

impl Gatherer<'_> {
    pub(super) fn own(&mut self) {
        for record in self.site.own_records() {
            self.own_record(record);
        }
    }

    fn own_record(&mut self, record: &OwnRecord) {
        let labels = self.labels;
        let folder = record.collection.folder();
        let mut members = vec![labels.record(record, record.order)];
        let mut details = vec![(
            Detail::Name,
            Entry::Record(record.collection, record.id.value.clone()),
        )];
        let words = [
            (Detail::Reading, &record.reading),
            (Detail::Summary, &record.summary),
        ];
        for (detail, words) in words {
            details.extend(words.iter().map(|words| (detail, text(words))));
        }
        for (name, field) in &record.fields {
            members.extend(labels.own_members(*name, field));
            details.extend(
                labels
                    .own_entry(*name, field)
                    .map(|e| (Detail::Own(*name), e)),
            );
        }
        details.extend(noted(record.note.as_ref(), record.source.as_ref()));
        let series = format!("{folder}/{}", record.id.value);
        self.own_amounts(record, &series, &members);
        self.record(folder, members, details);
    }

    fn own_amounts(&mut self, record: &OwnRecord, series: &str, common: &[Member]) {
        let begin = self.all.figures.len();
        for (rank, (name, field)) in (0..).zip(&record.fields) {
            let Field::Amount { amount, unit, of } = field else {
                continue;
            };
            let label = self.labels.word(name.label());
            let mut members = common.to_vec();
            members.push(Member::new(
                Dimension::Field,
                name.name.as_str(),
                &label,
                rank,
            ));
            self.amount(series, members, amount, None, (unit, *of));
        }
        let instead = "no field of it is a number or a count".to_owned();
        self.named(series.to_owned(), record.name(), begin, instead);
    }

    /// The own fields whose values are closed, with their vocabularies.
    pub(super) fn own_dimensions(&self) -> Vec<Dimension> {
        let fields = self.site.own_records().flat_map(|r| r.fields.keys());
        let closed = fields.filter(|name| name.vocabulary.is_some());
        let mut closed: Vec<Dimension> = closed.map(|name| Dimension::Own(*name)).collect();
        closed.sort_unstable();
        closed.dedup();
        closed
    }
}

impl Labels<'_> {
    /// What a field lets its record be asked by.
    fn own_members(self, name: FieldName, field: &Field) -> Vec<Member> {
        let dimension = Dimension::Own(name);
        match field {
            Field::Choices(values) => {
                let values = values.iter();
                values.map(|value| self.facet(dimension, value)).collect()
            }
            Field::References(collection, ids) => ids
                .iter()
                .filter(|id| self.0.name(*collection, id).is_some())
                .map(|id| self.reference(dimension, *collection, id))
                .collect(),
            Field::Year(year) => {
                let year = self.year(**year);
                vec![Member { dimension, ..year }]
            }
            _ => Vec::new(),
        }
    }

    fn reference(self, dimension: Dimension, collection: Collection, id: &str) -> Member {
        let site = self.0;
        let rank = match collection {
            Collection::Areas => site.areas.get(id).map(|area| area.order),
            Collection::Programs => site.programs.get(id).map(|program| program.order),
            Collection::Own { folder, .. } => site.own[&folder].get(id).map(|record| record.order),
            _ => None,
        };
        let label = site.name(collection, id).unwrap_or(id);
        Member::new(dimension, id, label, rank.unwrap_or_default())
    }

    /// What a list shows of a field besides what it is asked by.
    fn own_entry(self, name: FieldName, field: &Field) -> Option<Entry> {
        match field {
            Field::Text(words) => Some(text(words)),
            Field::Markdown(_, words) => Some(Entry::Written(words.clone())),
            Field::Date(date) => Some(text(&self.0.config.year_style.show_date(**date))),
            Field::Amount { amount, .. } => Some(self.own_amount(name, amount)),
            _ => None,
        }
    }

    /// A number alone is one that was held, in the unit of its column.
    fn own_amount(self, name: FieldName, amount: &Amount) -> Entry {
        let Some(number) = amount.number() else {
            return Entry::Value(amount.value.clone());
        };
        let of_column = self.0.theme.words.get(&format!("{}.unit", name.label()));
        let unit = amount.unit.as_ref().filter(|unit| Some(*unit) != of_column);
        let state = amount.state.filter(|state| *state != State::Held);
        if unit.is_none() && state.is_none() {
            return Entry::Value(amount.value.clone());
        }
        let said = format!("{}{}", number.grouped(), unit.map_or("", String::as_str));
        let Some(state) = state else {
            return Entry::Text(said);
        };
        let state = self.word(format_args!("state.{}", state.as_str()));
        let words = self.word("figure.with-unit").replace("{label}", &said);
        Entry::Text(words.replace("{unit}", &state))
    }
}
