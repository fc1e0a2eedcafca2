//! Charts and pictures of a chapter.

use std::collections::BTreeMap;

use super::{
    chapter::{Picture, Writer},
    inlines::Links,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{Chart, Figure, plain},
    model::{Colours, Site},
    render::{
        chart,
        world::{self, Shelf},
    },
    route::Route,
    source::Span,
};

impl Writer<'_> {
    /// The path of an asset in the book; a complaint when print cannot show it.
    pub fn asset(&mut self, asset: &Route, span: &Span) -> Option<String> {
        let file = self.site.assets.get(asset);
        if !file.is_some_and(|file| is_picture(asset.as_str(), &file.bytes)) {
            let message = format!("print cannot show the picture `{asset}`");
            self.problems.push(
                Diagnostic::error("print/picture", message)
                    .at(span, "shown here")
                    .hint("pictures are SVG, PNG, JPEG, GIF or WebP files that exist"),
            );
            return None;
        }
        let name = asset.as_str().to_ascii_lowercase();
        // Photographs without colours are PNG, whatever they were.
        let path = match self.colours == Colours::Grey && !name.ends_with(".svg") {
            true => format!("/assets/{asset}.png"),
            false => format!("/assets/{asset}"),
        };
        self.pictures
            .entry(path.clone())
            .or_insert_with(|| Picture::Asset(asset.clone(), span.clone()));
        Some(path)
    }

    pub fn chart(&mut self, chart: &Chart, span: &Span) {
        let svg = chart::svg(chart);
        self.code.push("md.chart(");
        self.anchor(Some(&chart.id));
        if svg.is_empty() {
            self.code.push("none, ");
        } else {
            let path = format!("/charts/{}-{}.svg", self.number, self.pictures.len());
            self.code.string(&path);
            self.code.push(", ");
            self.pictures.insert(path, Picture::Drawn(svg));
        }
        let alt = if chart.description.is_empty() {
            &chart.title
        } else {
            &chart.description
        };
        self.code.string(alt);
        self.code.push(", ");
        self.code.string(&chart.title);
        self.code.push(", ");
        if chart.table.rows.is_empty() {
            self.code.push("none");
        } else {
            // The title stands under the picture already.
            let mut table = chart.table.clone();
            table.caption.clear();
            self.table(&table, span);
        }
        self.code.push("),");
    }

    pub fn figure(&mut self, figure: &Figure, span: &Span) {
        let Some(path) = self.asset(&figure.asset, span) else {
            return self.code.push("none,");
        };
        let caption = plain(&figure.caption);
        let alt = if figure.alt.is_empty() {
            &caption
        } else {
            &figure.alt
        };
        if alt.is_empty() {
            self.problems.push(
                Diagnostic::warning("print/missing-alt", "the picture has no text alternative")
                    .at(span, "this picture")
                    .hint("say between the brackets what the picture shows: `![…](…)`"),
            );
            self.code.push("md.ornament(");
            self.anchor(Some(&figure.id));
            self.code.string(&path);
            return self.code.push("),");
        }
        self.code.push("md.picture(");
        self.anchor(Some(&figure.id));
        self.code.string(&path);
        self.code.push(", ");
        self.code.string(alt);
        self.code.push(", ");
        self.optional(&figure.caption, Links::Words);
        self.code.push("),");
    }
}

/// Pictures that begin as pictures do and still cannot be read, each where it is first shown.
pub fn check(site: &Site, pictures: &BTreeMap<String, Picture>, shelf: &Shelf) -> Diagnostics {
    let mut problems = Diagnostics::default();
    for picture in pictures.values() {
        let Picture::Asset(route, span) = picture else {
            continue;
        };
        let Some(asset) = site.assets.get(route) else {
            continue;
        };
        if let Err(reason) = world::show(shelf, route.as_str(), &asset.bytes) {
            let message = format!("print cannot show the picture `{route}`: {reason}");
            problems.push(
                Diagnostic::error("print/picture", message)
                    .at(span, "shown here")
                    .hint("open the picture in a drawing program and save it again"),
            );
        }
    }
    problems
}

/// Whether the bytes are a picture of the kind that the name says.
fn is_picture(name: &str, bytes: &[u8]) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "png" => bytes.starts_with(b"\x89PNG"),
        "jpg" | "jpeg" => bytes.starts_with(b"\xFF\xD8"),
        "gif" => bytes.starts_with(b"GIF8"),
        "webp" => bytes.starts_with(b"RIFF"),
        "svg" => bytes.windows(4).any(|part| part == b"<svg"),
        _ => false,
    }
}
