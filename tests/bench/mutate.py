#!/usr/bin/env python3
"""mutate.py [--cases N] [--only TEXT] DOCSET LANG

Puts defects into the pairs of a copy of a bilingual docset, a kind a run, and
counts those for which `diglot align --format jsonl` has a new finding from
warning up on the pair. The kinds are those of mutate_bench.py in the shared
folder ($DIGLOT_SHARED, else ../shared); pofilter stands beside where it is
installed. At the end: flags per 1,000 untouched pairs, by rule.
"""
import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DIGLOT_SHARED", ROOT.parent / "shared"))
BENCH = SHARED / "conformance" / "align" / "mutate_bench.py"
DIGLOT = os.environ.get("DIGLOT", str(ROOT / "build" / "diglot"))
PAIR = re.compile(
    r'<span data-ttu-id="([^"]*)">((?:(?!</span><span class="sxs-lookup">'
    r"<span data-stu-id=).)*?)</span><span class=\"sxs-lookup\">"
    r'<span data-stu-id="\1">(.*?)</span></span>', re.S)


def kinds():
    """The table of defects, cut out of the script of the shared folder."""
    text = BENCH.read_text(encoding="utf-8")
    text = text[text.index("rnd = random.Random(3)"):text.index("po = [];")]
    names = {"random": random, "re": re}
    exec(compile(text, str(BENCH), "exec"), names)
    return names["MUT"], names["rnd"]


def read_pairs(docset):
    """[(file, span of the target, id, source, target)] in file order."""
    found = []
    for path in sorted(docset.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        for m in PAIR.finditer(text):
            if m[2].strip() and m[3].strip():
                found.append((path.relative_to(docset), m.span(2), m[1],
                              m[3], m[2]))
    return found


def choose(name, defect, pairs, rnd, most):
    order = list(range(len(pairs)))
    rnd.shuffle(order)
    cases = []
    for i in order:
        _, _, _, source, target = pairs[i]
        if name == "text of another pair":
            other = pairs[rnd.randrange(len(pairs))][4]
            new = other if (len(source) > 20 and len(other) > 20 and
                            other != target) else None
        else:
            new = defect(source, target)
        if new is None or new == target:
            continue
        cases.append((i, new))
        if len(cases) == most:
            break
    return cases


def plant(docset, pairs, cases):
    by_file = collections.defaultdict(list)
    for i, new in cases:
        by_file[pairs[i][0]].append((pairs[i][1], new))
    for name, edits in by_file.items():
        path = docset / name
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        for (at, end), new in sorted(edits, reverse=True):
            text = text[:at] + new + text[end:]
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def findings(docset):
    """{(file, id): {(rule, message)}} from warning up."""
    run = subprocess.run([DIGLOT, "align", "--format", "jsonl", str(docset)],
                         stdout=subprocess.PIPE, check=False)
    flags = collections.defaultdict(set)
    for line in run.stdout.decode("utf-8").splitlines():
        pair = json.loads(line)
        for f in pair["findings"]:
            if f["message_severity"] in ("warning", "error"):
                flags[pair["file"], pair["id"]].add(f["code"])
    return flags


def quoted(text):
    for a, b in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"),
                 ("\r", "")):
        text = text.replace(a, b)
    return f'"{text}"'


def pofilter(folder, lang, texts):
    """For each (source, target) the set of failed tests."""
    po = folder / "in.po"
    with po.open("w", encoding="utf-8", errors="replace") as out:
        out.write('msgid ""\nmsgstr ""\n"Content-Type: text/plain; '
                  f'charset=UTF-8\\n"\n"Language: {lang}\\n"\n\n')
        for i, (s, t) in enumerate(texts):
            out.write(f'msgctxt "c{i}"\nmsgid {quoted(s)}\n'
                      f"msgstr {quoted(t)}\n\n")
    subprocess.run(["pofilter", f"--language={lang}",
                    "--excludefilter=spellcheck", str(po),
                    str(folder / "out.po")], capture_output=True, check=False)
    failed = [set() for _ in texts]
    tests = set()
    for line in (folder / "out.po").open(encoding="utf-8"):
        if line.startswith("# (pofilter)"):
            tests.add(line.split()[2])
        m = re.match(r'msgctxt "c(\d+)"', line)
        if m:
            failed[int(m[1])] |= tests
            tests = set()
    return failed


def judge_pofilter(folder, lang, pairs, cases, name):
    old = pofilter(folder, lang, [pairs[i][3:5] for i, _ in cases])
    new = pofilter(folder, lang, [(pairs[i][3], t) for i, t in cases])
    return sum(name == "empty" or bool(b - a) for a, b in zip(old, new))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--only", help="kinds whose name has this text")
    parser.add_argument("--show", type=int, default=0,
                        help="print that many misses of each kind")
    parser.add_argument("--alone", action="store_true",
                        help="without pofilter")
    parser.add_argument("docset", type=Path)
    parser.add_argument("lang")
    args = parser.parse_args()
    table, rnd = kinds()
    pairs = read_pairs(args.docset)
    base = findings(args.docset)
    second = not args.alone and shutil.which("pofilter")
    recalls, seconds = [], []
    print(f"{args.docset} {args.lang}: {len(pairs)} pairs")
    for name, defect in table.items():
        cases = choose(name, defect, pairs, rnd, args.cases)
        if not cases or (args.only and args.only not in name):
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "docset"
            shutil.copytree(args.docset, copy)
            subprocess.run(["chmod", "-R", "u+w", str(copy)], check=True)
            plant(copy, pairs, cases)
            flags = findings(copy)
            beside = (judge_pofilter(Path(folder), args.lang, pairs, cases,
                                     name) if second else None)
        missed = [(i, new) for i, new in cases
                  if not flags[str(pairs[i][0]), pairs[i][2]] -
                  base[str(pairs[i][0]), pairs[i][2]]]
        recall = 1 - len(missed) / len(cases)
        note = "" if len(cases) >= 20 else "  (under 20 cases: left out)"
        other = ""
        if second:
            other = f"  pofilter {beside / len(cases):.3f}"
        print(f"  {name:36} n={len(cases):3}  {recall:.3f}{other}{note}")
        if len(cases) >= 20:
            recalls.append(recall)
            if second:
                seconds.append(beside / len(cases))
        for i, new in missed[:args.show]:
            print("      S:", pairs[i][3][:150].replace("\n", " "))
            print("      T:", new[:150].replace("\n", " "))
    print(f"  {'mean':36}        {sum(recalls) / len(recalls):.3f}" +
          (f"  pofilter {sum(seconds) / len(seconds):.3f}" if seconds else ""))
    flagged = {key for key, value in base.items() if value}
    rules = collections.Counter(r for value in base.values() for r in value)
    print(f"  untouched: {1000 * len(flagged) / len(pairs):.1f} flags per "
          "1,000 pairs")
    for rule, n in rules.most_common():
        print(f"    {1000 * n / len(pairs):5.2f}  {rule}")


if __name__ == "__main__":
    sys.exit(main())
