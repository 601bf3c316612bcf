// A real docset as what the known-item test needs: the text of each page on
// one side, and queries with the page that each is to find. The queries are
// the texts by which other pages link to a page (links in samples of code are
// none); nobody wrote them for this test. Every second one is for tuning, the
// others are held out.
import { readFile, readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";

const PAIR = new RegExp(
  '<span data-ttu-id="([^"]+)">(.*?)</span>' +
    '<span class="sxs-lookup"><span data-stu-id="\\1">(.*?)</span></span>',
  "g",
);
const LINK = /(?<!!)\[([^\][]+)\]\(([^)\s#?]+\.md)(?:[#?][^)\s]*)?\)/g;
const FENCED = /^[ >\t]*(```+|~~~+).*\n[^]*?^[ >\t]*\1[ \t]*$/gm;
const MOST = 300;

async function markdown(root) {
  const names = await readdir(root, { recursive: true });
  return names
    .filter((n) => n.endsWith(".md") && !/(^|\/)(includes|media)\//.test(n))
    .sort();
}

function plain(text) {
  return text
    .replace(/[*_`\\]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

// The front matter's title is in the language of the file, not of its source
// halves.
function side(text, which) {
  const one = text.replace(PAIR, which === "source" ? "$3" : "$2");
  return which === "source" ? one.replace(/^(title|description):.*$/gm, "") : one;
}

function parsed(text) {
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, "");
  const given = /^title:\s*"?(.*?)"?\s*$/m.exec(
    text.slice(0, text.length - body.length),
  );
  const headings = [...body.matchAll(/^#+\s+(.*)$/gm)].map((m) =>
    plain(m[1].replace(/<[^>]*>/g, "")),
  );
  return {
    title: given?.[1] || headings[0] || "",
    headings,
    body: plain(
      body
        .replace(/^#+\s+.*$/gm, " ")
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replace(/<[^>]*>/g, " "),
    ),
  };
}

function queriesOf(texts) {
  const found = new Map();
  for (const [from, text] of texts)
    for (const [, words, to] of text.replace(FENCED, "").matchAll(LINK)) {
      const query = plain(words.replace(/<[^>]*>/g, ""));
      const target = normalize(join(dirname(from), decodeURI(to)));
      if (target === from || !texts.has(target) || query.length < 2) continue;
      if (/^https?:|\.md$/.test(query)) continue;
      found.set(query, (found.get(query) ?? new Set()).add(target));
    }
  const clear = [...found].filter(([, targets]) => targets.size === 1);
  const step = Math.max(1, clear.length / MOST);
  const chosen = clear
    .map(([query, targets]) => ({ query, target: [...targets][0] }))
    .sort((a, b) => (a.query < b.query ? -1 : 1));
  return Array.from(
    { length: Math.min(MOST, chosen.length) },
    (_, i) => chosen[Math.floor(i * step)],
  );
}

// which: "target" or "source".
export async function corpus(root, which) {
  const texts = new Map();
  for (const name of await markdown(root))
    texts.set(name, side(await readFile(join(root, name), "utf8"), which));
  const pages = [...texts].map(([id, text]) => ({ id, ...parsed(text) }));
  const queries = queriesOf(texts);
  return {
    texts,
    pages,
    tuning: queries.filter((_, i) => i % 2 === 0),
    held: queries.filter((_, i) => i % 2 === 1),
  };
}

// What is typed before one is done, and what is typed wrongly.
export function partial(query) {
  const letters = Array.from(query);
  return letters.slice(0, Math.ceil(letters.length * 0.8)).join("");
}

export function mistyped(query) {
  const words = query.split(" ");
  const long = words.reduce((a, b) => (b.length > a.length ? b : a));
  const c = Array.from(long);
  if (c.length < 2) return query;
  const at = Math.floor((c.length - 1) / 2);
  [c[at], c[at + 1]] = [c[at + 1], c[at]];
  words[words.indexOf(long)] = c.join("");
  return words.join(" ");
}

export async function mrr(queries, form, search) {
  let sum = 0;
  for (const { query, target } of queries) {
    const rank = (await search(form(query))).slice(0, 10).indexOf(target);
    if (rank >= 0) sum += 1 / (rank + 1);
  }
  return sum / queries.length;
}
