// Whether a page is valid HTML.
import { readFile } from "node:fs/promises";
import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    "no-inline-style": "error",
    // Titles and alternative texts are the author's.
    "long-title": "off",
  },
});

// What is wrong with it, as texts.
export async function invalid(path) {
  const text = await readFile(path, "utf8");
  const report = await validator.validateString(text, path);
  return report.results.flatMap((result) =>
    result.messages.map(
      (m) => `html ${m.line}:${m.column}: ${m.message} [${m.ruleId}]`,
    ),
  );
}
