// Checklists on the page, from the disk: ticks are kept, shared by the
// languages of a page and over edits, leave and come back as a file, and
// are printed.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build, openBrowser, root, test } from "./harness.mjs";

const browser = await openBrowser();
const docset = await mkdtemp(join(process.env.DIGLOT_WORK, "checklist-"));
await cp(join(root, "tests/list/site"), docset, { recursive: true });
const site = await build(docset);
const troubles = [];

function url(path) {
  return pathToFileURL(join(site, path)).href;
}

async function open(context, path) {
  const page = await context.newPage();
  const note = (text) => troubles.push(`${path}: ${text}`);
  page.on("console", (m) => m.type() === "error" && note(m.text()));
  page.on("pageerror", (error) => note(error.message));
  page.on("request", (r) => {
    if (!/^(file|blob|data):/.test(r.url())) note(`asks for ${r.url()}`);
  });
  await page.goto(url(path));
  return page;
}

function boxOf(page, id) {
  return page.locator(`[data-step="${id}"] .step-box`).first();
}

function wrong(what, is, should) {
  const a = JSON.stringify(is);
  const b = JSON.stringify(should);
  return a === b ? [] : [`${what} is ${a}, not ${b}`];
}

const read = async (path) => JSON.parse(await readFile(path, "utf8"));
const file = "nl-nl/checklists/berth.json";
const list = await read(join(site, file));
const steps = list.procedures[0].steps;
const need = list.prerequisites[0].items[0];
const state = (page) => page.locator("#dg-checklist-state").textContent();

const context = await browser.newContext({ acceptDownloads: true });

await test("checklist: ticks stay over a reload", async () => {
  const page = await open(context, "nl-nl/berth.html");
  const found = [];
  found.push(...wrong("boxes", await page.locator(".step-box").count(), 8));
  found.push(...wrong("state", await state(page), "0 van 8 gedaan"));
  await boxOf(page, need.id).check();
  await boxOf(page, steps[1].substeps[0].id).focus();
  await page.keyboard.press("Space");
  await page.reload();
  found.push(...wrong("state", await state(page), "2 van 8 gedaan"));
  found.push(...wrong("box", await boxOf(page, need.id).isChecked(), true));
  found.push(
    ...wrong(
      "name",
      await boxOf(page, need.id).getAttribute("aria-label"),
      "Gedaan: Het registratiebewijs van uw boot.",
    ),
  );
  return found;
});

await test("checklist: the text does not jump when it comes", async () => {
  const other = await browser.newContext({
    viewport: { width: 412, height: 823 },
  });
  const page = await other.newPage();
  await page.addInitScript(() => {
    globalThis.jumps = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.jumps += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const session = await other.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(url("nl-nl/berth.html"));
  await page.waitForTimeout(500);
  const jumps = await page.evaluate(() => globalThis.jumps);
  await other.close();
  return jumps < 0.01 ? [] : [`layout shift: ${jumps}`];
});

await test("checklist: all languages of a page share the ticks", async () => {
  const page = await open(context, "en-us/berth.html");
  const found = wrong("state", await state(page), "2 of 8 done");
  // Two files with one text in two languages.
  const english = await open(context, "en-us/prices.html");
  await english.locator(".step-box").nth(1).check();
  const dutch = await open(context, "nl-nl/prices.html");
  found.push(...wrong("state", await state(dutch), "1 van 3 gedaan"));
  found.push(
    ...wrong("box", await dutch.locator(".step-box").nth(1).isChecked(), true),
  );
  const index = await open(context, "nl-nl/checklists/index.html");
  const counts = await index.locator(".checklist-count").allTextContents();
  return found.concat(
    wrong("index", counts, ["2 van 8 gedaan", "1 van 3 gedaan"]),
  );
});

await test("checklist: progress leaves and comes back as a file", async () => {
  const page = await open(context, "nl-nl/berth.html");
  const waiting = page.waitForEvent("download");
  await page.locator('[data-do="export"]').click();
  const saved = join(process.env.DIGLOT_WORK, "progress.json");
  await (await waiting).saveAs(saved);
  const data = await read(saved);
  const found = wrong("format", data.format, "diglot-progress");
  found.push(...wrong("page", data.page, list.document.id));
  found.push(
    ...wrong(
      "done",
      Object.keys(data.done).sort(),
      [need.id, steps[1].substeps[0].id].sort(),
    ),
  );
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator('[data-do="reset"]').click();
  found.push(...wrong("state", await state(page), "0 van 8 gedaan"));
  await page.locator("#dg-checklist input[type=file]").setInputFiles(saved);
  await page.waitForFunction(
    () => document.querySelectorAll(".step-box:checked").length === 2,
  );
  const other = join(process.env.DIGLOT_WORK, "other.json");
  await writeFile(other, JSON.stringify({ ...data, page: "page-00000000" }));
  await page.locator("#dg-checklist input[type=file]").setInputFiles(other);
  await page.waitForFunction(() =>
    document.getElementById("dg-checklist-state").textContent.includes("geen"),
  );
  return found;
});

await test("checklist: an edited step keeps its tick and says so", async () => {
  const path = join(docset, "content/nl-nl/berth.md");
  const text = await readFile(path, "utf8");
  await writeFile(
    path,
    text.replaceAll(
      "The registration of your boat.",
      "The registration papers of your boat.",
    ),
  );
  await build(docset);
  const page = await open(context, "nl-nl/berth.html");
  const found = wrong("state", await state(page), "2 van 8 gedaan");
  const note = page.locator(".step-changed");
  found.push(...wrong("notes", await note.count(), 1));
  found.push(
    ...wrong(
      "note",
      await note.textContent(),
      "Gewijzigd nadat u dit hebt aangevinkt",
    ),
  );
  return found;
});

await test("checklist: the note stays until the box is used", async () => {
  // Another tick stores the state as it now is.
  let page = await open(context, "nl-nl/berth.html");
  await boxOf(page, steps[2].id).check();
  page = await open(context, "en-us/berth.html");
  const note = page.locator(".step-changed");
  const found = wrong("notes", await note.count(), 1);
  found.push(...wrong("state", await state(page), "3 of 8 done"));
  const item = (e) => e.closest("[data-step]").dataset.step;
  const box = boxOf(page, await note.evaluate(item));
  await box.uncheck();
  await box.check();
  await page.reload();
  found.push(...wrong("notes", await note.count(), 0));
  found.push(...wrong("state", await state(page), "3 of 8 done"));
  await boxOf(page, steps[2].id).uncheck();
  return found;
});

await test("checklist: what is imported is merged, the newest wins", async () => {
  const other = await browser.newContext();
  const page = await open(other, "nl-nl/berth.html");
  const file = page.locator("#dg-checklist input[type=file]");
  const path = join(process.env.DIGLOT_WORK, "merge.json");
  const bring = async (data) => {
    const base = { format: "diglot-progress", version: "1.0" };
    await writeFile(
      path,
      JSON.stringify({ ...base, page: list.document.id, ...data }),
    );
    await file.setInputFiles(path);
  };
  const kept = () =>
    page.evaluate(
      (id) => JSON.parse(localStorage.getItem(`diglot-progress-${id}`)).done,
      list.document.id,
    );
  await boxOf(page, steps[0].id).check();
  const today = (await kept())[steps[0].id];
  const done = { [steps[0].id]: "2001-01-01", [steps[1].id]: "2001-01-01" };
  await bring({ done });
  await page.waitForFunction(
    () => document.querySelectorAll(".step-box:checked").length === 2,
  );
  const found = wrong("done", await kept(), {
    [steps[0].id]: today,
    [steps[1].id]: "2001-01-01",
  });
  // Not ours, of a later version, no JSON: said, and nothing is lost.
  for (const bad of [{ done, version: "2.0" }, { done: 1 }, { page: "x" }]) {
    await bring(bad);
    await page.waitForFunction(() =>
      document
        .getElementById("dg-checklist-state")
        .textContent.includes("geen"),
    );
    await page.reload();
    found.push(...wrong("state", await state(page), "2 van 8 gedaan"));
  }
  await other.close();
  return found;
});

await test("checklist: windows of one page follow each other", async () => {
  const one = await open(context, "nl-nl/prices.html");
  const two = await open(context, "en-us/prices.html");
  const index = await open(context, "en-us/checklists/index.html");
  await one.locator(".step-box").nth(2).check();
  await two.waitForFunction(
    () => document.querySelectorAll(".step-box:checked").length === 2,
  );
  const count = index.locator(".checklist-count").last();
  await index.waitForFunction(() =>
    document.body.textContent.includes("2 of 3 done"),
  );
  one.on("dialog", (dialog) => dialog.accept());
  await one.locator('[data-do="reset"]').click();
  await index.waitForFunction(
    () => !document.body.textContent.includes("2 of 3 done"),
  );
  return wrong("index", await count.textContent(), "3 boxes").concat(
    wrong("state", await state(two), "0 of 3 done"),
  );
});

// What has the focus, as an assistive program names it.
function focused(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    return {
      name: e.getAttribute("aria-label") || e.textContent.trim(),
      action: e.dataset.do || (e.classList.contains("step-box") ? "tick" : ""),
      seen: style.outlineStyle !== "none" && style.outlineWidth !== "0px",
    };
  });
}

await test("checklist: the keyboard does it all", async () => {
  const other = await browser.newContext({ acceptDownloads: true });
  const page = await open(other, "nl-nl/berth.html");
  const found = [];
  const order = [];
  // Heard from the beginning: it takes a while until the browser tells.
  const chosen = page.waitForEvent("filechooser");
  for (let i = 0; i < 60 && order.length < 12; i++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (!now.action) continue;
    order.push(now.action);
    if (!now.seen) found.push(`the focus of '${now.name}' is not seen`);
    if (now.action === "tick") await page.keyboard.press("Space");
    if (now.action === "export") {
      const waiting = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      await waiting;
    }
    if (now.action === "import") {
      await page.keyboard.press("Enter");
      await chosen;
    }
  }
  found.push(
    ...wrong("order", order, [
      "export",
      "import",
      "reset",
      "print",
      ...Array(8).fill("tick"),
    ]),
  );
  found.push(...wrong("state", await state(page), "8 van 8 gedaan"));
  await other.close();
  return found;
});

await test("checklist: a screen reader is told what each thing is", async () => {
  const other = await browser.newContext();
  const page = await open(other, "nl-nl/berth.html");
  const found = [];
  const names = [
    need.label,
    list.prerequisites[0].items[1].label,
    ...steps.flatMap((s) => [s, ...(s.substeps || [])]).map((s) => s.command),
    list.procedures[1].heading.segments,
  ].map((segments) => segments[0].text["nl-NL"]);
  const labels = await page
    .locator(".step-box")
    .evaluateAll((all) => all.map((box) => box.getAttribute("aria-label")));
  names.forEach((name, i) => {
    if (!labels[i].startsWith(`Gedaan: `) || !labels[i].includes(name))
      found.push(`box ${i} is named '${labels[i]}', not '${name}'`);
  });
  const bar = page.getByRole("progressbar", { name: "0 van 8 gedaan" });
  found.push(...wrong("progress", await bar.count(), 1));
  const said = page.getByRole("status").filter({ hasText: "0 van 8 gedaan" });
  found.push(...wrong("status", await said.count(), 1));
  await page.getByRole("checkbox", { name: names[0] }).check();
  found.push(...wrong("state", await state(page), "1 van 8 gedaan"));
  await other.close();
  return found;
});

await test("checklist: a browser that keeps nothing still ticks", async () => {
  const other = await browser.newContext();
  await other.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  const page = await open(other, "nl-nl/berth.html");
  await page.locator(".step-box").first().check();
  const found = wrong("state", await state(page), "1 van 8 gedaan");
  await other.close();
  return found;
});

// The lines of a PDF, if there is something to read them with.
async function linesOf(pdf) {
  try {
    const words = ["-layout", pdf, "-"];
    const { stdout } = await promisify(execFile)("pdftotext", words);
    return stdout.split("\n").map((line) => line.trim());
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return null;
  }
}

await test("checklist: it prints, and reads without scripts", async () => {
  const page = await open(context, "nl-nl/berth.html");
  const pdf = join(process.env.DIGLOT_WORK, "checklist.pdf");
  await page.pdf({ format: "A4", path: pdf });
  const lines = await linesOf(pdf);
  const found = [];
  for (const text of ["2 van 8 gedaan", "a. Schrijf de lengte van de boot op."])
    if (lines && !lines.some((line) => line.includes(text)))
      found.push(`'${text}' is not on paper`);
  if (lines?.some((line) => /bewaren|Opnieuw/.test(line)))
    found.push("the buttons are on paper");
  await page.emulateMedia({ media: "print" });
  found.push(
    ...wrong("tools", await page.locator(".checklist-tools").isVisible(), false),
  );
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await open(plain, "nl-nl/berth.html");
  found.push(
    ...wrong("bar", await still.locator("#dg-checklist").isVisible(), false),
  );
  found.push(...wrong("boxes", await still.locator(".step-box").count(), 0));
  const titles = await open(plain, "nl-nl/checklists/index.html");
  found.push(
    ...wrong(
      "index",
      await titles.locator("#dg-checklists li").allTextContents(),
      ["Een ligplaats huren 8 vakjes", "Tarieven 3 vakjes"],
    ),
  );
  await still.emulateMedia({ media: "print" });
  const plainPdf = join(process.env.DIGLOT_WORK, "checklist-plain.pdf");
  await still.pdf({ format: "A4", path: plainPdf });
  const squares = (await linesOf(plainPdf))?.filter((l) => /\u2610/.test(l));
  if (squares) found.push(...wrong("squares", squares.length, 8));
  return found;
});

await test("checklist: the rows of a table have boxes", async () => {
  const own = await mkdtemp(join(process.env.DIGLOT_WORK, "table-"));
  await writeFile(
    join(own, "index.md"),
    "# Boats\n\n## Prerequisites\n\n| Need | Why |\n| --- | --- |\n" +
      "| A rope of ten metres | to moor |\n| A fender | to stay whole |\n",
  );
  const built = pathToFileURL(join(await build(own), "en-us/index.html")).href;
  const page = await context.newPage();
  await page.goto(built);
  const cells = page.locator("tbody td:first-child > .step-box");
  const found = wrong("boxes", await cells.count(), 2);
  found.push(
    ...wrong(
      "name",
      await cells.first().getAttribute("aria-label"),
      "Done: A rope of ten metres to moor",
    ),
  );
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(built);
  const pdf = join(process.env.DIGLOT_WORK, "table.pdf");
  await still.pdf({ format: "A4", path: pdf });
  const squares = (await linesOf(pdf))?.filter((l) => /^\u2610 A /.test(l));
  if (squares) found.push(...wrong("squares", squares.length, 2));
  return found;
});

await test("checklist: data for machines is in the page", async () => {
  const page = await open(context, "nl-nl/berth.html");
  const data = JSON.parse(
    await page.locator('script[type="application/ld+json"]').textContent(),
  );
  return wrong(
    "types",
    data["@graph"].map((part) => part["@type"]),
    ["TechArticle", "HowTo", "ItemList"],
  );
});

await test("checklist: no trouble in the console", () => troubles);

await browser.close();
