// MiniSearch on the same pages, for comparison.
import { createRequire } from "node:module";
import { join } from "node:path";

const WORDS = /[\p{L}\p{N}\p{M}_]+/gu;
const CJK = /[\u3000-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff]+/gu;

function bigramTokens(text) {
  const out = [];
  for (const [run] of text.normalize("NFKC").matchAll(WORDS)) {
    out.push(...run.split(CJK).filter(Boolean));
    for (const [cjk] of run.matchAll(CJK)) {
      const c = Array.from(cjk);
      if (c.length === 1) out.push(cjk);
      for (let i = 1; i < c.length; i++) out.push(c[i - 1] + c[i]);
    }
  }
  return out;
}

// texts: of each page, those that diglot has for its excerpts. bytes: the
// index with the titles that it shows; allBytes: with the texts too.
export async function openMiniSearch(modules, pages, bigrams, texts) {
  const require = createRequire(join(modules, "x.js"));
  const MiniSearch = require("minisearch");
  const open = (storeFields) => {
    const index = new MiniSearch({
      fields: ["title", "headings", "body"],
      storeFields,
      ...(bigrams ? { tokenize: bigramTokens } : {}),
    });
    index.addAll(
      pages.map((p) => ({
        ...p,
        headings: p.headings.join(" \n "),
        texts: texts.get(p.id),
      })),
    );
    return index;
  };
  const index = open(["title"]);
  const bytes = (x) => Buffer.byteLength(JSON.stringify(x));
  const options = {
    boost: { title: 3, headings: 2 },
    prefix: true,
    fuzzy: 0.2,
  };
  return {
    bytes: bytes(index),
    allBytes: bytes(open(["title", "texts"])),
    search: async (query) => index.search(query, options).map((r) => r.id),
  };
}
