// The same queries on the same pages, asked of Pagefind and of lunr with its Japanese tokeniser:
//   cargo bench --bench search -- 1000 /tmp/pages
//   cd benches/peers && npm install --no-package-lock && node compare.mjs /tmp/pages
// Argument: a folder with `public/` and `queries.json`, as the bench leaves it. A page is right when its
// text contains the query. All words must be there; bytes are compressed, with ten results.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

const require = createRequire(import.meta.url);
const folder = process.argv[2];
const site = join(folder, "public");
const queries = JSON.parse(readFileSync(join(folder, "queries.json")));
const packed = (bytes) => gzipSync(bytes, { level: 6 }).length;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const kb = (bytes) => Math.round(bytes / 1024);

// The pages as the search of the site shows them: the same text for everybody.
const pages = () => {
  const shards = join(site, "search", readdirSync(join(site, "search"), { withFileTypes: true }).find((e) => e.isDirectory()).name);
  const found = [];
  const yearbookSearch = { shard: (name, sum, ...parts) => found.push(parts) };
  for (const name of readdirSync(shards).filter((file) => file.startsWith("d"))) {
    vm.runInNewContext(readFileSync(join(shards, name), "utf8"), { yearbookSearch });
  }
  return found.map(([title, route, , body]) => ({ title, route, body }));
};

const judge = async (name, seconds, index, ask) => {
  let found = 0, right = 0, wanted = 0;
  const first = [];
  for (const { q, truth } of queries) {
    const { routes, bytes } = await ask(q);
    found += routes.length;
    wanted += truth.length;
    right += truth.filter((route) => routes.includes(route)).length;
    first.push(bytes);
  }
  const share = (part, whole) => (part / whole).toFixed(3);
  console.log(`| ${name} | ${share(right, found)} | ${share(right, wanted)} | ${kb(median(first))} KB | ${kb(index)} KB | ${seconds.toFixed(1)} s |`);
};

const pagefind = async () => {
  const out = join(mkdtempSync(join(tmpdir(), "peers-")), "pagefind");
  const start = performance.now();
  execFileSync(process.execPath, [fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url)), "--site", site, "--output-path", out], { stdio: "ignore" });
  const seconds = (performance.now() - start) / 1000;
  const files = (where) => readdirSync(where, { recursive: true }).map((name) => join(where, name)).filter((path) => statSync(path).isFile());
  const size = (path) => (/\.pf_|wasm\.[^/]*\.pagefind$/.test(path) ? statSync(path).size : packed(readFileSync(path)));
  const index = files(out).filter((path) => /\.pf_(index|meta|filter)|entry/.test(path)).reduce((sum, path) => sum + size(path), 0);
  let bytes = 0;
  globalThis.fetch = async (address) => {
    const path = join(out, new URL(address, "http://localhost/").pathname);
    bytes += size(path);
    return new Response(readFileSync(path));
  };
  globalThis.window = globalThis;
  globalThis.location = new URL("http://localhost/");
  globalThis.document = { querySelector: () => ({ getAttribute: () => "ja" }), currentScript: null, documentElement: { lang: "ja" } };
  const script = join(out, "pagefind.js");
  let turn = 0;
  await judge("Pagefind", seconds, index, async (q) => {
    bytes = size(script);
    const client = await import(`${pathToFileURL(script)}?${turn += 1}`);
    await client.options({ basePath: "/", baseUrl: "/" });
    const { results } = await client.search(q);
    const data = [];
    for (const result of results.slice(0, 10)) data.push(await result.data());
    const first = bytes;
    for (const result of results.slice(10)) data.push(await result.data());
    await client.destroy?.();
    return { routes: data.map(({ raw_url, url }) => (raw_url || url).replace(/^\//, "").replace(/\/$/, "/index.html")), bytes: first };
  });
};

const lunr = async () => {
  const lunr = require("lunr");
  require("lunr-languages/lunr.stemmer.support.js")(lunr);
  require("lunr-languages/tinyseg.js")(lunr);
  require("lunr-languages/lunr.ja.js")(lunr);
  const all = pages();
  const start = performance.now();
  const index = lunr(function build() {
    this.use(lunr.ja);
    this.ref("route");
    this.field("title", { boost: 3 });
    this.field("body");
    all.forEach((page) => this.add(page));
  });
  const whole = packed(JSON.stringify(index));
  const seconds = (performance.now() - start) / 1000;
  const client = ["lunr/lunr.min.js", "lunr-languages/min/lunr.stemmer.support.min.js", "lunr-languages/tinyseg.js", "lunr-languages/min/lunr.ja.min.js"]
    .reduce((sum, name) => sum + packed(readFileSync(require.resolve(name))), 0);
  const text = new Map(all.map((page) => [page.route, page]));
  await judge("lunr, Japanese", seconds, whole, async (q) => {
    const found = index.query((query) => {
      for (const token of lunr.tokenizer(q)) query.term(token.toString(), { presence: lunr.Query.presence.REQUIRED });
    });
    const routes = found.map(({ ref }) => ref);
    const ten = routes.slice(0, 10).reduce((sum, route) => sum + packed(JSON.stringify(text.get(route))), 0);
    return { routes, bytes: client + whole + ten };
  });
};

console.log("| | precision | recall | first search | index | build |\n| --- | --- | --- | --- | --- | --- |");
await pagefind();
await lunr();
