// Zones and tabs between which a reader chooses: with scripts and without,
// remembered, carried by links, opened by a link into them; and what is
// chosen by the browser, the picture for a screen with more pixels.
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  build,
  inaccessible,
  openBrowser,
  test,
  watch,
} from "./harness.mjs";
import { picture } from "./picture.mjs";

const docset = await mkdtemp(join(process.env.DIGLOT_WORK, "choices-"));
await mkdir(join(docset, "en-us"));
await mkdir(join(docset, "ar-sa"));

function put(path, text) {
  return writeFile(join(docset, path), text);
}

await put(
  "diglot.yml",
  "title: Harbour\nsource-locale: en-US\n" +
    "locales:\n  en-US: en-us\n  ar-SA: ar-sa\n",
);
await put(
  "en-us/zone-pivot-groups.yml",
  `### YamlMime:ZonePivotGroups
groups:
- id: season
  title: Season
  prompt: Choose a season
  pivots:
  - id: summer
    title: In summer
  - id: winter
    title: In winter
`,
);
const moor = `---
title: Moor
description: Where boats lie.
zone_pivot_groups: season
---
# Moor

See [the winter](#in-the-shed), [the train](#at-the-station) and
[how to leave](leave.md).

::: zone pivot="summer"

## At the quay

1. Turn off the engine.
2. Tie the boat to the quay.

::: zone-end

::: zone pivot="winter"

## In the shed

1. Take the boat out of the water.
2. Cover it.
3. Lock the shed.

::: zone-end

## Come here

#### [By bus](#tab/bus)

Get off at Harbour Street.

#### [By train](#tab/train)

##### At the station

Walk down to the water.

---
`;
await put("en-us/moor.md", moor);
await put("ar-sa/moor.md", moor);
await put(
  "en-us/leave.md",
  `---
title: Leave
description: How boats leave.
---
# Leave

::: zone pivot="summer"

Untie it.

::: zone-end

::: zone pivot="winter"

Wait.

::: zone-end

#### [By bus](#tab/bus)

The stop is at the gate.

#### [By train](#tab/train)

The station is far.

---

![The quay](quay.png)

![The shed](shed.png)
`,
);
for (const [name, width, height] of [
  ["quay.png", 120, 80],
  ["quay@2x.png", 240, 160],
  ["shed.png", 120, 80],
  ["shed@2x.png", 200, 90], // another picture
])
  await writeFile(join(docset, "en-us", name), picture(width, height));

const site = await build(docset);
const browser = await openBrowser();

async function withPage(path, options, fn) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const troubles = [];
  watch(page, site, troubles);
  await page.goto(pathToFileURL(site).href + "/" + path);
  await fn(page, (ok, what) => ok || troubles.push(what));
  await context.close();
  return troubles;
}

// The visible headings and tabs of the text.
async function shown(page) {
  return (
    await page
      .locator(".content :is(.zone p, .zone h2, .tab > p):visible")
      .allInnerTexts()
  )
    .map((t) => t.replace(/\s*#?$/, ""))
    .join("|");
}

const SUMMER = "At the quay|Get off at Harbour Street.";
const WINTER = "In the shed|Get off at Harbour Street.";

await test("a zone is chosen by the keyboard, and that lasts", () =>
  withPage("en-us/moor.html", {}, async (page, expect) => {
    expect(
      (await page.locator(".pivots legend").innerText()) === "Choose a season",
      "no legend",
    );
    expect((await shown(page)) === SUMMER, await shown(page));
    for (const t of await inaccessible(page)) expect(false, t);
    await page.locator("#dg-p1").focus();
    await page.keyboard.press("ArrowRight");
    expect((await shown(page)) === WINTER, await shown(page));
    await page.getByText("By train").click();
    await page.reload();
    const all = "In the shed|Walk down to the water.";
    expect((await shown(page)) === all, `reloaded: ${await shown(page)}`);
    await page.evaluate(() => localStorage.clear());
    await page.getByText("how to leave").click();
    await page.waitForURL(/leave\.html/);
    expect(
      (await shown(page)) === "Wait.|The station is far.",
      `by a link: ${await shown(page)}`,
    );
  }));

await test("zones need no script", () =>
  withPage(
    "en-us/moor.html",
    { javaScriptEnabled: false },
    async (page, expect) => {
      expect((await shown(page)) === SUMMER, await shown(page));
      await page.locator("#dg-p2").check();
      expect((await shown(page)) === WINTER, await shown(page));
      await page.locator("#dg-p1").check();
      await page.getByText("the winter").click();
      expect(
        (await shown(page)).includes("In the shed"),
        "a link into a zone shows nothing",
      );
    },
  ));

await test("a link into a zone or a tab chooses it", () =>
  withPage("en-us/moor.html", {}, async (page, expect) => {
    await page.getByText("the winter").click();
    await page.locator("#in-the-shed").waitFor();
    expect(await page.locator("#dg-p2").isChecked(), "winter is not chosen");
    expect((await shown(page)) === WINTER, await shown(page));
    await page.locator("#dg-p1").check();
    expect((await shown(page)) === SUMMER, "the zone stays");
    await page.getByText("the train").click();
    await page.locator("#at-the-station").waitFor();
    await page.reload();
    expect(
      await page.locator("#at-the-station").isVisible(),
      "the tab is not open after a reload",
    );
  }));

await test("an address that is no text harms nothing", () =>
  withPage("en-us/moor.html#%E0", {}, async (page, expect) => {
    expect(
      await page.locator(".copy-button, [data-print]").first().isVisible(),
      "the scripts have stopped",
    );
  }));

await test("the outline and the boxes are those of the zone", () =>
  withPage("ar-sa/moor.html", { viewport: { width: 1400, height: 900 } },
    async (page, expect) => {
      const entries = () =>
        page.locator(".outline li:visible > a").allInnerTexts();
      expect(
        String(await entries()) === "At the quay,Come here",
        String(await entries()),
      );
      const state = () => page.locator("#dg-checklist-state").innerText();
      expect(/٠.*٢/.test(await state()), await state());
      await page.locator("#dg-p2").check();
      expect(
        String(await entries()) === "In the shed,Come here",
        String(await entries()),
      );
      expect(/٠.*٣/.test(await state()), await state());
      await page.locator(".step-box:visible").first().check();
      expect(/١.*٣/.test(await state()), await state());
      expect(!/[0-9]/.test(await state()), await state());
    }));

await test("a page whose pivots nobody defined still has the choice", () =>
  withPage("en-us/leave.html", {}, async (page, expect) => {
    expect(
      String(await page.locator(".pivots span").allInnerTexts()) ===
        "summer,winter",
      "no choice by names",
    );
  }));

for (const [scale, file] of [
  [1, "quay.png"],
  [2, "quay@2x.png"],
])
  await test(`the picture for a screen of ${scale} pixels`, () =>
    withPage(
      "en-us/leave.html",
      { deviceScaleFactor: scale },
      async (page, expect) => {
        await page.locator("img").last().scrollIntoViewIfNeeded();
        const found = await page.locator("img").evaluateAll((images) =>
          images.map((i) => ({
            src: decodeURI(i.currentSrc).replace(/.*\//, ""),
            width: i.width,
          })),
        );
        expect(
          JSON.stringify(found) ===
            JSON.stringify([
              { src: file, width: 120 },
              { src: "shed.png", width: 120 },
            ]),
          JSON.stringify(found),
        );
      },
    ));

await browser.close();
