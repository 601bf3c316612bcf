// Pages of real docsets, and the page that the project was made from: see
// look.mjs.
import { build, corpora, openBrowser, sampleOf } from "./harness.mjs";
import { lookAt } from "./look.mjs";

const docsets = await corpora();
if (!docsets.length) console.log("skip real docsets");
const browser = docsets.length ? await openBrowser() : null;
for (const docset of docsets) {
  const site = await build(docset);
  await lookAt(browser, site, await sampleOf(site, 5));
}
await browser?.close();
