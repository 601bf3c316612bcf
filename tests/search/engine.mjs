// The theme's search client outside of a browser, on the files of a site.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

const client = fileURLToPath(
  new URL("../../themes/default/public/search-client.js", import.meta.url),
);

function run(text) {
  const context = createContext({ Intl });
  runInContext(text, context);
  return context.diglotSearch;
}

export function openClient() {
  return run(readFileSync(client, "utf8"));
}

// search(query) gives the files of the pages that it finds; bytes(): read
// so far; forget() makes the next query a first one.
export function openSite(locale) {
  const { make } = openClient();
  let cache, engine, read;
  function load(name) {
    if (!cache.has(name)) {
      const text = readFileSync(join(locale, "search", `${name}.js`), "utf8");
      read += Buffer.byteLength(text);
      let data;
      runInContext(text, createContext({ diglotSearch: (_, d) => (data = d) }));
      cache.set(name, data);
    }
    return Promise.resolve(cache.get(name));
  }
  function forget() {
    cache = new Map();
    read = 0;
    engine = make(load);
  }
  forget();
  return {
    forget,
    bytes: () => read,
    async search(query) {
      const hits = (await engine.find(query)).slice(0, 10);
      const found = await Promise.all(hits.map((hit) => engine.describe(hit, true)));
      return found.map((hit) => hit.href.replace(/\.html$/, ".md"));
    },
  };
}
