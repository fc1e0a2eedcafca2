//! Figures as authors ask for them: expressions in sentences, and views.

use libtest_mimic::{Failed, Trial};
use yearbook::{
    compose::figures::{Detail, Dimension},
    model::{Missing, State},
};

mod expressions;
mod lives;
mod site;
mod small;
mod views;

pub fn trials() -> Vec<Trial> {
    let words = vec![Trial::test("figures::every_word_is_there", words)];
    [
        words,
        expressions::trials(),
        views::trials(),
        lives::trials(),
        small::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The words of all dimensions, states and reasons, in both languages.
fn words() -> Result<(), Failed> {
    let mut keys: Vec<String> = Vec::new();
    let names = Dimension::ALL.iter().map(|d| d.as_str());
    let names = names.chain(Detail::ALL.iter().map(|d| d.as_str()));
    keys.extend(names.map(|name| format!("figure.column.{name}")));
    keys.extend(State::ALL.map(|state| format!("state.{}", state.as_str())));
    for missing in Missing::ALL {
        keys.push(format!("missing.{}", missing.as_str()));
        keys.push(format!("missing.remark.{}", missing.as_str()));
    }
    for language in ["ja", "en"] {
        let site = site::site_in(language);
        for key in &keys {
            let word = site.theme.words.get(key);
            assert!(word.is_some_and(|w| !w.is_empty()), "{language}: {key}");
        }
    }
    Ok(())
}
