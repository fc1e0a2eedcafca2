//! `yearbook check`

use std::process::ExitCode;

use clap::Args;

use super::{Root, Shape, exit_code, other_faces, print, read, report};
use crate::{compose::Drafts, diagnostic, diagnostic::Format, render};

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    root: Root,
    /// How problems are shown
    #[arg(long, value_enum, default_value_t = Shape::Human)]
    format: Shape,
}

impl Check {
    pub(super) fn run(self) -> ExitCode {
        let (found, mut problems) = read(&self.root, Drafts::Include);
        if let Some((mut site, pages)) = found {
            problems.extend(render::proof(&site, &pages));
            let drafts = Drafts::Include;
            for more in other_faces(&mut site, drafts, &mut problems, render::proof_books) {
                problems.extend_new(more);
            }
            site.regrade(&mut problems);
        }
        if self.format == Shape::Json {
            print(&diagnostic::render(&problems, Format::Json));
            return exit_code(&problems);
        }
        report(&problems, self.format.into())
    }
}
