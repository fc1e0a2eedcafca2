//! What stands around the text of a page: its plain version, its permanent address, where to write to
//! about it, and the pages that the foot of every page leads to.

use std::collections::BTreeMap;

use crate::{
    compose::{Page, Pages},
    model::{Date, Site},
    render::web::{
        address::{Start, encode},
        view::{DayView, LinkView},
    },
    route::Route,
};

/// What the furniture of all pages is made of.
pub struct Furniture<'a> {
    site: &'a Site,
    /// The texts in plain words, by the pages that they belong to.
    plain: BTreeMap<&'a Route, &'a Page>,
    /// The pages that have a text in plain words.
    full: BTreeMap<&'a Route, &'a Page>,
    foot: Vec<&'a Page>,
}

impl<'a> Furniture<'a> {
    pub fn of(site: &'a Site, pages: &'a Pages) -> Self {
        let shown = || pages.pages.iter().filter(|page| page.web);
        let plain = shown().filter_map(|page| Some((page.plain_of.as_ref()?, page)));
        let plain: BTreeMap<&Route, &Page> = plain.collect();
        let full = shown().filter(|page| plain.contains_key(&page.route));
        let full = full.map(|page| (&page.route, page)).collect();
        let named = |path: &str| {
            let path = path.trim_matches('/').trim_end_matches(".md");
            let route = Route::page(path.trim_end_matches("_index"));
            shown().find(|page| page.route == route)
        };
        let foot = site.config.foot.iter();
        Self {
            site,
            plain,
            full,
            foot: foot.filter_map(|path| named(path)).collect(),
        }
    }

    /// The page in plain words, and the page that this one says in plain words.
    pub fn versions(&self, start: Start, page: &Page) -> (Option<LinkView>, Option<LinkView>) {
        let link = |page: &&Page| link(start, page, false);
        let full = page.plain_of.as_ref().and_then(|of| self.full.get(of));
        (self.plain.get(&page.route).map(link), full.map(link))
    }

    /// The address under which the page stays; without an address of the site, the part that follows it.
    pub fn address(&self, page: &Page) -> String {
        let folder = encode(page.route.as_str());
        let folder = folder.trim_end_matches("index.html");
        let base = self.site.config.base_url.as_deref().unwrap_or_default();
        format!("{}/{folder}", base.trim_end_matches('/'))
    }

    /// The address in full, when that of the site is known.
    pub fn canonical(&self, page: &Page) -> Option<String> {
        let known = self.site.config.base_url.is_some();
        known.then(|| self.address(page))
    }

    /// The way to write about the page; letters begin with its name and address.
    pub fn feedback(&self, page: &Page) -> Option<String> {
        let address = self.site.config.publisher.feedback.as_ref()?;
        match address.starts_with("mailto:") && !address.contains('?') {
            true => {
                let subject = format!("{} {}", page.title, self.address(page));
                Some(format!("{}?subject={}", address.value, encode(&subject)))
            }
            false => Some(address.value.clone()),
        }
    }

    pub fn foot(&self, start: Start, here: Option<&Route>) -> Vec<LinkView> {
        let foot = self.foot.iter();
        foot.map(|page| link(start, page, here == Some(&page.route)))
            .collect()
    }

    pub fn day(&self, day: Date) -> DayView {
        DayView {
            day: day.to_string(),
            label: self.site.config.year_style.show_date(day),
        }
    }
}

fn link(start: Start, page: &Page, current: bool) -> LinkView {
    LinkView {
        title: page.title.clone(),
        href: start.to(&page.route, None),
        current,
    }
}
