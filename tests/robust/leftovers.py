#!/usr/bin/env python3
"""No documentation syntax is left in the text of a built page, and what the
sources have of it, the pages have: two columns for each docset. A page whose
numbers differ must have a finding that says why."""

import json
import re
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path

from harness import diglot, folder, run, shared, test

TOPS = ["corpus/contribute.zh-cn", "corpus/customer-insights.ar",
        "corpus/hololens.ru", "corpus/partner-center.ja-part",
        "corpus/partner-center.nl"]
TOPS += [f"corpus/nasty/{name}" for name in (
    "d365-ar", "m365-nl", "office-ru", "pc-de", "pc-ru", "pc-zh", "ps-fr",
    "quantum-ru", "rtos-tr")]
LEFT = re.compile(
    r":::\s*(?:image|row|column|zone|moniker|no-loc|code|video|form)\b"
    r"|^\s*:::|\[!|data-ttu-id|data-stu-id", re.I)
SOURCE = {
    "alert": re.compile(
        r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.I),
    "section": re.compile(r"^[ \t>]*>[ \t]*\[!div\b[^\]]*\]", re.I | re.M),
    "video": re.compile(
        r"^[ \t>]*>[ \t]*\[!video +https?:[^\]]*\]|:::video |<iframe\b", re.I | re.M),
    "row": re.compile(r"^[ \t]*:::+ *row *:::", re.M),
    "column": re.compile(r"^[ \t]*:::+ *column(?!-)[^:]*:::", re.M),
    "zone": re.compile(r"^[ \t]*:::+ *zone [a-z]", re.M),
    "moniker": re.compile(r"^[ \t]*:::+ *moniker range=", re.M),
    "no-loc": re.compile(r":::no-loc(?: text=\"|\()"),
    "code": re.compile(r"^[ \t]*(?:\[!code|:::code )", re.I | re.M),
    "tab": re.compile(
        r"^[ \t>]*#{1,6} *(?:<a [^>]*></a>)?\[[^\]]*\]\(#tab/", re.M),
    "image": re.compile(r":::image (?![^\n]*type=\"complex\")"),
    "table": re.compile(
        r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
        r"|^[ \t>]*\|[ \t]*:?-+:?[ \t]*\|[ \t]*$|<table\b", re.M | re.I),
}
INCLUDE = re.compile(r"\[!include-? *\[[^\]]*\]\(<?([^)>\s]*)[^)]*\)\]", re.I)
LOCALE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)+$")
# What may explain a difference.
RULES = re.compile(r"DG(?:4|5|7|9)\d\d|DG01[34]")


def bare(text):
    """The text without code and comments."""
    text = re.sub(r"\A\ufeff?---\n.*?\n(?:---|\.\.\.)[ \t]*$", "", text,
                  flags=re.S | re.M)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(
        r"^([ \t>]*)(?:[-*+] |\d+[.)] )?[ \t]*(`{3,}|~{3,})[^`\n]*\n.*?"
        r"(?:^[ \t>]*\2[`~]*[ \t]*$|\Z)", "", text, flags=re.S | re.M)
    text = re.sub(r"(?<![`\\])(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", "",
                  text, flags=re.S)
    return text.replace("\\[!", "").replace("\\:::", "")


class Sources:
    """Counts in the target view of pages, what they include counted in."""

    def __init__(self, top):
        self.top, self.texts = top, {}

    def text(self, path):
        if path not in self.texts:
            done = diglot("render", "-q", "--to", "markdown", "--side",
                          "target", path)
            self.texts[path] = bare(done.stdout.replace("\r\n", "\n"))
        return self.texts[path]

    def included(self, path, written):
        root = self.top if written.startswith("~/") else path.parent
        found = (root / written.removeprefix("~/")).resolve()
        return found if found.is_file() and found.suffix == ".md" else None

    def count(self, path, above=()):
        text = self.text(path)
        total = Counter({name: len(pattern.findall(text))
                         for name, pattern in SOURCE.items()})
        for written in INCLUDE.findall(text):
            found = self.included(path, written)
            if found and found not in above and found != path:
                total += self.count(found, (*above, path))
        return total


class Page(HTMLParser):
    """What a built page has: text outside code, and elements by kind."""

    VOID = {"br", "img", "hr", "input", "wbr", "col", "source", "link",
            "meta", "area", "base", "embed", "track"}

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.left, self.have = [], [], Counter()
        self.article = 0
        self.feed(html)

    def kind(self, tag, attrs):
        names = (attrs.get("class") or "").split()
        if tag == "table":
            return "table"
        if "include-missing" in names and tag == "pre":
            return "code"
        if tag == "span" and attrs.get("translate") == "no" and \
                attrs.get("lang") == "en-US":
            return "no-loc"
        table = {"alert": "alert", "alert-mark": "alert", "row": "row",
                 "column": "column", "zone": "zone", "moniker": "moniker",
                 "tab": "tab", "video": "video"}
        for name in names:
            if name in table:
                return table[name]
        return None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        source = attrs.get("class") == "s"
        if tag not in self.VOID:
            self.open.append((tag, source))
        if any(s for _, s in self.open):
            return
        kind = self.kind(tag, attrs)
        if kind and any(t == "article" or t == "main"
                        for t, _ in self.open):
            self.have[kind] += 1

    def handle_endtag(self, tag):
        while self.open and any(t == tag for t, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if any(t in ("code", "pre", "script", "style")
               for t, _ in self.open):
            return
        for found in LEFT.finditer(data):
            self.left.append(data[max(0, found.start() - 20):
                                  found.end() + 30])


def findings(top):
    done = diglot("check", "--format", "jsonl", top, timeout=600)
    found = defaultdict(set)
    for line in done.stdout.splitlines():
        item = json.loads(line)
        if item.get("file") and RULES.match(item["id"]):
            found[Path(item["file"]).resolve()].add(item["code"])
    return found


def source_of(roots, parts):
    """The Markdown of a built page: behind its locale, and behind the name of
    its docset where there are several."""
    for skipped in (1, 2):
        if len(parts) <= skipped or not LOCALE.match(parts[skipped - 1]):
            continue
        for root in roots:
            source = root.joinpath(*parts[skipped:]).with_suffix(".md")
            if source.is_file() and \
                    not source.with_suffix(".yml").is_file():
                return source
    return None


COMPARED = ["alert", "video", "row", "column", "zone", "moniker", "no-loc",
            "tab", "table"]


def compare(top, site, rows):
    """(pages, leftovers, unexplained) of one docset."""
    sources, why = Sources(top), findings(top)
    roots = [top, *sorted(p.parent for p in top.rglob("docfx.json"))]
    pages, left, unexplained = 0, [], []
    for path in sorted(site.rglob("*.html")):
        page = Page(path.read_text(encoding="utf-8"))
        if page.left:
            left.append(f"{path.relative_to(site)}: {page.left[:3]}")
        source = source_of(roots, path.relative_to(site).parts)
        if not source:
            continue
        pages += 1
        wanted = sources.count(source)
        for name in COMPARED:
            rows[name][0] += wanted[name]
            rows[name][1] += page.have[name]
            if wanted[name] != page.have[name]:
                if not why.get(source.resolve()):
                    unexplained.append(
                        f"{source.relative_to(top)}: {name} "
                        f"{wanted[name]} {page.have[name]}")
    return pages, left, unexplained


def check(top):
    site = folder()
    rows = {name: [0, 0] for name in COMPARED}
    done = diglot("build", "-q", "--fail-on", "never", "-o", site, top,
                  timeout=600)
    assert done.returncode in (0, 1), done.stderr[-500:]
    pages, left, unexplained = compare(Path(top), site, rows)
    lines = [f"{pages} pages; text left: {len(left)}; "
             f"unexplained: {len(unexplained)}"]
    lines += [f"  {name:10} {a:6} {b:6}" for name, (a, b) in rows.items()
              if a or b]
    assert pages and not left and not unexplained, "\n".join(
        lines + left[:20] + unexplained[:20])
    return "\n".join(lines)


def add(path):
    @test(f"leftovers {path.removeprefix('corpus/')}")
    def leftovers():
        return "\n".join(
            f"{form.name}: {check(form)}"
            for form in sorted(shared(path).iterdir()) if form.is_dir())


for docset in TOPS:
    add(docset)

if __name__ == "__main__":
    run()
