//! Values and views put in their places: after this no document asks for data any more.

use rayon::prelude::*;

use crate::{
    compose::{
        Book, Page,
        expression::Expressions,
        figures::Figures,
        rewrite::{Rewrite, rewrite},
        view,
    },
    diagnostic::Diagnostics,
    document::{Block, BlockKind, Inline},
    model::{FiscalYear, Site},
};

/// Evaluates every expression and every view of all pages.
pub(super) fn fill(site: &Site, pages: &mut [Page], books: &[Book], problems: &mut Diagnostics) {
    let figures = Figures::of(site);
    let expressions = Expressions::new(site, &figures);
    let found: Vec<Diagnostics> = pages
        .par_iter_mut()
        .map(|page| {
            let mut fill = Fill {
                site,
                figures: &figures,
                expressions: &expressions,
                edition: page.book.map(|book| books[book].year),
                problems: Diagnostics::default(),
            };
            rewrite(&mut page.document, &mut fill);
            fill.problems
        })
        .collect();
    for found in found {
        problems.extend(found);
    }
}

struct Fill<'a> {
    site: &'a Site,
    figures: &'a Figures,
    expressions: &'a Expressions,
    /// The year of the edition that the page belongs to.
    edition: Option<FiscalYear>,
    problems: Diagnostics,
}

impl Rewrite for Fill<'_> {
    fn block(&mut self, block: Block) -> Option<Block> {
        let BlockKind::View(view) = &block.kind else {
            return Some(block);
        };
        let (shown, problems) = view::evaluate(view, self.figures, self.site, self.edition);
        // The page of a record asks for views of its own, which stand in no file.
        let written = view.span.source.is(&block.span.source);
        self.problems.extend(match written {
            true => problems,
            false => problems.moved_to(&block.span),
        });
        shown
    }

    fn inline(&mut self, inline: Inline) -> Option<Inline> {
        let Inline::Expression { code, span } = &inline else {
            return Some(inline);
        };
        match self.expressions.evaluate(code, span, self.edition) {
            Ok((value, remark)) => {
                if let Some(remark) = remark {
                    let mut texts = self.site.narratives.iter();
                    let text = texts.find(|text| text.source.is(&span.source));
                    let reason = text.and_then(|text| text.front.waive.reason(remark.code));
                    self.problems.push(remark.waived(reason));
                }
                Some(value)
            }
            Err(problem) => {
                self.problems.push(*problem);
                None
            }
        }
    }
}
