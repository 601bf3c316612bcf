"""What the exchange tests share. A script prints "ok NAME" or "not ok NAME"
with its reasons, as tests/run reads it."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIGLOT = os.environ["DIGLOT"]
WORK = Path(os.environ["DIGLOT_WORK"])
SHARED = os.environ.get("DIGLOT_SHARED")
SHARED = Path(SHARED) if SHARED else None
FORMATS = ("xliff2", "xliff1", "tmx", "po", "csv")
QUOTE = rb'(?:"|&quot;)'
PAIR = re.compile(
    rb"(<span data-ttu-id=" + QUOTE + rb"([\w.-]+)" + QUOTE + rb">)(.*?)"
    rb"(</span><span class=" + QUOTE + rb"sxs-lookup" + QUOTE +
    rb"><span data-stu-id=" + QUOTE + rb"\2" + QUOTE + rb">)", re.DOTALL)


def run(*words, cwd=None, env=None):
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env,
                          capture_output=True, timeout=600, check=False)
    return done.returncode, done.stdout, done.stderr


def diglot(*words, cwd=None):
    return run(DIGLOT, *words, cwd=cwd)


def report(name, trouble):
    """Prints the outcome; trouble is a list of lines."""
    print(("not ok " if trouble else "ok ") + name)
    for line in trouble[:20]:
        print(line)
    sys.stdout.flush()


def skip(name):
    print(f"skip {name}")


def corpora():
    """Folders of real bilingual pages, or none."""
    top = SHARED / "corpus" if SHARED else None
    if not top or not top.is_dir():
        return []
    return sorted(path for path in top.rglob("live-sxs") if path.is_dir())


def name_of(docset):
    return str(docset.relative_to(SHARED / "corpus").parent)


def copy(docset, to):
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(docset, to, symlinks=True)
    for path in [to] + list(to.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | 0o200)
    return to


def tree(top):
    return {str(path.relative_to(top)): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file() and not path.is_symlink()}


def differences(expected, actual):
    names = expected.keys() | actual.keys()
    return [name for name in sorted(names)
            if expected.get(name) != actual.get(name)]


def export(form, docset, out, *options):
    shutil.rmtree(out, ignore_errors=True)
    status, _, err = diglot("export", "-q", "--to", form, "-o", out,
                            *options, docset)
    return [] if status == 0 else [f"export --to {form}: {status} {err!r}"]


def bring_back(form, source, docset, *options):
    status, out, err = diglot("import", "-q", "--format", "compact",
                              "--from", form, *options, source, docset)
    return [] if status == 0 else [
        f"import --from {form}: {status}",
        out.decode(errors="replace")[:2000], err.decode(errors="replace")]


def change_halves(data, change):
    """The page with change(key, target) as each target half. The second
    pair of one id has the key "ID:2"."""
    uses = {}

    def put(match):
        name = match[2].decode()
        uses[name] = uses.get(name, 0) + 1
        key = name if uses[name] == 1 else f"{name}:{uses[name]}"
        return match[1] + change(key, match[3]) + match[4]

    return PAIR.sub(put, data)


# ---- editing exchange files, each by another program than diglot ----------
# edit(path, choose) puts MARK before the target of each chosen pair and
# returns {page: {key}}. choose(page, key) says which.

MARK = "Zq"


def edit_xml(path, choose, units):
    document = ET.parse(path)
    done = {}
    for page, key, target in units(document.getroot()):
        if target is not None and choose(page, key):
            target.text = MARK + (target.text or "")
            done.setdefault(page, set()).add(key)
    document.write(path, encoding="utf-8", xml_declaration=True)
    return done


def xliff2_units(root):
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    for file in root.iter(space + "file"):
        for segment in file.iter(space + "segment"):
            yield (file.get("original"), segment.get("id")[1:],
                   segment.find(space + "target"))


def xliff1_units(root):
    space = "{urn:oasis:names:tc:xliff:document:1.2}"
    for file in root.iter(space + "file"):
        for unit in file.iter(space + "trans-unit"):
            yield (file.get("original"), unit.get("id"),
                   unit.find(space + "target"))


def tmx_units(root):
    for unit in root.iter("tu"):
        segments = unit.findall("tuv/seg")
        yield (unit.findtext("prop[@type='x-file']"), unit.get("tuid"),
               segments[1] if len(segments) > 1 else None)


def edit_csv(path, choose):
    done = {}
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    at = {name: number for number, name in enumerate(rows[0])}
    for row in rows[1:]:
        page, key = row[at["file"]], row[at["pair"]]
        target = row[at["target"]]
        # A guard is needed no more before a word.
        guarded = re.match(r"'['=+\-@\t\r]", target)
        if target and choose(page, key):
            row[at["target"]] = MARK + target[bool(guarded):]
            done.setdefault(page, set()).add(key)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8"))
    return done


def edit_po(path, choose):
    done = {}

    def put(match):
        page, key = match[1].rsplit("#", 1)
        if match[3] == '""\n' and not match[4] or not choose(page, key):
            return match[0]
        done.setdefault(page, set()).add(key)
        if match[4]:
            return (f'msgctxt "{match[1]}"\n{match[2]}msgstr "{MARK}"\n'
                    + match[4])
        return (f'msgctxt "{match[1]}"\n{match[2]}msgstr "{MARK}'
                + match[3][1:])

    text = path.read_bytes().decode("utf-8")
    pattern = (r'msgctxt "([^\n]*)"\n(msgid [^\n]*\n(?:"[^\n]*\n)*)'
               r'msgstr ("[^\n]*\n)((?:"[^\n]*\n)*)')
    text = re.sub(pattern, put, text)
    path.write_bytes(text.encode("utf-8"))
    return done


def edit(form, path, choose):
    if form == "csv":
        return edit_csv(path, choose)
    if form == "po":
        return edit_po(path, choose)
    units = {"xliff2": xliff2_units, "xliff1": xliff1_units,
             "tmx": tmx_units}[form]
    return edit_xml(path, choose, units)
