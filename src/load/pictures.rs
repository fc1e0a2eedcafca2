//! Pictures without what cameras and programs write into them: places, times, names, thumbnails of
//! what was cut off. Only what is needed to show them stays, so no face of the site can tell more.

use img_parts::{
    Bytes,
    jpeg::{Jpeg, JpegSegment, markers},
    png::Png,
    riff::{RiffChunk, RiffContent},
    webp::WebP,
};

use crate::diagnostic::Diagnostic;

mod gif;
mod svg;

/// A file as it may be published: a picture without metadata, any other file as it is.
pub(super) fn bare(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>, (Vec<u8>, Box<Diagnostic>)> {
    without_metadata(path, &bytes).map_or_else(
        |reason| Err((bytes.clone(), unreadable(path, &reason))),
        |bare| Ok(bare.unwrap_or_else(|| bytes.clone())),
    )
}

fn unreadable(path: &str, reason: &str) -> Box<Diagnostic> {
    let message = format!("what the picture tells besides cannot be taken out: {reason}");
    Box::new(
        Diagnostic::error("file/picture", message)
            .in_file(path)
            .hint("open it in a drawing program and save it again as PNG, JPEG, WebP, GIF or SVG"),
    )
}

/// `None` for what is no picture.
fn without_metadata(path: &str, bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let ending = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bare = match (bytes, ending.as_str()) {
        ([0xff, 0xd8, 0xff, ..], _) => jpeg(bytes)?,
        ([0x89, b'P', b'N', b'G', ..], _) => png(bytes)?,
        (
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ],
            _,
        ) => webp(bytes)?,
        ([b'G', b'I', b'F', b'8', ..], _) => gif::bare(bytes).ok_or("it is cut off")?,
        (_, "svg") => svg::bare(bytes)?,
        (_, "avif" | "heic" | "heif" | "tif" | "tiff" | "jxl") => {
            return Err(format!("`.{ending}` is not known here"));
        }
        _ => return Ok(None),
    };
    Ok(Some(bare))
}

/// The colour profile, the colour transform and the way up stay.
fn jpeg(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|e| e.to_string())?;
    let way_up = jpeg
        .segments_by_marker(markers::APP1)
        .find_map(|segment| orientation(segment.contents().strip_prefix(b"Exif\0\0")?));
    let segments = jpeg.segments_mut();
    segments.retain(|segment| match segment.marker() {
        markers::APP0 => segment.contents().starts_with(b"JFIF\0"),
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => segment.contents().starts_with(b"Adobe"),
        markers::APP1..=markers::APP15 | markers::COM => false,
        _ => true,
    });
    for segment in segments
        .iter_mut()
        .filter(|segment| segment.marker() == markers::APP0)
    {
        let mut head = segment.contents().get(..12).unwrap_or_default().to_vec();
        // A JFIF header may hold a small copy of the whole picture.
        head.extend([0, 0]);
        *segment = JpegSegment::new_with_contents(markers::APP0, head.into());
    }
    if let Some(way_up) = way_up.filter(|way_up| (2..=8).contains(way_up)) {
        let at = usize::from(
            segments
                .first()
                .is_some_and(|s| s.marker() == markers::APP0),
        );
        let exif = [
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(),
            &[way_up],
            &[0; 6],
        ];
        segments.insert(
            at,
            JpegSegment::new_with_contents(markers::APP1, exif.concat().into()),
        );
    }
    let mut bare = jpeg.encoder().bytes().to_vec();
    // Behind the end of the picture some cameras put another one.
    if let Some(end) = end_of_scan(&bare) {
        bare.truncate(end);
    }
    Ok(bare)
}

/// The end of the picture: the marker EOI behind the last scan.
fn end_of_scan(bytes: &[u8]) -> Option<usize> {
    let start = bytes.windows(2).position(|pair| pair == [0xff, 0xda])?;
    let end = bytes[start..]
        .windows(2)
        .position(|pair| pair == [0xff, 0xd9])?;
    Some(start + end + 2)
}

/// Which way up a camera was held: the tag 0x0112 of the first directory of Exif data.
fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = tiff.starts_with(b"MM");
    let number = |at: usize, length: usize| -> Option<usize> {
        let bytes = tiff.get(at..at + length)?;
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(match big {
            true => bytes.iter().fold(0, add),
            false => bytes.iter().rev().fold(0, add),
        })
    };
    let directory = number(4, 4)?;
    let entries = number(directory, 2)?;
    let mut places = (0..entries).map(|entry| directory + 2 + entry * 12);
    let place = places.find(|place| number(*place, 2) == Some(0x0112))?;
    u8::try_from(number(place + 8, 2)?).ok()
}

/// Chunks that are needed to show a PNG, moving ones too.
const PNG: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"sBIT", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|e| e.to_string())?;
    png.chunks_mut()
        .retain(|chunk| PNG.contains(&&chunk.kind()));
    Ok(png.encoder().bytes().to_vec())
}

/// Chunks that are needed to show a WebP.
const WEBP: [&[u8; 4]; 7] = [
    b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP",
];

fn webp(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|e| e.to_string())?;
    let chunks = webp.chunks_mut();
    chunks.retain(|chunk| WEBP.contains(&&chunk.id()));
    for chunk in chunks.iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        if let RiffContent::Data(data) = chunk.content() {
            let mut data = data.to_vec();
            // The flags of Exif and XMP.
            if let Some(flags) = data.first_mut() {
                *flags &= !0x0c;
            }
            *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(data.into()));
        }
    }
    Ok(webp.encoder().bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_up_is_read_in_both_orders_of_bytes() {
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(orientation(big), Some(6));
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), Some(8));
        assert_eq!(orientation(b"MM\0*\0\0\0\x08\0\x01\x01"), None);
    }

    #[test]
    fn other_files_stay() {
        assert!(matches!(bare("a.pdf", b"%PDF".to_vec()), Ok(bytes) if bytes == b"%PDF"));
        assert!(bare("a.avif", b"....ftypavif".to_vec()).is_err());
        assert!(bare("a.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec()).is_err());
    }
}
