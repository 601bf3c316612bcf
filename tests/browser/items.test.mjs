// Everything that the theme has, on one page in two languages: in Arabic, in
// Japanese, and on one of thousands of sentences. Each thing is there, can be
// seen, stays within the screen, and bears what the page is about.
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, inaccessible, openBrowser, test, watch } from "./harness.mjs";
import { picture } from "./picture.mjs";

const LONG = 160; // times that the long page says all
const docset = await mkdtemp(join(process.env.DIGLOT_WORK, "items-"));

// ---- the docset ----

const words = {
  "en-US": {
    title: "Moor a boat",
    about: "What to do before you moor, and how.",
    before: "Before you begin",
    papers: "Take the papers of the boat with you.",
    ask: "Ask for a berth at the office.",
    moor: "Moor at the quay",
    engine: "Turn off the engine.",
    tie: "Tie the boat to the quay.",
    note: "The office is closed on Sunday.",
    tide: "tide",
    height: "height",
    high: "High water",
    bus: "By bus",
    stop: "Get off at Harbour Street.",
    train: "By train",
    station: "The station is behind the quay.",
    map: "A map of the harbour",
    leave: "Leave the harbour",
    out: "Call the harbour master first.",
  },
  "ar-SA": {
    title: "إرساء قارب",
    about: "ما يجب فعله قبل الإرساء وكيفية القيام به.",
    before: "قبل أن تبدأ",
    papers: "خذ أوراق القارب معك.",
    ask: "اطلب رصيفًا من المكتب.",
    moor: "الإرساء عند الرصيف",
    engine: "أوقف المحرك.",
    tie: "اربط القارب بالرصيف.",
    note: "المكتب مغلق يوم الأحد.",
    tide: "المد",
    height: "الارتفاع",
    high: "أعلى المد",
    bus: "بالحافلة",
    stop: "انزل في شارع الميناء.",
    train: "بالقطار",
    station: "تقع المحطة خلف الرصيف.",
    map: "خريطة الميناء",
    leave: "مغادرة الميناء",
    out: "اتصل بمدير الميناء أولاً.",
  },
  "ja-JP": {
    title: "船を係留する",
    about: "係留する前にすることと、その方法。",
    before: "始める前に",
    papers: "船の書類を持参してください。",
    ask: "事務所で係留場所を申し込んでください。",
    moor: "岸壁に係留する",
    engine: "エンジンを止めます。",
    tie: "船を岸壁につなぎます。",
    note: "事務所は日曜日に閉まっています。",
    tide: "潮",
    height: "高さ",
    high: "満潮",
    bus: "バスで",
    stop: "港通りで降ります。",
    train: "電車で",
    station: "駅は岸壁の裏にあります。",
    map: "港の地図",
    leave: "港を出る",
    out: "最初に港長に電話してください。",
  },
  "nl-NL": {
    title: "Een boot afmeren",
    about: "Wat u doet voordat u afmeert, en hoe.",
    before: "Voordat u begint",
    papers: "Neem de papieren van de boot mee.",
    ask: "Vraag op kantoor om een ligplaats.",
    moor: "Afmeren aan de kade",
    engine: "Zet de motor uit.",
    tie: "Maak de boot vast aan de kade.",
    note: "Het kantoor is op zondag gesloten.",
    tide: "getij",
    height: "hoogte",
    high: "Hoogwater",
    bus: "Met de bus",
    stop: "Stap uit in de Havenstraat.",
    train: "Met de trein",
    station: "Het station ligt achter de kade.",
    map: "Een kaart van de haven",
    leave: "De haven verlaten",
    out: "Bel eerst de havenmeester.",
  },
};

function put(path, text) {
  return writeFile(join(docset, path), text);
}

// The sentence alone, or in both languages.
function speaker(tag) {
  const own = words[tag];
  const source = words["en-US"];
  let id = 100;
  return (name) =>
    tag === "en-US"
      ? own[name]
      : `<span data-ttu-id="0beef-${++id}">${own[name]}</span>` +
        '<span class="sxs-lookup">' +
        `<span data-stu-id="0beef-${id}">${source[name]}</span></span>`;
}

function part(say, n) {
  return `## <a name="before-${n}"></a>${say("before")}

- ${say("papers")}
- ${say("ask")}

## <a name="moor-${n}"></a>${say("moor")}

1. ${say("engine")}
2. ${say("tie")}

> [!NOTE]
> ${say("note")}

| ${say("tide")} | ${say("height")} |
| --- | --- |
| ${say("high")} | 2.4 |
`;
}

function page(tag, times) {
  const say = speaker(tag);
  const own = words[tag];
  const parts = Array.from({ length: times }, (_, n) => part(say, n));
  return `---
title: ${own.title}
description: ${own.about}
author: jansen
ms.date: 01/12/2026
ms.translationtype: MT
ms.lasthandoff: 2026-01-05
---
# ${say("title")}

${say("about")}

${parts.join("\n")}
#### [${own.bus}](#tab/bus)

${say("stop")}

#### [${own.train}](#tab/train)

${say("station")}

---

:::image type="content" source="../map.png" alt-text="${own.map}":::

:::code language="c" source="../tide.c" highlight="2":::

\`\`\`powershell
Get-Process | Where-Object { $_.Name -eq "tide" }
\`\`\`
`;
}

const folders = {
  "en-US": "en-us",
  "ar-SA": "ar-sa",
  "ja-JP": "ja-jp",
  "nl-NL": "nl-nl",
};
await put(
  "diglot.yml",
  `title: Harbour
source-locale: en-US
locales:
${Object.entries(folders).map(([t, f]) => `  ${t}: ${f}\n`).join("")}metadata:
  global:
    feedback_url: mailto:harbour@example.com?subject={id}
    _gitContribute:
      repo: https://example.com/harbour
      branch: main
      path: docs
`,
);
for (const [tag, folder] of Object.entries(folders)) {
  const own = words[tag];
  const say = speaker(tag);
  await mkdir(join(docset, folder));
  await put(join(folder, "map.png"), picture(1600, 600));
  await put(
    join(folder, "tide.c"),
    "int tide(int hour)\n{\n\treturn hour % 12;\n}\n",
  );
  await put(
    join(folder, "toc.yml"),
    `- name: ${own.moor}\n  items:\n  - name: ${own.title}\n` +
      `    href: berths/moor.md\n  - name: ${own.leave}\n    href: leave.md\n`,
  );
  await mkdir(join(docset, folder, "berths"));
  await put(join(folder, "berths/moor.md"),
    page(tag, tag === "nl-NL" ? LONG : 1));
  await put(join(folder, "leave.md"),
    `# ${say("leave")}\n\n${say("out")}\n`);
}

// ---- what is looked for ----

// NAME: [selector, what its text must have, by the words of the page]. Those
// in panels are looked at on a wide screen.
const ITEMS = {
  "contents": [".toc [aria-current]", "title"],
  "filter of the contents": [".toc-filter"],
  "breadcrumb": [".breadcrumb", "title"],
  "outline": [".outline li a", "before"],
  "next page": [".pager-next", "leave"],
  "search": ["#dg-search"],
  "languages": [".lang-button"],
  "colours": [".themes svg"],
  "reading modes": [".modes label"],
  "origin of the translation": [".origin time"],
  "link to the original": [".origin a"],
  "progress of the checklist": [".checklist progress"],
  "boxes": [".step-box"],
  "alert": [".alert.note", "note"],
  "table": [".table td", "high"],
  "tabs": [".tabs label", "bus"],
  "large image": ["a.zoom img[width][height]"],
  "highlighted code": ["pre .hljs-string"],
  "highlighted line": ["pre mark"],
  "button to copy": [".copy-button"],
  "last change": [".page-meta time"],
  "author": [".page-meta bdi"],
  "link to edit": ['.page-meta a[href^="https://example.com/harbour"]'],
  "button to print": [".page-meta [data-print]"],
  "print of all": ['.page-meta a[href*="print"]'],
  "footer": [".footer a"],
};

async function missing(page, own) {
  const found = [];
  for (const [name, [selector, word]] of Object.entries(ITEMS)) {
    const item = page.locator(selector).first();
    if (!(await item.count())) {
      found.push(`${name}: is not there`);
      continue;
    }
    await item.scrollIntoViewIfNeeded();
    const box = await item.boundingBox();
    const { width } = page.viewportSize();
    if (!box || box.width < 4 || box.height < 4)
      found.push(`${name}: cannot be seen`);
    else if (box.x < 0 || box.x + box.width > width)
      found.push(`${name}: stands beside the screen`);
    if (word && !(await item.innerText()).includes(own[word]))
      found.push(`${name}: says ${await item.innerText()}`);
  }
  return found;
}

// Both languages of a sentence, and its tools.
async function sentences(page, own) {
  const found = [];
  await page.locator("#dg-mode-both").check();
  const seg = page.locator("article .seg", { hasText: own.engine }).first();
  await seg.scrollIntoViewIfNeeded();
  await seg.hover();
  const text = await seg.innerText();
  for (const half of [own.engine, words["en-US"].engine])
    if (!text.includes(half)) found.push(`both: ${half} is not shown`);
  for (const tool of ['a[href^="#s-"]', 'a[href^="mailto:"]', "button"])
    if (!(await seg.locator(`.seg-tools ${tool}`).first().isVisible()))
      found.push(`both: ${tool} is not shown`);
  await page.locator("#dg-mode-target").check();
  return found;
}

// Headings have the same anchors in all languages, and the outline follows.
async function sections(page) {
  const found = [];
  await page.locator('.outline a[href="#moor-0"]').click();
  await page.waitForFunction(
    () => document.querySelector(".outline [aria-current]")?.hash === "#moor-0",
  );
  const top = await page.evaluate(
    () => document.getElementById("moor-0").getBoundingClientRect().top,
  );
  if (top < 0 || top > 300) found.push(`#moor-0 is at ${top}`);
  return found;
}

async function lightbox(page) {
  await page.locator("a.zoom").first().click();
  const shown = await page.locator("dialog.lightbox[open] img").count();
  await page.keyboard.press("Escape");
  return shown ? [] : ["the image does not open"];
}

const site = await build(docset, "--print");
const browser = await openBrowser();
for (const tag of ["ar-SA", "ja-JP", "nl-NL"]) {
  const own = words[tag];
  const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const troubles = [];
  watch(tab, site, troubles);
  await tab.goto(
    pathToFileURL(join(site, folders[tag], "berths/moor.html")).href,
  );
  const name = tag === "nl-NL" ? `${tag}, long` : tag;
  await test(`${name}: everything is there`, () => missing(tab, own));
  await test(`${name}: sentences`, () => sentences(tab, own));
  await test(`${name}: sections`, () => sections(tab));
  await test(`${name}: large image`, () => lightbox(tab));
  if (tag !== "nl-NL")
    await test(`${name}: for everybody`, () => inaccessible(tab));
  await test(`${name}: no error`, () => troubles);
  await tab.close();
}
await browser.close();
