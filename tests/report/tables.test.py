#!/usr/bin/env python3
"""What is made from the tables of commands, options, keys and rules: the
help, the man pages, the completions and the schema agree, and each is of the
form that its reader asks for."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import schema

WORK = Path(os.environ["DIGLOT_WORK"])


def report(name, trouble):
    print(f"ok {name}" if not trouble else f"not ok {name}\n{trouble}",
          flush=True)


def diglot(*words):
    return subprocess.run([os.environ["DIGLOT"], *words], check=True,
                          capture_output=True, text=True).stdout


def names():
    text = diglot("--help").split("Commands:\n")[1]
    return re.findall(r"^  ([a-z]+)", text.split("\n\n")[0], re.M)


def options(text):
    """--names at the left of a help text."""
    return set(re.findall(r"^  (?:-., |    )(--[a-z0-9-]+)", text, re.M))


def man_options(text):
    return {"--" + found.replace("\\-", "-")
            for found in re.findall(r"^\.B .*?\\-\\-((?:[a-z0-9]|\\-)+)", text,
                                    re.M)}


def help_and_man():
    for name in names():
        left = options(diglot("help", name))
        right = man_options(diglot("help", "--man", name))
        report(f"help and man: {name}",
               "" if left == right else f"only in one: {left ^ right}")


def pages():
    for name in diglot("help", "--man").splitlines():
        text = diglot("help", "--man", name)
        path = WORK / name
        path.write_text(text)
        if not shutil.which("mandoc"):
            print(f"skip man page {name}: no mandoc")
            continue
        done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(path)],
                              capture_output=True, text=True)
        lines = [x for x in done.stdout.splitlines()
                 # There is no date, so that pages stay the same.
                 if "missing date" not in x]
        report(f"man page {name}", "\n".join(lines))


def completions():
    wanted = {name: options(diglot("help", name)) for name in names()}
    for shell in ("bash", "zsh", "fish"):
        text = diglot("completion", shell)
        path = WORK / f"completion.{shell}"
        path.write_text(text)
        trouble = ""
        for name, all_options in wanted.items():
            for option in all_options:
                word = f"-l {option[2:]} " if shell == "fish" else option
                if word not in text:
                    trouble += f"{name} {option} is missing\n"
        report(f"completion {shell}: every option", trouble)
        if not shutil.which(shell):
            print(f"skip completion {shell}: syntax")
            continue
        done = subprocess.run([shell, "-n", str(path)], capture_output=True,
                              text=True)
        report(f"completion {shell}: syntax", done.stderr)


def bash():
    """What a reader of bash gets for a few lines."""
    def complete(*words):
        script = (f"source {WORK}/completion.bash; "
                  f"COMP_WORDS=({' '.join(words)} ''); "
                  f"COMP_WORDS[{len(words)}]=''; COMP_CWORD={len(words)}; "
                  "_diglot; echo ${COMPREPLY[@]}")
        if words[-1].startswith("-") or words[-1][-1] == "=":
            script = script.replace(" '')", ")").replace(
                f"COMP_WORDS[{len(words)}]=''; COMP_CWORD={len(words)}",
                f"COMP_CWORD={len(words) - 1}")
        return subprocess.run(["bash", "-c", script], capture_output=True,
                              text=True, check=True).stdout.split()

    trouble = ""
    for words, wanted in ((("diglot",), "check"),
                          (("diglot", "explain"), "DG305"),
                          (("diglot", "check", "--side", "x", "--se"),
                           "--select"),
                          (("diglot", "help"), "align")):
        if wanted not in complete(*words):
            trouble += f"{words}: no {wanted}\n"
    report("completion bash: works", trouble)


def config_schema():
    rules = json.loads(diglot("config", "--schema"))
    good = {"title": "T", "rules": {"DG305": "error",
            "link-text-missing": {"level": "off"}}, "max-warnings": 3,
            "suppressions": {"reason": True}, "site.hosts": ["a.example"]}
    bad = [{"titel": "T"}, {"rules": {"DG305": "loud"}},
           {"max-warnings": "many"}, {"suppressions": {"why": True}}]
    found = "\n".join(schema.errors(rules, rules, good))
    for value in bad:
        if not list(schema.errors(rules, rules, value)):
            found += f"taken: {value}\n"
    report("schema of diglot.yml", found)


def rules():
    listed = json.loads(diglot("rules", "--format", "json"))
    trouble = ""
    for rule in listed:
        text = diglot("explain", rule["id"])
        if rule["name"] not in text:
            trouble += f"{rule['id']}: explain does not know its name\n"
    ids = [rule["id"] for rule in listed]
    if ids != sorted(set(ids)):
        trouble += "not in order\n"
    report("rules", trouble)


help_and_man()
pages()
completions()
bash()
config_schema()
rules()
