//! Finished PDFs: boxes for the print shop, black alone where the book asks for it, and small files:
//! the tags of an accessible PDF are many small objects, which object streams shrink to a quarter.

use lopdf::{Dictionary, Document, Object};

use super::grey;
use crate::model::{Colours, Printing};

/// The same PDF with its objects in compressed streams; as it was when it cannot be read back.
pub fn pack(pdf: Vec<u8>, printing: &Printing) -> Vec<u8> {
    let Ok(mut document) = Document::load_mem(&pdf) else {
        return pdf;
    };
    if printing.bleed > 0.0 || printing.marks {
        bleed_boxes(&mut document, printing.bleed);
    }
    if printing.colours == Colours::Grey {
        grey::inks(&mut document);
    }
    let mut packed = Vec::new();
    match document.save_modern(&mut packed) {
        Ok(()) if packed.len() < pdf.len() || printing.changes_pdf() => packed,
        _ => pdf,
    }
}

/// The ink ends where the bleed does, around what is cut out; crop marks lie beyond.
fn bleed_boxes(document: &mut Document, bleed: f64) {
    let bleed = bleed as f32 * 72.0 / 25.4;
    let pages: Vec<_> = document.page_iter().collect();
    for id in pages {
        if let Ok(page) = document.get_dictionary_mut(id)
            && let Some(trim) = sides(page)
        {
            let [left, bottom, right, top] = trim;
            let sides = [left - bleed, bottom - bleed, right + bleed, top + bleed];
            let sides = sides.map(Object::Real);
            page.set("BleedBox", sides.to_vec());
        }
    }
}

fn sides(page: &Dictionary) -> Option<[f32; 4]> {
    let sides = page.get(b"TrimBox").ok()?.as_array().ok()?;
    let sides: Vec<f32> = sides.iter().filter_map(|s| s.as_float().ok()).collect();
    sides.try_into().ok()
}
