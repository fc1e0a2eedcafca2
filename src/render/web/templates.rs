//! The templates of the theme: the one file of the web that knows Tera.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera};

use crate::{
    diagnostic::{Diagnostic, sentence},
    model::Theme,
    render::web::view::SiteView,
    source::Source,
};

/// The folder of the theme whose files are for the web; templates are named without it.
pub const FOLDER: &str = "web/";

/// All page templates and components of a theme, ready to use.
pub struct Templates {
    tera: Tera,
    /// By the names that Tera knows: `page.html`.
    sources: BTreeMap<String, Source>,
    words: Arc<BTreeMap<String, String>>,
}

impl Templates {
    pub fn new(theme: &Theme, site: &SiteView) -> Result<Self, Box<Diagnostic>> {
        let sources: BTreeMap<String, Source> = theme
            .texts
            .iter()
            .filter_map(|(path, source)| Some((path.strip_prefix(FOLDER)?, source)))
            .filter(|(name, _)| name.ends_with(".html"))
            .map(|(name, source)| (name.to_owned(), source.clone()))
            .collect();
        let mut templates = Self {
            tera: Tera::default(),
            sources,
            words: Arc::new(theme.words.clone()),
        };
        let words = Arc::clone(&templates.words);
        templates
            .tera
            .register_function("word", move |arguments: Kwargs, _: &State| {
                let key = arguments.must_get::<&str>("key")?;
                let word = words
                    .get(key)
                    .ok_or_else(|| Error::message(format!("the theme has no word `{key}`")))?;
                // 第{n}版
                let fill = |word: String, (name, value): (&tera::value::Key, &tera::Value)| {
                    let name = name.as_str().unwrap_or_default();
                    word.replace(&format!("{{{name}}}"), &value.to_string())
                };
                Ok::<_, Error>(arguments.iter().fold(word.clone(), fill))
            });
        templates.tera.global_context().insert("site", site);
        let texts: Vec<(&str, &str)> = templates
            .sources
            .iter()
            .map(|(name, source)| (name.as_str(), source.text()))
            .collect();
        templates
            .tera
            .add_raw_templates(texts)
            .map_err(|error| problem(&templates.sources, &error, None))?;
        Ok(templates)
    }

    /// A page, shown by the template of this name.
    pub fn page(&self, name: &str, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("page", view);
        self.tera
            .render(name, &context)
            .map_err(|error| problem(&self.sources, &error, Some(name)))
    }

    /// A component; its only argument is the view, under the name of the component.
    pub fn component(&self, name: &str, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let mut arguments = Context::new();
        arguments.insert(name.to_owned(), view);
        self.tera
            .render_component(name, &arguments, None, true)
            .map_err(|error| problem(&self.sources, &error, None))
    }

    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }
}

fn problem(
    sources: &BTreeMap<String, Source>,
    error: &Error,
    template: Option<&str>,
) -> Box<Diagnostic> {
    let diagnostic = match error.kind() {
        ErrorKind::SyntaxError(report) => {
            placed(sources, report, "template/syntax", "not understood")
        }
        ErrorKind::RenderingError(report) => {
            placed(sources, report, "template/failed", "this cannot be shown")
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("the template extends `{parent}`, which the theme has not");
            Diagnostic::error("template/unknown", message).in_file(format!("{FOLDER}{current}"))
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Diagnostic::error("template/circular", "the template uses itself")
                .in_file(format!("{FOLDER}{tpl}"))
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("the theme has no template `{name}`");
            Diagnostic::error("template/unknown", message).in_file(format!("{FOLDER}{name}"))
        }
        ErrorKind::ComponentNotFound(name) => {
            let message = format!("the theme has no component `{name}`");
            Diagnostic::error("template/unknown", message).in_file("web/components.html")
        }
        ErrorKind::Msg(text) if text.contains("\n --> ") => listed(sources, text),
        other => {
            let diagnostic = Diagnostic::error("template/failed", sentence(&other.to_string()));
            match template {
                Some(name) => diagnostic.in_file(format!("{FOLDER}{name}")),
                None => diagnostic,
            }
        }
    };
    Box::new(diagnostic)
}

fn placed(
    sources: &BTreeMap<String, Source>,
    report: &ReportError,
    code: &'static str,
    label: &str,
) -> Diagnostic {
    let (message, hint) = report.message().split_once(". ").unwrap_or((
        report.message(),
        "compare it with the same file of the default theme",
    ));
    let diagnostic = Diagnostic::error(code, sentence(message)).hint(sentence(hint));
    match sources.get(report.filename()) {
        Some(source) => diagnostic.at(&source.span(report.span().range.clone()), label),
        None => diagnostic.in_file(format!("{FOLDER}{}", report.filename())),
    }
}

/// Templates that do not fit each other are told as one text, error after error, each with
/// ` --> name:line:column`. The first is told here; it mostly explains the others.
fn listed(sources: &BTreeMap<String, Source>, text: &str) -> Diagnostic {
    let (message, rest) = text.split_once('\n').unwrap_or((text, ""));
    let message = message.strip_prefix("error:").unwrap_or(message);
    let diagnostic = Diagnostic::error("template/failed", sentence(message));
    let place = rest
        .trim_start()
        .strip_prefix("-->")
        .and_then(|rest| rest.lines().next());
    let mut parts = place.unwrap_or_default().trim().split(':');
    let name = parts.next().unwrap_or_default();
    let line = parts
        .next()
        .and_then(|line| line.parse::<usize>().ok())
        .map_or(1, |line| line.max(1));
    let diagnostic = match sources.get(name) {
        Some(source) => {
            let lines = source.text().split_inclusive('\n');
            let start: usize = lines.clone().take(line - 1).map(str::len).sum();
            let length = lines
                .clone()
                .nth(line - 1)
                .map_or(0, |line| line.trim_end().len());
            diagnostic.at(&source.span(start..start + length), "in this line")
        }
        None => diagnostic.in_file(format!("{FOLDER}{name}")),
    };
    let more = text.matches("\n --> ").count() - 1;
    match more {
        0 => diagnostic,
        _ => diagnostic.hint(format!(
            "{more} more of this kind: does a file of the theme lack what others use?"
        )),
    }
}
