//! Tables by area: no area is forgotten, and they stand in the same order everywhere.

use std::collections::BTreeMap;

use super::prose::place;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    model::{Absent, Area, Date, FiscalYear, Id, Record, Site, Tile},
    source::{Span, Spanned},
};

/// Fewer areas have no order that could be another.
const ORDERED: usize = 4;

/// The rows of one record in one year: their areas, and their days where they have some.
type Rows<'a> = BTreeMap<FiscalYear, Vec<(&'a Spanned<Id>, Option<Date>)>>;

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    tiles(site, problems);
    municipalities(site, problems);
    for council in site.councils.iter() {
        let mut counts = Rows::new();
        for count in &council.counts {
            let row = (&count.area, None);
            counts.entry(*count.year).or_default().push(row);
        }
        let mut meetings = Rows::new();
        for meeting in site.meetings.iter().filter(|m| *m.council == *council.id) {
            if let Some(area) = &meeting.area {
                let row = (area, meeting.date.as_deref().copied());
                meetings.entry(*meeting.year).or_default().push(row);
            }
        }
        let table = Table::of(site, council, &council.program, &council.absent);
        table.check(&counts, problems);
        // Of counts and meetings of a year, one is enough to know of an area.
        meetings.retain(|year, _| !counts.contains_key(year));
        table.check(&meetings, problems);
    }
    for training in site.trainings.iter() {
        let Some(program) = &training.program else {
            continue;
        };
        let mut runs = Rows::new();
        for run in &training.runs {
            if let Some(area) = &run.area {
                let day = run.days.first().map(|day| *day.date);
                runs.entry(*run.year).or_default().push((area, day));
            }
        }
        Table::of(site, training, program, &training.absent).check(&runs, problems);
    }
}

/// On the map of a program each place has one area.
fn tiles(site: &Site, problems: &mut Diagnostics) {
    let mut taken: BTreeMap<(&str, Tile), &Area> = BTreeMap::new();
    for area in site.areas.iter() {
        let Some(tile) = &area.tile else {
            continue;
        };
        let Some(other) = taken.insert((area.program.as_str(), tile.value), area) else {
            continue;
        };
        let message = format!(
            "`{}` and `{}` have one place on the map",
            other.name, area.name
        );
        problems.push(
            Diagnostic::error("area/same-tile", message)
                .at(&tile.span, "this place")
                .related(&other.id.span, "has it already")
                .hint("give each area a column and a row of its own"),
        );
    }
}

/// A municipality belongs to one area of a program.
fn municipalities(site: &Site, problems: &mut Diagnostics) {
    let mut taken: BTreeMap<(&str, &str), &Area> = BTreeMap::new();
    for area in site.areas.iter() {
        for municipality in &area.municipalities {
            let key = (area.program.as_str(), municipality.name.as_str());
            let Some(other) = taken.insert(key, area) else {
                continue;
            };
            let message = format!(
                "`{}` belongs to `{}` and to `{}`",
                municipality.name, other.name, area.name
            );
            problems.push(
                Diagnostic::error("area/municipality-twice", message)
                    .at(&place(&area.id.span, &municipality.name), "listed again here")
                    .related(&place(&other.id.span, &municipality.name), "listed here")
                    .hint("leave it in the area that it belongs to; one that is shared is waived with the reason")
                    .waived(area.waive.reason("area/municipality-twice")),
            );
        }
    }
}

/// A record whose rows are areas.
struct Table<'a, T> {
    record: &'a T,
    areas: Vec<&'a Area>,
    absent: &'a [Absent],
}

impl<'a, T: Record> Table<'a, T> {
    fn of(site: &'a Site, record: &'a T, program: &Id, absent: &'a [Absent]) -> Self {
        let areas = site.areas.iter().filter(|area| *area.program == *program);
        let mut areas: Vec<&Area> = areas.collect();
        areas.sort_by_key(|area| area.order);
        Self {
            record,
            areas,
            absent,
        }
    }

    fn check(&self, rows: &Rows<'_>, problems: &mut Diagnostics) {
        for (year, rows) in rows {
            self.all(*year, rows, problems);
            self.order(rows, problems);
        }
    }

    /// A table that has most areas has all, or says why not.
    fn all(
        &self,
        year: FiscalYear,
        rows: &[(&Spanned<Id>, Option<Date>)],
        problems: &mut Diagnostics,
    ) {
        self.excused(year, rows, problems);
        let has = |area: &&&Area| rows.iter().any(|(id, _)| ***id == *area.id);
        let present = self.areas.iter().filter(has).count();
        if present < 2 || present * 2 < self.areas.len() {
            return;
        }
        let excused = self.absent.iter().filter(|absent| *absent.year == year);
        let excused: Vec<&Id> = excused.flat_map(|a| &a.areas).map(|id| &**id).collect();
        let missing = self.areas.iter().filter(|area| !has(area));
        let missing: Vec<&str> = missing
            .filter(|area| !excused.contains(&&*area.id))
            .map(|area| area.id.as_str())
            .collect();
        if missing.is_empty() {
            return;
        }
        let list = missing.join(", ");
        let message = format!(
            "`{}` has no row for {list} in {}",
            self.record.name(),
            year.0
        );
        problems.push(
            Diagnostic::error("area/absent", message)
                .at(self.record.span(), "other areas have one")
                .hint("was it nothing, or not told? add rows with 0, or say why there is none:")
                .hint(format!(
                    "`absent: [{{areas: [{list}], year: {}, reason: not-reported}}]`, or `not-applicable`",
                    year.0
                ))
                .waived(self.record.waivers().reason("area/absent")),
        );
    }

    /// An area that is said to have no row has none.
    fn excused(
        &self,
        year: FiscalYear,
        rows: &[(&Spanned<Id>, Option<Date>)],
        problems: &mut Diagnostics,
    ) {
        let excused = self.absent.iter().filter(|absent| *absent.year == year);
        for id in excused.flat_map(|absent| &absent.areas) {
            let Some((row, _)) = rows.iter().find(|(row, _)| row.value == id.value) else {
                continue;
            };
            let message = format!("`{}` is said to be absent in {}, and has a row", id.value, year.0);
            problems.push(
                Diagnostic::error("area/absent", message)
                    .at(&id.span, "absent")
                    .related(&row.span, "its row")
                    .hint("is it another year? otherwise take it out of `absent`")
                    .waived(self.record.waivers().reason("area/absent")),
            );
        }
    }

    /// Rows that stand area by area follow the order of the areas.
    fn order(&self, rows: &[(&Spanned<Id>, Option<Date>)], problems: &mut Diagnostics) {
        let place = |id: &Id| self.areas.iter().position(|area| *area.id == *id);
        let mut blocks: Vec<(usize, &Span)> = Vec::new();
        for (id, _) in rows {
            let Some(place) = place(id) else { return };
            if blocks.last().is_none_or(|(last, _)| *last != place) {
                blocks.push((place, &id.span));
            }
        }
        let mut places: Vec<usize> = blocks.iter().map(|(place, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let days: Option<Vec<Date>> = rows.iter().map(|(_, day)| *day).collect();
        let by_day = days.is_some_and(|days| days.is_sorted());
        if blocks.len() < ORDERED || places.len() < blocks.len() || by_day {
            return;
        }
        let back = blocks.windows(2).find(|pair| pair[1].0 < pair[0].0);
        let Some([(before, _), (after, span)]) = back else {
            return;
        };
        let message = format!(
            "`{}` stands behind `{}`, elsewhere before it",
            self.areas[*after].name, self.areas[*before].name
        );
        problems.push(
            Diagnostic::warning("area/order", message)
                .at(span, "this row")
                .noted("put the rows in the order of the areas, so that tables can be compared")
                .waived(self.record.waivers().reason("area/order")),
        );
    }
}
