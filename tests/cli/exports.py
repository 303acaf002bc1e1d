#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands the answers of a survey folder to other programs to write.

    exports.py xlsx SURVEY OUT.xlsx      a workbook, by openpyxl: numbers as numbers, the rest as text
    exports.py pspp SURVEY OUT.sav       prints what PSPP needs to write them as an SPSS file:
                                         codes as numbers with the labels of their choices"""
import csv
import sys
from pathlib import Path

LABEL = "label::English (en)"


def read(path, delimiter):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return text != ""


def numeric_columns(rows):
    """The columns in which everything is a number, and something is."""
    return {name for name in rows[0]
            if any(row[name] for row in rows) and
            all(row[name] == "" or is_number(row[name]) for row in rows)}


def number(text):
    return float(text) if "." in text else int(text)


def write_workbook(rows, out):
    import openpyxl

    numeric = numeric_columns(rows)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Svar"
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([None if text == "" else number(text) if name in numeric else text
                      for name, text in row.items()])
    book.save(out)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def value_labels(survey, names):
    """A command for each question with a list of numbers."""
    lists = {}
    for choice in read(survey / "choices.csv", ","):
        lists.setdefault(choice["list_name"], []).append((choice["name"], choice[LABEL]))
    for question in read(survey / "survey.csv", ","):
        kind, _, of = question["type"].partition(" ")
        if kind == "select_one" and question["name"] in names:
            labels = " ".join(f"{name} {quoted(label)}" for name, label in lists[of])
            yield f"VALUE LABELS {question['name']} {labels}."


def syntax(survey, rows, out):
    numeric = numeric_columns(rows)
    print("SET DECIMAL=DOT.")
    print(f"GET DATA /TYPE=TXT /FILE={quoted(str(survey / 'answers.csv'))} /ENCODING='UTF-8'")
    print(" /FIRSTCASE=2 /DELIMITERS=';' /QUALIFIER='\"' /VARIABLES=")
    for name in rows[0]:
        width = max(len(row[name].encode()) for row in rows)
        print(f"  {name} {'F8.2' if name in numeric else f'A{max(width, 1)}'}")
    print(".")
    print("\n".join(value_labels(survey, numeric)))
    print(f"SAVE OUTFILE={quoted(out)}.")


def main():
    what, survey, out = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    rows = read(survey / "answers.csv", ";")
    if what == "xlsx":
        write_workbook(rows, out)
    else:
        syntax(survey, rows, out)


main()
