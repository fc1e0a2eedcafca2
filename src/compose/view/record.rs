//! The record that a view is about: `of: trainings/theme-seminar`.

use super::{Desk, Result};
use crate::{
    diagnostic::{Diagnostic, nearest},
    model::Collection,
    source::Spanned,
};

/// The id of the record that `of` names, when it is one of some collections.
pub(super) fn id<'a>(
    desk: &Desk,
    of: &'a Spanned<String>,
    allowed: &[Collection],
) -> Result<(Collection, &'a str)> {
    let (folder, id) = of.split_once('/').unwrap_or((of.as_str(), ""));
    let found = allowed
        .iter()
        .find(|collection| collection.folder() == folder);
    let Some(&collection) = found else {
        let folders: Vec<String> = allowed
            .iter()
            .map(|c| format!("{}/…", c.folder()))
            .collect();
        let message = format!("the view `{}` shows no `{}`", desk.view.name, of.value);
        return Err(Box::new(
            Diagnostic::error("view/shape", message)
                .at(&of.span, "asked here")
                .hint(format!("it shows {}", folders.join(", "))),
        ));
    };
    let ids = desk.site.ids(collection);
    if ids.contains(&id) {
        return Ok((collection, id));
    }
    let message = format!("no {} is called `{id}`", collection.kind());
    let problem = Diagnostic::error("reference/unknown", message).at(&of.span, "referred to here");
    Err(Box::new(match nearest(id, ids.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{folder}/{near}`?")),
        None => problem.hint(format!("write `{folder}/` and the id of a record")),
    }))
}
