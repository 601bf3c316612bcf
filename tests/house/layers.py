#!/usr/bin/env python3
"""Checks who includes whom: a file includes only its own folder and lower
ranks (src/README.md), and each foreign library is seen by one folder."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RANKS = {
    "base": 0,
    "format": 1,
    "mark": 2,
    "page": 3, "lang": 3,
    "steps": 4, "set": 4,
    "check": 5, "site": 5, "list": 5, "align": 5, "report": 5,
    "cmd": 6,
}
LIBRARIES = {
    "yaml.h": "format", "libxml/": "format", "jansson.h": "format",
    "cmark-gfm": "mark", "seccomp.h": "base", "xxhash.h": "base",
}
INCLUDE = re.compile(r'\s*#\s*include\s+(["<])([^">]+)[">]')


def fault(folder, kind, name):
    """What is wrong with this include in a file of that folder, or None."""
    if kind == "<":
        for library, owner in LIBRARIES.items():
            if name.startswith(library) and folder != owner:
                return f"only src/{owner}/ may see <{name}>"
        return None
    other = name.split("/")[0]
    if "/" not in name or ".." in name:
        return f"'{name}' is not written from src/"
    if other not in RANKS:
        return f"src/{other}/ has no rank"
    if other != folder and RANKS[other] >= RANKS[folder]:
        return (f"src/{folder}/ (rank {RANKS[folder]}) includes '{name}' "
                f"(rank {RANKS[other]})")
    return None


def main():
    found = 0
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        folder = path.relative_to(ROOT / "src").parts[0]
        if folder not in RANKS:
            sys.exit(f"layers: src/{folder}/ has no rank")
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            what = match and fault(folder, match[1], match[2])
            if what:
                print(f"{path.relative_to(ROOT)}:{number}: {what}")
                found += 1
    return 1 if found else 0


sys.exit(main())
