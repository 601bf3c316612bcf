#!/usr/bin/env python3
"""The reports of a docset with odd names and texts, all made in one run,
against their schemas and against what their readers ask for."""

import html.parser
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import schema

HERE = Path(__file__).resolve().parent
WORK = Path(os.environ["DIGLOT_WORK"])
SHARED = os.environ.get("DIGLOT_SHARED")
SCHEMAS = SHARED and Path(SHARED) / "schemas"
FORMATS = ["full", "compact", "json", "jsonl", "sarif", "github", "gitlab",
           "azure", "junit", "checkstyle", "markdown", "html"]


def report(name, trouble):
    print(f"ok {name}" if not trouble else f"not ok {name}\n{trouble}",
          flush=True)


def check(folder, page):
    """{format: path} of the reports on a page or docset."""
    out = {name: WORK / folder / "out" / name for name in FORMATS}
    words = [os.environ["DIGLOT"], "check", "--fail-on", "never", page]
    for name, path in out.items():
        words += ["--format", f"{name}:{path}"]
    done = subprocess.run(words, cwd=WORK / folder, capture_output=True)
    trouble = "" if done.returncode == 0 else done.stderr.decode()
    report(f"{folder}: all formats in one run", trouble or (
        "standard output is not empty" if done.stdout else ""))
    return out


def text(path):
    return path.read_bytes().decode("utf-8")


def by_schema(name, value, file):
    if not SCHEMAS:
        print(f"skip {name} schema")
        return
    rules = json.loads((SCHEMAS / file).read_text())
    found = list(schema.errors(rules, rules, value))
    report(f"{name} schema", "\n".join(found[:20]))


def by_xml_schema(name, path, file):
    if not SCHEMAS or not shutil.which("xmllint"):
        print(f"skip {name} {file}")
        return
    done = subprocess.run(
        ["xmllint", "--noout", "--schema", str(SCHEMAS / file), str(path)],
        capture_output=True, text=True)
    report(f"{name} {file}", done.stderr if done.returncode else "")


def sarif_results(log):
    """Every rule is there and has help; columns and prints are as said."""
    run, trouble = log["runs"][0], ""
    rules = run["tool"]["driver"]["rules"]
    if run["columnKind"] != "unicodeCodePoints":
        trouble += "columnKind\n"
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        if rule["id"] != result["ruleId"] or not rule["help"]["text"]:
            trouble += f"rule of {result}\n"
        if not re.fullmatch(r"[0-9a-f]{16}",
                            result["partialFingerprints"]["diglot/v1"]):
            trouble += f"fingerprint of {result}\n"
        for place in result["locations"]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            if not re.fullmatch(r"([\w.~/-]|%[0-9A-F]{2})+", uri, re.ASCII):
                trouble += f"URI {uri}\n"
    return trouble


def snippets(log, folder):
    """Each region's snippet is what the page has there, by code points."""
    trouble = ""
    for result in log["runs"][0]["results"]:
        for place in result["locations"]:
            region = place["physicalLocation"].get("region", {})
            if "snippet" not in region or \
                    region["startLine"] != region["endLine"]:
                continue
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            name = re.sub(r"%(..)", lambda m: chr(int(m[1], 16)), uri)
            data = (folder / name.encode("latin-1").decode()).read_bytes()
            line = data.decode("utf-8", "replace").split("\n")[
                region["startLine"] - 1]
            there = line[region["startColumn"] - 1:region["endColumn"] - 1]
            if there != region["snippet"]["text"]:
                trouble += f"{region}: {there!r}\n"
    return trouble


def unique(values):
    values = list(values)
    return "" if len(set(values)) == len(values) else f"twice in {values}"


def lines_like(path, pattern):
    return "".join(f"{line}\n" for line in text(path).splitlines()
                   if not re.fullmatch(pattern, line))


class Page(html.parser.HTMLParser):
    """Anything in a page that would run or be fetched."""

    def __init__(self, markup):
        super().__init__()
        self.trouble = ""
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "link", "img", "iframe", "object", "base"):
            self.trouble += f"<{tag}>\n"
        for name, _ in attrs:
            if name.startswith("on") or name in ("src", "href", "style"):
                self.trouble += f"<{tag} {name}>\n"


def github(path):
    """Ten of a kind at most; nothing but commands, one a line."""
    trouble = lines_like(
        path, r"::(error|warning|notice) "
              r"(file=[^:,]+,line=\d+,endLine=\d+,"
              r"(col=\d+,endColumn=\d+,)?)?title=[^:,]+::.+")
    for kind in ("error", "warning", "notice"):
        number = text(path).count(f"::{kind} ")
        if number > 10:
            trouble += f"{number} of {kind}\n"
    return trouble


def whole(folder, out):
    """What holds with and without findings."""
    sarif = json.loads(text(out["sarif"]))
    gitlab = json.loads(text(out["gitlab"]))
    every = json.loads(text(out["json"]))
    lines = text(out["jsonl"]).splitlines()
    by_schema(f"{folder}: sarif", sarif, "sarif-schema-2.1.0.json")
    for issue in gitlab or [None]:
        if issue:
            by_schema(f"{folder}: gitlab {issue['fingerprint']}", issue,
                      "gitlab-codeclimate.json")
    for file in ("JUnit-windyroad.xsd", "jenkins-junit-10.xsd"):
        by_xml_schema(f"{folder}: junit", out["junit"], file)
    by_xml_schema(f"{folder}: checkstyle", out["checkstyle"],
                  "checkstyle-report-1.0.0.xsd")
    report(f"{folder}: sarif results", sarif_results(sarif))
    report(f"{folder}: sarif snippets", snippets(sarif, WORK / folder))
    report(f"{folder}: html", Page(text(out["html"])).trouble)
    report(f"{folder}: github", github(out["github"]))
    report(f"{folder}: azure", lines_like(
        out["azure"], r"##vso\[task\.logissue type=(error|warning);"
                      r"[^\]]*\].+"))
    report(f"{folder}: compact", lines_like(
        out["compact"], r".+?:\d+:\d+: (error|warning|suggestion|info): "
                        r".+ \[[a-z0-9-]+\]"))
    report(f"{folder}: fingerprints", unique(
        issue["fingerprint"] for issue in gitlab))
    numbers = [len(every["findings"]), len(lines), len(gitlab),
               len(sarif["runs"][0]["results"]),
               sum(every["counts"].values()),
               len(text(out["compact"]).splitlines()),
               text(out["junit"]).count("<failure"),
               text(out["checkstyle"]).count("<error"),
               text(out["html"]).count("<li ")]
    report(f"{folder}: equally many findings",
           "" if len(set(numbers)) == 1 else f"{numbers}")
    return numbers[0]


def main():
    shutil.copytree(HERE / "in", WORK / "odd")
    number = whole("odd", check("odd", "."))
    report("odd: there are findings", "" if number > 10 else f"{number}")
    (WORK / "clean").mkdir()
    (WORK / "clean/index.md").write_text(
        "---\ntitle: Opening hours of the library\n"
        "description: When the library is open in summer and in winter, on "
        "holidays, and for groups.\n---\n"
        "# Opening hours\n\nThe library opens at nine.\n")
    number = whole("clean", check("clean", "."))
    report("clean: there are none", f"{number}" if number else "")


main()
