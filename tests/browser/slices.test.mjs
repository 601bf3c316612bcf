// A long text comes into the layout in slices. Nothing may depend on when:
// links, the way back, paper and who has no script find the whole text. In
// most tests the browser never finds time, so that the slices wait for ever.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { build, openBrowser, root, scriptless, test } from "./harness.mjs";

// Milliseconds, on a machine that has other things to do.
const SOON = 20000;
// Elements that are laid out at once: a slice that ends with a large list; of
// a large table it has some rows.
const MOST = 260;

// The manual as one page, twice.
async function longPage() {
  const folder = join(root, "content/en-us");
  const docset = join(process.env.DIGLOT_WORK, "slices");
  await mkdir(docset, { recursive: true });
  const parts = [];
  for (const name of (await readdir(folder)).sort())
    if (name.endsWith(".md"))
      parts.push(
        (await readFile(join(folder, name), "utf8"))
          .replace(/^---\n[^]*?\n---\n/, "")
          .replace(/^#/gm, "##"),
      );
  // A table of its first sentences, to be large.
  const rows = parts
    .join("\n")
    .match(/\b[A-Z][a-z]+(?: [a-z]+){4,9}\./g)
    .slice(0, 200)
    .map((line) => `| ${line} | ${line.length} | ${line.split(" ").length} |`);
  const table = ["| Sentence | Letters | Words |", "|---|---|---|", ...rows];
  parts.push("", ...table, "");
  const text = `# The manual\n\n${parts.join("\n")}\n`;
  await writeFile(join(docset, "manual.md"), text.repeat(2));
  const site = await build(docset);
  return pathToFileURL(join(site, "en-us/manual.html")).href;
}

const never = () => {
  window.requestIdleCallback = () => 0;
};
const held = (page) => page.locator("[data-far]").count();
const hidden = (page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll("article > *, article tr")].filter(
        (e) => !e.getClientRects().length,
      ).length,
  );

// How far a heading near the end is from where it must be, below the header.
function place(page) {
  return page.evaluate(() => {
    const a = [...document.querySelectorAll(".outline a")].at(-9);
    const h = document.getElementById(a.hash.slice(1));
    const padding = getComputedStyle(document.documentElement);
    return Math.abs(
      h.getBoundingClientRect().top - parseFloat(padding.scrollPaddingTop),
    );
  });
}

const url = await longPage();
const browser = await openBrowser();

async function fresh(...scripts) {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  for (const script of scripts) await page.addInitScript(script);
  return page;
}

// Opens the page with everything waiting, does something to it, and says
// what is wrong then: nothing waits, and the heading is where it must be.
async function after(act, ends = false) {
  const page = await fresh(never);
  await page.goto(url);
  const before = await held(page);
  await act(page);
  await page.waitForTimeout(100);
  const troubles = [];
  if (!before) troubles.push("nothing waited");
  if (await held(page)) troubles.push("something still waits");
  if (ends && (await place(page)) > 1)
    troubles.push(`${await place(page)} px beside the heading`);
  await page.close();
  return troubles;
}

await test("a long text comes in slices, all of it soon", async () => {
  const page = await fresh(() => {
    window.sizes = [];
    document.addEventListener("DOMContentLoaded", () => {
      window.first = document.querySelectorAll("[data-far]").length;
    });
    const idle = window.requestIdleCallback;
    window.requestIdleCallback = (fn) =>
      idle(() => {
        const shown = () =>
          document.querySelectorAll("article :not([data-far], [data-far] *)")
            .length;
        const had = shown();
        fn();
        window.sizes.push(shown() - had);
      });
  });
  await page.goto(url);
  await page.waitForFunction(
    () => !document.querySelector("[data-far]"),
    null,
    { timeout: SOON },
  );
  const { first, most } = await page.evaluate(() => ({
    first: window.first,
    most: Math.max(...window.sizes),
  }));
  const troubles = [];
  if (first < 100) troubles.push(`only ${first} blocks waited`);
  if (most > MOST) troubles.push(`${most} elements in one slice`);
  if (await hidden(page)) troubles.push("not all is seen");
  await page.close();
  return troubles;
});

await test("nothing of the text in the window moves", async () => {
  const page = await fresh(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        if (sources.some((source) => source.node?.closest?.(".main")))
          window.moved += value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(url);
  await page.waitForFunction(() => !document.querySelector("[data-far]"));
  await page.waitForTimeout(200);
  const moved = await page.evaluate(() => window.moved);
  await page.close();
  return moved ? [`a layout shift of ${moved}`] : [];
});

await test("a link of the outline", () =>
  after(
    (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll(".outline a")].at(-9).click(),
      ),
    true,
  ));

await test("another address of the same page", () =>
  after(
    (page) =>
      page.evaluate(() => {
        const a = [...document.querySelectorAll(".outline a")].at(-9);
        location.hash = a.hash;
      }),
    true,
  ));

await test("a key", () => after((page) => page.keyboard.press("Control+f")));

await test("an address with a heading waits for nothing", async () => {
  const page = await fresh(never);
  await page.goto(url);
  const hash = await page.evaluate(
    () => [...document.querySelectorAll(".outline a")].at(-9).hash,
  );
  await page.goto("about:blank");
  await page.goto(url + hash);
  const troubles = (await held(page)) ? ["something waits"] : [];
  if ((await place(page)) > 1)
    troubles.push(`${await place(page)} px beside the heading`);
  await page.close();
  return troubles;
});

await test("found words and fragments of text wait for nothing", async () => {
  const page = await fresh(never);
  const troubles = [];
  for (const more of ["?q=table", "#:~:text=glossary"]) {
    await page.goto("about:blank");
    await page.goto(url + more);
    if (await held(page)) troubles.push(more);
  }
  await page.close();
  return troubles;
});

await test("the way back and a reload keep the place", async () => {
  const page = await fresh(never);
  const troubles = [];
  const look = async (what) => {
    await page.waitForTimeout(200);
    const y = await page.evaluate(() => scrollY);
    if (Math.abs(y - 9000) > 1) troubles.push(`${what}: at ${y}`);
    if (await held(page)) troubles.push(`${what}: something waits`);
  };
  await page.goto(url);
  await page.keyboard.press("Control");
  await page.evaluate(() => scrollTo(0, 9000));
  await page.reload();
  await look("reload");
  await page.goto("about:blank");
  await page.goBack();
  await look("back");
  await page.close();
  return troubles;
});

await test("what a script adds is seen", async () => {
  const page = await fresh(never, () =>
    document.addEventListener("DOMContentLoaded", () =>
      document.querySelector("article.content").append(document.createElement("hr")),
    ),
  );
  await page.goto(url);
  await page.waitForTimeout(100);
  const seen = await page.locator("article.content > hr").last().isVisible();
  await page.close();
  return seen ? [] : ["it waits"];
});

await test("paper has all of it", async () => {
  const page = await fresh(never);
  await page.goto(url);
  const troubles = (await hidden(page)) ? [] : ["nothing waited"];
  await page.emulateMedia({ media: "print" });
  if (await hidden(page)) troubles.push(`${await hidden(page)} blocks lack`);
  await page.close();
  return troubles;
});

await test("without scripts nothing waits", async () => {
  const page = await fresh();
  await scriptless(page, url);
  const troubles = (await hidden(page)) ? ["no script at all"] : [];
  await page.route("**/boot.*.js", (route) => route.abort());
  await page.goto(url);
  if (await hidden(page)) troubles.push("no boot.js");
  await page.close();
  return troubles;
});

await browser.close();
