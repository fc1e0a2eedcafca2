//! What search engines ask for: the addresses of all pages.

use crate::{compose::Pages, model::Site, route::Route};

use super::{address, inline};

/// `sitemap.xml` and `robots.txt`, when the address of the site is known.
pub(super) fn addresses(site: &Site, pages: &Pages) -> Vec<(Route, String)> {
    let Some(base) = &site.config.base_url else {
        return Vec::new();
    };
    let base = base.trim_end_matches('/');
    let mut sitemap = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.pages.iter().filter(|page| page.web) {
        // A page has one address: the one that it says itself.
        let folder = page.route.as_str().trim_end_matches("index.html");
        let address = format!("{base}/{}", address::encode(folder));
        sitemap.push_str("<url><loc>");
        inline::escape(&address, &mut sitemap);
        sitemap.push_str("</loc></url>\n");
    }
    sitemap.push_str("</urlset>\n");
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n");
    vec![
        (Route::new("sitemap.xml"), sitemap),
        (Route::new("robots.txt"), robots),
    ]
}
