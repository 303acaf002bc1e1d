#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that mean harm, or just are odd, in every label and name of a survey folder; and whether a
workbook made of it still is one, with every text a text. Needs nothing but Python.

    hostile.py write FROM TO      the survey folder FROM with such texts, as TO
    hostile.py check FOLDER FILE  holds the workbook FILE against the folder's labels
    hostile.py safe FILE          looks only whether the workbook is one, and holds nothing alive

Prints what is wrong, a line each, and then fails; else what was looked at.
"""
import csv
import os
import re
import shutil
import sys
import zipfile
from xml.etree import ElementTree

TEXTS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    '=HYPERLINK("http://x.invalid","x")',
    "  blanks at both ends  ",
    "\t=1+1 after a tab",
    "line\nbreak",
    "\r=1+1 after a carriage return",
    "control \x01\x08\x0b\x1f\x7f",
    "_x0041_ and _x000D_",
    "]]> <!-- & < > \" ' &amp; &#x41; <script>alert(1)</script>",
    "\U0001f600 \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f8\U0001f1ea",
    "\u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627 \u200f(1)",
    "e\u0301 \u00e9 \ufeff \u2028 \ufffe \uffff",
    "Åtgärd",
    "åtgärd",
    "[x]",
    "[0]!A1 'Index'!A1 #REF! {1,2} $A$1",
    "{0} {1} %s %n",
    "x" * 40000,
    "ä\U0001f600" * 9000,
]
CELL = 32767  # UTF-16 units
FIELDS = {  # which fields of which table are shown as they are
    "settings.csv": r"form_title.*|publisher",
    "survey.csv": r"label::.*|hint::.*",
    "choices.csv": r"label::.*",
    "indices.csv": r"label::.*|iName",
    "hypotheses.csv": r"claim::.*|source",
    "register.csv": r"namn|name",
}
faults = []


def fault(text):
    faults.append(text)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def poisoned(name, row, column, old):
    """The text and where it stands, so that none is like another but on purpose."""
    text = TEXTS[(row * 7 + column * 3 + len(name)) % len(TEXTS)]
    is_title = name == "settings.csv"
    return text if is_title and len(text) < 1000 else f"{text} {name[:2]}{row}.{column}"


def write(source, target):
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("figures.*", "README.md"))
    for name, pattern in FIELDS.items():
        path = os.path.join(target, name)
        if not os.path.exists(path):
            continue
        rows = read(path)
        for row in range(1, len(rows)):
            for column, header in enumerate(rows[0]):
                if re.fullmatch(pattern, header) and column < len(rows[row]) and rows[row][column]:
                    rows[row][column] = poisoned(name, row, column, rows[row][column])
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


    write_levels(os.path.join(target, "register.csv"))
    write_answers(target)


def write_levels(path):
    """The ministries, each by another name."""
    rows = read(path)
    column = rows[0].index("departement") if "departement" in rows[0] else None
    names = sorted({row[column] for row in rows[1:]}) if column is not None else []
    odd = {name: f"{TEXTS[i % len(TEXTS)]} {i}".strip()[:200] for i, name in enumerate(names)}
    for row in rows[1:]:
        if names:
            row[column] = odd[row[column]]
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_answers(folder):
    """Answers in people's own words, and a header and a row that nobody asked for."""
    texts = {row[1] for row in read(os.path.join(folder, "survey.csv")) if row[0] == "text"}
    path = os.path.join(folder, "answers.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for number, row in enumerate(rows[1:]):
        for column, header in enumerate(rows[0]):
            if header in texts:
                row[column] = TEXTS[number % len(TEXTS)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


# --- the workbook -------------------------------------------------------------------------------

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unescaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def text_of(element):
    return unescaped("".join(t.text or "" for t in element.iter(MAIN + "t")))


def bare(formula):
    """The formula without its strings and quoted names."""
    return re.sub(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'', "", formula)


def check_name(kind, name, names):
    if name.casefold() in names:
        fault(f"{kind} {name!r} twice")
    names.add(name.casefold())
    if not 1 <= len(name.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\]", name):
        fault(f"{kind} {name!r} cannot be")


def parts(path):
    """Every part of the package that is XML, parsed."""
    found = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            try:
                found[name] = ElementTree.fromstring(package.read(name))
            except ElementTree.ParseError as error:
                fault(f"{name}: {error}")
    return found


def cells(found, strings):
    """(part, place, text) of every text of the sheets; faults of formulas."""
    for name, root in found.items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for cell in root.iter(MAIN + "c"):
            kind, value = cell.get("t"), cell.find(MAIN + "v")
            formula = cell.find(MAIN + "f")
            if formula is not None and re.search(r"cmd|HYPERLINK|alert|[a-z]\||\[0\]", bare(formula.text or "")):
                fault(f"{name} {cell.get('r')}: the formula {formula.text[:80]!r}")
            if kind == "s":
                yield name, cell.get("r"), strings[int(value.text)]
            elif kind == "inlineStr":
                yield name, cell.get("r"), text_of(cell)
            elif kind == "str":
                yield name, cell.get("r"), unescaped(value.text or "")
            elif kind == "e":
                fault(f"{name} {cell.get('r')}: the error {value.text}")


def fit(text):
    """The text as a cell shows it."""
    for control in range(32):
        if control not in (9, 10):
            text = text.replace(chr(control), chr(0x2400 + control))
    return text.replace("\t", " ").replace("\x7f", "\u2421").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def check_charts(found, names):
    """Charts draw from cells of the workbook's own sheets and from nothing else; LibreOffice writes the
    names of series as quoted texts, which compute nothing."""
    for name, root in found.items():
        if name.startswith("xl/charts/"):
            for formula in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}f"):
                place = re.fullmatch(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", formula.text)
                sheet = place and (place[1] or place[2]).replace("''", "'")
                if re.fullmatch(r'"(?:[^"]|"")*"', formula.text):
                    continue
                if sheet is None or sheet.casefold() not in names:
                    fault(f"{name}: draws from {formula.text[:80]!r}")


def check_package(found):
    names, tables = set(), set()
    for sheet in found["xl/workbook.xml"].iter(MAIN + "sheet"):
        check_name("the sheet", sheet.get("name"), names)
    for name, root in found.items():
        if name.endswith(".rels"):
            for relation in root:
                if relation.get("TargetMode") == "External":
                    fault(f"{name}: leads out of the workbook, to {relation.get('Target')}")
        if name.startswith("xl/tables/"):
            check_name("the table", root.get("displayName")[:31], tables)
            headers = [column.get("name").casefold() for column in root.iter(MAIN + "tableColumn")]
            if len(set(headers)) < len(headers) or "" in headers:
                fault(f"{name}: a header twice, or empty")
    for defined in found["xl/workbook.xml"].iter(MAIN + "definedName"):
        if not defined.get("name").startswith("_xlnm."):
            fault(f"the name {defined.get('name')!r} is defined")
    check_charts(found, names)


def check(folder, path):
    found = parts(path)
    if faults:
        return 0
    check_package(found)
    strings = [text_of(item) for item in found["xl/sharedStrings.xml"].iter(MAIN + "si")]
    seen = set()
    for part, place, text in cells(found, strings):
        if len(text.encode("utf-16-le")) // 2 > CELL:
            fault(f"{part} {place}: {len(text)} characters")
        seen.add(text)
    looked_at = 0
    for name in ("register.csv", "hypotheses.csv", "survey.csv") if folder else ():
        rows = read(os.path.join(folder, name))
        for row in rows[1:]:
            for column, header in enumerate(rows[0]):
                if not re.fullmatch(r"namn|claim::Svenska.*|label::Svenska.*", header) or not row[column]:
                    continue
                if name == "survey.csv" and not row[0].startswith(("select_one", "integer", "decimal")):
                    continue
                if name == "register.csv" and row[0] not in answered(folder):
                    continue
                looked_at += 1
                blanks = " " if name == "register.csv" else " \t\r\n"
                want = fit(row[column].strip(blanks))  # as the tables are read
                if want not in seen and not any(cut(want, text) for text in seen if len(text) > 1000):
                    fault(f"{name}: {row[column][:60]!r} is not in the workbook")
    return looked_at


def cut(want, text):
    return text.endswith("\u2026") and len(text) > 5000 and want.startswith(text[:-1])


def answered(folder, known={}):
    if folder not in known:
        with open(os.path.join(folder, "answers.csv"), encoding="utf-8", newline="") as file:
            known[folder] = {row[0] for row in csv.reader(file, delimiter=";")}
    return known[folder]


if __name__ == "__main__":
    csv.field_size_limit(10**9)
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3])
    else:
        is_safe = sys.argv[1] == "safe"
        n = check(None if is_safe else sys.argv[2], sys.argv[-1])
        for text in faults[:40]:
            print(text)
        if faults:
            sys.exit(1)
        print(f"{n} texts stand in the workbook as they were written")
