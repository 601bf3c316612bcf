// What the browser tests share. A test script prints "ok NAME" or
// "not ok NAME" and the reasons in the lines below; tests/run reads it.
import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

// Runs fn(); what it throws, or the list of troubles that it returns, is
// the reason of the failure.
export async function test(name, fn) {
  let troubles;
  try {
    troubles = (await fn()) ?? [];
  } catch (error) {
    troubles = [error.stack];
  }
  console.log(`${troubles.length ? "not ok" : "ok"} ${name}`);
  for (const trouble of troubles)
    console.log(String(trouble).replace(/^/gm, "  "));
}

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM });
}

// Builds a docset with the program under test; gives the site's folder.
// Exit status 1 (findings in the documents) still publishes.
export async function build(docset, ...options) {
  const site = join(
    process.env.DIGLOT_WORK,
    relative(root, docset).replaceAll("/", "-").replace(/^[.-]+/, ""),
  );
  const words = ["build", docset, "-o", site, ...options];
  await promisify(execFile)(process.env.DIGLOT, words).catch((error) => {
    if (error.code !== 1) throw error;
  });
  return site;
}

const axeSource = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

// What axe objects to (WCAG 2.2 AA and best practices), as texts.
export async function inaccessible(page) {
  // Evaluated, not added as a script: the page's policy forbids that. Style
  // sheets are not fetched once more (preload), which it forbids as well.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({
      preload: false,
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
      selectors: false,
    }),
  );
  return violations.map(
    (v) => `axe ${v.id}: ${v.help}\n${v.nodes.map((n) => n.html).join("\n")}`,
  );
}

// Opens an address without its scripts. Those of a test, which axe is, run
// afterwards; in a context that has none they would not.
export async function scriptless(page, url) {
  const session = await page.context().newCDPSession(page);
  const disabled = (value) =>
    session.send("Emulation.setScriptExecutionDisabled", { value });
  await disabled(true);
  await page.goto(url);
  await disabled(false);
}

// Notes what no page of a site may do.
export function watch(page, site, troubles) {
  const inside = `${pathToFileURL(site).href}/`;
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

// Real docsets that are no part of the project; none where they are not.
export async function corpora() {
  const shared = process.env.DIGLOT_SHARED;
  if (!shared) return [];
  const seed = join(process.env.DIGLOT_WORK, "seed");
  await mkdir(seed, { recursive: true });
  for (const name of await readdir(join(shared, "seed")))
    await copyFile(join(shared, "seed", name), join(seed, name));
  return [
    seed,
    ...[
      "contribute.zh-cn/live-sxs/Contribute",
      "customer-insights.ar/live-sxs/ci-docs",
      "hololens.ru/live-sxs/hololens",
      "partner-center.ja-part/live-sxs/partner-center",
      "partner-center.nl/live-sxs/partner-center",
    ].map((path) => join(shared, "corpus", path)),
  ];
}

// The pages that every site has, the longest one, and n others.
export async function sampleOf(site, n) {
  const all = await pagesOf(site);
  const sizes = await Promise.all(all.map(async (p) => (await stat(p)).size));
  const longest = all[sizes.indexOf(Math.max(...sizes))];
  const plain = (p) =>
    /^(index|toc|search|404)\.html$/.test(basename(p)) &&
    dirname(dirname(p)) === site;
  const others = all.filter((p) => !plain(p) && p !== longest);
  const step = Math.max(1, Math.floor(others.length / n));
  return [
    ...all.filter(plain),
    longest,
    ...others.filter((_, i) => i % step === 0).slice(0, n),
  ];
}

// The docsets that the project has: its manual and the golden sites.
export async function docsets() {
  const cases = join(root, "tests/site");
  const names = await readdir(cases).catch(() => []);
  return [
    join(root, "content"),
    ...names.sort().map((name) => join(cases, name, "in")),
  ];
}

// Paths of the HTML files of a site, sorted.
export async function pagesOf(site) {
  const found = await readdir(site, { recursive: true });
  return found
    .filter((name) => name.endsWith(".html"))
    .sort()
    .map((name) => join(site, name));
}

export function nameOf(site, path) {
  return `${basename(site)}/${relative(site, path)}`;
}
