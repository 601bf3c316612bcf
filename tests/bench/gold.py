#!/usr/bin/env python3
"""gold.py [--lexicon DOCSET] [--alone] [--drop P ...] [--limit N] DOCSET

Cuts bilingual pages into two plain documents with make_gold.py of the shared
folder, with lines dropped on one side, and scores the beads of `diglot align
SOURCE TARGET --format jsonl` by the links of evaluate.py. With --lexicon the
pages of that docset that are not under test teach the lexicon. Without it the
pages teach each other, as two trees do; with --alone each is aligned by itself.
"""
import argparse
import bisect
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DIGLOT_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "conformance" / "align" / "make_gold.py"
DIGLOT = os.environ.get("DIGLOT", str(ROOT / "build" / "diglot"))


def assign(gold, beads):
    """{key: bead that covers most of it}; beads: [(from, to, number)]."""
    starts = [b[0] for b in beads]
    result = {}
    for key, a, b in gold:
        i = max(0, bisect.bisect_right(starts, a) - 1)
        overlap = {}
        while i < len(beads) and beads[i][0] < b:
            n = min(b, beads[i][1]) - max(a, beads[i][0])
            if n > 0:
                overlap[beads[i][2]] = overlap.get(beads[i][2], 0) + n
            i += 1
        if overlap:
            result[key] = max(overlap, key=lambda k: (overlap[k], -k))
    return result


def count(values):
    numbers = {}
    for v in values:
        numbers[v] = numbers.get(v, 0) + 1
    return numbers


def judge(gold, lines):
    beads = [json.loads(line) for line in lines]
    side = {}
    for name in ("source", "target"):
        side[name] = sorted((*b[name], i) for i, b in enumerate(beads)
                            if b[name])
    source = [(("p", k), p[1], p[2]) for k, p in enumerate(gold["pairs"])]
    source += [(("o", k), p[1], p[2]) for k, p in enumerate(gold["src_only"])]
    target = [(("p", k), p[3], p[4]) for k, p in enumerate(gold["pairs"])]
    target += [(("q", k), p[1], p[2]) for k, p in enumerate(gold["tgt_only"])]
    s = assign(sorted(source, key=lambda x: x[1]), side["source"])
    t = assign(sorted(target, key=lambda x: x[1]), side["target"])
    in_s, in_t = count(s.values()), count(t.values())
    links = sum(n * in_t.get(bead, 0) for bead, n in in_s.items())
    right = sum(1 for k, v in s.items() if k[0] == "p" and t.get(k) == v)
    return links, right, len(gold["pairs"])


def lexicon_pages(docset, out, tested):
    """Copies the pages that are not under test."""
    for path in sorted(docset.rglob("*.md")):
        name = str(path.relative_to(docset)).replace("/", "__")
        if name not in tested:
            out.mkdir(exist_ok=True)
            shutil.copyfile(path, out / name)


def align(source, target, options):
    out = subprocess.run([DIGLOT, "align", str(source), str(target),
                          "--format", "jsonl"] + options,
                         stdout=subprocess.PIPE, check=True).stdout
    return out.decode("utf-8").splitlines()


def run(args, drop, folder):
    gold = folder / f"gold-{drop}"
    command = [sys.executable, str(GOLD), "--limit", str(args.limit)]
    if drop:
        command += ["--drop", str(drop)]
    subprocess.run(command + [str(args.docset), str(gold)], check=True,
                   stdout=subprocess.DEVNULL)
    options = []
    if args.lexicon:
        pages = folder / f"lexicon-{drop}"
        lexicon_pages(args.lexicon, pages,
                      set(os.listdir(gold / "src")))
        options = ["--lexicon", str(pages)]
    start = time.time()
    if args.alone:
        lines = {path.name: align(path, gold / "tgt" / path.name, options)
                 for path in (gold / "src").iterdir()}
    else:  # all at once, as two trees; what comes is by file
        lines = {}
        for line in align(gold / "src", gold / "tgt", options):
            lines.setdefault(json.loads(line)["file"], []).append(line)
    seconds = time.time() - start
    links = right = all_pairs = perfect = 0
    worst = []
    for path in sorted((gold / "gold").iterdir()):
        name = path.stem + ".md"
        n, ok, pairs = judge(json.loads(path.read_text()),
                             lines.get(name, []))
        links, right, all_pairs = links + n, right + ok, all_pairs + pairs
        perfect += n == ok == pairs
        worst.append((2 * ok / max(1, n + pairs), name))
    p, r = right / max(1, links), right / max(1, all_pairs)
    print(f"{args.docset} drop {drop}: {len(worst)} files, {all_pairs} "
          f"pairs, P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}, "
          f"perfect {perfect}, {seconds:.1f} s", flush=True)
    if args.worst:
        for score, name in sorted(worst)[:args.worst]:
            print(f"    {score:.3f} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lexicon", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--drop", type=float, action="append")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("docset", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for drop in args.drop or [0, 0.05, 0.15]:
            run(args, drop, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
