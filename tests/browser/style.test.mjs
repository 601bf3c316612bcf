// What a browser has to look at again when a page grows: while a long page is
// read it grows a hundred times, and scripts add boxes and buttons to it. A
// selector that makes the browser look at all of it each time (":has()" at
// the root, "* + *") costs a second on a slow machine, and no test of looks
// shows it. So elements are counted, not milliseconds.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFile, rm } from "node:fs/promises";
import { build, openBrowser, root, test } from "./harness.mjs";

// Neighbours may count, the rest of the page not.
const SHARE = 1 / 5;

// How many elements got their style computed while the page did something.
async function restyled(browser, page, act) {
  const path = join(site, "trace.json");
  await page.evaluate(() => document.body.offsetWidth);
  await browser.startTracing(page, {
    path,
    categories: ["devtools.timeline"],
  });
  await page.evaluate(act);
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(await readFile(path, "utf8"));
  await rm(path);
  return traceEvents
    .filter((e) => e.name === "UpdateLayoutTree" && e.args?.elementCount)
    .reduce((sum, e) => sum + e.args.elementCount, 0);
}

const acts = {
  "a block at the end of the text": () => {
    document.querySelector("article.content").append(document.createElement("p"));
    document.body.offsetWidth;
  },
  "a block in the midst of the text": () => {
    const all = document.querySelectorAll("article.content > *");
    all[all.length >> 1].before(document.createElement("div"));
    document.body.offsetWidth;
  },
  "an item of a list": () => {
    document
      .querySelector("article.content :is(ul, ol)")
      .append(document.createElement("li"));
    document.body.offsetWidth;
  },
  "a panel of the frame": () => {
    document.querySelector(".frame").append(document.createElement("nav"));
    document.body.offsetWidth;
  },
};

const site = await build(join(root, "content"));
const browser = await openBrowser();
const page = await browser.newPage();
for (const name of ["en-us/command-line", "nl-nl/configuration"]) {
  await page.goto(pathToFileURL(join(site, `${name}.html`)).href);
  const all = await page.evaluate(() => document.all.length);
  for (const [what, act] of Object.entries(acts))
    await test(`${name}: ${what}`, async () => {
      const n = await restyled(browser, page, act);
      return n <= SHARE * all ? [] : [`${n} of ${all} elements`];
    });
}
await browser.close();
