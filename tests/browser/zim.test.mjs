// The site in a ZIM file, as the manual says (skipped without zim-tools).
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { build, root, test } from "./harness.mjs";

const run = promisify(execFile);

// crc32 is not in every version of Node.
function checksum(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let i = 0; i < 8; i++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
  }
  return ~c >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(checksum(body));
  return Buffer.concat([head, body, tail]);
}

// 48 by 48 pixels, all grey.
function picture() {
  const header = Buffer.from([0, 0, 0, 48, 0, 0, 0, 48, 8, 0, 0, 0, 0]);
  const rows = Buffer.alloc(48 * 49, 0x80);
  for (let i = 0; i < 48; i++) rows[i * 49] = 0;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", zlib.deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

if (!existsSync("/usr/bin/zimwriterfs")) {
  console.log("skip the manual as ZIM: zim-tools");
} else {
  await test("the manual as ZIM", async () => {
    const site = await build(join(root, "content"));
    const file = `${site}.zim`;
    await writeFile(join(site, "assets/book.png"), picture());
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
