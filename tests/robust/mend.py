#!/usr/bin/env python3
"""Mending over real docsets: a second run changes nothing, of a bilingual
page only front matter and target halves change, and line ends and
byte-order marks stay."""

import re
import shutil

from harness import diglot, folder, run, shared, test

DOCSETS = ["corpus/hololens.ru/live-sxs/hololens",
           "corpus/customer-insights.ar/live-sxs/ci-docs",
           "corpus/contribute.zh-cn/live/Contribute"]
TARGET = re.compile(
    rb'(<span data-ttu-id="[^"\n]*">)(?:(?!<span data-ttu-id=)[^\n])*?'
    rb'(</span><span class="sxs-lookup">)')
WRAPPER = re.compile(rb"<span (?:data-[ts]tu-id|class)=[^<>]*>")


def texts(root):
    return {path.relative_to(root): path.read_bytes()
            for path in sorted(root.rglob("*.md"))}


def shared_part(text):
    """What belongs to both languages, or to the source; a wrapper's quotes
    are mended."""
    front = re.match(rb"(?:\xef\xbb\xbf)?---\r?\n.*?\n---\r?\n", text, re.S)
    body = text[front.end():] if front else text
    body = WRAPPER.sub(lambda m: m[0].replace(b"&quot;", b'"'), body)
    return TARGET.sub(rb"\1\2", body)


def mend(docset, how):
    copy = folder() / "docs"
    shutil.copytree(shared(docset), copy)
    before = texts(copy)
    for _ in range(2):
        done = diglot("check", f"--fix={how}", "--profile", "all", "-q", "-q",
                      "--fail-on", "never", copy, timeout=300)
        assert done.returncode == 0, done.stderr
        after = texts(copy)
        if _ == 0:
            first = after
    changed = [path for path in before if before[path] != after[path]]
    assert changed, "nothing was mended"
    assert first == after, "a second run changed " + ", ".join(
        str(p) for p in first if first[p] != after[p])
    for path in changed:
        old, new = before[path], after[path]
        if b"data-ttu-id" in old:
            assert shared_part(old) == shared_part(new), \
                f"{path}: more than a target half changed"
        assert old.startswith(b"\xef\xbb\xbf") == \
            new.startswith(b"\xef\xbb\xbf"), f"{path}: byte-order mark"
        if b"\r\n" not in old:
            assert b"\r" not in new, f"{path}: line ends"
        elif old.count(b"\n") == old.count(b"\r\n"):
            assert new.count(b"\n") == new.count(b"\r\n"), \
                f"{path}: line ends"


def case(docset, how):
    @test(f"{how}: {docset}")
    def mended():
        mend(docset, how)


for name in DOCSETS:
    for kind in ("safe", "unsafe"):
        case(name, kind)
run()
