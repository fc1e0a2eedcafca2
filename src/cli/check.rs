//! `yearbook check`

use std::process::ExitCode;

use clap::Args;

use super::{Root, Shape, exit_code, print, report};
use crate::{compose::Drafts, diagnostic, diagnostic::Format, make};

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
        let (found, mut problems) = make::read(&self.root.root, Drafts::Include);
        let site = found.as_ref().map(|(site, _)| site);
        let language = self.root.speech().of(site, &problems);
        if let Some((mut site, pages)) = found {
            make::proof(&mut site, &pages, Drafts::Include, &mut problems);
            site.regrade(&mut problems);
        }
        if self.format == Shape::Json {
            print(&diagnostic::render(&problems, Format::Json, language));
            return exit_code(&problems);
        }
        report(&problems, self.format.into(), language)
    }
}
