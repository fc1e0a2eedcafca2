//! The greyscale edition: every colour becomes a tint of black, so that a print shop needs no other ink.

use std::io::Cursor;

use lopdf::{
    Dictionary, Document, Object, ObjectId,
    content::{Content, Operation},
};
use typst::{
    foundations::Bytes,
    visualize::{ExchangeFormat, RasterImage},
};

/// A photograph without colours, as PNG; `None` for drawings, whose colours go with those of the page.
pub fn picture(bytes: &[u8]) -> Option<Vec<u8>> {
    let format = ExchangeFormat::detect(bytes)?;
    let image = RasterImage::plain(Bytes::new(bytes.to_vec()), format).ok()?;
    let mut png = Cursor::new(Vec::new());
    let grey = image.dynamic().grayscale();
    grey.write_to(&mut png, ExchangeFormat::Png.into()).ok()?;
    Some(png.into_inner())
}

/// Turns all colours of pages, drawings and gradients into grey.
pub fn inks(document: &mut Document) {
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let mut contents: Vec<ObjectId> = pages
        .into_iter()
        .flat_map(|page| document.get_page_contents(page))
        .collect();
    for (id, object) in &mut document.objects {
        if let Object::Stream(stream) = object {
            let drawn = stream.dict.has(b"PatternType") || is_form(&stream.dict);
            contents.extend(drawn.then_some(*id));
            gradients(&mut stream.dict);
        } else {
            gradients_in(object);
        }
    }
    for id in contents {
        let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else {
            continue;
        };
        let Ok(plain) = stream.get_plain_content() else {
            continue;
        };
        if let Ok(content) = Content::decode(&plain)
            && let Ok(grey) = (Content {
                operations: without_colours(content.operations),
            })
            .encode()
        {
            stream.set_plain_content(grey);
            // What cannot be made smaller stays as it is.
            let _ = stream.compress();
        }
    }
}

fn is_form(dict: &Dictionary) -> bool {
    dict.get(b"Subtype")
        .is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Form"))
}

fn without_colours(operations: Vec<Operation>) -> Vec<Operation> {
    let mut all: Vec<Operation> = Vec::with_capacity(operations.len());
    for operation in operations {
        let paint = match operation.operator.as_str() {
            "sc" | "scn" | "rg" | "k" => "g",
            "SC" | "SCN" | "RG" | "K" => "G",
            _ => "",
        };
        match tint(&operation.operands).filter(|_| !paint.is_empty()) {
            Some(grey) => {
                // The space of the colours goes with them.
                if all
                    .last()
                    .is_some_and(|o| matches!(&*o.operator, "cs" | "CS"))
                {
                    all.pop();
                }
                all.push(Operation::new(paint, vec![Object::Real(grey)]));
            }
            None => all.push(operation),
        }
    }
    all
}

/// The grey of three parts of light, or of four inks.
fn tint(parts: &[Object]) -> Option<f32> {
    let parts: Vec<f32> = parts.iter().filter_map(|p| p.as_float().ok()).collect();
    let light = match parts[..] {
        [red, green, blue] => [red, green, blue],
        [c, m, y, k] => [c, m, y].map(|ink| (1.0 - ink) * (1.0 - k)),
        _ => return None,
    };
    let [red, green, blue] = light.map(linear);
    let grey = curved(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    Some((grey * 1000.0).round() / 1000.0)
}

/// Light as it adds up, from the value of a channel of sRGB.
fn linear(value: f32) -> f32 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

fn curved(light: f32) -> f32 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

/// Gradients between colours become gradients between greys, wherever they stand in an object.
fn gradients_in(object: &mut Object) {
    match object {
        Object::Dictionary(dict) => gradients(dict),
        Object::Array(all) => all.iter_mut().for_each(gradients_in),
        _ => {}
    }
}

fn gradients(dict: &mut Dictionary) {
    if dict.has(b"ShadingType") {
        dict.set("ColorSpace", Object::Name(b"DeviceGray".to_vec()));
    }
    for end in ["C0", "C1"] {
        let parts = dict.get(end.as_bytes()).and_then(Object::as_array);
        if let Some(grey) = parts.ok().and_then(|parts| tint(parts)) {
            dict.set(end, vec![Object::Real(grey)]);
        }
    }
    if dict.has(b"C0") {
        dict.remove(b"Range");
    }
    for (_, inner) in dict.iter_mut() {
        gradients_in(inner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_greys_as_light_as_they_are() {
        let tint_of = |parts: &[f32]| {
            let parts: Vec<Object> = parts.iter().map(|p| Object::Real(*p)).collect();
            tint(&parts)
        };
        assert_eq!(tint_of(&[1.0, 1.0, 1.0]), Some(1.0));
        assert_eq!(tint_of(&[0.5, 0.5, 0.5]), Some(0.5));
        assert_eq!(tint_of(&[0.0, 0.0, 0.0, 1.0]), Some(0.0));
        assert_eq!(tint_of(&[0.3]), None);
        let green = tint_of(&[0.0, 1.0, 0.0]);
        assert!(green > tint_of(&[1.0, 0.0, 0.0]), "{green:?}");
    }
}
