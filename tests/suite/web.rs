//! Pages as readers get them: markup, links, and what a broken template says.

use std::fs;

use libtest_mimic::{Failed, Trial};
use yearbook::{outputs::Outputs, render::web::web, route::Route, source::Source};

mod contrast;
mod figures;
mod sample;

pub use sample::words;

pub fn trials() -> Vec<Trial> {
    let trial =
        |name: &str, run: fn() -> Result<(), Failed>| Trial::test(format!("web::{name}"), run);
    vec![
        trial(
            "nothing_inline_and_no_other_host",
            nothing_inline_and_no_other_host,
        ),
        trial(
            "every_link_leads_to_a_file_and_place",
            every_link_leads_to_a_file_and_place,
        ),
        trial("headings_go_down_one_by_one", headings_go_down_one_by_one),
        trial("ids_are_unique_on_their_page", ids_are_unique_on_their_page),
        trial("contrast_of_colours_is_enough", contrast::ratios_are_enough),
        trial("colours_stand_in_the_tokens", contrast::colours_are_tokens),
        trial("pages_are_small", pages_are_small),
        trial(
            "the_same_site_gives_the_same_bytes",
            the_same_site_gives_the_same_bytes,
        ),
        trial(
            "a_broken_template_has_a_place",
            a_broken_template_has_a_place,
        ),
        trial(
            "a_template_that_fails_is_reported_once",
            a_template_that_fails_is_reported_once,
        ),
        trial(
            "a_site_overrides_one_template",
            a_site_overrides_one_template,
        ),
        trial(
            "every_word_of_a_template_is_in_the_theme",
            every_word_of_a_template_is_in_the_theme,
        ),
        trial(
            "a_known_address_gives_a_sitemap",
            a_known_address_gives_a_sitemap,
        ),
    ]
}

/// The sample, rendered without a problem.
fn rendered() -> Result<Outputs, Failed> {
    let mut pages = sample::pages();
    pages.pages[2].document.notes.push(sample::note());
    let (outputs, problems) = web(&sample::site(), &pages);
    if let Some(problem) = problems.sorted().first() {
        return Err(format!("{problem:?}").into());
    }
    Ok(outputs)
}

fn html(outputs: &Outputs) -> Vec<(&Route, &str)> {
    outputs
        .iter()
        .filter(|(route, _)| route.as_str().ends_with(".html"))
        .map(|(route, bytes)| (route, std::str::from_utf8(bytes).expect("pages are UTF-8")))
        .collect()
}

fn nothing_inline_and_no_other_host() -> Result<(), Failed> {
    let outputs = rendered()?;
    // To be looked at, with the pictures beside the pages.
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/web");
    for (route, bytes) in outputs.iter() {
        let path = std::path::Path::new(folder).join(route.as_str());
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, bytes)?;
    }
    for (route, page) in html(&outputs) {
        for bad in [
            " style=",
            "<style",
            "<script>",
            " onclick",
            "src=\"http",
            "src=\"/",
            "href=\"/",
        ] {
            if page.contains(bad) {
                return Err(format!("{route} has `{bad}`").into());
            }
        }
        for tag in page.split('<').filter(|tag| tag.contains("http")) {
            let data = tag.starts_with("script type=\"application/ld+json\"");
            if !tag.starts_with("a href=\"https://example.jp") && !data {
                return Err(format!("{route}: <{tag}").into());
            }
        }
    }
    Ok(())
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    page.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, tail @ ..] = rest {
        if let (b'%', Some(code)) = (first, tail.get(..2)) {
            let code = std::str::from_utf8(code).expect("ASCII");
            bytes.push(u8::from_str_radix(code, 16).expect("a percent code"));
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

/// The route that an address leads to from a page.
fn target(page: &Route, path: &str) -> Route {
    if path.is_empty() {
        return page.clone();
    }
    let mut parts: Vec<&str> = page.as_str().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    Route::new(&parts.join("/"))
}

fn every_link_leads_to_a_file_and_place() -> Result<(), Failed> {
    let outputs = rendered()?;
    for (route, page) in html(&outputs) {
        let addresses = [
            values(page, "href"),
            values(page, "src"),
            values(page, "action"),
        ]
        .concat();
        for address in addresses {
            if address.starts_with("https://") {
                continue;
            }
            let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
            let target = target(route, &decoded(path));
            // The books and the search come from other renderers.
            if [
                "report.pdf",
                "report.txt",
                "search/index.js",
                "theme/search.js",
            ]
            .contains(&target.as_str())
            {
                continue;
            }
            let Some(bytes) = outputs.get(&target) else {
                return Err(format!("{route}: no file at `{address}`").into());
            };
            let place = format!(" id=\"{}\"", decoded(anchor));
            let there = std::str::from_utf8(bytes).expect("text");
            if !anchor.is_empty() && !there.contains(&place) {
                return Err(format!("{route}: no place at `{address}`").into());
            }
        }
    }
    Ok(())
}

fn headings_go_down_one_by_one() -> Result<(), Failed> {
    for (route, page) in html(&rendered()?) {
        let levels: Vec<u32> = page
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.chars().next()?.to_digit(10))
            .collect();
        if levels.first() != Some(&1) || levels.iter().filter(|level| **level == 1).count() != 1 {
            return Err(format!("{route}: {levels:?}").into());
        }
        if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
            return Err(format!("{route}: {levels:?}").into());
        }
    }
    Ok(())
}

fn ids_are_unique_on_their_page() -> Result<(), Failed> {
    for (route, page) in html(&rendered()?) {
        let mut ids = values(page, "id");
        ids.sort_unstable();
        if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("{route}: `{}` twice", pair[0]).into());
        }
    }
    Ok(())
}

fn pages_are_small() -> Result<(), Failed> {
    let outputs = rendered()?;
    let style = outputs
        .get(&Route::new("theme/style.css"))
        .map_or(0, <[u8]>::len);
    for (route, page) in html(&outputs) {
        if page.len() + style > 50_000 {
            return Err(format!("{route}: {} bytes with its style", page.len() + style).into());
        }
    }
    Ok(())
}

fn the_same_site_gives_the_same_bytes() -> Result<(), Failed> {
    if rendered()? == rendered()? {
        return Ok(());
    }
    Err("two builds differ".into())
}

/// The problems of the sample with one template of its own.
fn with_template(path: &str, text: &str) -> (Outputs, Vec<String>) {
    let mut site = sample::site();
    site.theme
        .texts
        .insert(path.into(), Source::new(format!("themes/own/{path}"), text));
    let (outputs, problems) = web(&site, &sample::pages());
    let problems = problems.sorted();
    let lines = problems.iter().map(|problem| {
        let place = problem
            .label
            .as_ref()
            .map(|label| format!("{:?} ", label.span));
        format!(
            "{}[{}] {}",
            place.unwrap_or_default(),
            problem.code,
            problem.message
        )
    });
    (outputs, lines.collect())
}

fn expect(found: &[String], expected: &[&str]) -> Result<(), Failed> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{found:#?}").into())
}

fn a_broken_template_has_a_place() -> Result<(), Failed> {
    let (_, problems) = with_template("web/list.html", "<p>\n{{ page.title </p>");
    expect(
        &problems,
        &["themes/own/web/list.html:2:15 [template/syntax] found `</` but expected }}"],
    )
}

fn a_template_that_fails_is_reported_once() -> Result<(), Failed> {
    let (outputs, problems) = with_template("web/record.html", "<p>{{ page.titel }}</p>");
    assert!(outputs.get(&Route::page("report")).is_some());
    let [problem] = problems.as_slice() else {
        return Err(format!("{problems:#?}").into());
    };
    let place = "themes/own/web/record.html:1:12 [template/failed] field `titel` is not defined";
    assert!(problem.starts_with(place), "{problem}");
    Ok(())
}

fn a_site_overrides_one_template() -> Result<(), Failed> {
    let (outputs, problems) = with_template("web/list.html", "<title>{{ page.title }}</title>");
    let page = outputs.get(&Route::page("cases"));
    assert_eq!(page, Some("<title>事例</title>".as_bytes()));
    expect(&problems, &[])
}

fn a_known_address_gives_a_sitemap() -> Result<(), Failed> {
    let mut site = sample::site();
    site.config.base_url = Some("https://example.jp/report/".into());
    let (outputs, _) = web(&site, &sample::pages());
    let text = |path: &str| {
        let bytes = outputs.get(&Route::new(path)).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert!(text("sitemap.xml").contains("<loc>https://example.jp/report/cases/</loc>"));
    assert!(text("robots.txt").ends_with("Sitemap: https://example.jp/report/sitemap.xml\n"));
    assert!(text("404.html").contains("href=\"/report/theme/style.css\""));
    Ok(())
}

fn every_word_of_a_template_is_in_the_theme() -> Result<(), Failed> {
    let templates = sample::site().theme.texts;
    let texts: String = templates.values().map(Source::text).collect();
    let texts = format!("{texts} \"web.done\" \"web.open\" \"web.search\" \"web.missing\"");
    let keys: Vec<&str> = texts
        .split('"')
        .filter(|key| key.starts_with("web.") && !key.ends_with('.'))
        .collect();
    for language in ["ja", "en"] {
        let words = sample::words(language);
        for key in &keys {
            if !words.contains_key(*key) {
                return Err(format!("no word `{key}` in {language}").into());
            }
        }
    }
    let keys = |language| sample::words(language).into_keys().collect::<Vec<_>>();
    assert_eq!(keys("ja"), keys("en"));
    Ok(())
}
