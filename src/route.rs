//! Addresses in the output, and the way from one to another.

use std::fmt;

/// The address of a file in the output, always without a leading slash: `cases/c-0001/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// A route from a path with forward slashes; a leading slash is dropped.
    pub fn new(path: &str) -> Self {
        Self(path.trim_start_matches('/').to_owned())
    }

    /// The route of the page in a folder: `cases/c-0001` gives `cases/c-0001/index.html`, the empty folder the home page.
    pub fn page(folder: &str) -> Self {
        match folder.trim_matches('/') {
            "" => Self::new("index.html"),
            folder => Self(format!("{folder}/index.html")),
        }
    }

    /// The route of a file named in a text of `content/`: relative to the folder of the text, or from
    /// the root of the site with a leading slash.
    pub fn beside(text: &str, address: &str) -> Self {
        if address.starts_with('/') {
            return Self::new(address);
        }
        let inner = text.strip_prefix("content/").unwrap_or(text);
        let mut parts: Vec<&str> = inner.split('/').collect();
        parts.pop();
        for part in address.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        Self(parts.join("/"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way from the page `self` to `target`, relative, as an `href` needs it (not yet percent-encoded).
    /// It always names the file, so that it works from a folder without a server.
    pub fn to(&self, target: &Route) -> String {
        let here: Vec<&str> = self.0.split('/').collect();
        let there: Vec<&str> = target.0.split('/').collect();
        let folders = here.len() - 1;
        let shared = here[..folders]
            .iter()
            .zip(&there[..there.len() - 1])
            .take_while(|(a, b)| a == b)
            .count();
        let mut way = "../".repeat(folders - shared);
        way.push_str(&there[shared..].join("/"));
        way
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path or an anchor with everything but letters, digits and `-._~/` as percent codes.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The path of an address: `https://example.jp/report/` gives `/report`.
pub fn path_of(address: &str) -> &str {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, after)| after);
    rest.find('/')
        .map_or("", |slash| rest[slash..].trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_pages_is_relative() {
        let case = Route::page("cases/c-0001");
        assert_eq!(
            case.to(&Route::page("cases/c-0002")),
            "../c-0002/index.html"
        );
        assert_eq!(case.to(&Route::page("")), "../../index.html");
        assert_eq!(case.to(&case), "index.html");
        assert_eq!(
            Route::page("").to(&Route::new("theme/style.css")),
            "theme/style.css"
        );
    }
}
