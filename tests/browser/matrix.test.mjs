// Every kind of page of the manual, an article in two languages in its four
// reading modes, and the pages of real docsets that hold most of something,
// in all ways: see matrix.mjs. DIGLOT_LONG=1: more of them, and axe on each in
// all ways.
import { join } from "node:path";
import { build, corpora, openBrowser, root } from "./harness.mjs";
import { inAllWaysAt, kindsOf, tellingPages } from "./matrix.mjs";

const most = process.env.DIGLOT_LONG ? 4 : 2;
const browser = await openBrowser();
const manual = await build(join(root, "content"), "--print");
await inAllWaysAt(browser, manual, [
  ...(await kindsOf(manual)),
  ...(await tellingPages(manual, most)),
]);

const [seed, ...docsets] = await corpora();
if (seed) {
  const site = await build(seed);
  await inAllWaysAt(browser, site, await kindsOf(site));
  await inAllWaysAt(browser, site, await tellingPages(site, 2), true);
} else console.log("skip real docsets in all ways");
for (const docset of docsets) {
  const site = await build(docset);
  await inAllWaysAt(browser, site, await tellingPages(site, most));
}
await browser.close();
