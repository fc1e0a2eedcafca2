// Reading aids: what the reader chose is remembered, the contents of the page follow the reading, and
// the explanation of a term opens beside it. Everything can be read and used without this file.
(() => {
  "use strict";

  const KEY = "yearbook-reading";

  // Browsers may refuse to remember: from a folder, or in private windows.
  const remembered = () => {
    try {
      return JSON.parse(self.localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  };

  const remember = (choices) => {
    try {
      self.localStorage.setItem(KEY, JSON.stringify(choices));
    } catch {
      // The choice holds for this page.
    }
  };

  // The choices are radio buttons that stand above this script, so the page is never shown without them.
  const aids = document.getElementById("_aids");
  const choices = [...(aids ? aids.querySelectorAll("input[type=radio]") : [])];

  const restore = () => {
    const known = remembered();
    for (const choice of choices) {
      const value = known[choice.name];
      choice.checked = value === undefined ? choice.defaultChecked : choice.value === value;
    }
  };

  restore();
  if (aids) {
    aids.addEventListener("change", ({ target }) => remember({ ...remembered(), [target.name]: target.value }));
    // Another page of the site, or this one kept by the browser, may be older than the choice.
    self.addEventListener("pageshow", restore);
  }

  // The heading that was passed last is the current one in the contents.
  const follow = (outline) => {
    const links = [...outline.querySelectorAll("a[href^='#']")];
    const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let waiting = false;
    const mark = () => {
      waiting = false;
      const line = self.innerHeight / 4;
      const end = self.innerHeight + self.scrollY >= document.documentElement.scrollHeight - 2;
      let current = -1;
      headings.forEach((heading, index) => {
        const { top } = heading.getBoundingClientRect();
        if (top <= line || (end && top < self.innerHeight)) current = index;
      });
      links.forEach((link, index) => {
        if (index === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    const soon = () => {
      if (waiting) return;
      waiting = true;
      self.requestAnimationFrame(mark);
    };
    document.addEventListener("scroll", soon, { passive: true });
    self.addEventListener("resize", soon);
    mark();
  };

  // Buttons open explanations by themselves; the mouse opens them by resting, and may move onto them.
  const rest = (button) => {
    const tip = document.getElementById(button.getAttribute("popovertarget"));
    if (!tip || !tip.showPopover) return;
    const open = () => tip.matches(":popover-open");
    // Opened by resting, and so closed by leaving; who presses the button reads on in peace.
    let rested = false;
    let waiting;
    const later = (wait, run) => {
      clearTimeout(waiting);
      waiting = setTimeout(run, wait);
    };
    for (const place of [button, tip]) {
      place.addEventListener("pointerenter", ({ pointerType }) => {
        if (pointerType !== "mouse") return;
        later(250, () => {
          if (open()) return;
          tip.showPopover({ source: button });
          rested = true;
        });
      });
      place.addEventListener("pointerleave", ({ pointerType }) => {
        if (pointerType === "mouse") later(400, () => rested && open() && tip.hidePopover());
      });
    }
    button.addEventListener("click", (event) => {
      clearTimeout(waiting);
      if (rested && open()) event.preventDefault();
      rested = false;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("nav.outline").forEach(follow);
    document.querySelectorAll("button.tip").forEach(rest);
  });
})();
