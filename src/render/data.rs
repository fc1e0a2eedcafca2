//! Open data: every table of the publications as CSV and JSON with their description, the calendar
//! of meetings and trainings, and the feed of publications.

use crate::{
    compose::{Pages, data},
    diagnostic::{Diagnostic, Diagnostics},
    model::Site,
    outputs::Outputs,
    route::{Route, encode},
};

mod calendar;
mod codes;
mod csv;
mod description;
mod feed;
mod grid;
mod json;
mod long;

use grid::Grid;

/// All files of open data.
pub fn data(site: &Site, pages: &Pages) -> (Outputs, Diagnostics) {
    let mut files = Files::default();
    let mut sheets = Vec::new();
    for sheet in data::sheets(&pages.pages) {
        let grid = Grid::of(sheet.table, &site.theme);
        files.add(sheet.csv(), csv::csv(&grid));
        files.add(sheet.json(), json::json(&sheet, &grid));
        sheets.push((sheet, grid));
    }
    if !sheets.is_empty() {
        let mut codes = codes::codes(site);
        codes.extend(long::figures(site).map(|grid| ("figures", grid)));
        for (name, grid) in &codes {
            files.add(data::codes(name), csv::csv(grid));
        }
        let description = description::description(site, pages, &sheets, &codes);
        files.add(data::description(), description);
    }
    // A site may have files of its own under these names.
    let free = |route: &Route| !site.assets.contains_key(route);
    if let Some(route) = data::calendar(site).filter(free) {
        files.add(route, calendar::calendar(site, pages));
    }
    if let (Some(route), Some(base)) = (data::feed(site).filter(free), &site.config.base_url) {
        files.add(route, feed::feed(site, pages, base));
    }
    (files.outputs, files.problems)
}

#[derive(Default)]
struct Files {
    outputs: Outputs,
    problems: Diagnostics,
}

impl Files {
    fn add(&mut self, route: Route, text: String) {
        let message = format!("two files of open data have the address `{route}`");
        if !self.outputs.insert(route, text) {
            self.problems
                .push(Diagnostic::error("output/same-address", message));
        }
    }
}

/// The address of a file of the site as others see it.
fn absolute(base: &str, route: &Route) -> String {
    let base = base.trim_end_matches('/');
    // Servers show the page of a folder under the folder, but only the file has one address everywhere.
    format!("{base}/{}", encode(route.as_str()))
}
