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

  // The pieces between blanks and quotes; 「-」 before a piece excludes it.
  const chunks = (normalText) => {
    const pieces = [];
    let quoted = false, excluded = false, text = "";
    const push = () => {
      if (text) pieces.push({ text, quoted, excluded });
      text = "";
    };
    for (const c of normalText) {
      if (c === '"') {
        // A quote keeps the sign that stands right before it.
        const sign = excluded && !text;
        push();
        excluded = !quoted && sign;
        quoted = !quoted;
      } else if (isBlank(c) && !quoted) {
        push();
        excluded = false;
      } else if ((c === "-" || c === "\u2212") && !text && !quoted) {
        excluded = true;
      } else {
        text += c;
      }
    }
    push();
    return pieces;
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

  // What a piece could also be when nothing is found: spellings of the theme's list, the other kana.
  const variants = (chunk, m) => {
    const word = bare(chunk.text, m.classes);
    if (chunk.quoted || !word) return [];
    const found = m.variants.flatMap((group) => {
      const inside = group.filter((spelling) => word.includes(spelling));
      const length = Math.max(...inside.map((spelling) => Array.from(spelling).length));
      const longest = inside.filter((spelling) => Array.from(spelling).length === length).pop();
      return longest ? group.filter((other) => other !== longest).map((other) => word.replace(longest, () => other)) : [];
    });
    return [...new Set([...found, ...otherKana(word)])].filter((variant) => variant !== word);
  };

  const otherKana = (word) => {
    const moved = (by) => [Array.from(word, (c) => (c === "ー" ? c : String.fromCodePoint(c.codePointAt(0) + by))).join("")];
    if (Array.from(word).length < 3) return [];
    if (/^[\u3041-\u3096ー]+$/.test(word)) return moved(0x60);
    return /^[\u30a1-\u30f6ー]+$/.test(word) ? moved(-0x60) : [];
  };

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
    const whole = (words) => words.map((word) => cut(normal(word))).filter((t) => t.length).map((t) => phrase(t, false));
    const all = chunks(normal(query)).filter((chunk) => cut(chunk.text).length);
    return all.map((chunk, index) => ({
      text: chunk.text,
      excluded: chunk.excluded,
      spellings: [phrase(cut(chunk.text), index === all.length - 1), ...whole(others(chunk, m))],
      variants: whole(variants(chunk, m)),
    }));
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

  // The pages that a word means; variants are tried when there are none.
  const meant = async (m, word, varied) => {
    const scores = await ofWord(m, word.spellings);
    if (scores.size || !word.variants.length) return scores;
    varied.push(word.text);
    return ofWord(m, word.variants);
  };

  // The scores of the pages that have all words and none that is excluded.
  const scored = async (m, words, varied) => {
    let all;
    for (const word of words.filter(({ excluded }) => !excluded)) {
      const scores = await meant(m, word, varied);
      const kept = all ? [...all].filter(([page]) => scores.has(page)) : [...scores];
      all = new Map(kept.map(([page, score]) => [page, all ? f32(score + scores.get(page)) : score]));
    }
    all ||= new Map(Array.from({ length: m.pages }, (_, page) => [page, 0]));
    for (const word of words.filter(({ excluded }) => excluded)) {
      for (const page of (await meant(m, word, varied)).keys()) all.delete(page);
    }
    return all;
  };

  // Facets with the pages of each value, and the place of each page in the order of titles.
  const choices = () => meaning("f", ([facets, order]) => {
    const pagesOf = (text) => {
      let page = 0;
      return new Set(numbers(text).map((step) => page += step));
    };
    return {
      facets: facets.map(([name, label, values]) => ({
        name, label, values: values.map(([value, words, pages]) => ({ value, label: words, pages: pagesOf(pages) })),
      })),
      order: new Map(numbers(order).map((page, place) => [page, place])),
    };
  });

  // The pages that have a chosen value of every facet that has one; and for each value, how many
  // pages it would leave beside what is chosen of the others.
  const choose = async (pages, chosen) => {
    const { facets } = await choices();
    // For each facet that has a choice, whether a page has one of the values.
    const active = facets.flatMap(({ name, values }, facet) => {
      const wanted = values.filter(({ value }) => chosen.some(([n, v]) => n === name && v === value));
      const has = (page) => wanted.some((value) => value.pages.has(page));
      return chosen.some(([n]) => n === name) ? [{ facet, has }] : [];
    });
    // The only facet that a page misses; NONE or SEVERAL.
    const NONE = -1, SEVERAL = -2;
    const missed = new Map(pages.map((page) => [page, active.reduce(
      (before, { facet, has }) => (has(page) ? before : before === NONE ? facet : SEVERAL), NONE,
    )]));
    const counts = facets.map(({ values }, facet) => values.map((value) => {
      let count = 0;
      for (const page of value.pages) {
        const miss = missed.get(page);
        if (miss === NONE || miss === facet) count += 1;
      }
      return count;
    }));
    return { kept: pages.filter((page) => missed.get(page) === NONE), counts };
  };

  // The pages of a query, best first or by their titles, with the counts of all facets.
  const find = async (query, chosen = [], sort = "rank") => {
    const m = await manifest();
    const words = parse(query, m);
    const varied = [];
    if (!words.length && !chosen.length) return { hits: [], varied, counts: null };
    const scores = await scored(m, words, varied);
    const { kept, counts } = await choose([...scores.keys()], chosen);
    const hits = kept.map((page) => ({ page, score: scores.get(page) }));
    const { order } = await choices();
    const byTitle = (a, b) => order.get(a.page) - order.get(b.page);
    hits.sort(sort === "title" ? byTitle : (a, b) => b.score - a.score || a.page - b.page);
    return { hits, varied, counts };
  };

  const head = async (page) => {
    const m = await manifest();
    const heads = await meaning(`h${Math.floor(page / m.heads)}`, (list) => list);
    const [title, address, kind] = heads[page % m.heads];
    return { title, address, kind };
  };

  const textOf = (page) => meaning(`d${page}`, (text) => text);

  /* Near words, for when nothing is found */

  // How many characters differ, up to a limit.
  const distance = (a, b, limit) => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      }
      if (Math.min(...next) > limit) return limit + 1;
      row = next;
    }
    return row[b.length];
  };

  // Spellings of the glossary that are nearly the words of a query, and values of facets that share
  // two characters with it.
  const near = async (query) => {
    const m = await manifest();
    const { facets } = await choices();
    const words = chunks(normal(query)).map(({ text }) => Array.from(bare(text, m.classes))).filter((w) => w.length > 1);
    const spellings = new Set();
    for (const [known] of m.glossary) {
      for (const spelling of known) {
        const form = Array.from(bare(normal(spelling), m.classes));
        const limit = (word) => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);
        if (words.some((word) => distance(word, form, limit(word)) <= limit(word))) spellings.add(spelling);
      }
    }
    const pairs = words.flatMap((word) => word.slice(1).map((c, i) => word[i] + c));
    const values = facets.flatMap(({ name, values: all }) => all
      .filter(({ label }) => pairs.some((pair) => normal(label).includes(pair)))
      .map(({ value, label, pages }) => ({ name, value, label, pages: pages.size })));
    return { spellings: [...spellings].slice(0, 5), values: values.slice(0, 8) };
  };

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
      .filter(({ excluded }) => !excluded)
      .flatMap((chunk) => [chunk.text, ...variants(chunk, m), ...others(chunk, m).map(normal)])
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

  Object.assign(api, { tokens, normal, find, choices, near, head, textOf, manifest, others, chunks, excerpt });
  self.yearbookSearch = api;
})();
