// The theme's search client outside of a browser, on the files of a site.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

const client = fileURLToPath(
  new URL("../../themes/default/public/search-client.js", import.meta.url),
);

function run(text) {
  const context = createContext({
    DecompressionStream, Intl, Response,
  });
  runInContext(text, context);
  return context.diglotSearch;
}

export function openClient() {
  return run(readFileSync(client, "utf8"));
}

// search(query) gives the files of the pages that it finds; bytes(): read
// so far; forget() makes the next query a first one.
export function openSite(locale) {
  const { make, unpack } = openClient();
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
    // What there is: bytes of the index, of its texts, of the largest file;
    // and the texts of each page.
    async inventory() {
      forget();
      const folder = join(locale, "search");
      const size = (name) => statSync(join(folder, `${name}.js`)).size;
      const all = readdirSync(folder).map((n) => size(n.slice(0, -3)));
      const sum = all.reduce((a, b) => a + b);
      const index = await load("index");
      const texts = new Map();
      const files = new Set();
      for (const name of index.pages.split(" ").filter(Boolean)) {
        const [names, ...pages] = await load(name);
        for (let i = 0; i < pages.length; i += 4) {
          const [, href, which, at] = pages.slice(i, i + 4);
          const file = names.split(" ")[which];
          files.add(file);
          const content = await unpack(await load(file));
          if (content.at(-1)) files.add(content.at(-1));
          texts.set(href.replace(/\.html$/, ".md"), content[at]);
        }
      }
      const packed = [...files].reduce((a, name) => a + size(name), 0);
      return { index: sum - packed, sum, most: Math.max(...all), texts };
    },
    // What a panel shows of a query of one letter.
    async titles(query) {
      const hits = (await engine.find(query)).slice(0, 8);
      return Promise.all(hits.map(engine.describe));
    },
    async search(query) {
      const hits = (await engine.find(query)).slice(0, 10);
      const found = await Promise.all(hits.map(engine.describe));
      await Promise.all(found.map(engine.quote));
      return found.map((hit) => hit.href.replace(/\.html$/, ".md"));
    },
  };
}
