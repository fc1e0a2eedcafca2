//! Printed numbers: in order, on their level, of the style of the regulation; and nothing numbered
//! that says nothing.

use super::Found;
use crate::{
    diagnostic::Diagnostic,
    model::{Form, Mark, Provision, Role},
    source::Spanned,
};

/// What machines put before a number.
const STRAY: [char; 8] = ['-', '・', '*', '–', '—', '−', '•', '‐'];

pub(super) fn check(found: &mut Found<'_>) {
    let regulation = found.regulation;
    row(found, &regulation.body, None, Some(0));
    for attachment in regulation.forms.iter().chain(&regulation.attachments) {
        row(found, &attachment.body, None, Some(0));
    }
    articles(found);
}

/// Provisions that stand beside each other; `before` is the mark of one that stands elsewhere.
fn row(
    found: &mut Found<'_>,
    provisions: &[Provision],
    before: Option<Mark>,
    level: Option<usize>,
) {
    let style = found.regulation.style;
    let mut before = before;
    let mut told = false;
    for provision in provisions {
        let mark = provision.num.as_ref().and_then(|num| read(found, num));
        if let (Some(mark), Some(num)) = (mark, &provision.num)
            && mark.form != Form::Article
        {
            let astray = mark.form != Form::Chapter && style.level(mark.form) != level;
            if astray && !told {
                told = true;
                skipped(found, num, level);
            }
            // One slip is told once: what is of another level is in no order with the others.
            let apart = before.is_some_and(|before| before.form != mark.form);
            before = Some(match astray && apart {
                true => mark,
                false => next(found, num, mark, before),
            });
        }
        empty(found, provision);
        inside(found, provision, mark, level);
    }
}

fn inside(found: &mut Found<'_>, provision: &Provision, mark: Option<Mark>, level: Option<usize>) {
    match mark.map(|mark| mark.form) {
        Some(Form::Chapter) => row(found, &provision.children, None, Some(0)),
        Some(Form::Article) => {
            row(found, &provision.children, None, Some(1));
            let own = provision.text.is_some() || !provision.children.is_empty();
            let unnumbered = provision
                .paragraphs
                .first()
                .is_some_and(|p| p.num.is_none());
            let first = Mark::parse("1", found.regulation.style).filter(|_| own || unnumbered);
            row(found, &provision.paragraphs, first, Some(0));
        }
        // Below a slip the numbers are held against what stands there.
        form => {
            let here = form
                .and_then(|form| found.regulation.style.level(form))
                .or(level);
            row(found, &provision.children, None, here.map(|here| here + 1));
        }
    }
}

/// The mark of a number; what stands before it by mistake is told and passed over.
fn read(found: &mut Found<'_>, num: &Spanned<String>) -> Option<Mark> {
    let style = found.regulation.style;
    if let Some(mark) = Mark::parse(num, style) {
        return Some(mark);
    }
    let bare = num.trim().trim_start_matches(STRAY).trim();
    let message = format!("`{}` is no number of an ordinance", num.value);
    let problem = Diagnostic::warning("regulation/stray-mark", message).at(&num.span, "as printed");
    match Mark::parse(bare, style) {
        Some(mark) => {
            found.report(problem.hint(format!(
                "write `{bare}`; the rest is left from a conversion"
            )));
            Some(mark)
        }
        None => {
            found.report(problem.hint("numbers are as `第1条`, `2`, `(1)`, `ア`, `(ア)`, `①`"));
            None
        }
    }
}

/// Holds a mark against the one before; gives the one that the next is held against.
fn next(found: &mut Found<'_>, num: &Spanned<String>, mark: Mark, before: Option<Mark>) -> Mark {
    if mark.follows(before) {
        return mark;
    }
    let wanted = match before {
        Some(before) => before.next(),
        None => Mark {
            place: 1,
            branch: 1,
            ..mark
        },
    };
    let message = match before {
        Some(before) => format!("the number `{}` follows `{}`", num.value, before.show()),
        None => format!("the first number here is `{}`", num.value),
    };
    found.report(
        Diagnostic::error("regulation/mark-order", message)
            .at(&num.span, format!("`{}` would be next", wanted.show()))
            .hint("look at the source; if it is printed so, waive it with the reason"),
    );
    match mark.form == wanted.form && mark.place > wanted.place {
        true => mark,
        false => wanted,
    }
}

fn skipped(found: &mut Found<'_>, num: &Spanned<String>, level: Option<usize>) {
    let style = found.regulation.style;
    let wanted = level.and_then(|level| style.levels().get(level));
    let wanted = wanted.and_then(|forms| forms.first());
    let first = |form: &Form| Mark {
        form: *form,
        place: 1,
        branch: 1,
    };
    let shown = wanted.map(|form| first(form).show());
    let message = format!("the number `{}` is not of this level", num.value);
    found.report(
        Diagnostic::error("regulation/mark-level", message)
            .at(&num.span, "of another level")
            .hint(match shown {
                Some(shown) => format!(
                    "this level begins with `{shown}`; a level was skipped, or the style is another"
                ),
                None => "nothing is nested so deeply in this style".to_owned(),
            }),
    );
}

/// Articles are counted through all chapters, and each has a caption.
fn articles(found: &mut Found<'_>) {
    let regulation = found.regulation;
    let mut before: Option<Mark> = None;
    for place in regulation.places() {
        let (Role::Article, Some(num)) = (place.role, &place.provision.num) else {
            continue;
        };
        let Some(mark) = Mark::parse(num, regulation.style) else {
            continue;
        };
        if !mark.follows(before) {
            let wanted = before.map_or_else(|| "第1条".to_owned(), |before| before.next().show());
            let message = format!("`{}` stands where `{wanted}` would be next", num.value);
            found.report(
                Diagnostic::error("regulation/article-order", message)
                    .at(&num.span, "this article")
                    .hint("articles are counted from 1 without a gap; one that was deleted keeps its number"),
            );
        }
        before = Some(mark);
        if place.provision.caption.is_none() && place.provision.title.is_none() {
            let message = format!("`{}` has no caption", num.value);
            found.report(
                Diagnostic::warning("regulation/no-caption", message)
                    .at(&num.span, "this article")
                    .hint("say in `caption:` what it is about"),
            );
        }
    }
}

/// A number, or a heading, under which nothing stands.
fn empty(found: &mut Found<'_>, provision: &Provision) {
    let inner = provision.text.is_some()
        || !provision.children.is_empty()
        || !provision.paragraphs.is_empty();
    let heading = found.regulation.role(provision) != Role::Item
        || found
            .regulation
            .body
            .iter()
            .any(|top| std::ptr::eq(top, provision));
    if inner || provision.title.is_some() && !heading {
        return;
    }
    let place = found.place(provision);
    found.report(
        Diagnostic::warning("regulation/empty", "nothing stands under this number")
            .at(&place, "this number")
            .hint("add the text; one that was deleted says `削除`"),
    );
}
