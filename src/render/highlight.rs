//! Listings with the parts of their language named as classes, which the style sheet colours. The
//! only file that knows syntect.

use std::sync::LazyLock;

use syntect::{
    html::{ClassStyle, ClassedHTMLGenerator},
    parsing::SyntaxSet,
    util::LinesWithEndings,
};

/// Loaded once, and only when a page has a listing.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The text as HTML with classes `hl-…`; `None` for a language that is not known.
pub(super) fn html(language: &str, text: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(text) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_has_classes_and_stays_escaped() {
        let html = html("yaml", "title: <b>支援</b>\n").expect("YAML is known");
        assert!(html.contains("hl-"), "{html}");
        assert!(html.contains("&lt;b&gt;支援&lt;/b&gt;"), "{html}");
        assert_eq!(super::html("nonsense", "a"), None);
    }
}
