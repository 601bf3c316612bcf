// What search costs a reader as a site grows: the bytes of its files for each
// page, and those that the first letter of a query loads. The pages are made
// of the sentences of real ones, and each has words of its own, since a
// vocabulary does not stop growing.
//
//   growth.mjs DIGLOT SHARED    fails over the limits
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpus } from "./corpus.mjs";
import { openSite } from "./engine.mjs";

const SIZES = [300, 3000, 10000];
const FIRST_LETTER = 150 * 1024;
const [diglot, shared] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "diglot-growth-"));

// The same numbers in every run.
let state = 1;
function below(n) {
  state = (state * 48271) % 2147483647;
  return state % n;
}

const { pages } = await corpus(
  join(shared, "corpus/partner-center.nl/live-sxs"),
  "target",
);
const sentences = pages.flatMap((p) => p.body.split(/(?<=[.?!]) /));
const headings = pages.flatMap((p) => p.headings);

function pageText(n) {
  const lines = [`# ${headings[below(headings.length)]} ${n}`];
  for (let section = 0; section < 6; section++) {
    lines.push(`## ${headings[below(headings.length)]}`);
    for (let i = 0; i < 12; i++) lines.push(sentences[below(sentences.length)]);
    lines.push(`KB${4000000 + n * 6 + section}`);
  }
  return `${lines.join("\n\n").replace(/[<>[\]]/g, "")}\n`;
}

function build(size) {
  const docset = join(work, `docset-${size}`);
  mkdirSync(docset);
  for (let n = 0; n < size; n++)
    writeFileSync(join(docset, `page-${n}.md`), pageText(n));
  writeFileSync(join(docset, "diglot.yml"), "locales:\n  nl-NL: .\n");
  const site = join(work, `site-${size}`);
  try {
    execFileSync(diglot, ["build", docset, "-o", site, "-qq"]);
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  rmSync(docset, { recursive: true });
  return site;
}

// The most that a first letter loads: what finds and names eight pages.
async function firstLetter(site) {
  let most = 0;
  for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789") {
    site.forget();
    await site.titles(letter);
    most = Math.max(most, site.bytes());
  }
  return most;
}

for (const size of SIZES) {
  const folder = build(size);
  const site = openSite(join(folder, "nl-nl"));
  const { index, sum } = await site.inventory();
  const most = await firstLetter(site);
  console.log(
    `${size} pages: ${Math.round(index / size)} bytes a page, with texts ` +
      `${Math.round(sum / size)}; a first letter loads ` +
      `${(most / 1024).toFixed(0)} KB at most`,
  );
  if (most > FIRST_LETTER) process.exitCode = 1;
  rmSync(folder, { recursive: true });
}
rmSync(work, { recursive: true });
