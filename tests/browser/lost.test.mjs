// The page that a server shows for an address that does not exist: it finds
// its style sheet and its links from any depth, below a path of the server as
// well, and is in the language of the address.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { build, inaccessible, openBrowser, root, test } from "./harness.mjs";

const BASE = "/docs/";
const types = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

const site = await build(
  join(root, "tests/site/harbour/in"),
  "--base-url",
  `https://harbour.example${BASE}`,
);

// As a server that knows nothing but where its page for lost readers is.
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const file = path.startsWith(BASE) && join(site, path.slice(BASE.length));
  const bytes = await (file ? readFile(file) : Promise.reject()).catch(
    () => null,
  );
  response.writeHead(bytes ? 200 : 404, {
    "Content-Type": types[bytes ? extname(file) : ".html"] ?? "text/plain",
  });
  response.end(bytes ?? (await readFile(join(site, "404.html"))));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const host = `http://127.0.0.1:${server.address().port}`;

const browser = await openBrowser();

async function at(path, options, fn) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const troubles = [];
  const expect = (ok, what) => ok || troubles.push(what);
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("response", (r) =>
    expect(
      r.ok() || r.url() === `${host}${path}`,
      `not there: ${r.url()}`,
    ),
  );
  const response = await page.goto(host + path);
  expect(response.status() === 404, `status ${response.status()}`);
  await fn(page, expect);
  await context.close();
  return troubles;
}

function shown(page) {
  return page.locator("[data-locale]:visible h2").allInnerTexts();
}

for (const [path, heading, dir] of [
  ["/docs/nl-nl/a/b/none.html", "Pagina niet gevonden", "ltr"],
  ["/docs/en-us/none", "Page not found", "ltr"],
  ["/docs/ar-sa/x/y/z/none.html", "الصفحة غير موجودة", "rtl"],
])
  await test(`a lost reader at ${path}`, () =>
    at(path, {}, async (page, expect) => {
      const texts = await shown(page);
      expect(texts.length === 1 && texts[0] === heading, String(texts));
      expect(
        (await page.evaluate(() => document.documentElement.dir)) === dir,
        "direction",
      );
      expect(
        (await page.evaluate(
          () => getComputedStyle(document.querySelector(".header")).position,
        )) === "sticky",
        "no style sheet",
      );
      for (const t of await inaccessible(page)) expect(false, t);
      await page.locator("[data-locale]:visible .button").first().click();
      const slug = path.split("/")[2];
      expect(
        new URL(page.url()).pathname === `/docs/${slug}/index.html`,
        page.url(),
      );
    }));

await test("a lost reader where no language is told: all of them", () =>
  at("/docs/none/at/all", {}, async (page, expect) => {
    expect((await shown(page)).length === 4, String(await shown(page)));
    for (const t of await inaccessible(page)) expect(false, t);
  }));

await test("a lost reader without scripts", () =>
  at("/docs/nl-nl/none", { javaScriptEnabled: false }, async (page, expect) => {
    expect((await shown(page)).length === 4, String(await shown(page)));
  }));

await browser.close();
server.close();
