#!/usr/bin/env python3
"""The same docset gives the same site and the same findings, whatever the
number of workers, the order of directories, the locale of the machine."""

import subprocess
from pathlib import Path

from harness import (ROOT, WORK, diglot, docset, environment, folder, hashes,
                     run, same, shared, test)

MACHINES = [
    {"LC_ALL": "C", "LANG": "C", "TZ": "UTC"},
    {"LC_ALL": "nl_NL.UTF-8", "LANG": "nl_NL.UTF-8",
     "TZ": "Europe/Amsterdam"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
]


def build(source, jobs="2", env=None):
    """(files, findings) of a site built into an empty folder."""
    out = folder() / "site"
    done = diglot("build", source, "-o", out, "-j", jobs, "--format",
                  "jsonl", env=env)
    assert done.returncode in (0, 1), done.stderr
    return hashes(out), {"findings": done.stdout}


def compare(one, other, what):
    same(one[0], other[0], what)
    same(one[1], other[1], what)


def docsets():
    yield "manual", lambda: ROOT / "content"
    yield "library", lambda: ROOT / "tests/manual/docs"
    yield "harbour", lambda: ROOT / "tests/site/harbour/in"
    yield "partner-center.nl", lambda: shared(
        "corpus/partner-center.nl/live-sxs/partner-center")


def shim():
    path = WORK / "shuffle.so"
    if not path.exists():
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o",
             str(path), str(Path(__file__).with_name("shuffle.c")), "-ldl"],
            check=True)
    return str(path)


def add(name, source):
    @test(f"{name}: any number of workers")
    def workers():
        one = build(source(), "1")
        for jobs in ("2", "7"):
            compare(one, build(source(), jobs), f"-j {jobs}")
        return f"{len(one[0])} files"

    @test(f"{name}: any order of directories")
    def order():
        one = build(source())
        for seed in ("1", "2", "3"):
            env = environment(LD_PRELOAD=shim(), SHUFFLE=seed)
            compare(one, build(source(), env=env), f"order {seed}")

    @test(f"{name}: any machine")
    def machine():
        one = build(source())
        for more in MACHINES:
            compare(one, build(source(), env=environment(**more)),
                    more["LC_ALL"])

    @test(f"{name}: a second build writes nothing")
    def again():
        out = folder() / "site"
        diglot("build", source(), "-o", out)
        before = places(out)
        done = diglot("build", source(), "-o", out, "-j", "3")
        assert "0 written" in done.stderr or \
            "0 files written" in done.stderr, done.stderr
        same(before, places(out), "inode and time")


def places(top):
    return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns)
            for p in [top, *top.rglob("*")]}


@test("a changed page leaves the others alone")
def changed():
    pages = {f"p{i}.md": f"# Page {i}\n\nText.\n" for i in range(20)}
    source, out = docset({"diglot.yml": "title: T\n", **pages}), folder() / "s"
    diglot("build", source, "-o", out)
    before = places(out)
    (source / "p7.md").write_text("# Page 7\n\nOther text.\n")
    diglot("build", source, "-o", out)
    after = places(out)
    files = {n for n in after if Path(n).is_file()
             and after[n][0] != before.get(n, (0,))[0]}
    names = {Path(n).name for n in files if n.endswith(".html")}
    assert names == {"p7.html"}, names


for case in docsets():
    add(*case)
run()
