//! Scripts as browsers load them: ours without comments and blanks, which are a third of them compressed.

use std::borrow::Cow;

use minifier::js;

use crate::source::Source;

/// A script of the default theme made light. That of a site stays as its author wrote it: minifiers
/// stumble over rare things, such as `/[/ ]/`, and nobody would look for the fault there.
pub(super) fn light(script: &Source) -> Cow<'_, str> {
    let text = script.text();
    if !script.path().starts_with("themes/default/") {
        return Cow::Borrowed(text);
    }
    js::minify(text).map_or(Cow::Borrowed(text), |light| Cow::Owned(light.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_go() {
        let script =
            "// What it does.\n(() => {\n  /* Part */\n  a(); // b\n  c(\"// d\");\n})();\n";
        let ours = Source::new("themes/default/web/a.js", script);
        assert_eq!(light(&ours), "(()=>{a();c(\"// d\");})();");
        let theirs = Source::new("themes/harbour/web/a.js", script);
        assert_eq!(light(&theirs), script);
    }
}
