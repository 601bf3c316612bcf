// Pictures of pages against those that are kept: both are cut into cells, and
// a cell may differ in its mean colour a little, since letters are drawn a
// little differently everywhere. Where the fonts are others nothing is
// compared. DIGLOT_ACCEPT=1 keeps new pictures (tests/run browser --accept).
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, openBrowser, root, test } from "./harness.mjs";

const KEPT = join(root, "tests/browser/pictures");
const SEEN = join(root, "build/pictures");
const accept = process.env.DIGLOT_ACCEPT === "1";
const CELL = 12; // pixels of a picture, which is WIDTH wide
const WIDTH = 480;
// Of 255: what no cell may differ, and what one in a hundred may.
const MUCH = 20;
const LITTLE = 6;

const harbour = await build(join(root, "tests/site/harbour/in"));
const boats = await build(join(root, "tests/list/site"));
const browser = await openBrowser();

// NAME: [site, page, width, what else is done before the picture is made].
const mode = (name) => async (page) => {
  await page.locator(`#dg-mode-${name}`).check();
  await page.mouse.move(0, 0);
};
const VIEWS = {
  "article": [harbour, "en-us/sailing/tides.html", 1300],
  "article-dark": [harbour, "en-us/sailing/tides.html", 1300, {
    colorScheme: "dark",
  }],
  "article-forced": [harbour, "en-us/sailing/tides.html", 1300, {
    forcedColors: "active",
  }],
  "article-phone": [harbour, "en-us/sailing/tides.html", 320],
  "arabic": [harbour, "ar-sa/index.html", 1300],
  "japanese": [harbour, "ja-jp/index.html", 1300],
  "target": [harbour, "nl-nl/sailing/tides.html", 1300],
  "source": [harbour, "nl-nl/sailing/tides.html", 1300, {}, mode("source")],
  "both": [harbour, "nl-nl/sailing/tides.html", 1300, {}, mode("both")],
  "hover": [harbour, "nl-nl/sailing/tides.html", 1300, {}, async (page) => {
    await mode("hover")(page);
    await page.locator(".content .seg").nth(3).hover();
  }],
  "both-phone": [harbour, "nl-nl/sailing/tides.html", 320, {}, mode("both")],
  "search": [harbour, "en-us/index.html", 1300, {}, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("storm");
    await page.waitForSelector(".search-text");
  }],
  "contents-phone": [harbour, "en-us/index.html", 320, {}, (page) =>
    page.locator(".toc-button").click(),
  ],
  "checklist": [boats, "nl-nl/berth.html", 1300, {}, async (page) => {
    await page.locator(".step-box").first().check();
  }],
  "checklists": [boats, "nl-nl/checklists/index.html", 768],
};

const plain = await (await browser.newContext()).newPage();

// What this browser draws letters with: names and widths.
const SAMPLES = { latin: "Hamburgefonstiv", arabic: "الميناء", japanese: "港の本" };
async function fontsHere() {
  const session = await plain.context().newCDPSession(plain);
  await plain.setContent("<p style='font: 40px system-ui'><span></span></p>");
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root: top } = await session.send("DOM.getDocument", { depth: -1 });
  const { nodeId } = await session.send("DOM.querySelector", {
    nodeId: top.nodeId,
    selector: "span",
  });
  const found = {};
  for (const family of ["system-ui", "monospace"])
    for (const [script, text] of Object.entries(SAMPLES)) {
      const width = await plain.evaluate(
        ([f, t]) => {
          const span = document.querySelector("span");
          span.style.fontFamily = f;
          span.textContent = t;
          return Math.round(span.getBoundingClientRect().width);
        },
        [family, text],
      );
      const { fonts } = await session.send("CSS.getPlatformFontsForNode", {
        nodeId,
      });
      const names = fonts.map((f) => f.familyName).join(", ");
      found[`${family}, ${script}`] = `${names}: ${width}`;
    }
  return found;
}

async function pictureOf([site, path, width, media = {}, before]) {
  const context = await browser.newContext({
    viewport: { width, height: Math.round(width < 400 ? width * 1.8 : 900) },
    reducedMotion: "reduce",
    ...media,
  });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site, path)).href);
  await before?.(page);
  await page.evaluate(() => document.fonts.ready);
  const shot = await page.screenshot({ caret: "hide", animations: "disabled" });
  await context.close();
  return shot.toString("base64");
}

// At most WIDTH wide, as base64.
function smaller(data) {
  return plain.evaluate(
    async ([png, most]) => {
      const image = await createImageBitmap(
        await (await fetch(`data:image/png;base64,${png}`)).blob(),
      );
      const scale = Math.min(1, most / image.width);
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      const context = canvas.getContext("2d");
      context.imageSmoothingQuality = "high";
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/png").split(",")[1];
    },
    [data, WIDTH],
  );
}

// The cells of two pictures that differ, as [x, y, by how much].
function differences(one, other) {
  return plain.evaluate(
    async ([pictures, cell]) => {
      const [a, b] = await Promise.all(
        pictures.map(async (png) => {
          const image = await createImageBitmap(
            await (await fetch(`data:image/png;base64,${png}`)).blob(),
          );
          const canvas = document.createElement("canvas");
          canvas.width = image.width;
          canvas.height = image.height;
          const context = canvas.getContext("2d", { willReadFrequently: true });
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (a.width !== b.width || a.height !== b.height)
        return [`${a.width} x ${a.height}, was ${b.width} x ${b.height}`];
      const mean = ({ data, width }, x0, y0, x1, y1) => {
        const sum = [0, 0, 0];
        for (let y = y0; y < y1; y++)
          for (let x = x0; x < x1; x++)
            for (let i = 0; i < 3; i++) sum[i] += data[(y * width + x) * 4 + i];
        return sum.map((n) => n / ((x1 - x0) * (y1 - y0)));
      };
      const found = [];
      for (let y = 0; y < a.height; y += cell)
        for (let x = 0; x < a.width; x += cell) {
          const end = [Math.min(x + cell, a.width), Math.min(y + cell, a.height)];
          const is = mean(a, x, y, ...end);
          const was = mean(b, x, y, ...end);
          found.push([x, y, Math.max(...is.map((n, i) => Math.abs(n - was[i])))]);
        }
      return found;
    },
    [[one, other], CELL],
  );
}

function judged(cells, scale) {
  if (typeof cells[0] === "string") return cells;
  const much = cells.filter(([, , by]) => by > MUCH);
  const little = cells.filter(([, , by]) => by > LITTLE);
  if (!much.length && little.length * 100 <= cells.length) return [];
  const at = (n) => Math.round(n * scale);
  const worst = [...little].sort((a, b) => b[2] - a[2]).slice(0, 8);
  return [
    `${little.length} of ${cells.length} cells differ, ${much.length} much`,
    ...worst.map(
      ([x, y, by]) =>
        `${Math.round(by)} of 255 at x ${at(x)}–${at(x + CELL)}, ` +
        `y ${at(y)}–${at(y + CELL)} of the page`,
    ),
  ];
}

async function look(name) {
  const [, , width] = VIEWS[name];
  const path = join(KEPT, `${name}.png`);
  const now = await smaller(await pictureOf(VIEWS[name]));
  const kept = await readFile(path, "base64").catch(() => null);
  const troubles = kept
    ? judged(await differences(now, kept), Math.max(1, width / WIDTH))
    : ["there is no picture yet"];
  if (accept && troubles.length) {
    await writeFile(path, Buffer.from(now, "base64"));
    return [];
  }
  if (troubles.length) {
    await mkdir(SEEN, { recursive: true });
    await writeFile(join(SEEN, `${name}.png`), Buffer.from(now, "base64"));
    troubles.push(`as it is now: build/pictures/${name}.png`);
  }
  return troubles;
}

const fonts = await fontsHere();
const list = join(KEPT, "fonts.json");
if (accept) {
  await mkdir(KEPT, { recursive: true });
  await writeFile(list, `${JSON.stringify(fonts, null, 2)}\n`);
}
const known = JSON.parse(await readFile(list, "utf8"));
const other = Object.keys(known).filter((key) => known[key] !== fonts[key]);
for (const name of Object.keys(VIEWS))
  if (other.length) console.log(`skip picture ${name}: other fonts`);
  else await test(`picture ${name}`, () => look(name));
await browser.close();
