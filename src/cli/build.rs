//! `yearbook build`

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use super::{Root, print, progress, report};
use crate::{
    compose::Drafts,
    compress,
    diagnostic::{Diagnostic, Diagnostics, Format, Language},
    make,
    render::Rendering,
    write::{self, Written},
};

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    root: Root,
    /// The folder to make; `public` in the folder of the site when missing
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Include pages that are marked as drafts
    #[arg(long)]
    drafts: bool,
    /// The address of the published site, in place of the one in `yearbook.yaml`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Add `.br` and `.gz` files for servers that send them
    #[arg(long)]
    precompress: bool,
}

impl Build {
    pub(super) fn run(self) -> ExitCode {
        let drafts = if self.drafts {
            Drafts::Include
        } else {
            Drafts::Leave
        };
        progress("reading");
        let (found, mut problems) = make::read(&self.root.root, drafts);
        let language = {
            let site = found.as_ref().map(|(site, _)| site);
            self.root.speech().of(site, &problems)
        };
        let Some((mut site, pages)) = found else {
            return report(&problems, Format::Human, language);
        };
        if self.base_url.is_some() {
            site.config.base_url = self.base_url;
        }
        progress("rendering");
        let mut rendering = make::files(&mut site, &pages, drafts, &mut problems);
        let out = self.out.unwrap_or_else(|| self.root.root.join("public"));
        problems.extend(gone(&rendering, &out));
        site.regrade(&mut problems);
        problems.drop_notes();
        if problems.has_errors() {
            return report(&problems, Format::Human, language);
        }
        if self.precompress {
            compress::precompress(&mut rendering.outputs);
        }
        progress("writing");
        match write::write(&rendering.outputs, &out) {
            Ok(written) => {
                let out = out.display().to_string();
                print(&summary(&rendering, &written, &out, language));
            }
            Err(problem) => problems.push(*problem),
        }
        report(&problems, Format::Human, language)
    }
}

/// Pages that readers may have noted down and no longer find. More than these are a new site.
fn gone(rendering: &Rendering, out: &Path) -> Diagnostics {
    const MANY: usize = 20;
    let mut problems = Diagnostics::default();
    let gone = write::gone(&rendering.outputs, out);
    for address in gone.iter().filter(|_| gone.len() <= MANY) {
        let message = format!("the page `{address}` was published before and is gone");
        problems.push(
            Diagnostic::warning("page/gone", message)
                .in_file("yearbook.yaml")
                .hint(format!(
                    "if it is elsewhere now, lead there: `moved: {{{address}: NEW/ADDRESS/}}`"
                )),
        );
    }
    problems
}

/// One line for each publication, and one for the folder.
fn summary(rendering: &Rendering, written: &Written, out: &str, language: Language) -> String {
    let mut text = String::new();
    for book in &rendering.summaries {
        let (web, printed) = (book.web_pages, book.printed_pages);
        let line = format!(
            "{}: {web} web pages, {printed} printed pages in {}",
            book.title, book.pdf
        );
        let _ = writeln!(text, "{}", language.say(line));
    }
    let Written {
        changed,
        unchanged,
        removed,
    } = written;
    let line = format!("{out}: {changed} files written, {unchanged} unchanged, {removed} removed");
    let _ = writeln!(text, "{}", language.say(line));
    text
}
