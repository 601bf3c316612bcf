// What machines get where a base URL makes it true: the sitemap keeps its
// protocol (the schema is skipped without xmllint), translations name each
// other, and JSON-LD says what schema.org asks of each type.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { build, docsets, pagesOf, root, test } from "./harness.mjs";

const base = "https://docs.example.org/help/";
const schema = join(root, "tests/browser/sitemap/sitemap.xsd");

const all = (text, pattern) => [...text.matchAll(pattern)];
const plain = (text) => text.replaceAll("&amp;", "&");

// {page: {hreflang: address}} of the sitemap.
function readSitemap(text) {
  const pages = new Map();
  for (const [, url] of all(text, /<url>(.*?)<\/url>/gs)) {
    const loc = plain(url.match(/<loc>(.*?)<\/loc>/)[1]);
    const others = all(url, /hreflang="([^"]*)" href="([^"]*)"/g);
    if (pages.has(loc)) throw new Error(`${loc} stands twice`);
    pages.set(loc, new Map(others.map(([, lang, href]) => [lang, plain(href)])));
  }
  return pages;
}

function checkAlternates(pages) {
  const troubles = [];
  for (const [loc, others] of pages) {
    if (!others.size) continue;
    if (!others.has("x-default")) troubles.push(`${loc}: no x-default`);
    if (![...others.values()].includes(loc))
      troubles.push(`${loc} does not name itself`);
    for (const [lang, href] of others) {
      const back = pages.get(href);
      if (!back) troubles.push(`${loc}: ${href} is not in the sitemap`);
      else if (lang !== "x-default" && ![...back.values()].includes(loc))
        troubles.push(`${href} does not name ${loc}`);
    }
  }
  return troubles;
}

// The page says the same as the sitemap.
function checkHead(path, html, pages) {
  const loc = base + path;
  const canonical = html.match(/<link rel="canonical" href="([^"]*)"/)?.[1];
  const own = new Map(
    all(html, /rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g).map(
      ([, lang, href]) => [lang, plain(href)],
    ),
  );
  if (!canonical) return own.size ? [`${path}: alternates, but no address`] : [];
  if (plain(canonical) !== loc) {
    return pages.has(plain(canonical)) && !own.size
      ? []
      : [`${path}: the address is that of another page`];
  }
  const listed = pages.get(loc);
  if (!listed) return [`${path} is not in the sitemap`];
  const same = JSON.stringify([...own]) === JSON.stringify([...listed]);
  return same ? [] : [`${path}: not the alternates of the sitemap`];
}

const NEEDED = {
  TechArticle: ["headline", "inLanguage"],
  BreadcrumbList: ["itemListElement"],
  ListItem: ["position", "name"],
  HowTo: ["name", "step"],
  HowToSection: ["name", "itemListElement"],
  HowToStep: ["name"],
  HowToDirection: ["text"],
  HowToTip: ["text"],
  ItemList: ["itemListElement"],
  WebPage: ["@id"],
  Person: ["name"],
};

function checkThing(thing, troubles) {
  const type = thing["@type"];
  for (const key of NEEDED[type] ?? [])
    if (thing[key] === undefined || thing[key].length === 0)
      troubles.push(`a ${type} has no ${key}`);
  if (!NEEDED[type]) troubles.push(`there is a ${type}`);
  if (thing.dateModified && !/^\d{4}-\d\d-\d\d$/.test(thing.dateModified))
    troubles.push(`dateModified is ${thing.dateModified}`);
  for (const key of ["itemListElement", "step"]) {
    const items = thing[key] ?? [];
    if (items.some((item, i) => (item.position ?? i + 1) !== i + 1))
      troubles.push(`${type}: positions are not 1, 2, ...`);
  }
  for (const value of Object.values(thing))
    for (const inner of [value].flat())
      if (inner?.["@type"]) checkThing(inner, troubles);
}

function checkJsonLd(path, html) {
  const troubles = [];
  for (const [, text] of all(html, /<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    const data = JSON.parse(text);
    if (data["@context"] !== "https://schema.org") troubles.push("no context");
    for (const thing of data["@graph"]) checkThing(thing, troubles);
  }
  return troubles.map((trouble) => `${path}: ${trouble}`);
}

for (const docset of await docsets()) {
  const site = await build(docset, "--base-url", base);
  const name = relative(root, docset);
  const text = await readFile(join(site, "sitemap.xml"), "utf8");
  const pages = readSitemap(text);

  if (existsSync("/usr/bin/xmllint"))
    await test(`${name}: the schema of sitemaps`, async () => {
      await promisify(execFile)("xmllint", [
        "--noout", "--nonet", "--schema", schema, join(site, "sitemap.xml"),
      ]);
    });
  else console.log(`skip ${name}: xmllint`);

  await test(`${name}: pages of the sitemap are there`, () =>
    [...pages.keys()]
      .filter((loc) => !loc.startsWith(base) ||
        !existsSync(join(site, decodeURI(loc.slice(base.length)))))
      .map((loc) => `there is no ${loc}`));
  await test(`${name}: translations name each other`, () =>
    checkAlternates(pages));
  await test(`${name}: pages agree, and their JSON-LD`, async () => {
    const troubles = [];
    for (const path of await pagesOf(site)) {
      const html = await readFile(path, "utf8");
      const place = encodeURI(relative(site, path));
      troubles.push(...checkHead(place, html, pages), ...checkJsonLd(place, html));
    }
    return troubles;
  });
}
