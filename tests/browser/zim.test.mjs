// The site in a ZIM file, as the manual says (skipped without zim-tools).
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, root, test } from "./harness.mjs";
import { picture } from "./picture.mjs";

const run = promisify(execFile);

if (!existsSync("/usr/bin/zimwriterfs")) {
  console.log("skip the manual as ZIM: zim-tools");
} else {
  await test("the manual as ZIM", async () => {
    const site = await build(join(root, "content"));
    const file = `${site}.zim`;
    await writeFile(join(site, "assets/book.png"), picture(48, 48));
    await rm(file, { force: true });
    await run("zimwriterfs", [
      "--welcome=en-us/index.html", "--illustration=assets/book.png",
      "--language=eng", "--title=diglot", "--description=The manual",
      "--creator=diglot", "--publisher=diglot", site, file,
    ]);
    const { stdout } = await run("zimcheck", [file]);
    await rm(join(site, "assets/book.png"));
    return /Overall Test Status: Pass/.test(stdout) ? [] : [stdout];
  });
}
