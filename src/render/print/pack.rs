//! Small PDFs: the tags of an accessible PDF are many small objects, which object streams shrink to a quarter.

use lopdf::Document;

/// The same PDF with its objects in compressed streams; as it was when it cannot be read back.
pub fn pack(pdf: Vec<u8>) -> Vec<u8> {
    let mut packed = Vec::new();
    let saved = Document::load_mem(&pdf).map(|mut document| document.save_modern(&mut packed));
    match saved {
        Ok(Ok(())) if packed.len() < pdf.len() => packed,
        _ => pdf,
    }
}
