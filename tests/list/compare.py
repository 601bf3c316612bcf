#!/usr/bin/env python3
"""The checklist of a page against one made by hand: every difference but in
the generator. Arguments: the program, the page, the JSON file."""

import json
import subprocess
import sys


def differences(a, b, at=""):
    if type(a) is not type(b):
        yield f"{at}: {a!r} is not {b!r}"
    elif isinstance(a, dict):
        for key in sorted(a.keys() | b.keys()):
            if key not in a:
                yield f"{at}/{key}: missing: {b[key]!r}"
            elif key not in b:
                yield f"{at}/{key}: not expected: {a[key]!r}"
            else:
                yield from differences(a[key], b[key], f"{at}/{key}")
    elif isinstance(a, list):
        if len(a) != len(b):
            yield f"{at}: {len(a)} items, not {len(b)}"
        for i, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, f"{at}/{i}")
    elif a != b:
        yield f"{at}: {a!r} is not {b!r}"


def main():
    program, page, wanted = sys.argv[1:]
    run = subprocess.run([program, "checklist", "--format", "json", page],
                         capture_output=True, check=True)
    ours = json.loads(run.stdout)
    with open(wanted, encoding="utf-8") as file:
        theirs = json.load(file)
    ours.pop("generator", None)
    theirs.pop("generator", None)
    found = list(differences(theirs, ours))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
