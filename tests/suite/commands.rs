//! What the commands print, as transcripts in `tests/commands`.

use libtest_mimic::{Failed, Trial};

pub fn trials() -> Vec<Trial> {
    vec![Trial::test(
        "commands::print_what_the_transcripts_say",
        transcripts,
    )]
}

fn transcripts() -> Result<(), Failed> {
    let cases = trycmd::TestCases::new();
    cases.default_bin_path(env!("CARGO_BIN_EXE_yearbook"));
    cases.register_bin(
        "yearbook",
        std::path::Path::new(env!("CARGO_BIN_EXE_yearbook")),
    );
    cases.case("tests/commands/*.md");
    cases.run();
    Ok(())
}
