// Runs the search client of the theme under Node, with shards from a folder.
// Arguments: the client, the folder of the site. Standard input: {texts: […]} or {queries: […]}, each
// a text or {q, chosen: [[facet, value], …], sort}.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const [client, folder] = process.argv.slice(2);
const search = join(folder, "search");
const shards = readdirSync(search, { withFileTypes: true }).find((entry) => entry.isDirectory()).name;

const context = vm.createContext({ URL, URLSearchParams, console });
context.self = context;
vm.runInContext(readFileSync(client, "utf8"), context);
const api = context.yearbookSearch;
api.load = async (name) => vm.runInContext(readFileSync(join(search, shards, `${name}.js`), "utf8"), context);

const task = JSON.parse(readFileSync(0, "utf8"));
const answers = [];
if (task.texts) {
  const { classes } = await api.manifest();
  for (const text of task.texts) {
    answers.push(api.tokens(api.cells(api.normal(text), classes)).map((t) => `${t.text}@${t.place}`).join(" "));
  }
} else {
  for (const query of task.queries) {
    const { q, chosen, sort } = typeof query === "string" ? { q: query } : query;
    const { hits } = await api.find(q, chosen, sort);
    const found = [];
    for (const { page, score } of hits) found.push([(await api.head(page)).address, score]);
    answers.push(found);
  }
}
console.log(JSON.stringify(answers));
