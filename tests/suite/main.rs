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

use libtest_mimic::{Arguments, Trial, run};

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
