#!/usr/bin/env python3
"""Twice the input takes less than 2.5 times as long, by CPU time."""

from harness import cpu_seconds, docset, run, test

RATIO = 2.5
PAIR = ('<span data-ttu-id="aaaaa-{0}">Dag.</span><span class="sxs-lookup">'
        '<span data-stu-id="aaaaa-{0}">Hello.</span></span>\n')


def lines(unit, head="# Title\n\n", tail=""):
    """n times a line, with its number for {0}."""
    return lambda n: {"a.md": head + "".join(
        unit.format(i) for i in range(n)) + tail}


def includes(n):
    files = {f"f{i}.md": f"Fragment {i}\n" for i in range(n)}
    files["a.md"] = "# A\n\n" + "".join(
        f"[!INCLUDE [x](f{i}.md)]\n\n" for i in range(n))
    return files


def one_include(n):
    return {"i.md": "Text.\n", "a.md": "# A\n\n" +
            "[!INCLUDE [x](i.md)]\n\n" * n + "[x](#b)\n" * n}


def contents(n):
    return {"a.md": "# A\n", "toc.yml": "".join(
        f"- name: N{i}\n  href: a.md#x{i}\n" for i in range(n))}


def pages(n):
    return {f"d{i // 500}/p{i}.md": f"# Page {i}\n\n[next](p{i + 1}.md)\n"
            for i in range(n)}


CASES = {
    "links to headings": (lines("## H{0}\n\n[x](#h{0})\n"), 10000),
    "missing bookmarks": (lines("[x](#y{0})\n"), 44000),
    "nearly right bookmarks": (
        lines("## Heading {0}\n\n[x](#headin-{0})\n"), 5000),
    "missing files": (lines("[x](y{0}.md)\n"), 20000),
    "links to one page": (lines("[x](a.md)\n"), 30000),
    "HTML links": (lines("<a href='#z{0}'>x</a>\n"), 20000),
    "equal headings": (lines("## Same\n\n"), 20000),
    "includes": (includes, 1500),
    "one include, many links": (one_include, 5000),
    "pairs": (lines(PAIR), 10000),
    "names of marks": (lines("dgs{0}-", PAIR.format(1)), 40000),
    "half links": (lines("[x](a (\n", tail="\n\n[x]: u\n"), 10000),
    "half destinations": (lines("[x](< \n", tail="\n\n[x]: u\n"), 10000),
    "URLs": (lines("http://a.b/c "), 20000),
    "no URLs": (lines("www. "), 40000),
    "addresses": (lines("a@b.c "), 20000),
    "inline images": (
        lines(':::image source="x.png" alt-text="y"::: '), 10000),
    "table rows": (lines("|[a](b)|`b`|\n", "# A\n\n|a|b|\n|-|-|\n"), 10000),
    "front matter": (
        lines("k{0}: v\n", "---\n", "---\n# A\n"), 20000),
    "table of contents": (contents, 30000),
    "pages": (pages, 5000),
}


def measure(source):
    seconds, done = cpu_seconds("check", source, "--format", "compact")
    assert done.returncode in (0, 1), done.stderr
    assert "page-failed" not in done.stdout, "over its budget"
    return seconds


def compare(make, n):
    """The better of up to three attempts: the machine has other work."""
    sources = [docset({"diglot.yml": "title: T\n", **make(k)})
               for k in (n, 2 * n)]
    for attempt in range(3):
        once, twice = map(measure, sources)
        # The start of the program and its workers counts for nothing.
        if twice < RATIO * max(once, 0.05):
            return f"{once:.2f} s, {twice:.2f} s"
    raise AssertionError(f"{once:.2f} s, {twice:.2f} s")


for case, (make, n) in CASES.items():
    test(case)(lambda m=make, k=n: compare(m, k))
run()
