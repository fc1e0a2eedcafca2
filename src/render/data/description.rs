//! What the files of open data say, for programs: fields, units, encoding, licence, and the page each comes from.

use serde::Serialize;

use super::{
    absolute,
    grid::{Entry, Field, Grid},
    json::words,
};
use crate::{
    compose::{
        Book, Pages,
        data::{self, Sheet},
    },
    model::{Missing, Site, Theme},
    route::{Route, encode},
};

#[derive(Serialize)]
struct Description<'a> {
    title: &'a str,
    publisher: &'a str,
    licence: Option<&'a str>,
    files: Vec<File<'a>>,
    /// All figures one by one, and the tables of their codes.
    codes: Vec<Codes<'a>>,
}

#[derive(Serialize)]
struct Codes<'a> {
    name: &'a str,
    csv: Csv,
    rows: usize,
    fields: Vec<&'a str>,
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    title: String,
    publication: Publication<'a>,
    page: Page<'a>,
    source: Option<String>,
    licence: Option<&'a str>,
    csv: Csv,
    json: Json,
    rows: usize,
    fields: Vec<FieldView<'a>>,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct Publication<'a> {
    title: &'a str,
    year: i32,
    edition: Option<u32>,
    issued: String,
}

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    address: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Csv {
    path: String,
    encoding: &'static str,
    byte_order_mark: bool,
    line_ends: &'static str,
    separator: &'static str,
}

#[derive(Serialize)]
struct Json {
    path: String,
    encoding: &'static str,
}

#[derive(Serialize)]
struct FieldView<'a> {
    name: &'a str,
    r#type: &'static str,
    unit: Option<&'a str>,
    /// The words that stand for missing values.
    missing: Vec<&'a str>,
}

/// The text of the file.
pub fn description(
    site: &Site,
    pages: &Pages,
    sheets: &[(Sheet, Grid)],
    codes: &[(&str, Grid)],
) -> String {
    let publisher = &site.config.publisher;
    let files = sheets.iter().filter_map(|(sheet, grid)| {
        let page = &pages.pages[sheet.page];
        Some(file(site, pages, &pages.books[page.book?], sheet, grid))
    });
    let description = Description {
        title: &site.config.title,
        publisher: &publisher.name,
        licence: publisher.licence.as_deref(),
        files: files.collect(),
        codes: codes
            .iter()
            .map(|(name, grid)| self::codes(name, grid))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&description).expect("texts and numbers are JSON");
    text + "\n"
}

fn codes<'a>(name: &'a str, grid: &'a Grid) -> Codes<'a> {
    Codes {
        name,
        csv: csv(&data::codes(name)),
        rows: grid.rows.len(),
        fields: grid
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect(),
    }
}

fn csv(route: &Route) -> Csv {
    Csv {
        path: beside(route),
        encoding: "UTF-8",
        byte_order_mark: true,
        line_ends: "CRLF",
        separator: ",",
    }
}

fn file<'a>(
    site: &'a Site,
    pages: &'a Pages,
    book: &'a Book,
    sheet: &'a Sheet<'a>,
    grid: &'a Grid,
) -> File<'a> {
    File {
        name: &sheet.name,
        title: sheet.title(),
        publication: Publication {
            title: &book.title,
            year: book.year.0,
            edition: book.edition,
            issued: book.issued.to_string(),
        },
        page: Page {
            title: &pages.pages[sheet.page].title,
            address: address(site, pages, book, sheet),
        },
        source: words(&sheet.table.source),
        licence: site.config.publisher.licence.as_deref(),
        csv: csv(&sheet.csv()),
        json: Json {
            path: beside(&sheet.json()),
            encoding: "UTF-8",
        },
        rows: grid.rows.len(),
        fields: fields(grid, &site.theme),
        remarks: sheet
            .table
            .remarks
            .iter()
            .filter_map(|r| words(r))
            .collect(),
    }
}

/// The way from the description to a file.
fn beside(route: &Route) -> String {
    data::description().to(route)
}

/// The page of a table, or the PDF when it is only in print; absolute when the site knows its address.
fn address(site: &Site, pages: &Pages, book: &Book, sheet: &Sheet) -> String {
    let page = &pages.pages[sheet.page];
    let (route, anchor) = match page.web {
        true => (page.route.clone(), sheet.anchor),
        false => (Route::new(&format!("{}.pdf", book.id)), None),
    };
    let mut address = match &site.config.base_url {
        Some(base) => absolute(base, &route),
        None => encode(&beside(&route)),
    };
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(&encode(anchor));
    }
    address
}

fn fields<'a>(grid: &'a Grid, theme: &'a Theme) -> Vec<FieldView<'a>> {
    let fields = grid.fields.iter().enumerate();
    fields
        .map(|(index, field)| {
            let entries = || grid.rows.iter().map(move |row| &row[index]);
            let missing = missing(field, entries(), theme);
            let number = |entry: &Entry| match entry {
                Entry::Number(_) => true,
                Entry::Text(words) => missing.contains(&words.as_str()),
            };
            FieldView {
                name: &field.name,
                r#type: match field.numeric && entries().all(number) {
                    true => "number",
                    false => "text",
                },
                unit: field.unit.as_deref(),
                missing,
            }
        })
        .collect()
}

/// The words for missing values that occur in a column of figures, in the order of the theme.
fn missing<'a>(
    field: &Field,
    entries: impl Iterator<Item = &'a Entry>,
    theme: &'a Theme,
) -> Vec<&'a str> {
    let texts: Vec<&str> = entries
        .filter_map(|entry| match entry {
            Entry::Text(words) if field.numeric => Some(words.as_str()),
            _ => None,
        })
        .collect();
    let keys = Missing::ALL.map(|reason| format!("missing.{}", reason.as_str()));
    let words = keys
        .iter()
        .filter_map(|key| theme.words.get(key).map(String::as_str))
        .chain([theme.word("figure.none")]);
    words.filter(|word| texts.contains(word)).collect()
}
