//! A table as JSON, one row in a line.

use serde_json::{Value, json};

use super::grid::{Entry, Grid};
use crate::{
    compose::data::Sheet,
    document::{Inline, plain},
    model::Number,
};

/// The text of the file.
pub fn json(sheet: &Sheet, grid: &Grid) -> String {
    let table = sheet.table;
    let columns: Vec<&str> = grid.fields.iter().map(|f| f.name.as_str()).collect();
    let remarks: Vec<String> = table.remarks.iter().map(|r| plain(r)).collect();
    let rows: Vec<String> = grid.rows.iter().map(|row| self::row(row)).collect();
    let rows = match rows.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n    {}\n  ]", rows.join(",\n    ")),
    };
    let entries = [
        ("title", json!(sheet.title()).to_string()),
        ("source", json!(words(&table.source)).to_string()),
        ("unit", json!(table.unit).to_string()),
        ("columns", json!(columns).to_string()),
        ("rows", rows),
        ("remarks", json!(remarks).to_string()),
    ];
    let lines = entries.map(|(key, value)| format!("  \"{key}\": {value}"));
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// The words, unless there are none.
pub fn words(inlines: &[Inline]) -> Option<String> {
    let words = plain(inlines);
    (!words.is_empty()).then_some(words)
}

fn row(entries: &[Entry]) -> String {
    let values: Vec<Value> = entries
        .iter()
        .map(|entry| match entry {
            Entry::Number(number) => value(*number),
            Entry::Text(words) => json!(words),
        })
        .collect();
    Value::Array(values).to_string()
}

fn value(number: Number) -> Value {
    match number.to_string().parse::<i64>() {
        Ok(whole) => json!(whole),
        Err(_) => json!(number.to_f64()),
    }
}
