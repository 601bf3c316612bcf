#!/usr/bin/env python3
"""Compares two checklists: every difference but in the generator."""

import json
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
    with open(sys.argv[1]) as one, open(sys.argv[2]) as two:
        a, b = json.load(one), json.load(two)
    a.pop("generator", None)
    b.pop("generator", None)
    found = list(differences(a, b))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
