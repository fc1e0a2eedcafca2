// Search without a server. The shards are scripts: browsers load those from a folder as well.
(() => {
  "use strict";

  /* Shards */

  const arrived = new Map();
  const asked = new Map();

  const loadScript = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${self.yearbookIndex}${name}.js`;
    script.onload = resolve;
    script.onerror = () => reject(new Error(name));
    document.head.append(script);
  });

  const api = {
    load: loadScript,
    shard: (name, ...parts) => arrived.set(name, parts),
  };

  const shard = (name) => {
    if (!asked.has(name)) {
      const arrival = api.load(name).then(() => {
        const parts = arrived.get(name);
        if (!parts) throw new Error(name);
        arrived.delete(name);
        return parts;
      });
      arrival.catch(() => asked.delete(name));
      asked.set(name, arrival);
    }
    return asked.get(name);
  };

  // What a shard means is worked out once.
  const meanings = new Map();
  const meaning = (name, of) => {
    if (!meanings.has(name)) {
      const known = shard(name).then((parts) => of(...parts));
      known.catch(() => meanings.delete(name));
      meanings.set(name, known);
    }
    return meanings.get(name);
  };

  /* Numbers: one character each, see the program that writes them */

  const LONG = 60000;

  const numbers = (text) => {
    const values = [];
    const value = (at) => {
      let code = text.charCodeAt(at);
      if (code > 0xdfff) code -= 0x800;
      if (code > 0x5c) code -= 1;
      return code - 0x23;
    };
    for (let at = 0; at < text.length; at += 1) {
      const first = value(at);
      if (first < LONG) {
        values.push(first);
      } else {
        at += 1;
        values.push((first - LONG) * 32768 + value(at));
      }
    }
    return values;
  };

  /* Analysis: the same rules as in the program, by the same table */

  const SEPARATOR = 0, JAPANESE = 1, WORD = 2, TRANSPARENT = 3;
  const PAIR = 0, LAST = 1, WHOLE = 2;
  const LONGEST = 40;

  const within = (code, ends) => {
    for (let at = 0; at < ends.length; at += 2) {
      if (code >= ends[at] && code <= ends[at + 1]) return true;
    }
    return false;
  };

  const classOf = (c, classes) => {
    const code = c.codePointAt(0);
    if (within(code, classes[2])) return TRANSPARENT;
    if (within(code, classes[0])) return JAPANESE;
    return within(code, classes[1]) ? WORD : SEPARATOR;
  };

  const normal = (text) => Array.from(text.normalize("NFKC"), (c) => c.toLowerCase()).join("");

  const tokens = (text, classes) => {
    const found = [];
    let place = 0, before = "", word = "", any = false;
    const endRun = () => {
      if (before) found.push({ text: before, place: place - 1, kind: LAST });
      before = "";
    };
    const endWord = () => {
      if (!word) return;
      if (Array.from(word).length <= LONGEST) found.push({ text: word, place, kind: WHOLE });
      word = "";
      place += 1;
    };
    for (const c of text) {
      switch (classOf(c, classes)) {
        case TRANSPARENT:
          endWord();
          break;
        case JAPANESE:
          endWord();
          if (before) found.push({ text: before + c, place: place - 1, kind: PAIR });
          before = c;
          place += 1;
          any = true;
          break;
        case WORD:
          endRun();
          word += c;
          any = true;
          break;
        default:
          endRun();
          endWord();
          if (any) place += 1;
          any = false;
      }
    }
    endRun();
    endWord();
    return found;
  };

  // The pieces between blanks and quotes.
  const chunks = (normalText) => {
    const pieces = [];
    let quoted = false, text = "";
    for (const c of normalText) {
      const quote = c === '"';
      if (quote || (isBlank(c) && !quoted)) {
        pieces.push({ text, quoted });
        text = "";
        quoted = quoted !== quote;
      } else {
        text += c;
      }
    }
    return [...pieces, { text, quoted }];
  };

  // The blanks that the program knows: browsers count U+FEFF and not U+0085.
  const isBlank = (c) => c === "\u0085" || (c !== "\ufeff" && /\s/.test(c));

  const bare = (text, classes) => Array.from(text).filter((c) => classOf(c, classes) !== TRANSPARENT).join("");

  // The spellings of all terms by each word that stands for them; a reading leads to its term only.
  const synonyms = ({ glossary, classes }) => {
    const key = (word) => bare(normal(word), classes);
    const byWord = new Map();
    for (const [spellings, reading] of glossary) {
      for (const word of [...spellings, reading].map(key).filter(Boolean)) {
        const others = byWord.get(word) || [];
        byWord.set(word, others);
        for (const spelling of spellings) {
          const form = key(spelling);
          if (form !== word && !others.some((other) => key(other) === form)) others.push(spelling);
        }
      }
    }
    return byWord;
  };

  // What else a piece of a query is called; a quoted piece means itself.
  const others = (chunk, m) => (!chunk.quoted && m.synonyms.get(bare(chunk.text, m.classes))) || [];

  const phrase = (chunk, lastChunk) => {
    const start = chunk[0].place;
    const slots = [];
    let said = start, prefix = false;
    chunk.forEach((token, index) => {
      const next = chunk[index + 1];
      const end = token.place + (token.kind === PAIR ? 2 : 1);
      const endsRun = token.kind === PAIR && !(next && next.kind === PAIR);
      if (said > token.place && !(endsRun && said < end)) return;
      slots.push([token.text, token.place - start]);
      said = end;
      prefix = !next && (token.kind === LAST
        || (token.kind === WHOLE && lastChunk && Array.from(token.text).length > 1));
    });
    return { slots, prefix };
  };

  // The words of a query: each as it is typed, then as the glossary also spells it.
  const parse = (query, m) => {
    const cut = (text) => tokens(text, m.classes);
    const all = chunks(normal(query)).filter((chunk) => cut(chunk.text).length);
    return all.map((chunk, index) => [
      phrase(cut(chunk.text), index === all.length - 1),
      ...others(chunk, m).map((other) => cut(normal(other))).filter((t) => t.length).map((t) => phrase(t, false)),
    ]);
  };

  /* Index */

  const manifest = () => meaning("m", (m) => ({
    ...m, firsts: m.terms.split(" "), scale: scales(m), synonyms: synonyms(m),
  }));

  const f32 = Math.fround;
  const K1 = f32(1.2);

  // BM25 as tantivy computes it, in its precision.
  const scales = (m) => m.norms.map((norms, field) => {
    const average = f32(f32(m.lengths[field]) / f32(m.pages));
    return numbers(norms).map((id) => f32(K1 * f32(0.25 + f32(f32(0.75 * f32(fieldLength(id))) / average))));
  });

  const fieldLength = (id) => {
    if (id < 24) return id;
    const rest = id - 24;
    if (rest < 8) return 24 + rest;
    return 24 + ((rest & 7) | 8) * 2 ** ((rest >> 3) - 1);
  };

  const rarity = (m, pages) => f32(Math.log(f32(1 + f32(f32(m.pages - pages + 0.5) / f32(pages + 0.5)))));

  // The number of the shard in which a term stands, if it stands anywhere.
  const shardOf = (m, term) => {
    let low = 0, high = m.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (m.firsts[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  };

  const terms = (number) => meaning(`t${number}`, (words, text) => {
    const values = numbers(text);
    const known = new Map();
    let at = 0;
    for (const word of words.split(" ")) {
      known.set(word, [0, 1, 2].map(() => {
        const count = values[at++];
        if (!count) return null;
        let from = values[at++], page = 0;
        const pages = [], starts = [];
        for (let i = 0; i < count; i += 1) pages.push(page += values[at++]);
        for (let i = 0; i < count; i += 1) {
          starts.push(from);
          from += values[at++];
        }
        starts.push(from);
        return { pages, starts, rank: new Map(pages.map((p, i) => [p, i])) };
      }));
    }
    return known;
  });

  const postings = async (m, term) => (await terms(shardOf(m, term))).get(term);

  const beginningWith = async (m, start) => {
    const found = [];
    for (let number = shardOf(m, start); number < m.firsts.length; number += 1) {
      if (m.firsts[number] > start && !m.firsts[number].startsWith(start)) break;
      for (const [word, fields] of await terms(number)) {
        if (word.startsWith(start)) found.push(fields);
      }
    }
    return found;
  };

  // The places of a term on the page that stands `rank`-th in its list.
  const placesOf = async (m, list, rank) => {
    const places = [];
    let place = 0;
    for (let at = list.starts[rank]; at < list.starts[rank + 1]; at += 1) {
      const shardNumber = Math.floor(at / m.places);
      const values = await meaning(`p${shardNumber}`, numbers);
      place += values[at % m.places];
      places.push(place);
    }
    return places;
  };

  // How often the terms stand on a page at their distances.
  const together = async (m, lists, distances, page) => {
    let starts;
    for (let i = 0; i < lists.length; i += 1) {
      const places = await placesOf(m, lists[i], lists[i].rank.get(page));
      const here = new Set(places.map((place) => place - distances[i]));
      starts = starts ? starts.filter((start) => here.has(start)) : [...here];
      if (!starts.length) return 0;
    }
    return starts.length;
  };

  // The pages that have the terms at their distances in a field, with scores.
  const inField = async (m, field, lists, distances, scores) => {
    const weight = f32(f32(f32(lists.reduce((sum, l) => f32(sum + rarity(m, l.pages.length)), 0)) * f32(1 + K1)) * f32(m.boosts[field]));
    const rarest = lists.reduce((a, b) => (a.pages.length <= b.pages.length ? a : b));
    for (const page of rarest.pages) {
      if (!lists.every((list) => list.rank.has(page))) continue;
      const [only] = lists;
      const rank = only.rank.get(page);
      const often = lists.length === 1
        ? only.starts[rank + 1] - only.starts[rank]
        : await together(m, lists, distances, page);
      if (!often) continue;
      const score = f32(weight * f32(often / f32(often + m.scale[field][page])));
      scores.set(page, f32((scores.get(page) || 0) + score));
    }
  };

  // The pages that have a word in any of its spellings; the best one counts.
  const ofWord = async (m, spellings) => {
    const best = new Map();
    for (const spelling of spellings) {
      for (const [page, score] of await ofPhrase(m, spelling)) {
        best.set(page, Math.max(score, best.get(page) || 0));
      }
    }
    return best;
  };

  // The pages that have a phrase in any field.
  const ofPhrase = async (m, { slots, prefix }) => {
    const scores = new Map();
    const lists = await Promise.all(slots.map(([term]) => postings(m, term)));
    const distances = slots.map(([, distance]) => distance);
    const before = lists.slice(0, -1);
    if (before.some((list) => !list)) return scores;
    const [last] = slots[slots.length - 1];
    const ends = prefix ? await beginningWith(m, last) : [lists[lists.length - 1]].filter(Boolean);
    for (let field = 0; field < 3; field += 1) {
      for (const end of ends) {
        const all = [...before, end].map((list) => list[field]);
        if (all.every(Boolean)) await inField(m, field, all, distances, scores);
      }
    }
    return scores;
  };

  // The numbers of the pages that have all words, best first.
  const search = async (query) => {
    const m = await manifest();
    const words = parse(query, m);
    if (!words.length) return [];
    let all;
    for (const word of words) {
      const scores = await ofWord(m, word);
      const kept = all ? [...all].filter(([page]) => scores.has(page)) : [...scores];
      all = new Map(kept.map(([page, score]) => [page, all ? f32(score + scores.get(page)) : score]));
    }
    return [...all].sort(([a, x], [b, y]) => y - x || a - b).map(([page, score]) => ({ page, score }));
  };

  const head = async (page) => {
    const m = await manifest();
    const heads = await meaning(`h${Math.floor(page / m.heads)}`, (list) => list);
    const [title, address, kind] = heads[page % m.heads];
    return { title, address, kind };
  };

  const textOf = (page) => meaning(`d${page}`, (text) => text);

  Object.assign(api, { tokens, normal, parse, search, head, manifest });
  self.yearbookSearch = api;

  /* Excerpts */

  const BEFORE = 20, LENGTH = 90;

  // Where words stand in a text, as pairs of beginning and end, whatever form they have there.
  const placesIn = (text, words, classes) => {
    const shown = Array.from(text);
    const seen = [];
    for (let at = 0; at < shown.length;) {
      let end = at + 1;
      while (end < shown.length && /[\p{M}\u3099\u309a\uff9e\uff9f]/u.test(shown[end])) end += 1;
      for (const c of normal(shown.slice(at, end).join(""))) {
        if (classOf(c, classes) !== TRANSPARENT) seen.push({ c, at, end });
      }
      at = end;
    }
    const line = flat(seen.map(({ c }) => c));
    const isWord = (c) => classOf(c, classes) === WORD;
    // A Latin word does not begin inside another.
    const inside = (from) => from > 0 && isWord(seen[from].c) && isWord(seen[from - 1].c);
    const places = [];
    for (const word of words) {
      for (let from = line.indexOf(word); from >= 0; from = line.indexOf(word, from + word.length)) {
        if (!inside(from)) places.push([seen[from].at, seen[from + word.length - 1].end]);
      }
    }
    return { shown, places: places.sort(([a], [b]) => a - b) };
  };

  // Characters beyond the first plane count as one, so that places in a line are characters.
  const flat = (characters) => characters.map((c) => (c.length > 1 ? "\ufffd" : c)).join("");

  const excerpt = (text, query, m) => {
    const words = chunks(normal(query))
      .flatMap((chunk) => [chunk.text, ...others(chunk, m).map(normal)])
      .map((word) => flat(Array.from(bare(word, m.classes))))
      .filter(Boolean);
    const { shown, places } = placesIn(text.replace(/\n/g, " "), words, m.classes);
    const start = Math.max((places.length ? places[0][0] : 0) - BEFORE, 0);
    const end = Math.min(start + LENGTH, shown.length);
    const line = document.createElement("p");
    line.append(start ? "…" : "");
    let at = start;
    for (const [from, to] of places) {
      if (from < at || to > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = shown.slice(from, to).join("");
      line.append(shown.slice(at, from).join(""), mark);
      at = to;
    }
    line.append(shown.slice(at, end).join(""), end < shown.length ? "…" : "");
    return line;
  };

  /* Page */

  const status = typeof document === "object" && document.querySelector("[data-search-status]");
  if (!status) return;
  const results = document.querySelector("[data-search-results]");
  const also = document.querySelector("[data-search-also]");
  const form = status.parentElement.querySelector("form[role=search]");
  const box = form.elements.q;
  const home = new URL("../", self.location.href);

  // Excerpts are loaded for what comes into sight.
  const sight = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      target.showExcerpt();
    }
  }, { rootMargin: "200px" });

  const item = async (page, query, m) => {
    const { title, address, kind } = await head(page);
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(address.split("/").map(encodeURIComponent).join("/"), home).href;
    link.textContent = title;
    const label = document.createElement("span");
    label.className = "kind";
    label.textContent = kind;
    entry.append(link, " ", label);
    entry.showExcerpt = () => textOf(page).then((text) => entry.append(excerpt(text, query, m)), () => {});
    return entry;
  };

  const say = (key, words = {}) => {
    status.textContent = Object.entries(words).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      status.dataset[key] || "",
    );
  };

  // Tells what else was looked for, and leads to what was typed and nothing else.
  const tellOthers = (query, m) => {
    const pieces = chunks(normal(query)).filter((chunk) => chunk.text);
    const found = [...new Set(pieces.flatMap((chunk) => others(chunk, m)))];
    also.hidden = !found.length;
    if (also.hidden) return;
    also.querySelector("span").textContent = found.join(also.dataset.and);
    const exact = pieces.map(({ text }) => `"${text}"`).join(" ");
    also.querySelector("a").href = `?q=${encodeURIComponent(exact)}`;
  };

  let turn = 0;

  const run = async () => {
    const query = box.value;
    const mine = turn += 1;
    const late = () => mine !== turn;
    if (!query.trim()) {
      results.replaceChildren();
      results.dataset.searchCount = "0";
      also.hidden = true;
      say("empty");
      return;
    }
    say("busy");
    try {
      const m = await manifest();
      const found = await search(query);
      const items = await Promise.all(found.map(({ page }) => item(page, query, m)));
      if (late()) return;
      results.replaceChildren(...items);
      results.dataset.searchCount = String(items.length);
      items.forEach((entry) => sight.observe(entry));
      tellOthers(query, m);
      say(items.length ? "found" : "none", { n: items.length, q: query.trim() });
    } catch (error) {
      if (late()) return;
      results.replaceChildren();
      results.dataset.searchCount = "0";
      also.hidden = true;
      say("failed", { file: error.message });
    }
  };

  const address = () => (box.value.trim() ? `?q=${encodeURIComponent(box.value.trim())}` : self.location.pathname);

  const fromAddress = () => {
    box.value = new URLSearchParams(self.location.search).get("q") || "";
    run();
  };

  let waiting;
  box.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      history.replaceState(null, "", address());
      run();
    }, 150);
  });
  box.addEventListener("compositionend", () => box.dispatchEvent(new Event("input")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    history.pushState(null, "", address());
    run();
  });
  self.addEventListener("popstate", fromAddress);
  fromAddress();
})();
