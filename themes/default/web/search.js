// Search without a server. The shards are scripts: browsers load those from a folder as well.
(() => {
  "use strict";

  /* Shards */

  const arrived = new Map();
  const asked = new Map();

  const loadScript = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${self.yearbookIndex}${name}.js`;
    script.onload = () => resolve(script.remove());
    script.onerror = () => reject(broken(name));
    document.head.append(script);
  });

  // Names the file, so that whoever looks after the site knows what to copy again.
  const broken = (name) => new Error(`${(self.yearbookIndex || "").split("/").slice(-3).join("/")}${name}.js`);

  // A sum of all characters and their order, as the program reckons it.
  const sum = (before, text) => {
    let result = before;
    for (let at = 0; at < text.length; at += 1) result = Math.imul(result, 31) + text.charCodeAt(at) | 0;
    return result;
  };

  const api = {
    load: loadScript,
    shard: (name, check, ...parts) => {
      if (parts.reduce(sum, 0) === check) arrived.set(name, parts);
    },
  };

  const shard = (name) => {
    if (!asked.has(name)) {
      const arrival = api.load(name).then(() => {
        const parts = arrived.get(name);
        if (!parts) throw broken(name);
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
      meanings.set(name, known);
      known.catch(() => meanings.delete(name));
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

  // The characters of a normal text that count, each at its place.
  const cells = (text, classes) => {
    const found = [];
    let place = 0, inWord = false;
    for (const c of text) {
      const kind = classOf(c, classes);
      if (inWord && kind !== WORD) place += 1;
      inWord = kind === WORD;
      if (inWord) {
        found.push({ c, place, kind });
      } else if (kind === JAPANESE || (kind === SEPARATOR && found.length && found[found.length - 1].kind !== kind)) {
        found.push({ c: kind ? c : " ", place, kind });
        place += 1;
      }
    }
    return found;
  };

  const tokens = (all) => {
    const found = [];
    for (let at = 0; at < all.length; at += 1) {
      const { c, place, kind } = all[at];
      const next = all[at + 1];
      if (kind === JAPANESE) {
        const pair = next && next.kind === JAPANESE;
        found.push({ text: pair ? c + next.c : c, place, kind: pair ? PAIR : LAST });
      } else if (kind === WORD) {
        let end = at + 1;
        while (end < all.length && oneWord(all[end], all[at])) end += 1;
        if (end - at <= LONGEST) found.push({ text: all.slice(at, end).map((cell) => cell.c).join(""), place, kind: WHOLE });
        at = end - 1;
      }
    }
    return found;
  };

  const oneWord = (a, b) => a.kind === WORD && b.kind === WORD && a.place === b.place;

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

  // What words stand for, by their bare form, and the names of the index, the longest first.
  const CONCEPT = "\ue000", NAME = "\ue001";

  const spoken = ({ spellings, words, names, classes }) => {
    const of = (list) => list.map((number) => spellings[number]);
    return {
      byWord: new Map(words.map(([word, others, concepts, alone, covered]) => [word, {
        others: of(others), concepts: concepts.map((number) => CONCEPT + number), names: of(alone), covered,
      }])),
      names: names.map((name) => cells(name, classes)),
    };
  };

  // The longest name that begins at a place.
  const nameAt = (all, place, { names }) => {
    const at = all.findIndex((cell) => cell.place === place && cell.kind);
    if (at && oneWord(all[at], all[at - 1])) return null;
    return names.find((name) => name.every((cell, i) => {
      const here = all[at + i];
      return here && here.c === cell.c && here.place - place === cell.place;
    }));
  };

  const meaningsOf = (chunk, m) => (!chunk.quoted && m.spoken.byWord.get(bare(chunk.text, m.classes))) || null;

  // What else a piece of a query is called; a quoted piece means itself.
  const others = (chunk, m) => (meaningsOf(chunk, m) || { others: [] }).others;

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

  // Names say more than pairs, and pairs overlap: few terms to look up.
  const phrase = (all, lastChunk, m) => {
    const cut = tokens(all);
    const start = cut[0].place;
    const slots = [];
    let said = start, prefix = false;
    cut.forEach((token, index) => {
      const next = cut[index + 1];
      let { text } = token, end = token.place + (token.kind === PAIR ? 2 : 1);
      const fresh = said <= token.place;
      const endsRun = token.kind === PAIR && !(next && next.kind === PAIR);
      if (!fresh && !(endsRun && said < end)) return;
      prefix = !next && (token.kind === LAST
        || (token.kind === WHOLE && lastChunk && Array.from(text).length > 1));
      const known = fresh && nameAt(all, token.place, m.spoken);
      if (known) {
        text = NAME + known.map((cell) => cell.c).join("");
        end = token.place + known[known.length - 1].place + 1;
        prefix = false;
      }
      slots.push([text, token.place - start]);
      said = end;
    });
    return { slots, prefix };
  };

  // The words of a query: each as it is typed, then as the glossary also spells it.
  const parse = (query, m) => {
    const cut = (text) => cells(normal(text), m.classes);
    const whole = (words) => words.map(cut).filter((all) => tokens(all).length).map((all) => phrase(all, false, m));
    // A piece as it is typed, and what else it stands for.
    const means = (chunk, last) => {
      const typed = phrase(cut(chunk.text), last, m);
      const { concepts, names, covered } = meaningsOf(chunk, m) || { concepts: [], names: [] };
      return [
        ...(covered && !typed.prefix ? [] : [typed]),
        ...concepts.map((concept) => ({ slots: [[concept, 0]], prefix: false })),
        ...whole(names),
      ];
    };
    const all = chunks(normal(query)).filter((chunk) => tokens(cut(chunk.text)).length);
    return all.map((chunk, index) => ({
      text: chunk.text,
      excluded: chunk.excluded,
      spellings: means(chunk, index === all.length - 1),
      variants: variants(chunk, m).flatMap((text) => means({ text }, false)),
    }));
  };

  /* Index */

  const manifest = () => meaning("m", (text) => withScales(JSON.parse(text)));

  const withScales = (m) => ({
    ...m, firsts: m.terms.split(" "), scale: scales(m), spoken: spoken(m),
  });

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
        const pages = new Int32Array(count), starts = new Int32Array(count + 1);
        for (let i = 0; i < count; i += 1) pages[i] = page += values[at++];
        for (let i = 0; i < count; i += 1) {
          starts[i] = from;
          from += values[at++];
        }
        starts[count] = from;
        return { pages, starts };
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

  // What the terms of a phrase are in each field: lists of pages for each thing that it can end in.
  const looked = async (m, { slots, prefix }) => {
    const ends = prefix ? beginningWith(m, slots[slots.length - 1][0]) : null;
    const lists = await Promise.all(slots.slice(0, ends ? -1 : undefined).map(([term]) => postings(m, term)));
    const ways = ends ? (await ends).map((end) => [...lists, end]) : [lists];
    const known = ways.filter((way) => way.every(Boolean));
    return {
      distances: slots.map(([, distance]) => distance),
      fields: [0, 1, 2].map((field) => known.map((way) => way.map((list) => list[field])).filter((way) => way.every(Boolean))),
    };
  };

  // The pages on which all lists meet, each followed by its rank in every list.
  const meeting = (lists, keep) => {
    const [first, ...rest] = lists.map((_, i) => i).sort((a, b) => lists[a].pages.length - lists[b].pages.length);
    const ranks = lists.map(() => 0);
    const met = [];
    const { pages } = lists[first];
    for (let i = 0; i < pages.length; i += 1) {
      const page = pages[i];
      if (!keep[page]) continue;
      ranks[first] = i;
      let all = true;
      for (const j of rest) {
        const others = lists[j].pages;
        let rank = ranks[j];
        while (rank < others.length && others[rank] < page) rank += 1;
        ranks[j] = rank;
        if (others[rank] !== page) {
          all = false;
          break;
        }
      }
      if (all) met.push(page, ...ranks);
    }
    return met;
  };

  const placeShard = (number) => meaning(`p${number}`, (text) => Uint32Array.from(numbers(text)));

  // How often the lists stand at their distances on the pages on which they meet, by loading the
  // places of just these pages.
  const together = async (m, lists, distances, met) => {
    const step = lists.length + 1;
    const wanted = new Set();
    for (let at = 0; at < met.length; at += step) {
      lists.forEach(({ starts }, j) => {
        const rank = met[at + 1 + j];
        const last = Math.floor((starts[rank + 1] - 1) / m.places);
        for (let number = Math.floor(starts[rank] / m.places); number <= last; number += 1) wanted.add(number);
      });
    }
    const shards = new Map(await Promise.all([...wanted].map(async (number) => [number, await placeShard(number)])));
    const often = [];
    for (let at = 0; at < met.length; at += step) {
      let starts = null;
      for (let j = 0; j < lists.length && !(starts && !starts.length); j += 1) {
        const rank = met[at + 1 + j], end = lists[j].starts[rank + 1];
        const here = [];
        let place = -distances[j], i = 0;
        for (let g = lists[j].starts[rank]; g < end; g += 1) {
          place += shards.get(Math.floor(g / m.places))[g % m.places];
          while (starts && i < starts.length && starts[i] < place) i += 1;
          if (!starts || starts[i] === place) here.push(place);
        }
        starts = here;
      }
      often.push(starts.length);
    }
    return often;
  };

  // Adds what a phrase scores on pages that are kept.
  const ofPhrase = async (m, { distances, fields }, keep, scores) => {
    for (let field = 0; field < 3; field += 1) {
      const scale = m.scale[field];
      for (const lists of fields[field]) {
        const weight = f32(f32(f32(lists.reduce((sum_, l) => f32(sum_ + rarity(m, l.pages.length)), 0)) * f32(1 + K1)) * f32(m.boosts[field]));
        const add = (page, often) => {
          if (often) scores[page] += f32(weight * f32(often / f32(often + scale[page])));
        };
        if (lists.length === 1) {
          const [{ pages, starts }] = lists;
          for (let i = 0; i < pages.length; i += 1) if (keep[pages[i]]) add(pages[i], starts[i + 1] - starts[i]);
        } else {
          const met = meeting(lists, keep);
          const often = await together(m, lists, distances, met);
          often.forEach((times, i) => add(met[i * (lists.length + 1)], times));
        }
      }
    }
  };

  // What pages score for a word in any of its spellings; the best one counts, nothing is no hit.
  const ofWord = async (m, spellings, keep) => {
    let best = null;
    for (const spelling of await Promise.all(spellings)) {
      const scores = new Float32Array(m.pages);
      await ofPhrase(m, spelling, keep, scores);
      best = best ? best.map((score, page) => Math.max(score, scores[page])) : scores;
    }
    return best;
  };

  // The scores for a word; its variants are tried when no page has it.
  const meant = async (m, word, keep, varied) => {
    const some = word.variants.length ? new Uint8Array(m.pages).fill(1) : keep;
    const scores = await ofWord(m, word.looked, some);
    if (!word.variants.length || scores.some(Boolean)) return scores;
    varied.push(word.text);
    return ofWord(m, word.variants.map((variant) => looked(m, variant)), keep);
  };

  // The pages that have all words and none that is excluded, with their scores.
  const scored = async (m, words, varied) => {
    for (const word of words) word.looked = await Promise.all(word.spellings.map((spelling) => looked(m, spelling)));
    const keep = new Uint8Array(m.pages).fill(1);
    // The rarest first: of the others only places on pages that are left are loaded.
    const cost = ({ looked: all }) => all.reduce((sum_, { fields }) => sum_ + fields[2].reduce(
      (most, lists) => most + Math.min(...lists.map(({ pages }) => pages.length)), 0,
    ), 0);
    const byWord = new Map();
    for (const word of [...words].sort((a, b) => a.excluded - b.excluded || cost(a) - cost(b))) {
      const scores = await meant(m, word, keep, varied);
      byWord.set(word, scores);
      for (let page = 0; page < m.pages; page += 1) if (!scores[page] !== word.excluded) keep[page] = 0;
    }
    const all = new Float32Array(m.pages);
    for (const word of words.filter(({ excluded }) => !excluded)) {
      const scores = byWord.get(word);
      for (let page = 0; page < m.pages; page += 1) all[page] += scores[page];
    }
    return { keep, all };
  };

  // Facets with the pages of each value.
  const choices = () => meaning("f", (all) => JSON.parse(all).map(([name, label, values]) => ({
    name,
    label,
    values: values.map(([value, words, steps]) => {
      let page = 0;
      return { value, label: words, pages: numbers(steps).map((step) => page += step) };
    }),
  })));

  // The pages that have a chosen value of every facet that has one; and for each value, how many
  // pages it would leave beside what is chosen of the others.
  const choose = (facets, keep, chosen) => {
    // The only facet that a page misses, or NONE; OUT is no hit, or misses several.
    const NONE = -1, OUT = -2;
    const missed = Int16Array.from(keep, (kept) => (kept ? NONE : OUT));
    facets.forEach(({ name: facet, values }, number) => {
      const wanted = chosen.filter(([other]) => other === facet).map(([, value]) => value);
      if (!wanted.length) return;
      const has = new Set(values.filter(({ value }) => wanted.includes(value)).flatMap(({ pages }) => pages));
      missed.forEach((miss, page) => {
        if (!has.has(page)) missed[page] = miss === NONE ? number : OUT;
      });
    });
    const leaves = (page, number) => missed[page] === NONE || missed[page] === number;
    const counts = facets.map(({ values }, number) => values.map(
      ({ pages }) => pages.filter((page) => leaves(page, number)).length,
    ));
    return { kept: [...missed.keys()].filter((page) => leaves(page)), counts };
  };

  // Pages by falling scores, then as they come: positive scores are in the order of their bits.
  const ranked = (pages, scores) => {
    const bits = new Int32Array(scores.buffer);
    const keys = Float64Array.from(pages, (page) => (0x7fffffff - bits[page]) * 2 ** 21 + page);
    return Array.from(keys.sort(), (place) => place % 2 ** 21);
  };

  // The pages of a query, best first or by their titles, with the counts of all facets.
  const find = async (query, chosen = [], sort = "rank") => {
    const m = await manifest();
    const words = parse(query, m);
    const varied = [];
    if (!words.length && !chosen.length) return { hits: [], varied, counts: null };
    const [facets, { keep, all }] = await Promise.all([choices(), scored(m, words, varied)]);
    const { kept, counts } = choose(facets, keep, chosen);
    const titles = sort === "title" && await meaning("o", numbers);
    const found = new Set(kept);
    const pages = titles ? titles.filter((page) => found.has(page)) : ranked(kept, all);
    return { hits: pages.map((page) => ({ page, score: all[page] })), varied, counts };
  };

  const told = (title, address, kind, text, places) => ({
    title, address, kind, text, places: places ? JSON.parse(places) : [],
  });

  const head = async (page) => {
    const m = await manifest();
    const heads = await meaning(`h${Math.floor(page / m.heads)}`, JSON.parse);
    return told(...heads[page % m.heads]);
  };

  // A page with its text and the places in it that have addresses of their own.
  const fragment = (page) => meaning(`d${page}`, told);

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
    const facets = await choices();
    const words = chunks(normal(query)).map(({ text }) => Array.from(bare(text, m.classes))).filter((w) => w.length > 1);
    const limit = (word) => (word.length < 3 ? 0 : word.length < 6 ? 1 : 2);
    const spellings = m.spellings.filter((spelling) => {
      const form = Array.from(bare(normal(spelling), m.classes));
      return words.some((word) => distance(word, form, limit(word)) <= limit(word));
    });
    const pairs = words.flatMap((word) => word.slice(1).map((c, i) => word[i] + c));
    const all = facets.flatMap(({ name, values }) => values
      .map(({ value, label, pages }) => ({ name, value, label, pages: pages.length })));
    const values = all.filter(({ label }) => pairs.some((pair) => normal(label).includes(pair)));
    // Where no word is near anything, the values that lead to most pages.
    const most = [...all].sort((a, b) => b.pages - a.pages);
    return { spellings: spellings.slice(0, 5), values: (values.length || spellings.length ? values : most).slice(0, 8) };
  };

  /* Excerpts */

  const BEFORE = 20, LENGTH = 90;

  // A text as words are compared with it: separators as blanks, each character with its beginning
  // and end in what is shown.
  const seenIn = (shown, classes) => {
    const seen = [];
    for (let at = 0; at < shown.length;) {
      let end = at + 1;
      while (end < shown.length && /[\p{M}\u3099\u309a\uff9e\uff9f]/u.test(shown[end])) end += 1;
      for (const c of normal(shown.slice(at, end).join(""))) {
        const kind = classOf(c, classes);
        if (kind === SEPARATOR && seen.length && seen[seen.length - 1].c === " ") continue;
        if (kind !== TRANSPARENT) seen.push({ c: kind ? c : " ", kind, at, end });
      }
      at = end;
    }
    return seen;
  };

  // Where words stand in a text, as pairs of beginning and end. Latin words are not cut: what begins
  // with the last word of a query is marked to its own end.
  const placesIn = (seen, words) => {
    const line = flat(seen.map(({ c }) => c));
    const joined = (at) => seen[at - 1]?.kind === WORD && seen[at]?.kind === WORD && seen[at - 1].end === seen[at].at;
    const places = [];
    for (const { form, prefix } of words) {
      for (let from = line.indexOf(form); from >= 0; from = line.indexOf(form, from + 1)) {
        let end = from + form.length;
        while (prefix && joined(end)) end += 1;
        if (!joined(from) && !joined(end)) places.push([seen[from].at, seen[end - 1].end]);
      }
    }
    return places.sort(([a], [b]) => a - b);
  };

  // Characters beyond the first plane count as one, so that places in a line are characters.
  const flat = (characters) => characters.map((c) => (c.length > 1 ? "\ufffd" : c)).join("");

  // The words of a query and what else they are called, as they are compared.
  const wanted = (query, m) => {
    const form = (text) => flat(cells(normal(text), m.classes).map(({ c }) => c)).trim();
    const all = chunks(normal(query));
    return all.flatMap((chunk, at) => (chunk.excluded ? [] : [
      { form: form(chunk.text), prefix: at === all.length - 1 && form(chunk.text).length > 1 },
      ...[chunk, ...variants(chunk, m).map((text) => ({ text, found: text }))]
        .flatMap((piece) => [...others(piece, m), piece.found || []].flat()).map((other) => ({ form: form(other), prefix: false })),
    ])).filter((word) => word.form);
  };

  // A line of a text around the first place of a word, and that place.
  const excerpt = (text, query, m) => {
    const shown = Array.from(text.replace(/\n/g, " "));
    const places = placesIn(seenIn(shown, m.classes), wanted(query, m));
    const first = places.length ? places[0][0] : 0;
    const start = Math.max(first - BEFORE, 0);
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
    return { line, first };
  };

  Object.assign(api, { cells, tokens, normal, find, choices, near, head, fragment, manifest, others, variants, chunks, excerpt });
  self.yearbookSearch = api;
})();
