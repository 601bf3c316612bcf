// Search in a browser, from the disk: results and where they lead, the
// keyboard, both languages of a page, the index without scripts; and the
// client cuts words as the program does.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, openBrowser, root, test } from "./harness.mjs";

const site = await build(join(root, "tests/site/harbour/in"));
const browser = await openBrowser();

function address(path) {
  return new URL(path, pathToFileURL(site + "/")).href;
}

async function withPage(path, options, fn) {
  const context = await browser.newContext({
    viewport: { width: 1300, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (m) => {
    if (m.type() === "error") troubles.push(`console: ${m.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("request", (r) => {
    if (!r.url().startsWith("file:")) troubles.push(`request: ${r.url()}`);
  });
  await page.goto(address(path));
  await fn(page, (ok, what) => ok || troubles.push(what));
  await context.close();
  return troubles;
}

async function type(page, text) {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
  await page.waitForSelector(".search-panel:not([hidden])");
  await page.waitForTimeout(200);
}

const titles = (page) => page.locator(".search-title").allTextContents();
const focused = (page) => page.evaluate(() => document.activeElement.tagName);

for (const [name, words, title] of [
  ["a whole word", "emergencies", "Radio channels"],
  ["the beginning of a word", "emerg", "Radio channels"],
  ["a slip of the finger", "emergecnies", "Radio channels"],
  ["another form of a word", "storms", "Reading the tide table"],
  ["text of an include", "sunset", "Reading the tide table"],
])
  await test(`finds by ${name}`, () =>
    withPage("en-us/index.html", {}, async (page, expect) => {
      await type(page, words);
      const found = await titles(page);
      expect(found[0] === title, `${words}: ${JSON.stringify(found)}`);
    }));

await test("later results leave the reader among them", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await type(page, "tide");
    await page.keyboard.press("ArrowDown");
    const old = await page.evaluateHandle(() => document.activeElement);
    await page.evaluate(() => {
      const field = document.getElementById("dg-search");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.waitForFunction((e) => !e.isConnected, old);
    expect((await focused(page)) === "A", "the focus is gone");
    await page.keyboard.press("Escape");
    expect((await focused(page)) === "INPUT", "Esc leads nowhere");
    expect(await page.locator(".search-panel").isHidden(), "open after Esc");
  }));

await test("keyboard", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await type(page, "storm");
    await page.keyboard.press("ArrowDown");
    expect((await focused(page)) === "A", "arrow does not reach a result");
    await page.keyboard.press("ArrowUp");
    expect((await focused(page)) === "INPUT", "arrow does not go back");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect((await focused(page)) === "INPUT", "Esc leaves the field");
    expect(
      await page.locator(".search-panel").isHidden(),
      "Esc leaves the panel open",
    );
    await page.keyboard.press("Control+k");
    await page.keyboard.type("emergency");
    await page.waitForSelector(".search-panel:not([hidden])");
    await page.waitForTimeout(300);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/radio\.html\?q=emergency/);
  }));

await test("what comes late does not open the panel again", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await type(page, "stor");
    await page.evaluate(() => {
      const input = document.getElementById("dg-search");
      const options = { bubbles: true, key: "Escape" };
      input.value = "storm";
      input.dispatchEvent(new Event("input", options));
      input.dispatchEvent(new KeyboardEvent("keydown", options));
    });
    await page.waitForTimeout(300);
    expect(await page.locator(".search-panel").isHidden(), "it is open");
  }));

await test("a result shows its section and leads there", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await type(page, "storm");
    const first = page.locator(".search-panel li").first();
    const mark = await first.locator(".search-text mark").first().textContent();
    expect(/^storm/i.test(mark), `marked: ${mark}`);
    const heading = await first.locator(".search-heading").textContent();
    expect(heading === "High water", `heading: ${heading}`);
    const address = await first.locator("a").getAttribute("href");
    expect(address.endsWith("tides.html?q=storm#high-water"), address);
  }));

await test("a word of the original shows both sentences", () =>
  withPage("nl-nl/index.html", {}, async (page, expect) => {
    const loaded = [];
    page.on("request", (r) => loaded.push(r.url()));
    await type(page, "aanleggen");
    const texts = page.locator(".search-panel li").first()
      .locator(".search-text");
    expect((await texts.count()) === 1, "a word that is shown");
    const before = loaded.length;
    await page.locator("#dg-search").fill("moor");
    await page.waitForTimeout(300);
    const both = await texts.evaluateAll((all) =>
      all.map((e) => [e.lang, e.dir, e.innerHTML].join("|")),
    );
    const want = [
      "||U kunt aanleggen bij elke ligplaats met een groen bord.",
      "en-US|ltr|You can <mark>moor</mark> at any berth with a green sign.",
    ];
    expect(both.join() === want.join(), JSON.stringify(both));
    expect(loaded.length > before, "the original was loaded before");
    await page.locator("#dg-search").fill("welcome");
    await page.waitForTimeout(300);
    expect(
      (await texts.first().innerHTML()) ===
        "<mark>Welcome</mark> to the harbour",
      "a heading's original is not below it",
    );
  }));

await test("a browser that cannot unpack shows titles", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await page.evaluate(() => delete globalThis.DecompressionStream);
    await type(page, "storm");
    expect((await titles(page))[0] === "Reading the tide table", "nothing found");
    expect((await page.locator(".search-text").count()) === 0, "a text");
  }));

await test("the slash can be switched off", () =>
  withPage("en-us/index.html", {}, async (page, expect) => {
    await type(page, "storm");
    await page.locator("#dg-slash").uncheck();
    await page.keyboard.press("Escape");
    await page.locator("h1").first().click();
    await page.keyboard.press("/");
    expect((await focused(page)) !== "INPUT", "it still goes to the field");
  }));

await test("words are marked on the page that was found", () =>
  withPage(
    "en-us/sailing/tides.html?q=storm#high-water",
    {},
    async (page, expect) => {
      await page.waitForFunction(() => CSS.highlights.get("search")?.size);
      const marked = await page.evaluate(() =>
        [...CSS.highlights.get("search")].map(String),
      );
      expect(marked.join() === "storm", `marked: ${marked}`);
    },
  ));

await test("a word of the original marks the sentence that is shown", () =>
  withPage("nl-nl/index.html?q=moor", {}, async (page, expect) => {
    const marked = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get("search") ?? [])].map(String).join("|"),
      );
    await page.waitForFunction(() => CSS.highlights.get("search")?.size);
    expect(
      (await marked()) ===
        "U kunt aanleggen bij elke ligplaats met een groen bord.",
      `marked: ${await marked()}`,
    );
    await page.goto(address("nl-nl/index.html?q=moor&mode=both"));
    await page.waitForFunction(() => CSS.highlights.get("search")?.size);
    expect((await marked()) === "moor", `side by side: ${await marked()}`);
  }));

await test("the page of results", () =>
  withPage("en-us/search.html?q=storm", {}, async (page, expect) => {
    await page.waitForSelector("#dg-results li");
    expect(
      (await titles(page))[0] === "Reading the tide table",
      "nothing found",
    );
    expect(await page.locator("#dg-headings").isHidden(), "index is shown");
  }));

await test("Japanese", () =>
  withPage("ja-jp/index.html", {}, async (page, expect) => {
    const h1 = await page.locator("h1").first().textContent();
    await type(page, h1.trim().slice(0, 3));
    expect((await titles(page)).length > 0, "nothing found");
  }));

await test("without scripts there is an index", () =>
  withPage(
    "en-us/index.html",
    { javaScriptEnabled: false },
    async (page, expect) => {
      await page.locator("#dg-search").fill("tide");
      await page.locator("#dg-search").press("Enter");
      await page.waitForURL(/search\.html\?q=tide/);
      expect(
        await page.getByRole("link", { name: "High water" }).isVisible(),
        "no heading",
      );
    },
  ));

const languages = await build(join(root, "tests/browser/marks"));

for (const [locale, query, title] of [
  ["de", "ubersicht", "Übersicht"],
  ["de", "schon", "Schon"],
  ["el", "ΑΓΚΥΡΑ", "Άγκυρα"],
  ["fa", "كشتي", "کشتی"],
  ["fa", "ميخواهم", "کشتی"],
  ["he", "סִירָה", "סירה"],
  ["th", "เรือ", "เรือใบ"],
  ["tr", "istasyon", "İstasyon"],
  ["vi", "thuyen buom", "Thuyền buồm"],
])
  await test(`finds with and without marks: ${query}`, async () => {
    const page = await browser.newPage();
    const place = pathToFileURL(join(languages, locale, "search.html"));
    place.searchParams.set("q", query);
    await page.goto(place.href);
    await page.locator("main .search-title").first().waitFor();
    const found = await titles(page);
    await page.locator("main li mark").first().waitFor();
    await page.close();
    return found[0] === title ? [] : [JSON.stringify(found)];
  });

await test("the client cuts words as the program does", async () => {
  const client = join(root, "themes/default/public/search-client.js");
  const vectors = JSON.parse(
    await readFile(join(root, "tests/search/vectors.json"), "utf8"),
  );
  const page = await browser.newPage();
  const got = await page.evaluate(
    ([source, texts]) => {
      const box = {};
      new Function("document", "globalThis", source)(undefined, box);
      return texts.map((text) => {
        const tokens = box.diglotSearch.tokenize(text);
        return { tokens, plain: tokens.map(box.diglotSearch.plain) };
      });
    },
    [await readFile(client, "utf8"), vectors.map((v) => v.text)],
  );
  await page.close();
  return vectors
    .map((v, i) => [v, got[i]])
    .filter(
      ([v, cut]) =>
        JSON.stringify(v.tokens) !== JSON.stringify(cut.tokens) ||
        (v.plain && JSON.stringify(v.plain) !== JSON.stringify(cut.plain)),
    )
    .map(([v, cut]) => `${v.text}: ${JSON.stringify(cut)}`);
});

await browser.close();
