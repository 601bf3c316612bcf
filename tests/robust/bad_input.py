#!/usr/bin/env python3
"""Input that is broken: a clear finding in time, exit status 1 for
documents and 2 for the run, and all that is not broken is published."""

import os
import shutil
import subprocess
import time

from harness import (PROGRAM, ROOT, Skip, WORK, diglot, docset, environment,
                     folder, run, test)

SECONDS = 3
GOOD = {"good.md": "# Good\n\nA page.\n", "diglot.yml": "title: T\n"}


def timed(*words, **more):
    began = time.monotonic()
    done = diglot(*words, **more)
    took = time.monotonic() - began
    assert took < SECONDS, f"{took:.1f} s"
    assert done.returncode >= 0, f"signal {-done.returncode}"
    return done


def broken_page(source, finding, out=None):
    """Findings of the page, exit status 1, and the good page is there."""
    out = out or folder() / "site"
    done = timed("build", source, "-o", out, "--format", "compact")
    text = done.stdout + done.stderr
    assert done.returncode == 1, f"status {done.returncode}\n{text}"
    assert finding in text, f"no '{finding}' in:\n{text}"
    assert (out / "en-us/good.html").is_file(), "the good page is lost"
    return out


def broken_run(finding, *words, **more):
    done = timed(*words, **more)
    text = done.stdout + done.stderr
    assert done.returncode == 2, f"status {done.returncode}\n{text}"
    assert finding in text, f"no '{finding}' in:\n{text}"


# ---- pages ----------------------------------------------------------------

def page(name, data, finding):
    @test(f"page: {name}")
    def case():
        broken_page(docset({**GOOD, "bad.md": data}), finding)


page("Latin-1", "caf\xe9\n".encode("latin-1"), "bad.md:1:4: error: the byte")
page("UTF-16", "# Title\n".encode("utf-16"), "the file is UTF-16")
page("UTF-16 without a mark", "# T\n".encode("utf-16-le"), "UTF-16")
page("UTF-32", "# Title\n".encode("utf-32"), "the file is UTF-32")
page("surrogate", b"# \xed\xa0\x80\n", "bad.md:1:3: error: the byte")
page("NUL byte", "# Title\n\nx\0y\n", "bad.md:3:2: error: there is a NUL")


def front(name, yaml, finding):
    page(f"front matter, {name}", f"---\n{yaml}\n---\n# Bad\n", finding)


front("open bracket", "title: [a", "bad.md:2:8: error: the '['")
front("open quote", 'title: "a', "bad.md:2:8: error: the quote")
front("indentation", "a: b\n c: d", "bad.md:3:3: error:")
front("colon", "title: a: b", "bad.md:2:9: error: a value with ': '")
front("percent", "%x", "bad.md:2:1: error:")
front("unknown alias", "a: *x", "bad.md:2:4: error: '*x'")
front("deep", "a: " + "[" * 5000, "nested more than 64 deep")
front("alias bomb", "a0: &a0 [x]\n" + "".join(
    "a{0}: &a{0} [{1}]\n".format(i, ",".join([f"*a{i - 1}"] * 9))
    for i in range(1, 12)), "aliases stand for more than")
page("front matter, unclosed", "---\ntitle: x\n# Bad\n",
     "bad.md:1:1: error: the front matter that begins here is never closed")
page("include of itself", "# Bad\n\n[!INCLUDE [x](bad.md)]\n",
     "bad.md:3:1: error: files include each other: 'bad.md' -> 'bad.md'")
page("include outside", "# Bad\n\n[!INCLUDE [x](../../x.md)]\n",
     "bad.md:3:1: error: the include '../../x.md' leads out")
page("include of an absolute path", "# Bad\n\n[!INCLUDE [x](/etc/passwd)]\n",
     "bad.md:3:1: error: the include '/etc/passwd' leads out")
page("include of nothing", "# Bad\n\n[!INCLUDE [x](none.md)]\n",
     "bad.md:3:1: error: the included file 'none.md' does not exist")


# ---- files ----------------------------------------------------------------

@test("file: 1 TB")
def big():
    source = docset(GOOD)
    (source / "bad.md").touch()
    os.truncate(source / "bad.md", 1 << 40)
    broken_page(source, "bad.md:1:1: error: the file cannot be read: it has "
                "more than 8 MiB")


@test("file: FIFO")
def fifo():
    source = docset(GOOD)
    os.mkfifo(source / "bad.md")
    broken_page(source, "'bad.md' is no regular file")


@test("file: a folder named like a page")
def folder_page():
    source = docset({**GOOD, "bad.md/inner.md": "# Inner\n"})
    out = folder() / "site"
    done = timed("build", source, "-o", out)
    assert done.returncode == 0, done.stdout
    assert (out / "en-us/bad.md/inner.html").is_file()


def link(name, target, finding, path="bad.md"):
    @test(f"file: {name}")
    def case():
        source = docset(GOOD)
        (source / path).symlink_to(target)
        out = broken_page(source, finding)
        text = "".join(p.read_text() for p in out.rglob("*.html"))
        assert "root:" not in text


link("link out of the docset", "/etc/passwd", "'bad.md' is no regular file")
link("link to itself", "bad.md", "'bad.md' is no regular file")
link("link to nothing", "none.md", "'bad.md' is no regular file")
link("link to a folder outside", "/etc", "'bad' is a link to a folder",
     "bad")
link("link to the folder itself", ".", "'bad' is a link to a folder", "bad")


def installed():
    """The program where everybody may run it: a clone may lie in a folder
    that is closed to others."""
    app = folder()
    app.chmod(0o755)
    (app / "bin").mkdir()
    shutil.copy(PROGRAM, app / "bin/diglot")
    for name in ("locales", "themes"):
        shutil.copytree(ROOT / name, app / "share/diglot" / name)
    return app / "bin/diglot"


@test("file: unreadable")
def unreadable():
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        raise Skip("root reads everything, and there is no setpriv")
    source = docset({**GOOD, "bad.md": "# B\n", "closed/x.md": "# X\n"})
    out = folder()
    for path in (WORK, source, out):
        path.chmod(0o777)
    (source / "bad.md").chmod(0)
    (source / "closed").chmod(0)
    words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    done = subprocess.run(
        (words if os.geteuid() == 0 else []) + [
            installed(), "build", str(source), "-o", str(out / "site"),
            "--format", "compact"],
        env=environment(), capture_output=True, text=True, timeout=60)
    (source / "closed").chmod(0o755)
    text = done.stdout + done.stderr
    assert done.returncode == 1, text
    assert "bad.md:1:1: error: the file cannot be read: perm" in text, text
    assert "the folder 'closed' cannot be read" in text, text
    assert (out / "site/en-us/good.html").is_file()


@test("file: two for one output")
def case_conflict():
    broken_page(docset({**GOOD, "Bad.md": "# 1\n", "bad.md": "# 2\n"}),
                "'Bad.md' and 'bad.md' both publish to")


@test("file: include circle")
def circle():
    broken_page(docset({**GOOD, "a.md": "# A\n\n[!INCLUDE [x](b.md)]\n",
                        "b.md": "B\n\n[!INCLUDE [x](a.md)]\n"}),
                ".md:3:1: error: files include each other: 'a.md' -> 'b.md' "
                "-> 'a.md'")


@test("file: includes that multiply")
def multiply():
    files = {f"i{i}.md": f"[!INCLUDE [x](i{i + 1}.md)]\n\n" * 10
             for i in range(15)}
    done = timed("build", docset({**GOOD, **files, "i15.md": "End.\n"}),
                 "-o", folder() / "site", "--format", "compact")
    assert "the page shows more than 20000 included files" in done.stdout


@test("file: circle of tables of contents")
def toc_circle():
    broken_page(docset({
        **GOOD, "toc.yml": "- name: x\n  href: s/toc.yml\n",
        "s/toc.yml": "- name: x\n  href: ../toc.yml\n"}),
        "tables of contents include each other: toc.yml -> s/toc.yml")


# ---- the run ---------------------------------------------------------------

def config(name, file, text, finding):
    @test(f"configuration: {name}")
    def case():
        source = docset({"good.md": "# Good\n", file: text})
        broken_run(f"{file}:{finding}", "build", source, "-o",
                   folder() / "site")
        broken_run(f"{file}:{finding}", "check", source)


config("unknown key", "diglot.yml", "tilte: x\n",
       "1:1: error: unknown key 'tilte', did you mean 'title'?")
config("wrong type", "diglot.yml", "title: [x]\n",
       "1:8: error: 'title' is a list, must be text")
config("wrong language", "diglot.yml", "locales: {xx-: a}\n", "1:11: error:")
config("no YAML", "diglot.yml", "title: [\n", "2:1: error:")
config("no JSON", "docfx.json", "{\n", "2:1: error: not JSON")
config("empty JSON", "docfx.json", "", "1:1: error: not JSON")
config("JSON of another type", "docfx.json", "[]", "1:1: error: 'docfx.json'")
config("wrong type in JSON", "docfx.json", '{"build": 3}', "1:11: error:")
config("deep JSON", "docfx.json", "[" * 100000, "1:65: error:")


@test("run: no docset")
def no_docset():
    broken_run("cannot open the docset", "build", WORK / "nowhere")
    broken_run("cannot read", "check", WORK / "nowhere")


@test("run: empty folder")
def empty():
    broken_run("there is no document", "build", folder(), "-o",
               folder() / "site")
    broken_run("there is no document", "check", folder())


@test("run: output folder that is not ours")
def not_ours():
    source, out = docset(GOOD), docset({"letter.txt": "Dear all"})
    broken_run("was not made by diglot", "build", source, "-o", out)
    assert (out / "letter.txt").read_text() == "Dear all"


@test("run: output is the docset")
def output_is_docset():
    source = docset(GOOD)
    broken_run("was not made by diglot", "build", source, "-o", source)
    broken_run("must have a name", "build", source, "-o", "/")
    broken_run("must have a name", "build", ".", "-o", ".", cwd=source)
    assert sorted(os.listdir(source)) == sorted(GOOD)


@test("run: output inside the docset")
def output_inside():
    source = docset(GOOD)
    for _ in range(2):
        done = timed("build", source, "-o", source / "site")
        assert done.returncode == 0, done.stderr
    assert not list((source / "site").rglob("site"))


@test("run: standard output is closed, or full")
def output_full():
    source = docset({**GOOD, "bad.md": "[x](none.md)\n"})
    for words in (["check", source], ["build", source, "-o",
                                      folder() / "site"],
                  ["render", source / "good.md"], ["--help"], ["explain"]):
        with open("/dev/full", "w") as full:
            done = timed(*words, stdout=full)
        assert done.returncode == 2, f"{words}: {done.returncode}"
        assert "cannot write to standard output" in done.stderr, words
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" check "$1" >&-', PROGRAM, str(source)],
        env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 2, done


@test("run: disk full")
def disk_full():
    disk = folder()
    if os.geteuid() or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)],
            capture_output=True).returncode:
        raise Skip("no file system may be mounted here")
    try:
        pages = {f"p{i}.md": "# P\n\n" + "Words. " * 3000 for i in range(50)}
        done = timed("build", docset({**GOOD, **pages}), "-o", disk / "site")
        assert done.returncode == 2, done.stderr
        assert "No space left on device" in done.stderr, done.stderr
        assert os.listdir(disk) in ([], ["site.lock"]), os.listdir(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


run()
