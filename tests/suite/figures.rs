//! Figures as authors ask for them: expressions in sentences, and views.

use libtest_mimic::Trial;

mod expressions;
mod site;
mod views;

pub fn trials() -> Vec<Trial> {
    [expressions::trials(), views::trials()]
        .into_iter()
        .flatten()
        .collect()
}
