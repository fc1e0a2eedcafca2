//! All that a build has made, as words: bytes as they are, and what PDFs hold when they are unpacked.

use std::{fs, path::Path};

use libtest_mimic::Failed;
use lopdf::{Document as Pdf, Object};

/// A file of the output.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    /// What it says; for a PDF the text of its pages without spaces, its objects and its streams.
    pub words: String,
}

/// All files under a folder, by name.
pub fn outputs(folder: &Path) -> Result<Vec<File>, Failed> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Result<(), Failed> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
            continue;
        }
        let bytes = fs::read(entry.path())?;
        let words = match name.ends_with(".pdf") {
            true => unpacked(&bytes)?,
            false => String::from_utf8_lossy(&bytes).into_owned(),
        };
        files.push(File { name, bytes, words });
    }
    Ok(())
}

fn unpacked(bytes: &[u8]) -> Result<String, Failed> {
    let pdf = Pdf::load_mem(bytes)?;
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    let text = pdf.extract_text(&pages)?;
    let mut words: String = text.split_whitespace().collect();
    for object in pdf.objects.values() {
        if let Object::Stream(stream) = object {
            if let Ok(inside) = stream.decompressed_content() {
                words.push_str(&String::from_utf8_lossy(&inside));
            }
            words.push_str(&String::from_utf8_lossy(&stream.content));
        }
        words.push_str(&strings(object));
    }
    Ok(words)
}

/// The strings of an object, as text: those of PDF are bytes or UTF-16.
fn strings(object: &Object) -> String {
    match object {
        Object::String(bytes, _) => match bytes.strip_prefix(&[0xFE, 0xFF]) {
            Some(wide) => {
                let units = wide
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                format!(" {}", String::from_utf16_lossy(&units.collect::<Vec<_>>()))
            }
            None => format!(" {}", String::from_utf8_lossy(bytes)),
        },
        Object::Name(name) => format!(" {}", String::from_utf8_lossy(name)),
        Object::Array(all) => all.iter().map(strings).collect(),
        Object::Dictionary(fields) => fields.iter().map(|(_, value)| strings(value)).collect(),
        Object::Stream(stream) => stream
            .dict
            .iter()
            .map(|(_, value)| strings(value))
            .collect(),
        _ => String::new(),
    }
}
