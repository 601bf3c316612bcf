// Pagefind on the pages that were built, for comparison: over http, as it
// does not work from a disk.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

const TYPES = { ".js": "text/javascript", ".html": "text/html" };

function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      const bytes = path === "/" ? "" : readFileSync(join(folder, path));
      const type = TYPES[extname(path) || ".html"] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) =>
    server.listen(0, "127.0.0.1", () => done(server)),
  );
}

export async function openPagefind(modules, locale) {
  const program = join(
    modules,
    "node_modules/@pagefind",
    `${process.platform}-${process.arch}/bin/pagefind_extended`,
  );
  execFileSync(program, ["--site", locale, "--root-selector", "main"], {
    stdio: "ignore",
  });
  const folder = join(locale, "pagefind");
  const sizes = (names) =>
    names
      .map((n) => statSync(join(folder, n)))
      .filter((s) => s.isFile())
      .reduce((sum, s) => sum + s.size, 0);
  const all = readdirSync(folder, { recursive: true });
  const server = await serve(locale);
  const { chromium } = createRequire(
    new URL("../browser/x.js", import.meta.url),
  )("playwright-core");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(async () => {
    globalThis.pagefind = await import("/pagefind/pagefind.js");
  });
  return {
    bytes: sizes(all.filter((n) => /^index/.test(n) || /pf_meta$/.test(n))),
    allBytes: sizes(all.filter((n) => /^(index|fragment)/.test(n) || /pf_meta$/.test(n))),
    async search(query) {
      const urls = await page.evaluate(async (words) => {
        const { results } = await pagefind.search(words);
        const ten = results.slice(0, 10).map((r) => r.data());
        return (await Promise.all(ten)).map((d) => d.url);
      }, query);
      return urls.map((u) => u.replace(/^\//, "").replace(/\.html$/, ".md"));
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
