// On every page that `yearbook serve` shows: what is wrong with the site, in an element of its own,
// and the page anew when it has changed, with the reader at the same place. No page that is
// published has it.
"use strict";
(() => {
  const own = document.currentScript.dataset.digest;
  const WORDS = {
    ja: {
      region: "このサイトの点検結果",
      errors: (n) => `エラー ${n}件`,
      warnings: (n) => `警告 ${n}件`,
      kept: "直すまでのあいだ、エラーのなかった最後の状態を表示しています。",
      none: "エラーを直すと、ここにページが表示されます。",
      away: "yearbook serve は止まっています。もう一度始めると、このページは新しくなります。",
    },
    en: {
      region: "What was found in this site",
      errors: (n) => `${n} ${n === 1 ? "error" : "errors"}`,
      warnings: (n) => `${n} ${n === 1 ? "warning" : "warnings"}`,
      kept: "Until this is mended you see the last state without errors.",
      none: "The page will be here when this is mended.",
      away: "yearbook serve has ended. Start it again, and this page is made anew.",
    },
  };
  const words = document.documentElement.lang.startsWith("ja") ? WORDS.ja : WORDS.en;

  // The reader's place: what is open, how far things are scrolled, what has the focus.

  const KEY = `yearbook-place ${location.pathname}`;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const title = (node) => node.id || node.querySelector("summary")?.textContent || "";
  /** A fold by its title, and which of those with this title it is. */
  const named = (node, nodes) => {
    const alike = nodes.filter((other) => title(other) === title(node));
    return `${title(node)} ${alike.indexOf(node)}`;
  };

  /** The last thing with a name above or at the top of the window: a page may have grown before it. */
  const landmark = () => {
    const above = all("main [id]").filter((node) => node.getClientRects().length && node.getBoundingClientRect().top <= 120);
    const node = above.pop();
    return node && { id: node.id, top: node.getBoundingClientRect().top };
  };

  const note = () => {
    const details = all("details");
    const sideways = all("main *").filter((node) => node.scrollLeft > 0);
    const place = {
      y: scrollY,
      x: scrollX,
      landmark: landmark(),
      open: details.filter((node) => node.open).map((node) => named(node, details)),
      closed: details.filter((node) => !node.open).map((node) => named(node, details)),
      sideways: sideways.map((node) => [all("main *").indexOf(node), node.scrollLeft]),
      focus: document.activeElement?.id || "",
    };
    sessionStorage.setItem(KEY, JSON.stringify(place));
  };

  const scroll = (place) => {
    const node = place.landmark && document.getElementById(place.landmark.id);
    const shift = node ? node.getBoundingClientRect().top - place.landmark.top : place.y - scrollY;
    scrollTo({ left: place.x, top: scrollY + shift, behavior: "instant" });
  };

  const restore = () => {
    const text = sessionStorage.getItem(KEY);
    if (!text) return;
    sessionStorage.removeItem(KEY);
    const place = JSON.parse(text);
    const details = all("details");
    for (const node of details) {
      const name = named(node, details);
      if (place.open.includes(name)) node.open = true;
      if (place.closed.includes(name)) node.open = false;
    }
    for (const [index, left] of place.sideways) {
      const node = all("main *")[index];
      if (node) node.scrollLeft = left;
    }
    if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
    scroll(place);
    addEventListener("load", () => {
      scroll(place);
      // Browsers go back to the old height after this event, if they may.
      setTimeout(() => (history.scrollRestoration = "auto"), 500);
    });
  };

  let leaving = false;
  const anew = () => {
    if (leaving) return;
    leaving = true;
    note();
    history.scrollRestoration = "manual";
    location.reload();
  };

  // What was found.

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; max-width: min(60rem, calc(100vw - 2rem));
      font: 16px/1.6 system-ui, sans-serif; color: #1a1a1c; color-scheme: light; }
    :host([hidden]) { display: none; }
    section { display: flex; flex-direction: column; gap: .5rem; align-items: flex-end; }
    p.away, details { background: #fff; border: 1px solid #767676; border-left: 6px solid #927200; border-radius: 4px; box-shadow: 0 2px 12px #0004; }
    details.errors { border-left-color: #ce0000; }
    details[open] { align-self: stretch; max-height: 55vh; overflow: auto; }
    summary { padding: .5rem 1rem; font-weight: 700; cursor: pointer; min-height: 1.6em; }
    summary:focus-visible, pre:focus-visible { outline: 3px solid #0017c1; outline-offset: -3px; }
    p { margin: 0; padding: 0 1rem .5rem; }
    p.away { padding: .5rem 1rem; }
    ol { margin: 0; padding: 0; list-style: none; }
    li { border-top: 1px solid #ccc; padding: .75rem 1rem; }
    li p { padding: 0; overflow-wrap: anywhere; }
    .message { font-weight: 700; }
    .place { color: #4d4d4d; font-size: 14px; }
    pre { margin: .5rem 0 0; padding: .5rem; overflow-x: auto; background: #f2f2f2; font: 13px/1.5 "BIZ UDGothic", "MS Gothic", "Noto Sans Mono CJK JP", monospace; }
    @media print { :host { display: none; } }`;
  const host = document.createElement("yearbook-problems");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  host.hidden = true;
  document.body.append(host);

  const make = (name, className, ...children) => {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  };

  const item = (problem) => {
    const at = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(":");
    const item = make("li", "", make("p", "message", problem.message), make("p", "place", `${at} ${problem.code}`));
    // The first line of an excerpt says the message again.
    const lines = problem.excerpt.trimEnd().split("\n").slice(1);
    const excerpt = make("pre", "", lines.join("\n"));
    excerpt.tabIndex = 0;
    item.lang = problem.language;
    item.append(excerpt);
    return item;
  };

  const group = (className, title, note, problems, open) => {
    const fold = make("details", className, make("summary", "", title));
    if (note) fold.append(make("p", "", note));
    fold.append(make("ol", "", ...problems.map(item)));
    fold.open = open;
    return fold;
  };

  let last = "";
  const show = ({ problems, failed }) => {
    const text = JSON.stringify([problems, failed]);
    if (text === last) return;
    last = text;
    const of = (severity) => problems.filter((problem) => problem.severity === severity);
    const [errors, warnings] = [of("error"), of("warning")];
    const section = make("section", "");
    section.setAttribute("aria-label", words.region);
    if (warnings.length) {
      const before = root.querySelector(".warnings")?.open ?? false;
      section.append(group("warnings", words.warnings(warnings.length), "", warnings, before));
    }
    if (errors.length) {
      const note = failed ? (own ? words.kept : words.none) : "";
      section.append(group("errors", words.errors(errors.length), note, errors, true));
    }
    root.replaceChildren(section);
    host.hidden = !problems.length;
  };

  const away = () => {
    last = "";
    root.replaceChildren(make("p", "away", words.away));
    host.hidden = false;
  };

  // News. A browser keeps few connections to one host: pages that nobody sees let theirs go.

  let source = null;
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/_yearbook/news?page=${location.pathname}`);
    source.onmessage = (message) => {
      const news = JSON.parse(message.data);
      if (news.build === 0) return;
      document.documentElement.dataset.yearbookBuild = news.build;
      if (news.digest !== own) return anew();
      show(news);
    };
    source.onerror = () => !leaving && away();
  };
  const rest = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", () => {
    leaving = true;
    rest();
  });
  addEventListener("pageshow", () => {
    leaving = false;
    listen();
  });
  restore();
  listen();
})();
