# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing the workbook alone, beside XlsxWriter (Python) and openxlsx (R) that write the same sheets:
`tests/bench/run MOGNAD workbook [N]`.

The survey is surveys/2022 with N agencies drawn (without N: with the answers it has). The finished workbook is read
back cell by cell, and each peer gets all cells before its clock starts: it writes them, with formulas and their
values, links of single texts, number formats, widths and a table a sheet, and closes the file. It draws no charts
and links no numbers, and need not find out what the cells say, as mognad does within its time. openxlsx writes
values alone, in columns of one kind: a column with one [x] in it is text. All take turns in one run, on one thread;
medians are printed."""
import csv
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEADER = 4  # the row of the table's headers, from 0; its rows follow
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

XLSXWRITER = r"""
import json, sys, time
import xlsxwriter
with open(sys.argv[1], encoding="utf-8") as file:
    sheets = json.load(file)
wall, cpu = time.perf_counter(), time.process_time()
book = xlsxwriter.Workbook(sys.argv[2], {"strings_to_formulas": False, "strings_to_urls": False})
formats = {}
for sheet in sheets:
    page = book.add_worksheet(sheet["name"])
    for column, width in enumerate(sheet["widths"]):
        page.set_column(column, column, width)
    for row, column, number_format, value, formula, link in sheet["cells"]:
        style = formats.get(number_format)
        if style is None:
            style = formats[number_format] = book.add_format({"num_format": number_format})
        if formula is not None:
            page.write_formula(row, column, "=" + formula, style, value)
        elif link is not None:
            page.write_url(row, column, "internal:" + link, style, str(value))
        elif isinstance(value, str):
            page.write_string(row, column, value, style)
        else:
            page.write_number(row, column, value, style)
    page.add_table(*sheet["table"], {"columns": [{"header": name} for name in sheet["headers"]],
                                     "autofilter": False, "style": "Table Style Light 1"})
book.close()
print("PHASE write", time.perf_counter() - wall, time.process_time() - cpu, file=sys.stderr)
"""

OPENXLSX = r"""
library(openxlsx)
argument <- commandArgs(TRUE)
sheets <- jsonlite::fromJSON(file.path(argument[1], "sheets.json"), simplifyDataFrame = FALSE)
frames <- lapply(seq_along(sheets), function(i)
    read.csv(file.path(argument[1], paste0(i, ".csv")), check.names = FALSE, na.strings = character(),
             colClasses = sheets[[i]]$classes, encoding = "UTF-8"))
before <- proc.time()
book <- createWorkbook()
for (i in seq_along(sheets)) {
    addWorksheet(book, sheets[[i]]$name)
    writeData(book, i, sheets[[i]]$lines, colNames = FALSE)
    writeDataTable(book, i, frames[[i]], startRow = 5, withFilter = FALSE, tableStyle = "TableStyleLight1")
    setColWidths(book, i, seq_along(sheets[[i]]$widths), sheets[[i]]$widths)
}
saveWorkbook(book, argument[2], overwrite = TRUE)
used <- proc.time() - before
cat("PHASE write", used[["elapsed"]], sum(used[c(1, 2, 4, 5)]), "\n", file = stderr())
"""


def column_of(reference):
    n = 0
    for letter in re.match("[A-Z]+", reference).group():
        n = n * 26 + ord(letter) - 64
    return n - 1


def corner(reference):
    return int(re.search("[0-9]+", reference).group()) - 1, column_of(reference)


def number_formats(book):
    styles = ET.fromstring(book.read("xl/styles.xml"))
    own = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(MAIN + "numFmt")}
    usual = {"0": "General", "1": "0", "2": "0.00", "3": "#,##0", "9": "0%", "10": "0.00%"}
    names = {**usual, **own}
    return [names.get(xf.get("numFmtId"), "General") for xf in styles.find(MAIN + "cellXfs")]


def shared_strings(book):
    texts = []
    with book.open("xl/sharedStrings.xml") as file:
        for _, item in ET.iterparse(file):
            if item.tag == MAIN + "si":
                texts.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
                item.clear()
    return texts


def read_cell(cell, texts):
    """value and formula of a <c>"""
    value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
    kind = cell.get("t")
    if kind == "inlineStr":
        value = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
    elif value is None:
        return None, None
    elif kind == "s":
        value = texts[int(value.text)]
    else:
        value = (value.text or "") if kind == "str" else float(value.text)
    return value, None if formula is None else formula.text


def read_sheet(book, name, part, texts, formats):
    sheet = {"name": name, "widths": [], "cells": [], "table": None, "headers": []}
    cells, links = [], {}
    with book.open(part) as file:
        for _, item in ET.iterparse(file):
            if item.tag == MAIN + "col":
                reach = int(item.get("max")) - int(item.get("min")) + 1
                sheet["widths"] += [float(item.get("width"))] * reach
            elif item.tag == MAIN + "c":
                value, formula = read_cell(item, texts)
                if value is not None:
                    cells.append((item.get("r"), formats[int(item.get("s", "0"))], value, formula))
                item.clear()
            elif item.tag == MAIN + "hyperlink" and item.get("location"):
                links[item.get("ref")] = item.get("location")
    for reference, number_format, value, formula in cells:
        row, column = corner(reference)
        link = None if formula is not None or not isinstance(value, str) else links.get(reference)
        sheet["cells"].append((row, column, number_format, value, formula, link))
    n_rows = 1 + max(cell[0] for cell in sheet["cells"])
    sheet["headers"] = [cell[3] for cell in sheet["cells"] if cell[0] == HEADER]
    sheet["table"] = (HEADER, 0, n_rows - 1, len(sheet["headers"]) - 1)
    return sheet


def read_workbook(path):
    with zipfile.ZipFile(path) as book:
        texts, formats = shared_strings(book), number_formats(book)
        relations = {r.get("Id"): r.get("Target")
                     for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        return [read_sheet(book, s.get("name"), "xl/" + relations[s.get(RELATION + "id")], texts, formats)
                for s in ET.fromstring(book.read("xl/workbook.xml")).find(MAIN + "sheets")]


def write_frames(sheets, folder):
    """The sheets as a data frame each, for R."""
    about = []
    for i, sheet in enumerate(sheets, 1):
        width, last = len(sheet["headers"]), sheet["table"][2]
        grid = [[""] * width for _ in range(last - HEADER)]
        lines = [cell[3] for cell in sheet["cells"] if cell[0] < HEADER]
        for row, column, _, value, _, _ in sheet["cells"]:
            if row > HEADER:
                grid[row - HEADER - 1][column] = value
        classes = ["numeric" if all(isinstance(row[c], float) for row in grid) else "character"
                   for c in range(width)]
        with open(os.path.join(folder, f"{i}.csv"), "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([sheet["headers"]] + grid)
        about.append({"name": sheet["name"], "widths": sheet["widths"], "lines": lines, "classes": classes})
    with open(os.path.join(folder, "sheets.json"), "w", encoding="utf-8") as file:
        json.dump(about, file)


def has_openxlsx():
    return shutil.which("Rscript") is not None and subprocess.run(
        ["Rscript", "-e", "library(openxlsx); library(jsonlite)"], capture_output=True,
        check=False).returncode == 0


def draw_answers(bench, mognad, survey, n):
    folder = os.path.join(bench.WORK, f"agencies{n}")
    if not os.path.exists(os.path.join(folder, "2022", "answers.csv")):
        subprocess.run([mognad, "simulate", survey, "-n", str(n), "-o", folder, "--force", "--quiet"], check=True)
    return ["--answers", os.path.join(folder, "2022", "answers.csv"),
            "--register", os.path.join(folder, "2022", "register.csv")]


def report(n_cells, n_sheets, n_bytes, results):
    print(f"\nwriting a workbook of {n_sheets} sheets, {n_cells} cells, {n_bytes / 1e6:.1f} MB: medians of"
          f" {len(results['mognad']['wall'])} runs (wall: least to most)")
    ours = statistics.median(results["mognad"]["wall"])
    for name, r in results.items():
        wall, cpu = statistics.median(r["wall"]), statistics.median(r["cpu"])
        print(f"  {name:11} {wall:8.3f} s wall ({min(r['wall']):.3f}-{max(r['wall']):.3f}) {cpu:8.3f} s cpu;"
              f" {n_cells / wall:9.0f} cells/s; time / mognad's: {wall / ours:5.1f}; {r['mb']:6.0f} MB")


def workbook(bench, mognad, n):
    survey = os.path.join(bench.HERE, "..", "..", "surveys", "2022")
    out = os.path.join(bench.WORK, "out")
    run = [mognad, "run", survey, "--phases", "--quiet", "--threads", "1", "-o", f"{out}/workbook"]
    run += [] if n is None else draw_answers(bench, mognad, survey, n)
    bench.clear(run)
    bench.measure(run, None)
    path, frames = f"{out}/workbook/2022/report.xlsx", f"{out}/workbook-frames"
    sheets = read_workbook(path)
    os.makedirs(frames, exist_ok=True)
    with open(f"{frames}/cells.json", "w", encoding="utf-8") as file:
        json.dump(sheets, file)
    table = {"mognad": (run, "workbook"),
             "XlsxWriter": ([bench.PYTHON, "-c", XLSXWRITER, f"{frames}/cells.json", f"{out}/peer.xlsx"], "write")}
    if has_openxlsx():
        write_frames(sheets, frames)
        table["openxlsx"] = (["Rscript", "--vanilla", "-e", OPENXLSX, frames, f"{out}/peer-r.xlsx"], "write")
    else:
        print("  openxlsx is not installed: left out")
    results = {name: {"wall": [], "cpu": [], "mb": 0} for name in table}
    for _ in range(bench.RUNS):
        for name, (command, phase) in table.items():
            bench.clear(command if name == "mognad" else [])
            measured = bench.measure(command, None)
            results[name]["wall"].append(measured["phases"][phase])
            results[name]["cpu"].append(measured["phase_cpu"][phase])
            results[name]["mb"] = max(results[name]["mb"], measured["mb"])
    report(sum(len(sheet["cells"]) for sheet in sheets), len(sheets), os.path.getsize(path), results)
