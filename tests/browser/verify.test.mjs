// `diglot verify SITE`: quiet on what diglot builds, and it sees each of a
// dozen ways in which a site may be spoilt.
import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, docsets, root, test } from "./harness.mjs";

const page = "en-us/sailing/tides.html";

async function verify(site) {
  try {
    const { stdout } = await promisify(execFile)(process.env.DIGLOT, [
      "verify",
      site,
    ]);
    return { status: 0, stdout };
  } catch (error) {
    return { status: error.code, stdout: error.stdout };
  }
}

for (const docset of await docsets())
  await test(`passes ${docset.slice(root.length)}`, async () => {
    const { status, stdout } = await verify(await build(docset));
    return status ? [stdout] : [];
  });

const put = (html) => (text) => text.replace("</article>", `${html}</article>`);
const SPOILT = {
  "a script of another host": [
    put('<script src="https://cdn.example/x.js"></script>'),
    "another host",
  ],
  "an image of another host": [
    put('<img src="//cdn.example/x.png" alt="" width="1" height="1">'),
    "another host",
  ],
  "an inline script": [put("<script>alert(1)</script>"), "a script stands"],
  "an inline style": [put('<p style="color:red">x</p>'), "a style stands"],
  "an event handler": [put('<p onclick="x()">x</p>'), "a script stands"],
  "a dead link": [put('<a href="nowhere.html">x</a>'), "no file"],
  "a dead anchor": [put('<a href="radio.html#nowhere">x</a>'), "no place"],
  "an image without text": [
    put('<img src="../images/berths.svg" width="240" height="80">'),
    "no alternative text",
  ],
  "an image without size": [
    put('<img src="../images/berths.svg" alt="x">'),
    "no size",
  ],
  "an id that stands twice": [
    put('<p id="high-water">x</p>'),
    "an id stands twice",
  ],
  "an address from the root": [put('<a href="/en-us/">x</a>'), "on a disk"],
  "a policy that allows inline scripts": [
    (text) => text.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    "the policy allows ''unsafe-inline''",
  ],
  "a policy that allows another host": [
    (text) => text.replace("img-src 'self'", "img-src 'self' https://cdn.example"),
    "the policy allows 'https://cdn.example'",
  ],
  "a connection to another host": [
    (text) => text.replace("</head>", '<link rel="preconnect" href="https://cdn.example"></head>'),
    "another host",
  ],
  "a click that is told": [
    put('<a href="radio.html" ping="https://cdn.example/x">x</a>'),
    "told to others",
  ],
  "a module": [
    put('<script type="module" src="../../assets/x.js"></script>'),
    "no module",
    2,
  ],
  "a way out of the site": [put('<a href="../../../x.html">x</a>'), "leads out"],
};

const site = await build(join(root, "tests/site/harbour/in"));

for (const [name, [spoil, words, count = 1]] of Object.entries(SPOILT))
  await test(`sees ${name}`, async () => {
    const copy = `${site}-spoilt`;
    await rm(copy, { recursive: true, force: true });
    await cp(site, copy, { recursive: true });
    const path = join(copy, page);
    await writeFile(path, spoil(await readFile(path, "utf8")));
    const { status, stdout } = await verify(copy);
    const lines = stdout.trim().split("\n");
    if (status === 1 && lines.length === count && stdout.includes(words))
      return lines[0].startsWith(`${page}:`) ? [] : [lines[0]];
    return [`status ${status}`, stdout];
  });

await test("sees a missing style sheet", async () => {
  const copy = `${site}-spoilt`;
  await rm(copy, { recursive: true, force: true });
  await cp(site, copy, {
    recursive: true,
    filter: (path) => !path.endsWith(".css"),
  });
  const { status, stdout } = await verify(copy);
  return status === 1 && stdout.includes("no file") ? [] : [stdout];
});

await test("sees a dead link of the page for lost readers", async () => {
  const copy = `${site}-spoilt`;
  await rm(copy, { recursive: true, force: true });
  await cp(site, copy, { recursive: true });
  const path = join(copy, "404.html");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace("nl-nl/toc.html", "nl-nl/none.html"));
  const { status, stdout } = await verify(copy);
  return status === 1 && stdout.includes("404.html:") &&
    stdout.includes("there is no file 'nl-nl/none.html'")
    ? []
    : [stdout];
});
