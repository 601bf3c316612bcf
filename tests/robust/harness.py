"""What the robustness tests share: a test is a function under @test; the
script ends with run(). Output: "ok NAME", "not ok NAME" or "skip NAME", and
below it lines that say why; tests/run reads it."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DIGLOT", str(ROOT / "build/diglot"))
LONG = bool(os.environ.get("DIGLOT_LONG"))  # the long form of the loops
EPOCH = "1767225600"
TESTS = []


def _shared():
    given = os.environ.get("DIGLOT_SHARED")
    path = Path(given) if given else ROOT.parent / "shared"
    return path.resolve() if path.is_dir() else None


def _work():
    given = os.environ.get("DIGLOT_WORK")
    return Path(given) if given else Path(tempfile.mkdtemp(prefix="diglot-"))


SHARED = _shared()
WORK = _work()


class Skip(Exception):
    """Raised by a test that cannot run here; the text says why."""


def shared(path):
    """A path of the shared folder, or the test is skipped."""
    found = SHARED and SHARED / path
    if not found or not found.exists():
        raise Skip("no shared folder")
    return found


def test(name):
    def add(function):
        TESTS.append((name, function))
        return function
    return add


def folder():
    return Path(tempfile.mkdtemp(dir=WORK))


def docset(files):
    """A folder with these files; a value is text or bytes."""
    top = folder()
    for name, data in files.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return top


def environment(**more):
    env = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"),
           "HOME": str(WORK), "TMPDIR": str(WORK), "LC_ALL": "C.UTF-8",
           "TZ": "UTC", "SOURCE_DATE_EPOCH": EPOCH,
           # No folder: a result that was kept must not stand in for a run.
           "DIGLOT_CACHE_DIR": "/dev/null"}
    env.update(more)
    return env


def diglot(*words, cwd=None, env=None, timeout=60, **more):
    """Runs the program; a CompletedProcess with text."""
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run(
        [PROGRAM, *map(str, words)], cwd=cwd or WORK,
        env=env or environment(), stderr=subprocess.PIPE, text=True,
        errors="backslashreplace", timeout=timeout, **more)


def cpu_seconds(*words):
    """(CPU seconds, result) of a run of the program and its workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = diglot(*words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime
            + after.ru_stime - before.ru_stime), done


def hashes(top):
    """{path: hash} of all files below top."""
    return {str(p.relative_to(top)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(top.rglob("*")) if p.is_file()}


def same(one, other, what):
    """Fails with the names that differ between two dictionaries."""
    names = [n for n in sorted(one.keys() | other.keys())
             if one.get(n) != other.get(n)]
    assert not names, f"{what}: {len(names)} differ: {names[:5]}"


def _outcome(function):
    try:
        return "ok", function() or ""
    except Skip as why:
        return "skip", str(why)
    except AssertionError as why:
        return "not ok", str(why) or traceback.format_exc()
    except Exception:  # a fault of the test is a failure of the test
        return "not ok", traceback.format_exc()


def run():
    """A test may return a line of figures, which is shown below its name."""
    pattern = sys.argv[1] if len(sys.argv) > 1 else ""
    failed = False
    for name, function in TESTS:
        if pattern in name:
            how, text = _outcome(function)
            failed |= how == "not ok"
            print(how, name, *([f"\n{text}"] if text else []), sep=" ",
                  flush=True)
    if "DIGLOT_WORK" not in os.environ:
        shutil.rmtree(WORK, ignore_errors=True)
    sys.exit(failed)
