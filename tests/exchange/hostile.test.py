"""Exchange files that mean harm or are broken: each is refused with a
finding, in good time, and no page is touched."""

import os
from common import HERE, WORK, copy, diglot, report, tree

X2 = ('<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" '
      'srcLang="en" trgLang="nl"><file id="f1" original="guide/boats.md">'
      '<unit id="u1"><segment id="s7c1e0-101"><source>Rent a boat</source>'
      "<target>{}</target></segment></unit></file></xliff>")
X1 = ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
      '<file original="guide/boats.md" source-language="en" '
      'target-language="{}" datatype="x-markdown"><body>'
      '<trans-unit id="7c1e0-101"><source>Rent a boat</source>'
      "<target>{}</target></trans-unit></body></file></xliff>")
TMX = ('<tmx version="1.4"><header srclang="en-US"/><body>'
       '<tu tuid="7c1e0-101"><prop type="x-file">guide/boats.md</prop>'
       '<tuv xml:lang="en-US"><seg>Rent a boat</seg></tuv>'
       '<tuv xml:lang="nl-NL"><seg>{}</seg></tuv></tu></body></tmx>')
PO = ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
      'msgctxt "guide/boats.md#7c1e0-101"\nmsgid "Rent a boat"\n'
      'msgstr {}\n')
CSV = "file,pair,source,target\nguide/boats.md,7c1e0-101,Rent a boat,{}\n"
LAUGHS = ("<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>"
    for i in range(9)) + "]>")

CASES = {
    # XML that wants to be expanded, or to read and fetch what it should not
    "laughs.xlf": LAUGHS + X2.format("&j;"),
    "laughs.tmx": LAUGHS + TMX.format("&j;"),
    "quadratic.xlf": "<!DOCTYPE x [<!ENTITY a '" + "a" * 50000 + "'>]>"
                     + X2.format("&a;" * 50000),
    "file.xlf": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
                + X2.format("&a;"),
    "network.tmx": "<!DOCTYPE tmx SYSTEM 'http://192.0.2.1/x.dtd'>"
                   + TMX.format("&a;"),
    "parameter.tmx": "<!DOCTYPE x [<!ENTITY % p SYSTEM "
                     "'http://192.0.2.1/x'> %p;]>" + TMX.format("a"),
    "default.xlf": "<!DOCTYPE x [<!ATTLIST segment id CDATA 's1'>]>"
                   + X2.format("a"),
    "include.xlf": X2.format(
        '<i:include xmlns:i="http://www.w3.org/2001/XInclude" '
        'href="file:///etc/hostname" parse="text"/>'),
    # too much of something
    "deep.xlf": X2.format("<mrk id='a'>" * 5000 + "</mrk>" * 5000),
    "attributes.xlf": X2.format("<mrk " + " ".join(
        f"a{i}=''" for i in range(100000)) + "/>"),
    "tag.xlf": X2.format("<mrk value='" + "a" * 100000 + "'/>"),
    "elements.xlf": "<a>" + "<b/>" * 4100000 + "</a>",
    "huge.po": PO.format('"' + "a" * (65 << 20) + '"'),
    "fields.csv": CSV.format("a" + ",b" * 1000),
    # broken
    "truncated.xlf": X2.format("a")[:-30],
    "truncated.tmx": TMX.format("a")[:-30],
    "truncated.po": PO.format('"a')[:-1],
    "truncated.csv": CSV.format('"a'),
    "unknown.xlf": "<html/>",
    "version.xlf": X2.format("a").replace(":2.0", ":3.0"),
    "no-id.xlf": X2.format("a").replace(' id="s7c1e0-101"', ""),
    "code.xlf": X2.format("<ph id='1' dataRef='d9'/>a"),
    "cp.xlf": X2.format("<cp hex='110000'/>"),
    "escape.po": PO.format('"\\q"'),
    "twice.po": PO.format('"a"\nmsgstr "b"'),
    "plural.po": PO.format('"a"\nmsgid_plural "b"'),
    "columns.csv": "a,b\n1,2\n",
    "short.csv": CSV.format("a") + "guide/boats.md,7c1e0-102\n",
    "empty.xlf": "",
    "empty.csv": "",
    # in another encoding than it says
    "utf16.xlf": X2.format("a").encode("utf-16"),
    "declared.xlf": '<?xml version="1.0" encoding="UTF-16"?>'
                    + X2.format("a"),
    "latin1.xlf": X2.format("é").encode("latin-1"),
    "latin1.tmx": TMX.format("é").encode("latin-1"),
    "latin1.po": PO.format('"é"').encode("latin-1"),
    "charset.po": PO.format('"a"').replace("UTF-8", "ISO-8859-1"),
    "utf16.csv": CSV.format("a").encode("utf-16"),
    # a text that would break out of its place
    "formula.csv": CSV.format("=cmd|' /C calc'!A0"),
    "formula-at.csv": CSV.format("@SUM(1)"),
    "wrapper.xlf": X2.format('&lt;/span>&lt;span class="sxs-lookup">&lt;span '
                             'data-stu-id="7c1e0-101">x'),
    "opener.tmx": TMX.format('&lt;span data-ttu-id="9-9">'),
    "line.po": PO.format('"Een\\n\\n# boot"'),
    "cell.csv": "file,pair,source,target\n"
                "guide/boats.md,7c1e0-109,Boat,Boot | schip\n",
    "control.xlf": X2.format("<cp hex='0000'/>"),
    # for another page
    "page.xlf": X2.format("a").replace("guide/boats.md", "../boats.md"),
    "absolute.po": PO.format('"a"').replace("guide/", "/etc/"),
    "pair.tmx": TMX.format("a").replace("7c1e0-101", "7c1e0-999"),
    "source.xlf": X2.format("a").replace("Rent a boat", "Rent a ship"),
    "language.xlf": X2.format("a").replace('trgLang="nl"', 'trgLang="fr"'),
    "language1.xlf": X1.format("fr", "a"),
    "language.tmx": TMX.format("a").replace("nl-NL", "de-DE"),
    "language.po": PO.format('"a"').replace("UTF-8", "UTF-8\\nLanguage: fr"),
    "twice.xlf": X2.format("a").replace(
        "</unit>", X2[X2.index("<segment"):X2.index("</unit>")].format("b")
        + "</unit>"),
    "bytes1.xlf": X1.format("nl", '<x id="1"/>a'),
    "conflict.po": PO.format('"a"') + PO.split("\n\n")[1].format('"b"'),
}


def check(name, data, docset, before):
    path = WORK / "hostile" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    began = os.times()
    status, out, err = diglot("import", "--format", "compact", path, docset)
    now = os.times()
    took = now[2] + now[3] - began[2] - began[3]
    path.unlink()
    trouble = []
    if status != 1 or b"error: " not in out:
        trouble.append(f"exit status {status}: {out[:500]!r} {err[:500]!r}")
    if took > 10:
        trouble.append(f"it took {took:.1f} s of a processor")
    if tree(docset) != before:
        trouble.append("a page was changed")
        copy(HERE / "in", docset)
    return trouble


def main():
    docset = copy(HERE / "in", WORK / "hostile-set")
    before = tree(docset)
    for name, data in CASES.items():
        report(name, check(name, data, docset, before))


main()
