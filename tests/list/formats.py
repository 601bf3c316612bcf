#!/usr/bin/env python3
"""Every checklist format of a page and of whole docsets, read with what
others read it with, against the JSON. What is not installed is skipped, with
its name. Arguments: the program; a page; the folder of further schemas;
docsets. A line is "ok NAME", "not ok NAME" or "skip NAME"; reasons follow."""

import csv
import functools
import io
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from html import unescape
from pathlib import Path

from vocabulary import Vocabulary

PROGRAM, PAGE, SCHEMAS = sys.argv[1:4]
FOLDERS = sys.argv[4:]
SCHEMA = Path(__file__).parent / "../../locales/steps/checklist.schema.json"
CATALOG = Path("/usr/share/dita-ot/catalog-dita.xml")
VOCABULARY = Path(SCHEMAS) / "schemaorg-30.0-all-https.jsonld"


class Skip(Exception):
    pass


def run(words, data=None, **more):
    done = subprocess.run(words, input=data, capture_output=True, **more)
    assert done.returncode == 0, done.stderr.decode()[:2000]
    return done.stdout


class Lists:
    """A page or docset in all formats."""

    def __init__(self, path, *options):
        self.path, self.options = path, options

    @functools.lru_cache(maxsize=None)
    def text(self, form):
        return run([PROGRAM, "checklist", *self.options, "--format", form,
                    self.path]).decode()

    @functools.cached_property
    def pages(self):
        data = json.loads(self.text("json"))
        return data if isinstance(data, list) else [data]


# ---- what the JSON says ---------------------------------------------------

def walk(group):
    for item in group:
        yield item
        for part in ("items", "substeps", "choices", "alternatives"):
            yield from walk(item.get(part, []))


def informal(page):
    return [p for p in page["procedures"] if p["kind"] == "informal"]


def items(page):
    for section in page["prerequisites"] + page["next"]:
        yield from walk(section["items"])
    for procedure in page["procedures"]:
        yield from walk(procedure["steps"])


def target(page, segments):
    tag = page["document"]["locales"]["target"]
    return " ".join(s["text"].get(tag) or next(iter(s["text"].values()))
                    for s in segments)


def texts(page, value):
    """Each paragraph, label and command below a value, but headings."""
    if isinstance(value, list):
        for v in value:
            yield from texts(page, v)
    elif isinstance(value, dict):
        for key, v in value.items():
            if key in ("segments", "label", "command") and v and \
                    not isinstance(v, str):
                yield target(page, v)
            elif key not in ("document", "heading", "statistics"):
                yield from texts(page, v)


def letters(text):
    return re.sub(r"[\W_]", "", text)


def lost(pages, whole):
    """The first text that is not there; or None."""
    whole = letters(whole)
    for page in pages:
        for text in texts(page, page):
            if letters(text) not in whole:
                return f"{page['document']['source']['path']}: {text}"
    return None


def validate_dita(files):
    if not CATALOG.exists():
        raise Skip("dita-ot")
    run(["xmllint", "--huge", "--nonet", "--valid", "--noout", *files],
        env={"XML_CATALOG_FILES": str(CATALOG), "PATH": "/usr/bin:/bin"})


# ---- the formats ----------------------------------------------------------

def check_json(lists):
    try:
        import jsonschema
    except ImportError:
        raise Skip("python3-jsonschema")
    validator = jsonschema.Draft202012Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")))
    for page in lists.pages:
        validator.validate(page)


def check_yaml(lists):
    try:
        import yaml
    except ImportError:
        raise Skip("python3-yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    pages = list(yaml.load_all(lists.text("yaml"), Loader=loader))
    assert pages == lists.pages


def check_csv(lists):
    text = lists.text("csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    want = [(page["document"]["source"]["path"], item["id"])
            for page in lists.pages
            for item in [*items(page), *informal(page)]]
    assert sorted((r["page"], r["id"]) for r in rows) == sorted(want)
    assert sum(r["checkable"] == "yes" for r in rows) == sum(
        page["statistics"]["checkable"] for page in lists.pages)
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == 11, row
        for cell in row:
            assert not re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell), cell


def check_ics(lists):
    try:
        from icalendar import Calendar
    except ImportError:
        raise Skip("python3-icalendar")
    text = lists.text("ics")
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75 and not re.search(rb"[\0-\x08\n\r]", line), line
    todos = list(Calendar.from_ical(text).walk("VTODO"))
    assert not any(todo.errors for todo in todos)
    uids = [str(t["UID"]) for t in todos]
    assert len(uids) == len(set(uids)), "a UID is there twice"
    want = sum(page["statistics"]["checkable"]
               + len(page["procedures"]) - len(informal(page))
               for page in lists.pages)
    assert len(todos) == want, (len(todos), want)
    for todo in todos:
        assert todo["SUMMARY"] and todo["DTSTAMP"].dt, todo
        parent = todo.get("RELATED-TO")
        assert parent is None or str(parent) in uids


def check_md(lists):
    text = lists.text("md")
    html = run([PROGRAM, "render", "--flavor", "gfm", "-"], text.encode())
    want = sum(page["statistics"]["checkable"] for page in lists.pages)
    boxes = html.count(b'type="checkbox"')
    assert boxes == want, (boxes, want)
    # The list begins with the first section.
    pages = [{**page, "context": []} for page in lists.pages]
    gone = lost(pages, unescape(re.sub("<[^>]*>", "", html.decode())))
    assert not gone, f"lost: {gone}"


def check_txt(lists):
    want = sum(page["statistics"]["checkable"] for page in lists.pages)
    boxes = len(re.findall(r"(?m)^ +\[ \] ", lists.text("txt")))
    assert boxes == want, (boxes, want)


def check_dita(lists):
    text = lists.text("dita")
    root = ElementTree.fromstring(text)
    gone = lost(lists.pages, "".join(root.itertext()))
    assert not gone, f"lost: {gone}"
    with tempfile.NamedTemporaryFile(suffix=".dita") as file:
        file.write(text.encode())
        file.flush()
        validate_dita([file.name])


@functools.lru_cache(maxsize=None)
def vocabulary():
    return Vocabulary(VOCABULARY)


def check_jsonld(lists):
    if not VOCABULARY.exists():
        raise Skip("schema.org's vocabulary")
    data = json.loads(lists.text("jsonld"))
    faults = list(vocabulary().faults(data))
    assert not faults, "\n".join(faults[:5])
    found = data if isinstance(data, list) else [data] if data else []
    want = [page for page in lists.pages if page["procedures"]]
    assert len(found) == len(want)
    for graph, page in zip(found, want):
        how = graph["@graph"][0]
        assert how["name"] and len(how["step"]) == len(page["procedures"])
        steps = [s["identifier"] for section in how["step"]
                 for s in section["itemListElement"]]
        assert steps == [s["id"] for p in page["procedures"]
                         for s in p["steps"] or [p]]


def check_tasks(folder):
    """DITA of some pages alone, where it is one task and no composite; what
    is in a task is the same in both."""
    count = 0
    with tempfile.TemporaryDirectory() as work:
        for page in sorted(Path(folder).rglob("*.md"))[:20]:
            text = run([PROGRAM, "checklist", "--format", "dita", "-"],
                       page.read_bytes())
            if b"DTD DITA 1.2 Task//" in text:
                count += 1
                Path(work, f"{count}.dita").write_bytes(text)
        if count:
            validate_dita(sorted(map(str, Path(work).iterdir())))
    return count


CHECKS = [value for name, value in sorted(globals().items())
          if name.startswith("check_") and name != "check_tasks"]


def result(name, check, all_lists):
    """Prints it; whether it is none to worry about."""
    pages = 0
    for lists in all_lists:
        try:
            count = check(lists)
            pages += len(lists.pages) if count is None else count
        except Skip as skip:
            print(f"skip {name}: needs {skip}", flush=True)
            return True
        except Exception as fault:
            where = getattr(lists, "path", lists)
            print(f"not ok {name}\n{where}: {fault!r:.2000}", flush=True)
            return False
    print(f"ok {name}, {pages} pages", flush=True)
    return True


def main():
    seed = [Lists(PAGE, "--locale", "nl-NL")]
    docsets = [Lists(folder) for folder in FOLDERS]
    good = True
    for check in CHECKS:
        form = check.__name__[6:]
        good = result(f"{form} of a page", check, seed) and good
        if docsets:
            good = result(f"{form} of docsets", check, docsets) and good
    if FOLDERS:
        good = result("dita of pages alone", check_tasks, FOLDERS) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
