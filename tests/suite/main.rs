//! The suite, as one binary: each module gives its trials.

mod figures;
mod print;
mod web;
mod write;

use libtest_mimic::{Arguments, Trial, run};

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![
        figures::trials(),
        print::trials(),
        web::trials(),
        write::trials(),
    ];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
