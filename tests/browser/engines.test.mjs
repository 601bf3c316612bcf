// A site from the disk in Firefox and WebKit, where they are installed: what
// its pages rely on is there; search answers, theme and reading mode travel
// to the next page, a tick is kept and leaves as a file, nothing goes wrong.
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, root, test } from "./harness.mjs";
import { firefox, until, webkit } from "./engines.mjs";

const site = await build(join(root, "tests/list/site"));

// What goes wrong on a page is kept where a test can read it, whatever the
// browser, since its first script notes it.
const assets = join(site, "assets");
for (const name of await readdir(assets))
  if (name.startsWith("boot.")) {
    const text = await readFile(join(assets, name), "utf8");
    await writeFile(
      join(assets, name),
      `var wrong = [];
      ["error", "unhandledrejection", "securitypolicyviolation"].forEach(
        function (type) {
          addEventListener(type, function (event) {
            wrong.push([type, event.message || event.reason ||
              event.blockedURI || event.target.src].join(": "));
          }, true);
        });
      ${text}`,
    );
  }

function address(path) {
  return new URL(path, `${pathToFileURL(site).href}/`).href;
}

const RELIES_ON = {
  "a style sheet": `getComputedStyle(document.querySelector(".skip")).position
    !== "static"`,
  storage: `(localStorage.setItem("x", "1"), localStorage.getItem("x") === "1")`,
  ":has()": `CSS.supports("selector(:has(a))")`,
  "light-dark()": `CSS.supports("color", "light-dark(red, blue)")`,
  popovers: `"popover" in HTMLElement.prototype`,
  dialogs: `"showModal" in HTMLDialogElement.prototype`,
  "marks of found words": `"highlights" in CSS`,
  unpacking: `"DecompressionStream" in window`,
  "words of Asian languages": `"Segmenter" in Intl`,
};

async function missing(browser) {
  await browser.go(address("nl-nl/berth.html"));
  const troubles = [];
  for (const [name, expression] of Object.entries(RELIES_ON))
    if (!(await browser.run(expression))) troubles.push(`missing: ${name}`);
  return troubles;
}

async function search(browser) {
  await browser.go(address("en-us/prices.html"));
  await browser.type("#dg-search", "berth");
  const first = await until(
    () => browser.run(`document.querySelector(".search-panel li a")?.href`),
    "a result",
  );
  if (!first.includes("?q=berth") && !first.includes("&q=berth"))
    return [`the first result is ${first}`];
  await until(
    () => browser.run(`!!document.querySelector(".search-text mark")`),
    "an excerpt",
  );
  await browser.go(first);
  await until(
    () => browser.run(`CSS.highlights.get("search")?.size > 0`),
    "marked words",
  );
  return [];
}

async function travels(browser) {
  await browser.go(address("nl-nl/berth.html"));
  await browser.run(`document.getElementById("dg-theme-dark").click()`);
  await browser.run(`document.getElementById("dg-mode-both").click()`);
  await browser.go(
    await browser.run(`document.querySelector("a[href^=prices]").href`),
  );
  const { theme, mode, button } = await browser.run(`{
    theme: document.documentElement.dataset.theme,
    mode: document.documentElement.dataset.mode,
    button: document.querySelector("[name=theme]:checked").value,
  }`);
  return theme === "dark" && mode === "both" && button === "dark"
    ? []
    : [`theme ${theme}, mode ${mode}, button ${button}`];
}

async function checklist(browser) {
  await browser.go(address("nl-nl/berth.html"));
  await browser.run(`localStorage.clear()`);
  await browser.reload();
  await browser.click(".step-box");
  await browser.reload();
  const ticks = `document.querySelectorAll(".step-box:checked").length`;
  const troubles = (await browser.run(ticks)) === 1 ? [] : ["the tick is lost"];
  await browser.watchSaved();
  await browser.click('[data-do="export"]');
  const data = JSON.parse(await browser.saved());
  if (data.format !== "diglot-progress" || Object.keys(data.done).length !== 1)
    troubles.push(`saved: ${JSON.stringify(data)}`);
  return troubles;
}

for (const [name, open] of Object.entries({ Firefox: firefox, WebKit: webkit })) {
  const folder = await mkdtemp(join(process.env.DIGLOT_WORK, "engine-"));
  const browser = await open(folder);
  const checks = { features: missing, search, travels, checklist };
  for (const [what, check] of Object.entries(checks))
    if (browser)
      await test(`${name}: ${what}`, async () => [
        ...(await check(browser)),
        ...(await browser.run("wrong")),
      ]);
    else console.log(`skip ${name}: ${what}`);
  await browser?.close();
}
