//! The headings of the story of a case, where the site says in the vocabulary `case-heading` which
//! there are: readers who compare cases find the same things under the same words.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    document::{BlockKind, plain},
    model::{Narrative, Site, Vocabulary, VocabularyValue},
    source::Span,
};

const MISSING: &str = "case/heading-missing";
const UNKNOWN: &str = "case/heading-unknown";

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    let Some(vocabulary) = site.vocabularies.get("case-heading") else {
        return;
    };
    for narrative in &site.narratives {
        let record = narrative.front.record.as_deref();
        if record.is_some_and(|record| record.starts_with("case:")) {
            body(vocabulary, narrative, problems);
        }
    }
}

fn body(vocabulary: &Vocabulary, narrative: &Narrative, problems: &mut Diagnostics) {
    let written = written(narrative);
    for (words, span) in &written {
        if !vocabulary.values.iter().any(|value| is(value, words)) {
            problems.push(unknown(vocabulary, narrative, words, span));
        }
    }
    let missing: Vec<String> = vocabulary
        .values
        .iter()
        .filter(|value| !written.iter().any(|(words, _)| is(value, words)))
        .map(|value| format!("`{}`", value.label.ja))
        .collect();
    if !missing.is_empty() {
        let record = narrative.front.record.as_ref();
        let span = record.map_or(narrative.source.span(0..3), |record| record.span.clone());
        problems.push(
            Diagnostic::warning(
                MISSING,
                format!("this case has no heading {}", missing.join(", ")),
            )
            .at(&span, "in the text of this case")
            .hint("write the part, or waive `case/heading-missing` in the front matter with the reason")
            .waived(narrative.front.waive.reason(MISSING)),
        );
    }
}

/// The headings of the second level, and where they stand.
fn written(narrative: &Narrative) -> Vec<(String, Span)> {
    let blocks = narrative.document.blocks.iter();
    let headings = blocks.filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level == 2 => {
            Some((plain(&heading.content), block.span.clone()))
        }
        _ => None,
    });
    headings.collect()
}

/// Whether a heading is one of the vocabulary, in one of its languages or spellings.
fn is(value: &VocabularyValue, words: &str) -> bool {
    let labels = [Some(&value.label.ja), value.label.en.as_ref()];
    let mut spellings = labels.into_iter().flatten().chain(&value.synonyms);
    spellings.any(|spelling| spelling == words)
}

fn unknown(vocabulary: &Vocabulary, narrative: &Narrative, words: &str, span: &Span) -> Diagnostic {
    let labels = vocabulary
        .values
        .iter()
        .map(|value| value.label.ja.as_str());
    let hint = match nearest(words, labels.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the headings are {}", labels.collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::warning(UNKNOWN, format!("`{words}` is no heading of cases"))
        .at(span, "this heading")
        .hint(hint)
        .waived(narrative.front.waive.reason(UNKNOWN))
}
