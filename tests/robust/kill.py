#!/usr/bin/env python3
"""A build that is killed at any moment leaves a site whole: the old one or
the new one; and the next build works. DIGLOT_LONG=1: 200 kills, not 25."""

import os
import random
import shutil
import signal
import subprocess
import time

from harness import (LONG, PROGRAM, ROOT, diglot, docset, environment, folder,
                     hashes, run, test)

KILLS = 200 if LONG else 25


def versions():
    """Two docsets of which most pages differ, some are new, some gone."""
    def pages(word, numbers):
        return {f"d{i % 7}/p{i}.md": f"# Page {i}\n\n" + f"{word} {i}. " * 40
                for i in numbers}
    fixed = {"diglot.yml": "title: Ferry\n"}
    for i in range(0, 400, 9):
        fixed[f"same/s{i}.md"] = f"# Same {i}\n\nAlways this.\n"
    return (docset({**fixed, **pages("Winter", range(0, 300))}),
            docset({**fixed, **pages("Summer", range(60, 360))}))


def built(source):
    out = folder() / "site"
    done = diglot("build", source, "-o", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return hashes(out)


def build_killed(source, out, after):
    """True if the build was still at work."""
    p = subprocess.Popen([PROGRAM, "build", str(source), "-o", str(out)],
                         env=environment(), stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    running = p.poll() is None
    try:
        # Half the time the workers live on, as after a real kill of one.
        if random.random() < 0.5:
            os.killpg(p.pid, signal.SIGKILL)
        else:
            p.kill()
    except ProcessLookupError:
        pass
    p.wait()
    return running


@test(f"{KILLS} kills leave a whole site")
def kills():
    random.seed(7)
    sources = versions()
    wanted = [built(s) for s in sources]
    out = folder() / "site"
    diglot("build", sources[0], "-o", out)
    began = time.monotonic()
    diglot("build", sources[1], "-o", out)
    duration = time.monotonic() - began
    caught = seen = 0
    for i in range(KILLS):
        caught += build_killed(sources[i % 2], out,
                               random.uniform(0, 1.1 * duration))
        now = hashes(out)
        assert now in wanted, f"kill {i}: {len(now)} files, neither version"
        seen |= 1 << wanted.index(now)
        if i % 5 == 4:
            done = diglot("build", sources[(i + 1) % 2], "-o", out)
            assert done.returncode == 0, done.stderr
            assert hashes(out) == wanted[(i + 1) % 2], f"after kill {i}"
    diglot("build", sources[0], "-o", out)
    rest = sorted(p.name for p in out.parent.iterdir())
    assert set(rest) <= {"site", "site.lock"}, rest
    assert caught > KILLS // 4, f"only {caught} builds were caught at work"
    return f"{caught} of {KILLS} builds were at work when killed"


@test("two builds at once")
def two():
    source, out = ROOT / "tests/manual/docs", folder() / "site"
    running = [subprocess.Popen(
        [PROGRAM, "build", str(source), "-o", str(out)], env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(4)]
    ends = [(p.communicate()[1], p.returncode) for p in running]
    assert any(code == 0 for _, code in ends), ends
    assert all(code in (0, 2) for _, code in ends), ends
    diglot("build", source, "-o", out)
    again = folder() / "site"
    diglot("build", source, "-o", again)
    assert hashes(out) == hashes(again)
    shutil.rmtree(out)


run()
