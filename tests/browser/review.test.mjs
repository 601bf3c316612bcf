// The translator's review that `diglot align --format html` writes: narrow
// and wide, light and dark, from left to right and back, with and without
// scripts, on paper.
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { inaccessible, openBrowser, root, test, watch } from "./harness.mjs";

const browser = await openBrowser();

// The folder with the reviews of a docset.
async function review(docset, name, ...more) {
  const out = join(process.env.DIGLOT_WORK, `review-${name}`);
  const words = ["align", "--format", "html", "-o", out, docset, ...more];
  await promisify(execFile)(process.env.DIGLOT, words);
  return out;
}

async function longestIn(folder) {
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => name.endsWith(".html") && name !== "index.html",
  );
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name))).size),
  );
  return names[sizes.indexOf(Math.max(...sizes))];
}

const SIZES = [
  [400, "light"],
  [400, "dark"],
  [1400, "light"],
  [1400, "dark"],
];

async function open(folder, name, options = {}) {
  const { width = 1400, scheme = "light", scripts = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const troubles = [];
  watch(page, folder, troubles);
  await page.goto(pathToFileURL(join(folder, name)).href);
  return { context, page, troubles };
}

const tooWide = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function looks(folder, name) {
  const all = [];
  for (const [width, scheme] of SIZES) {
    const { context, page, troubles } = await open(folder, name, {
      width,
      scheme,
    });
    if ((await tooWide(page)) > 0) troubles.push("wider than the window");
    troubles.push(...(await inaccessible(page)));
    all.push(...troubles.map((text) => `${width} ${scheme}: ${text}`));
    await context.close();
  }
  return all;
}

async function plain(folder, name) {
  const { context, page, troubles } = await open(folder, name, {
    scripts: false,
  });
  if (await page.locator("form").isVisible())
    troubles.push("a form that does nothing without scripts");
  const rows = page.locator("table.pairs tbody tr");
  if (!(await rows.count()) || !(await rows.first().isVisible()))
    troubles.push("no pair is shown without scripts");
  await page.emulateMedia({ media: "print" });
  if ((await tooWide(page)) > 0) troubles.push("wider than the paper");
  if (await page.locator("nav").isVisible())
    troubles.push("navigation on paper");
  await context.close();
  return troubles;
}

const shown = (page) => page.locator("tr[data-level]:visible").count();

async function filters(folder, name) {
  const { context, page, troubles } = await open(folder, name);
  const expect = (what, is, wanted) => {
    if (is !== wanted) troubles.push(`${what}: ${is}, not ${wanted}`);
  };
  const all = await shown(page);
  const found = await page
    .locator('tr[data-level]:not([data-level=""])')
    .count();
  await page.keyboard.press("n");
  expect(
    "n goes to a pair with findings",
    await page.evaluate(() => document.activeElement.dataset.level !== ""),
    true,
  );
  const first = await page.evaluate(() => document.activeElement.id);
  const top = await page
    .locator("tr[data-level]")
    .first()
    .getAttribute("id");
  for (const key of top === first ? "jk" : "kj") await page.keyboard.press(key);
  expect(
    "j and k come back",
    await page.evaluate(() => document.activeElement.id),
    first,
  );
  await page.keyboard.press("/");
  await page.keyboard.type("no text has these words");
  expect("a search for nothing", await shown(page), 0);
  await page.fill("input[name=q]", "");
  expect("the search emptied", await shown(page), all);
  const rule = page.locator("select[name=rule]");
  await rule.selectOption({ index: 1 });
  const some = await shown(page);
  if (some < 1 || some > found) troubles.push(`${some} pairs of a rule`);
  await rule.selectOption({ index: 0 });
  await page.goto(`${page.url()}#${first}`);
  const outline = await page
    .locator("tr:target > td")
    .first()
    .evaluate((cell) => getComputedStyle(cell).outlineStyle);
  expect("a permalink", outline, "solid");
  await context.close();
  return troubles;
}

const SETS = [["small", join(root, "tests/cli/align/docset/in")]];
const shared = process.env.DIGLOT_SHARED;
if (shared)
  SETS.push(
    ["seed", join(shared, "seed")],
    ["ar", join(shared, "corpus/customer-insights.ar/live-sxs")],
  );

for (const [name, docset] of SETS) {
  const folder = await review(docset, name);
  const page = await longestIn(folder);
  await test(`review ${name}: looks`, () => looks(folder, page));
  await test(`review ${name}: overview`, () => looks(folder, "index.html"));
  await test(`review ${name}: without scripts`, () => plain(folder, page));
  await test(`review ${name}: filters`, () => filters(folder, page));
}

// The overview and a page of two plain trees.
const trees = join(root, "tests/cli/align/trees/in");
const aligned = await review(
  join(trees, "en-us"),
  "trees",
  join(trees, "nl-nl"),
);
await test("alignment: looks", () => looks(aligned, "page.md.html"));
await test("alignment: overview", () => looks(aligned, "index.html"));
await test("alignment: without scripts", () => plain(aligned, "page.md.html"));

await browser.close();
