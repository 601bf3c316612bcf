// The contents of a large docset, of which a page holds a part: what is left
// out is told and found, and the current page is in sight. And the outline.
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, inaccessible, openBrowser, test, watch } from "./harness.mjs";

const CHAPTERS = 30;
const PAGES = 6;

const docset = await mkdtemp(join(process.env.DIGLOT_WORK, "contents-"));
await mkdir(join(docset, "en-us"));
await writeFile(
  join(docset, "diglot.yml"),
  "title: Harbour\nlocales:\n  en-US: en-us\n",
);
let toc = "";
for (let chapter = 1; chapter <= CHAPTERS; chapter++) {
  toc += `- name: Quay ${chapter}\n  items:\n`;
  for (let n = 1; n <= PAGES; n++) {
    const name = `berth-${chapter}-${n}`;
    toc += `  - name: Berth ${chapter}-${n}\n    href: ${name}.md\n`;
    await writeFile(
      join(docset, "en-us", `${name}.md`),
      `---
title: Berth ${chapter}-${n}
description: A berth of the harbour.
---
# Berth ${chapter}-${n}

## Water

${"The water is deep. ".repeat(200)}

## Light

There is a lamp.
`,
    );
  }
}
await writeFile(join(docset, "en-us/toc.yml"), toc);

const site = await build(docset);
const browser = await openBrowser();

async function withPage(path, options, fn) {
  const context = await browser.newContext({
    viewport: { width: 1300, height: 600 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const troubles = [];
  watch(page, site, troubles);
  await page.goto(`${pathToFileURL(site).href}/en-us/${path}`);
  await fn(page, (ok, what) => ok || troubles.push(what));
  await context.close();
  return troubles;
}

await test("an open chapter points down in both directions", () =>
  withPage("berth-2-1.html", {}, async (page, expect) => {
    for (const dir of ["ltr", "rtl"]) {
      const turned = await page.evaluate((dir) => {
        document.documentElement.dir = dir;
        return [".toc details[open] > summary", ".toc .toc-more"].map(
          (s) => getComputedStyle(document.querySelector(s), "::before").rotate,
        );
      }, dir);
      expect(turned[0] === "-45deg", `${dir}, open: ${turned[0]}`);
      expect(
        turned[1] === (dir === "ltr" ? "-135deg" : "45deg"),
        `${dir}, closed: ${turned[1]}`,
      );
    }
  }));

await test("a closed chapter says that it holds more", () =>
  withPage("berth-2-1.html", {}, async (page, expect) => {
    const more = page.locator(".toc .toc-more");
    expect((await more.count()) === CHAPTERS - 1, `${await more.count()}`);
    const arrow = await more
      .first()
      .evaluate((e) => getComputedStyle(e, "::before").borderStyle);
    expect(/solid/.test(arrow), `no arrow: ${arrow}`);
    await more.first().click();
    await page.waitForURL(/berth-1-1\.html/);
  }));

for (const width of [1300, 320])
  await test(`the current page is in sight, ${width} wide`, () =>
    withPage(
      "berth-28-3.html",
      { viewport: { width, height: 600 } },
      async (page, expect) => {
        if (width < 960) await page.locator(".toc-button").click();
        const current = page.locator(".toc [aria-current]");
        await current.waitFor();
        await page.waitForTimeout(100);
        const at = await current.evaluate((e) => e.getBoundingClientRect().top);
        expect(at > 0 && at < 600, `it is at ${at}`);
      },
    ));

await test("Enter in the filter looks into all contents", () =>
  withPage("berth-2-1.html", {}, async (page, expect) => {
    await page.locator(".toc .toc-filter").fill("berth 17-4");
    expect(
      (await page.locator(".toc .toc-name:visible").count()) === 0,
      "the page holds it itself",
    );
    await page.keyboard.press("Enter");
    await page.waitForURL(/toc\.html/);
    const names = await page
      .locator(".toc-full .toc-name:visible")
      .allInnerTexts();
    expect(String(names) === "Quay 17,Berth 17-4", String(names));
    for (const t of await inaccessible(page)) expect(false, t);
  }));

await test("the outline marks what is read, the last section too", () =>
  withPage("berth-2-1.html", {}, async (page, expect) => {
    const marked = () =>
      page.locator(".outline a[aria-current]").allInnerTexts();
    for (const [y, name] of [
      [0, ""],
      [400, "Water"],
      [1e6, "Light"],
    ]) {
      await page.evaluate((top) => scrollTo(0, top), y);
      await page.waitForTimeout(100);
      expect(String(await marked()) === name, `at ${y}: ${await marked()}`);
    }
  }));

await test("on a phone the colours are one button", () =>
  withPage(
    "berth-2-1.html",
    { viewport: { width: 320, height: 600 } },
    async (page, expect) => {
      const box = await page.locator(".themes").boundingBox();
      expect(box.width < 48 && box.width >= 24, `${box.width} wide`);
      const theme = () =>
        page.evaluate(() => document.documentElement.dataset.theme);
      for (const next of ["dark", "light", "auto"]) {
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
        expect((await theme()) === next, `${await theme()}, not ${next}`);
        expect(
          (await page.locator(".themes svg:visible").count()) === 1,
          "not one picture",
        );
      }
      await page.locator("#dg-theme-auto").focus();
      await page.keyboard.press("ArrowRight");
      expect((await theme()) === "dark", "no arrow key");
      for (const t of await inaccessible(page)) expect(false, t);
    },
  ));

await browser.close();
