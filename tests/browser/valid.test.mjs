// Pages of real docsets are valid HTML, of each at most 200; and those of the
// manual, too, for the W3C's checker, where it is installed: as `vnu`, or as a
// jar that VNU names. See look.mjs for all other pages.
import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { build, corpora, pagesOf, root, test } from "./harness.mjs";
import { invalid } from "./valid.mjs";

const MOST = 200;
const run = promisify(execFile);
const vnu = process.env.VNU
  ? ["java", "-Xss8m", "-jar", process.env.VNU]
  : ["vnu"];

const installed = await run(vnu[0], [...vnu.slice(1), "--version"]).then(
  () => true,
  () => false,
);

// What the checker says of pages, as "FILE:LINE: MESSAGE".
async function checked(site, paths) {
  const words = [...vnu.slice(1), "--errors-only", "--format", "json"];
  const { stderr } = await run(vnu[0], [...words, ...paths], {
    maxBuffer: 1 << 26,
  }).catch((error) => error);
  return JSON.parse(stderr).messages.map(
    (m) =>
      `${relative(site, new URL(m.url).pathname)}:${m.lastLine}: ${m.message}`,
  );
}

async function some(site) {
  const all = await pagesOf(site);
  const step = Math.max(1, all.length / MOST);
  const count = Math.min(MOST, all.length);
  return Array.from({ length: count }, (_, i) => all[Math.floor(i * step)]);
}

const manual = join(root, "content");
const docsets = await corpora();
if (!docsets.length) console.log("skip validity of real docsets");
for (const docset of [manual, ...docsets]) {
  const site = await build(docset);
  const paths = docset === manual ? await pagesOf(site) : await some(site);
  const name = `${relative(process.env.DIGLOT_WORK, site)}, ${paths.length} pages`;
  if (docset !== manual)
    await test(`html-validate: ${name}`, async () => {
      const troubles = [];
      for (const path of paths)
        for (const text of await invalid(path))
          troubles.push(`${relative(site, path)}: ${text}`);
      return troubles;
    });
  if (installed) await test(`vnu: ${name}`, () => checked(site, paths));
  else console.log(`skip vnu: ${name}`);
}
