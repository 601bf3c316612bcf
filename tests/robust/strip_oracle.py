#!/usr/bin/env python3
"""The target half of a bilingual page is, byte for byte, what the platform
publishes as the one-language page of the same version."""

import re

from harness import SHARED, Skip, diglot, run, shared, test

# Folders whose two forms were taken at the same time: nearly all pages agree.
ORACLE = ["corpus/contribute.zh-cn", "corpus/partner-center.ja-part"]


def twins(top):
    for path in sorted((top / "live-sxs").rglob("*.md")):
        twin = top / "live" / path.relative_to(top / "live-sxs")
        if twin.is_file() and b"data-ttu-id=" in path.read_bytes():
            yield path, twin


def target(path):
    """The bytes; the text of diglot() would change line ends."""
    done = diglot("render", "--to", "markdown", "--side", "target", path)
    assert done.returncode in (0, 1), f"{path}: {done.stderr}"
    return done.stdout


def text(path):
    return path.read_bytes().decode("utf-8", "backslashreplace").replace(
        "\r\n", "\n")


def unescaped(data):
    """The platform writes some escapes differently in the two forms."""
    return re.sub(r"\\([*`_~])", r"\1", data)


def count(tops):
    pages = equal = nearly = 0
    for top in tops:
        for path, twin in twins(top):
            ours, theirs = target(path), text(twin)
            pages += 1
            equal += ours == theirs
            nearly += unescaped(ours) == unescaped(theirs)
    return pages, equal, nearly


@test("Chinese and Japanese pages equal their twins")
def oracle():
    pages, equal, nearly = count([shared(name) for name in ORACLE])
    figures = f"{pages} pages: {equal} equal, {nearly} but for escapes"
    assert pages >= 136 and equal >= 124 and nearly >= 135, figures
    return figures


@test("other languages")
def others():
    """Taken at different times: the figures are shown, none may crash."""
    shared("corpus")
    lines = []
    for top in sorted(SHARED.glob("corpus/*")):
        if f"corpus/{top.name}" not in ORACLE and (top / "live").is_dir():
            lines.append("{}: {} pages, {} equal, {} but for escapes".format(
                top.name, *count([top])))
    if not lines:
        raise Skip("no twins")
    return "\n".join(lines)


run()
