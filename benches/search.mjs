// Asks the search client of a built site under Node. Argument: a folder with `public/` and
// `queries.json`, a list of {q, truth: [route, …]}. Prints the figures as JSON.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const folder = process.argv[2];
const search = join(folder, "public/search");
const shards = join(search, readdirSync(search, { withFileTypes: true }).find((entry) => entry.isDirectory()).name);
const theme = (name) => readFileSync(join(folder, "public/theme", name));
const packed = (bytes) => gzipSync(bytes, { level: 6 }).length;

// A client that has loaded nothing yet; `loaded` fills with what it loads, by name.
const client = () => {
  const context = vm.createContext({ URL, URLSearchParams, console });
  context.self = context;
  vm.runInContext(theme("search.js").toString(), context);
  const loaded = new Map();
  context.yearbookSearch.load = async (name) => {
    const bytes = readFileSync(join(shards, `${name}.js`));
    loaded.set(name, bytes);
    vm.runInContext(bytes.toString(), context);
  };
  return { ...context.yearbookSearch, loaded };
};

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const kb = (bytes) => Math.round(bytes / 102.4) / 10;

const queries = JSON.parse(readFileSync(join(folder, "queries.json")));
const script = ["search.js", "search-page.js"].reduce((sum, name) => sum + packed(theme(name)), 0)
  + packed(readFileSync(join(search, "index.js")));

const first = [], files = [];
let found = 0, right = 0, true_ = 0;
for (const { q, truth } of queries) {
  const { find, fragment, head, loaded } = client();
  const { hits } = await find(q);
  for (const { page } of hits.slice(0, 10)) await fragment(page);
  first.push(script + [...loaded.values()].reduce((sum, bytes) => sum + packed(bytes), 0));
  files.push(loaded.size);
  const routes = new Set();
  for (const { page } of hits) routes.add((await head(page)).address);
  found += routes.size;
  true_ += truth.length;
  right += truth.filter((route) => routes.has(route)).length;
}

const { find } = client();
const warm = [];
for (let round = 0; round < 4; round += 1) {
  for (const { q } of queries) {
    const start = performance.now();
    await find(q);
    if (round) warm.push(performance.now() - start);
  }
}

const size = (test) => readdirSync(shards).filter((name) => test(name[0])).reduce((sum, name) => sum + packed(readFileSync(join(shards, name))), 0);
console.log(JSON.stringify({
  "client, KB": kb(script),
  "first search with ten results, median KB": kb(at(first, 0.5)),
  "first search, 90 of 100 under KB": kb(at(first, 0.9)),
  "files of a first search, median": at(files, 0.5),
  "answer when all is loaded, median ms": Math.round(at(warm, 0.5) * 10) / 10,
  "answer when all is loaded, 95 of 100 under ms": Math.round(at(warm, 0.95) * 10) / 10,
  "index, KB": kb(size((kind) => kind !== "d")),
  "fragments, KB": kb(size((kind) => kind === "d")),
  "precision": Math.round((right / found) * 1000) / 1000,
  "recall": Math.round((right / true_) * 1000) / 1000,
}));
