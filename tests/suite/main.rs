//! The suite, as one binary: each module gives its trials.

mod web;

use libtest_mimic::{Arguments, Trial, run};

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![web::trials()];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
