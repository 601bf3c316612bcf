#!/usr/bin/env python3
"""Lists the longest functions and files, and checks the limits. It relies
on the layout that `make format` gives: the braces of a function, and of
nothing else, stand alone at the start of a line."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FUNCTION_LINES, FILE_LINES, COLUMNS = 80, 600, 80


def functions(lines):
    """(first line, name, length) of each function, from 1."""
    start = 0
    for i, line in enumerate(lines):
        if line == "{":
            start = i
            while start > 0 and lines[start - 1][:1] not in ("", "}", "#",
                                                             " ", "/"):
                start -= 1
        elif line == "}" and start:
            head = " ".join(lines[start:i]).split("(")[0]
            yield start + 1, head.split()[-1].lstrip("*"), i - start + 1
            start = 0


def at_share(sorted_values, share):
    return sorted_values[int((len(sorted_values) - 1) * share)]


def main():
    files, found, faults = [], [], []
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        name = path.relative_to(ROOT)
        lines = path.read_text(encoding="utf-8").splitlines()
        files.append((len(lines), name))
        if len(lines) > FILE_LINES:
            faults.append(f"{name}: {len(lines)} lines")
        for number, line in enumerate(lines, 1):
            width = len(line.expandtabs(8))
            if width > COLUMNS:
                faults.append(f"{name}:{number}: {width} columns")
        for number, function, length in functions(lines):
            found.append((length, f"{name}:{number}: {function}"))
            if length > FUNCTION_LINES:
                faults.append(f"{name}:{number}: {function}: {length} lines")
    for length, what in sorted(found, key=lambda f: -f[0])[:10]:
        print(f"{length:5} {what}")
    for length, name in sorted(files, key=lambda f: -f[0])[:5]:
        print(f"{length:5} {name}")
    if found:
        lengths = sorted(length for length, _ in found)
        print(f"{len(lengths)} functions: half have at most "
              f"{at_share(lengths, 0.5)} lines, 90 % at most "
              f"{at_share(lengths, 0.9)}")
    for fault in faults:
        print(f"over the limit: {fault}")
    return 1 if faults else 0


sys.exit(main())
