//! Ways through our own site with the keyboard alone.

use std::{thread, time::Duration};

use libtest_mimic::Failed;

use super::{Ours, verdict};
use crate::browser::{Browser, Page};

/// Whether something comes to be so; asked from outside, since pages without scripts cannot wait.
fn is(page: &mut Page, what: &str, expression: &str) -> Result<(), Failed> {
    for _ in 0..100 {
        if page.evaluate(expression)?.as_bool() == Some(true) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err(format!("{what}: not {expression}").into())
}

fn at<'a>(
    browser: &'a mut Browser,
    ours: &Ours,
    route: &str,
    width: u32,
) -> Result<Page<'a>, Failed> {
    let mut page = browser.open(&format!("{}{route}", ours.base))?;
    page.resize(width)?;
    Ok(page)
}

/// The first key press shows the way past the head; following it, reading goes on in the text.
pub fn skip_link() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "tokyo-2024/foreword/index.html", 1280)?;
    page.press("Tab")?;
    is(
        &mut page,
        "in sight",
        "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0",
    )?;
    page.press("Enter")?;
    is(
        &mut page,
        "in the text",
        "document.activeElement.id === '_main'",
    )?;
    page.press("Tab")?;
    is(
        &mut page,
        "further on",
        "document.activeElement.closest('main') !== null",
    )
}

/// What has the focus: whether it is in sight and not covered, and marked by more than its place.
const FOCUS: &str = "(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return 'end';
    const box = here.getBoundingClientRect();
    const style = getComputedStyle(here);
    const name = here.outerHTML.slice(0, 90);
    if (box.bottom <= 0 || box.top >= innerHeight) return `out of sight: ${name}`;
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `no mark: ${name}`;
    const [first] = here.getClientRects();
    const [x, y] = [Math.min(Math.max(first.left + Math.min(first.width / 2, 8), 0), innerWidth - 1), Math.min(Math.max(first.top + first.height / 2, 1), innerHeight - 2)];
    const over = document.elementFromPoint(x, y);
    if (over && !here.contains(over) && !over.contains(here)) return `covered by ${over.outerHTML.slice(0, 60)}: ${name}`;
    here.dataset.seen = (Number(here.dataset.seen) || 0) + 1;
    return '';
})()";

/// Every thing that can be used is reached in turn, in sight and marked, and nothing holds the focus.
pub fn keyboard() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut wrong = Vec::new();
    for (route, width) in [
        ("index.html", 1280),
        ("index.html", 390),
        ("tokyo-2024/figures/index.html", 1280),
        ("tokyo-2024/figures/index.html", 390),
        ("cases/c-0001/index.html", 1280),
        ("search/index.html", 390),
    ] {
        let mut page = at(&mut browser, ours, route, width)?;
        let mut presses = 0;
        loop {
            page.press("Tab")?;
            presses += 1;
            let said = page.evaluate(FOCUS)?;
            match said.as_str() {
                Some("end") => break,
                Some("") => {}
                _ => wrong.push(format!("{route} {width}: {said}")),
            }
            if presses > 400 {
                wrong.push(format!("{route} {width}: the focus never leaves"));
                break;
            }
        }
        let left = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input:not([type=radio]), select, summary, [tabindex=\"0\"]')]
                .filter((e) => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && !e.dataset.seen && e.type !== 'hidden')
                .map((e) => e.outerHTML.slice(0, 90))",
        )?;
        for left in left.as_array().ok_or("a list")? {
            wrong.push(format!("{route} {width}: never reached: {left}"));
        }
        page.close()?;
    }
    verdict(wrong)
}

/// A wide table on a telephone is a named region that arrow keys move, and its first column stays.
pub fn table() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "tokyo-2024/figures/index.html", 390)?;
    page.evaluate(
        "(self.region = [...document.querySelectorAll('.scroll[role=region]')].find((r) => r.querySelector('table.wide') && r.scrollWidth > r.clientWidth + 40)).focus()",
    )?;
    is(
        &mut page,
        "named",
        "region.getAttribute('aria-label').length > 2",
    )?;
    for _ in 0..6 {
        page.press("ArrowRight")?;
    }
    is(&mut page, "moved", "region.scrollLeft > 20")?;
    is(
        &mut page,
        "the first column stays",
        "Math.abs(region.querySelector('tbody th').getBoundingClientRect().left - region.getBoundingClientRect().left) < 2",
    )
}

/// The explanation of a term opens by a key beside its button, closes by another, and stays while the
/// mouse is on it.
pub fn term() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "index.html", 1280)?;
    page.evaluate("(self.button = document.querySelector('button.tip')).focus(); self.tip = document.getElementById(button.getAttribute('popovertarget'))")?;
    page.press("Enter")?;
    is(&mut page, "open", "tip.matches(':popover-open')")?;
    is(
        &mut page,
        "beside it",
        "Math.abs(tip.getBoundingClientRect().top - button.getBoundingClientRect().bottom) < 60 || tip.getBoundingClientRect().bottom <= button.getBoundingClientRect().top + 8",
    )?;
    is(
        &mut page,
        "says what it means",
        "tip.textContent.length > 20 && tip.querySelector('a[href*=glossary]') !== null",
    )?;
    page.press("Escape")?;
    is(
        &mut page,
        "closed, and the focus where it was",
        "!tip.matches(':popover-open') && document.activeElement === button",
    )?;
    let mouse = |place: &str, name: &str| {
        format!(
            "{place}.dispatchEvent(new PointerEvent('pointer{name}', {{pointerType: 'mouse'}}))"
        )
    };
    page.evaluate(&mouse("button", "enter"))?;
    is(&mut page, "open by resting", "tip.matches(':popover-open')")?;
    page.evaluate(&mouse("button", "leave"))?;
    page.evaluate(&mouse("tip", "enter"))?;
    page.evaluate("new Promise((done) => setTimeout(done, 600))")?;
    is(
        &mut page,
        "stays while the mouse is on it",
        "tip.matches(':popover-open')",
    )?;
    page.evaluate(&mouse("tip", "leave"))?;
    is(
        &mut page,
        "closed by leaving",
        "!tip.matches(':popover-open')",
    )
}

/// On a telephone the menu opens, is walked through and closed by keys.
pub fn menu() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "index.html", 390)?;
    is(
        &mut page,
        "closed at first",
        "!document.querySelector('#_menu').checkVisibility()",
    )?;
    page.evaluate("document.querySelector('.menu').focus()")?;
    page.press("Enter")?;
    is(
        &mut page,
        "open",
        "document.querySelector('#_menu').checkVisibility()",
    )?;
    page.press("Tab")?;
    is(
        &mut page,
        "inside",
        "document.activeElement.closest('#_menu') !== null",
    )?;
    page.press("Escape")?;
    is(
        &mut page,
        "closed, and the focus where it was",
        "!document.querySelector('#_menu').checkVisibility() && document.activeElement.matches('.menu')",
    )
}

/// What the reader chooses holds on the next page.
pub fn choices() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "index.html", 1280)?;
    let size = "parseFloat(getComputedStyle(document.documentElement).fontSize)";
    is(
        &mut page,
        "the reader's own size",
        &format!("{size} === 16"),
    )?;
    is(
        &mut page,
        "readings are shown",
        "getComputedStyle(document.querySelector('rt')).display !== 'none'",
    )?;
    page.evaluate("document.querySelector('[popovertarget=_aids]').focus()")?;
    page.press("Enter")?;
    for id in ["_furigana-off", "_size-largest", "_scheme-dark"] {
        page.evaluate(&format!("document.querySelector('#{id}').focus()"))?;
        page.press(" ")?;
        is(
            &mut page,
            id,
            &format!("document.querySelector('#{id}').checked"),
        )?;
    }
    page.close()?;
    let mut page = at(&mut browser, ours, "index.html", 1280)?;
    is(&mut page, "the size holds", &format!("{size} > 22"))?;
    is(
        &mut page,
        "the readings are off",
        "getComputedStyle(document.querySelector('rt')).display === 'none'",
    )?;
    is(
        &mut page,
        "the colours hold",
        "getComputedStyle(document.documentElement).colorScheme === 'dark'",
    )
}

/// Without scripts the choices, the menu and the explanations work on the page.
pub fn no_script() -> Result<(), Failed> {
    let ours = Ours::built()?;
    let mut browser = Browser::launch()?;
    let mut page = at(&mut browser, ours, "404.html", 390)?;
    page.open_without_scripts(&format!("{}index.html", ours.base))?;
    page.evaluate("document.querySelector('[popovertarget=_aids]').focus()")?;
    page.press("Enter")?;
    page.evaluate("document.querySelector('#_furigana-off').focus()")?;
    page.press(" ")?;
    is(
        &mut page,
        "readings are off",
        "getComputedStyle(document.querySelector('rt')).display === 'none'",
    )?;
    page.press("Escape")?;
    page.evaluate("document.querySelector('button.tip').focus()")?;
    page.press("Enter")?;
    is(
        &mut page,
        "the explanation is open",
        "document.querySelector('.term').matches(':popover-open')",
    )
}
