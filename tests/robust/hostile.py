#!/usr/bin/env python3
"""Text made to take long: it is done, or refused, within the budget of a
page, and the rest of the site is built."""

import json

from harness import cpu_seconds, docset, folder, run, shared, test

SECONDS = 14  # of CPU: a page has 5 s for reading and 5 s for writing
GOOD = {"good.md": "# Good\n\nA page.\n", "diglot.yml": "title: T\n"}


def pair(source, target):
    return ('<span data-ttu-id="aaaaa-101">' + target
            + '</span><span class="sxs-lookup"><span data-stu-id="aaaaa-101">'
            + source + "</span></span>")


def attempt(name, text):
    out = folder() / "site"
    took, done = cpu_seconds("build", docset({**GOOD, "bad.md": text}), "-o",
                             out, "--format", "compact")
    findings = [line for line in done.stdout.splitlines()
                if "page-failed" in line or "limit-exceeded" in line]
    assert done.returncode in (0, 1), f"{name}: {done.stderr}"
    assert took < SECONDS, f"{name}: {took:.1f} s"
    for page in ("good", "bad"):
        assert (out / f"en-us/{page}.html").is_file(), f"{name}: no {page}"
    assert not any("signal" in f for f in findings), f"{name}: {findings}"
    return took


CASES = {
    "400 kB of quotes": "> " * 200000,
    "400 kB of nested emphasis": "*a **b" * 70000,
    "nested strikes": "~a ~~b " * 20000 + "b~~ a~ " * 20000,
    "100,000 brackets": "[" * 100000,
    "nested lists on one line": "- " * 200000 + "x",
    "nested lists": "".join("  " * i + "- x\n" for i in range(1500)),
    "wide table": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n",
    "rows wider than the table": "|a\n|-\n|" + "a|" * 900 + "\n"
                                 + "|a\n" * 100000,
    "unclosed HTML": "<div>" * 100000,
    "one line of a megabyte": "word " * 220000,
    "a heading of 40,000 pairs": "# " + pair("H", "D") * 40000 + "\n",
    "headings that are links": "## [a](b)\n\n" * 50000,
    "1 MB of carriage returns": "\r" * 1000000,
    "1 MB of spaces": " " * 1000000,
    "closing brackets": "]" * 1000000,
    "zones of many pivots": "".join(
        f'::: zone pivot="p{i}"\n\n## X {i}\n\n::: zone-end\n\n'
        for i in range(20000)),
    "a zone of 100,000 pivots": '::: zone pivot="' + ",".join(
        f"p{i}" for i in range(100000)) + '"\n\nx\n\n::: zone-end\n',
}

# A half is read by many rules.
HALVES = ["<!--", "\\`` ", "](", "[a](b '", "``` `` ` ", "<a ", "{", "\\",
          "\r", "\u00a0", "*a **b", ":::a ", "word "]

for case, content in CASES.items():
    test(case)(lambda c=case, t=content: f"{attempt(c, t):.1f} s")


@test("halves")
def halves():
    for part in HALVES:
        text = part * (400000 // len(part))
        top = docset({**GOOD, "bad.md": "# T\n\n" + pair(text, text) + "\n"})
        took, done = cpu_seconds("check", top, "--profile", "all",
                                 "--format", "compact")
        assert done.returncode in (0, 1), f"{part}: {done.stderr}"
        assert took < SECONDS, f"{part}: {took:.1f} s"


@test("the 50 recipes")
def recipes():
    path = shared("conformance/cmark/pathological-recipes.json")
    slow = []
    for recipe in json.loads(path.read_text()):
        text = "".join(part * (recipe["n"] if n == "n" else n)
                       for part, n in recipe["parts"])
        took = attempt(recipe["name"], text)
        if took > 1:
            slow.append(f"{recipe['name']} {took:.1f} s")
    return "slow: " + ", ".join(slow)


run()
