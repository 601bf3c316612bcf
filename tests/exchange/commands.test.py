"""What export, import and their options do, and what may happen to a file
in a translation tool on the way."""

import re
import shutil
from common import (FORMATS, HERE, PAIR, WORK, change_halves, copy, diglot,
                    report, tree)

SET = HERE / "in"
PAGE = "guide/boats.md"


def fresh(name):
    return copy(SET, WORK / f"commands-{name}")


def export_one(name, form="xliff2", *options):
    out = WORK / f"commands-{name}.out"
    shutil.rmtree(out, ignore_errors=True)
    status, _, err = diglot("export", "-q", "--to", form, "-o", out,
                            *options, SET)
    assert status == 0, err
    ext = "xlf" if form.startswith("xliff") else form
    return out / f"{PAGE}.{ext}"


def expect(name, what, wanted):
    report(f"{name}", [] if what == wanted else
           [f"expected {wanted!r}"[:1500], f"got {what!r}"[:1500]])


def page_with(edits):
    """The page with some of its targets set anew."""
    data = (SET / PAGE).read_bytes()
    return change_halves(data, lambda key, half:
                         edits.get(key, half.decode()).encode())


def changed_by(name, change, *options, form="xliff2"):
    """The page after export, change(text) of the file, and import."""
    docset, path = fresh(name), export_one(name, form)
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, name
    path.write_text(after, encoding="utf-8")
    status, out, _ = diglot("import", *options, path, docset)
    return status, (docset / PAGE).read_bytes(), out.decode()


def new_target(text):
    return text.replace("Een boot huren</target>", "Bootverhuur</target>")


def new_source(text):
    return new_target(text).replace("<source>Rent a boat<",
                                    "<source>Rent a ship<")


def test_import():
    wanted = page_with({"7c1e0-101": "Bootverhuur"})
    status, page, out = changed_by("import", new_target)
    expect("a changed target", (status, page), (0, wanted))
    expect("what was done is listed", out,
           f"{PAGE}: 1 of 20 pairs\n  7c1e0-101\n"
           "    - Een boot huren\n    + Bootverhuur\n")
    same = (SET / PAGE).read_bytes()
    status, page, out2 = changed_by("dry", new_target, "--dry-run")
    expect("--dry-run", (status, page, out2), (0, same, out))
    status, page, out = changed_by("source", new_source)
    expect("a changed source", (status, page), (1, same))
    status, page, _ = changed_by("force", new_source, "--force")
    expect("a changed source with --force", (status, page), (0, wanted))
    status, page, _ = changed_by("unknown", lambda text: new_target(
        text).replace("s7c1e0-102", "s7c1e0-999"))
    expect("an unknown pair", (status, page), (1, same))
    status, page, _ = changed_by("unknown-force", lambda text: new_target(
        text).replace("s7c1e0-102", "s7c1e0-999"), "--force")
    expect("an unknown pair with --force", (status, page), (0, wanted))
    status, page, _ = changed_by("empty", lambda text: re.sub(
        "<target>Een boot huren</target>", "<target/>", text))
    expect("an emptied target", (status, page), (0, same))


def bad_state(text):
    return new_target(text).replace('state="translated"', 'state="x"', 1)


def test_strict():
    wanted = page_with({"7c1e0-101": "Bootverhuur"})
    status, page, _ = changed_by("lenient", bad_state)
    expect("an invalid file", (status, page), (0, wanted))
    status, page, _ = changed_by("strict", bad_state, "--strict")
    expect("an invalid file with --strict", (status, page),
           (1, (SET / PAGE).read_bytes()))


def without_code(text):
    return re.sub(r"(<target>Zie .*?)<ph [^>]*?0800-BOOT[^>]*/>", r"\1ons",
                  text)


def test_lost_code():
    wanted = page_with({"7c1e0-103":
                        'Zie [de tarieven](prices.md "Tarieven") of bel ons.'})
    status, page, out = changed_by("lost", without_code)
    expect("a code that is lost", (status, page), (0, wanted))
    expect("a lost code is listed", out.split("\n")[4],
           "    ! lost: `0800-BOOT`")
    status, page, _ = changed_by("lost-strict", without_code, "--strict")
    expect("a code that is lost with --strict", (status, page),
           (1, (SET / PAGE).read_bytes()))


def test_tools():
    """A tool may rewrite codes, add marks and put segments in order."""
    same = (SET / PAGE).read_bytes()

    def to_ends(text):
        text = re.sub(r'<pc (id="(\d+)"[^>]*?) dataRefEnd="(\w+)" '
                      r'dataRefStart="(\w+)">((?:(?!<pc).)*?)</pc>',
                      r'<sc \1 dataRef="\4"/>\5<ec startRef="\2" '
                      r'dataRef="\3"/>', text)
        return text

    status, page, _ = changed_by("ends", to_ends)
    expect("pc written as sc and ec", (status, page), (0, same))
    status, page, _ = changed_by("marks", lambda text: text.replace(
        "<target>Een boot huren",
        '<target><mrk id="m1" type="term">Een</mrk><sm id="m2" '
        'type="generic"/> boot<em startRef="m2"/> huren'))
    expect("marks in a target", (status, page), (0, same))
    status, page, _ = changed_by("notes", lambda text: text.replace(
        "<unit ", '<x:a xmlns:x="urn:x"><x:b/></x:a><unit ', 1).replace(
        "<segment ", '<notes><note>n</note></notes><segment ', 1))
    expect("notes and elements of others", (status, page), (0, same))
    first, second = "7c1e0-102", "7c1e0-103"
    halves = dict((m[2].decode(), m[3].decode()) for m in
                  PAIR.finditer(same))

    def swap(text):
        unit = re.search(r'<unit (?:(?!</unit>).)*?s7c1e0-102".*?</unit>',
                         text, re.DOTALL)
        parts = unit[0].split("<target>")
        for at, order in ((1, 3), (2, 2), (3, 1)):
            parts[at] = f'<target order="{order}">' + parts[at]
        new = parts[0] + "".join(parts[1:4]) + "".join(
            "<target>" + part for part in parts[4:])
        return text.replace(unit[0], new)

    status, page, _ = changed_by("order", swap)
    expect("targets in another order", (status, page),
           (0, page_with({first: halves[second], second: halves[first]})))


def test_export():
    for form in FORMATS:
        one = tree(export_one(f"one-{form}", form, "-j", "1").parent)
        two = tree(export_one(f"two-{form}", form, "-j", "4").parent)
        expect(f"{form} is the same for every -j", one, two)
    path = export_one("only", "csv", "--only", "untranslated")
    rows = path.read_bytes().decode("utf-8-sig").split("\r\n")
    expect("--only untranslated", [row.split(",")[1] for row in rows[1:-1]],
           ["7c1e0-106"])
    for form in FORMATS:
        docset, path = fresh(f"single-{form}"), WORK / f"commands-all.{form}"
        spoiled = docset / PAGE
        if form == "xliff2":
            spoiled.write_bytes(change_halves(
                spoiled.read_bytes(),
                lambda _, half: half and half + b"x"))
        status = diglot("export", "--to", form, "--single", "-o", path,
                        SET)[0]
        status += diglot("import", "--from", form, path, docset)[0]
        expect(f"--single {form}", (status, tree(docset)), (0, tree(SET)))
    out = WORK / "commands-page"
    status = diglot("export", "--to", "po", "-o", out, SET / PAGE)[0]
    expect("one page", (status, list(tree(out))), (0, [f"{PAGE}.po"]))


def test_findings():
    """A number that differs is said in a note and marked in the target."""
    docset = fresh("findings")
    page = docset / PAGE
    page.write_bytes(change_halves(page.read_bytes(), lambda key, half:
                     half + b" 77" if key == "7c1e0-102" else half))
    for form, mark in (("xliff2", 'its:locQualityIssueType="numbers"'),
                       ("xliff1", 'mtype="x-its-numbers"')):
        out = WORK / f"commands-findings.{form}"
        diglot("export", "-q", "--to", form, "-o", out, docset)
        text = (out / f"{PAGE}.xlf").read_text(encoding="utf-8")
        expect(f"findings in {form}",
               (text.count(mark), "pair-number-mismatch" in text,
                ">77</mrk>" in text), (1, True, True))
        status = diglot("verify", "-q", out)[0]
        before = tree(docset)
        status += diglot("import", "-q", out, docset)[0]
        expect(f"{form} with findings comes back", (status, tree(docset)),
               (0, before))
        diglot("export", "-q", "--no-findings", "--to", form, "-o", out,
               docset)
        text = (out / f"{PAGE}.xlf").read_text(encoding="utf-8")
        expect(f"--no-findings in {form}", ("mrk" in text, "DG9" in text),
               (False, False))


def test_pseudo():
    out = WORK / "commands-pseudo"
    status = diglot("export", "--to", "pseudo", "-o", out, SET)[0]
    page, original = (out / PAGE).read_bytes(), (SET / PAGE).read_bytes()
    rest = [PAIR.sub(rb"\1\4", data) for data in (page, original)]
    # Headings and list items have text of their own, too.
    text = page.decode()
    trouble = []
    if status or "⟦ÉÉéñ ƀ" not in text:
        trouble.append(text[:600])
    for kept in ("](prices.md \"Tarieven\")", "`0800-BOOT`", "&amp;",
                 "You can rent a boat at the **jetty**.", "](canoe.png)"):
        if kept not in text:
            trouble.append(f"lost: {kept}")
    if rest[0].count(b"data-stu-id") != rest[1].count(b"data-stu-id"):
        trouble.append("pairs are lost")
    report("pseudo-localization", trouble)


def test_counts():
    memory = WORK / "commands-memory.csv"
    memory.write_text("file,pair,source,target\nx,1,Bring a friend.,Neem\n")
    rows = [diglot("export", "--to", "counts", *options, SET / PAGE)[1]
            .decode().split("\r\n") for options in
            ((), ("--memory", memory))]
    expect("counts", [row[-2] for row in rows],
           ["total,20,67,64,0,0,3", "total,20,67,64,3,0,0"])
    memory.write_text("file,pair,source,target\n"
                      "x,1,Bring a good friend.,Neem\n")
    out = diglot("export", "--to", "counts", "--memory", memory,
                 SET / PAGE)[1].decode().split("\r\n")
    expect("a fuzzy match", out[-2], "total,20,67,64,0,3,0")


test_import()
test_strict()
test_lost_code()
test_tools()
test_export()
test_findings()
test_pseudo()
test_counts()
