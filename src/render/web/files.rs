//! Files that pages link to: what kind they are, and how large.

use crate::{model::Site, outputs::Sizes, route::Route};

/// The sizes of files, as far as they are known when pages are made.
#[derive(Debug, Default)]
pub struct Files(Sizes);

impl Files {
    pub fn of(site: &Site, made: &Sizes) -> Self {
        let assets = site.assets.iter();
        let mut sizes: Sizes = assets
            .map(|(route, asset)| (route.clone(), asset.bytes.len()))
            .collect();
        sizes.extend(made.iter().map(|(route, size)| (route.clone(), *size)));
        Self(sizes)
    }

    /// `PDF 1.2 MB`, without the kind where the words of the link end with it; `None` for a file of
    /// unknown size.
    pub fn label(&self, route: &Route, words: &str) -> Option<String> {
        let size = shown(*self.0.get(route)?);
        let name = route.as_str().rsplit('/').next().unwrap_or_default();
        let kind = name.rsplit_once('.').map_or("", |(_, end)| end);
        Some(match words.to_lowercase().ends_with(&kind.to_lowercase()) {
            true => size,
            false => format!("{} {size}", kind.to_uppercase()),
        })
    }
}

/// In units of a thousand, as file managers count.
fn shown(size: usize) -> String {
    match size {
        0..1_000 => format!("{size} B"),
        1_000..1_000_000 => format!("{} KB", (size + 500) / 1_000),
        _ => format!("{}.{} MB", size / 1_000_000, size % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(shown(0), "0 B");
        assert_eq!(shown(1_499), "1 KB");
        assert_eq!(shown(85_500), "86 KB");
        assert_eq!(shown(1_250_000), "1.2 MB");
    }
}
