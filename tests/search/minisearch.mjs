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

export async function openMiniSearch(modules, pages, bigrams) {
  const require = createRequire(join(modules, "x.js"));
  const MiniSearch = require("minisearch");
  const index = new MiniSearch({
    fields: ["title", "headings", "body"],
    ...(bigrams ? { tokenize: bigramTokens } : {}),
  });
  index.addAll(
    pages.map((p) => ({ ...p, headings: p.headings.join(" \n ") })),
  );
  const options = {
    boost: { title: 3, headings: 2 },
    prefix: true,
    fuzzy: 0.2,
  };
  return {
    bytes: Buffer.byteLength(JSON.stringify(index)),
    search: async (query) => index.search(query, options).map((r) => r.id),
  };
}
