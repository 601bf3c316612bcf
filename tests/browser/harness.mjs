// What the browser tests share. A test script prints "ok NAME" or
// "not ok NAME" and the reasons in the lines below; tests/run reads it.
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
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
    relative(root, docset).replaceAll("/", "-"),
  );
  const words = ["build", docset, "-o", site, ...options];
  await promisify(execFile)(process.env.DIGLOT, words).catch((error) => {
    if (error.code !== 1) throw error;
  });
  return site;
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
