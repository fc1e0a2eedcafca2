//! The suite, as one binary: each module gives its trials.

mod architecture;
mod browser;
mod commands;
mod figures;
mod own;
mod print;
mod problems;
mod properties;
mod readme;
mod search;
mod sites;
mod web;
mod words;
mod write;

use libtest_mimic::{Arguments, Trial, run};

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![
        architecture::trials(),
        commands::trials(),
        figures::trials(),
        own::trials(),
        print::trials(),
        problems::trials(),
        properties::trials(),
        readme::trials(),
        search::trials(),
        sites::trials(),
        web::trials(),
        words::trials(),
        write::trials(),
    ];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
