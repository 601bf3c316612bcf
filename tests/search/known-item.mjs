// The known-item test: how high does search put the page that a query is
// meant for? Mean reciprocal rank of the first ten (MRR@10).
//
//   known-item.mjs DIGLOT SHARED          table for all corpora; fails below
//                                         a floor
//   known-item.mjs --tuning DIGLOT SHARED  with the other half of the queries
//
// With MINISEARCH=FOLDER (of node_modules) MiniSearch is in the table too; with
// PAGEFIND=FOLDER and CHROMIUM=PROGRAM Pagefind is.
import { execFileSync } from "node:child_process";
import {
  copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { corpus, mistyped, mrr, partial } from "./corpus.mjs";
import { openSite } from "./engine.mjs";
import { openMiniSearch } from "./minisearch.mjs";
import { openPagefind } from "./pagefind.mjs";

const words = process.argv.slice(2);
const half = words[0] === "--tuning" ? (words.shift(), "tuning") : "held";
const [diglot, shared] = words;
const work = mkdtempSync(join(tmpdir(), "diglot-search-"));

// [full, 80 %, typo]: least figures of the held-out half; and the most that
// the index may have without texts: a third of MiniSearch's bytes, with
// bigrams and titles, on the same pages.
const SETS = [
  ["nl", "partner-center.nl/live-sxs", "target", "nl-nl", [0.66, 0.62, 0.65], 395000],
  ["en", "partner-center.nl/live-sxs", "source", "en-us", [0.79, 0.75, 0.75], 339000],
  ["ja", "partner-center.ja-part/live-sxs", "target", "ja-jp", [0.78, 0.69, 0.76], 256000],
  ["zh", "contribute.zh-cn/live-sxs", "target", "zh-cn", [0.676, 0.66, 0.6], 122000],
];

function build(docset, name) {
  const site = join(work, name);
  try {
    execFileSync(diglot, ["build", docset, "-o", site, "-qq"]);
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  const locale = readdirSync(site).find((n) => /^[a-z]+-/.test(n));
  return join(site, locale);
}

// One side of a docset as a docset of its own; the tables of contents are in
// the target's language.
function writeSide(root, texts, side, name, locale) {
  const docset = join(work, `${name}-docset`);
  const tocs = readdirSync(root, { recursive: true }).filter((n) =>
    /(^|\/)toc\.yml$/i.test(n),
  );
  for (const file of side === "target" ? tocs : []) {
    mkdirSync(dirname(join(docset, file)), { recursive: true });
    copyFileSync(join(root, file), join(docset, file));
  }
  for (const [file, text] of texts) {
    mkdirSync(dirname(join(docset, file)), { recursive: true });
    writeFileSync(join(docset, file), text);
  }
  writeFileSync(
    join(docset, "diglot.yml"),
    `source-locale: en-US\nlocales:\n  ${locale}: .\n`,
  );
  return docset;
}

async function figures(queries, search) {
  const out = [];
  for (const form of [(q) => q, partial, mistyped])
    out.push(await mrr(queries, form, search));
  return out;
}

const cell = (x) => x.map((n) => n.toFixed(3)).join(" · ");
const kb = (n) => `${Math.round(n / 1024)} KB`;
let failed = 0;

function judge(name, got, floor) {
  floor.forEach((least, i) => {
    if (got[i] >= least) return;
    failed++;
    console.log(`${name}: ${got[i].toFixed(3)} is below ${least}`);
  });
}

for (const [name, path, side, tag, floor, bytes] of SETS) {
  const root = join(shared, "corpus", path);
  const c = await corpus(root, side);
  const queries = c[half];
  const docset = writeSide(root, c.texts, side, name, tag);
  const locale = build(docset, name);
  const site = openSite(locale);
  const { index, sum, most, texts } = await site.inventory();
  const got = await figures(queries, site.search);
  console.log(`${name}: ${c.pages.length} pages, ${queries.length} queries`);
  console.log(`  diglot      ${cell(got)}  ${kb(index)}, with texts ${kb(sum)}`);
  console.log(`              largest file ${kb(most)}`);
  judge(name, got, half === "held" ? floor : []);
  if (most > 65536) judge(`${name}, largest file`, [65536 / most], [1]);
  if (index > bytes) judge(`${name}, bytes`, [bytes / index], [1]);
  for (const bigrams of process.env.MINISEARCH ? [false, true] : []) {
    const mini = await openMiniSearch(
      process.env.MINISEARCH, c.pages, bigrams, texts,
    );
    const theirs = await figures(queries, mini.search);
    console.log(
      `  ${bigrams ? "Mini+bigram" : "MiniSearch "} ${cell(theirs)}  ` +
        `${kb(mini.bytes)}, with texts ${kb(mini.allBytes)}: diglot has ` +
        `${(index / mini.bytes).toFixed(3)}, ${(sum / mini.allBytes).toFixed(3)} of it`,
    );
  }
  if (!process.env.PAGEFIND) continue;
  const pagefind = await openPagefind(process.env.PAGEFIND, locale);
  const theirs = await figures(queries, pagefind.search);
  console.log(
    `  Pagefind    ${cell(theirs)}  ${kb(pagefind.bytes)} gzipped, with texts ` +
      kb(pagefind.allBytes),
  );
  await pagefind.close();
}
rmSync(work, { recursive: true });
process.exitCode = failed ? 1 : 0;
