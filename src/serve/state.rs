//! What is served at one moment: files of one and the same build, and what was found.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use crate::{outputs::Outputs, route::Route};

/// Files of one build. Replaced as a whole, never changed.
#[derive(Debug, Default)]
pub struct Files {
    pub outputs: Outputs,
    /// Whether the search and the books are among them, which take their time.
    pub whole: bool,
    /// The path under which the site will be published, without a slash at its end.
    pub base: String,
}

/// What readers get now.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The files of the last build without errors; none before there was one.
    pub files: Option<Arc<Files>>,
    /// What the latest build found, as the page shows it.
    pub problems: Arc<str>,
    /// Whether the latest build could not be served.
    pub failed: bool,
    /// The number of the latest build, and of the one whose files these are.
    pub latest: u64,
    pub shown: u64,
}

/// What stands at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a> {
    File(Route, &'a [u8]),
    /// A folder or a path that leads on to this address.
    Elsewhere(String),
    /// It will be known when the files are whole.
    Later,
    Nothing,
}

impl Files {
    /// What stands at a decoded path, which begins with a slash.
    pub fn find(&self, path: &str) -> Found<'_> {
        let Some(inner) = path.strip_prefix(&*self.base) else {
            return match path {
                "/" => Found::Elsewhere(format!("{}/", self.base)),
                _ => Found::Nothing,
            };
        };
        if inner.is_empty() {
            return Found::Elsewhere(format!("{}/", self.base));
        }
        // `//host/` would lead elsewhere.
        let name = inner.strip_prefix('/');
        let Some(name) = name.filter(|name| !name.starts_with('/')) else {
            return Found::Nothing;
        };
        let route = match name.is_empty() || name.ends_with('/') {
            true => Route::new(&format!("{name}index.html")),
            false => Route::new(name),
        };
        if let Some(bytes) = self.outputs.get(&route) {
            return Found::File(route, bytes);
        }
        if self.outputs.get(&Route::page(name)).is_some() {
            return Found::Elsewhere(format!("{}/{name}/", self.base));
        }
        let heavy = name.starts_with("search/") || name.ends_with(".pdf");
        match heavy && !self.whole {
            true => Found::Later,
            false => Found::Nothing,
        }
    }

    /// The page for addresses that the site does not have.
    pub fn missing(&self) -> Option<(Route, &[u8])> {
        let route = Route::new("404.html");
        let bytes = self.outputs.get(&route)?;
        Some((route, bytes))
    }

    /// A name for all that a reader sees on a page: its text and the files that it shows.
    pub fn digest(&self, route: &Route, page: &[u8]) -> String {
        let mut hash = DefaultHasher::new();
        page.hash(&mut hash);
        for address in shown(&String::from_utf8_lossy(page)) {
            let file = beside(route, &address);
            self.outputs.get(&file).hash(&mut hash);
        }
        format!("{:016x}", hash.finish())
    }
}

/// The addresses of pictures, styles and scripts of a page.
fn shown(page: &str) -> Vec<String> {
    let sources = page.split(" src=\"").skip(1);
    let styles = page.split("<link rel=\"stylesheet\" href=\"").skip(1);
    sources
        .chain(styles)
        .filter_map(|rest| rest.split_once('"'))
        .filter_map(|(address, _)| super::address::decoded(address))
        .collect()
}

fn beside(page: &Route, address: &str) -> Route {
    let mut parts: Vec<&str> = page.as_str().split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Route::new(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(base: &str, whole: bool) -> Files {
        let mut outputs = Outputs::default();
        for (route, text) in [
            ("index.html", "home"),
            ("a/index.html", "<img src=\"../b.svg\">"),
            ("b.svg", "picture"),
        ] {
            assert!(outputs.insert(Route::new(route), text));
        }
        Files {
            outputs,
            whole,
            base: base.to_owned(),
        }
    }

    fn at(files: &Files, path: &str) -> String {
        match files.find(path) {
            Found::File(route, _) => route.to_string(),
            Found::Elsewhere(address) => format!("to {address}"),
            Found::Later => "later".to_owned(),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn addresses_lead_to_files_and_nowhere_else() {
        let whole = files("", true);
        for (path, found) in [
            ("/", "index.html"),
            ("/a/", "a/index.html"),
            ("/a/index.html", "a/index.html"),
            ("/a", "to /a/"),
            ("//a", "nothing"),
            ("//a/", "nothing"),
            ("/../index.html", "nothing"),
            ("/a/../b.svg", "nothing"),
            ("/report.pdf", "nothing"),
        ] {
            assert_eq!(at(&whole, path), found, "{path}");
        }
        assert_eq!(at(&files("", false), "/report.pdf"), "later");
        assert_eq!(at(&files("", false), "/none.html"), "nothing");
    }

    #[test]
    fn a_site_stands_under_its_published_path() {
        let below = files("/r/2024", true);
        for (path, found) in [
            ("/", "to /r/2024/"),
            ("/r/2024", "to /r/2024/"),
            ("/r/2024/", "index.html"),
            ("/r/2024/a", "to /r/2024/a/"),
            ("/r/20245/", "nothing"),
            ("/a/", "nothing"),
        ] {
            assert_eq!(at(&below, path), found, "{path}");
        }
    }

    #[test]
    fn a_page_has_another_digest_when_its_picture_is_another() {
        let page = Route::page("a");
        let digest = |files: &Files| {
            let bytes = files.outputs.get(&page).unwrap_or_default();
            files.digest(&page, bytes)
        };
        let before = files("", true);
        assert_eq!(digest(&before), digest(&files("", true)));
        let mut outputs = Outputs::default();
        for (route, bytes) in before.outputs.iter() {
            let bytes = if route.as_str() == "b.svg" {
                b"new"
            } else {
                bytes
            };
            assert!(outputs.insert(route.clone(), bytes));
        }
        let after = Files {
            outputs,
            ..files("", true)
        };
        assert_ne!(digest(&before), digest(&after));
    }
}
