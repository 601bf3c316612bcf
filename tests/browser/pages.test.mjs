// Every page of every docset: valid HTML; and in a browser, from the disk,
// with scripts and without: no error in the console, no request but for
// files of the site itself, nothing that makes the page scroll sideways
// when it is narrow or wide, nothing that axe objects to. Axe is slow: each
// page is shown to it once, every fifth one light and dark, narrow and wide.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import {
  build, docsets, nameOf, openBrowser, pagesOf, test,
} from "./harness.mjs";

const axeSource = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    "no-inline-style": "error",
    // Titles and alternative texts are the author's.
    "long-title": "off",
  },
});
const schemes = ["light", "dark"];
const widths = [320, 1300];

async function invalid(path) {
  const text = await readFile(path, "utf8");
  const report = await validator.validateString(text, path);
  return report.results.flatMap((result) =>
    result.messages.map(
      (m) => `html ${m.line}:${m.column}: ${m.message} [${m.ruleId}]`,
    ),
  );
}

async function inaccessible(page) {
  // Evaluated, not added as a script: the page's policy forbids that. Style
  // sheets are not fetched once more (preload), which it forbids as well.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ preload: false }),
  );
  return violations.map(
    (v) => `axe ${v.id}: ${v.help}\n${v.nodes.map((n) => n.html).join("\n")}`,
  );
}

function watch(page, inside, troubles) {
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(inside) && !/^data:/.test(request.url()))
      troubles.push(`request outside of the site: ${request.url()}`);
  });
  page.on("requestfailed", (request) =>
    troubles.push(`not loaded: ${request.url()}`),
  );
}

async function tooWide(page) {
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > globalThis.innerWidth,
  );
  return wide ? ["scrolls sideways"] : [];
}

async function seenAs(page, colorScheme, width, withAxe) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  const troubles = [
    ...(await tooWide(page)),
    ...(withAxe ? await inaccessible(page) : []),
  ];
  return troubles.map((t) => `${colorScheme}, ${width} px: ${t}`);
}

// axe: "all" ways of showing the page, "one" of them, or "none".
async function opened(browser, site, path, axe) {
  const context = await browser.newContext({
    javaScriptEnabled: axe !== "none",
    // Colours that fade from one scheme to the other are none that stay.
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const troubles = [];
  watch(page, pathToFileURL(site).href + "/", troubles);
  await page.goto(pathToFileURL(path).href);
  for (const scheme of schemes)
    for (const width of widths)
      troubles.push(
        ...(await seenAs(page, scheme, width,
          axe === "all" ||
            (axe === "one" && scheme === "light" && width === widths[1]))),
      );
  await context.close();
  return troubles;
}

const browser = await openBrowser();

let pages = 0;

async function check(site, path) {
  const axe = pages++ % 5 ? "one" : "all";
  await test(nameOf(site, path), async () => [
    ...(await invalid(path)),
    ...(await opened(browser, site, path, axe)),
    ...(await opened(browser, site, path, "none")),
  ]);
}

for (const docset of await docsets()) {
  const site = await build(docset);
  const paths = await pagesOf(site);
  const next = async () => {
    for (let path = paths.shift(); path; path = paths.shift())
      await check(site, path);
  };
  await Promise.all([next(), next()]);
}
await browser.close();
