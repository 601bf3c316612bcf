// A page in all ways: {left to right, right to left} x {light, dark, forced
// colours} x {scripts, none} x {320, 768, 1300 pixels}. It is loaded once for
// each pair of colours and scripts. There is no error, no request off the
// disk, nothing that scrolls sideways, nothing that axe objects to, and the
// keyboard is enough.
import { stat, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  inaccessible,
  nameOf,
  pagesOf,
  scriptless,
  test,
  watch,
} from "./harness.mjs";
import { keysOf } from "./keys.mjs";

const WIDTHS = [320, 768, 1300];
const DIRS = ["ltr", "rtl"];
const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};
// Axe is slow. A page that is not looked at in whole it sees in all colours
// at all widths, in one direction each, and without scripts at one width of
// each; one with more elements than this in every fifth way. The next page
// begins with another way, so a few pages make all of them. DIGLOT_LONG=1:
// every page in all ways.
const MANY = 1000;
const ALL = Boolean(process.env.DIGLOT_LONG);

function axeSees({ whole, many, scripts, turn }, w, d) {
  if (whole || ALL) return true;
  if (many) return (turn + w * 2 + d) % 5 === 0;
  return (turn + w + d) % 2 === 0 && (scripts || turn % 3 === w);
}

async function tooWide(page) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > globalThis.innerWidth,
  );
  return wide ? ["scrolls sideways"] : [];
}

async function seen(page, way) {
  const troubles = [];
  for (const [w, width] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height: 900 });
    for (const [d, dir] of DIRS.entries()) {
      await page.evaluate((value) => {
        document.documentElement.dir = value;
      }, dir);
      const found = [
        ...(await tooWide(page)),
        ...(axeSees(way, w, d) ? await inaccessible(page) : []),
      ];
      troubles.push(...found.map((t) => `${dir}, ${width}: ${t}`));
    }
  }
  return troubles;
}

// The other reading modes of a page in two languages; of most pages only the
// one with both is looked at, which is the one that needs room.
async function otherModes(page, { whole, scripts }) {
  if (!(await page.locator("#dg-mode-both").count())) return [];
  if (whole) return ["source", "both", "hover"];
  return scripts ? ["both"] : [];
}

async function loaded(page, site, goto, way) {
  const troubles = [];
  watch(page, site, troubles);
  const dir = DIRS[way.turn % 2];
  const width = WIDTHS[way.turn % 3];
  await page.setViewportSize({ width, height: 900 });
  await goto();
  await page.evaluate((value) => {
    document.documentElement.dir = value;
  }, dir);
  const keys = await keysOf(page, way.scripts);
  troubles.push(...keys.map((t) => `${dir}, ${width}: ${t}`));
  const many = (await page.locator("*").count()) > MANY;
  troubles.push(...(await seen(page, { ...way, many })));
  for (const mode of await otherModes(page, way)) {
    await page.locator(`#dg-mode-${mode}`).check();
    const more = await seen(page, { ...way, many: true });
    troubles.push(...more.map((t) => `${mode}, ${t}`));
  }
  return troubles;
}

async function inAllWays(browser, site, path, n, whole) {
  const url = pathToFileURL(path).href;
  const troubles = [];
  for (const [c, [colours, media]] of Object.entries(COLOURS).entries())
    for (const [s, scripts] of [true, false].entries()) {
      const context = await browser.newContext({
        ...media,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      const goto = () => (scripts ? page.goto(url) : scriptless(page, url));
      const way = { turn: n + c + s, scripts, whole };
      const found = await loaded(page, site, goto, way);
      const name = scripts ? colours : `${colours}, no scripts`;
      troubles.push(...found.map((t) => `${name}, ${t}`));
      await context.close();
    }
  return troubles;
}

// ---- which pages ----

// The kinds of page that every site has.
const KINDS = /\/(index|toc|search|404|print)\.html$/;
const MARKS = {
  tables: /<table/g,
  images: /<img/g,
  code: /<pre/g,
  steps: /data-step=/g,
  alerts: /class="alert-title/g,
  cards: /class="card/g,
  tabs: /class="tab\b/g,
  videos: /class="video/g,
  questions: /class="question/g,
  pairs: /class="seg/g,
};

// One that leads on is gone before it can be looked at, and one that only a
// server shows has no style on the disk.
const ELSEWHERE = /"refresh"|data-base=/;

async function measured(path) {
  const text = await readFile(path, "utf8");
  const counts = Object.entries(MARKS).map(([name, mark]) => [
    name,
    text.match(mark)?.length ?? 0,
  ]);
  const { size } = await stat(path);
  return {
    path,
    elsewhere: ELSEWHERE.test(text),
    counts: { bytes: size, ...Object.fromEntries(counts) },
  };
}

async function pagesToSee(site) {
  const pages = await Promise.all((await pagesOf(site)).map(measured));
  return pages.filter((p) => !p.elsewhere);
}

// The page of each kind that every site has, in each language.
export async function kindsOf(site) {
  return (await pagesToSee(site))
    .map((p) => p.path)
    .filter((path) => KINDS.test(path));
}

// n pages of a site: its first one, those that hold most of something, then
// others from its whole breadth.
export async function tellingPages(site, n) {
  const pages = await pagesToSee(site);
  const left = pages.filter((p) => !/\bprint\b/.test(p.path));
  const own = left.filter((p) => !KINDS.test(p.path));
  const first = left.find((p) => dirname(dirname(p.path)) === site);
  const home = join(dirname(first.path), "index.html");
  const taken = new Set([home]);
  for (const name of Object.keys(first.counts)) {
    const [best] = own
      .filter((p) => !taken.has(p.path) && p.counts[name] > 0)
      .sort((a, b) => b.counts[name] - a.counts[name]);
    if (best && taken.size < n) taken.add(best.path);
  }
  const step = Math.max(1, Math.floor(own.length / n));
  for (let i = 0; i < own.length && taken.size < n; i += step)
    taken.add(own[i].path);
  return [...taken];
}

async function some(browser, site, left, whole) {
  for (let path = left.shift(); path; path = left.shift()) {
    const at = path;
    const n = left.length;
    await test(`all ways: ${nameOf(site, at)}`, () =>
      inAllWays(browser, site, at, n, whole));
  }
}

// Tests each page of paths, two at a time.
export async function inAllWaysAt(browser, site, paths, whole = false) {
  const left = [...new Set(paths)];
  await Promise.all([0, 1].map(() => some(browser, site, left, whole)));
}
