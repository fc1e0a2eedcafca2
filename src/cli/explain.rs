//! `yearbook explain`: what a code means.

use std::{fmt::Write as _, process::ExitCode};

use clap::Args;

use super::print;
use crate::diagnostic::{explain, explanations, nearest};

/// The arguments of `explain`.
#[derive(Args)]
pub(super) struct Explain {
    /// The code in brackets of a message; without it all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(self) -> ExitCode {
        let Some(code) = self.code else {
            let mut list = String::new();
            for known in explanations() {
                let _ = writeln!(list, "{}: {}", known.code, known.english);
            }
            print(&list);
            return ExitCode::SUCCESS;
        };
        if let Some(known) = explain(&code) {
            print(&format!(
                "{}\n\n{}\n\n{}\n",
                known.code, known.japanese, known.english
            ));
            return ExitCode::SUCCESS;
        }
        let hint = match nearest(&code, explanations().map(|known| known.code)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`yearbook explain` lists all codes".to_owned(),
        };
        eprintln!("error: no finding has the code `{code}`: {hint}");
        ExitCode::from(2)
    }
}
