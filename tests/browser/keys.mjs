// A reader without a mouse, for the tests: where the focus is, and what the
// keys of every page of a site do.

// What has the focus, and whether a reader sees that.
export function focus(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    const shown =
      e.matches("input[type=radio]") && e.closest("label")
        ? e.closest("label")
        : e;
    const style = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    return {
      tag: e.tagName,
      id: e.id,
      class: e.className,
      text: (e.textContent || e.value || "").trim().slice(0, 40),
      seen:
        style.outlineStyle !== "none" &&
        parseFloat(style.outlineWidth) >= 1 &&
        box.width > 0 &&
        box.height > 0 &&
        box.bottom > 0 &&
        box.top < innerHeight,
    };
  });
}

export async function tab(page, times = 1) {
  for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
  return focus(page);
}

// Of a page that was just loaded: Tab begins at the skip link, that leads to
// the text, and the focus is seen at each stop. A page with no header has
// nothing to skip.
async function stops(page) {
  const first = await tab(page);
  if (first.tag === "BODY") return ["Tab leads nowhere"];
  const header = await page.locator(".header").count();
  const troubles =
    first.class === "skip" || !header ? [] : ["no skip link first"];
  for (let i = 0, at = first; i < 16 && at.tag !== "BODY"; i++) {
    if (!at.seen) troubles.push(`focus is not seen: ${JSON.stringify(at)}`);
    at = await tab(page);
  }
  if (!header) return troubles;
  await page.locator(".skip").focus();
  await page.keyboard.press("Enter");
  if ((await focus(page)).id !== "dg-content")
    troubles.push("the skip link does not lead to the text");
  return troubles;
}

// The slash, a word, arrows, Esc.
async function searching(page) {
  const field = page.locator("#dg-search");
  if (!(await field.isVisible())) return [];
  const word = await page.evaluate(() => {
    const title =
      document.querySelector(".content h1") ??
      document.querySelector(".toc-name");
    return title?.textContent.match(/[\p{L}\p{M}\p{N}]{2,}/u)?.[0];
  });
  if (!word) return [];
  await page.keyboard.press("/");
  const troubles = [];
  if ((await focus(page)).id !== "dg-search")
    troubles.push("the slash does not lead to the search field");
  await page.keyboard.type(word);
  const results = page.locator(".search-panel li");
  const found = await results
    .first()
    .waitFor({ timeout: 30000 })
    .then(
      () => true,
      () => false,
    );
  if (found) {
    await page.keyboard.press("ArrowDown");
    const at = await focus(page);
    if (at.tag !== "A" || !at.seen)
      troubles.push(`arrow: ${JSON.stringify(at)}`);
  } else {
    troubles.push(`nothing found for '${word}'`);
  }
  await page.keyboard.press("Escape");
  if ((await focus(page)).id !== "dg-search") troubles.push("Esc, the field");
  if (await page.locator(".search-panel").isVisible())
    troubles.push("Esc leaves the panel open");
  return troubles;
}

// An image in full size: the focus is inside until Esc, and comes back.
async function dialog(page) {
  const link = page.locator("a.zoom").first();
  if (!(await link.count()) || !(await link.isVisible())) return [];
  const troubles = [];
  await link.focus();
  await page.keyboard.press("Enter");
  const shown = page.locator("dialog[open]");
  for (let i = 0; i < 3; i++) {
    const out = await page.evaluate(
      () =>
        document.activeElement !== document.body &&
        !document.activeElement.closest("dialog[open]"),
    );
    if (out) troubles.push("the focus leaves the dialog");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  if (await shown.count()) troubles.push("Esc leaves the dialog open");
  if ((await focus(page)).class !== "zoom")
    troubles.push("the focus is not back at the image");
  return troubles;
}

// What is wrong with the keys of a page that was just loaded.
export async function keysOf(page, scripts) {
  return [
    ...(await stops(page)),
    ...(scripts ? await searching(page) : []),
    ...(scripts ? await dialog(page) : []),
  ];
}
