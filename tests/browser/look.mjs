// How a page looks in a browser, from the disk. It is valid HTML. It is seen
// left to right and right to left, 320, 768 and 1300 pixels wide, with scripts
// and without, a page in two languages side by side as well; light, dark or in
// forced colours, by turns. There is no error in the console, no request but
// for files of the site itself, nothing that makes the page scroll sideways.
// Axe is slow: it sees each page in one of these ways, another one for each
// page, and every fourth page as it is without scripts; the longest pages
// once.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { inaccessible, nameOf, test, watch } from "./harness.mjs";
import { invalid } from "./valid.mjs";

// Colours that fade from one scheme to the other are none that stay.
const still = { reducedMotion: "reduce" };
let count = 0;

const COLOURS = ["light", "dark", "forced"];

// Six ways for page n; three pages make all eighteen.
function waysOf(n) {
  return ["ltr", "rtl"].flatMap((dir, i) =>
    [320, 768, 1300].map((width, k) => ({
      dir,
      colours: COLOURS[(n + i + k) % 3],
      width,
    })),
  );
}

async function tooWide(page) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > globalThis.innerWidth,
  );
  return wide ? ["scrolls sideways"] : [];
}

async function seenAs(page, way, withAxe) {
  await page.emulateMedia({
    colorScheme: way.colours === "dark" ? "dark" : "light",
    forcedColors: way.colours === "forced" ? "active" : "none",
  });
  await page.setViewportSize({ width: way.width, height: 900 });
  await page.evaluate((dir) => {
    document.documentElement.dir = dir;
  }, way.dir);
  const troubles = [
    ...(await tooWide(page)),
    ...(withAxe ? await inaccessible(page) : []),
  ];
  return troubles.map((t) => `${Object.values(way).join(", ")}: ${t}`);
}

async function sideBySide(page, ways, withAxe) {
  if (!(await page.locator("#dg-mode-both").count())) return [];
  await page.locator("#dg-mode-both").check();
  const troubles = [];
  for (const way of ways.slice(0, 3))
    troubles.push(...(await seenAs(page, way, way === withAxe)));
  return troubles.map((t) => `side by side: ${t}`);
}

async function seen(page, path, n, withAxe) {
  const ways = waysOf(n);
  const troubles = [];
  await page.goto(pathToFileURL(path).href);
  const dir = await page.evaluate(() => document.documentElement.dir);
  for (const way of ways)
    troubles.push(
      ...(await seenAs(page, way, withAxe && way === ways[n % 6])),
    );
  await page.evaluate((d) => {
    document.documentElement.dir = d;
  }, dir);
  const nodes = await page.evaluate(
    () => document.getElementsByTagName("*").length,
  );
  const again = withAxe && nodes < 4000;
  return [
    ...troubles,
    ...(await sideBySide(page, ways, again && ways[n % 3])),
  ];
}

// Axe needs a browser with scripts: those of the site are emptied.
async function bare(context, path, n) {
  const page = await context.newPage();
  await page.route("**/*.js", (route) => route.fulfill({ body: "" }));
  await page.goto(pathToFileURL(path).href);
  const troubles = await seenAs(page, waysOf(n)[n % 6], true);
  await page.close();
  return troubles;
}

async function opened(browser, options, site, path, n, withAxe) {
  const context = await browser.newContext({ ...still, ...options });
  const page = await context.newPage();
  const troubles = [];
  watch(page, site, troubles);
  troubles.push(...(await seen(page, path, n, withAxe)));
  if (withAxe && n % 4 === 0) troubles.push(...(await bare(context, path, n)));
  await context.close();
  return troubles;
}

async function shown(browser, site, path, n) {
  const plain = { javaScriptEnabled: false };
  return [
    ...(await opened(browser, {}, site, path, n, true)),
    ...(await opened(browser, plain, site, path, n, false)).map(
      (t) => `no scripts: ${t}`,
    ),
  ];
}

async function look(browser, site, paths) {
  for (let path = paths.shift(); path; path = paths.shift()) {
    const n = count++;
    const at = path;
    // One that leads on is gone before it can be looked at; one that only a
    // server shows is in lost.test.mjs.
    const leads = /"refresh"|data-base=/.test(await readFile(at, "utf8"));
    await test(nameOf(site, at), async () => [
      ...(await invalid(at)),
      ...(leads ? [] : await shown(browser, site, at, n)),
    ]);
  }
}

// Tests each page of paths, two at a time.
export async function lookAt(browser, site, paths) {
  const left = [...paths];
  await Promise.all([look(browser, site, left), look(browser, site, left)]);
}
