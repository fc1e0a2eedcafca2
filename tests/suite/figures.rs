//! Figures as authors ask for them: expressions in sentences, and views.

use libtest_mimic::Trial;

mod expressions;
mod site;

pub fn trials() -> Vec<Trial> {
    [expressions::trials()].into_iter().flatten().collect()
}
