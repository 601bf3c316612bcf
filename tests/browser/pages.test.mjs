// Every page of every docset: valid HTML, nothing that axe objects to, no
// error in the console, and no request but for files of the site itself.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import {
  build, docsets, nameOf, openBrowser, pagesOf, test,
} from "./harness.mjs";

const axe = await readFile(
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
  // Evaluated, not added as a script: the page's policy forbids that.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(
    (v) => `axe ${v.id}: ${v.help}\n${v.nodes.map((n) => n.html).join("\n")}`,
  );
}

async function opened(browser, site, path) {
  const inside = pathToFileURL(site).href + "/";
  const page = await browser.newPage();
  const troubles = [];
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
  await page.goto(pathToFileURL(path).href);
  troubles.push(...(await inaccessible(page)));
  await page.close();
  return troubles;
}

const browser = await openBrowser();
for (const docset of await docsets()) {
  const site = await build(docset);
  for (const path of await pagesOf(site))
    await test(nameOf(site, path), async () => [
      ...(await invalid(path)),
      ...(await opened(browser, site, path)),
    ]);
}
await browser.close();
