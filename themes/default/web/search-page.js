// The search page: what is typed and chosen, in the address and in the list.
(() => {
  "use strict";

  const main = document.querySelector("[data-search]");
  const part = (name) => main.querySelector(`[data-search-${name}]`);
  const status = part("status"), results = part("results"), also = part("also"), varied = part("varied"), written = part("written");
  const facets = part("facets"), nearby = part("near"), sort = part("sort"), clear = part("clear");
  const form = main.querySelector("form[role=search]");
  const box = form.elements.q;
  const home = new URL("../", self.location.href);

  // Shown at once with their excerpts; the rest follows while one reads.
  const FIRST = 10, MORE = 200;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const say = (place, key, words = {}, from = place) => {
    place.textContent = Object.entries(words).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, () => value),
      from.dataset[key] || "",
    );
  };

  if (!self.yearbookSearch || !self.yearbookIndex) {
    say(status, "failed", { file: self.yearbookSearch ? "search/index.js" : "theme/search.js" });
    return;
  }
  const { find, choices, near, head, fragment, manifest, others, variants, chunks, excerpt, normal } = self.yearbookSearch;

  /* Results */

  // Excerpts are loaded for what comes into sight.
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      target.showExcerpt();
    }
  }, { rootMargin: "200px" });

  const entryOf = ({ title, address: path, kind }) => {
    const href = new URL(path.split("/").map(encodeURIComponent).join("/"), home).href;
    return element("li", {}, link(href, title), " ", element("span", { className: "kind", textContent: kind }));
  };

  const unread = (entry, error) => {
    const note = element("p", { className: "unread" });
    say(note, "failed", { file: error.message }, status);
    entry.append(note);
    return entry;
  };

  // The words in their text, and the provision or term in which they stand.
  const explain = (entry, { text, places }, query, m) => {
    const { line, first } = excerpt(text, query, m);
    const place = places.filter(([start]) => start <= first).pop();
    if (place) {
      const [, id, label] = place;
      const { href } = entry.querySelector("a");
      entry.append(element("p", { className: "place" }, link(`${href}#${encodeURIComponent(id)}`, label)));
    }
    entry.append(line);
    return entry;
  };

  const best = (page, query, m) => fragment(page).then(
    (found) => explain(entryOf(found), found, query, m),
    async (error) => unread(entryOf(await head(page)), error),
  );

  const item = async (page, query, m) => {
    const entry = entryOf(await head(page));
    entry.showExcerpt = () => fragment(page).then(
      (found) => explain(entry, found, query, m),
      (error) => unread(entry, error),
    );
    return entry;
  };

  const append = async (hits, of, query, m, late) => {
    const items = await Promise.all(hits.map(({ page }) => of(page, query, m)));
    if (late()) return;
    results.append(...items);
    items.filter(({ showExcerpt }) => showExcerpt).forEach((entry) => sight.observe(entry));
  };

  const included = (query) => chunks(normal(query)).filter(({ excluded }) => !excluded);

  const link = (address, text) => element("a", { href: address, textContent: text });

  // Tells what else was looked for, and leads to what was typed and nothing else.
  const tellOthers = (query, m) => {
    const pieces = chunks(normal(query));
    const found = [...new Set(pieces.flatMap((chunk) => others(chunk, m)))];
    if (!found.length) return;
    also.hidden = false;
    also.querySelector("span").textContent = found.join(also.dataset.and);
    const exact = pieces.map(({ text, excluded }) => `${excluded ? "-" : ""}"${text}"`).join(" ");
    also.querySelector("a").href = address(exact, chosen());
  };

  // Leads to other spellings of the words, where pages have them.
  const tellSpellings = async (query, m, late) => {
    const list = [];
    const count = async (words) => (await find(words, chosen())).hits.length;
    for (const chunk of included(query)) {
      const told = others(chunk, m).map(normal);
      for (const other of variants(chunk, m).filter((word) => !told.includes(word))) {
        const pages = await count(other);
        // A part of the word is on every page that has the word.
        const more = pages && !(chunk.text.includes(other) && pages === await count(chunk.text));
        if (more) list.push(" ", link(address(normal(query).replace(chunk.text, () => other), chosen()), other), ` (${pages})`);
      }
    }
    if (late() || !list.length) return;
    written.querySelector("span").replaceChildren(...list);
    written.hidden = false;
  };

  /* Nothing found */

  // Words that are nearly the same, values that are near, and each word alone.
  const tellNear = async (query, late) => {
    const list = element("ul");
    const lead = (text, pages, values, words = text) => list.append(element("li", {}, link(address(words, values), text), pages));
    const { spellings, values } = await near(query);
    for (const spelling of spellings) lead(spelling, "", []);
    for (const { name, value, label, pages } of values) lead(label, ` (${pages})`, [[name, value]], "");
    const words = included(query);
    for (const { text, quoted } of words.length > 1 || chosen().length ? words : []) {
      const only = quoted ? `"${text}"` : text;
      const { hits } = await find(only);
      if (hits.length) lead(only, ` (${hits.length})`, []);
    }
    if (late() || !list.childElementCount) return;
    nearby.append(list);
    nearby.hidden = false;
  };

  /* Facets */

  const boxes = () => [...facets.querySelectorAll("input")];

  const build = (all, wanted) => {
    for (const { name, label, values } of all) {
      const list = element("ul", {}, ...values.map(({ value, label: words }) => {
        const choice = element("input", { type: "checkbox", name, value });
        return element("li", {}, element("label", {}, choice, ` ${words} `, element("span", { className: "count" })));
      }));
      const open = wanted.some(([n]) => n === name) || name === "kind";
      const group = element("details", { open }, element("summary", { textContent: label }), list);
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", label);
      facets.append(group);
    }
  };

  const showCounts = (all, counts) => {
    all.forEach(({ name, values }, facet) => values.forEach(({ value, pages }, index) => {
      const choice = boxes().find((known) => known.name === name && known.value === value);
      const count = counts ? counts[facet][index] : pages.length;
      const entry = choice.closest("li");
      entry.querySelector(".count").textContent = count;
      entry.hidden = !count && !choice.checked;
    }));
    for (const group of facets.children) group.hidden = !group.querySelector("li:not([hidden])");
  };

  const chosen = () => boxes().filter(({ checked }) => checked).map(({ name, value }) => [name, value]);

  /* Address */

  const address = (query, values) => {
    const all = new URLSearchParams([...(query ? [["q", query]] : []), ...values]);
    if (sort.value !== "rank") all.set("sort", sort.value);
    return all.size ? `?${all}` : self.location.pathname;
  };

  const asked = () => [...new URLSearchParams(self.location.search)].filter(([name]) => name !== "q" && name !== "sort");

  /* A search */

  let turn = 0;

  const reset = () => {
    results.replaceChildren();
    nearby.querySelector("ul")?.remove();
    for (const place of [nearby, also, varied, written]) place.hidden = true;
  };

  const none = (key, words) => {
    reset();
    results.dataset.searchCount = "0";
    say(status, key, words);
  };

  const run = async () => {
    const query = box.value;
    const mine = turn += 1;
    const late = () => mine !== turn;
    say(status, "busy");
    try {
      const [m, all] = await Promise.all([manifest(), choices()]);
      const { hits, varied: tried, counts } = await find(query, chosen(), sort.value);
      if (late()) return;
      reset();
      showCounts(all, counts);
      clear.hidden = !chosen().length;
      if (!counts) {
        none("empty");
        return;
      }
      await append(hits.slice(0, FIRST), best, query, m, late);
      if (late()) return;
      tellOthers(query, m);
      varied.hidden = !tried.length || !hits.length;
      say(varied, "words", { q: tried.join(also.dataset.and) });
      const words = query.trim();
      const key = hits.length ? "found" : "none";
      say(status, words ? key : `${key}Chosen`, { n: hits.length, q: words });
      if (!hits.length) await tellNear(query, late);
      else if (!tried.length) tellSpellings(query, m, late).catch(() => {});
      for (let at = FIRST; at < hits.length && !late(); at += MORE) {
        await append(hits.slice(at, at + MORE), item, query, m, late);
      }
      if (!late()) results.dataset.searchCount = hits.length;
    } catch (error) {
      if (late()) return;
      none("failed", { file: error.message });
    }
  };

  const fromAddress = () => {
    const given = new URLSearchParams(self.location.search);
    box.value = given.get("q") || "";
    sort.value = given.get("sort") === "title" ? "title" : "rank";
    const wanted = asked();
    boxes().forEach((choice) => {
      choice.checked = wanted.some(([name, value]) => name === choice.name && value === choice.value);
    });
    run();
  };

  const push = () => {
    history.pushState(null, "", address(box.value.trim(), chosen()));
    run();
  };

  let waiting;
  box.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", address(box.value.trim(), chosen()));
      run();
    }, 150);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    push();
  });
  facets.addEventListener("change", push);
  sort.addEventListener("change", push);
  clear.addEventListener("click", () => {
    boxes().forEach((choice) => { choice.checked = false; });
    push();
    box.focus();
  });
  self.addEventListener("popstate", fromAddress);
  part("tools").hidden = false;
  part("narrow").open = self.matchMedia("(min-width: 60rem)").matches;
  choices().then((all) => build(all, asked()), () => {}).then(fromAddress);
})();
