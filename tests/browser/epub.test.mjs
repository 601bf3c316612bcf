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

async function book(docset, tag, name, branch) {
  const path = join(process.env.DIGLOT_WORK, `${name}.epub`);
  const only = branch ? ["--epub-branch", branch] : [];
  await build(docset, "--epub", path, "--locale", tag, ...only);
  return path;
}

for (const [docset, tag, branch] of [
  ["tests/site/harbour/in", "en-US"],
  ["tests/site/harbour/in", "ar-SA"],
  ["tests/site/harbour/in", "ja-JP"],
  ["content", "nl-NL"],
  ["content", "en-US", "Build"],
  ["content", "nl-NL", "index.md"],
]) {
  const name = [docset, tag, branch].join(" ").trim();
  const path = await book(join(root, docset), tag, `one-${tag}`, branch);
  await test(`${name}: the same bytes`, async () => {
    const again = await book(join(root, docset), tag, `two-${tag}`, branch);
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
