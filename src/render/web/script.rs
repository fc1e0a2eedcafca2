//! Scripts as browsers load them: without indentation and comments that fill lines of their own, which
//! are a quarter of them compressed.

use std::borrow::Cow;

/// A script made light. One with a template literal over several lines stays as it is, since there
/// every blank counts.
pub(super) fn light(script: &str) -> Cow<'_, str> {
    if script
        .lines()
        .any(|line| line.matches('`').count() % 2 == 1)
    {
        return Cow::Borrowed(script);
    }
    let lines = script.lines().map(str::trim);
    let kept = lines.filter(|line| {
        let remark = line.starts_with("/*") && line.find("*/") == Some(line.len() - 2);
        !line.is_empty() && !line.starts_with("//") && !remark
    });
    Cow::Owned(kept.map(|line| format!("{line}\n")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script =
            "// What it does.\n(() => {\n  /* Part */\n\n  a(); // b\n  c(\"// d\");\n})();\n";
        assert_eq!(light(script), "(() => {\na(); // b\nc(\"// d\");\n})();\n");
        let literal = "a = `\n  // kept\n`;\n";
        assert_eq!(light(literal), literal);
    }
}
