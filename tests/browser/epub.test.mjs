// Books: two builds give the same bytes, and epubcheck has no objection
// (skipped where it is not installed).
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, root, test } from "./harness.mjs";

const run = promisify(execFile);
const checker = "/usr/share/java/epubcheck.jar";
const jar = existsSync(checker) ? checker : "/usr/bin/epubcheck";

async function book(docset, tag, name) {
  const path = join(process.env.DIGLOT_WORK, `${name}.epub`);
  await build(docset, "--epub", path, "--locale", tag);
  return path;
}

for (const [docset, tag] of [
  ["tests/site/harbour/in", "en-US"],
  ["tests/site/harbour/in", "ar-SA"],
  ["tests/site/harbour/in", "ja-JP"],
  ["content", "nl-NL"],
]) {
  const name = `${docset} ${tag}`;
  const path = await book(join(root, docset), tag, `one-${tag}`);
  await test(`${name}: the same bytes`, async () => {
    const again = await book(join(root, docset), tag, `two-${tag}`);
    const same = (await readFile(path)).equals(await readFile(again));
    return same ? [] : ["the second book differs"];
  });
  if (!existsSync(jar)) {
    console.log(`skip ${name}: epubcheck`);
    continue;
  }
  await test(`${name}: epubcheck`, async () => {
    try {
      await run("java", ["-jar", jar, path]);
      return [];
    } catch (error) {
      return [error.stdout + error.stderr];
    }
  });
}
