// How long a query takes from the disk, on a real docset, by the texts with
// which its pages link to each other: from a keystroke to the results on the
// page. Warm, each is asked several times and its median counts, since other
// programs want the processor, too; cold, the page was just opened and has no
// part of the index yet.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { corpus } from "../search/corpus.mjs";
import { build, openBrowser, test } from "./harness.mjs";

const REPEATS = 5;
const COLD = 40;
// Milliseconds of the 95th percentile. Meant are 30, on a quiet machine.
const CEILING = 90;
const COLD_CEILING = 600;

const shared = process.env.DIGLOT_SHARED;

// The milliseconds of each query, in the page.
function ask(page, queries, repeats) {
  return page.evaluate(
    async ([all, times]) => {
      const input = document.getElementById("dg-search");
      const status = document.querySelector(".search-panel [role=status]");
      const once = (query) =>
        new Promise((resolve) => {
          input.value = query;
          const began = performance.now();
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve(performance.now() - began);
          });
          observer.observe(status, { childList: true });
          input.dispatchEvent(new Event("input", { bubbles: true }));
        });
      const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
      if (times > 1) for (const query of all) await once(query);
      const medians = [];
      for (const query of all) {
        const took = [];
        for (let i = 0; i < times; i++) took.push(await once(query));
        medians.push(middle(took));
      }
      return medians;
    },
    [queries, repeats],
  );
}

function percentile(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

function figures(list) {
  return [0.5, 0.95].map((share) => percentile(list, share).toFixed(1));
}

function judged(list, ceiling) {
  return percentile(list, 0.95) <= ceiling
    ? []
    : [`p50 and p95: ${figures(list).join(", ")} ms of ${list.length} queries`];
}

if (shared) {
  const docset = join(shared, "corpus/partner-center.nl/live-sxs");
  const { tuning, held } = await corpus(docset, "target");
  const queries = [...tuning, ...held].map((q) => q.query);
  const site = await build(join(docset, "partner-center"));
  const url = pathToFileURL(join(site, "nl-nl/index.html")).href;
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator("#dg-search").focus();
  const warm = await ask(page, queries, REPEATS);
  await test(`a query in ${figures(warm).join(", ")} ms`, () =>
    judged(warm, CEILING));
  const cold = [];
  const step = Math.floor(queries.length / COLD);
  for (let i = 0; i < COLD; i++) {
    await page.goto(url);
    cold.push(...(await ask(page, [queries[i * step]], 1)));
  }
  await test(`a first query in ${figures(cold).join(", ")} ms`, () =>
    judged(cold, COLD_CEILING));
  await browser.close();
} else console.log("skip speed of search");
