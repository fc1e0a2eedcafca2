//! A table as CSV (RFC 4180): UTF-8 with a byte order mark, CRLF, numbers without separators.

use super::grid::{Entry, Grid};

/// What spreadsheets take for the beginning of a formula, in both widths.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text of the file.
pub fn csv(grid: &Grid) -> String {
    let mut out = String::from('\u{feff}');
    let heads = grid.fields.iter().map(|field| harmless(&field.name));
    line(heads, &mut out);
    for row in &grid.rows {
        let cells = row.iter().map(|entry| match entry {
            Entry::Number(number) => number.to_string(),
            Entry::Text(words) => harmless(words),
        });
        line(cells, &mut out);
    }
    out
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n']) {
            out.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// Words that no spreadsheet reads as a formula; a number and a lone dash are none.
fn harmless(words: &str) -> String {
    let number = || crate::model::Number::parse(words).is_some();
    let formula = words.starts_with(FORMULA) && words.chars().nth(1).is_some();
    match formula && !number() {
        true => format!("'{words}"),
        false => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("-cmd", "'-cmd"),
            ("＝A1", "'＝A1"),
            ("-3", "-3"),
            ("-", "-"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(harmless(words), expected);
        }
    }

    #[test]
    fn quotes_are_doubled() {
        let mut out = String::new();
        let cells = ["a,b", "「\"」", "二\n行", "c"].map(str::to_owned);
        line(cells.into_iter(), &mut out);
        assert_eq!(out, "\"a,b\",\"「\"\"」\",\"二\n行\",c\r\n");
    }
}
