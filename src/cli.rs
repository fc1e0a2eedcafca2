//! The command line: one file per command.

use std::process::ExitCode;

/// Runs the command that the arguments name. Exit code 0: clean; 1: problems found; 2: wrong usage.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
