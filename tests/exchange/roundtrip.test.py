"""Out and back. Nothing edited: no byte changes. All targets spoiled in the
pages after the export: the import restores each byte. One target in twenty
edited: only those halves differ."""

import zlib
from common import (FORMATS, HERE, MARK, PAIR, WORK, bring_back,
                    change_halves, copy, corpora, differences, edit, export,
                    name_of, skip, tree, report)


def has_control(half):
    return any(c < 32 and c not in (9, 10, 13) for c in half)


def spoil(data, form):
    """A letter more at each target that the format can carry whole."""
    def change(_, half):
        if not half.strip() or form != "xliff2" and has_control(half):
            return half
        return half + b"x"
    return change_halves(data, change)


def halves(data):
    found = []
    change_halves(data, lambda key, half: found.append((key, half)) or half)
    return found


def check(form, docset, case, share):
    original, out = tree(docset), WORK / f"{case}-{form}"
    work = WORK / f"{case}-{form}-set"
    trouble = export(form, docset, out)
    if trouble:
        return trouble
    copy(docset, work)
    trouble += bring_back(form, out, work)
    trouble += [f"nothing edited: {name}"
                for name in differences(original, tree(work))]
    trouble += [f"not exported: {name}"
                for name, data in original.items()
                if name.endswith(".md") and PAIR.search(data)
                and not (out / f"{name}.{suffix(form)}").exists()]
    spoiled = 0
    for page in work.rglob("*.md"):
        data = page.read_bytes()
        if (out / f"{page.relative_to(work)}.{suffix(form)}").exists():
            page.write_bytes(spoil(data, form))
            spoiled += page.read_bytes() != data
    trouble += bring_back(form, out, work)
    trouble += [f"spoiled: {name}"
                for name in differences(original, tree(work))]
    if not spoiled:
        trouble.append("no page was spoiled")
    return trouble + check_edit(form, original, out, work, share)


def suffix(form):
    return "xlf" if form.startswith("xliff") else form


def check_edit(form, original, out, work, share):
    """One target of `share` is edited."""
    def choose(page, key):
        return (zlib.crc32(f"{page}#{key}".encode()) % share == 0
                and (form == "xliff2" or (page, key) not in lost))

    lost = {(name, key) for name, data in original.items()
            for key, half in halves(data) if has_control(half)}

    expected, edited = dict(original), 0
    for path in sorted(out.rglob(f"*.{suffix(form)}")):
        for page, keys in edit(form, path, choose).items():
            edited += len(keys)
            expected[page] = change_halves(
                expected[page], lambda key, half, keys=keys:
                MARK.encode() + half if key in keys else half)
    if not edited:
        return ["no target was edited"]
    trouble = bring_back(form, out, work)
    return trouble + [f"edited: {name}"
                      for name in differences(expected, tree(work))]


def main():
    for form in FORMATS:
        report(f"{form} small", check(form, HERE / "in", "small", 3))
    for docset in corpora() or [None]:
        for form in FORMATS:
            if docset is None:
                skip(f"{form} corpora")
            else:
                name = name_of(docset)
                report(f"{form} {name}",
                       check(form, docset, name.replace("/", "-"), 20))


main()
