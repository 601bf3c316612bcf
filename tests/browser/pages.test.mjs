// Every page of the project's docsets: see look.mjs.
import { build, docsets, openBrowser, pagesOf } from "./harness.mjs";
import { lookAt } from "./look.mjs";

const browser = await openBrowser();
for (const docset of await docsets()) {
  const site = await build(docset, "--print");
  await lookAt(browser, site, await pagesOf(site));
}
await browser.close();
