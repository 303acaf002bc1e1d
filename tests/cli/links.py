#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows every link of a workbook, with nothing but Python's own library.

    links.py report.xlsx [figures.csv]

A link leads to a cell that is there. One with a tip leads to the row that lists the figure of that
id. In a list of figures, the place where a figure is first shown is a cell that leads back to the
row. In the sheet of checks, each row leads to a cell with a formula, no formula of a figure is left
out, and the two numbers are the same. Prints what is wrong, then what was followed; 1 when
something is."""
import csv
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LISTS = ("Alla värden", "Figures", "Dialogernas värden", "Figures of the dialogues")
CHECKS = ("Kontroll", "Check")
INDICES = ("Index", "Indices")
DEFINITIONS = ("Indexdefinitioner", "Index definitions")
ITEMS = ("Frågor", "Questions")
FINDINGS = ("Prövade påståenden", "Findings")
ROBUSTNESS = ("Hur säkra påståendena är", "Robustness of findings")
FIRST_ROW = 6


class Sheet:
    def __init__(self, part, strings):
        self.cells = {}  # (row, column) -> text as it is stored
        self.formulas = set()
        self.links = {}  # (row, column) -> (sheet, (row, column), tip)
        self.doubled = []
        root = ElementTree.fromstring(part)
        for cell in root.iter(MAIN + "c"):
            at = place(cell.get("r"))
            value = cell.find(MAIN + "v")
            text = "" if value is None else value.text or ""
            if cell.get("t") == "s":
                text = strings[int(text)]
            elif cell.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
            self.cells[at] = text
            if cell.find(MAIN + "f") is not None:
                self.formulas.add(at)
        for link in root.iter(MAIN + "hyperlink"):
            self.take(link)

    def take(self, link):
        sheet, cell = re.fullmatch(r"'?(.*?)'?!(.*)", link.get("location")).groups()
        first, _, last = link.get("ref").partition(":")
        (top, left), (bottom, right) = place(first), place(last or first)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) in self.links:
                    self.doubled.append((row, column))
                self.links[row, column] = (sheet.replace("''", "'"), place(cell), link.get("tooltip"))


def place(name):
    letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def name(sheet, at):
    letters, column = "", at[1]
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}!{letters}{at[0]}"


def read(path):
    book = zipfile.ZipFile(path)
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    strings = ["".join(t.text or "" for t in s.iter(MAIN + "t")) for s in root.iter(MAIN + "si")]
    names = [s.get("name") for s in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return {n: Sheet(book.read(f"xl/worksheets/sheet{i}.xml"), strings) for i, n in enumerate(names, 1)}


def follow(sheets, faults):
    """Every link leads to a cell, and one with a tip to that figure."""
    for title, sheet in sheets.items():
        faults += [f"{name(title, at)}: two links" for at in sheet.doubled]
        for at, (to, there, tip) in sheet.links.items():
            where = f"{name(title, at)}: leads to {name(to, there)}"
            if at not in sheet.cells:
                faults.append(f"{name(title, at)}: a link without a cell")
            elif to not in sheets or there not in sheets[to].cells:
                faults.append(f"{where}, which is not there")
            elif tip is not None and (to not in LISTS or sheets[to].cells[there] != tip):
                faults.append(f"{where}, which is {sheets[to].cells[there]}, not {tip}")


def follow_back(sheets, faults):
    """From the list to the first place, which leads to the list."""
    n = 0
    for title in LISTS:
        for at, (to, there, _) in sheets[title].links.items() if title in sheets else ():
            if at[0] < FIRST_ROW or to not in sheets:
                continue
            n += 1
            if sheets[to].links.get(there, (None, None))[:2] != (title, (at[0], 1)):
                faults.append(f"{name(title, at)}: is said to be shown at {name(to, there)}")
    return n


def rows_of(sheets, titles):
    """The title of the sheet that is there, and per row its first text and the link behind it."""
    for title in titles:
        if title in sheets:
            sheet = sheets[title]
            return [(title, at, sheet.cells[at], sheet.links.get(at))
                    for at in sorted(sheet.cells) if at[1] == 1 and at[0] >= FIRST_ROW]
    return []


def follow_crossings(sheets, faults):
    """From indices and questions to their definitions and back, from claims to what bears them out
    and back."""
    n = 0
    for titles, column in ((INDICES, 2), (ITEMS, None)):
        for title, at, text, link in rows_of(sheets, titles):
            if titles is ITEMS and link is None:
                continue  # a question of no index
            n += 1
            to, there = link[:2] if link else (None, None)
            back = sheets[to].links.get(there) if to in DEFINITIONS else None
            is_back = back and back[0] == title and (back[1] == at or titles is ITEMS)
            same = is_back and sheets[title].cells[back[1]] == text
            if not same or (column and sheets[to].cells[there[0], column] != text):
                faults.append(f"{name(title, at)}: {text} is not defined where it leads")
    for titles in (FINDINGS, ROBUSTNESS):
        for title, at, claim, link in rows_of(sheets, titles):
            n += 1
            if not link or link[0] not in FINDINGS + ROBUSTNESS or sheets[link[0]].cells[link[1]] != claim:
                faults.append(f"{name(title, at)}: {claim} does not lead to its other sheet")
            texts = {c: l for (r, c), l in sheets[title].links.items() if r == at[0] and c > 1 and not l[2]}
            if titles is FINDINGS and len(texts) != 1:
                faults.append(f"{name(title, at)}: {claim} has {len(texts)} places of evidence")
            for column, (to, there, _) in texts.items():
                tips = {l[2] for (r, c), l in sheets[to].links.items() if r == there[0]}
                if there[0] < FIRST_ROW or sheets[title].cells[at[0], column] != to:
                    faults.append(f"{name(title, at)}: {claim} has its evidence at {name(to, there)}")
                elif not tips & {f"hypothesis/estimate/{claim}"} and not any(
                        tip and tip.startswith(("index/mean/", "share/strong/")) for tip in tips):
                    faults.append(f"{name(title, at)}: {claim} is not borne out by {name(to, there)}")
    return n


def is_near(a, b):
    """Some numbers are stored with 16 digits, some with all."""
    return abs(float(a) - float(b)) <= 1e-14 * abs(float(a))


def follow_checks(sheets, faults):
    wanted = {(title, at) for title, sheet in sheets.items() if title not in CHECKS
              for at in sheet.formulas if sheet.links.get(at, (None,) * 3)[2] is not None
              and re.match(r"-?[0-9]", sheet.cells[at])}
    for title in CHECKS:
        sheet = sheets.get(title)
        for at, (to, there, _) in sheet.links.items() if sheet else ():
            if at[0] < FIRST_ROW or at[1] != 1:
                continue
            if (to, there) not in wanted:
                faults.append(f"{name(title, at)}: checks {name(to, there)}, no figure with a formula")
            wanted.discard((to, there))
            ours, theirs = (sheet.cells[at[0], column] for column in (4, 5))
            if not is_near(ours, theirs) or not is_near(theirs, sheets[to].cells[there]):
                faults.append(f"{name(title, at)}: {ours} and {theirs}")
        if sheet:
            faults += [f"{name(*cell)}: has a formula that nothing checks" for cell in sorted(wanted)]
            return int(float(sheet.cells[FIRST_ROW, 4]))
    return 0


def compare_list(sheets, path, faults):
    """The list has the figures of the file that may be shown, in their order."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    title = next(t for t in (LISTS[0], LISTS[1]) if t in sheets)
    listed = [sheets[title].cells[at] for at in sorted(sheets[title].cells)
              if at[1] == 1 and at[0] >= FIRST_ROW]
    known = {figure: i for i, figure in enumerate(ids)}
    order = [known.get(figure, -1) for figure in listed]
    if -1 in order or order != sorted(order):
        faults.append(f"{title}: not the figures of {path}")
    return len(listed)


def main(path, figures=None):
    faults = []
    sheets = read(path)
    follow(sheets, faults)
    n_back = follow_back(sheets, faults)
    n_checks = follow_checks(sheets, faults)
    n_crossings = follow_crossings(sheets, faults)
    n_listed = compare_list(sheets, figures, faults) if figures else 0
    print("\n".join(faults[:20]), end="\n" if faults else "")
    n_tips = sum(tip is not None for s in sheets.values() for _, _, tip in s.links.values())
    print(f"{n_tips} cells of figures, {n_listed} figures, {n_back} places, "
          f"{n_crossings} crossings, {n_checks} checks")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
