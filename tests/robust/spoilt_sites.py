#!/usr/bin/env python3
"""`diglot verify` on a site that is spoilt in one way at a time: it says so at
the place where it is, and of nothing else."""

import os
import re
import shutil
import struct
import zlib

from harness import ROOT, diglot, folder, run, test

PAGE = "en-us/sailing/tides.html"
RADIO = "en-us/sailing/radio.html"
X = "https://cdn.example/x"
IMAGE = '<img alt="" width="1" height="1" '


def png(width, height):
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
            + struct.pack(">I", zlib.crc32(chunk)))


_site = []


def site():
    """A built site with a base URL, a style and a script of its own."""
    if not _site:
        top = folder() / "site"
        done = diglot("build", "-q", "-o", top, "--base-url",
                      "https://docs.example/kb/",
                      ROOT / "tests/site/harbour/in")
        assert done.returncode < 2, done.stderr
        page = top / PAGE
        text = page.read_text().replace(
            "</head>", '<link rel="stylesheet" href="../mine.css">'
            '<script src="../mine.js" defer></script></head>')
        page.write_text(text)
        (top / "en-us/mine.css").write_text("a{color:red}\n")
        (top / "en-us/mine.js").write_text("var a = 1;\n")
        (top / "en-us/ship.png").write_bytes(png(300, 200))
        _site.append(top)
    return _site[0]


def found(top):
    done = diglot("verify", top)
    assert done.returncode in (0, 1), done.stderr
    lines = done.stdout.splitlines()
    assert (done.returncode == 1) == bool(lines), done.stdout
    return lines


class Spoilt:
    """A copy of the site that takes hits and remembers where."""

    def __init__(self):
        self.top = folder() / "site"
        shutil.copytree(site(), self.top)

    def text(self, path, new):
        """Writes a file whose '¦' says where the trouble is."""
        at = new.find("¦")
        lines = new[:max(at, 0)].split("\n")
        target = self.top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(new.replace("¦", ""))
        return f"{path}:{len(lines)}:{len(lines[-1]) + 1}:"

    def change(self, path, old, new):
        text = (self.top / path).read_text()
        assert old in text, f"{path} has no {old}"
        return self.text(path, text.replace(old, new, 1))

    def put(self, html):
        return self.change(PAGE, "</article>", f"<p>é{html}</p></article>")


def misses(cases, most=2):
    """cases: (name, function that spoils and gives the place, words)."""
    wrong = []
    for name, spoil, words in cases:
        spoilt = Spoilt()
        place = spoil(spoilt)
        lines = found(spoilt.top)
        if not any(line.startswith(place) and words in line
                   for line in lines):
            wrong.append(f"{name}: not {place} {words}, but {lines[:3]}")
        elif len(lines) > most:
            wrong.append(f"{name}: too much: {lines}")
        shutil.rmtree(spoilt.top.parent)
    assert not wrong, "\n".join(wrong)
    return f"{len(cases)} kinds"


def pages(table):
    return [(html, lambda s, html=html: s.put(html), words)
            for html, words in table]


@test("a site as it was built has nothing")
def clean():
    assert found(site()) == [], found(site())
    spoilt = Spoilt()
    # Files of the docset that only look like some of the build.
    for path in ("en-us/search/sample.js", "en-us/checklists/sample.json",
                 "en-us/data.json", "en-us/sailing/sample.xml"):
        (spoilt.top / path).write_text("{ fetch(")
    assert found(spoilt.top) == [], found(spoilt.top)


HOST = "another host is asked for"


@test("a page that asks another host")
def requests():
    table = [
        f'{IMAGE}src="¦{X}.png">',
        f'{IMAGE}src="¦//cdn.example/x.png">',
        f'{IMAGE}src="¦HTTPS://cdn.example/x.png">',
        f'{IMAGE}src="¦&#104;ttps://cdn.example/x.png">',
        f'{IMAGE}src="¦ht\ntps://cdn.example/x.png">',
        f'{IMAGE}src="¦https:cdn.example/x.png">',
        f'{IMAGE}src="../ship.png" srcset="¦../ship.png 1x, {X}.png 2x">',
        f'{IMAGE}src="../ship.png" srcset="¦../ship.png,\n\t{X}.png\n2x">',
        f'<picture><source srcset="¦{X}.webp"></picture>',
        f'<video src="¦{X}.mp4"></video>',
        f'<video poster="¦{X}.png"></video>',
        f'<video><source src="¦{X}.mp4"></video>',
        f'<audio src="¦{X}.mp3"></audio>',
        f'<video><track src="¦{X}.vtt"></video>',
        f'<iframe src="¦{X}"></iframe>',
        f'<embed src="¦{X}">',
        f'<object data="¦{X}"></object>',
        f'<input type="image" alt="x" src="¦{X}.png">',
        f'<link rel="stylesheet" href="¦{X}.css">',
        f'<link rel="alternate stylesheet" href="¦{X}.css">',
        f'<link rel="preload" as="image" href="¦{X}.png">',
        f'<link rel="preload" as="image" imagesrcset="¦{X}.png 2x">',
        f'<link rel="icon" href="¦{X}.ico">',
        f'<link rel="apple-touch-icon" href="¦{X}.png">',
        f'<link rel="prefetch" href="¦{X}">',
        '<link rel="dns-prefetch" href="¦//cdn.example">',
        '<link rel="preconnect" href="¦https://cdn.example">',
        f'<link rel="manifest" href="¦{X}.json">',
        f'<link rel="search" href="¦{X}.xml">',
        f'<script src="¦{X}.js"></script>',
        f'<SCRIPT SRC="¦{X}.js"></SCRIPT>',
        f'<svg><image href="¦{X}.png"/></svg>',
        f'<svg><image xlink:href="¦{X}.png"/></svg>',
        f'<svg><use href="¦{X}.svg#a"/></svg>',
        f'<svg><filter><feImage href="¦{X}.png"/></filter></svg>',
        f'<svg><script href="¦{X}.js"></script></svg>',
        f'<svg><rect fill="¦url({X}.svg#a)"/></svg>',
        f'<svg><image><set attributeName="href" to="¦{X}.png"/></image></svg>',
        f'<svg><title>{IMAGE}src="¦{X}.png"></title></svg>',
        f'<!-->{IMAGE}src="¦{X}.png">',
        f'<table background="¦{X}.png"></table>',
    ]
    more = [
        (f'¦<base href="{X}">', "a base element"),
        (f'<form action="¦{X}"></form>', "a form is sent to another host"),
        (f'<button formaction="¦{X}">x</button>', "a form is sent"),
        (f'<a href="radio.html" ¦ping="{X}">x</a>', "told to others"),
        (f'<a href="radio.html" ¦attributionsrc="{X}">x</a>', "told"),
    ]
    return misses(pages([(html, HOST) for html in table] + more))


@test("a page that moves the reader to another host by itself")
def refreshes():
    def head(content):
        return lambda s: s.change(
            PAGE, "</head>",
            f'<meta http-equiv="Refresh" content="¦{content}"></head>')

    words = "another host's page follows"
    return misses([
        ("plain", head(f"0; url={X}"), words),
        ("quotes", head(f"5;URL = '{X}'"), words),
        ("no word", head(f"0;{X}"), words),
        ("dead", head("0; url=nowhere.html"), "there is no file"),
    ])


@test("a policy that allows more")
def policies():
    def policy(more):
        return lambda s: s.change(
            PAGE, '<meta http-equiv="Content-Security-Policy" content="',
            '¦<meta http-equiv="Content-Security-Policy" content="' + more)

    return misses([(more, policy(more), "the policy allows") for more in (
        "connect-src *;", "script-src 'self'\n'unsafe-inline';",
        "font-src https:;", "script-src 'self' data:;", "frame-src\thttps://cdn.example;")])


@test("a style sheet that asks another host")
def styles():
    table = [
        f"a{{background:¦url({X}.png)}}",
        f"a{{background:¦url( '{X}.png' )}}",
        f"a{{background:¦URL({X}.png)}}",
        f"a{{background:¦u\\72l({X}.png)}}",
        "a{background:¦url(htt\\70s://cdn.example/x.png)}",
        "a{background:¦url(//cdn.example/x.png)}",
        f"/* a */ a{{background:image-set(¦'{X}.png' type('image/png') 1x)}}",
        f"a{{background:-webkit-image-set(¦url({X}.png) 1x)}}",
        f"@font-face{{src:local('a'),¦url({X}.woff2)}}",
        f"a{{cursor:¦url({X}.cur),auto}}",
        f"é{{}}\n@media print{{a{{list-style:¦url({X}.png)}}}}",
        f"¦@import '{X}.css';",
        f"¦@import url({X}.css) screen;",
        f"¦@IMPORT \"{X}.css\";",
        f"¦@\\69mport '{X}.css';",
    ]
    more = [
        ("¦@import 'a.css';", "there is no file"),
        ("a{background:¦url(a.png)}", "there is no file"),
        ("a{background:¦url(/a.png)}", "on a disk"),
        ("a{mask:¦url(images/berths.svg)}", "takes no mask"),
    ]
    quiet = ("/* url(https://cdn.example/x) */ a::after{content:'url(x)'}"
             "@namespace url(http://www.w3.org/1999/xhtml);"
             "a{filter:url(#a);background:url(data:image/png;base64,AA)}")
    spoilt = Spoilt()
    spoilt.text("en-us/mine.css", quiet)
    spoilt.text("en-us/sample.css", f"a{{background:url({X}.png)}}")
    assert found(spoilt.top) == [], found(spoilt.top)
    return misses([
        (css, lambda s, css=css: s.text("en-us/mine.css", css), words)
        for css, words in [(css, HOST) for css in table] + more])


@test("a script that asks for more than the site has")
def scripts():
    more = "a script asks for more"
    table = [
        (f"¦fetch('{X}')", more),
        ("window.¦fetch('a.json')", more),
        ("window['¦fetch']('a.json')", more),
        ("var é = 1; new ¦XMLHttpRequest()", more),
        ("new ¦WebSocket('wss://cdn.example')", more),
        ("new window.¦WebSocket(a)", more),
        ("new ¦EventSource('a')", more),
        ("navigator.¦sendBeacon('a')", more),
        ("new ¦RTCPeerConnection()", more),
        ("`a ${¦fetch('b')} c`", more),
        ("a = b / c; ¦fetch(d / e)", more),
        ("a = /[/'\"]/; ¦fetch(a)", more),
        ("new ¦Worker('a.js')", "no worker"),
        ("new ¦SharedWorker('a.js')", "no worker"),
        ("navigator.¦serviceWorker.register('a.js')", "no worker"),
        ("¦import('./a.js')", "no module"),
        ("¦import a from './a.js'", "no module"),
        (f"new Image().src = '¦{X}.png'", HOST),
        (f"s.setAttribute('src', '¦{X}.js')", HOST),
        ("s.src = \"¦//cdn.example/x.js\"", HOST),
        (f"l.href = '¦{X}.css'", HOST),
        (f"document.write('¦<img src=\"{X}.png\">')", HOST),
        (f"a.style.background = '¦url({X}.png)'", HOST),
    ]
    quiet = ("// fetch(a)\n/* new Worker(a) */ var s = 'fetch(\"x\")';\n"
             "var o = { fetch: 1 }; o.import(); var r = /fetch(x)/;\n"
             f"var url = '{X}'; a.href = '{X}'; t = `fetch`;\n")
    spoilt = Spoilt()
    spoilt.text("en-us/mine.js", quiet)
    spoilt.text("en-us/sample.js", "fetch('a')")
    assert found(spoilt.top) == [], found(spoilt.top)
    return misses([
        (js, lambda s, js=js: s.text("en-us/mine.js", js), words)
        for js, words in table])


@test("a script or a style inside a page")
def inline():
    script, style = "a script stands in the", "a style stands in the page"
    return misses(pages([
        ("¦<script>alert(1)</script>", script),
        ("¦<script type='importmap'>{}</script>", script),
        ("¦<script type='speculationrules'>{}</script>", script),
        ("<svg>¦<script>alert(1)</script></svg>", script),
        ("<b ¦onclick='a()'>x</b>", script),
        ("<b ¦OnClick='a()'>x</b>", script),
        ("<svg ¦onload='a()'></svg>", script),
        ("<svg><a>¦<set attributeName='onclick' to='a()'/></a></svg>", script),
        ("<a href='¦javascript:a()'>x</a>", script),
        ("<a href='¦JAVA&#115;cript:a()'>x</a>", script),
        ("<a href='¦java\nscript:a()'>x</a>", script),
        ("<svg><a href='¦javascript:a()'>x</a></svg>", script),
        ("<form action='¦javascript:a()'></form>", script),
        ("<iframe ¦srcdoc='&lt;b>x'></iframe>", "a page stands in the page"),
        ("<script src='¦data:text/javascript,a()'></script>", "no file"),
        ("<iframe src='¦data:text/html,x'></iframe>", "no file"),
        ("<link rel='stylesheet' href='¦data:text/css,a{}'>", "no file"),
        ("<b ¦style='color:red'>x</b>", style),
        ("<b ¦STYLE='color:red'>x</b>", style),
        ("¦<style>a{}</style>", style),
        ("<svg>¦<style>a{}</style></svg>", style),
    ]))


@test("a link that leads nowhere")
def links():
    no_file, place = "there is no file", "there is no place"
    table = [
        ("<a href='¦nowhere.html'>x</a>", no_file),
        ("<a href='¦../nowhere.html'>x</a>", no_file),
        ("<a href='¦now%20here.html'>x</a>", no_file),
        ("<a href='¦Radio.html'>x</a>", no_file),
        ("<a href='¦radio.html?q=1#nowhere'>x</a>", place),
        ("<a href='¦#nowhere'>x</a>", place),
        ("<a href='¦#High-Water'>x</a>", place),
        ("<a href='¦#h%C3%A9'>x</a>", place),
        ("<a href='¦#日本'>x</a>", place),
        ("<a href='¦./'>x</a>", "a folder"),
        ("<a href='¦../sailing'>x</a>", "a folder"),
        ("<a href='¦../sailing/'>x</a>", "a folder"),
        ("<a href='¦../../../x.html'>x</a>", "leads out of the site"),
        ("<a href='¦/en-us/index.html'>x</a>", "on a disk nothing"),
        ("<a href='¦//docs.example/'>x</a>", "on a disk this is a file"),
        ("<a href='¦file:///en-us/index.html'>x</a>", "only one machine"),
        ("<a href='¦C:/site/index.html'>x</a>", "only one machine"),
        ("<a href='¦..\\index.html'>x</a>", "a backslash"),
        ("<svg><a href='¦nowhere.html'>x</a></svg>", no_file),
        ("<map name='m'><area alt='x' href='¦nowhere.html'></map>", no_file),
        ("<a href='¦https://docs.example/kb/nowhere.html'>x</a>", no_file),
        ("<a href='¦https://docs.example/kb/en-us/sailing/'>x</a>", no_file),
        ("<form action='¦nowhere.html'></form>", no_file),
        ("<link rel='next' href='¦nowhere.html'>", no_file),
        ("<img src='¦nowhere.png' alt='' width='1' height='1'>", no_file),
        ("<video src='¦nowhere.mp4'></video>", no_file),
        ("<script src='¦nowhere.js'></script>", no_file),
        ("<svg><use href='¦../images/berths.svg'/></svg>", "shows nothing"),
    ]
    good = ("<a href='?q=1'>x</a> <a href='#'>x</a> <a href='#TOP'>x</a>"
            "<a href='%72adio.html'>x</a> <a href='mailto:a@b.example'>x</a>"
            "<a href='#h%C3%A9'>x</a><a id='hé' href='#hé'>x</a>"
            "<a href='https://docs.example/kb/'>x</a>"
            "<a href='#hé:~:text=x'>x</a><a href='https://other.example'>x</a>"
            "<img src='../ship.png' width='150' height='100' alt=''>"
            "<svg><a href='radio.html'>x</a></svg>")
    spoilt = Spoilt()
    spoilt.put(good)
    assert found(spoilt.top) == [], found(spoilt.top)
    return misses(pages(table))


@test("a picture without size, text or contents")
def pictures():
    alt, size = "no alternative text", "an image has no size"
    ship = "src='../ship.png'"
    table = [
        (f"¦<img {ship} width='3' height='2'>", alt),
        (f"¦<img {ship} alt='x'>", size),
        (f"¦<img {ship} alt='x' width='3'>", size),
        (f"¦<img {ship} alt='x' width='100%' height='2'>", size),
        (f"¦<img {ship} alt='x' width='2' height='3'>", "not that of"),
        ("¦<img alt='x' width='3' height='2'>", "no address"),
        ("¦<img alt='x' src='' width='3' height='2'>", "no address"),
        (f"¦<a href='radio.html'><img {ship} alt='' width='3' height='2'></a>",
         "a link is a picture without"),
        ("¦<input type='image' src='../ship.png'>", alt),
        ("<map name='m'>¦<area href='radio.html'></map>", alt),
    ]

    def replaced(data):
        def spoil(s):
            place = s.put(
                f"¦<img {ship} alt='' width='3' height='2'>")
            (s.top / "en-us/ship.png").write_bytes(data)
            return place
        return spoil

    return misses(pages(table) + [
        ("empty", replaced(b""), "this is no picture"),
        ("damaged", replaced(b"\x89PNG\r\n"), "this is no picture"),
        ("another", replaced(b"<html>"), "this is no picture"),
        ("of another size", replaced(png(10, 200)), "not that of"),
    ])


@test("ids that stand twice, and what is none")
def ids():
    twice = "an id stands twice"
    return misses(pages([
        ("<b id='¦high-water'>x</b>", twice),
        ("<b ID='¦high-water'>x</b>", twice),
        ("<b id='¦high&#45;water'>x</b>", twice),
        ("<svg><rect id='¦high-water'/></svg>", twice),
        ("<b ¦id=''>x</b>", "this is no id"),
        ("<b ¦id='a b'>x</b>", "this is no id"),
    ]))


@test("a page that is not whole")
def whole():
    def change(old, new):
        return lambda s: s.change(PAGE, old, new)

    def without(pattern, instead):
        return lambda s: s.text(PAGE, "¦" + re.sub(
            pattern, instead, (s.top / PAGE).read_text()))

    def cut(part):
        def spoil(s):
            text = (s.top / PAGE).read_text()
            text = text[:int(len(text) * part)]
            return s.text(PAGE, text + "¦")
        return spoil

    def raw(data, place):
        def spoil(s):
            (s.top / PAGE).write_bytes(data)
            return f"{PAGE}:{place}:"
        return spoil

    def bad_byte(s):
        text = (s.top / PAGE).read_bytes()
        at = text.index(b"</article>")
        (s.top / PAGE).write_bytes(text[:at] + b"\xE9" + text[at:])
        before = text[:at].decode().split("\n")
        return f"{PAGE}:{len(before)}:{len(before[-1]) + 1}:"

    language, charset = "does not say its language", "charset"
    return misses([
        ("no language", change('<html lang="en-US"', "¦<html"), language),
        ("empty language", change('<html lang="en-US"', '¦<html lang=""'),
         language),
        ("no language at all", change('<html lang="en-US"',
                                      '¦<html lang="en US"'), language),
        ("no title", without("<title>.*?</title>", ""), "no title"),
        ("empty title", without("<title>.*?</title>", "<title> </title>"),
         "no title"),
        ("no charset", without('<meta charset="utf-8">', ""), charset),
        ("another charset", change('<meta charset="utf-8">',
                                   '¦<meta charset="iso-8859-1">'), charset),
        ("a late charset", change('<meta charset="utf-8">',
                                  "<!--" + "x" * 1100 + "-->"
                                  '¦<meta charset="utf-8">'), charset),
        ("no document type", change("<!doctype html>", "¦"),
         "no document type"),
        ("cut in the middle", cut(0.7), "ends too early"),
        ("cut near the end", cut(0.999), "ends too early"),
        ("cut inside a tag", lambda s: s.text(
            PAGE, (s.top / PAGE).read_text().split("</article>")[0]
            + "<a href='x¦"), "ends too early"),
        ("CDATA", lambda s: s.put("¦<![CDATA[ x ]]>"), "CDATA"),
        ("empty", raw(b"", "1:1"), "the page is empty"),
        ("blank", raw(b" \n", "1:1"), "the page is empty"),
        ("broken UTF-8", bad_byte, "this is not UTF-8"),
    ], most=5)  # the places that the rest had are missed, too


@test("what a disk does not load")
def disks():
    return misses(pages([
        ("¦<script type='module' src='../mine.js'></script>", "no module"),
        ("¦<script type=' &#109;odule' src='../mine.js'></script>",
         "no module"),
        ("¦<link rel='modulepreload' href='../mine.js'>", "no module"),
        ("<link rel='stylesheet' href='¦'>", "no address to load"),
        ("<script src='../mine.js' ¦crossorigin></script>", "not loaded with"),
        ("<script src='../mine.js' ¦integrity='sha256-x'></script>",
         "not loaded with"),
        ("<link rel='stylesheet' href='../mine.css' ¦crossorigin>",
         "not loaded with"),
    ]))


@test("an SVG file that asks another host")
def svg():
    old = (site() / "en-us/images/berths.svg").read_text()
    size = re.search(r'width="\d+" height="\d+"', old).group()

    def of(text):
        return lambda s: s.text(
            "en-us/images/berths.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
            f"\n{text}</svg>")

    def quiet(s):
        of('<style>a{fill:red}</style><path style="fill:url(#a)"/>'
           '<a href="https://other.example">x</a>')(s)

    spoilt = Spoilt()
    quiet(spoilt)
    assert found(spoilt.top) == [], found(spoilt.top)
    return misses([(text, of(text), words) for text, words in [
        (f'<image href="¦{X}.png"/>', HOST),
        (f'<style>a{{fill:¦url({X})}}</style>', HOST),
        (f'<path style="¦fill:url({X})"/>', HOST),
        (f'<script href="¦{X}.js"/>', HOST),
        (f'<?xml-stylesheet href="¦{X}.css"?>', HOST),
        ("<style><![CDATA[¦@import 'https://cdn.example/x';]]></style>", HOST),
        ("¦<script>a()</script>", "a script stands"),
        ("<path ¦onclick='a()'/>", "a script stands"),
        ("<a href='¦nowhere.html'>x</a>", "there is no file"),
    ]])


@test("what programs read of the site")
def data():
    def change(path, old, new):
        return lambda s: s.change(path, old, new)

    def gone(path, place):
        def spoil(s):
            next(s.top.glob(path)).unlink()
            return place
        return spoil

    index = "en-us/search/index.js"
    lists = "en-us/checklists/index.json"
    page = "en-us/checklists/index.page.json"
    url = "https://docs.example/kb/en-us/sailing/tides"

    def search_list(s):
        """The file of the index that names pages."""
        for path in sorted(s.top.glob("en-us/search/*.js")):
            if '"sailing/tides.html"' in path.read_text():
                return str(path.relative_to(s.top))
        raise AssertionError("no list of pages")

    no_file = "there is no file"
    spoilt = Spoilt()
    place = spoilt.change(search_list(spoilt), '"sailing/tides.html"',
                          '¦"sailing/tides.html"')
    (spoilt.top / PAGE).unlink()
    lines = found(spoilt.top)
    assert any(x.startswith(place) and no_file in x for x in lines), lines
    spoilt = Spoilt()
    (spoilt.top / "robots.txt").unlink()
    place = spoilt.change(PAGE, f'rel="canonical" href="{url}',
                          f'rel="canonical" href="¦{url}x')
    lines = found(spoilt.top)
    assert any(x.startswith(place) and no_file in x for x in lines), lines
    return misses([
        ("a missing shard", lambda s: (
            next(p for p in sorted(s.top.glob("en-us/search/*.js"))
                 if p.name != "index.js"
                 and '"sailing/tides.html"' not in p.read_text()).unlink(),
            "en-us/search/")[1], no_file),
        ("another shard", lambda s: s.change(
            search_list(s), '"sailing/tides.html"', '"sailing/tide.html"')
            .split(":")[0], "not what the build wrote"),
        ("an index that is cut", lambda s: s.text(
            index, (s.top / index).read_text()[:40]).split(":")[0],
         "no JSON"),
        ("a checklist that is not there", gone(page, lists + ":"), no_file),
        ("a page of checklists that is not there", change(
            lists, '"index.html"', '¦"nowhere.html"'), no_file),
        ("a checklist of no page", lambda s: (
            s.change(page, '"en-us/index.html"', '¦"en-us/none.html"')),
         no_file),
        ("a changed checklist", lambda s: (
            s.change(page, '"title"', '"titel"'), lists + ":")[1],
         "not what the build wrote"),
        ("a checklist that is no JSON", lambda s: s.text(
            page, (s.top / page).read_text()[:-20]).split(":")[0],
         "no JSON"),
        ("a sitemap with a missing page", change(
            "sitemap.xml", f"<loc>{url}.html", f"<loc>¦{url}x.html"), no_file),
        ("a sitemap of another site", change(
            "sitemap.xml", f"<loc>{url}.html",
            "<loc>¦https://other.example/"), "no address of the site"),
        ("a sitemap with a missing translation", change(
            "sitemap.xml", f'hreflang="en-US" href="{url}.html',
            f'hreflang="en-US" href="¦{url}x.html'), no_file),
        ("a sitemap that is cut", lambda s: s.text(
            "sitemap.xml", (s.top / "sitemap.xml").read_text()[:-12]
            + "¦").split(":")[0], "no XML"),
        ("a sitemap with a bare sign", change(
            "sitemap.xml", "</urlset>", "&¦</urlset>"), "no XML"),
        ("no sitemap", gone("sitemap.xml", "robots.txt:3:10:"), no_file),
        ("a list for models with a missing page", change(
            "llms.txt", f"({url}.md", f"(¦{url}x.md"), no_file),
        ("no twin", gone("en-us/sailing/tides.md", "llms.txt:"), no_file),
        ("a canonical page that is not there", change(
            PAGE, f'rel="canonical" href="{url}.html',
            f'rel="canonical" href="¦{url}x.html'), no_file),
        ("a translation that is not there", change(
            PAGE, 'hreflang="nl-NL" href="https://docs.example/kb/nl-nl/',
            'hreflang="nl-NL" href="¦https://docs.example/kb/nl-nl/x'),
         no_file),
        ("a page for others that is not there", change(
            PAGE, f'property="og:url" content="{url}.html',
            f'property="og:url" content="¦{url}x.html'), no_file),
        ("linked data of a missing page", change(
            PAGE, f'"url":"{url}.html"', f'"url":¦"{url}x.html"'), no_file),
        ("linked data that is no JSON", change(
            PAGE, '"@context":', '"@context" ¦'), "no JSON"),
    ])


@test("a file of a site that is cut, empty or gone")
def damaged():
    """Of all that a page or a program of the site needs."""
    spoilt = Spoilt()
    names = [path for pattern in ("assets/*", "*/search/*", "*/checklists/*",
                                  "*/images/*", "*/*.html", "*/*.md")
             for path in sorted(spoilt.top.glob(pattern))]
    # What nothing in the site leads to, and texts that a search tells of in
    # other texts.
    alone = ("404.html", "images/berths.svg")
    packed = [path for path in names if path.match("*/search/*.js")
              and not any(path.stem in other.read_text() for other in
                          path.parent.iterdir() if other != path)]
    unseen = []
    for path in names:
        old = path.read_bytes()
        path.write_bytes(b"")
        if not found(spoilt.top):
            unseen.append(f"empty: {path}")
        path.write_bytes(old[:len(old) // 2])
        if path.suffix != ".md" and not found(spoilt.top):
            unseen.append(f"cut: {path}")
        path.unlink()
        if not (str(path).endswith(alone) or path in packed
                or found(spoilt.top)):
            unseen.append(f"gone: {path}")
        path.write_bytes(old)
    assert not unseen, "\n".join(unseen)
    assert found(spoilt.top) == []
    return f"{len(names)} files"


@test("files that are missing, or that not every disk can hold")
def files():
    def name(path, words):
        def spoil(s):
            (s.top / path).parent.mkdir(exist_ok=True)
            (s.top / path).write_text("x")
            return f"{path}:1:1:"
        return (path, spoil, words)

    def link(s):
        os.symlink("/etc/hostname", s.top / "en-us/host.txt")
        return "en-us/host.txt:1:1:"

    def folder_link(s):
        os.symlink("/etc", s.top / "en-us/host")
        return "en-us/host:1:1:"

    def pipe(s):
        os.mkfifo(s.top / "en-us/pipe")
        return "en-us/pipe:1:1:"

    rare = "not every disk has"
    spoilt = Spoilt()
    (spoilt.top / "index.html").unlink()
    (spoilt.top / "en-us/index.html").unlink()
    lines = found(spoilt.top)
    assert any(line.startswith("index.html:1:1: ") for line in lines), lines
    spoilt = Spoilt()
    next(spoilt.top.glob("assets/diglot.*.css")).unlink()
    lines = found(spoilt.top)
    assert all("there is no file 'assets/diglot." in x for x in lines), lines
    assert len(lines) > 20, lines
    done = diglot("verify", folder())
    assert done.returncode == 2, done.stdout
    return misses([
        name("en-us/a:b.txt", rare), name("en-us/what?.txt", rare),
        name("en-us/a\\b.txt", rare), name("en-us/con.txt", rare),
        name("en-us/LPT1", rare), name("en-us/end.", rare),
        name("en-us/dir /x.txt", rare),
        ("case", lambda s: (
            (s.top / "en-us/sailing/TIDES.md").write_text("x"),
            "en-us/sailing/tides.md:1:1:")[1], "tells this file from"),
        ("a link out", link, "no file of the site"),
        ("a link to a folder", folder_link, "no file of the site"),
        ("a pipe", pipe, "no file of the site"),
    ])


run()
