// Checklists on the page, from the disk: ticks are kept, shared by the
// languages of a page and over edits, leave and come back as a file, and
// are printed.
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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

await test("checklist: it prints, and reads without scripts", async () => {
  const page = await open(context, "nl-nl/berth.html");
  const pdf = await page.pdf({ format: "A4" });
  await writeFile(join(process.env.DIGLOT_WORK, "checklist.pdf"), pdf);
  const found = pdf.length > 5000 ? [] : ["the PDF is empty"];
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
  await still.emulateMedia({ media: "print" });
  await writeFile(
    join(process.env.DIGLOT_WORK, "checklist-plain.pdf"),
    await still.pdf({ format: "A4" }),
  );
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
