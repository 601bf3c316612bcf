#!/usr/bin/env python3
"""Precision and recall of the items of checklists against pages that were
labelled by hand: the line of each prerequisite and of each step, sub-steps
too. Each folder of labels is a set of its own: the first one grew with the
rules, the others were labelled before the rules had seen their pages.
Arguments: the program, the folder of the docsets, further options: -v lists
the errors, --least N is what both must reach in each set (default 0.95)."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

LABELS = Path(__file__).parent / "labels"


def lines_of(items, out):
    for item in items:
        if "file" not in item["at"]:
            out.add(item["at"]["line"])
        for parts in ("items", "alternatives", "substeps", "choices"):
            lines_of(item.get(parts, []), out)


def found(program, page):
    run = subprocess.run([program, "checklist", "--format", "json", page],
                         capture_output=True, check=True)
    data = json.loads(run.stdout)
    out = {"prerequisites": set(), "steps": set()}
    for section in data["prerequisites"]:
        lines_of(section["items"], out["prerequisites"])
    for procedure in data["procedures"]:
        lines_of(procedure["steps"], out["steps"])
    return out


def compare(folder, args):
    """[right, too many, missed] by kind, and the pages of a set."""
    counts = {"prerequisites": [0, 0, 0], "steps": [0, 0, 0]}
    pages = 0
    for label in sorted(folder.glob("*.json")):
        data = json.loads(label.read_text())
        for path, want in data["pages"].items():
            page = args.docsets / data["docset"] / path
            have = found(args.program, page)
            pages += 1
            for kind, count in counts.items():
                wanted = set(want[kind])
                count[0] += len(have[kind] & wanted)
                count[1] += len(have[kind] - wanted)
                count[2] += len(wanted - have[kind])
                if args.v and have[kind] != wanted:
                    print(f"{page}: {kind}: not labelled "
                          f"{sorted(have[kind] - wanted)}, not found "
                          f"{sorted(wanted - have[kind])}")
    return counts, pages


def report(name, counts, pages):
    """Prints the figures; the lower one of all items."""
    counts["items"] = [sum(c) for c in zip(*counts.values())]
    print(f"{name}: {pages} pages")
    for kind, (hit, extra, missed) in counts.items():
        precision = hit / max(hit + extra, 1)
        recall = hit / max(hit + missed, 1)
        print(f"  {kind}: precision {precision:.3f}, recall {recall:.3f} "
              f"({hit} right, {extra} too many, {missed} missed)")
    return min(precision, recall)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("docsets", type=Path)
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--least", type=float, default=0.95)
    args = parser.parse_args()
    sets = {"first": LABELS, "held-out": LABELS / "held-out",
            "third": LABELS / "third"}
    every = {"prerequisites": [0, 0, 0], "steps": [0, 0, 0]}
    lowest, all_pages = 1, 0
    for name, folder in sets.items():
        counts, pages = compare(folder, args)
        for kind, count in every.items():
            every[kind] = [sum(c) for c in zip(count, counts[kind])]
        all_pages += pages
        lowest = min(lowest, report(name, counts, pages))
    report("all", every, all_pages)
    return 0 if lowest >= args.least else 1


if __name__ == "__main__":
    sys.exit(main())
