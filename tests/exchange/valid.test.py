"""What others say of our files: schemas, DTD, msgfmt, the translate
toolkit, and our own `verify`; and the conformance suite of XLIFF 2.1."""

import os
import shutil
from common import (FORMATS, HERE, SHARED, WORK, corpora, diglot, export,
                    name_of, report, run, skip)

XML_XSD = "http://www.w3.org/2001/xml.xsd"


def schemas():
    return SHARED / "schemas" if SHARED else None


def catalog():
    """The schema of XLIFF 1.2 imports one from the network."""
    local = (schemas() / "xliff-2.1/informativeCopiesOf3rdPartySchemas/w3c"
             / "xml.xsd").as_uri()
    path = WORK / "catalog.xml"
    path.write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        f'<uri name="{XML_XSD}" uri="{local}"/>'
        f'<system systemId="{XML_XSD}" uri="{local}"/></catalog>')
    return dict(os.environ, XML_CATALOG_FILES=str(path))


def xmllint(files, *options):
    status, _, err = run("xmllint", "--noout", "--nonet", *options, *files,
                         env=catalog())
    lines = err.decode(errors="replace").splitlines()
    bad = [line for line in lines if not line.endswith(" validates")]
    return bad if status else []


def by_schema(form, files):
    top = schemas()
    if form == "xliff2":
        return xmllint(files, "--schema", top / "xliff-2.1/all-modules.xsd")
    if form == "xliff1":
        return xmllint(files, "--schema",
                       top / "xliff-1.2/xliff-core-1.2-strict.xsd")
    if form == "tmx":
        return xmllint(files, "--dtdvalid", top / "tmx/tmx14.dtd")
    return []


def msgfmt(files):
    trouble = []
    for path in files:
        status, _, err = run("msgfmt", "-c", "-o", os.devnull, path)
        if status or err:
            trouble.append(err.decode(errors="replace"))
    return trouble


def verified(folder):
    status, out, err = diglot("verify", "-q", "--format", "compact", folder)
    return [out.decode(), err.decode()] if status else []


def check(form, docset, case):
    out = WORK / f"valid-{case}-{form}"
    trouble = export(form, docset, out)
    files = sorted(path for path in out.rglob("*") if path.is_file())
    if not trouble and not files:
        trouble.append("nothing was exported")
    if schemas():
        trouble += by_schema(form, files)
    if form == "po":
        trouble += msgfmt(files)
    return trouble + verified(out)


def count(path, word):
    return path.read_text(encoding="utf-8").count(word)


def toolkit(docset, case):
    """xliff2po on XLIFF 1.2, po2tmx on PO: as many texts come out."""
    top = WORK / f"toolkit-{case}"
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir()
    trouble = export("xliff1", docset, top / "a.xlf", "--single")
    trouble += export("po", docset, top / "b.po", "--single")
    if trouble:
        return trouble
    run("xliff2po", "--progress=none", top / "a.xlf", top / "a.po")
    run("po2tmx", "--progress=none", "-l", "xx", top / "b.po",
        top / "b.tmx")
    units = count(top / "a.xlf", "<trans-unit ")
    entries = count(top / "a.po", "\nmsgid ")
    if not units or entries < units:
        trouble.append(f"xliff2po: {units} units, {entries} entries")
    texts = count(top / "b.po", "\nmsgctxt ")
    memory = count(top / "b.tmx", "<tu>") + count(top / "b.tmx", "<tu ")
    # Entries without a translation, or to be reviewed, are no memory.
    if memory < texts * 0.9 or not texts:
        trouble.append(f"po2tmx: {texts} entries, {memory} units")
    return trouble


def suite():
    top = schemas() / "xliff-2.1-test-suite"
    for kind, valid in (("valid", True), ("invalid", False)):
        files = [path for part in ("core", "modules")
                 for path in sorted((top / part / kind).glob("*.xlf"))]
        trouble = []
        for path in files:
            status, out, _ = diglot("verify", "--format", "compact", path)
            if (status == 0) != valid:
                trouble.append(f"{path.name}: {out.decode()}")
        report(f"conformance suite: {len(files)} {kind} files", trouble)
    files = sorted((top / "core/in-out").glob("*.xlf"))
    trouble = [path.name for path in files if diglot("verify", path)[0]]
    report("conformance suite: in and out", trouble)


def main():
    for form in FORMATS:
        report(f"{form} small", check(form, HERE / "in", "small"))
    report("toolkit small", toolkit(HERE / "in", "small"))
    for docset in corpora() or [None]:
        for form in FORMATS:
            if docset is None:
                skip(f"{form} corpora")
            else:
                name = name_of(docset)
                report(f"{form} {name}",
                       check(form, docset, name.replace("/", "-")))
    if corpora():
        report("toolkit customer-insights.ar", toolkit(
            SHARED / "corpus/customer-insights.ar/live-sxs", "ar"))
    if schemas():
        suite()
    else:
        skip("conformance suite")


main()
