// A page in one file: it asks for nothing, its style sheet is allowed by its
// own policy, its images are shown, and what a page's HTML asks for is not.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { openBrowser, root, test } from "./harness.mjs";

const browser = await openBrowser();

async function render(name, ...words) {
  const { stdout } = await promisify(execFile)(
    process.env.DIGLOT,
    ["render", "-q", "--standalone", ...words],
    { cwd: root, maxBuffer: 1 << 26 },
  );
  const path = join(process.env.DIGLOT_WORK, name);
  await writeFile(path, stdout);
  return pathToFileURL(path).href;
}

for (const [name, ...words] of [
  ["manual.html", "--docset", "content", "content/en-us/index.md"],
  ["both.html", "--docset", "content", "--side", "both",
    "content/nl-nl/index.md"],
  ["alone.html", "content/en-us/index.md"],
]) {
  await test(name, async () => {
    const url = await render(name, ...words);
    const page = await browser.newPage();
    const troubles = [];
    page.on("console", (m) => troubles.push(`console: ${m.text()}`));
    page.on("pageerror", (e) => troubles.push(`error: ${e}`));
    page.on("request", (r) => {
      if (r.url() !== url && !r.url().startsWith("data:"))
        troubles.push(`request: ${r.url().slice(0, 100)}`);
    });
    await page.goto(url);
    const seen = await page.evaluate(() => ({
      images: [...document.images].map((i) => i.naturalWidth),
      font: getComputedStyle(document.body).fontFamily,
      halves: document.querySelectorAll(".seg .s").length,
    }));
    if (seen.images.includes(0)) troubles.push("an image is not shown");
    if (name !== "alone.html" && !seen.images.length)
      troubles.push("there is no image");
    if (/Times|serif$/.test(seen.font) && !/sans/.test(seen.font))
      troubles.push(`no style: ${seen.font}`);
    if ((name === "both.html") !== seen.halves > 0)
      troubles.push(`${seen.halves} halves`);
    await page.close();
    return troubles;
  });
}
await browser.close();
