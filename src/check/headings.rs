//! Headings under which nothing stands.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::{BlockKind, plain},
    model::Site,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for narrative in &site.narratives {
        let blocks = &narrative.document.blocks;
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading(heading) = &block.kind else {
                continue;
            };
            let below = match blocks.get(at + 1).map(|next| &next.kind) {
                Some(BlockKind::Heading(next)) => next.level > heading.level,
                // Behind the body of a record its page goes on.
                None => narrative.front.record.is_some(),
                Some(_) => true,
            };
            if !below {
                let message = format!("nothing stands under `{}`", plain(&heading.content));
                let reason = narrative.front.waive.reason("heading/empty");
                problems.push(
                    Diagnostic::warning("heading/empty", message)
                        .at(&block.span, "this heading")
                        .hint("add the text, or take the heading out")
                        .waived(reason),
                );
            }
        }
    }
}
