//! The parameters of views: YAML in a fenced block, with the places of the Markdown file.

use std::{fmt, ops::Range};

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned},
};

use crate::{
    compose::figures::{Filter, Form, Question},
    diagnostic::Diagnostic,
    document::View,
    load::yaml,
    source::{Source, Span, Spanned},
};

/// The filters of a view.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Where(IndexMap<Spanned<String>, Spanned<Values>>);

/// One value, or a list of them.
#[derive(Debug)]
struct Values(Vec<String>);

impl Where {
    pub fn question(&self, of: &str) -> Question {
        let filter = |(name, values): (&Spanned<String>, &Spanned<Values>)| Filter {
            name: name.value.clone(),
            values: values.0.clone(),
        };
        Question {
            of: of.to_owned(),
            filters: self.0.iter().map(filter).collect(),
            form: Form::View,
        }
    }

    /// Where the name or the value of a filter stands.
    pub fn place(&self, name: &str, its_name: bool) -> Option<&Span> {
        let plain = |name: &str| name.replace('_', "-");
        let (key, values) = self.0.iter().find(|(key, _)| plain(key) == plain(name))?;
        Some(if its_name { &key.span } else { &values.span })
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or a list of values")
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Values, E> {
        Ok(Values(vec![n.to_string()]))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Values, E> {
        Ok(Values(vec![n.to_string()]))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Values, E> {
        Ok(Values(vec![text.to_owned()]))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element::<Values>()? {
            values.extend(value.0);
        }
        Ok(Values(values))
    }
}

/// The parameters of a view.
pub(super) fn read<T: DeserializeOwned>(view: &View) -> Result<T, Box<Diagnostic>> {
    if view.parameters.trim().is_empty() {
        let message = format!("the view `{}` has no parameters", view.name);
        return Err(Box::new(
            Diagnostic::error("view/empty", message)
                .at(&super::name_of(view), "without parameters")
                .hint("say at least what it shows: `of: meetings`"),
        ));
    }
    let (source, range) = block(view);
    yaml::from_text(&source, range)
}

/// The text and the range of the parameters. In a quote each line has marks before it: there
/// a copy of the file has blanks in their stead, so that all places stay right.
fn block(view: &View) -> (Source, Range<usize>) {
    let Span { source, range } = &view.span;
    let text = source.text();
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let lines = text[start..range.end].split_inclusive('\n');
    let mut copy = text.to_owned();
    let (mut at, mut marks) = (start, false);
    for (line, parameters) in lines.zip(view.parameters.lines()) {
        let Some(before) = line.trim_end().strip_suffix(parameters.trim_end()) else {
            return (source.clone(), range.clone());
        };
        if !before.trim().is_empty() {
            marks = true;
            copy.replace_range(at..at + before.len(), &" ".repeat(before.len()));
        }
        at += line.len();
    }
    let source = match marks {
        true => Source::new(source.path(), copy),
        false => source.clone(),
    };
    (source, start..range.end)
}
