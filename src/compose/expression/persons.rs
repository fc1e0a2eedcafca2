//! What is computed from counts of persons: where they are rounded it would be wrong, and where small
//! ones are masked a difference can tell them.

use std::collections::BTreeSet;

use crate::{
    compose::figures::{Figure, Figures, Question, Trouble},
    model::{Number, SmallNumbers},
};

const CODE: &str = "expression/persons";

/// Whether an expression may have its value.
pub(super) fn check(
    figures: &Figures,
    small: SmallNumbers,
    asked: &[Question],
    code: &str,
    value: &str,
) -> Result<(), Trouble> {
    let signs = signs(code);
    let of = |is: fn(&Figure) -> bool| asked.iter().filter(|q| figures.has(q, is)).count();
    if signs.is_empty() {
        return Ok(());
    }
    if of(Figure::is_rounded) > 0 {
        let message = "counts of persons are rounded here, and what is computed from them is wrong";
        return Err(Trouble::whole(CODE, message.to_owned())
            .hint("ask for the figure itself: a `sum` is rounded once, and `ratio`, `share` and `change` compare what is shown"));
    }
    let sums = signs.iter().all(|sign| ['+', '-'].contains(sign));
    let few = Number::parse(value).is_none_or(|number| small.hides(number.abs()));
    let tells = signs.contains(&'-') && (!sums || few);
    if small.below == 0 || !tells || of(Figure::is_of_persons) < 2 {
        return Ok(());
    }
    let message =
        "the difference of two counts of persons can tell of those who are too few to be shown";
    Err(Trouble::whole(CODE, message.to_owned())
        .hint("say the two figures, or ask for those who are meant with a filter; from year to year there is `change`"))
}

/// What an expression computes with, outside of texts in quotes.
fn signs(code: &str) -> BTreeSet<char> {
    let mut quoted = None;
    let mut signs = BTreeSet::new();
    for c in code.chars() {
        match (quoted, c) {
            (None, '"' | '\'' | '`') => quoted = Some(c),
            (Some(quote), c) if quote == c => quoted = None,
            (None, '+' | '-' | '*' | '/' | '%') => drop(signs.insert(c)),
            _ => {}
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_quotes_are_names() {
        let of = |code: &str| signs(code).into_iter().collect::<String>();
        assert_eq!(of(r#"sum(of="councils/a-b", year=2023)"#), "");
        assert_eq!(of(r#"sum(of="a") - sum(of='b-c') * 2"#), "*-");
    }
}
