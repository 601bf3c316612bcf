#!/usr/bin/env python3
"""Every folder of real pages is checked and built without a crash, and each
finding's place lies inside its file."""

import json

from harness import SHARED, Skip, diglot, folder, run, shared, test


class Lines:
    """The lines of files, read once."""

    def __init__(self):
        self.known = {}

    def of(self, path):
        if path not in self.known:
            text = open(path, "rb").read().decode("utf-8", "replace")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self.known[path] = text.split("\n")
        return self.known[path]


def wrong(finding, lines):
    """What is wrong with the place of a finding, or None."""
    if "file" not in finding:
        return None
    try:
        text = lines.of(finding["file"])
    except OSError as error:
        return str(error)
    first = finding["line"], finding["column"]
    last = finding["end_line"], finding["end_column"]
    if first == last == (0, 0):
        return None  # the whole file, as docfx writes it
    if not 1 <= first[0] <= last[0] <= len(text):
        return "the line is outside the file"
    if last < first:
        return "the end is before the start"
    for line, column in (first, last):
        # A file may begin with a byte-order mark, and a finding may end at
        # the line's end.
        if not 1 <= column <= len(text[line - 1]) + 2:
            return f"column {column} is outside line {line}"
    return None


def check(top):
    done = diglot("check", top, "--format", "jsonl", "--fail-on", "never",
                  "--max-findings-per-file", "0", "--allow-empty")
    assert done.returncode == 0, f"{top}: {done.returncode} {done.stderr}"
    lines, findings = Lines(), 0
    for line in done.stdout.splitlines():
        finding = json.loads(line)
        trouble = wrong(finding, lines)
        assert finding["code"] != "page-failed", finding
        assert not trouble, f"{trouble}: {line}"
        findings += 1
    return findings


def corpora():
    shared("corpus")
    tops = [p.parent for p in SHARED.glob("corpus/*/*/*/docfx.json")]
    tops += SHARED.glob("corpus/nasty/*/live*")
    if not tops:
        raise Skip("no corpora")
    return sorted(tops)


@test("places of all findings")
def places():
    counts = [check(top) for top in corpora()]
    return f"{sum(counts)} findings in {len(counts)} folders"


@test("the worst pages are built")
def nasty():
    shared("corpus/nasty")
    for top in sorted(SHARED.glob("corpus/nasty/*/live*")):
        done = diglot("build", top, "-o", folder() / "site")
        assert done.returncode in (0, 1), f"{top}: {done.stderr}"
        assert "page-failed" not in done.stdout, f"{top}: {done.stdout}"


run()
