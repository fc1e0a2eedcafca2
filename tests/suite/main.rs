//! The suite, as one binary: each module gives its trials.

use libtest_mimic::{Arguments, Trial, run};

fn main() {
    let arguments = Arguments::from_args();
    let modules: Vec<Vec<Trial>> = vec![];
    run(&arguments, modules.into_iter().flatten().collect()).exit();
}
