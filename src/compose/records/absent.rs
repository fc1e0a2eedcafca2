//! Areas of which a table says nothing: the reader is told, and told why.

use crate::{
    compose::writing::Writing,
    document::text,
    model::{Absent, Collection},
};

/// A fact for each year and reason.
pub(super) fn absent(page: &mut Writing<'_>, absent: &[Absent]) {
    for entry in absent {
        let links = entry
            .areas
            .iter()
            .map(|id| page.link(Collection::Areas, id));
        let mut content = page.joined(links.collect());
        let reason = format!("missing.{}", entry.reason.as_str());
        let why = page
            .word("record.absent-why")
            .replace("{year}", &page.year(*entry.year))
            .replace("{reason}", page.site.theme.word(&reason));
        content.extend(text(why));
        content.extend(entry.note.as_deref().map(text).unwrap_or_default());
        page.fact("record.absent", content);
    }
}
