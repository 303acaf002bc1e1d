#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets LibreOffice compute every formula of a workbook anew.

    recalculate.py report.xlsx                       holds what comes out against what the file says
    recalculate.py report.xlsx 'Sheet!C5=80' ...     sets cells first, and says what follows

The first prints each formula that gives something else than the file says (numbers to 1e-9, texts to
the letter), then how many there were, and fails when one differs. The second prints, a line per
sheet, how many of its formulas give something else than before. Needs Python and `soffice` alone.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def parts_of(package):
    """The part of each sheet, in the order of the workbook."""
    related = tree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    target = {r.get("Id"): r.get("Target") for r in related}
    book = tree.fromstring(package.read("xl/workbook.xml"))
    return {s.get("name"): "xl/" + target[s.get(RELATED)].removeprefix("/xl/") for s in book.iter(MAIN + "sheet")}


def text_of(element):
    return "".join(t.text or "" for t in element.iter(MAIN + "t"))


def read(path):
    """{sheet: {cell: (formula or None, number or text)}}"""
    sheets = {}
    with zipfile.ZipFile(path) as package:
        strings = []
        if "xl/sharedStrings.xml" in package.namelist():
            strings = [text_of(s) for s in tree.fromstring(package.read("xl/sharedStrings.xml"))]
        for name, part in parts_of(package).items():
            cells = sheets[name] = {}
            for cell in tree.fromstring(package.read(part)).iter(MAIN + "c"):
                formula, value, kind = cell.find(MAIN + "f"), cell.find(MAIN + "v"), cell.get("t", "n")
                text = "" if value is None else value.text or ""
                if kind == "n":
                    content = float(text) if text else None
                elif kind == "s":
                    content = strings[int(text)]
                else:
                    content = text_of(cell) if kind == "inlineStr" else text
                cells[cell.get("r")] = (None if formula is None else formula.text or "", content)
    return sheets


def set_cells(path, assignments, out):
    """A copy of the workbook in which the cells hold these numbers, or texts."""
    with zipfile.ZipFile(path) as package:
        parts = parts_of(package)
        changed = {}
        for place, content in assignments:
            sheet, cell = place.rsplit("!", 1)
            xml = changed.get(parts[sheet]) or package.read(parts[sheet]).decode()
            number = re.fullmatch(r"-?[0-9.]+", content)
            new = f"<v>{content}</v>" if number else f"<is><t>{content}</t></is>"
            kind = "" if number else ' t="inlineStr"'
            xml, n = re.subn(rf'<c r="{cell}"( s="\d+")?[^>]*>.*?</c>', rf'<c r="{cell}"\1{kind}>{new}</c>', xml)
            if n != 1:
                sys.exit(f"{place}: there is no such cell")
            changed[parts[sheet]] = xml
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in package.namelist():
                copy.writestr(name, changed.get(name, package.read(name)))


def recalculated(path, folder):
    profile, out = os.path.join(folder, "profile"), os.path.join(folder, "out")
    os.makedirs(os.path.join(profile, "user"))
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(ALWAYS)
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", out, path],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    made = os.path.join(out, os.path.basename(path))
    if not os.path.exists(made):
        sys.exit(f"{path}: soffice cannot convert it: {done.stdout.decode()}")
    return read(made)


def is_same(a, b):
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return a == b


def main():
    path, assignments = sys.argv[1], [a.split("=", 1) for a in sys.argv[2:]]
    before = read(path)
    with tempfile.TemporaryDirectory() as folder:
        changed = path
        if assignments:
            changed = os.path.join(folder, "changed.xlsx")
            set_cells(path, assignments, changed)
        after = recalculated(changed, folder)
    n = n_differ = 0
    for sheet, cells in before.items():
        differ = [(cell, formula, value) for cell, (formula, value) in cells.items()
                  if formula is not None and not is_same(value, after[sheet].get(cell, (None, None))[1])]
        n_of_sheet = sum(formula is not None for formula, _ in cells.values())
        n += n_of_sheet
        n_differ += len(differ)
        if assignments and n_of_sheet > 0:
            print(f"{sheet}: {len(differ)} of {n_of_sheet}")
        for cell, formula, value in [] if assignments else differ:
            print(f"{sheet}!{cell} ={formula}: {value!r}, recalculated {after[sheet].get(cell, (None, None))[1]!r}")
    if not assignments:
        print(f"{n} formulas, {n_differ} differ")
        sys.exit(n_differ > 0)


main()
