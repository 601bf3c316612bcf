#!/usr/bin/env python3
"""The JSON-LD in every page of built sites: words of schema.org's vocabulary
used as it says, and what search engines ask for besides. Arguments: the
program, an empty folder, the folder of schemas, docsets."""

import hashlib
import html
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vocabulary import Vocabulary

BASE = "https://example.org/help/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>',
                    re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def build(program, docset, site, *options):
    words = [program, "build", docset, "-o", str(site), "--no-search",
             "--fail-on", "never", *options]
    subprocess.run(words, capture_output=True, check=True)


def parts(data, kind):
    return [part for part in data["@graph"] if part["@type"] == kind]


def address_fault(site, page, url, base):
    """Where an item of the way to the page leads: to a page that is here."""
    address = urlsplit(url)
    if base and not url.startswith(base):
        return f"{url} is not below {base}"
    if address.scheme and not base:
        return ""
    path = (site / url[len(base):].split("#")[0] if base
            else page.parent / address.path)
    return "" if Path(unquote(str(path))).is_file() else f"no page {url}"


def crumb_faults(site, page, data, base):
    for crumbs in parts(data, "BreadcrumbList"):
        items = crumbs["itemListElement"]
        if len(items) < 2:
            yield "a way to the page has one item"
        for i, item in enumerate(items, 1):
            if item["position"] != i or not item["name"]:
                yield f"item {i} is {item}"
            if "item" in item:
                yield address_fault(site, page, item["item"]["@id"], base)
            elif i < len(items):
                yield f"item {i} leads nowhere"


def howto_faults(page, data, checklist):
    how = parts(data, "HowTo")
    if len(how) != bool(checklist and checklist["procedures"]):
        yield f"{len(how)} HowTo"
    elif how:
        # Steps that share a paragraph have no box.
        guessed = {s["id"] for p in checklist["procedures"]
                   for s in p["steps"] if s.get("confidence") == "low"}
        steps = [s["identifier"] for section in how[0]["step"]
                 for s in section["itemListElement"]
                 if s["identifier"] not in guessed]
        places = re.findall(r'data-step="([^"]+)"',
                            page.read_text(encoding="utf-8"))
        for step in steps:
            if step not in places:
                yield f"{step} is not on the page"


def article_faults(page, data, text, base):
    articles = parts(data, "TechArticle")
    if len(articles) != 1:
        yield f"{len(articles)} articles"
        return
    article = articles[0]
    if article["headline"] not in html.unescape(TITLE.search(text)[1]):
        yield f"the headline is {article['headline']!r}"
    if not re.match(r"\d{4}-\d\d-\d\d$",
                    article.get("dateModified", "2000-01-01")):
        yield f"the date is {article['dateModified']}"
    if ("url" in article) != bool(base):
        yield f"the address is {article.get('url')}"


def page_faults(vocabulary, site, page, text, base):
    data = json.loads(SCRIPT.search(text)[1])
    locale = site / page.relative_to(site).parts[0]
    name = page.relative_to(locale).with_suffix(".json")
    if name == Path("index.json"):
        name = Path("index.page.json")
    path = locale / "checklists" / name
    checklist = json.loads(path.read_text()) if path.is_file() else None
    if checklist and not (path.parent / checklist["$schema"]).is_file():
        yield f"no schema {checklist['$schema']}"
    yield from vocabulary.faults(data)
    yield from crumb_faults(site, page, data, base)
    yield from howto_faults(page, data, checklist)
    yield from article_faults(page, data, text, base)


def site_faults(vocabulary, site, base, count):
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if not SCRIPT.search(text):
            continue
        count["pages"] += 1
        for kind in ("HowTo", "BreadcrumbList"):
            count[kind] += f'"@type":"{kind}"' in text
        for fault in page_faults(vocabulary, site, page, text, base):
            if fault:
                yield f"{page.relative_to(site)}: {fault}"


def index_faults(site):
    """What the index of a language says of each file."""
    for path in sorted(site.glob("*/checklists/index.json")):
        index = json.loads(path.read_text(encoding="utf-8"))
        files = {p.relative_to(path.parent).as_posix()
                 for p in path.parent.rglob("*.json")} - {"index.json"}
        if {page["file"] for page in index["pages"]} != files:
            yield f"{path}: not all files"
        for page in index["pages"]:
            data = (path.parent / page["file"]).read_bytes()
            checklist = json.loads(data)
            if page["sha256"] != hashlib.sha256(data).hexdigest():
                yield f"{path}: the hash of {page['file']}"
            for key in ("prerequisites", "procedures", "steps", "substeps",
                        "checkable"):
                if page[key] != checklist["statistics"][key]:
                    yield f"{path}: {key} of {page['file']}"
            if not (path.parent.parent / page["page"]).is_file():
                yield f"{path}: no page {page['page']}"
            if checklist["document"]["locales"]["target"] != index["locale"]:
                yield f"{path}: the language of {page['file']}"


def main():
    program, work, schemas, *docsets = sys.argv[1:]
    path = Path(schemas) / "schemaorg-30.0-all-https.jsonld"
    if not path.exists():
        print("skip sites: needs schema.org's vocabulary")
        return 0
    vocabulary = Vocabulary(path)
    count = {"pages": 0, "HowTo": 0, "BreadcrumbList": 0}
    faults = []
    for i, docset in enumerate(docsets):
        # With an address and without, in turn.
        base = BASE if i % 2 else ""
        site = Path(work) / str(i)
        build(program, docset, site, *(["--base-url", base] if base else []))
        faults += site_faults(vocabulary, site, base, count)
        faults += index_faults(site)
    print(f"{'not ok' if faults else 'ok'} sites: "
          + ", ".join(f"{n} {name}" for name, n in count.items()))
    print("\n".join(faults[:50]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
