#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `mognad check` on survey folders that are wrong in one way each, and compares what it says.

    bad.py TABLE.txt...            MOGNAD names the program
    bad.py --write TABLE.txt...    writes what it says now as what is wanted; read the difference

A table is a text file of cases. The folder of the first table's first case, "base", is without fault;
every other case says which of its files differ:

    == a name in plain words
    -- settings.csv              the file, as it stands until the next line of this kind
    -- answers.csv bytes         with \\n, \\0 and \\xFF; line breaks in the table are none in the file
    -- answers.csv utf-16le      in that encoding
    -- answers.csv gone          there is no such file
    -> 1                         the exit status, then every message to the letter

The rows shown below a message, underlined, are left out: the test cli_check holds them.
"""
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SECTION = re.compile(r"^(==|--|->) ?(.*)$")


def parse(path):
    """[(name, {file: (how, text)}, status, wanted)]"""
    cases, into = [], []
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        found = SECTION.match(line)
        if line.startswith("#") and not into:
            continue
        if not found:
            into.append(line)
            continue
        kind, rest = found.groups()
        into = []
        if kind == "==":
            cases.append([rest, [], "", []])
        elif kind == "--":
            name, _, how = rest.partition(" ")
            cases[-1][1].append((name, how, into))
        else:
            cases[-1][2], cases[-1][3] = rest, into
    return cases


def content(how, lines):
    """The bytes of a file; a blank line ends it in the table."""
    lines = lines[:-1] if lines and lines[-1] == "" else lines
    if how == "bytes":
        text = "".join(lines).encode("latin-1").decode("unicode_escape")
        return text.encode("latin-1")
    text = "".join(line + "\n" for line in lines)
    return text.encode(how or "utf-8")


def write_folder(folder, files):
    for name, how, lines in files:
        if how == "gone":
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content(how, lines))


def run(case, base):
    """(status, messages)"""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "s"
        folder.mkdir()
        write_folder(folder, base)
        write_folder(folder, case[1])
        done = subprocess.run([os.environ["MOGNAD"], "check", "--threads", "1", "--replicates", "2",
                               "s"], cwd=scratch,
                              capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
                              timeout=60, check=False)
    text = (done.stdout + done.stderr).decode("utf-8")
    lines = [line for line in text.split("\n")
             if line and not re.match(r"^ +([0-9]+ )?\||^ +[0-9]+ \||^ += (?!\d+ such)", line)]
    return str(done.returncode), lines


def show(case, status, messages):
    out = [f"== {case[0]}"]
    for name, how, lines in case[1]:
        out.append(f"-- {name} {how}".rstrip())
        out += lines[:-1] if lines and lines[-1] == "" else lines
    return "\n".join(out + [f"-> {status}"] + messages) + "\n"


def main():
    is_writing = "--write" in sys.argv
    tables = [path for path in sys.argv[1:] if path != "--write"]
    base = parse(tables[0])[0][1]
    n_cases = n_wrong = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for table in tables:
            cases = parse(table)
            results = list(pool.map(lambda case: run(case, base), cases))
            if is_writing:
                head = [line for line in Path(table).read_text(encoding="utf-8").split("\n")
                        if line.startswith("#")]
                shown = [show(case, *result) for case, result in zip(cases, results)]
                Path(table).write_text("\n".join(head) + "\n\n" + "\n".join(shown),
                                       encoding="utf-8")
            for case, (status, messages) in zip(cases, results):
                wanted = [line for line in case[3] if line]
                n_cases += 1
                if not is_writing and (status, messages) != (case[2], wanted):
                    n_wrong += 1
                    print(f"{table}: {case[0]}: exit status {status}, wanted {case[2]}")
                    print("\n".join(["--- got", *messages, "--- wanted", *wanted]))
    print(f"{n_cases} cases, {n_wrong} wrong")
    sys.exit(1 if n_wrong > 0 else 0)


main()
