#!/usr/bin/env python3
"""misalign.py DOCSET

Swaps the targets of one in twenty neighbouring pairs in a copy of a bilingual
docset, as misalign.py of the shared folder does, and counts how many swaps
`diglot align` finds (pair-misaligned on one of the two pairs), and how many
untouched pairs it takes for swapped.
"""
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mutate import PAIR, findings

LEAST = 15


def swap(path, name):
    """Swaps in a file: the ids of each swap, and all ids."""
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    pairs = list(PAIR.finditer(text))
    if len(pairs) < 10:
        return [], len(pairs)
    rng = random.Random(name)
    targets = [m[2] for m in pairs]
    order = [i for i in range(len(pairs) - 1)
             if len(pairs[i][3]) >= LEAST and len(pairs[i + 1][3]) >= LEAST
             and targets[i] != targets[i + 1]]
    rng.shuffle(order)
    used, swaps = set(), []
    for i in order:
        if len(swaps) >= max(1, len(pairs) // 20):
            break
        if not used & {i - 1, i, i + 1, i + 2}:
            targets[i], targets[i + 1] = targets[i + 1], targets[i]
            swaps.append((pairs[i][1], pairs[i + 1][1]))
            used |= {i, i + 1}
    for m, target in reversed(list(zip(pairs, targets))):
        text = text[:m.start(2)] + target + text[m.end(2):]
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return swaps, len(pairs)


def main():
    docset = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "docset"
        shutil.copytree(docset, copy)
        subprocess.run(["chmod", "-R", "u+w", str(copy)], check=True)
        swaps, pairs = [], 0
        for path in sorted(copy.rglob("*.md")):
            name = str(path.relative_to(copy))
            made, n = swap(path, name)
            swaps += [(name, a, b) for a, b in made]
            pairs += n
        flags = findings(copy)
    base = findings(docset)
    wrong = {key for key, value in flags.items() if "pair-misaligned" in value}
    found = sum((f, a) in wrong or (f, b) in wrong for f, a, b in swaps)
    touched = {(f, x) for f, a, b in swaps for x in (a, b)}
    clean = sum("pair-misaligned" in value for value in base.values())
    beside = len(wrong - touched)
    print(f"{docset}: {pairs} pairs, {len(swaps)} swaps, recall "
          f"{found / max(1, len(swaps)):.3f}, false alarms in the untouched "
          f"docset {clean}, beside swaps {beside}")


if __name__ == "__main__":
    sys.exit(main())
