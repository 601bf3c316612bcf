// A reader without a mouse: the order of Tab, the skip link, what shows where
// the focus is, menus, reading modes and languages that last, sentences,
// the dialog of a large image. And what the layout keeps at every width.
import { cp, mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import {
  build,
  inaccessible,
  openBrowser,
  root,
  test,
  watch,
} from "./harness.mjs";
import { focus, tab } from "./keys.mjs";
import { picture } from "./picture.mjs";

const browser = await openBrowser();
const docset = await mkdtemp(join(process.env.DIGLOT_WORK, "keyboard-"));
await cp(join(root, "tests/site/harbour/in"), docset, { recursive: true });

await writeFile(join(docset, "en-us/images/map.png"), picture(1600, 900));
await writeFile(
  join(docset, "en-us/map.md"),
  `---
title: The map
description: A map of the harbour.
ms.date: 2026-01-12
_gitContribute:
  repo: https://git.example/harbour.git
  branch: main
  path: docs
---
# The map

![All berths of the harbour](images/map.png)

\`\`\`powershell {2-3}
$berth = 12
# where it
# is
Get-Berth $berth
\`\`\`
`,
);
await writeFile(
  join(docset, "nl-nl/machine.md"),
  `---
title: Vertaald
description: Een vertaalde bladzijde.
ms.translationtype: MT
ms.lasthandoff: 03/16/2021
feedback_url: mailto:docs@harbour.example?subject={id}&body={text}
---
# <span data-ttu-id="aaaaa-101">Vertaald</span><span class="sxs-lookup"><span data-stu-id="aaaaa-101">Translated</span></span>

<span data-ttu-id="aaaaa-102">De boot vaart.</span><span class="sxs-lookup"><span data-stu-id="aaaaa-102">The boat sails.</span></span>

<span data-ttu-id="aaaaa-103">The harbour is closed now.</span><span class="sxs-lookup"><span data-stu-id="aaaaa-103">The harbour is closed now.</span></span>
`,
);
await writeFile(
  join(docset, "en-us/machine.md"),
  `---
title: Translated
description: A page that was translated.
ms.date: 04/01/2021
---
# Translated

The boat sails.
`,
);
const site = await build(docset);

function address(path) {
  const [file, query] = path.split("?");
  const url = pathToFileURL(join(site, file));
  url.search = query ?? "";
  return url.href;
}

async function withPage(path, options, fn) {
  const { width = 1300, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    ...rest,
  });
  const page = await context.newPage();
  const troubles = [];
  watch(page, site, troubles);
  await page.goto(address(path));
  await fn(page, (ok, what) => ok || troubles.push(what));
  await context.close();
  return troubles;
}

await test("Tab begins at the skip link, and that leads to the text", () =>
  withPage("nl-nl/index.html", {}, async (page, expect) => {
    const first = await tab(page);
    expect(first.class === "skip" && first.seen, JSON.stringify(first));
    await page.keyboard.press("Enter");
    expect((await focus(page)).id === "dg-content", "main has no focus");
  }));

for (const [scheme, forcedColors] of [
  ["light", "none"],
  ["dark", "none"],
  ["light", "active"],
])
  await test(`focus is seen at every stop: ${scheme}, ${forcedColors}`, () =>
    withPage(
      "nl-nl/index.html",
      { colorScheme: scheme, forcedColors },
      async (page, expect) => {
        const order = [];
        for (let i = 0; i < 40; i++) {
          const at = await tab(page);
          if (at.tag === "BODY") break;
          expect(at.seen, `not seen: ${JSON.stringify(at)}`);
          order.push(at);
        }
        const place = (test_) => order.findIndex(test_);
        const stops = [
          place((x) => x.class === "skip"),
          place((x) => x.class === "site-title"),
          place((x) => x.id === "dg-search"),
          place((x) => x.class.includes("lang-button")),
          place((x) => x.id.startsWith("dg-theme")),
          place((x) => x.class.includes("toc-filter")),
          place((x) => x.id.startsWith("dg-mode")),
        ];
        expect(
          stops.every((s, i) => s >= 0 && (i === 0 || s > stops[i - 1])),
          `order: ${stops}`,
        );
      },
    ));

await test("the language menu opens, holds the focus and closes", () =>
  withPage("nl-nl/index.html", {}, async (page, expect) => {
    await page.locator(".lang-button").focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#dg-languages").isVisible(), "stays closed");
    expect(
      (await page.evaluate(
        () =>
          (document.activeElement.blur, true) &&
          document.querySelectorAll("#dg-languages a").length,
      )) === 4,
      "not four languages",
    );
    const inside = await tab(page);
    expect(inside.text === "English", JSON.stringify(inside));
    for (const t of await inaccessible(page)) expect(false, t);
    await page.keyboard.press("Escape");
    expect(await page.locator("#dg-languages").isHidden(), "stays open");
    expect(
      (await focus(page)).class.includes("lang-button"),
      "focus is not back",
    );
  }));

await test("menus and buttons in another language than the text", () =>
  withPage("nl-nl/machine.html", {}, async (page, expect) => {
    await page.locator(".lang-button").click();
    await page.locator('[data-interface="ar-SA"]').click();
    await page.waitForSelector("html.interface-ready");
    const look = () =>
      page.evaluate(() => ({
        lang: document.documentElement.lang,
        dir: document.documentElement.dir,
        search: document.getElementById("dg-search").placeholder,
        h1: document.querySelector("h1").textContent,
        text: document.querySelector("article").lang,
        next: document.querySelector(".pager-label")?.textContent,
        origin: document.querySelector(".origin").textContent,
      }));
    let is = await look();
    expect(
      is.lang === "ar-SA" &&
        is.dir === "rtl" &&
        is.search === "بحث" &&
        is.text === "nl-NL" &&
        is.origin.includes("٢٠٢١") &&
        is.origin.includes("الإنجليزية") &&
        !is.origin.includes("Deze"),
      JSON.stringify(is),
    );
    for (const t of await inaccessible(page)) expect(false, t);
    await page.goto(address("en-us/index.html"));
    await page.waitForSelector("html.interface-ready");
    is = await look().catch(() => null);
    expect(
      await page.evaluate(() => document.documentElement.lang === "ar-SA"),
      "it does not last",
    );
    await page.locator(".lang-button").click();
    await page.locator('[data-interface=""]').click();
    await page.waitForFunction(
      () => document.documentElement.lang === "en-US",
    );
  }));

await test("where a translation comes from", () =>
  withPage("nl-nl/machine.html", {}, async (page, expect) => {
    const text = await page.locator(".origin").innerText();
    for (const part of [
      "machinaal vertaald",
      "16 maart 2021",
      "sindsdien gewijzigd",
      "2 van 3 zinnen vertaald",
      "Lees het origineel: Engels",
    ])
      expect(text.includes(part), `no '${part}' in '${text}'`);
    await page.locator(".origin a").click();
    await page.waitForURL(/en-us\/machine\.html/);
  }));

await test("reading modes by the keyboard, and they last", () =>
  withPage("nl-nl/index.html", {}, async (page, expect) => {
    await page.locator("#dg-mode-target").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const mode = () =>
      page.evaluate(() => document.documentElement.dataset.mode);
    expect((await mode()) === "both", "not side by side");
    expect(
      await page.locator(".seg > .s").first().isVisible(),
      "no original",
    );
    await page.reload();
    expect((await mode()) === "both", "forgotten after a reload");
    await page.goto(address("nl-nl/machine.html"));
    expect((await mode()) === "both", "forgotten on another page");
    expect(
      await page.locator("#dg-mode-both").isChecked(),
      "the button does not show it",
    );
  }));

await test("modes need no script", () =>
  withPage(
    "nl-nl/machine.html",
    { javaScriptEnabled: false },
    async (page, expect) => {
      await page.locator("#dg-mode-both").check();
      const boxes = [
        await page.locator(".content p .t").first().boundingBox(),
        await page.locator(".content p .s").first().boundingBox(),
      ];
      expect(
        boxes[1] && boxes[1].x > boxes[0].x + boxes[0].width - 1,
        JSON.stringify(boxes),
      );
      expect(
        await page.locator("[data-script]:visible, [data-print]:visible").count() === 0,
        "shows what needs a script",
      );
    },
  ));

await test("a sentence: link, copy, report", () =>
  withPage("nl-nl/machine.html?mode=both", {}, async (page, expect) => {
    await page.locator("#s-aaaaa-102").focus();
    const link = await tab(page);
    expect(link.text === "#" && link.seen, JSON.stringify(link));
    const copy = await tab(page);
    expect(copy.tag === "BUTTON" && copy.seen, JSON.stringify(copy));
    for (const t of await inaccessible(page)) expect(false, t);
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (label) => document.activeElement.textContent === label,
      "Gekopieerd",
    );
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(
      text === "aaaaa-102\nnl-NL: De boot vaart.\nen-US: The boat sails.",
      JSON.stringify(text),
    );
    await tab(page);
    const report = await page.evaluate(() =>
      decodeURIComponent(document.activeElement.href),
    );
    expect(
      report.startsWith("mailto:docs@harbour.example?subject=aaaaa-102&") &&
        report.includes("The boat sails."),
      report,
    );
  }));

await test("remarks on sentences wait, and go into a file", () =>
  withPage("nl-nl/machine.html?mode=both", {}, async (page, expect) => {
    const answers = ['Say "goes".', "", ""];
    page.on("dialog", (dialog) => dialog.accept(answers.shift()));
    const tool = (name) => page.locator(".seg-tools button", { hasText: name });
    const noted = async (id) => {
      await page.locator(`#s-${id}`).focus();
      await tool("Opmerking schrijven").click();
    };
    await page.locator("#s-aaaaa-102").focus();
    expect(await tool("bewaren").isHidden(), "there is nothing to save yet");
    await noted("aaaaa-102");
    await noted("aaaaa-103"); // without a word
    await page.reload();
    await page.locator("#s-aaaaa-103").focus();
    expect(
      (await tool("bewaren").innerText()).endsWith("(1)"),
      await tool("bewaren").innerText(),
    );
    for (const t of await inaccessible(page)) expect(false, t);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      tool("bewaren").click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    expect(
      text ===
        '"page","id","nl-NL","en-US","remark"\r\n' +
          `"${address("nl-nl/machine.html").replace(/[?].*/, "")}",` +
          '"aaaaa-102","De boot vaart.","The boat sails.",' +
          '"Say ""goes""."\r\n',
      text,
    );
    expect(await tool("bewaren").isHidden(), "what is saved stays");
  }));

await test("a sentence that is not translated is marked", () =>
  withPage("nl-nl/machine.html?mode=both", {}, async (page, expect) => {
    const line = (id) =>
      page
        .locator(`#s-${id} > .t`)
        .evaluate((e) => getComputedStyle(e).textDecorationLine);
    expect((await line("aaaaa-103")) === "underline", "no mark");
    expect((await line("aaaaa-102")) === "none", "a mark on a translation");
    expect(
      (await page.locator("#s-aaaaa-103 > .t").getAttribute("lang")) ===
        "en-US",
      "no language",
    );
  }));

await test("a large image: a dialog that keeps the focus", () =>
  withPage("en-us/map.html", {}, async (page, expect) => {
    const link = page.locator("a.zoom");
    expect(
      (await link.getAttribute("aria-label")) ===
        "Open the image in full size: All berths of the harbour",
      "no name",
    );
    await link.focus();
    await page.keyboard.press("Enter");
    const inside = () =>
      page.evaluate(
        () =>
          document.querySelector("dialog").open &&
          document.activeElement.closest("dialog, body").nodeName,
      );
    expect((await inside()) === "DIALOG", "no dialog with the focus");
    for (const t of await inaccessible(page)) expect(false, t);
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press("Tab");
      const out = await page.evaluate(
        () =>
          document.activeElement !== document.body &&
          !document.activeElement.closest("dialog"),
      );
      expect(!out, "the focus leaves the dialog");
    }
    await page.keyboard.press("Escape");
    expect((await inside()) === false, "Esc leaves it open");
    expect((await focus(page)).class === "zoom", "focus is not back");
  }));

await test("a large image is a link without scripts", () =>
  withPage(
    "en-us/map.html",
    { javaScriptEnabled: false },
    async (page, expect) => {
      await page.locator("a.zoom").click();
      await page.waitForURL(/images\/map\.png$/);
      expect(true, "");
    },
  ));

await test("marked lines keep their colours", () =>
  withPage("en-us/map.html", {}, async (page, expect) => {
    const marks = await page.locator("pre mark").allInnerTexts();
    expect(
      JSON.stringify(marks.map((m) => m.trim())) ===
        '["# where it","# is"]',
      JSON.stringify(marks),
    );
    expect(
      (await page.locator("pre mark .hljs-comment").count()) === 2,
      "no colours",
    );
    const edit = await page.locator(".page-meta a").first().getAttribute("href");
    expect(
      edit === "https://git.example/harbour/edit/main/docs/en-us/map.md",
      edit,
    );
  }));

await test("panels of a narrow page", () =>
  withPage("nl-nl/index.html", { width: 320 }, async (page, expect) => {
    for (const [button, panel] of [
      [".toc-button", "#dg-toc"],
      [".outline-button", "#dg-outline"],
    ]) {
      if (!(await page.locator(button).count())) continue;
      await page.locator(button).focus();
      await page.keyboard.press("Enter");
      expect(await page.locator(panel).isVisible(), `${panel} stays closed`);
      for (const t of await inaccessible(page)) expect(false, t);
      await page.keyboard.press("Escape");
      expect(await page.locator(panel).isHidden(), `${panel} stays open`);
    }
  }));

await test("the filter keeps what is above its hits", () =>
  withPage("en-us/toc.html", {}, async (page, expect) => {
    await page.locator(".toc-filter").fill("tide");
    const left = await page.locator(".toc-full .toc-name:visible").allInnerTexts();
    expect(
      left.length > 0 && left.some((t) => /tide/i.test(t)),
      JSON.stringify(left),
    );
    expect(
      left.length < (await page.locator(".toc-full .toc-name").count()),
      "nothing is filtered",
    );
  }));

// ---- the layout, in boxes: fonts differ between machines ----

function boxes(page) {
  return page.evaluate(() => {
    const box = (selector) => {
      const e = document.querySelector(selector);
      const r = e && e.checkVisibility() && e.getBoundingClientRect();
      return r && r.width ? { x: r.x, right: r.right, w: r.width, h: r.height } : null;
    };
    return {
      header: box(".header"),
      toc: box(".toc"),
      main: box(".main"),
      text: box("article.content"),
      outline: box(".outline"),
      footer: box(".footer"),
    };
  });
}

for (const path of ["en-us/sailing/tides.html", "nl-nl/index.html"])
  for (const width of [320, 768, 1300, 1900])
    await test(`layout of ${path} at ${width}`, () =>
      withPage(path, { width }, async (page, expect) => {
        const b = await boxes(page);
        const wide = width >= 960;
        expect(b.header.h < 80, `the header is ${b.header.h} high`);
        expect(b.header.w === width, "the header is not as wide as the page");
        expect(!!b.toc === wide, "the contents");
        expect(b.text.w <= 46 * 16 + 1, `the text is ${b.text.w} wide`);
        expect(b.text.w >= Math.min(width - 40, 560), "the text is too narrow");
        expect(!wide || b.toc.right <= b.main.x + 1, "contents over the text");
        expect(!b.outline || b.outline.x >= b.text.right, "outline over text");
        await page.evaluate(() => {
          document.documentElement.dir = "rtl";
        });
        const m = await boxes(page);
        for (const name of Object.keys(b))
          expect(
            !b[name] ||
              (m[name] && Math.abs(width - m[name].right - b[name].x) < 1),
            `${name} is not mirrored`,
          );
      }));

await test("style sheets and scripts are at most 30 KB, packed", async () => {
  const folder = join(root, "themes/default/public");
  let sum = 0;
  for (const name of await readdir(folder))
    sum += gzipSync(await readFile(join(folder, name)), { level: 9 }).length;
  return sum <= 30 * 1024 ? [] : [`they are ${sum} bytes`];
});

await browser.close();
