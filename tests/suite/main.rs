//! The suite, as one binary: each module gives its trials.

mod access;
mod architecture;
mod browser;
mod cases;
mod commands;
mod data;
mod dirt;
mod figures;
mod handbook;
mod html;
mod messages;
mod own;
mod print;
mod problems;
mod properties;
mod prose;
mod readme;
mod regulations;
mod search;
mod serve;
mod servers;
mod sites;
mod surveys;
mod web;
mod words;
mod write;
mod years;

use std::process::Command;

use libtest_mimic::{Arguments, Trial, run};

/// A command of the program. It speaks English, in which findings are written down here; only
/// `messages` is about the language that a site is told in.
fn program(command: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yearbook"));
    program.args([command, "--language", "en"]);
    program
}

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![
        access::trials(),
        architecture::trials(),
        cases::trials(),
        commands::trials(),
        data::trials(),
        dirt::trials(),
        figures::trials(),
        handbook::trials(),
        html::trials(),
        messages::trials(),
        own::trials(),
        print::trials(),
        problems::trials(),
        properties::trials(),
        prose::trials(),
        readme::trials(),
        regulations::trials(),
        search::trials(),
        serve::trials(),
        servers::trials(),
        sites::trials(),
        surveys::trials(),
        web::trials(),
        words::trials(),
        write::trials(),
        years::trials(),
    ];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
