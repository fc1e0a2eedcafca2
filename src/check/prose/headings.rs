//! Headings that nothing stands under.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    document::BlockKind,
    model::Site,
};

pub(super) fn check(site: &Site, problems: &mut Diagnostics) {
    for narrative in &site.narratives {
        let blocks = &narrative.document.blocks;
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading(heading) = &block.kind else {
                continue;
            };
            let empty = match blocks.get(at + 1).map(|next| &next.kind) {
                Some(BlockKind::Heading(next)) => next.level <= heading.level,
                Some(_) => false,
                None => true,
            };
            if empty {
                problems.push(
                    Diagnostic::warning("heading/empty", "nothing stands under this heading")
                        .at(&block.span, "this heading")
                        .hint("write what belongs here, or take the heading out")
                        .waived(narrative.front.waive.reason("heading/empty")),
                );
            }
        }
    }
}
