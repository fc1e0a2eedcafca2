//! The colours of the theme: every pair of text and ground, of border and ground, in both schemes.

use std::{collections::BTreeMap, fs, path::Path};

use libtest_mimic::Failed;

/// Text on the grounds that it stands on.
const TEXT: [(&str, &[&str]); 6] = [
    (
        "ink",
        &["paper", "paper-soft", "accent-pale", "caution-pale", "mark"],
    ),
    ("ink-soft", &["paper", "paper-soft"]),
    ("accent", &["paper", "paper-soft", "accent-pale", "mark"]),
    ("accent-deep", &["paper", "paper-soft", "accent-pale"]),
    ("visited", &["paper", "paper-soft"]),
    ("on-accent", &["accent", "accent-deep"]),
];

/// What bounds a field, and what shows where one is.
const SHAPES: [(&str, &[&str]); 3] = [
    ("line-strong", &["paper", "paper-soft"]),
    ("focus", &["paper", "paper-soft", "accent-pale"]),
    ("accent", &["paper", "paper-soft"]),
];

type Rgb = [f64; 3];

/// The colours of the tokens: light and dark.
fn tokens() -> Result<BTreeMap<String, [Rgb; 2]>, Failed> {
    let mut tokens = BTreeMap::new();
    for line in read("tokens.css")?.lines() {
        let Some((name, value)) = line
            .trim()
            .strip_prefix("--")
            .and_then(|l| l.split_once(": "))
        else {
            continue;
        };
        let Some(pair) = value
            .strip_prefix("light-dark(")
            .and_then(|v| v.strip_suffix(");"))
        else {
            continue;
        };
        let (light, dark) = pair.split_once(", ").ok_or("two colours")?;
        tokens.insert(name.to_owned(), [rgb(light)?, rgb(dark)?]);
    }
    assert!(tokens.len() > 10, "{tokens:?}");
    Ok(tokens)
}

fn read(name: &str) -> Result<String, Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/web");
    Ok(fs::read_to_string(folder.join(name))?)
}

fn rgb(text: &str) -> Result<Rgb, Failed> {
    let hex = text
        .strip_prefix('#')
        .ok_or_else(|| format!("no colour: {text}"))?;
    let digits: Vec<u32> = hex.chars().filter_map(|c| c.to_digit(16)).collect();
    let parts: Vec<u32> = match digits.as_slice() {
        [r, g, b] => vec![r * 17, g * 17, b * 17],
        [r, s, g, h, b, c] => vec![r * 16 + s, g * 16 + h, b * 16 + c],
        _ => return Err(format!("no colour: {text}").into()),
    };
    Ok([parts[0].into(), parts[1].into(), parts[2].into()])
}

/// The relative luminance of WCAG.
fn luminance(colour: Rgb) -> f64 {
    let linear = |part: f64| match part / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}

fn ratio(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

pub fn ratios_are_enough() -> Result<(), Failed> {
    assert!((ratio(rgb("#fff")?, rgb("#000")?) - 21.0).abs() < 0.01);
    assert!((ratio(rgb("#767676")?, rgb("#fff")?) - 4.54).abs() < 0.01);
    let tokens = tokens()?;
    let mut low = Vec::new();
    let text = TEXT.iter().map(|pair| (pair, 4.5));
    for ((over, grounds), least) in text.chain(SHAPES.iter().map(|pair| (pair, 3.0))) {
        for ground in *grounds {
            for (at, scheme) in ["light", "dark"].into_iter().enumerate() {
                let found = ratio(tokens[*over][at], tokens[*ground][at]);
                if found < least {
                    low.push(format!(
                        "{over} on {ground}, {scheme}: {found:.2} of {least}"
                    ));
                }
            }
        }
    }
    match low.is_empty() {
        true => Ok(()),
        false => Err(low.join("\n").into()),
    }
}

/// No colour stands outside the tokens, but black, white and grey on paper and the ground of pictures.
pub fn colours_are_tokens() -> Result<(), Failed> {
    let style = read("style.css")?;
    let screen = style.split("@media print").next().unwrap_or_default();
    let mut literal = Vec::new();
    for (number, line) in (1..).zip(screen.lines()) {
        let values = line
            .split(':')
            .skip(1)
            .flat_map(|v| v.split([' ', ';', '}']));
        let loose = values.filter(|v| v.starts_with('#') && *v != "#fff" || v.starts_with("rgb("));
        let shadows = line.contains("box-shadow");
        literal.extend(
            loose
                .filter(|_| !shadows)
                .map(|value| format!("style.css:{number}: {value}")),
        );
    }
    match literal.is_empty() {
        true => Ok(()),
        false => Err(literal.join("\n").into()),
    }
}
