//! Addresses as they stand in `href` and `src`: relative, percent-encoded, always naming a file.

use crate::route::Route;

pub use crate::route::{encode, path_of};

/// The page that links start from.
#[derive(Debug, Clone, Copy)]
pub enum Start<'a> {
    /// A page with a place of its own.
    Page(&'a Route),
    /// A page that a server shows at any address (404), and the path under which the site stands.
    Anywhere(&'a str),
}

impl Start<'_> {
    /// The way to a file of the site, and to a place in it.
    pub fn to(self, target: &Route, anchor: Option<&str>) -> String {
        let mut address = match self {
            Self::Page(here) if here == target && anchor.is_some() => String::new(),
            Self::Page(here) => encode(&here.to(target)),
            Self::Anywhere(root) => format!("{root}/{}", encode(target.as_str())),
        };
        if let Some(anchor) = anchor {
            address.push('#');
            address.push_str(&encode(anchor));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_anchors_are_encoded_and_files_are_named() {
        let case = Route::page("cases/c-0001");
        let here = Start::Page(&case);
        assert_eq!(
            here.to(&Route::page("report"), Some("目的")),
            "../../report/index.html#%E7%9B%AE%E7%9A%84"
        );
        assert_eq!(here.to(&case, Some("a b")), "#a%20b");
        assert_eq!(here.to(&case, None), "index.html");
        assert_eq!(
            here.to(&Route::new("map 1:2.svg"), None),
            "../../map%201%3A2.svg"
        );
    }

    #[test]
    fn a_page_shown_anywhere_links_from_the_root() {
        for (address, link) in [
            ("https://example.jp/report/", "/report/theme/style.css"),
            ("https://example.jp", "/theme/style.css"),
        ] {
            let start = Start::Anywhere(path_of(address));
            assert_eq!(start.to(&Route::new("theme/style.css"), None), link);
        }
    }
}
