#!/usr/bin/env python3
"""The ids of the same pages in several languages: equal wherever the source
text is. Arguments: the program, then the same docset in each language."""

import itertools
import json
import subprocess
import sys


def pages(program, folder):
    run = subprocess.run([program, "checklist", "--format", "json", folder],
                         capture_output=True, check=True)
    return {page["document"]["source"]["path"]: page
            for page in json.loads(run.stdout)}


def ids(page):
    """{(kind, source text, how often before): id}"""
    source, found = page["document"]["locales"].get("source"), {}

    def add(kind, thing, segments):
        text = segments[0]["text"].get(source) if segments else None
        for n in itertools.count() if text else ():
            if (kind, text, n) not in found:
                found[kind, text, n] = thing["id"]
                break

    def walk(kind, items):
        for item in items:
            add(kind, item, item.get("label" if kind != "step" else "command"))
            for part in ("items", "substeps", "choices"):
                walk(kind, item.get(part, []))

    heading = page["document"].get("heading")
    if heading:
        add("page", page["document"], heading["segments"])
    for section in page["prerequisites"]:
        walk("item", section["items"])
    for procedure in page["procedures"]:
        add("proc", procedure, procedure["heading"]["segments"])
        walk("step", procedure["steps"])
    for section in page["next"]:
        walk("next", section["items"])
    return found


def compare(a, b, name):
    """How many ids, same texts, same ids; what is wrong is printed."""
    one, other = ids(a), ids(b)
    texts = one.keys() & other.keys()
    wrong = [key for key in texts if one[key] != other[key]]
    for kind, text, n in sorted(wrong):
        print(f"{name}: {kind} {text!r}: {one[kind, text, n]} and "
              f"{other[kind, text, n]}")
    return len(one.keys() | other.keys()), len(texts), len(texts) - len(wrong)


def main():
    program, *folders = sys.argv[1:]
    docsets = [pages(program, folder) for folder in folders]
    total, common = [0, 0, 0], 0
    for one, other in itertools.combinations(docsets, 2):
        for path in sorted(one.keys() & other.keys()):
            common += 1
            counts = compare(one[path], other[path], path)
            total = [x + y for x, y in zip(total, counts)]
    everything, texts, equal = total
    print(f"{common} pages in two languages: {everything} things to have or "
          f"do, {texts} of them with the same source text in both; of these "
          f"{equal} ({100 * equal / max(texts, 1):.2f} %) have the same id")
    return 0 if texts and equal == texts else 1


if __name__ == "__main__":
    sys.exit(main())
