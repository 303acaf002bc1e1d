#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the answers of an export anew and holds codebook.xml against them.

    ddi.py out/2022/codebook.xml surveys/2022/answers.csv

Needs nothing but Python. Prints what differs, a line each, and then fails; else how many variables
and frequencies agree.
"""
import collections
import csv
import sys
import xml.etree.ElementTree

DDI = "{ddi:codebook:2_5}"
faults = []


def counts_of(var):
    """Of a variable: how often each value that is an answer, or a missing choice, is there."""
    counts = {}
    for category in var.findall(DDI + "catgry"):
        counts[category.findtext(DDI + "catValu")] = int(category.findtext(DDI + "catStat"))
    return counts


def statistic(var, kind):
    for each in var.findall(DDI + "sumStat"):
        if each.get("type") == kind:
            return float(each.text)
    return None


def check_sums(var, n_rows):
    name, categories = var.get("name"), var.findall(DDI + "catgry")
    valid, invalid = statistic(var, "vald"), statistic(var, "invd")
    if invalid is not None and valid + invalid != n_rows:
        faults.append(f"{name}: {valid} valid and {invalid} invalid are not {n_rows}")
    is_discrete = var.get("intrvl") == "discrete"
    if is_discrete and invalid is not None and sum(counts_of(var).values()) != n_rows:
        faults.append(f"{name}: the frequencies do not add up to {n_rows}")
    missing = sum(int(c.findtext(DDI + "catStat")) for c in categories if c.get("missing") == "Y")
    if invalid is not None and missing != invalid:
        faults.append(f"{name}: {missing} missing, but {invalid} invalid")


def check_answers(var, rows):
    """Recounts a variable from the cells of the export; gives how many values were compared."""
    question, _, option = var.get("name").partition("/")
    if question not in rows[0] or var.get("intrvl") != "discrete" or statistic(var, "vald") is None:
        return 0
    cells = [row[question].strip() for row in rows]
    counts = counts_of(var)
    if option:
        counted = {"1": sum(option in cell.split() for cell in cells)}
    else:
        counted = collections.Counter(cell for cell in cells if cell != "")
    for value, n in counted.items():
        if counts.get(value) != n:
            faults.append(f"{var.get('name')}: {value} is there {n} times, described {counts.get(value)}")
    return len(counted)


def main(codebook, answers):
    root = xml.etree.ElementTree.parse(codebook).getroot()
    with open(answers, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    data = root.find(DDI + "dataDscr")
    ids = [var.get("ID") for var in data.findall(DDI + "var")]
    if len(set(ids)) != len(ids):
        faults.append("an ID is there twice")
    for group in data.findall(DDI + "varGrp"):
        faults.extend(f"{group.get('name')}: there is no {one}"
                      for one in group.get("var").split() if one not in ids)
    n_compared = 0
    for var in data.findall(DDI + "var"):
        check_sums(var, len(rows))
        n_compared += check_answers(var, rows)
    for text in faults[:50]:
        print(text)
    if faults:
        sys.exit(f"{len(faults)} faults")
    print(f"{len(ids)} variables, {n_compared} frequencies")


main(sys.argv[1], sys.argv[2])
