//! SVG files without what drawing programs note in them, and without metadata in the pictures inside.

use base64::{Engine, prelude::BASE64_STANDARD};
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, Event, attributes::Attribute},
};

/// Prefixes of what programs keep for themselves.
const NOTES: [&[u8]; 9] = [
    b"inkscape",
    b"sodipodi",
    b"rdf",
    b"dc",
    b"cc",
    b"i",
    b"x",
    b"sketch",
    b"serif",
];

pub(super) fn bare(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader = Reader::from_reader(bytes);
    // A drawing that does not close its elements is told where it is shown.
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut left_out = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(start) if left_out > 0 || is_note(start.name().as_ref()) => {
                let _ = start;
                left_out += 1;
            }
            Event::End(_) if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            Event::Comment(_) | Event::PI(_) => {}
            Event::Empty(empty) if is_note(empty.name().as_ref()) => {}
            Event::Start(start) => write(&mut writer, Event::Start(plain(&start)?))?,
            Event::Empty(empty) => write(&mut writer, Event::Empty(plain(&empty)?))?,
            other => write(&mut writer, other)?,
        }
    }
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) -> Result<(), String> {
    writer.write_event(event).map_err(|error| error.to_string())
}

fn is_note(name: &[u8]) -> bool {
    name == b"metadata" || prefix(name).is_some_and(|prefix| NOTES.contains(&prefix))
}

fn prefix(name: &[u8]) -> Option<&[u8]> {
    let colon = name.iter().position(|byte| *byte == b':')?;
    Some(&name[..colon])
}

/// An element without attributes of programs.
fn plain(start: &BytesStart<'_>) -> Result<BytesStart<'static>, String> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut plain = BytesStart::new(name);
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.as_ref();
        let declares = key
            .strip_prefix(b"xmlns:")
            .is_some_and(|of| NOTES.contains(&of));
        if !declares && prefix(key).is_none_or(|prefix| !NOTES.contains(&prefix)) {
            plain.push_attribute(inner(attribute));
        }
    }
    Ok(plain)
}

/// A picture inside the drawing is made bare too.
fn inner(attribute: Attribute<'_>) -> Attribute<'_> {
    let bare = || {
        let value = std::str::from_utf8(&attribute.value).ok()?;
        let (head, data) = value.strip_prefix("data:image/")?.split_once(";base64,")?;
        let data: String = data.split_whitespace().collect();
        let bytes = BASE64_STANDARD.decode(data).ok()?;
        let bare = super::without_metadata("", &bytes).ok()??;
        Some(format!(
            "data:image/{head};base64,{}",
            BASE64_STANDARD.encode(bare)
        ))
    };
    match bare() {
        Some(value) => Attribute {
            key: attribute.key,
            value: value.into_bytes().into(),
        },
        None => attribute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_programs_go_and_titles_stay() {
        let drawn = "<?xml version=\"1.0\"?><!-- by T. --><svg xmlns=\"http://www.w3.org/2000/svg\" \
                     xmlns:inkscape=\"ns\" inkscape:export-filename=\"C:\\me\"><metadata><rdf:RDF><a/></rdf:RDF></metadata>\
                     <title>図 &amp; 表</title><sodipodi:namedview id=\"b\"/><rect width=\"1\"/></svg>";
        let bare = String::from_utf8(bare(drawn.as_bytes()).unwrap()).unwrap();
        assert_eq!(
            bare,
            "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><title>図 &amp; 表</title>\
             <rect width=\"1\"/></svg>"
        );
    }
}
