//! The suite, as one binary: each module gives its trials.

mod browser;
mod figures;
mod print;
mod problems;
mod search;
mod sites;
mod web;
mod write;

use libtest_mimic::{Arguments, Trial, run};

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![
        figures::trials(),
        print::trials(),
        problems::trials(),
        search::trials(),
        sites::trials(),
        web::trials(),
        write::trials(),
    ];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
