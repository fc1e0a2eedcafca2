//! Files beside those of a site that servers send in their place to browsers that take them so:
//! `index.html.br` and `index.html.gz` for `index.html`.

use std::io::{self, Read, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::{outputs::Outputs, route::Route};

/// What servers send as text; pictures and PDF are dense as they are.
const KINDS: [&str; 9] = [
    "html", "css", "js", "svg", "json", "csv", "txt", "xml", "ics",
];

/// Below this a file fits into one packet, and less of it is no gain.
const LEAST: usize = 1_200;

/// Adds the compressed files to those of a site. The same bytes always give the same bytes. Files
/// that the site already has under these names stay.
pub fn precompress(outputs: &mut Outputs) {
    let texts: Vec<(&Route, &[u8])> = outputs
        .iter()
        .filter(|(route, bytes)| is_text(route) && bytes.len() >= LEAST)
        .collect();
    let made: Vec<(Route, Vec<u8>)> = texts
        .into_par_iter()
        .flat_map_iter(|(route, bytes)| {
            let made = [("br", brotli(bytes)), ("gz", gzip(bytes))];
            made.into_iter()
                .filter(|(_, small)| small.len() < bytes.len())
                .map(move |(ending, small)| (Route::new(&format!("{route}.{ending}")), small))
        })
        .collect();
    for (route, bytes) in made {
        let _ = outputs.insert(route, bytes);
    }
}

fn is_text(route: &Route) -> bool {
    let ending = route.as_str().rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| KINDS.contains(&ending))
}

/// Without a name or a time.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    let written = writer.write_all(bytes).and_then(|()| writer.finish());
    written.expect("memory takes every byte")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    // The last two steps of quality cost ten times the time for some hundredths.
    let parameters = BrotliEncoderParams {
        quality: 9,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    let mut rest = bytes;
    let read: &mut dyn Read = &mut rest;
    let done: io::Result<usize> = brotli::BrotliCompress(&mut { read }, &mut small, &parameters);
    done.expect("memory gives and takes every byte");
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_get_two_smaller_files_and_nothing_else_does() {
        let page = "同じ文が続きます。".repeat(200);
        let mut outputs = Outputs::default();
        for (route, text) in [
            ("index.html", page.as_str()),
            ("short.html", "短い文です。"),
            ("report.pdf", page.as_str()),
            ("theme/style.css.gz", "of the site"),
            ("theme/style.css", page.as_str()),
        ] {
            assert!(outputs.insert(Route::new(route), text));
        }
        precompress(&mut outputs);
        let routes: Vec<&str> = outputs.iter().map(|(route, _)| route.as_str()).collect();
        assert_eq!(
            routes,
            [
                "index.html",
                "index.html.br",
                "index.html.gz",
                "report.pdf",
                "short.html",
                "theme/style.css",
                "theme/style.css.br",
                "theme/style.css.gz"
            ]
        );
        let get = |route: &str| outputs.get(&Route::new(route)).unwrap_or_default();
        assert_eq!(get("theme/style.css.gz"), b"of the site");
        let mut text = String::new();
        let mut reader = flate2::read::GzDecoder::new(get("index.html.gz"));
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, page);
        let mut bytes = Vec::new();
        brotli::BrotliDecompress(&mut get("index.html.br"), &mut bytes).unwrap();
        assert_eq!(bytes, page.as_bytes());
    }
}
