#!/usr/bin/env python3
"""Reads every checklist format with something that others use too. What is
not installed is skipped, with its name. Arguments: the program, a page; the
folder of further schemas, or nothing. The last line is "N passed, N failed,
N skipped"."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

PROGRAM, PAGE = sys.argv[1:3]
SCHEMAS = Path(sys.argv[3]) if len(sys.argv) > 3 else None


class Skip(Exception):
    pass


def text(form, *more):
    run = subprocess.run([PROGRAM, "checklist", "--locale", "nl-NL",
                          "--format", form, *more, PAGE],
                         capture_output=True, check=True)
    return run.stdout.decode()


def items(data):
    def walk(group):
        for item in group:
            yield item
            yield from walk(item.get("items", []))
            yield from walk(item.get("substeps", []))
            yield from walk(item.get("choices", []))
    for section in data["prerequisites"] + data["next"]:
        yield from walk(section["items"])
    for procedure in data["procedures"]:
        yield from walk(procedure["steps"])


def check_json():
    try:
        import jsonschema
    except ImportError:
        raise Skip("python3-jsonschema")
    schema = json.loads((Path(__file__).parent / "../../locales/steps"
                         / "checklist.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(text("json")))


def check_yaml():
    try:
        import yaml
    except ImportError:
        raise Skip("python3-yaml")
    assert yaml.safe_load(text("yaml")) == json.loads(text("json"))


def check_csv():
    rows = list(csv.DictReader(io.StringIO(text("csv"))))
    data = json.loads(text("json"))
    informal = {p["id"] for p in data["procedures"]
                if p["kind"] == "informal"}
    assert {r["id"] for r in rows} == {i["id"] for i in items(data)} | informal
    for row in rows:
        for cell in row.values():
            assert not re.match(r"\s*[=+\-@]", cell), cell


def check_ics():
    try:
        from icalendar import Calendar
    except ImportError:
        raise Skip("python3-icalendar")
    calendar = Calendar.from_ical(text("ics"))
    uids = [str(t["UID"]) for t in calendar.walk("VTODO")]
    assert uids and len(uids) == len(set(uids))
    for todo in calendar.walk("VTODO"):
        parent = todo.get("RELATED-TO")
        assert parent is None or str(parent) in uids


def check_md():
    out = text("md").encode()
    run = subprocess.run([PROGRAM, "render", "--flavor", "gfm", "-"],
                         input=out, capture_output=True, check=True)
    boxes = run.stdout.count(b'type="checkbox"')
    data = json.loads(text("json"))
    assert boxes == data["statistics"]["checkable"], boxes


def check_dita():
    catalog = Path("/usr/share/dita-ot/catalog-dita.xml")
    if not catalog.exists():
        raise Skip("dita-ot")
    run = subprocess.run(["xmllint", "--nonet", "--valid", "--noout", "-"],
                         input=text("dita").encode(), capture_output=True,
                         env={"XML_CATALOG_FILES": str(catalog),
                              "PATH": "/usr/bin:/bin"})
    assert run.returncode == 0, run.stderr.decode()


def check_jsonld():
    path = SCHEMAS and SCHEMAS / "schemaorg-30.0-all-https.jsonld"
    if not path or not path.exists():
        raise Skip("schema.org's vocabulary")
    known = {n["@id"].split(":")[-1]
             for n in json.loads(path.read_text())["@graph"]}

    def walk(value):
        if isinstance(value, list):
            for v in value:
                walk(v)
        elif isinstance(value, dict):
            for k, v in value.items():
                assert k.startswith("@") or k in known, k
                assert k != "@type" or v in known, v
                walk(v)
    walk(json.loads(text("jsonld")))


def main():
    count = {"ok": 0, "FAILED": 0, "skipped": 0}
    for name, check in sorted(globals().items()):
        if not name.startswith("check_"):
            continue
        why, state = "", "ok"
        try:
            check()
        except Skip as skip:
            state, why = "skipped", f" (needs {skip})"
        except Exception as fault:
            state, why = "FAILED", f": {fault!r}"
        count[state] += 1
        print(f"{state} {name[6:]}{why}")
    print(f"{count['ok']} passed, {count['FAILED']} failed, "
          f"{count['skipped']} skipped")
    return 1 if count["FAILED"] else 0


sys.exit(main())
