#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the answers of a survey folder as other survey tools and spreadsheets would export them.

    dialects.py SURVEY OUT       OUT/limesurvey.csv, OUT/excel.csv, OUT/unicode.txt, OUT/numbers.csv

limesurvey  UTF-8 with a mark, every cell quoted, CRLF, "code. question" as header, a column per
            option with Y or nothing
excel       Swedish Excel: semicolons, decimal comma, Windows-1252, Swedish labels, questions by their
            text, a column "question - label" per option, a total and a note below the table
unicode     Excel's Unicode text: UTF-16 with tabs, the groups before the names, codes
numbers     Enalyzer: numbers of labels (setting label_numbers), two rows of header
"""
import csv
import sys
from pathlib import Path

SWEDISH = "label::Svenska (sv)"


def read(path, delimiter):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def read_form(folder):
    """The questions by name, with their list and path, and the lists: (name, Swedish label) each."""
    lists, questions, groups = {}, {}, []
    for row in read(folder / "choices.csv", ","):
        lists.setdefault(row["list_name"], []).append((row["name"], row[SWEDISH]))
    for row in read(folder / "survey.csv", ","):
        kind, _, of = row["type"].partition(" ")
        if kind == "begin_group":
            groups.append(row["name"])
        elif kind == "end_group":
            groups.pop()
        else:
            questions[row["name"]] = {"kind": kind, "list": lists.get(of), "text": row[SWEDISH],
                                      "path": "/".join(groups + [row["name"]])}
    return questions


def is_multiple(question):
    return question is not None and question["kind"] == "select_multiple"


def spread(questions, names, row, head, mark):
    """(headers, cells) with a column per option; `head` and `mark` say how they are written."""
    headers, cells = [], []
    for name in names:
        question, value = questions.get(name), row[name]
        if not is_multiple(question):
            headers.append(head(name, question, None))
            cells.append(mark(name, question, None, value))
            continue
        for option in question["list"]:
            headers.append(head(name, question, option))
            cells.append(mark(name, question, option, value))
    return headers, cells


def write(path, encoding, table, **how):
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, **how).writerows(table)


def limesurvey(questions, names, rows):
    def head(name, question, option):
        if question is None:
            return name
        code = f"{name}[{option[0]}]" if option else name
        text = f"{question['text']} [{option[1]}]" if option else question["text"]
        return f"{code}. {text}"

    def mark(_name, _question, option, value):
        return value if option is None else "Y" if option[0] in value.split() else ""

    spreads = [spread(questions, names, row, head, mark) for row in rows]
    return [spreads[0][0]] + [cells for _, cells in spreads]


def excel(questions, names, rows):
    def head(name, question, option):
        if question is None:
            return name
        return f"{question['text']} - {option[1]}" if option else question["text"]

    def mark(_name, question, option, value):
        if option is not None:
            return "" if value == "" else "Ja" if option[0] in value.split() else "Nej"
        if question is not None and question["list"] is not None:
            return dict(question["list"]).get(value, value)
        if question is not None and question["kind"] in ("decimal", "integer"):
            return value.replace(".", ",")
        return value

    spreads = [spread(questions, names, row, head, mark) for row in rows]
    n_empty = len(spreads[0][0]) - 1
    below = [[""] * (n_empty + 1), ["Summa"] + [""] * n_empty, ["Källa: enkäten"] + [""] * n_empty]
    return [spreads[0][0]] + [cells for _, cells in spreads] + below


def unicode_text(questions, names, rows):
    headers = [questions[name]["path"] if name in questions else name for name in names]
    return [headers] + [[row[name] for name in names] for row in rows]


def numbers(questions, names, rows):
    def number(question, value):
        places = {name: str(i + 1) for i, (name, _) in enumerate(question["list"])}
        return " ".join(places[name] for name in value.split())

    def cell(name, value):
        question = questions.get(name)
        return number(question, value) if question and question["list"] and value else value

    texts = [questions[name]["text"] if name in questions else "" for name in names]
    return [names, texts] + [[cell(name, row[name]) for name in names] for row in rows]


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    questions, rows = read_form(folder), read(folder / "answers.csv", ";")
    names = list(rows[0])
    write(out / "limesurvey.csv", "utf-8-sig", limesurvey(questions, names, rows),
          delimiter=";", quoting=csv.QUOTE_ALL)
    write(out / "excel.csv", "cp1252", excel(questions, names, rows), delimiter=";")
    write(out / "unicode.txt", "utf-16", unicode_text(questions, names, rows), delimiter="\t")
    write(out / "numbers.csv", "utf-8", numbers(questions, names, rows), delimiter=",")


main()
